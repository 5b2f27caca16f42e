import { refuse } from '../refusal.ts';
import { readBook } from './book.ts';
import { type Compound, readCompound } from './compound.ts';
import { readLetter } from './letter.ts';
import { readSlides } from './slides.ts';

export type OldOfficeKind = 'letter' | 'book' | 'slides';

/** Codes of fields that call another program or bring in what another file holds. */
const FIELD_CALLS = /^\s*(?:DDE|DDEAUTO|LINK|INCLUDETEXT|INCLUDE)\s/iu;
const MACROS = /^(?:_?VBA|_VBA_PROJECT(?:_CUR)?|Macros|VbaProject)$/iu;
/** Folders of objects in letters and workbooks. */
const OBJECTS = /^(?:_\d+|MBD[\dA-F]{8})$/iu;

/**
 * What an old office file is, read through: whether it asks for a password, runs macros, carries other files, or fetches
 * something when it is opened.
 *
 * @returns null for a compound file that is none: an installer, a message
 * @throws Refusal files/encrypted, files/has-macros, files/embedded-files, files/active-content, files/external-content,
 *   files/broken, files/archive-bomb (422)
 */
export function oldOfficeKind(bytes: Buffer): OldOfficeKind | null {
  const compound = readCompound(bytes);
  const { streams, storages } = compound;
  if (streams.some(({ name }) => name === 'EncryptedPackage' || name === 'EncryptedSummary'))
    throw refuse('files/encrypted', {}, 422);
  const names = [...streams.map(({ name }) => name), ...storages];
  if (names.some((name) => MACROS.test(name))) throw refuse('files/has-macros', {}, 422);
  const kind = checked(compound);
  if (kind !== null && storages.some((name) => OBJECTS.test(name))) throw refuse('files/embedded-files', {}, 422);
  return kind;
}

function checked(compound: Compound): OldOfficeKind | null {
  const letter = readLetter(compound);
  if (letter) {
    const codes = letter.texts.flatMap(({ text }) => text.split('\u0013').slice(1));
    if (codes.some((code) => FIELD_CALLS.test(code))) throw refuse('files/active-content', {}, 422);
    return 'letter';
  }
  const book = readBook(compound);
  if (book) {
    if (book.hasMacroSheet) throw refuse('files/has-macros', {}, 422);
    if (book.isLinked) throw refuse('files/external-content', {}, 422);
    book.sheets();
    return 'book';
  }
  const slides = readSlides(compound);
  if (!slides) return null;
  if (slides.hasMacros) throw refuse('files/has-macros', {}, 422);
  if (slides.hasEmbedded) throw refuse('files/embedded-files', {}, 422);
  if (slides.isActive) throw refuse('files/active-content', {}, 422);
  return 'slides';
}
