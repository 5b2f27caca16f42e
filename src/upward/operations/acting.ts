import { createHash } from 'node:crypto';
import {
  type Actor,
  agenciesWithin,
  capacityFor,
  type Kernel,
  matterById,
  refuse,
  type Snapshot,
} from '../../kernel/index.ts';

/** Who acts, when, and what he had before him. */
export type Acting = { readonly actor: Actor; readonly at: Date; readonly seenSeq?: number | undefined };

export const seen = ({ actor, at, seenSeq }: Acting) => ({
  actor,
  at,
  ...(seenSeq === undefined ? {} : { seenSeq }),
});

export const PAGE = 50;

/** @throws Refusal matter/not-found (404) also for a matter of another kind */
export async function matterOf(kernel: Kernel, id: number, kind: string): Promise<Snapshot> {
  const snapshot = await matterById(kernel, id);
  if (snapshot.kind !== kind) throw refuse('matter/not-found', {}, 404);
  return snapshot;
}

/** What the person may do with a matter in the state it is in. */
export const actsFor = (actor: Actor, snapshot: Snapshot): string[] =>
  Object.entries(snapshot.process.actions)
    .filter(([, { from, by }]) => from.includes(snapshot.state) && capacityFor(by, actor, snapshot) !== null)
    .map(([name]) => name);

/** Agencies whose things somebody may see. */
export function agenciesInSight(kernel: Kernel, actor: Actor, permission = 'upward.read'): readonly number[] {
  return agenciesWithin(kernel.access, actor, permission);
}

/** What reviewers and superiors hold on to: no word of it changes without it. */
export const hashOfText = (title: string, body: string): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([title, body]))
    .digest();
