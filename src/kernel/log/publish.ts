import type pg from 'pg';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
import { removeNarrower, writeCheckpoint, writeTiles } from './files.ts';
import { type FreshLeaves, gather, insertCheckpoint, type Position, START, signed } from './gather.ts';
import { assertContinues, assertRemembered, assertWhole, rememberPublished } from './guard.ts';
import { makeKey, signerOf } from './keys.ts';
import type { Signer } from './signer.ts';
import {
  currentLog,
  hashOfLog,
  type LogRow,
  latestCheckpoint,
  type Source,
  type StoredCheckpoint,
  servedNote,
  tileBytes,
} from './store.ts';
import { bundleOf, TILE_WIDTH, type Tile } from './tiles.ts';
import { assertUnwitnessed } from './witness.ts';

/** Moments of a publication at which it can be cut off; each leaves a valid log. */
export type Step = 'begun' | 'gathered' | 'committed' | 'tiles' | 'checkpoint';

export type PublishOptions = {
  /** Whether another copy of the program that is publishing right now is waited for. */
  readonly wait?: boolean;
  /** Entries taken at once, at first; a long way behind, more. */
  readonly batch?: number;
  readonly onStep?: (step: Step) => void;
};

/** What is published: the size, and how many entries were new. */
export type Published = { readonly origin: string; readonly size: number; readonly added: number };

const FIRST_BATCH = 20_000;
/** A long way behind, larger steps cost less. */
const NEXT_BATCH = 50_000;

/**
 * Takes every finished entry into the log, signs its new head, and writes its files. One copy of the program does it at
 * a time; null when another is at it. Cut off at any moment it leaves a valid log, and goes on from there.
 *
 * @throws Refusal log/behind, log/forked, log/damaged, log/file-changed, log/other-origin, log/origin-fixed,
 *   log/key-missing, log/key-differs, log/key-unreadable: nothing was signed
 * @law GB/T 22239-2019 8.1.4.3, GB/T 22239-2019 8.1.4.7
 */
export async function publishLog(kernel: Kernel, options: PublishOptions = {}): Promise<Published | null> {
  return withPublisher(kernel, options.wait ?? true, async (client) => {
    const { log, signer, size } = await openLog(kernel, client);
    let known = size;
    let added = 0;
    let from = (await latestOf(client, log)).size;
    await writeFiles(kernel, client, log, known, options);
    known = from;
    for (let limit = options.batch ?? FIRST_BATCH; ; limit = options.batch ?? NEXT_BATCH) {
      options.onStep?.('begun');
      const gathered = await gatherOnce(kernel, client, log, signer, limit, options);
      if (gathered.checkpoint) {
        added += gathered.checkpoint.size - from;
        from = gathered.checkpoint.size;
        await writeFiles(kernel, client, log, known, options, gathered.fresh);
        known = from;
      }
      if (!gathered.isFull) return { origin: log.origin, size: from, added };
    }
  });
}

/** The lock that whoever publishes holds, for as long as he does. */
const LOCK = [5909, 2] as const;

/** Does something that no two copies of the program may do at once; null when another does and is not waited for. */
export async function withPublisher<T>(
  { pool }: Pick<Kernel, 'pool'>,
  wait: boolean,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ held: boolean }>(
      wait ? 'select true as held from pg_advisory_lock($1, $2)' : 'select pg_try_advisory_lock($1, $2) as held',
      [...LOCK],
    );
    if (!rows[0]?.held) return null;
    try {
      return await work(client);
    } finally {
      // A connection that cannot let go is thrown away, and the lock with it.
      await client.query('select pg_advisory_unlock($1, $2)', [...LOCK]).catch((error: unknown) => {
        broken = error instanceof Error ? error : new Error(String(error));
      });
    }
  } finally {
    client.release(broken);
  }
}

async function latestOf(source: Source, log: LogRow): Promise<StoredCheckpoint> {
  const latest = await latestCheckpoint(source, log.id);
  if (!latest) throw refuse('log/damaged', { place: 'checkpoint 0' }, 500);
  return latest;
}

type OpenLog = {
  readonly log: LogRow;
  readonly signer: Signer /** The files are complete for it. */;
  readonly size: number;
};

/** The log in use, begun now when there is none, after every check that stands before a signature. */
async function openLog(kernel: Kernel, client: pg.PoolClient): Promise<OpenLog> {
  const { log: settings, pool } = kernel;
  const log = await currentLog(client);
  if (!log) return beginLog(kernel, client, settings.origin ?? settings.originIfNew, null);
  if (settings.origin !== null && settings.origin !== log.origin)
    throw refuse('log/origin-fixed', { origin: log.origin, wanted: settings.origin }, 500);
  const signer = await signerOf(settings, log.suite, log.origin);
  if (!signer) throw refuse('log/key-missing', { folder: settings.keys }, 500);
  if (signer.vkey !== log.vkey) throw refuse('log/key-differs', { folder: settings.keys }, 500);
  const latest = await latestOf(client, log);
  assertRemembered(pool, log, latest);
  await assertWhole(client, log, latest);
  const size = await assertContinues(client, settings, log, latest, kernel.now());
  await assertUnwitnessed(kernel, log, latest);
  return { log, signer, size };
}

/** Begins a log: its key, its row, and the head of the empty tree, which every later one is consistent with. */
export async function beginLog(
  kernel: Kernel,
  client: pg.PoolClient,
  origin: string,
  reason: string | null,
): Promise<OpenLog> {
  const { log: settings, now, pool } = kernel;
  const former = await currentLog(client);
  if (!former) assertRemembered(pool, null, null);
  if (!former) await assertContinues(client, settings, null, null, now());
  await makeKey(settings, settings.suite);
  const signer = await signerOf(settings, settings.suite, origin);
  if (!signer) throw refuse('log/key-missing', { folder: settings.keys }, 500);
  const log: LogRow = {
    id: (former?.id ?? 0) + 1,
    origin,
    suite: settings.suite,
    vkey: signer.vkey,
    startedAt: now(),
    reason,
  };
  const empty = await signed(log, signer, 0, hashOfLog(log).empty, { cluster: '', ...START }, now());
  await assertUnwitnessed(kernel, log, empty);
  await inOne(client, async () => {
    await client.query(
      'insert into kernel.log (id, origin, suite, vkey, started_at, reason) values ($1, $2, $3, $4, $5, $6)',
      [log.id, log.origin, log.suite, log.vkey, log.startedAt, log.reason],
    );
    await insertCheckpoint(client, log.id, empty);
  });
  return { log, signer, size: 0 };
}

async function inOne<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  // A busy machine may take its time; given up halfway, the same work would begin anew for ever.
  await client.query('begin; set local statement_timeout = 0');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** How far this process knows the ledger to be gathered when there was nothing new to sign. */
const positions = new WeakMap<pg.Pool, { readonly log: number; readonly position: Position }>();

async function gatherOnce(
  { pool, now }: Kernel,
  client: pg.PoolClient,
  log: LogRow,
  signer: Signer,
  limit: number,
  { onStep }: PublishOptions,
) {
  const round = (isAnew: boolean) =>
    inOne(client, async () => {
      const latest = await latestOf(client, log);
      const known = positions.get(pool);
      const isKnown = known?.log === log.id && known.position.cluster !== latest.cluster;
      const from = isAnew ? { ...START, cluster: '' } : isKnown ? known.position : latest;
      const result = await gather(client, log, signer, latest, from, limit, now());
      if (result.checkpoint) onStep?.('gathered');
      return result;
    });
  // A position that is behind the leaves would stop the log for ever; the leaves themselves say where it is.
  const gathered = await round(false).catch((error: unknown) => {
    if (isTakenTwice(error)) return round(true);
    throw error;
  });
  positions.set(pool, { log: log.id, position: gathered.position });
  if (gathered.checkpoint) onStep?.('committed');
  return gathered;
}

const isTakenTwice = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'log_leaf_entry';

/** Brings the files of this machine to the latest checkpoint: tiles first, then what needs them. */
async function writeFiles(
  { log: settings, pool }: Kernel,
  client: pg.PoolClient,
  log: LogRow,
  from: number,
  { onStep }: PublishOptions,
  fresh: FreshLeaves | null = null,
): Promise<void> {
  const latest = await latestOf(client, log);
  await writeTiles(
    settings.folder,
    from,
    latest.size,
    (tile) => bytesOfFresh(fresh, tile) ?? tileBytes(client, log, tile),
  );
  onStep?.('tiles');
  await writeCheckpoint(settings.folder, await servedNote(client, log.id, latest));
  await removeNarrower(settings.folder, from, latest.size);
  rememberPublished(pool, log.id, latest.size);
  onStep?.('checkpoint');
}

/** A tile that lies among leaves that were just added; null for any other. */
function bytesOfFresh(fresh: FreshLeaves | null, { level, index, width }: Tile): Promise<Buffer> | null {
  const start = index * TILE_WIDTH - (fresh?.first ?? 0);
  if (!fresh || start < 0 || start + width > fresh.data.length || (level !== 'entries' && level !== 0)) return null;
  const of = level === 0 ? fresh.leaves : fresh.data;
  const part = of.slice(start, start + width);
  return Promise.resolve(level === 0 ? Buffer.concat(part) : bundleOf(part));
}
