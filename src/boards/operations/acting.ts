import { type Actor, type Kernel, matterById, refuse, type Snapshot } from '../../kernel/index.ts';
import { findPersonalData, personalDataNames } from '../../screening/index.ts';

/** Who acts, when, and what he had before him. */
export type Acting = { readonly actor: Actor; readonly at: Date; readonly seenSeq?: number | undefined };

export const seen = ({ actor, at, seenSeq }: Acting) => ({
  actor,
  at,
  ...(seenSeq === undefined ? {} : { seenSeq }),
});

/** @throws Refusal matter/not-found (404) also for a matter of another kind */
export async function matterOf(kernel: Kernel, id: number, kind: string): Promise<Snapshot> {
  const snapshot = await matterById(kernel, id);
  if (snapshot.kind !== kind) throw refuse('matter/not-found', {}, 404);
  return snapshot;
}

/**
 * What somebody typed and everybody is going to read holds nobody's personal data.
 *
 * @throws Refusal boards/personal-data (422)
 * @law 政府信息公开条例 第十五条
 */
export function assertImpersonal(text: string): void {
  const kinds = new Set(findPersonalData(text).map(({ kind }) => personalDataNames[kind]));
  if (kinds.size > 0) throw refuse('boards/personal-data', { kinds: [...kinds].join('、') }, 422);
}
