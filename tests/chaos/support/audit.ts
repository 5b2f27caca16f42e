import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { packageRoot } from '../../../src/kernel/package-root.ts';
import type { Acknowledged } from './copies.ts';

/** What is wrong after the storm, one line each; none when every promise was kept. */
export async function broken(
  url: string,
  dataDir: string,
  kept: { readonly acts: readonly Acknowledged[]; readonly numbers: readonly string[] },
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return [
      ...(await lostActs(client, kept.acts)),
      ...(await lostNumbers(client, kept.numbers)),
      ...(await wrongNotices(client)),
      ...(await waitingJobs(client)),
      ...(await ledgerFaults({ DATA_DIR: dataDir, ...environment })),
    ];
  } finally {
    await client.end();
  }
}

const one = async <T>(client: pg.Client, sql: string, values: readonly unknown[] = []): Promise<T | undefined> =>
  (await client.query<{ value: T }>(sql, [...values])).rows[0]?.value;

/** Acts that were acknowledged and are not in the ledger as they were. */
async function lostActs(client: pg.Client, acts: readonly Acknowledged[]): Promise<readonly string[]> {
  const lost = Number(
    await one<string>(
      client,
      `select count(*) as value
         from unnest($1::bigint[], $2::int[], $3::text[]) as a (matter, seq, hash)
        where not exists (select from kernel.entry e
          where e.matter_id = a.matter and e.seq = a.seq and e.hash = decode(a.hash, 'hex'))`,
      [acts.map(({ matter }) => matter), acts.map(({ seq }) => seq), acts.map(({ hash }) => hash)],
    ),
  );
  return lost > 0 ? [`${lost} of ${acts.length} acknowledged acts are lost`] : [];
}

/** Questions that were answered with 201 and are not there, answered. */
async function lostNumbers(client: pg.Client, numbers: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = [];
  if (new Set(numbers).size !== numbers.length) faults.push('a number was given out twice');
  const lost = Number(
    await one<string>(
      client,
      `select count(*) as value from unnest($1::text[]) as a (number)
        where not exists (select from kernel.matter m where m.number = a.number and m.closed_at is not null)`,
      [numbers],
    ),
  );
  if (lost > 0) faults.push(`${lost} of ${numbers.length} answered questions are lost`);
  return faults;
}

/** Each act on a matter of the storm tells its subject once: a job that was lost tells nobody, one that ran twice twice. */
async function wrongNotices(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ told: number; acts: string }>(
    `with told as (
       select matter_id, (params->>'seq')::int as seq, count(*)::int as times
         from kernel.notice where code = 'chaos.note' group by 1, 2)
     select coalesce(t.times, 0) as told, count(*) as acts
       from kernel.entry e
       join kernel.matter m on m.id = e.matter_id
       left join told t on t.matter_id = e.matter_id and t.seq = e.seq
      where m.kind = 'chaos' and e.act = 'note' and t.times is distinct from 1
      group by 1`,
  );
  return rows.map(({ told, acts }) => `${acts} acts told their subject ${told} times`);
}

async function waitingJobs(client: pg.Client): Promise<readonly string[]> {
  const left = await jobsLeft(client);
  return left > 0 ? [`${left} jobs are left`] : [];
}

const jobsLeft = async (client: pg.Client): Promise<number> =>
  Number(await one<string>(client, `select count(*) as value from kernel.job where run_at <= now()`));

async function ledgerFaults(environment: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(packageRoot, 'dist/cli.js'), 'ledger', 'verify', '--json'],
    { env: { ...process.env, ...environment } },
  ).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
  const verified = JSON.parse(stdout) as { readonly ok: boolean };
  return verified.ok ? [] : [`the ledger does not verify: ${stdout.slice(0, 2_000)}`];
}

/**
 * Waits until every job that is ready was done; it may take as long as it gets on.
 *
 * @throws Error when nothing was done for so long that a dead worker's lease has ended twice
 */
export async function drained(url: string, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let least = Number.POSITIVE_INFINITY;
    for (let changedAt = performance.now(); ; await sleep(LOOK_MS)) {
      const left = await jobsLeft(client);
      if (left === 0) return;
      say(`${left} jobs are still to be done`);
      if (left < least) [least, changedAt] = [left, performance.now()];
      if (performance.now() - changedAt > STANDSTILL_MS) throw new Error(`${left} jobs are left and nobody does them`);
    }
  } finally {
    await client.end();
  }
}

const LOOK_MS = 2_000;
const STANDSTILL_MS = 90_000;
