import { createHash } from 'node:crypto';
import { addDays, type Calendar, type Day, day, dayOf } from '../kernel/index.ts';
import { centreGoals, lastYearGoals, townshipGoals } from './plan/goals.ts';
import { instantAt, type Moment, workdaysIn } from './plan/office-time.ts';
import { type Random, randomFrom } from './plan/random.ts';
import { levelsFor, ratingPlan } from './plan/ratings.ts';
import { AFTERWARDS_DAYS, type Planned, runOf } from './plan/run.ts';
import type { Chain, Plan, PlanItem, Step } from './plan/types.ts';
import { reported } from './report.ts';

export type PlanRequest = {
  /** The eleven months are those of this year; the year before gives the comparison. */
  readonly year: number;
  /** One in so many; 1 for the figures as reported. */
  readonly scale: number;
  readonly calendar: Calendar;
  readonly centre: readonly PlanItem[];
  readonly townships: readonly PlanItem[];
};

/** By when everything is done that was open at the end of a period. */
export const endOf = (to: Day): Day => addDays(to, AFTERWARDS_DAYS);

/** The rating devices came on the first of June. */
const RATED_FROM = '06-01';

/**
 * Everything that happens in a county centre and two township centres: the same plan for the same request. Counts and
 * means are those of the report; every moment is one at which the office is open.
 *
 * @throws Error when the items cannot give such figures
 */
export function planOf({ year, scale, calendar, centre, townships }: PlanRequest): Plan {
  const random = randomFrom(year * 1000 + scale);
  const on = (text: string): Day => day(`${year}-${text}`);
  const before = (text: string): Day => day(`${year - 1}-${text}`);
  const lastOfOctober = workdaysIn(calendar, on('10-01'), on('10-31')).at(-1) ?? on('10-31');
  const run = (goals: Parameters<typeof runOf>[0], items: readonly PlanItem[]) => runOf(goals, items, calendar, random);
  const lastYear = run(lastYearGoals(before, scale), centre);
  const thisYear = run(centreGoals(on, lastOfOctober, scale), centre);
  const inTownships = run(townshipGoals(on, scale), townships);
  const days = workdaysIn(calendar, on('01-01'), on('11-30'));
  const judged = judge(thisYear, on(RATED_FROM), days, scale, random);
  const applications = [...lastYear, ...judged, ...inTownships];
  const pool = { people: Math.ceil(4_200 / scale) + 20, enterprises: Math.ceil(600 / scale) + 10 };
  const chains = [
    ...applications.map((planned, serial) => chainOf(planned, serial, keyOf(year, scale, serial), pool, random)),
    ...consultations(days, centre, applications.length, scale, random),
  ];
  const to = on('11-30');
  return { from: before('01-01'), to, end: endOf(to), chains: spread(chains), pool };
}

function chainOf(
  { item, amountFen, steps }: Planned,
  serial: number,
  key: string,
  pool: Plan['pool'],
  random: Random,
): Chain {
  const caller = random.between(0, (item.forEnterprises ? pool.enterprises : pool.people) - 1);
  return { serial, key, kind: 'application', item, caller, amountFen, steps };
}

/** Adds ratings at the window from the day of the devices on, and the call-backs. */
function judge(
  planned: readonly Planned[],
  from: Day,
  days: readonly Day[],
  scale: number,
  random: Random,
): readonly Planned[] {
  const first = days.findIndex((each) => each >= from);
  const since = ({ delivered }: Planned): boolean =>
    delivered !== null && delivered.day >= first && delivered.day < days.length;
  const postponable = planned.filter((one) => isPostponable(one, first));
  const ratings = ratingPlan(planned.filter(since).length, postponable.length);
  const late = new Set(postponable.slice(0, ratings.postponed));
  const served = planned.map((one) => (late.has(one) ? postponed(one, days, first, random) : one));
  const ratable = served.filter(since);
  const levels = levelsFor(ratings, random);
  const levelOf = new Map(random.shuffled(ratable).map((one, nth) => [one, levels[nth]]));
  const callable = ratable.filter(({ delivered }) => (delivered?.day ?? 0) < days.length - CALL_WITHIN);
  const called = new Set(random.shuffled(callable).slice(0, Math.max(1, Math.round(reported.callBacks / scale))));
  return served.map((one) => {
    const level = levelOf.get(one);
    if (one.delivered === null) return one;
    const rating = level === undefined ? [] : [ratingAfter(one.delivered, level, days, random)];
    const call = called.has(one) ? [callBack(one.delivered, days, random)] : [];
    return { ...one, steps: [...one.steps, ...rating, ...call] };
  });
}

/** Delivered a day or two before the devices came, and not at the counter: it could as well have been fetched later. */
const isPostponable = ({ item, delivered }: Planned, first: number): boolean =>
  item.caseType === 'promised' && delivered !== null && delivered.day < first && delivered.day >= first - 2;

function postponed(one: Planned, days: readonly Day[], first: number, random: Random): Planned {
  const delivered: Moment = { day: first, minute: random.between(5, 380) };
  const steps = one.steps.map((step) => (step.act === 'deliver' ? { ...step, at: instantAt(days, delivered) } : step));
  return { ...one, delivered, steps };
}

/** At the device on the counter, before one goes. */
const ratingAfter = ({ day: on, minute }: Moment, level: number, days: readonly Day[], random: Random): Step => ({
  at: instantAt(days, { day: on, minute: minute + random.between(1, 3) }),
  act: 'rate',
  level,
});

/** Working days after delivery within which somebody is called. */
const CALL_WITHIN = 12;

const callBack = ({ day: on }: Moment, days: readonly Day[], random: Random): Step => ({
  at: instantAt(days, { day: on + random.between(2, CALL_WITHIN), minute: random.between(200, 380) }),
  act: 'call-back',
});

/** Questions at the window and on the telephone, all answered, most of them at once. */
function consultations(
  days: readonly Day[],
  items: readonly PlanItem[],
  firstSerial: number,
  scale: number,
  random: Random,
): readonly Chain[] {
  const count = Math.max(1, Math.round(reported.consultations / scale));
  return Array.from({ length: count }, (_, i): Chain => {
    const asked = random.between(0, days.length - 2);
    const minute = random.between(0, 340);
    const isAtOnce = random.chance(0.9);
    const answered = isAtOnce
      ? { day: asked, minute: minute + random.between(3, 30) }
      : { day: asked + 1, minute: random.between(5, 200) };
    return {
      serial: firstSerial + i,
      key: '',
      kind: 'consultation',
      item: random.pick(items),
      caller: 0,
      amountFen: null,
      steps: [
        { at: instantAt(days, { day: asked, minute }), act: 'ask' },
        { at: instantAt(days, answered), act: 'answer' },
      ],
    };
  });
}

/** A name for an application that is the same whenever the same plan is drawn. */
function keyOf(year: number, scale: number, serial: number): string {
  const hex = createHash('sha256').update(`replay ${year} ${scale} ${serial}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

const MINUTE_MS = 60_000;

/** Spreads what falls on one minute over its milliseconds: no two steps share an instant, so each is known by its own. */
function spread(chains: readonly Chain[]): readonly Chain[] {
  const perMinute = new Map<number, number>();
  const minutes = chains.flatMap(({ steps }) => steps.map(({ at }) => at.getTime()));
  for (const minute of minutes) perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
  const given = new Map<number, number>();
  return chains.map((chain) => ({
    ...chain,
    steps: chain.steps.map((step) => {
      const minute = step.at.getTime();
      const nth = given.get(minute) ?? 0;
      given.set(minute, nth + 1);
      const offset = Math.floor((nth * MINUTE_MS) / (perMinute.get(minute) ?? 1));
      return { ...step, at: new Date(minute + offset) };
    }),
  }));
}

/** Steps of all chains day by day, each day's in the order of time. */
export function stepsByDay(plan: Plan): ReadonlyMap<Day, readonly { readonly chain: Chain; readonly step: Step }[]> {
  const all = plan.chains.flatMap((chain) => chain.steps.map((step) => ({ chain, step })));
  all.sort((a, b) => a.step.at.getTime() - b.step.at.getTime());
  return Map.groupBy(all, ({ step }) => dayOf(step.at));
}
