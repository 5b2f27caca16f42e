import {
  type Actor,
  type Day,
  dayOf,
  type Json,
  type Kernel,
  matterById,
  refuse,
  type Snapshot,
} from '../../kernel/index.ts';
import { databaseOf } from '../repo/database.ts';
import { type RequestRow, requestOf } from '../repo/requests.ts';

/** How papers are made: the address by which readers reach the check page. */
export type Papers = { readonly publicUrl: string };

/** What every act on a request is told. */
export type Doing = {
  readonly matter: number | Snapshot;
  readonly actor: Actor;
  readonly at: Date;
  /** The legal day of what is entered, where it lies before today. */
  readonly on?: Day | undefined;
  /** The length of the history the person saw; a form that has gone stale is refused. */
  readonly seenSeq?: number | undefined;
  /** How papers that go with the act are made; null: letters are kept in words alone. */
  readonly papers: Papers | null;
};

export type Known = { readonly snapshot: Snapshot; readonly request: RequestRow };

/** @throws Refusal information-requests/wrong-kind (404), matter/not-found (404) */
export async function read(kernel: Kernel, { matter }: Pick<Doing, 'matter'>): Promise<Known> {
  const snapshot = typeof matter === 'number' ? await matterById(kernel, matter) : matter;
  if (snapshot.kind !== 'information-request') throw refuse('information-requests/wrong-kind', {}, 404);
  return { snapshot, request: await requestOf(databaseOf(kernel), snapshot.id) };
}

/** What `act` takes of a {@link Doing} once the matter was read. */
export const onMatter = (snapshot: Snapshot, { actor, at, on, seenSeq }: Doing) => ({
  matter: snapshot,
  actor,
  at,
  ...(on === undefined ? {} : { on }),
  ...(seenSeq === undefined ? {} : { seenSeq }),
});

/** Words of a person: they go into the sealed part of the ledger, for they may name people. */
export const words = (text: string | undefined): { readonly personal: Json } | Record<string, never> =>
  text === undefined || text.trim() === '' ? {} : { personal: { text: text.trim() } };

/** The day that an act counts from. */
export const legalDayOf = ({ on, at }: Pick<Doing, 'on' | 'at'>): Day => on ?? dayOf(at);
