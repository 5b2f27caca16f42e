import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../day.ts';
import { keepRule, lastDue, outdated } from './retention.ts';

const DAY_MS = 86_400_000;
const instants = fc
  .uniqueArray(fc.integer({ min: 0, max: 800 * 24 }), { maxLength: 120 })
  .map((hours) => hours.map((hour) => ({ at: new Date(Date.UTC(2025, 0, 1) + hour * 3_600_000) })));
const rules = fc
  .record({ daily: fc.nat(10), weekly: fc.nat(6), monthly: fc.nat(14) })
  .filter(({ daily, weekly, monthly }) => daily + weekly + monthly > 0);

describe('which backups are kept', () => {
  test('the last of each of seven days, four weeks and twelve months', () => {
    const backups = Array.from({ length: 400 }, (_, i) => ({ at: new Date(Date.UTC(2026, 10, 25) - i * DAY_MS) }));
    const gone = new Set(outdated(backups, { daily: 7, weekly: 4, monthly: 12 }));
    const kept = backups.filter((backup) => !gone.has(backup)).map(({ at }) => at.toISOString().slice(0, 10));
    expect(kept.slice(0, 7)).toEqual([25, 24, 23, 22, 21, 20, 19].map((day) => `2026-11-${day}`));
    // 15 and 8 November are Sundays; 22 November is among the days.
    expect(kept.slice(7)).toEqual([
      ...['2026-11-15', '2026-11-08', '2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30'],
      ...['2026-05-31', '2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'],
    ]);
  });

  test('the newest always, and never more than the rule counts', () => {
    fc.assert(
      fc.property(instants, rules, (backups, rule) => {
        const gone = outdated(backups, rule);
        const kept = backups.filter((backup) => !gone.includes(backup));
        const newest = Math.max(...backups.map(({ at }) => at.getTime()));
        if (backups.length > 0) expect(kept.some(({ at }) => at.getTime() === newest)).toBe(true);
        expect(kept.length).toBeLessThanOrEqual(rule.daily + rule.weekly + rule.monthly);
      }),
    );
  });

  test('to apply the rule again changes nothing, and one more backup brings none back', () => {
    fc.assert(
      fc.property(instants, rules, (backups, rule) => {
        const kept = backups.filter((backup) => !outdated(backups, rule).includes(backup));
        expect(outdated(kept, rule)).toEqual([]);
        const later = { at: new Date(Date.UTC(2030, 0, 1)) };
        const gone = outdated(backups, rule);
        expect(outdated([...backups, later], rule)).toEqual(expect.arrayContaining([...gone]));
      }),
    );
  });

  test('of one day only the last', () => {
    const at = (time: string) => ({ at: new Date(`2026-11-25T${time}:00+08:00`) });
    const backups = [at('08:00'), at('23:59'), at('12:00')];
    expect(outdated(backups, { daily: 9, weekly: 0, monthly: 0 })).toEqual([at('12:00'), at('08:00')]);
  });
});

test.each([
  ['7d4w12m', { daily: 7, weekly: 4, monthly: 12 }],
  ['30d', { daily: 30, weekly: 0, monthly: 0 }],
  ['2w', { daily: 0, weekly: 2, monthly: 0 }],
  ['0d', null],
  ['', null],
  ['7 days', null],
  ['4w7d', null],
])('the rule %s', (text, rule) => expect(keepRule(text)).toEqual(rule));

test('the last appointed time has come and is less than a day old', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
      fc.nat(1439),
      (now, minute) => {
        const at = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const due = lastDue(at, now);
        const age = now.getTime() - due.getTime();
        expect(age).toBeGreaterThanOrEqual(0);
        expect(age).toBeLessThan(DAY_MS);
        expect(new Date(due.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)).toBe(at);
        expect(dayOf(due) <= dayOf(now)).toBe(true);
      },
    ),
  );
});
