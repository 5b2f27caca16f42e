import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../db/transaction.ts';
import { startWorker } from '../jobs/worker.ts';
import { kernelTasks } from '../matter/tasks.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import type { Announced } from './announce.ts';
import { changeRecords, currentRecord, type RecordChange } from './record.ts';

const told: (readonly Announced[])[] = [];
let fault: Error | null = null;
let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([
    {
      name: 'shows',
      onRecords: async (_, changes) => {
        told.push(changes);
      },
    },
    {
      name: 'fails',
      onRecords: async () => {
        if (fault) throw fault;
      },
    },
  ]);
});
afterAll(() => kernel.close());
beforeEach(() => {
  told.length = 0;
  fault = null;
});

const said = (key: string, title = key): RecordChange => ({
  change: 'publish',
  kind: 'test',
  key,
  title,
  agencyId: 1,
  region: '590900',
  content: { title },
});
const change = (changes: readonly RecordChange[], at = kernel.now()) =>
  inTransaction(kernel.pool, (tx) => changeRecords(tx, changes, at));
const drain = async () => {
  const worker = startWorker({
    pool: kernel.pool,
    tasks: kernelTasks(kernel),
    routines: [],
    now: kernel.now,
    report: () => undefined,
  });
  await worker.drain();
  await worker.stop();
};

test('what is said together is announced together, once, after the commit', async () => {
  await change([said('a'), said('b')]);
  expect(told).toEqual([]);
  await drain();
  expect(told.map((changes) => changes.map(({ key, version }) => [key, version]))).toEqual([
    [
      ['a', 1],
      ['b', 1],
    ],
  ]);
});

test('what is rolled back is neither said nor announced', async () => {
  await expect(
    inTransaction(kernel.pool, async (tx) => {
      await changeRecords(tx, [said('never')], kernel.now());
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await drain();
  expect(told).toEqual([]);
  expect(await currentRecord(kernel.pool, 'test', 'never')).toBeNull();
});

test('a correction, an abolition and a withdrawal are versions; nothing follows a withdrawal but a new publication', async () => {
  const first = new Date('2026-01-05T09:00:00+08:00');
  await change([said('c', 'one')], first);
  await change([{ ...said('c', 'two'), change: 'publish', note: 'a typing error' } as RecordChange]);
  await change([{ change: 'validity', kind: 'test', key: 'c', validity: 'abolished', note: 'by another' }]);
  await change([{ change: 'withdraw', kind: 'test', key: 'c', note: 'a name was shown' }]);
  const now = await currentRecord(kernel.pool, 'test', 'c');
  expect(now).toMatchObject({ version: 4, withdrawn: true, validity: 'abolished', note: 'a name was shown' });
  expect(now?.firstPublishedAt).toEqual(first);
  const again = change([{ change: 'validity', kind: 'test', key: 'c', validity: 'in-force', note: null }]);
  await expect(again).rejects.toMatchObject({ code: 'record/withdrawn' });
  const [back] = await change([said('c', 'three')]);
  expect(back).toMatchObject({ version: 5, withdrawn: false, validity: 'in-force', firstPublishedAt: first });
});

test('what was never said cannot change', async () => {
  const never = change([{ change: 'withdraw', kind: 'test', key: 'nothing', note: 'x' }]);
  await expect(never).rejects.toMatchObject({ code: 'record/not-found', status: 404 });
});

test('a version is never changed, only replaced', async () => {
  await change([said('d')]);
  const rewrite = kernel.pool.query(`update kernel.record set content = '{}' where key = 'd'`);
  await expect(rewrite).rejects.toMatchObject({ code: '42501' });
});

test('a listener that fails keeps no other from being told, and is told again', async () => {
  fault = new Error('the disk is full');
  await change([said('e')]);
  await drain();
  expect(told.flat().filter(({ key }) => key === 'e')).toHaveLength(1);
  const { rows } = await kernel.pool.query(
    `select attempts, last_error from kernel.job where task = 'kernel.records-changed'
        and payload @> '{"changes": [{"key": "e"}]}'`,
  );
  expect(rows).toEqual([{ attempts: 1, last_error: expect.stringContaining('the disk is full') }]);
});

test('two who change the same records in another order do not wait for ever', async () => {
  const both = await Promise.all([change([said('x'), said('y')]), change([said('y'), said('x')])]);
  expect(
    both
      .flat()
      .map(({ version }) => version)
      .toSorted(),
  ).toEqual([1, 1, 2, 2]);
});
