import { act, dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { endConsents } from '../consents/operations.ts';
import { GATES, type Gate } from '../process.ts';
import {
  type DraftRow,
  type GateRow,
  gateRows,
  insertGate,
  noteNextReview,
  type PublicationRow,
} from '../repo/publications.ts';
import { nextLook } from '../rules/reassessment.ts';
import { reassessmentRule } from '../settings.ts';
import { issueFacts, lackingOf } from './issuing.ts';
import { type Acting, hashOfContent, publicationById } from './publication.ts';
import { assertAsRecorded, assertLookedAt, secretTerms } from './secrecy.ts';
import { tellDrafters, tellWhoStepsIn } from './telling.ts';
import { orTurnBack } from './turned-back.ts';

export type ReviewRequest = Acting & {
  readonly id: number;
  readonly gate: Gate;
  readonly passed: boolean;
  /** What was said; a return has to say something. */
  readonly words: string;
  /** What was ticked at the look for secrets; the program's own batches have looked at the fields before. */
  readonly checked?: readonly string[];
  /** Hash of the text that the reviewer had before him. */
  readonly seenText: string;
};

/**
 * What a gate says of the text that was handed in. Passing is for exactly these bytes; returning opens the draft again,
 * and whatever was passed before has to be passed anew.
 *
 * @throws Refusal disclosure/other-text (422), disclosure/no-words (422), disclosure/secrecy-unchecked, disclosure/secret-terms (422), matter/same-person and the others of `act`
 * @law 政府信息公开条例 第十七条
 */
export async function review(kernel: Kernel, request: ReviewRequest): Promise<void> {
  const isOffice = request.passed && request.gate === 'office';
  if (!isOffice) return say(kernel, request);
  await orTurnBack(kernel, { ...request, act: 'pass-office' }, () => say(kernel, request));
}

async function say(kernel: Kernel, request: ReviewRequest): Promise<void> {
  const { id, gate, passed, actor, at, seenSeq } = request;
  const { snapshot, row, draft } = await publicationById(kernel, id);
  const hash = row.submittedHash;
  const words = request.words.trim();
  const isLook = passed && gate === 'secrecy' && snapshot.state === 'secrecy';
  const terms = isLook ? await secretTerms(kernel, kernel.pool, draft.content) : [];
  if (isLook) assertLookedAt(terms, { checked: request.checked, words });
  if (isLook) await assertAsRecorded(kernel.pool, id, draft.hash, request.checked);
  await act(kernel, {
    matter: snapshot,
    act: passed ? `pass-${gate}` : `return-${gate}`,
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: {
      text: hash?.toString('hex') ?? null,
      reason: words === '' ? null : words,
      ...(isLook ? { checked: [...(request.checked ?? [])], marks: terms.length } : {}),
    },
    evidence: { words, sameText: hash !== null && hash.toString('hex') === request.seenText },
    write: async (tx) => {
      if (hash === null || actor.personId === null) throw refuse('matter/changed');
      await insertGate(tx, {
        matterId: id,
        gate,
        passed,
        hash,
        personId: actor.personId,
        words: words === '' ? null : words,
        at,
        lacking: passed ? [] : lackingOf(await issueFacts(tx.client, id)),
      });
      if (!passed) await tellDrafters(tx.client, snapshot, 'disclosure.returned', {}, at);
      else if (gate === 'office') await tellWhoStepsIn(kernel, tx.client, snapshot, at);
    },
  });
}

/** Stops what holds a secret. @throws Refusal disclosure/no-words (422) and those of `act` */
export async function stopForSecrecy(
  kernel: Kernel,
  { id, words, actor, at, seenSeq }: Acting & { readonly id: number; readonly words: string },
): Promise<void> {
  const { snapshot, row } = await publicationById(kernel, id);
  const again = nextLook(await reassessmentRule(kernel.pool), 'state-secret', dayOf(at));
  await act(kernel, {
    matter: snapshot,
    act: 'stop-secrecy',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { text: row.submittedHash?.toString('hex') ?? null },
    evidence: { words },
    // Why something is secret may be secret itself: it stands in the row of the gate, which is never shown outside.
    write: async (tx) => {
      const hash = row.submittedHash;
      if (hash === null || actor.personId === null) throw refuse('matter/changed');
      const said = { matterId: id, gate: 'secrecy', passed: false, hash, personId: actor.personId, words, at } as const;
      await insertGate(tx, { ...said, lacking: [] });
      await noteNextReview(tx, id, again);
      await endConsents(kernel, tx, id, at);
    },
  });
}

/** Takes it back for a change, or ends it before it was handed in. @throws Refusal disclosure/no-words (422), of `act` */
export async function takeBack(
  kernel: Kernel,
  {
    id,
    how,
    words,
    actor,
    at,
    seenSeq,
  }: Acting & { readonly id: number; readonly how: 'recall' | 'drop'; readonly words: string },
): Promise<void> {
  const { snapshot } = await publicationById(kernel, id);
  await act(kernel, {
    matter: snapshot,
    act: how,
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { reason: words },
    evidence: { words },
    write: async (tx) => {
      await tx.client.query('update disclosure.publication set publish_at = null where matter_id = $1', [id]);
      if (how === 'drop') await endConsents(kernel, tx, id, at);
    },
  });
}

/** Which gates have passed these very bytes: the last word of each counts. */
export function gatesPassed(rows: readonly GateRow[], text: Buffer | null): ReadonlySet<Gate> {
  if (text === null) return new Set();
  const last = new Map(rows.map((row) => [row.gate, row]));
  return new Set(GATES.filter((gate) => last.get(gate)?.passed === true && last.get(gate)?.hash.equals(text)));
}

/**
 * Whether all gates have passed the text as it stands now, and it is the one that was handed in. The hash is computed
 * again from what would go out, so that a text that was changed past the program does not.
 */
export async function areGatesPassed(
  source: Parameters<typeof gateRows>[0],
  row: PublicationRow,
  { content }: DraftRow,
): Promise<boolean> {
  const text = hashOfContent(content);
  if (row.submittedHash === null || !row.submittedHash.equals(text)) return false;
  return gatesPassed(await gateRows(source, row.matterId), text).size === GATES.length;
}
