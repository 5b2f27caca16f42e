import { publicationById, review, submit } from '../../disclosure/index.ts';
import { type Actor, type Kernel, Refusal } from '../../kernel/index.ts';
import { resultNamed } from './enter.ts';

export type BatchAct = 'submit' | 'pass';
export type BatchOutcome = {
  readonly done: number;
  readonly refused: readonly { readonly id: number; readonly documentNumber: string; readonly refusal: Refusal }[];
};

/** Which gate stands before a publication in a state. */
const GATE = { department: 'department', office: 'office', secrecy: 'secrecy' } as const;

/**
 * Hands many results in, or passes many at the gate where each stands. Each is an act of its own with its own entry, for the
 * text that was seen: what changed since is refused, and nothing of the others with it.
 *
 * @throws Refusal enforcement/not-found (404), access/forbidden (403) for a result beyond those that somebody reads
 */
export async function actOnMany(
  kernel: Kernel,
  {
    act,
    results,
    checked,
    actor,
    at,
  }: {
    readonly act: BatchAct;
    /** Ticked at the look for secrets, for each of them. */
    readonly checked: readonly string[];
    readonly results: readonly { readonly id: number; readonly seq: number }[];
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<BatchOutcome> {
  const refused: { id: number; documentNumber: string; refusal: Refusal }[] = [];
  let done = 0;
  for (const { id, seq } of results) {
    const { documentNumber, agencyId } = await resultNamed(kernel, id);
    kernel.access.check(actor, 'enforcement.read', { agencyId });
    try {
      await actOnOne(kernel, { act, id, seenSeq: seq, checked, actor, at });
      done += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ id, documentNumber, refusal: error });
    }
  }
  return { done, refused };
}

async function actOnOne(
  kernel: Kernel,
  {
    act,
    id,
    checked,
    ...who
  }: {
    readonly act: BatchAct;
    readonly checked: readonly string[];
    readonly id: number;
    readonly seenSeq: number;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<void> {
  const { snapshot, row } = await publicationById(kernel, id);
  if (act === 'submit') {
    await submit(kernel, { id, seenRevision: row.revision, ...who });
    return;
  }
  const gate = GATE[snapshot.state as keyof typeof GATE] ?? 'department';
  // What was seen is what stood there at that step of the matter: a text handed in anew moves it on.
  const seenText = row.submittedHash?.toString('hex') ?? '';
  await review(kernel, { id, gate, passed: true, words: '', seenText, checked, ...who });
}
