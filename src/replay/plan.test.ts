import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Calendar, calendarOf, shippedYears } from '../kernel/calendar/index.ts';
import { dayOf, divide, instant } from '../kernel/index.ts';
import { randomFrom } from './plan/random.ts';
import type { Chain, Plan, PlanItem, Step } from './plan/types.ts';
import { planOf, stepsByDay } from './plan.ts';

const calendar: Calendar = calendarOf({ years: shippedYears() });
const CENTRE = 1;
const TOWNSHIP = 2;

const item = (nth: number, change: Partial<PlanItem>): PlanItem => ({
  code: `item-${nth}`,
  agencyId: CENTRE,
  name: `事项${nth}`,
  caseType: 'promised',
  promisedWorkdays: 20,
  specialExaminers: null,
  firstReview: false,
  forEnterprises: nth % 3 === 0,
  investment: false,
  weight: 1 + (nth % 4),
  ...change,
});

/** As many items of each kind as a county centre has, with promises between 2 and 49 working days. */
const random = randomFrom(7);
const centre: readonly PlanItem[] = [
  ...Array.from({ length: 18 }, (_, i) => item(i, { caseType: 'instant', promisedWorkdays: 0 })),
  ...Array.from({ length: 178 }, (_, i) =>
    item(100 + i, {
      promisedWorkdays: i < 6 ? 2 + i : random.between(8, 49),
      specialExaminers: i % 5 === 0 ? 1 + (i % 2) : null,
      firstReview: i === 7,
    }),
  ),
  item(500, { investment: true }),
];
const townships: readonly PlanItem[] = [
  item(600, { agencyId: TOWNSHIP, caseType: 'instant', promisedWorkdays: 0 }),
  item(601, { agencyId: TOWNSHIP, promisedWorkdays: 3 }),
];
const drawn = (year: number, scale: number): Plan => planOf({ year, scale, calendar, centre, townships });

const whole = drawn(2025, 1);
const stepOf = ({ steps }: Chain, ...acts: readonly Step['act'][]) => steps.find(({ act }) => acts.includes(act));
const isDecision = ({ act }: Step): boolean => act === 'grant' || act === 'deny';
const dayOfStep = (chain: Chain, ...acts: readonly Step['act'][]) => {
  const step = stepOf(chain, ...acts);
  return step && dayOf(step.at);
};

describe('the eleven months as they were reported', () => {
  const cases = whole.chains.filter(
    ({ kind, item: { agencyId }, steps }) =>
      kind === 'application' && agencyId === CENTRE && dayOf(steps[0]?.at ?? new Date(0)) >= '2025',
  );
  const accepted = cases.filter((chain) => stepOf(chain, 'accept'));
  const completed = accepted.filter(({ steps }) =>
    steps.some((step) => isDecision(step) && dayOf(step.at) <= whole.to),
  );
  const ofNovember = (chains: readonly Chain[], ...acts: readonly Step['act'][]) =>
    chains.filter((chain) => (dayOfStep(chain, ...acts) ?? '') >= '2025-11').length;

  test('so many came, were accepted and completed', () => {
    expect([cases.length, accepted.length, completed.length]).toEqual([11_871, 11_866, 11_690]);
    expect(whole.chains.filter(({ kind }) => kind === 'consultation')).toHaveLength(1_535);
  });

  test('so many were settled on the day of acceptance', () => {
    const sameDay = completed.filter((chain) => dayOfStep(chain, 'accept') === dayOfStep(chain, 'grant', 'deny'));
    expect(sameDay).toHaveLength(7_287);
  });

  test('a 承诺件 takes 3.93 working days and no longer than was promised', () => {
    const promised = completed.filter(({ item: { caseType } }) => caseType === 'promised');
    const workdays = promised.map(handledWorkdays);
    expect(promised.filter(({ item }, i) => (workdays[i] ?? Number.NaN) > item.promisedWorkdays)).toEqual([]);
    const sum = workdays.reduce((a, b) => a + b, 0);
    expect(divide(String(sum), String(promised.length), 2)).toBe('3.93');
  });

  test('acceptance takes 0.33 day', () => {
    const ms = accepted.map(
      (chain) => (stepOf(chain, 'accept')?.at.getTime() ?? 0) - (chain.steps[0]?.at.getTime() ?? 0),
    );
    const minutes = Math.round(ms.reduce((a, b) => a + b, 0) / 60_000);
    expect(divide(String(minutes), String(accepted.length * 1_440), 2)).toBe('0.33');
  });

  test('November alone gives 98.07 %', () => {
    const [over, under] = [ofNovember(completed, 'grant', 'deny'), ofNovember(accepted, 'accept')];
    expect(divide(String(over), String(under), 2, 100n)).toBe('98.07');
  });

  test('ratings since June give 64.44 % and 99.96 %', () => {
    const delivered = completed.filter((chain) => (dayOfStep(chain, 'deliver') ?? '') >= '2025-06-01');
    const levels = cases.flatMap(({ steps }) => steps.flatMap((step) => (step.act === 'rate' ? [step.level] : [])));
    expect(divide(String(levels.length), String(delivered.length), 2, 100n)).toBe('64.44');
    const satisfied = levels.filter((level) => level >= 3).length;
    expect(divide(String(satisfied), String(levels.length), 2, 100n)).toBe('99.96');
    expect(satisfied).toBeLessThan(levels.length);
  });

  test('58 people were called, 58.60 million yuan were applied for and granted', () => {
    expect(cases.filter((chain) => stepOf(chain, 'call-back'))).toHaveLength(58);
    const invested = cases.filter(({ amountFen }) => amountFen !== null);
    expect(invested.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0)).toBe(5_860_000_000);
    expect(invested.every((chain) => stepOf(chain, 'grant'))).toBe(true);
  });

  test('two townships completed 2,228, the year before completed 836', () => {
    const inTownships = whole.chains.filter(({ item: { agencyId } }) => agencyId === TOWNSHIP);
    expect(inTownships.filter((chain) => stepOf(chain, 'grant', 'deny'))).toHaveLength(2_228);
    expect(inTownships).toHaveLength(2_228);
    const before = whole.chains.filter((chain) => (dayOfStep(chain, 'grant', 'deny') ?? '9') < '2025');
    expect(before).toHaveLength(836);
  });
});

/** As the law counts them: days after acceptance, those of a special procedure left out. */
function handledWorkdays(chain: Chain): number {
  const [from, to] = [dayOfStep(chain, 'accept'), dayOfStep(chain, 'grant', 'deny')];
  if (!from || !to) return Number.NaN;
  const begin = dayOfStep(chain, 'start-special');
  const end = chain.steps.findLast(({ act }) => act === 'end-special');
  const special = begin && end ? calendar.workdaysBetween(begin, dayOf(end.at)) : 0;
  return calendar.workdaysBetween(from, to) - special;
}

describe('any plan', () => {
  const years = fc.constantFrom(2018, 2020, 2022, 2023, 2025);
  const scales = fc.integer({ min: 8, max: 100 });
  const runs = { numRuns: 25 };

  test('goes on only while the office is open, and each matter in its own order', () => {
    fc.assert(
      fc.property(years, scales, (year, scale) => {
        for (const { steps } of drawn(year, scale).chains) {
          const instants = steps.map(({ at }) => at.getTime());
          expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b));
          expect(steps.filter(({ at }) => !isOpen(at))).toEqual([]);
        }
      }),
      runs,
    );
  });

  test('has no two steps in one instant, so that each is known by its own', () => {
    fc.assert(
      fc.property(years, scales, (year, scale) => {
        const instants = drawn(year, scale).chains.flatMap(({ steps }) => steps.map(({ at }) => at.getTime()));
        expect(new Set(instants).size).toBe(instants.length);
      }),
      runs,
    );
  });

  test('leaves open what it says, and completes it afterwards in time', () => {
    fc.assert(
      fc.property(scales, (scale) => {
        const { chains, to, end } = drawn(2025, scale);
        const accepted = chains.filter((chain) => stepOf(chain, 'accept'));
        const open = accepted.filter((chain) => (dayOfStep(chain, 'grant', 'deny') ?? '') > to);
        expect(open).toHaveLength(Math.max(1, Math.round(176 / scale)));
        expect(open.filter((chain) => handledWorkdays(chain) > chain.item.promisedWorkdays)).toEqual([]);
        const delivered = accepted.flatMap((chain) => dayOfStep(chain, 'deliver') ?? []);
        expect(delivered.filter((day) => day > to)).toHaveLength(open.length);
        expect(delivered.filter((day) => day > end)).toEqual([]);
        expect(delivered).toHaveLength(accepted.length);
      }),
      runs,
    );
  });

  test('is the same when it is drawn again', () => {
    expect(drawn(2025, 40)).toEqual(drawn(2025, 40));
    expect(drawn(2025, 40).chains[0]?.key).not.toBe(drawn(2025, 41).chains[0]?.key);
  });

  test('gives every step to one day, in the order of time', () => {
    const days = stepsByDay(drawn(2025, 40));
    for (const [day, steps] of days) {
      expect(steps.every(({ step }) => dayOf(step.at) === day)).toBe(true);
      expect(steps.map(({ step }) => step.at.getTime())).toEqual(
        steps.map(({ step }) => step.at.getTime()).sort((a, b) => a - b),
      );
    }
    expect([...days.keys()]).toEqual([...days.keys()].sort());
  });
});

function isOpen(at: Date): boolean {
  const day = dayOf(at);
  const within = (from: string, to: string): boolean => at >= instant(day, from) && at < instant(day, to);
  return calendar.isWorkday(day) && (within('09:00', '12:00') || within('13:30', '17:00'));
}

test('items that can never be open at the end are refused', () => {
  const instantOnly = centre.filter(({ caseType }) => caseType === 'instant');
  expect(() => planOf({ year: 2025, scale: 20, calendar, centre: instantOnly, townships })).toThrow();
});
