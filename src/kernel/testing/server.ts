import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { holderOf } from '../db/embedded/holder.ts';
import { endPostgres } from '../db/embedded/postmaster.ts';
import { type Embedded, startEmbedded } from '../db/embedded/start.ts';
import { migrate } from '../db/migrate.ts';
import { packageRoot } from '../package-root.ts';
import { scratchFolder } from './scratch.ts';
import { TEMPLATE, VISITOR } from './template.ts';

const PREFIX = 'mt-test-';
const CACHE = join(packageRoot, '.cache', 'test-database');
const MINUTE_MS = 60_000;

/**
 * Vitest's global setup: one PostgreSQL for the whole run, with a migrated template.
 *
 * The prepared cluster is kept in `.cache` by the hash of what made it, so a run starts in 0.3 s instead of 2 s. It
 * lives in memory where there is enough: a copy of the template then takes 15 ms, and 300 ms on the disk.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = scratchFolder();
  await endForgotten(scratch);
  const dataDir = await mkdtemp(join(scratch, PREFIX));
  await chmod(dataDir, 0o711);
  const prepared = join(CACHE, preparedKey());
  const server = (await startPrepared(prepared, dataDir)) ?? (await prepare(prepared, dataDir));
  project.provide('testServerUrl', server.superuserUrl);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

const startServer = (dataDir: string): Promise<Embedded> =>
  startEmbedded({ dataDir, durable: false, memoryBytes: 2 ** 30, log: () => undefined });

/** Everything the prepared cluster follows from, and who may read it. */
function preparedKey(): string {
  const migrations = join(packageRoot, 'migrations');
  const files = [
    ...readdirSync(migrations)
      .sort()
      .map((name) => join(migrations, name)),
    join(import.meta.dirname, '..', 'db', 'migrate.ts'),
    join(import.meta.dirname, '..', 'db', 'embedded', 'cluster.ts'),
    join(packageRoot, 'package-lock.json'),
  ];
  const hash = createHash('sha256').update(String(process.getuid?.()));
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 24);
}

async function startPrepared(prepared: string, dataDir: string): Promise<Embedded | null> {
  try {
    statSync(prepared);
    copy(prepared, dataDir);
    return await startServer(dataDir);
  } catch {
    // Not there, or taken away by another run while it was copied: it is made anew.
    await rm(dataDir, { recursive: true, force: true });
    return null;
  }
}

async function prepare(prepared: string, dataDir: string): Promise<Embedded> {
  const server = await startServer(dataDir);
  const client = new pg.Client({ connectionString: server.superuserUrl });
  try {
    await client.connect();
    await client.query(`create database ${TEMPLATE}`);
    await migrate(server.url(TEMPLATE));
    await client.query(`create role ${VISITOR} login in role mingtang_public`);
  } catch (error) {
    await client.end();
    await server.stop();
    throw error;
  }
  await client.end();
  await server.stop();
  await keep(dataDir, prepared);
  return startServer(dataDir);
}

/** Stores a stopped cluster whole or not at all; only the latest is kept. */
async function keep(dataDir: string, prepared: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(join(CACHE, 'draft-'));
  copy(dataDir, draft);
  for (const name of readdirSync(CACHE)) {
    const old = join(CACHE, name);
    const isRecent = Date.now() - statSync(old).mtimeMs < MINUTE_MS;
    if (old !== draft && !isRecent) await rm(old, { recursive: true, force: true });
  }
  await rename(draft, prepared).catch(() => rm(draft, { recursive: true, force: true }));
}

const copy = (from: string, to: string): void => {
  execFileSync('cp', ['-a', '--reflink=auto', `${from}/.`, to], { stdio: 'ignore' });
};

/** Servers whose test run was killed. */
async function endForgotten(scratch: string): Promise<void> {
  for (const name of readdirSync(scratch).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(scratch, name);
    const owner = statSync(folder, { throwIfNoEntry: false });
    const isOurs = owner !== undefined && owner.uid === process.getuid?.() && Date.now() - owner.mtimeMs > MINUTE_MS;
    if (isOurs && (await holderOf(folder)) === null) {
      await endPostgres(join(folder, 'cluster'));
      await rm(folder, { recursive: true, force: true });
    }
  }
}
