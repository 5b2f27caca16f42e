import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { directoryOf } from '../../identity/index.ts';
import {
  addFile,
  attachFiles,
  dayOf,
  type Kernel,
  type PdfRenderer,
  pdfRenderer,
  type Snapshot,
  type Transaction,
  verificationCode,
} from '../../kernel/index.ts';
import { databaseIn } from '../repo/database.ts';
import { insertLetter, type LetterKind, type NewLetter } from '../repo/letters.ts';
import { sealedAt } from '../sealed.ts';
import { settingsOf } from '../settings.ts';
import { text } from '../text.ts';
import type { Papers } from './doing.ts';

/** What a letter says: on the paper and on the page alike. */
export type LetterWords = {
  readonly addressee: string;
  readonly body: readonly string[];
  readonly itemsHeading?: readonly [string, string];
  readonly items?: readonly { readonly title: string; readonly detail: string }[];
  readonly remedies?: readonly string[];
};

export type Letter = {
  readonly kind: LetterKind;
  readonly title?: string;
  readonly nth?: string;
  readonly words: LetterWords;
};

/** A letter that is written and belongs to nothing yet. */
export type Written = Omit<NewLetter, 'matterId'>;

const MOST_BYTES = 20 * 1_048_576;
const PDF: ReadonlySet<string> = new Set(['application/pdf']);

let renderer: Promise<PdfRenderer> | undefined;

/** Fonts and compiler, loaded when the first letter is made. */
export const renderers = (): Promise<PdfRenderer> => (renderer ??= pdfRenderer());

/**
 * Writes a letter: as PDF/A with a code to check it by where papers are made, and in words for the page that says the
 * same. Stored before the act it belongs to, so that the act can only succeed with it.
 *
 * @throws Refusal documents/unprintable (422)
 */
export async function write(
  kernel: Kernel,
  papers: Papers | null,
  { number, agencyId }: Pick<Snapshot, 'number' | 'agencyId'>,
  { kind, title = text.letters[kind], nth = '', words }: Letter,
  at: Date,
): Promise<Written> {
  const id = randomUUID();
  const letter = {
    id,
    kind,
    number: `${number}-${text.suffix[kind]}${nth}`,
    title,
    content: kernel.seal.seal(JSON.stringify(words), sealedAt.letter(id)),
    at,
  };
  if (!papers) return { ...letter, fileId: null, code: null };
  const code = verificationCode();
  const site = `${papers.publicUrl}/information-requests/letters`;
  const agency = (await directoryOf(kernel)).agencyName(agencyId);
  const { itemsHeading, items, remedies, ...rest } = words;
  const bytes = await (await renderers()).render(
    'notice',
    {
      title,
      number: letter.number,
      agency,
      issuedOn: dayOf(at),
      contact: text.paper.contact(agency, (await settingsOf(kernel, agencyId, dayOf(at))).contact),
      check: { code, url: `${site}/${code}`, purpose: text.paper.check, site: site.replace(/^https?:\/\//u, '') },
      ...rest,
      ...(items && itemsHeading ? { items, itemsHeading } : {}),
      ...(remedies ? { remedies } : {}),
    },
    at,
  );
  const file = await addFile(kernel, Readable.from([Buffer.from(bytes)]), {
    name: `${title} ${letter.number}.pdf`,
    maxBytes: MOST_BYTES,
    allowed: PDF,
    ownerId: null,
    at,
  });
  return { ...letter, fileId: file.id, code };
}

/** Tells letters of one kind apart by number: nothing for the first, 2 for the second. */
export function nthOf(letters: readonly { readonly kind: string }[], of: LetterKind): string {
  const before = letters.filter(({ kind }) => kind === of).length;
  return before === 0 ? '' : String(before + 1);
}

/** Gives a letter to its matter, with the act it belongs to. */
export async function keep(tx: Transaction, matterId: number, letter: Written | null): Promise<void> {
  if (!letter) return;
  if (letter.fileId !== null) await attachFiles(tx, [letter.fileId], matterId, null);
  await insertLetter(databaseIn(tx), { ...letter, matterId });
}

/** The words of a letter; null when they were erased. */
export function wordsOf(
  kernel: Pick<Kernel, 'seal'>,
  letter: { readonly id: string; readonly content: Buffer | null },
): LetterWords | null {
  if (letter.content === null) return null;
  const words: LetterWords = JSON.parse(kernel.seal.open(letter.content, sealedAt.letter(letter.id)));
  return words;
}
