import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type Actor,
  act,
  changeRecords,
  type Day,
  type Eraser,
  type Kernel,
  matterById,
  matterByNumber,
  openMatter,
  parseVerificationCode,
  Refusal,
  type RetentionDefault,
  refuse,
  type SealedColumn,
  type SealedPlace,
  verificationCode,
} from '../../kernel/index.ts';
import { findPersonalData, personalDataNames } from '../../screening/index.ts';
import { PUBLICATION } from '../contract.ts';
import { OPINION } from './process.ts';
import { answerRow, askedAbout, emptyOpinion, insertOpinion, type OpinionRow, opinionById } from './repo.ts';
import { opinionText } from './text.ts';

const place = {
  words: (id: number): SealedPlace => `disclosure.opinion.words_sealed#${id}`,
  contact: (id: number): SealedPlace => `disclosure.opinion.contact_sealed#${id}`,
};
const table = { table: 'disclosure.opinion', key: { matter_id: 'bigint' } } as const;

export const opinionsSealed: readonly SealedColumn[] = [
  { ...table, column: 'words_sealed' },
  { ...table, column: 'contact_sealed' },
];
export const opinionsRetention: readonly RetentionDefault[] = [
  {
    kind: OPINION,
    years: 1,
    from: 'closed',
    action: 'erase',
    law: '个人信息保护法 第十九条',
    earlier: true,
    automatic: true,
  },
];
export const opinionsErasers: readonly Eraser[] = [{ kinds: [OPINION], what: 'words', erase: emptyOpinion }];

const LEAST_WORDS = 5;
const MOST_WORDS = 1000;
const hashOfCode = (code: string): Buffer => createHash('sha256').update(`${OPINION}:${code}`).digest();
/** Signs that nobody sees are no words. */
const isTooShort = (words: string): boolean => (words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < LEAST_WORDS;

/**
 * Takes in what a visitor thinks of how something is carried out. Nobody has to say who he is; with number and code he sees
 * the answer.
 *
 * @throws Refusal disclosure/opinion-not-asked (404), disclosure/opinion-no-words, disclosure/opinion-too-long (422)
 */
export async function tellOpinion(
  kernel: Kernel,
  asked: {
    readonly ref: string;
    readonly words: string;
    readonly contact: string;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<{ readonly id: number; readonly number: string; readonly code: string; readonly dueOn: Day | null }> {
  const { actor, at } = asked;
  const about = await askedAbout(kernel.published.pool, asked.ref);
  if (!about) throw refuse('disclosure/opinion-not-asked', {}, 404);
  const words = asked.words.trim();
  assertOpinion(words);
  const contact = asked.contact.trim().slice(0, 200);
  const code = verificationCode();
  const { id, number } = await openMatter(kernel, {
    kind: OPINION,
    act: 'tell',
    title: opinionText.matter(about.title),
    region: about.region,
    agencyId: about.agencyId,
    subjectId: null,
    actor,
    capacity: { role: 'subject', agencyId: null },
    at,
    facts: { index: about.index },
    write: (tx, matterId) =>
      insertOpinion(tx, {
        id: matterId,
        index: about.index,
        agencyId: about.agencyId,
        words: kernel.seal.seal(words, place.words(matterId)),
        contact: contact === '' ? null : kernel.seal.seal(contact, place.contact(matterId)),
        codeHash: hashOfCode(code),
        toldAt: at,
      }),
  });
  const { clocks } = await matterById(kernel, id);
  return { id, number, code, dueOn: clocks.answering?.dueOn ?? null };
}

/** @throws Refusal disclosure/opinion-no-words, disclosure/opinion-too-long (422) */
export function assertOpinion(words: string): void {
  if (isTooShort(words.trim())) throw refuse('disclosure/opinion-no-words', {}, 422);
  if ([...words.trim()].length > MOST_WORDS) throw refuse('disclosure/opinion-too-long', {}, 422);
}

/** What became of an opinion, for whoever has its number and code. @throws Refusal disclosure/opinion-not-found (404) */
export async function opinionByCode(kernel: Kernel, number: string, typed: string): Promise<OpinionRow> {
  const unknown = refuse('disclosure/opinion-not-found', {}, 404);
  const code = parseVerificationCode(typed);
  if (code === null) throw unknown;
  try {
    const { id, kind } = await matterByNumber(kernel, number.trim().toUpperCase());
    const row = kind === OPINION ? await opinionById(kernel.pool, id) : null;
    if (!row || !timingSafeEqual(row.codeHash, hashOfCode(code))) throw unknown;
    return row;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw unknown;
    throw error;
  }
}

/**
 * Answers an opinion; what was said and what was done about it may be told to everybody, in words of the agency's own that
 * are screened for personal data. The page it is about shows it at once.
 *
 * @throws Refusal disclosure/opinion-no-reply, disclosure/opinion-half-published, disclosure/opinion-personal (422) and those
 *   of an act
 */
export async function answerOpinion(
  kernel: Kernel,
  asked: {
    readonly id: number;
    readonly reply: string;
    /** Null: only whoever wrote it is answered. */
    readonly heard: { readonly said: string; readonly improved: string } | null;
    readonly actor: Actor;
    readonly at: Date;
    readonly seenSeq: number;
  },
): Promise<void> {
  const { id, actor, at, seenSeq } = asked;
  const row = await opinionById(kernel.pool, id);
  if (!row) throw refuse('matter/not-found', {}, 404);
  const reply = asked.reply.trim();
  const heard = asked.heard && { said: asked.heard.said.trim(), improved: asked.heard.improved.trim() };
  if (heard) assertFit(heard);
  await act(kernel, {
    ...{ matter: await matterById(kernel, id), act: 'answer', actor, at, seenSeq },
    facts: { published: heard !== null },
    evidence: { reply },
    write: async (tx) => {
      await answerRow(tx, id, { reply, at, heard });
      if (heard) await changeRecords(tx, [{ change: 'surroundings', kind: PUBLICATION, key: row.index }], at);
    },
  });
  kernel.wake();
}

function assertFit({ said, improved }: { readonly said: string; readonly improved: string }): void {
  if (isTooShort(said) || isTooShort(improved)) throw refuse('disclosure/opinion-half-published', {}, 422);
  const [hit] = [...findPersonalData(said), ...findPersonalData(improved)];
  if (hit) throw refuse('disclosure/opinion-personal', { what: personalDataNames[hit.kind] }, 422);
}

/** What somebody wrote, for who answers it; null when it was erased. */
export const wordsOfOpinion = (
  { seal }: Pick<Kernel, 'seal'>,
  { id, words, contact }: OpinionRow,
): { readonly words: string | null; readonly contact: string | null } => ({
  words: words && seal.open(words, place.words(id)),
  contact: contact && seal.open(contact, place.contact(id)),
});
