import { expect, test } from 'vitest';
import { isOn, ledPages, momentOf, nextSlot } from './schedule.js';

const slot = (over: object = {}) => ({ weekdays: [], from: null, until: null, firstDay: null, lastDay: null, ...over });
const monday = { day: '2026-11-23', minute: '09:30', weekday: 1 };

test('legal time, whatever the machine is set to', () => {
  expect(momentOf(new Date('2026-11-22T17:05:00Z'))).toEqual({ day: '2026-11-23', minute: '01:05', weekday: 1 });
  expect(momentOf(new Date('2026-11-21T16:00:00Z')).weekday).toBe(7);
});

test.each([
  [slot(), true],
  [slot({ weekdays: [1, 3] }), true],
  [slot({ weekdays: [6, 7] }), false],
  [slot({ from: '09:30', until: '17:00' }), true],
  [slot({ from: '09:31' }), false],
  [slot({ until: '09:30' }), false],
  [slot({ from: '22:00', until: '10:00' }), true],
  [slot({ from: '22:00', until: '06:00' }), false],
  [slot({ firstDay: '2026-11-24' }), false],
  [slot({ lastDay: '2026-11-23' }), true],
  [slot({ lastDay: '2026-11-22' }), false],
])('%j', (given, on) => {
  expect(isOn(given, monday)).toBe(on);
});

test('the next that is on, round and round; none when nothing is', () => {
  const at = new Date('2026-11-23T01:30:00Z');
  const slots = [slot(), slot({ weekdays: [7] }), slot()];
  expect([nextSlot(slots, -1, at), nextSlot(slots, 0, at), nextSlot(slots, 2, at)]).toEqual([0, 2, 0]);
  expect(nextSlot([slot({ weekdays: [7] })], -1, at)).toBe(null);
  expect(nextSlot([], -1, at)).toBe(null);
});

test('lines of a screen fit, in pages', () => {
  const parts = [{ kind: 'paragraph', text: '年满八十周岁每月六十元' }];
  expect(ledPages('高龄津贴', parts, 4, 2)).toEqual([
    ['高龄津贴', '年满八十'],
    ['周岁每月', '六十元'],
  ]);
  expect(ledPages('2026年', [], 3, 2)).toEqual([['2026年']]);
  expect(ledPages('20261年', [], 3, 2)).toEqual([['20261', '年']]);
});
