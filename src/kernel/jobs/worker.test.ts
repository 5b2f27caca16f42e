import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { inTransaction } from '../db/transaction.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { startWorker, type Task, type Worker } from './worker.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([]);
});
afterAll(() => kernel.close());

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await kernel.owner.query('delete from kernel.job');
});

const at = new Date('2026-11-23T10:00:00+08:00');
const start = (tasks: Readonly<Record<string, Task>>, now = () => at): Worker => {
  const worker = startWorker({
    pool: kernel.pool,
    tasks,
    routines: [],
    now,
    report: () => undefined,
    pollMs: 3_600_000,
  });
  workers.push(worker);
  return worker;
};
const add = (...jobs: readonly object[]): Promise<unknown> =>
  kernel.pool.query('select kernel.add_jobs($1)', [JSON.stringify(jobs)]);
const waiting = async (): Promise<number> =>
  Number((await kernel.pool.query<{ n: number }>('select count(*) as n from kernel.job')).rows[0]?.n);

test('many workers do every job exactly once', async () => {
  const done: number[] = [];
  const task: Task = async (payload) => {
    done.push(payload as number);
  };
  await add(...Array.from({ length: 200 }, (_, i) => ({ task: 'count', payload: i })));
  await Promise.all(
    [start({ count: task }), start({ count: task }), start({ count: task })].map((worker) => worker.drain()),
  );
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i));
  expect(await waiting()).toBe(0);
});

test('a job of a transaction that was rolled back never was', async () => {
  await inTransaction(kernel.pool, async (tx) => {
    await tx.client.query('select kernel.add_jobs($1)', [JSON.stringify([{ task: 'x', payload: {} }])]);
    throw new Error('undo');
  }).catch(() => undefined);
  expect(await waiting()).toBe(0);
});

test('a job that fails is tried again later, and keeps its reason', async () => {
  let now = at;
  let attempts = 0;
  const worker = start(
    {
      flaky: async () => {
        attempts += 1;
        if (attempts < 3) throw new Error('not yet');
      },
    },
    () => now,
  );
  await add({ task: 'flaky', payload: {} });
  await worker.drain();
  expect((await kernel.pool.query('select last_error from kernel.job')).rows).toEqual([{ last_error: 'not yet' }]);
  await worker.drain();
  expect(attempts).toBe(1);
  for (let i = 0; i < 4; i += 1) {
    now = new Date(now.getTime() + 60_000);
    await worker.drain();
  }
  expect([attempts, await waiting()]).toEqual([3, 0]);
});

test('a job that always fails is given up and stays to be seen', async () => {
  let now = at;
  const worker = start({ broken: async () => Promise.reject(new Error('never')) }, () => now);
  await add({ task: 'broken', payload: {} });
  for (let i = 0; i < 14; i += 1) {
    await worker.drain();
    now = new Date(now.getTime() + 2 * 3_600_000);
  }
  const { rows } = await kernel.pool.query<{ attempts: number; failed: boolean }>(
    'select attempts, failed_at is not null as failed from kernel.job',
  );
  expect(rows).toEqual([{ attempts: 12, failed: true }]);
});

test('a job whose worker died is taken up when its lease ends', async () => {
  await add({ task: 'left', payload: {} });
  await kernel.owner.query(`update kernel.job set locked_until = $1, attempts = 1`, [new Date(at.getTime() + 120_000)]);
  let done = 0;
  const task: Task = async () => {
    done += 1;
  };
  await start({ left: task }).drain();
  expect(done).toBe(0);
  await start({ left: task }, () => new Date(at.getTime() + 121_000)).drain();
  expect(done).toBe(1);
});

test('one key waits once', async () => {
  await add({ task: 'x', payload: 1, key: 'k' }, { task: 'x', payload: 2, key: 'k' });
  await add({ task: 'x', payload: 3, key: 'k' });
  expect(await waiting()).toBe(1);
});

test('a worker that stops finishes the job in hand and frees the others at once', async () => {
  const done: number[] = [];
  let begun: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const task: Task = async (payload) => {
    begun();
    await new Promise((resolve) => setTimeout(resolve, 50));
    done.push(payload as number);
  };
  await add(...[1, 2, 3].map((payload) => ({ task: 'slow', payload })));
  const leaving = start({ slow: task });
  void leaving.drain();
  await hasBegun;
  await leaving.stop();
  expect(done).toEqual([1]);
  const { rows } = await kernel.pool.query('select attempts, locked_until from kernel.job order by id');
  expect(rows).toEqual([
    { attempts: 0, locked_until: null },
    { attempts: 0, locked_until: null },
  ]);
  await start({ slow: task }).drain();
  expect(done).toEqual([1, 2, 3]);
});

test('each turn of a routine is told, with the reason when it failed', async () => {
  const turns: { name: string; fault: string | null }[] = [];
  const worker = startWorker({
    pool: kernel.pool,
    tasks: {},
    routines: [
      { name: 'good', everyMs: 3_600_000, run: async () => undefined },
      { name: 'bad', everyMs: 3_600_000, run: () => Promise.reject(new Error('no')) },
    ],
    now: () => at,
    report: () => undefined,
    pollMs: 3_600_000,
    ran: async ({ name, fault }) => void turns.push({ name, fault }),
  });
  await worker.stop();
  expect(turns).toEqual([
    { name: 'good', fault: null },
    { name: 'bad', fault: 'no' },
  ]);
});

test('a worker says when it last looked', async () => {
  const worker = start({});
  expect(worker.tickedAt()).toBeNull();
  await worker.drain();
  expect(worker.tickedAt()).toBeInstanceOf(Date);
});

test('a job that takes longer than a lease is held by the worker that does it', async () => {
  await add({ task: 'long', payload: {} });
  let runs = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const long: Task = () => {
    runs += 1;
    return finished;
  };
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let now = at;
  const draining = start({ long }, () => now).drain();
  await vi.waitUntil(() => runs === 1);
  for (let i = 0; i < 6; i += 1) {
    now = new Date(now.getTime() + 10_000);
    vi.advanceTimersByTime(10_000);
    const renewed = async (): Promise<boolean> =>
      Number(
        (await kernel.pool.query('select count(*) as n from kernel.job where locked_until > $1', [now])).rows[0]?.n,
      ) > 0;
    await vi.waitUntil(renewed);
    await start({ long }, () => now).drain();
  }
  vi.useRealTimers();
  finish();
  await draining;
  expect([runs, await waiting()]).toEqual([1, 0]);
});
