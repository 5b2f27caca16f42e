import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { type TestCity, testCity } from '../identity/testing.ts';
import { day, instant, inTransaction, kernelTasks, matterById, startWorker } from '../kernel/index.ts';
import { disclosureModule } from './index.ts';
import { excuse, obligationRegister, openDuties } from './operations/duties.ts';
import { publish } from './operations/publish.ts';
import { earlierPeriods, type Obligation, periodBefore } from './rules/obligation.ts';
import { article, cleared, type People, people, putCatalogue } from './testing.ts';

const AT = instant(day('2026-11-02'), '08:00');
const monthly: Obligation = {
  key: 'inspections',
  name: '食品抽检月报',
  node: 'ML.3.13.04',
  titled: '抽检',
  every: 'month',
  within: { n: 10, unit: 'workday' },
  law: '本市政务公开制度',
  lines: ['SC'],
};
let city: TestCity;
let who: People;
let agencyId: number;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  const { kernel } = city;
  await putCatalogue(kernel);
  who = await people(kernel);
  agencyId = (await directoryOf(kernel)).agencyByKey('590900-SC')?.id ?? 0;
  const entry = {
    key: monthly.key,
    validFrom: day('2026-01-01'),
    value: monthly,
    source: '试验',
    changedBy: null,
    at: AT,
  };
  await inTransaction(kernel.pool, (tx) => obligationRegister.put(tx, entry));
});
afterAll(() => city.close());

const duty = async (period: string): Promise<number> => {
  const { rows } = await city.kernel.pool.query<{ id: number }>(
    'select matter_id as id from disclosure.duty where period = $1',
    [period],
  );
  return rows[0]?.id ?? 0;
};

test('a period that is over opens one duty, counted from its last day; what is published fulfils it', async () => {
  const { kernel } = city;
  expect(await openDuties(kernel, AT)).toBe(1);
  expect(await openDuties(kernel, AT)).toBe(0);
  expect(await matterById(kernel, await duty('2026-10'))).toMatchObject({ state: 'owed', dueOn: '2026-11-13' });
  city.setNow(instant(day('2026-11-05'), '09:00'));
  const content = (title: string) => article({ title, formedOn: '2026-11-04' });
  for (const title of ['别的通告', '十月食品抽检情况']) {
    const id = await cleared(kernel, who, agencyId, content(title));
    await publish(kernel, { id, actor: who.officer, at: kernel.now() });
  }
  const worker = startWorker({
    pool: kernel.pool,
    tasks: kernelTasks(kernel),
    routines: [],
    now: kernel.now,
    report: () => undefined,
  });
  await worker.drain();
  await worker.stop();
  expect((await matterById(kernel, await duty('2026-10'))).state).toBe('met');
});

test('a period passes unmet only with a reason of the disclosure office', async () => {
  const { kernel } = city;
  await openDuties(kernel, instant(day('2026-12-01'), '08:00'));
  const id = await duty('2026-11');
  const at = instant(day('2026-12-02'), '08:00');
  const own = excuse(kernel, id, '本月没有抽检任务', { actor: who.drafter, at });
  await expect(own).rejects.toMatchObject({ code: 'matter/not-yours' });
  const wordless = excuse(kernel, id, '', { actor: who.officer, at });
  await expect(wordless).rejects.toMatchObject({ code: 'disclosure/no-words' });
  await excuse(kernel, id, '本月没有抽检任务', { actor: who.officer, at });
  expect((await matterById(kernel, id)).state).toBe('excused');
});

test('the period that is over, also across the turn of the year', () => {
  expect(periodBefore('month', day('2026-01-01'))).toEqual({ key: '2025-12', last: '2025-12-31', title: '2025年12月' });
  expect(periodBefore('month', day('2028-03-01')).last).toBe('2028-02-29');
  expect(periodBefore('quarter', day('2026-01-31'))).toMatchObject({ key: '2025-Q4', last: '2025-12-31' });
  expect(periodBefore('quarter', day('2026-12-31'))).toMatchObject({ key: '2026-Q3', last: '2026-09-30' });
  expect(periodBefore('year', day('2026-05-01'))).toMatchObject({ key: '2025', last: '2025-12-31' });
});

test('what a period is compared with, across the turn of the year', () => {
  expect(earlierPeriods('2026-01')).toEqual({ previous: '2025-12', yearBefore: '2025-01' });
  expect(earlierPeriods('2026-Q1')).toEqual({ previous: '2025-Q4', yearBefore: '2025-Q1' });
  expect(earlierPeriods('2026-10')).toEqual({ previous: '2026-09', yearBefore: '2025-10' });
  expect(earlierPeriods('2026')).toEqual({ previous: '2025', yearBefore: null });
});
