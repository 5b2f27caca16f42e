import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorNamed, signedIn } from '../identity/testing.ts';
import { dayOf, type Kernel } from '../kernel/index.ts';
import { copyFindings, jobFindings, routineFindings, verificationFindings } from './checks.ts';
import { mendJob } from './operations/jobs.ts';
import { beginVerification, verifyTurn } from './operations/verification.ts';
import type { ProcessRow } from './repo/processes.ts';
import { lastVerification, noteRoutine, type RoutineRow, verificationUnderWay } from './repo/routines.ts';
import { operationsCity } from './testing.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const night = new Date('2026-11-24T02:00:00+08:00');
let city: Awaited<ReturnType<typeof operationsCity>>;
let kernel: Kernel;
let owner: pg.Pool;
beforeAll(async () => {
  city = await operationsCity(at);
  ({ kernel } = city);
  owner = new pg.Pool({ connectionString: city.database.ownerUrl, max: 1 });
  owner.on('error', () => undefined);
});
afterAll(async () => {
  await owner.end();
  await city.close();
});

const codes = (findings: readonly { code: string; level: string }[]): readonly string[] =>
  findings.filter(({ level }) => level !== 'ok').map(({ code }) => code);

describe('what is looked at', () => {
  const copy: ProcessRow = {
    id: 'a',
    role: 'all',
    version: '1+a',
    host: 'h',
    pid: 1,
    address: null,
    state: 'running',
    startedAt: at,
    seenAt: at,
    tickedAt: at,
    silentFor: 3,
    ahead: 0.1,
  };
  const now = at.getTime() + 5_000;

  test.each<[readonly string[], readonly ProcessRow[]]>([
    [[], []],
    [[], [copy]],
    [
      [],
      [
        { ...copy, role: 'web', tickedAt: null },
        { ...copy, role: 'worker' },
      ],
    ],
    [['copies/no-worker'], [{ ...copy, role: 'web', tickedAt: null }]],
    [['copies/worker-stuck'], [{ ...copy, tickedAt: new Date(at.getTime() - 300_000) }]],
    [[], [{ ...copy, tickedAt: null }]],
    [['copies/silent'], [copy, { ...copy, id: 'b', silentFor: 90 }]],
    [['copies/silent'], [{ ...copy, silentFor: 90 }]],
    [['copies/versions'], [copy, { ...copy, id: 'b', version: '1+b' }]],
    [['copies/clock'], [{ ...copy, ahead: -7 }]],
  ])('copies: %j', (expected, rows) => expect(codes(copyFindings(rows, now))).toEqual(expected));

  const routine: RoutineRow = { name: 'r', everyMs: 60_000, beganAt: at, tookMs: 1, fault: null, succeededAt: at };
  const ago = (minutes: number): Date => new Date(at.getTime() - minutes * 60_000);
  test.each<[readonly string[], Partial<RoutineRow>, boolean]>([
    [[], {}, true],
    [['routines/failed'], { fault: 'x' }, true],
    [['routines/late'], { beganAt: ago(11) }, true],
    [[], { beganAt: ago(11) }, false],
    [[], { everyMs: 86_400_000, beganAt: ago(1_500) }, true],
  ])('routines: %j', (expected, row, isRunning) =>
    expect(codes(routineFindings([{ ...routine, ...row }], at, isRunning))).toEqual(expected),
  );

  test('jobs and the ledger', () => {
    expect(codes(jobFindings({ late: 1, failed: 2 }))).toEqual(['jobs/failed', 'jobs/late']);
    const pass = { id: 1, beganAt: at, endedAt: at, afterMatter: 0, matters: 1, entries: 1, faults: [], faultCount: 0 };
    expect(codes(verificationFindings(null, at))).toEqual([]);
    expect(codes(verificationFindings(pass, at))).toEqual([]);
    expect(codes(verificationFindings({ ...pass, faultCount: 2 }, at))).toEqual(['ledger/faults']);
    expect(codes(verificationFindings(pass, new Date(at.getTime() + 4 * 86_400_000)))).toEqual(['ledger/stale']);
  });
});

describe('the nightly pass over the ledger', () => {
  const incidents = async (): Promise<number> =>
    Number((await kernel.pool.query<{ n: number }>('select count(*) as n from operations.incident')).rows[0]?.n);

  test('begins at night, once, and finds a sound ledger sound', async () => {
    await signedIn(city.web, 'xitong');
    await verifyTurn(kernel, at);
    expect(await lastVerification(kernel.pool)).toBeNull();
    await verifyTurn(kernel, night);
    const pass = await lastVerification(kernel.pool);
    expect(pass).toMatchObject({ faultCount: 0, faults: [], endedAt: night });
    expect(pass?.entries).toBeGreaterThan(0);
    await verifyTurn(kernel, new Date(night.getTime() + 3_600_000));
    expect((await lastVerification(kernel.pool))?.id).toBe(pass?.id);
    expect(await incidents()).toBe(0);
  });

  test('an entry that was changed is an incident, and the same one the next night', async () => {
    await owner.query('alter table kernel.entry disable trigger entry_append_only');
    await owner.query(`update kernel.entry set body = replace(body, 'sign-in', 'sign-on') where act = 'sign-in'`);
    await owner.query('alter table kernel.entry enable trigger entry_append_only');
    for (const days of [1, 2]) await verifyTurn(kernel, new Date(night.getTime() + days * 86_400_000));
    const last = await lastVerification(kernel.pool);
    expect(last?.faultCount).toBeGreaterThan(0);
    expect(last?.faults[0]).toMatchObject({ fault: 'entry-changed' });
    expect(await incidents()).toBe(1);
    const { rows } = await kernel.pool.query('select category, drill, cause_key from operations.incident');
    expect(rows).toMatchObject([{ category: 'tamper', drill: false, cause_key: expect.stringMatching(/^ledger:/u) }]);
  });

  test('can be begun by hand, and is gone on with where it was left', async () => {
    expect(await beginVerification(kernel, at)).toBe(true);
    expect(await beginVerification(kernel, at)).toBe(false);
    const underWay = await verificationUnderWay(kernel.pool);
    await owner.query('update operations.verification set after_matter = 1000000 where ended_at is null');
    await verifyTurn(kernel, at);
    expect(await lastVerification(kernel.pool)).toMatchObject({ id: underWay?.id, matters: 0 });
  });

  test('an entry of a matter that is gone is found', async () => {
    await owner.query('alter table kernel.entry disable trigger all');
    await owner.query(
      `insert into kernel.entry (matter_id, seq, at, act, to_state, body, hash)
       select 900000 + matter_id, seq, at, act, to_state, body, hash from kernel.entry limit 1`,
    );
    await owner.query('alter table kernel.entry enable trigger all');
    await beginVerification(kernel, at);
    await verifyTurn(kernel, at);
    const faults = (await lastVerification(kernel.pool))?.faults ?? [];
    expect(faults.map(({ fault }) => fault)).toContain('entry-misplaced');
  });
});

describe('jobs', () => {
  const add = async (key: string | null): Promise<number> => {
    const { rows } = await owner.query<{ id: string }>(
      `insert into kernel.job (task, payload, key, attempts, last_error, failed_at)
       values ('test.task', '{}', $1, 12, 'boom', now()) returning id`,
      [key],
    );
    return Number(rows[0]?.id);
  };
  const jobs = async () => (await owner.query('select id, attempts, failed_at from kernel.job order by id')).rows;

  test('are tried again or given up by hand, with the reason in the ledger', async () => {
    const actor = await actorNamed(kernel, 'xitong', dayOf(at));
    const [again, never, key] = [await add(null), await add(null), await add('k')];
    await owner.query(`insert into kernel.job (task, payload, key) values ('test.task', '{}', 'k')`);
    await mendJob(kernel, { id: again, act: 'retry', reason: '网络恢复了', actor, at });
    await mendJob(kernel, { id: never, act: 'discard', reason: '对象已经注销', actor, at });
    await mendJob(kernel, { id: key, act: 'retry', reason: '再试一次', actor, at });
    expect(await jobs()).toMatchObject([{ id: String(again), attempts: 0, failed_at: null }, { attempts: 0 }]);
    const { rows } = await owner.query<{ act: string; body: string }>(
      `select act, body from kernel.entry where act like 'job-%' order by id`,
    );
    expect(rows.map(({ act }) => act)).toEqual(['job-retried', 'job-discarded', 'job-retried']);
    expect(rows[1]?.body).toContain('对象已经注销');
    await expect(mendJob(kernel, { id: never, act: 'retry', reason: 'x', actor, at })).rejects.toMatchObject({
      code: 'operations/job-not-found',
    });
    await owner.query(`update kernel.job set locked_until = '2026-11-24'`);
    await expect(mendJob(kernel, { id: again, act: 'discard', reason: 'x', actor, at })).rejects.toMatchObject({
      code: 'operations/job-running',
    });
  });
});

test('the page: for administrators, with the means to mend for the system administrator only', async () => {
  await noteRoutine(kernel.pool, { name: 'sweep', everyMs: 60_000, beganAt: at, tookMs: 12, fault: null });
  await noteRoutine(kernel.pool, { name: 'sweep', everyMs: 60_000, beganAt: at, tookMs: 9, fault: 'boom' });
  const ask = async (login: string, url = '/api/operations') => {
    const cookie = await signedIn(city.web, login);
    return city.web.inject({ url, headers: { cookie } });
  };
  const page = (await ask('xitong')).json<Record<string, unknown>>();
  expect(page).toMatchObject({
    mayMend: true,
    database: { maxConnections: expect.any(Number), entries: expect.any(Number) },
    routines: [{ name: 'sweep', tookMs: 9, fault: 'boom', succeededAt: at.toISOString() }],
    matters: { red: expect.any(Number) },
  });
  expect(codes(page.findings as { code: string; level: string }[])).toContain('routines/failed');
  expect((await ask('shenji')).json()).toMatchObject({ mayMend: false });
  expect((await ask('shenji', '/api/operations/jobs')).json()).toEqual({ jobs: [] });
  expect((await ask('chuangkou')).statusCode).toBe(403);
  const cookie = await signedIn(city.web, 'shenji');
  const verify = { method: 'POST', url: '/api/operations/verification', headers: { cookie } } as const;
  expect((await city.web.inject(verify)).statusCode).toBe(403);
});
