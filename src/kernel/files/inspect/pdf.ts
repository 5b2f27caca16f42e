import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { constants, createInflate, inflateSync } from 'node:zlib';
import { refuse } from '../../refusal.ts';
import { readAt } from './bytes.ts';

const WINDOW = 65_536;
/** Longer than any name looked for, written with escapes, and than a dictionary up to its stream. */
const CARRY = 4096;
const TAIL = 65_557;
const MOST_STREAMS = 20_000;
const MOST_UNPACKED = 64 * 1_048_576;
/** Enough packed bytes to see how the unpacked ones begin. */
const PEEK = 256;

/** `#4aavaScript` is JavaScript too: each letter by itself or by its number. */
const spelled = (name: string): string =>
  [...name]
    .map((letter) => {
      const hex = letter.charCodeAt(0).toString(16).padStart(2, '0');
      const digits = [...hex].map((digit) => (/[a-f]/u.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit));
      return `(?:${letter}|#${digits.join('')})`;
    })
    .join('');
const named = (...names: readonly string[]): RegExp =>
  new RegExp(`/(?:${names.map(spelled).join('|')})(?=[^A-Za-z0-9#])`, 'u');

/**
 * What a document to be read has no need of. No name is shorter than five letters: the packed bytes of pictures are
 * looked at as well, and short names would turn up in them by chance.
 */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [
    named('JavaScript', 'Launch', 'RichMedia', 'Rendition', 'Movie', 'SubmitForm', 'ImportData'),
    'files/active-content',
  ],
  [new RegExp(`/${spelled('XFA')}[\\s[(<]`, 'u'), 'files/active-content'],
  [named('EmbeddedFile', 'EmbeddedFiles', 'FileAttachment', 'GoToE'), 'files/embedded-files'],
  [named('GoToR'), 'files/external-content'],
  [named('Encrypt'), 'files/encrypted'],
];
const OBJECT_STREAM = named('ObjStm');
const STREAM = /(?<!end)stream(?:\r\n|\n|\r)/gu;
/** How the content of an object stream begins: pairs of whole numbers. */
const NUMBERS = /^\s*(?:%[^\r\n]*[\r\n]\s*)*\d+\s+\d+\s/u;
/** … and then an object; the pages of a drawing begin with numbers too, but an operator follows. */
const NUMBERS_AND_OBJECT = /^\s*(?:%[^\r\n]*[\r\n]\s*)*\d+\s+\d+\s+[\d\s]*(?:$|[^\d\s.A-Za-z*'"-])/u;
/** What stands between the type of an object stream and its bytes; a text there could hold the word `stream`. */
const REST_OF_DICTIONARY = /^[^()%]*>>\s*$/u;

/**
 * Looks through a PDF for what acts by itself, carries other files, or hides: in the file as it is and in its packed
 * object streams, spelled plainly or by numbers. The file is read as bytes, not as a reader would follow its
 * references, so that nothing can be put where only the reader looks.
 *
 * @throws Refusal files/active-content, files/embedded-files, files/external-content, files/encrypted, files/two-in-one,
 *   files/archive-bomb, files/pdf-unusual, files/broken (422)
 */
export async function checkPdf(file: FileHandle, size: number): Promise<void> {
  if (!(await readAt(file, 0, 8)).toString('latin1').startsWith('%PDF-')) throw refuse('files/mislabelled', {}, 415);
  await checkTail(file, size);
  const budget = { streams: MOST_STREAMS, bytes: MOST_UNPACKED, packed: 4 * size + 1_048_576 };
  let text = '';
  for (let position = 0; position < size; ) {
    const part = await readAt(file, position, WINDOW);
    if (part.length === 0) throw refuse('files/broken', {}, 422);
    const start = position - text.length;
    text += part.toString('latin1');
    position += part.length;
    const isLast = position >= size;
    checkNames(isLast ? `${text}\n` : text);
    // What begins in the last part of the window is looked at with the next one, where more follows it.
    const known = isLast ? text.length : text.length - CARRY;
    await checkStreams(file, text, start, known, budget);
    text = isLast ? '' : text.slice(-CARRY * 2);
  }
}

type Budget = { streams: number; bytes: number; packed: number };

function checkNames(text: string): void {
  for (const [pattern, code] of FORBIDDEN) if (pattern.test(text)) throw refuse(code, {}, 422);
}

/** The file ends where the document ends, and is no archive from behind. */
async function checkTail(file: FileHandle, size: number): Promise<void> {
  const tail = (await readAt(file, Math.max(0, size - TAIL), Math.min(size, TAIL))).toString('latin1');
  for (let at = tail.indexOf('PK\u0005\u0006'); at !== -1; at = tail.indexOf('PK\u0005\u0006', at + 1)) {
    const comment = tail.charCodeAt(at + 20) + 256 * tail.charCodeAt(at + 21);
    if (at + 22 + comment <= tail.length) throw refuse('files/two-in-one', {}, 422);
  }
  const end = tail.lastIndexOf('%%EOF');
  if (end === -1) throw refuse('files/broken', {}, 422);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: some programs fill up with NUL
  if (!/^[\s\u0000\u001a]*$/u.test(tail.slice(end + 5))) throw refuse('files/two-in-one', {}, 422);
}

/** Every place in the window where a stream may begin, wherever it stands. */
async function checkStreams(
  file: FileHandle,
  text: string,
  start: number,
  known: number,
  budget: Budget,
): Promise<void> {
  let type = typeAfter(text, 0);
  STREAM.lastIndex = 0;
  for (let found = STREAM.exec(text); found; found = STREAM.exec(text)) {
    const isNamed = type !== -1 && type < found.index;
    if (found.index >= known && !(isNamed && type < known)) break;
    const isObjects = await unpackObjects(file, start + found.index + found[0].length, isNamed, budget);
    if (!isNamed) continue;
    if (!isObjects || !REST_OF_DICTIONARY.test(text.slice(type, found.index)))
      throw refuse('files/pdf-unusual', {}, 422);
    type = typeAfter(text, found.index);
  }
  if (type !== -1 && type < known) throw refuse('files/pdf-unusual', {}, 422);
}

const typeAfter = (text: string, from: number): number => {
  const found = text.slice(from).search(OBJECT_STREAM);
  return found === -1 ? -1 : from + found;
};

/** Looks through what begins here if it is an object stream, plain or packed. Answers whether it was one. */
async function unpackObjects(file: FileHandle, position: number, isNamed: boolean, budget: Budget): Promise<boolean> {
  if (--budget.streams < 0) throw refuse('files/pdf-unusual', {}, 422);
  const peek = await readAt(file, position, PEEK);
  if (NUMBERS.test(peek.toString('latin1'))) return true;
  // Two bytes say whether zlib packed it.
  if (peek.length < 2 || ((peek[0] ?? 0) & 15) !== 8 || peek.readUInt16BE() % 31 !== 0) return false;
  let begin: string;
  try {
    begin = inflateSync(peek, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1', 0, 4096);
  } catch {
    return false;
  }
  if (!(isNamed ? NUMBERS : NUMBERS_AND_OBJECT).test(begin)) return false;
  await unpack(file, position, budget);
  return true;
}

async function unpack(file: FileHandle, position: number, budget: Budget): Promise<void> {
  const packed = Readable.from(partsFrom(file, position, budget));
  const inflate = packed.pipe(createInflate());
  let text = '';
  try {
    for await (const part of inflate) {
      budget.bytes -= part.length;
      if (budget.bytes < 0 || budget.packed < 0) throw refuse('files/archive-bomb', {}, 422);
      text += part.toString('latin1');
      checkNames(text);
      text = text.slice(-CARRY);
    }
  } catch (error) {
    // A stream that breaks off is read as far as it goes, by readers as by us.
    if (!(error instanceof Error && 'errno' in error)) throw error;
  } finally {
    packed.destroy();
    inflate.destroy();
  }
  checkNames(`${text}\n`);
}

async function* partsFrom(file: FileHandle, from: number, budget: Budget): AsyncGenerator<Buffer> {
  for (let at = from; budget.packed >= 0; at += WINDOW) {
    const part = await readAt(file, at, WINDOW);
    if (part.length === 0) return;
    budget.packed -= part.length;
    yield part;
  }
}
