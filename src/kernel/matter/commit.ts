import type { Actor } from '../access/actor.ts';
import { type Day, dayOf } from '../day.ts';
import type { Kernel } from '../kernel.ts';
import type { Json } from '../ledger/canonical.ts';
import { commit, type EntryFacts, sealEntry, writtenOpening } from '../ledger/entry.ts';
import { requestIdHere } from '../log-lines/index.ts';
import { payloadPlace } from '../seal/columns.ts';
import type { RunningClock } from './snapshot.ts';
import type { Terms } from './step.ts';

/** Work to be done after an act, committed with it. */
export type NewJob = {
  readonly task: string;
  readonly payload: Json;
  /** At most one waiting job has a given key. */
  readonly key?: string;
  readonly runAt?: Date;
};

/** In which right somebody acts: the role and agency that the act was allowed by. */
export type Capacity = { readonly role: string | null; readonly agencyId: number | null };

/** What an entry says of its legal day and of limits that it sets; nothing where the day is its own and no limit is set. */
export function spoken({ at, on, terms }: { readonly at: Date; readonly on?: Day; readonly terms?: Terms }): {
  readonly on?: Day;
  readonly terms?: Json;
} {
  return {
    ...(on === undefined || on === dayOf(at) ? {} : { on }),
    ...(terms === undefined || Object.keys(terms).length === 0
      ? {}
      : { terms: Object.fromEntries(Object.entries(terms).map(([clock, { n, unit }]) => [clock, { n, unit }])) }),
  };
}

type Written = { readonly body: string; readonly hash: Buffer; readonly payload: Buffer | null };

/** The entry of one act, with its personal part sealed and committed to. */
export function writeEntry(
  kernel: Pick<Kernel, 'seal' | 'ledgerHash'>,
  facts: Omit<EntryFacts, 'payload' | 'actor' | 'clocks'> & { readonly clocks: readonly RunningClock[] },
  actor: Actor,
  capacity: Capacity,
  personal: Json | undefined,
): Written {
  const committed = personal === undefined ? null : commit(JSON.stringify(personal), kernel.ledgerHash);
  const { body, hash } = sealEntry(
    {
      ...facts,
      actor: {
        person: actor.kind === 'system' ? 'system' : actor.personId === null ? null : String(actor.personId),
        agency: capacity.agencyId,
        role: capacity.role,
      },
      clocks: facts.clocks.map(clockInEntry),
      payload: committed?.commitment ?? null,
    },
    kernel.ledgerHash,
  );
  return {
    body,
    hash,
    payload: committed && kernel.seal.seal(writtenOpening(committed.opening), payloadPlace(facts.matter, facts.seq)),
  };
}

/** What the ledger says of a clock: enough to compute its date again from the published calendar. */
const clockInEntry = (clock: RunningClock): Json => ({
  name: clock.name,
  state: clock.state,
  facts: clock.facts as unknown as Json,
  dueOn: clock.dueOn,
  provisional: clock.provisional,
  calendar: clock.calendarVersion,
});

/** Clocks as the SQL function takes them. */
export function clocksParameter(
  clocks: readonly RunningClock[],
  lapseActs: Readonly<Record<string, { readonly onLapse?: string }>>,
): string | null {
  if (clocks.length === 0) return null;
  return JSON.stringify(
    clocks.map((clock) => ({
      name: clock.name,
      state: clock.state,
      facts: clock.facts,
      due_on: clock.dueOn ?? 'infinity',
      warn_on: clock.warnOn ?? 'infinity',
      met_on: clock.metOn,
      provisional: clock.provisional,
      calendar_version: clock.calendarVersion,
      lapse_act: lapseActs[clock.name]?.onLapse ?? null,
      lapsed_at: clock.lapsedAt?.toISOString() ?? null,
    })),
  );
}

export const jobsParameter = (jobs: readonly NewJob[]): string | null =>
  jobs.length === 0
    ? null
    : JSON.stringify(
        jobs.map((job) => ({
          task: job.task,
          payload: job.payload,
          key: job.key ?? null,
          run_at: job.runAt?.toISOString() ?? null,
          request_id: requestIdHere() ?? null,
        })),
      );
