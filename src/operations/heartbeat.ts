import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Kernel } from '../kernel/index.ts';

/** A copy of the program that runs, as it tells the others. */
export type Heartbeat = {
  readonly id: string;
  /** Tells it now; also every ten seconds by itself. */
  readonly beat: () => Promise<void>;
  /** Whether another copy serves the web at this moment. */
  readonly othersServe: () => Promise<boolean>;
  /** Takes itself off the list. */
  readonly stop: () => Promise<void>;
};

export type Copy = {
  readonly role: 'all' | 'web' | 'worker';
  readonly version: string;
  /** Where it listens; null for a worker. */
  readonly address: string | null;
  readonly isDraining: () => boolean;
  readonly tickedAt: () => Date | null;
};

const EVERY_MS = 10_000;
/** A copy that has not been heard of for longer is taken to be gone. */
export const ALIVE_SECONDS = 35;
/** Copies that were killed are forgotten after this. */
const FORGET = '1 hour';

/**
 * Tells the database, while this process runs, that it does. Two clocks are written: the database's, by which copies
 * are compared, and the machine's own, by which one that goes wrong is found.
 */
export function startHeartbeat(
  { pool }: Pick<Kernel, 'pool'>,
  copy: Copy,
  onTrouble: (error: unknown) => void,
): Heartbeat {
  const id = randomUUID();
  const startedAt = new Date();
  let stopped = false;
  let troubled = false;
  const beat = async (): Promise<void> => {
    if (stopped) return;
    try {
      await pool.query(BEAT, [
        id,
        copy.role,
        copy.version,
        hostname(),
        process.pid,
        copy.address,
        copy.isDraining() ? 'draining' : 'running',
        startedAt,
        new Date(),
        copy.tickedAt(),
      ]);
      troubled = false;
    } catch (error) {
      // A database that is away is said once, not every ten seconds.
      if (!troubled && !stopped) onTrouble(error);
      troubled = true;
    }
  };
  const timer = setInterval(() => void beat(), EVERY_MS);
  timer.unref();
  return {
    id,
    beat,
    othersServe: async () => {
      const { rows } = await pool.query<{ found: boolean }>(
        `select exists (select from operations.process
           where id <> $1 and role in ('all', 'web') and state = 'running'
             and seen_at > clock_timestamp() - make_interval(secs => $2)) as found`,
        [id, ALIVE_SECONDS],
      );
      return rows[0]?.found ?? false;
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await pool.query('delete from operations.process where id = $1', [id]).catch(onTrouble);
    },
  };
}

const BEAT = `
  with forgotten as (delete from operations.process where seen_at < clock_timestamp() - interval '${FORGET}')
  insert into operations.process
    (id, role, version, host, pid, address, state, started_at, seen_at, clock_at, ticked_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), $9, $10)
  on conflict (id) do update
    set state = excluded.state, seen_at = excluded.seen_at, clock_at = excluded.clock_at, ticked_at = excluded.ticked_at`;
