import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type Acted,
  type Actor,
  act,
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
import { clusterOf, PORTAL, siteOf } from '../cluster.ts';
import { onlyErrorReport } from './process.ts';
import {
  answerErrorReport,
  type ErrorKind,
  type ErrorRow,
  emptyErrorReport,
  errorReportById,
  insertErrorReport,
} from './repo.ts';
import { errorText } from './text.ts';

const place = {
  words: (id: number): SealedPlace => `sites.error_report.words_sealed#${id}`,
  contact: (id: number): SealedPlace => `sites.error_report.contact_sealed#${id}`,
};
const table = { table: 'sites.error_report', key: { matter_id: 'bigint' } } as const;

export const sealedColumns: readonly SealedColumn[] = [
  { ...table, column: 'words_sealed' },
  { ...table, column: 'contact_sealed' },
];

export const retention: readonly RetentionDefault[] = [
  {
    kind: 'site-error',
    years: 1,
    from: 'closed',
    action: 'erase',
    law: '个人信息保护法 第十九条',
    earlier: true,
    automatic: true,
  },
];

export const erasers: readonly Eraser[] = [{ kinds: ['site-error'], what: 'words', erase: emptyErrorReport }];

const MOST_WORDS = 1000;
const LEAST_WORDS = 5;
const hashOfCode = (code: string): Buffer => createHash('sha256').update(`site-error:${code}`).digest();

export type Telling = {
  /** The site, by its key; the portal when nobody knows. */
  readonly site: string;
  /** The address of the page, as it was typed. */
  readonly page: string;
  readonly kind: ErrorKind;
  readonly words: string;
  readonly contact: string;
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Takes in what a visitor found wrong. Nobody has to say who he is; with number and code he sees the answer.
 *
 * @throws Refusal sites/no-words, sites/words-too-long (422)
 */
export async function tellError(
  kernel: Kernel,
  { site: key, page, kind, words, contact, actor, at }: Telling,
): Promise<{ readonly number: string; readonly code: string; readonly dueOn: Day | null }> {
  const said = words.trim();
  assertErrorWords(said);
  const { byKey } = await clusterOf(kernel);
  const site = byKey.get(key) ?? (await siteOf(kernel, PORTAL));
  const code = verificationCode();
  const { id, number } = await openMatter(kernel, {
    kind: 'site-error',
    act: 'tell',
    title: `${site.name}：${errorText.kinds[kind]}`,
    region: site.region,
    agencyId: site.agencyId,
    subjectId: null,
    actor,
    capacity: { role: 'subject', agencyId: null },
    at,
    facts: { site: site.key, kind },
    write: (tx, matterId) =>
      insertErrorReport(tx, {
        id: matterId,
        site: site.key,
        agencyId: site.agencyId,
        page: pathIn(page),
        kind,
        words: kernel.seal.seal(said, place.words(matterId)),
        contact: contact.trim() === '' ? null : kernel.seal.seal(contact.trim().slice(0, 200), place.contact(matterId)),
        codeHash: hashOfCode(code),
        toldAt: at,
      }),
  });
  const { clocks } = await matterById(kernel, id);
  return { number, code, dueOn: clocks.answering?.dueOn ?? null };
}

/** @throws Refusal sites/no-words, sites/words-too-long (422) */
export function assertErrorWords(words: string): void {
  // Signs that nobody sees are no words.
  if ((words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < LEAST_WORDS) throw refuse('sites/no-words', {}, 422);
  if ([...words.trim()].length > MOST_WORDS) throw refuse('sites/words-too-long', {}, 422);
}

/** The path of an address that was typed or pasted; null for what is none. */
export function pathIn(typed: string): string | null {
  const text = typed.trim().slice(0, 500);
  if (text === '' || !URL.canParse(text, 'https://here.invalid/')) return null;
  const { pathname, search } = new URL(text, 'https://here.invalid/');
  return text.startsWith('/') || /^https?:/iu.test(text) ? (pathname + search).slice(0, 300) : null;
}

/** What became of a report, for whoever has its number and code. @throws Refusal sites/error-not-found (404) */
export async function errorByCode(kernel: Kernel, number: string, typed: string): Promise<ErrorRow> {
  const unknown = refuse('sites/error-not-found', {}, 404);
  const code = parseVerificationCode(typed);
  if (code === null) throw unknown;
  try {
    const { id, kind } = await matterByNumber(kernel, number.trim().toUpperCase());
    const row = kind === 'site-error' ? await errorReportById(kernel.pool, id) : null;
    if (!row || !timingSafeEqual(row.codeHash, hashOfCode(code))) throw unknown;
    return row;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw unknown;
    throw error;
  }
}

type Doing = { readonly id: number; readonly actor: Actor; readonly at: Date; readonly seenSeq: number };

/** Takes a report up and says who is to mend it. @throws Refusal those of an act */
export async function forwardError(kernel: Kernel, { id, to, ...doing }: Doing & { to: string }): Promise<Acted> {
  const matter = await matterById(kernel, id);
  onlyErrorReport(matter);
  return act(kernel, { ...doing, matter, act: 'forward', facts: { to: to.trim().slice(0, 60) } });
}

/** Answers a report. @throws Refusal sites/no-answer and those of an act */
export async function answerError(
  kernel: Kernel,
  { id, answer, wasRight, ...doing }: Doing & { answer: string; wasRight: boolean },
): Promise<Acted> {
  const matter = await matterById(kernel, id);
  onlyErrorReport(matter);
  return act(kernel, {
    ...doing,
    matter,
    act: 'answer',
    facts: { right: wasRight },
    evidence: { answer },
    write: (tx) => answerErrorReport(tx, id, { answer: answer.trim(), wasRight, at: doing.at }),
  });
}

/** What somebody wrote, for who answers it; null when it was erased. */
export const wordsOfError = (
  { seal }: Pick<Kernel, 'seal'>,
  { id, words, contact }: ErrorRow,
): { readonly words: string | null; readonly contact: string | null } => ({
  words: words && seal.open(words, place.words(id)),
  contact: contact && seal.open(contact, place.contact(id)),
});
