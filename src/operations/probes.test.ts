import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedIn } from '../identity/testing.ts';
import { addDays, dayOf } from '../kernel/index.ts';
import { startHeartbeat } from './index.ts';
import { OPEN_MATTERS, openMatters } from './repo/matters.ts';
import { METRICS_TOKEN, operationsCity } from './testing.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
let city: Awaited<ReturnType<typeof operationsCity>>;
beforeAll(async () => {
  city = await operationsCity(at);
});
afterAll(() => city.close());

const asOwner = async (sql: string, values: readonly unknown[] = []): Promise<void> => {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: city.database.ownerUrl });
  await client.connect();
  try {
    await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
};

describe('/metrics', () => {
  test.each([
    ['this machine', { remoteAddress: '127.0.0.1' }, 200],
    ['this machine, IPv6', { remoteAddress: '::1' }, 200],
    ['elsewhere', { remoteAddress: '203.0.113.7' }, 404],
    ['elsewhere with the word', { remoteAddress: '203.0.113.7', headers: bearer(METRICS_TOKEN) }, 200],
    ['elsewhere with a wrong word', { remoteAddress: '203.0.113.7', headers: bearer('wrong') }, 404],
    ['this machine with a wrong word', { remoteAddress: '127.0.0.1', headers: bearer('wrong') }, 404],
    ['somebody behind a proxy', { remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '203.0.113.7' } }, 404],
    [
      'a visitor who claims to be here',
      { remoteAddress: '203.0.113.7', headers: { 'x-forwarded-for': '127.0.0.1' } },
      404,
    ],
    ['a proxy that says nothing of whom', { remoteAddress: '127.0.0.1', headers: { via: '1.1 x' } }, 404],
  ])('for %s', async (_who, from, status) => {
    expect((await city.web.inject({ url: '/metrics', ...from })).statusCode).toBe(status);
  });

  test('tells of requests, acts, jobs, matters, copies, pool, memory and the database', async () => {
    await signedIn(city.web, 'xitong');
    const answer = await city.web.inject('/metrics');
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const name of [
      'mingtang_acts_total{operation="open",outcome="done"}',
      'mingtang_act_duration_seconds_bucket{operation="open",le="0.005"}',
      'mingtang_jobs{state="waiting"} ',
      'mingtang_jobs{state="late"} ',
      'mingtang_jobs{state="failed"} ',
      'mingtang_matters_open{light="red"} ',
      'mingtang_matters_open{light="yellow"} ',
      'mingtang_ledger_entries_total ',
      'mingtang_pool_connections{state="wanted"} ',
      'mingtang_event_loop_lag_seconds{quantile="0.99"} ',
      'mingtang_memory_bytes{part="rss"} ',
      'mingtang_database_up 1',
      'mingtang_database_bytes ',
    ]) {
      expect(answer.body).toContain(name);
    }
    for (const line of answer.body.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? (-?[\d.e+-]+|\+Inf|NaN))$/u);
  });

  test('of many matters only those that are open are read', async () => {
    const today = dayOf(at);
    await asOwner(`insert into kernel.process (kind, digest, definition) values ('many', 'many', '{}')`);
    await asOwner(
      `insert into kernel.matter (kind, process_id, number, title, region, agency_id, state, opened_at, acted_at,
         closed_at, due_on, warn_on, seq, head)
       select 'many', (select max(id) from kernel.process), 'M-' || n, 'x', '590900', 1 + n % 50, 'open', $1, $1,
         case when n > 1000 then $1::timestamptz end,
         case when n % 10 = 0 then $2::date else $3::date end, case when n % 10 = 1 then $2::date else $3::date end, 1,
         '\\x00'
         from generate_series(1, 20000) n`,
      [at, addDays(today, -1), addDays(today, 30)],
    );
    await asOwner('vacuum analyze kernel.matter');
    const { rows } = await city.kernel.pool.query(`explain (analyze, timing off, format json) ${OPEN_MATTERS}`, [
      today,
    ]);
    const plan = JSON.stringify(rows[0]);
    const most = Math.max(
      ...[...plan.matchAll(/"(?:Actual Rows|Rows Removed[^"]*)":(\d+)/gu)].map(([, n]) => Number(n)),
    );
    expect(most).toBeLessThan(2_000);
    expect(await openMatters(city.kernel.pool, today)).toEqual({ red: 100, yellow: 100, green: 801 });
  });
});

function bearer(word: string): { authorization: string } {
  return { authorization: `Bearer ${word}` };
}

describe('/readyz', () => {
  const status = async (): Promise<unknown> => {
    const answer = await city.web.inject('/readyz');
    return [answer.statusCode, answer.json<{ status: string }>().status];
  };

  test('is ready; with a schema that is not the one it was made for it is not', async () => {
    expect(await status()).toEqual([200, 'ready']);
    await asOwner(`update public.mingtang_migration set name = 'kept' where name = '0012-operations.sql'`);
    expect(await status()).toEqual([503, 'migrations-pending']);
    await asOwner(`update public.mingtang_migration set name = '0012-operations.sql' where name = 'kept'`);
    expect(await status()).toEqual([200, 'ready']);
  });

  test('one that a newer copy has migrated goes on serving', async () => {
    await asOwner(`insert into public.mingtang_migration (name, sha256) values ('9999-newer.sql', 'x')`);
    expect(await status()).toEqual([200, 'ready']);
    await asOwner(`delete from public.mingtang_migration where name = '9999-newer.sql'`);
  });
});

describe('the list of copies', () => {
  const copy = { version: '1', address: 'http://x', isDraining: () => false, tickedAt: () => null } as const;

  test('a copy is on it while it runs, and knows of others that serve', async () => {
    const trouble: unknown[] = [];
    const one = startHeartbeat(city.kernel, { ...copy, role: 'web' }, (error) => void trouble.push(error));
    await one.beat();
    expect(await one.othersServe()).toBe(false);
    const worker = startHeartbeat(city.kernel, { ...copy, role: 'worker' }, () => undefined);
    await worker.beat();
    expect(await one.othersServe()).toBe(false);
    let isLeaving = false;
    const two = startHeartbeat(city.kernel, { ...copy, role: 'all', isDraining: () => isLeaving }, () => undefined);
    await two.beat();
    expect(await one.othersServe()).toBe(true);
    isLeaving = true;
    await two.beat();
    expect(await one.othersServe()).toBe(false);
    await Promise.all([one.stop(), two.stop(), worker.stop()]);
    const { rows } = await city.kernel.pool.query('select id from operations.process');
    expect([rows, trouble]).toEqual([[], []]);
  });

  test('one that was killed is silent after 35 seconds and forgotten after an hour', async () => {
    const one = startHeartbeat(city.kernel, { ...copy, role: 'web' }, () => undefined);
    const killed = `insert into operations.process (id, role, version, host, pid, state, started_at, seen_at, clock_at)
      values (gen_random_uuid(), 'web', '1', 'h', 1, 'running', now(), clock_timestamp() - $1::interval, now())`;
    await asOwner(killed, ['36 seconds']);
    await asOwner(killed, ['61 minutes']);
    await one.beat();
    expect(await one.othersServe()).toBe(false);
    const { rows } = await city.kernel.pool.query('select pid from operations.process where pid = 1');
    expect(rows).toHaveLength(1);
    await one.stop();
    await asOwner('delete from operations.process');
  });

  test('a database that is away is said once', async () => {
    const trouble: unknown[] = [];
    const pool = { query: () => Promise.reject(new Error('away')) } as unknown as typeof city.kernel.pool;
    const one = startHeartbeat({ pool }, { ...copy, role: 'web' }, (error) => void trouble.push(error));
    await one.beat();
    await one.beat();
    expect(trouble).toHaveLength(1);
    await one.stop();
  });
});

test('a copy that drains says so and is not ready, and closes each connection', async () => {
  city.draining.begin();
  const answer = await city.web.inject('/readyz');
  expect([answer.statusCode, answer.json<{ status: string }>().status]).toEqual([503, 'draining']);
});
