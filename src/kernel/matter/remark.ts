import type pg from 'pg';
import type { Actor } from '../access/actor.ts';
import { system } from '../access/actor.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import type { Json } from '../ledger/canonical.ts';
import { refuse } from '../refusal.ts';
import { ACT } from './act.ts';
import { clocksParameter, jobsParameter, type NewJob, writeEntry } from './commit.ts';
import type { Facts } from './kinds.ts';
import type { RunningClock, Snapshot } from './snapshot.ts';
import { nearest } from './step.ts';

/** Something that is noted in a matter's ledger without moving it: a limit that passed, a date computed anew. */
export type Remark = {
  readonly snapshot: Snapshot;
  readonly act: string;
  readonly at: Date;
  readonly actor?: Actor;
  readonly facts?: Facts;
  readonly clocks?: readonly RunningClock[];
  readonly jobs?: readonly NewJob[];
  /** Personal data of the remark: sealed, kept apart. */
  readonly personal?: Json;
  /** The module's own rows, written in the same transaction. */
  readonly write?: (tx: Transaction) => Promise<void>;
  /** The same, after the entry: what needs it to be there. */
  readonly after?: (tx: Transaction) => Promise<void>;
};

/** @throws Refusal matter/changed when somebody acted since the snapshot was read */
export async function remark(kernel: Kernel, request: Remark): Promise<void> {
  const { snapshot, act, actor = system, facts = {}, clocks = [], jobs = [], personal, write, after } = request;
  // A note moves no date, so it is taken in whatever the clock says; it stands after what it follows.
  const at = new Date(Math.max(request.at.getTime(), snapshot.actedAt.getTime()));
  const entry = writeEntry(
    kernel,
    {
      matter: snapshot.number,
      kind: snapshot.kind,
      seq: snapshot.seq + 1,
      at: at.toISOString(),
      act,
      from: snapshot.state,
      to: snapshot.state,
      facts,
      clocks,
      prev: snapshot.head.toString('hex'),
    },
    actor,
    { role: actor.kind === 'system' ? 'system' : null, agencyId: null },
    personal,
  );
  const dates = nearest({ ...snapshot.clocks, ...Object.fromEntries(clocks.map((clock) => [clock.name, clock])) });
  const values = [
    snapshot.id,
    snapshot.head,
    snapshot.seq + 1,
    at,
    act,
    actor.personId,
    null,
    snapshot.state,
    snapshot.state,
    entry.body,
    entry.hash,
    null,
    entry.payload,
    snapshot.holderRole,
    JSON.stringify(snapshot.agreed ?? []),
    snapshot.closedAt !== null,
    dates.dueOn ?? 'infinity',
    dates.warnOn ?? 'infinity',
    dates.provisional,
    clocksParameter(clocks, snapshot.process.clocks),
    jobsParameter(jobs),
  ];
  const append = async (source: Pick<pg.Pool, 'query'>): Promise<void> => {
    const { rows } = await source.query<{ done: boolean }>({ ...ACT, values });
    if (!rows[0]?.done) throw refuse('matter/changed');
  };
  if (!write && !after) await append(kernel.pool);
  else {
    await inTransaction(kernel.pool, async (tx) => {
      await write?.(tx);
      await append(tx.client);
      await after?.(tx);
    });
  }
  if (jobs.length > 0) kernel.wake();
}
