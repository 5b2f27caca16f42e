import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../src/kernel/db/embedded/start.ts';
import { createKernel, type Module, migrate, openPool } from '../../src/kernel/index.ts';

/** A durable embedded PostgreSQL of the benchmark's own, migrated, with a kernel on it; gone when `work` ends. */
export async function withServer<T>(modules: readonly Module[], work: (on: BenchServer) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mt-bench-'));
  const server = await startEmbedded({ dataDir });
  const admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  await admin.query('create database bench');
  await admin.end();
  const url = server.url('bench');
  await migrate(url);
  const pool = openPool({ url, max: CLIENTS });
  const owner = new pg.Pool({ connectionString: url, max: CLIENTS });
  try {
    await owner.query(
      `select kernel.ensure_entry_partition(m::date) from generate_series('2026-01-01'::date, '2026-12-01', interval '1 month') m`,
    );
    const kernel = await createKernel({ pool, dataDir, modules });
    return await work({ kernel, owner, url, dataDir });
  } finally {
    await pool.end();
    await owner.end();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

export type BenchServer = {
  readonly kernel: Awaited<ReturnType<typeof createKernel>>;
  readonly owner: pg.Pool;
  readonly url: string;
  readonly dataDir: string;
};

export const CLIENTS = 16;

/** Runs `work` from so many clients for so many seconds; answers how often a second, and the p95 in milliseconds. */
export async function load(
  seconds: number,
  work: (client: number, round: number) => Promise<void>,
  clients = CLIENTS,
): Promise<{ perSecond: number; p95: number }> {
  const took: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let round = 0; performance.now() < until; round += 1) {
        const start = performance.now();
        await work(client, round);
        took.push(performance.now() - start);
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  took.sort((a, b) => a - b);
  return { perSecond: took.length / elapsed, p95: took[Math.floor(took.length * 0.95)] ?? 0 };
}

/** One line of a result: the figure, the limit, and how they stand. */
export function report(name: string, figure: number, limit: number, unit: string, atMost = false): void {
  const met = atMost ? figure <= limit : figure >= limit;
  const shown = figure >= 100 ? Math.round(figure).toLocaleString('en') : figure.toFixed(2);
  process.stdout.write(
    `${name}: ${shown} ${unit} (limit ${atMost ? '≤' : '≥'} ${limit.toLocaleString('en')}, ratio ${(figure / limit).toFixed(2)}) ${met ? 'met' : 'MISSED'}\n`,
  );
}
