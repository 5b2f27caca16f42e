import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personNamed, type TestCity } from '../identity/testing.ts';
import { type Actor, type Day, day, drillDown, figureOf, instant, type MeasureScope } from '../kernel/index.ts';
import type { ItemInForce } from '../service-items/index.ts';
import {
  accept,
  allGood,
  answerQuestion,
  casesModule,
  consult,
  deliver,
  grant,
  receiveApplication,
  recommend,
  wantedFor,
  withdraw,
} from './index.ts';
import { casesCity, itemNamed, peopleOf } from './testing.ts';

const at = (date: string, time = '10:00') => instant(day(date), time);
const papers = null;
const YEAR: MeasureScope = { from: day('2026-03-01'), to: day('2026-05-31'), agencyIds: null };
let city: TestCity;
let who: Awaited<ReturnType<typeof peopleOf>>;
let food: ItemInForce;
let senior: ItemInForce;
let enterprise: number;
let elder: number;

beforeAll(async () => {
  city = await casesCity(at('2026-05-20'));
  who = await peopleOf(city.kernel, at('2026-05-20'));
  [food, senior] = [
    await itemNamed(city.kernel, 'food', at('2026-05-20')),
    await itemNamed(city.kernel, 'senior', at('2026-05-20')),
  ];
  [enterprise, elder] = [await personNamed(city.kernel, 'qiye'), await personNamed(city.kernel, 'laoren')];
  // Three licences: decided after 4 and after 2 working days, one still open; two cards settled at once; one taken back; one never accepted.
  await licence('2026-04-28', '2026-05-07', 5_000_000_00);
  await licence('2026-05-11', '2026-05-13', 860_000_00);
  await licence('2026-05-18', null);
  await card('2026-04-28');
  await card('2026-05-11');
  const { id } = await received(food, enterprise, who.enterprise, '2026-05-12');
  await accept(city.kernel, {
    matter: id,
    actor: who.clerk,
    at: at('2026-05-12', '16:00'),
    papers,
    findings: good(food),
  });
  await withdraw(city.kernel, { matter: id, actor: who.enterprise, at: at('2026-05-14'), papers });
  await received(food, enterprise, who.enterprise, '2026-05-19');
});
afterAll(() => city.close());

const ANSWERS = { who: 'self', kind: 'catering', for: 'self', photo: 'identity', register: 'yes' };
const good = (item: ItemInForce) => allGood(wantedFor(item, ANSWERS));
const received = (item: ItemInForce, applicant: number, actor: Actor, on: string, amountFen: number | null = null) =>
  receiveApplication(city.kernel, {
    item,
    key: null,
    applicant: { id: applicant, kind: item === food ? 'enterprise' : 'person' },
    actor,
    at: at(on),
    channel: 'online',
    answers: ANSWERS,
    amountFen,
    papers,
  });

async function licence(on: string, decidedOn: string | null, amountFen: number | null = null): Promise<void> {
  const { id } = await received(food, enterprise, who.enterprise, on, amountFen);
  await accept(city.kernel, { matter: id, actor: who.clerk, at: at(on, '18:00'), papers, findings: good(food) });
  if (decidedOn === null) return;
  const doing = { matter: id, at: at(decidedOn), papers };
  await recommend(city.kernel, { ...doing, actor: who.examiner, opinion: 'agree', reason: '符合' });
  await grant(city.kernel, { ...doing, actor: who.decider });
  await deliver(city.kernel, { ...doing, actor: who.deliverer, how: 'window', paper: { number: '纸质' } });
}

async function card(on: string): Promise<void> {
  const { id } = await received(senior, elder, who.elder, on);
  const doing = { matter: id, actor: who.townshipClerk, at: at(on), papers };
  await accept(city.kernel, { ...doing, findings: good(senior) });
  await grant(city.kernel, doing);
  await deliver(city.kernel, { ...doing, how: 'window', paper: { number: '纸质' } });
}

const measure = (id: string) => {
  const found = casesModule.measures?.find((candidate) => candidate.id === id);
  if (!found) throw new Error(id);
  return found;
};
const figure = async (id: string, scope = YEAR) => {
  const { value, numerator, denominator } = await figureOf(city.kernel.db, measure(id), scope);
  return [value, numerator.value, denominator?.value ?? null];
};

test.each([
  ['M-002-applied', ['7', '7', null]],
  ['M-002-accepted', ['6', '6', null]],
  ['M-002-completed', ['5', '5', null]],
  ['M-003', ['83.33', '5', '6']],
  ['M-004-accepted', ['33.33', '2', '6']],
  ['M-004-completed', ['40.00', '2', '5']],
  ['M-005', ['2', '5', '3']],
  ['M-005-difference', ['2', '5', '3']],
  ['M-008', ['0.21', '30', '144']],
  ['M-009', ['3.00', '6', '2']],
  ['M-013-accepted', ['5860000.00', '5860000', null]],
  ['M-013', ['100.00', '5860000', '5860000']],
  ['M-014', ['100.00', '4', '4']],
  ['M-015', ['100.00', '2', '2']],
  ['M-017', ['85.71', '6', '7']],
  ['M-018', ['1', '1', null]],
])('%s', async (id, expected) => expect(await figure(id)).toEqual(expected));

test('the mean of daily rates: half on 28 April, half on 11 May, none on two days', async () => {
  expect(await figure('M-004-daily')).toEqual(['25.00', '1', '4']);
});

test('speed-up: (10 − 4) + (10 − 2) of 20 days by case; the same when there is one item', async () => {
  expect(await figure('M-007-cases')).toEqual(['70.00', '14', '20']);
  expect(await figure('M-007-items')).toEqual(['70.00', '7', '10']);
});

test('a year later the same cases are those of the year before', async () => {
  const next = { ...YEAR, from: day('2027-03-01'), to: day('2027-05-31') };
  expect(await figure('M-005-difference', next)).toEqual(['-2', '-5', '3']);
});

test('of a period longer than a year, what was completed on days that both years have counts on both sides', async () => {
  // The whole of it lies in both; of what begins in May, the cases of April lie in the year before only.
  const of = (from: string) => figure('M-005-difference', { ...YEAR, from: day(from), to: day('2027-05-31') });
  expect((await of('2026-03-01')).slice(1)).toEqual(['0', '15']);
  const april = await figure('M-002-completed', { ...YEAR, from: day('2026-04-01'), to: day('2026-04-30') });
  expect(Number(april[0])).toBeGreaterThan(0);
  expect((await of('2026-05-01')).slice(1)).toEqual([`-${april[0]}`, '13']);
});

describe('scope', () => {
  const of = (more: Partial<MeasureScope>) => ({ ...YEAR, ...more });
  test('one agency, one item, a few days', async () => {
    expect(await figure('M-002-accepted', of({ agencyIds: [senior.agencyId] }))).toEqual(['2', '2', null]);
    expect(await figure('M-002-accepted', of({ key: food.code }))).toEqual(['4', '4', null]);
    expect(await figure('M-002-accepted', of({ from: day('2026-04-28'), to: day('2026-04-28') }))).toEqual([
      '2',
      '2',
      null,
    ]);
    expect(await figure('M-003', of({ agencyIds: [] }))).toEqual([null, '0', '0']);
  });

  test('what was open on a day stays what it was', async () => {
    const until = (to: Day) => figure('M-018', of({ to }));
    expect(await until(day('2026-04-28'))).toEqual(['1', '1', null]);
    expect(await until(day('2026-05-07'))).toEqual(['0', '0', null]);
    expect(await until(day('2026-05-12'))).toEqual(['2', '2', null]);
  });
});

test('every side of every figure drills down to as many rows, with as large a sum, as it was made of', async () => {
  for (const each of casesModule.measures ?? []) {
    for (const side of ['numerator', 'denominator'] as const) {
      const set = each[side];
      if (!set || 'fixed' in set) continue;
      const { rows } = await drillDown(city.kernel.db, each, side, YEAR, null, 1000);
      const { [side]: total } = await figureOf(city.kernel.db, each, YEAR);
      const sum =
        set.aggregate === 'count' ? rows.length : rows.reduce((before, row) => before + Number(row.quantity), 0);
      expect(sum, `${each.id} ${side}`).toBeCloseTo(Number(total?.value ?? Number.NaN), 4);
      expect(new Set(rows.map(({ ref }) => ref)).size).toBe(rows.length);
    }
  }
});

test('questions count on the day they were asked', async () => {
  const ask = {
    agencyId: food.agencyId,
    channel: 'window',
    askedBy: null,
    actor: who.clerk,
    at: at('2026-05-20'),
  } as const;
  const { id } = await consult(city.kernel, { ...ask, question: '要带什么？' });
  await answerQuestion(city.kernel, { matter: id, actor: who.clerk, at: at('2026-05-20'), papers, answer: '不用带。' });
  expect(await figure('M-001')).toEqual(['1', '1', null]);
});
