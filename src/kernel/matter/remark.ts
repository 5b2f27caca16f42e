import type { Actor } from '../access/actor.ts';
import { system } from '../access/actor.ts';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
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
};

/** @throws Refusal matter/changed when somebody acted since the snapshot was read */
export async function remark(kernel: Kernel, { snapshot, act, at, actor = system, facts = {}, clocks = [], jobs = [] }: Remark): Promise<void> {
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
    undefined,
  );
  const dates = nearest({ ...snapshot.clocks, ...Object.fromEntries(clocks.map((clock) => [clock.name, clock])) });
  const { rows } = await kernel.pool.query<{ done: boolean }>({
    name: 'kernel-act',
    text: 'select kernel.act($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21) as done',
    values: [
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
      entry.salt,
      entry.payload,
      snapshot.holderRole,
      JSON.stringify(snapshot.agreed ?? []),
      snapshot.closedAt !== null,
      dates.dueOn ?? 'infinity',
      dates.warnOn ?? 'infinity',
      dates.provisional,
      clocksParameter(clocks, snapshot.process.clocks),
      jobsParameter(jobs),
    ],
  });
  if (!rows[0]?.done) throw refuse('matter/changed');
  if (jobs.length > 0) kernel.wake();
}
