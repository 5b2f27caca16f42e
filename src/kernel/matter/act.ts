import type pg from 'pg';
import { ABOVE, type Actor, grantAbove, holdsRole, isSubject } from '../access/actor.ts';
import type { Day } from '../day.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import type { Json } from '../ledger/canonical.ts';
import { refuse } from '../refusal.ts';
import { type Capacity, clocksParameter, jobsParameter, type NewJob, spoken, writeEntry } from './commit.ts';
import { counted } from './counted.ts';
import type { Facts } from './kinds.ts';
import { matterById } from './read.ts';
import type { Snapshot } from './snapshot.ts';
import { actRefusal, type Consequence, consequenceOf, legalDay, type Terms } from './step.ts';

/** One act on one matter. */
export type ActRequest = {
  readonly matter: number | Snapshot;
  readonly act: string;
  readonly actor: Actor;
  readonly at: Date;
  /** The legal day of what is entered, where it lies before the day it is entered: a letter signed for yesterday. */
  readonly on?: Day;
  /** Limits that the act sets itself, by clock, where the process leaves them to it. */
  readonly terms?: Terms;
  /** The length of the ledger the caller saw; an act on a form that has gone stale is refused. */
  readonly seenSeq?: number;
  /** What the ledger keeps of the act; never personal data. */
  readonly facts?: Facts;
  /** The day from which clocks count that this act starts, where what starts them lies before the act. */
  readonly clocksFrom?: Day;
  /** Personal data of the act: sealed, kept apart, only committed to. */
  readonly personal?: Json;
  /** What guards may look at besides the matter. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  readonly jobs?: readonly NewJob[];
  /** Told which entry will be written, after every check and before anything is: for papers that name it. */
  readonly ready?: (entry: {
    readonly seq: number;
    readonly hash: Buffer;
    readonly outcome: Consequence;
  }) => Promise<void>;
  /** The module's own rows, written in the same transaction. */
  readonly write?: (tx: Transaction, outcome: Consequence) => Promise<void>;
  /** An open transaction to join instead of a new one. */
  readonly within?: Transaction;
};

export type Acted = Consequence & { readonly seq: number; readonly hash: Buffer; readonly matterId: number };

/** How far the clocks of several machines may be apart. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** The one statement by which anything about a matter changes. */
export const ACT = {
  name: 'kernel-act',
  text: 'select kernel.act($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21) as done',
};

/**
 * Does one act on a matter: reads once, decides, writes once. State, ledger entry, clocks, jobs and the module's own
 * rows are committed together, and only if nobody has acted since the matter was read.
 *
 * @throws Refusal matter/not-found, matter/changed (somebody was faster, or the form is stale), matter/unknown-act,
 *   matter/not-in-state, matter/closed, matter/not-yours, matter/same-person, matter/children-open,
 *   matter/already-agreed, matter/extension-used-up, matter/clock-behind, matter/no-such-day, matter/no-such-term, or the code a guard answered
 */
export const act = (kernel: Kernel, request: ActRequest): Promise<Acted> =>
  counted(kernel.instruments, 'act', () => perform(kernel, request));

async function perform(kernel: Kernel, asked: ActRequest): Promise<Acted> {
  const snapshot =
    typeof asked.matter === 'number' ? await matterById(kernel, asked.matter, asked.within?.client) : asked.matter;
  const request = { ...asked, at: atOrAfter(snapshot, asked.at) };
  const capacity = await permit(kernel, snapshot, request);
  const outcome = consequenceOf(snapshot, request.act, request.actor.personId, {
    on: legalDay(request),
    at: request.at,
    ...(request.clocksFrom === undefined ? {} : { clocksFrom: request.clocksFrom }),
    terms: request.terms ?? {},
    calendar: kernel.calendars.forRegion(snapshot.region),
    lightRule: kernel.lightRule,
  });
  const values = parametersOf(kernel, snapshot, request, capacity, outcome);
  await request.ready?.({ seq: snapshot.seq + 1, hash: values.hash, outcome });
  if (request.within) await write(request.within.client, values.parameters, request, request.within, outcome);
  else if (request.write) {
    await inTransaction(kernel.pool, (tx) => write(tx.client, values.parameters, request, tx, outcome));
  } else await write(kernel.pool, values.parameters, request, null, outcome);
  if (values.hasJobs) kernel.wake();
  return { ...outcome, seq: snapshot.seq + 1, hash: values.hash, matterId: snapshot.id };
}

/**
 * An act comes after the one before it, also where the clocks of two machines say otherwise by a little. By more, the
 * dates that follow would be wrong, so nothing is done until the clock is mended; where no date follows there is nothing
 * to get wrong, and people must be able to sign in.
 *
 * @throws Refusal matter/clock-behind (503)
 */
function atOrAfter({ actedAt, number, process }: Snapshot, at: Date): Date {
  if (at >= actedAt) return at;
  const isDated = Object.keys(process.clocks).length > 0;
  if (isDated && actedAt.getTime() - at.getTime() > CLOCK_TOLERANCE_MS)
    throw refuse('matter/clock-behind', { number }, 503);
  return actedAt;
}

/** Every check that stands before an act; answers in which right it is done. */
async function permit(kernel: Kernel, snapshot: Snapshot, request: ActRequest): Promise<Capacity> {
  const { actor } = request;
  const action = snapshot.process.actions[request.act];
  if (!action) throw refuse('matter/unknown-act');
  // First: whoever has no right learns neither the state of a matter nor the length of its history.
  const capacity = capacityFor(action.by, actor, snapshot);
  if (!capacity) throw refuse('matter/not-yours', { act: request.act }, 403);
  if (request.seenSeq !== undefined && request.seenSeq !== snapshot.seq) throw refuse('matter/changed');
  const reason = actRefusal(snapshot, request.act, actor.personId);
  if (reason) throw refuse(reason, { act: request.act, state: snapshot.state });
  if (
    action.separatedFrom &&
    (await hasActed(request.within?.client ?? kernel.pool, snapshot, actor, action.separatedFrom))
  ) {
    throw refuse('matter/same-person', { act: request.act });
  }
  const { guards } = kernel.kinds.of(snapshot.kind);
  for (const name of action.guards ?? []) {
    const guard = guards[name];
    if (!guard) throw new Error(`${snapshot.kind} has no guard ${name}`);
    const refusal = guard({ snapshot, actor, facts: request.evidence ?? {} });
    if (refusal) throw refuse(refusal, { act: request.act });
  }
  await passGates(kernel, snapshot, request);
  return capacity;
}

/** @throws Refusal with the code and details of the first gate of another module that does not let the act through */
async function passGates(kernel: Kernel, snapshot: Snapshot, request: ActRequest): Promise<void> {
  const source = request.within?.client ?? kernel.pool;
  for (const gate of kernel.gates) {
    if (gate.kind !== snapshot.kind || gate.act !== request.act) continue;
    const held = await gate.holds(kernel, snapshot, source);
    if (held) throw refuse(held.code, { act: request.act, ...held.details });
  }
}

/** The first of the allowed roles in which the actor may act on this matter; null when there is none. */
export function capacityFor(
  by: readonly string[],
  actor: Actor,
  /** Without an id while it is being opened: nobody holds its code yet. */
  snapshot: Pick<Snapshot, 'agencyId' | 'subjectId'> & { readonly id?: number },
): Capacity | null {
  for (const who of by) {
    if (who === 'system') {
      if (actor.kind === 'system') return { role: 'system', agencyId: null };
    } else if (who === 'subject') {
      const holdsCode = snapshot.id !== undefined && actor.holdsCodeOf === snapshot.id;
      if (isSubject(actor, snapshot.subjectId) || holdsCode) return { role: 'subject', agencyId: null };
    } else if (who.startsWith(ABOVE)) {
      const over = grantAbove(actor, who.slice(ABOVE.length), snapshot.agencyId);
      if (over) return { role: over.role, agencyId: over.agencyId };
    } else if (holdsRole(actor, who, snapshot.agencyId)) return { role: who, agencyId: snapshot.agencyId };
  }
  return null;
}

async function hasActed(
  source: Pick<pg.Pool, 'query'>,
  snapshot: Snapshot,
  actor: Actor,
  acts: readonly string[],
): Promise<boolean> {
  const { rows } = await source.query<{ found: boolean }>({
    name: 'kernel-has-acted',
    text: 'select exists (select from kernel.entry where matter_id = $1 and actor_id = $2 and act = any($3)) as found',
    values: [snapshot.id, actor.personId, acts],
  });
  return rows[0]?.found ?? false;
}

function parametersOf(
  kernel: Kernel,
  snapshot: Snapshot,
  request: ActRequest,
  capacity: Capacity,
  outcome: Consequence,
) {
  const { actor, at } = request;
  const entry = writeEntry(
    kernel,
    {
      matter: snapshot.number,
      kind: snapshot.kind,
      seq: snapshot.seq + 1,
      at: at.toISOString(),
      act: request.act,
      ...spoken(request),
      from: snapshot.state,
      to: outcome.to,
      facts: request.facts ?? {},
      clocks: outcome.changed,
      prev: snapshot.head.toString('hex'),
    },
    actor,
    capacity,
    request.personal,
  );
  const jobs = [...(request.jobs ?? []), ...followUps(snapshot, request, outcome)];
  const parameters = [
    snapshot.id,
    snapshot.head,
    snapshot.seq + 1,
    at,
    request.act,
    actor.personId,
    capacity.agencyId,
    snapshot.state,
    outcome.to,
    entry.body,
    entry.hash,
    null,
    entry.payload,
    outcome.holderRole,
    JSON.stringify(outcome.agreed ?? []),
    outcome.closed,
    outcome.dueOn ?? 'infinity',
    outcome.warnOn ?? 'infinity',
    outcome.provisional,
    clocksParameter(outcome.changed, snapshot.process.clocks),
    jobsParameter(jobs),
  ];
  return { parameters, hash: entry.hash, hasJobs: jobs.length > 0 };
}

/** What the kernel itself does after an act: tells the subject, and wakes a parent that waits for its children. */
function followUps(snapshot: Snapshot, request: ActRequest, outcome: Consequence): readonly NewJob[] {
  const jobs: NewJob[] = [];
  if (outcome.took && snapshot.process.actions[request.act]?.tellsSubject && snapshot.subjectId !== null) {
    jobs.push({
      task: 'kernel.tell-subject',
      payload: { matter: snapshot.id, act: request.act, seq: snapshot.seq + 1 },
    });
  }
  if (outcome.closed && snapshot.parentId !== null) {
    jobs.push({ task: 'kernel.child-closed', payload: { parent: snapshot.parentId } });
  }
  return jobs;
}

async function write(
  source: Pick<pg.Pool, 'query'>,
  parameters: readonly unknown[],
  request: ActRequest,
  tx: Transaction | null,
  outcome: Consequence,
): Promise<void> {
  if (request.write && tx) await request.write(tx, outcome);
  const { rows } = await source.query<{ done: boolean }>({ ...ACT, values: [...parameters] });
  if (!rows[0]?.done) throw refuse('matter/changed');
}
