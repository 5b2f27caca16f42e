import {
  type Acted,
  type Actor,
  actRefusal,
  capacityFor,
  dayOf,
  type Json,
  type Kernel,
  matterById,
  refuse,
  type Snapshot,
} from '../../kernel/index.ts';
import { type ApplicationRow, applicationOf } from '../repo/applications.ts';
import { databaseOf } from '../repo/database.ts';
import type { Evidence } from '../rules/guards.ts';
import type { Papers } from './papers.ts';

/** What every act on a matter is told. */
export type Doing = {
  readonly matter: number | Snapshot;
  readonly actor: Actor;
  readonly at: Date;
  /** The length of the history the person saw; a form that has gone stale is refused. */
  readonly seenSeq?: number | undefined;
  /** How papers that go with the act are made; null: they exist elsewhere, as for cases of the past. */
  readonly papers: Papers | null;
};

export type Known = { readonly snapshot: Snapshot; readonly application: ApplicationRow };

/** The application as it stands: envelope, clocks and what is particular to it. @throws Refusal cases/wrong-kind (404) */
export async function read(kernel: Kernel, { matter }: Pick<Doing, 'matter'>): Promise<Known> {
  const snapshot = typeof matter === 'number' ? await matterById(kernel, matter) : matter;
  if (snapshot.kind !== 'service-application') throw refuse('cases/wrong-kind', {}, 404);
  return { snapshot, application: await applicationOf(databaseOf(kernel), snapshot.id) };
}

/** What `act` takes of a {@link Doing} once the matter was read. */
export const on = (snapshot: Snapshot, { actor, at, seenSeq }: Doing) => ({
  matter: snapshot,
  actor,
  at,
  ...(seenSeq === undefined ? {} : { seenSeq }),
});

/**
 * Refuses early what the act itself would refuse, so that no paper is made for nothing.
 *
 * @throws Refusal matter/changed, matter/closed, matter/not-in-state, matter/not-yours …, or the code a guard answered
 */
export function refuseEarly(
  kernel: Pick<Kernel, 'kinds'>,
  snapshot: Snapshot,
  act: string,
  { actor, seenSeq }: Pick<Doing, 'actor' | 'seenSeq'>,
  evidence: Evidence = {},
): void {
  const action = snapshot.process.actions[act];
  // First, as in the act: whoever has no right learns nothing of the matter.
  if (!action || !capacityFor(action.by, actor, snapshot)) throw refuse('matter/not-yours', { act }, 403);
  if (seenSeq !== undefined && seenSeq !== snapshot.seq) throw refuse('matter/changed');
  const reason = actRefusal(snapshot, act, actor.personId);
  if (reason) throw refuse(reason, { act, state: snapshot.state });
  const { guards } = kernel.kinds.of(snapshot.kind);
  for (const name of action.guards ?? []) {
    const refusal = guards[name]?.({ snapshot, actor, facts: evidence });
    if (refusal) throw refuse(refusal, { act });
  }
}

/** Words of a person that go into the sealed part of the ledger: they may name people. */
export const words = (text: string | undefined): { readonly personal: Json } | Record<string, never> =>
  text === undefined || text.trim() === '' ? {} : { personal: { text: text.trim() } };

/** Values of a form as JSON; a form holds nothing else. */
export const jsonOf = (value: unknown): Json => {
  const json: Json = JSON.parse(JSON.stringify(value ?? null));
  return json;
};

export const calendarFor = (kernel: Kernel, snapshot: Pick<Snapshot, 'region'>) =>
  kernel.calendars.forRegion(snapshot.region);

export const legalDay = ({ at }: Pick<Doing, 'at'>) => dayOf(at);

export type Outcome = Pick<Acted, 'to' | 'changed'>;
