import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, shippedYears } from '../calendar/index.ts';
import { addDays, day } from '../day.ts';
import { Refusal } from '../refusal.ts';
import { type ClockEvent, type ClockState, dueOn, idle, replayClock, workingDays } from './index.ts';

const calendar = calendarOf({ years: shippedYears() });
const on = (kind: 'start' | 'restart' | 'suspend' | 'resume' | 'meet' | 'cancel', at: string): ClockEvent => ({
  kind,
  on: day(at),
});
const due = (clock: ClockState) => (clock.facts === null ? null : dueOn(calendar, clock.facts).dueOn);
const codeOf = (events: readonly ClockEvent[]) => {
  try {
    replayClock(workingDays(20), events);
    return 'no refusal';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('a clock from its events', () => {
  test('runs, stands, runs on and is met', () => {
    const events = [on('start', '2026-03-02'), on('suspend', '2026-03-09'), on('resume', '2026-03-23')];
    expect(replayClock(workingDays(20), [])).toEqual(idle);
    expect(replayClock(workingDays(20), events.slice(0, 2)).state).toBe('suspended');
    const running = replayClock(workingDays(20), events);
    expect(running.state).toBe('running');
    expect(due(running)).toBe('2026-04-14');
    const met = replayClock(workingDays(20), [...events, on('meet', '2026-04-01')]);
    expect(met).toMatchObject({ state: 'met', endedOn: '2026-04-01' });
    expect(due(met)).toBe('2026-04-14');
  });

  test('a corrected application counts anew from its receipt', () => {
    const clock = replayClock(workingDays(20), [
      on('start', '2026-03-02'),
      on('suspend', '2026-03-05'),
      { kind: 'extend', on: day('2026-03-06'), by: workingDays(20) },
      on('restart', '2026-04-28'),
    ]);
    expect(clock).toMatchObject({ state: 'running', facts: { startedOn: '2026-04-28', spans: [], extensions: [] } });
    expect(due(clock)).toBe('2026-05-28');
  });

  test('an extension counts from the same start', () => {
    const events: ClockEvent[] = [
      on('start', '2026-03-02'),
      { kind: 'extend', on: day('2026-03-27'), by: workingDays(20) },
    ];
    expect(due(replayClock(workingDays(20), events))).toBe('2026-04-28');
  });

  test('ending a standing clock closes the suspension', () => {
    const clock = replayClock(workingDays(20), [
      on('start', '2026-03-02'),
      on('suspend', '2026-03-09'),
      on('cancel', '2026-03-23'),
    ]);
    expect(clock).toMatchObject({
      state: 'cancelled',
      endedOn: '2026-03-23',
      facts: { spans: [{ to: '2026-03-23' }] },
    });
  });

  test.each<[string, readonly ClockEvent[]]>([
    ['clock/not-started', [on('suspend', '2026-03-02')]],
    ['clock/not-started', [on('restart', '2026-03-02')]],
    ['clock/not-started', [on('meet', '2026-03-02')]],
    ['clock/already-started', [on('start', '2026-03-02'), on('start', '2026-03-03')]],
    ['clock/already-suspended', [on('start', '2026-03-02'), on('suspend', '2026-03-03'), on('suspend', '2026-03-04')]],
    ['clock/not-suspended', [on('start', '2026-03-02'), on('resume', '2026-03-03')]],
    ['clock/already-ended', [on('start', '2026-03-02'), on('meet', '2026-03-03'), on('restart', '2026-03-04')]],
    ['clock/already-ended', [on('cancel', '2026-03-02'), on('start', '2026-03-03')]],
    ['clock/out-of-order', [on('start', '2026-03-02'), on('suspend', '2026-03-01')]],
  ])('%s', (code, events) => {
    expect(codeOf(events)).toBe(code);
  });

  test('any suspensions in turn are worth their working days', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat(9)), { maxLength: 5 }), (stops) => {
        const start = day('2026-01-05');
        const events: ClockEvent[] = [{ kind: 'start', on: start }];
        let [now, excluded] = [start, 0];
        for (const [run, stand] of stops) {
          const stop = addDays(now, run);
          now = addDays(stop, stand);
          events.push({ kind: 'suspend', on: stop }, { kind: 'resume', on: now });
          excluded += calendar.workdaysBetween(stop, now);
        }
        const clock = replayClock(workingDays(20), events);
        expect(due(clock)).toBe(calendar.addWorkdays(start, 20 + excluded));
      }),
    );
  });
});
