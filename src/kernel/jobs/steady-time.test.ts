import { expect, test } from 'vitest';
import { steadyTime } from './steady-time.ts';

const MINUTE = 60_000;

function machine() {
  let wall = Date.parse('2026-11-23T10:00:00+08:00');
  let monotonic = 0;
  const jumps: number[] = [];
  const time = steadyTime({
    now: () => new Date(wall),
    monotonicMs: () => monotonic,
    onJump: (byMs) => jumps.push(byMs),
  });
  return {
    jumps,
    look: time.look,
    pass: (ms: number, wallMs = ms) => {
      monotonic += ms;
      wall += wallMs;
    },
  };
}

test('a clock that runs, or is corrected by seconds, is believed', () => {
  const { look, pass, jumps } = machine();
  for (const correction of [0, 5_000, -5_000, 60_000, -60_000]) {
    pass(MINUTE, MINUTE + correction);
    expect(look()).toBe(true);
  }
  expect(jumps).toEqual([]);
});

test.each([
  ['an hour ahead', 60 * MINUTE],
  ['a day ahead', 24 * 60 * MINUTE],
  ['an hour back', -60 * MINUTE],
  ['a day back', -24 * 60 * MINUTE],
])('a jump of %s is doubted for ten minutes, told once, then believed', (_what, by) => {
  const { look, pass, jumps } = machine();
  pass(MINUTE, MINUTE + by);
  expect(look()).toBe(false);
  pass(9 * MINUTE);
  expect(look()).toBe(false);
  pass(MINUTE);
  expect(look()).toBe(true);
  expect(jumps).toEqual([by]);
});

test('a jump that is mended is forgotten at once', () => {
  const { look, pass, jumps } = machine();
  pass(MINUTE, 24 * 60 * MINUTE);
  expect(look()).toBe(false);
  pass(MINUTE, 2 * MINUTE - 24 * 60 * MINUTE);
  expect(look()).toBe(true);
  expect(jumps).toHaveLength(1);
});

test('a clock that keeps jumping is not believed', () => {
  const { look, pass } = machine();
  for (let i = 0; i < 10; i += 1) {
    pass(9 * MINUTE, 40 * MINUTE);
    expect(look()).toBe(false);
  }
});
