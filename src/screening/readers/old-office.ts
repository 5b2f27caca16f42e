import {
  type BookSheet,
  gridOf,
  propertyTexts,
  readBook,
  readCompound,
  readLetter,
  readSlides,
  type Stream,
} from '../../kernel/old-office/index.ts';
import { Refusal, refuse } from '../../kernel/refusal.ts';

type OldText = { readonly part: string; readonly text: string };

const PROPERTIES = /SummaryInformation$/u;
const HIDDEN = { shown: '', hidden: '(隐藏)', 'very-hidden': '(深度隐藏)' } as const;

/**
 * Everything that is written in a compound file: an old letter with its headers, notes, comments and boxes, sheets, slides
 * with their notes, properties; and by its letters what lies in it besides, older states that were saved over included.
 *
 * @throws Refusal files/broken, files/encrypted, files/archive-bomb (422)
 */
export function* oldTexts(file: Buffer): Generator<OldText> {
  const compound = readCompound(file);
  if (compound.streams.some(({ name }) => name === 'EncryptedPackage' || name === 'EncryptedSummary'))
    throw refuse('files/encrypted', {}, 422);
  const faults: Refusal[] = [];
  // What does not hold together is read by its letters all the same, and then told.
  const tried = <Value>(read: () => Value | null): Value | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'files/broken') throw error;
      faults.push(error);
      return null;
    }
  };
  const letter = tried(() => readLetter(compound));
  const book = tried(() => readBook(compound));
  const slides = tried(() => readSlides(compound));
  const sheets = book ? tried(book.sheets) : null;
  for (const { part, text } of letter?.texts ?? [])
    yield { part: part === 'main' ? 'WordDocument' : `WordDocument#${part}`, text: letterText(text) };
  for (const sheet of sheets ?? []) yield* sheetTexts(sheet);
  for (const { part, text } of slides?.texts() ?? []) yield { part: part || 'PowerPoint Document', text };
  for (const stream of compound.streams)
    yield restOf(
      stream,
      { WordDocument: letter?.rest, ...(sheets && { Workbook: book?.rest, Book: book?.rest }) },
      slides,
    );
  if (faults[0]) throw faults[0];
}

type Rests = Readonly<Record<string, (() => Buffer) | undefined>>;

/** What lies in a stream besides what was read by its structure. */
function restOf({ name, read }: Stream, rests: Rests, slides: object | null): OldText {
  const part = name.replace(/\p{Cc}/gu, '');
  if (PROPERTIES.test(part)) return { part, text: propertyTexts(read()).join('\n') };
  if (name === 'PowerPoint Document' && slides) return { part, text: '' };
  const rest = rests[name];
  return rest ? { part: `${part}#rest`, text: writtenIn(rest()) } : { part, text: writtenIn(read()) };
}

function* sheetTexts({ name, visibility, cells, others }: BookSheet): Generator<OldText> {
  const label = `sheet:${name}${HIDDEN[visibility]}`;
  yield { part: label, text: gridOf(cells) };
  yield { part: `${label}#other`, text: others.join('\n') };
}

/** Marks of cells are tabs, those of lines and pages lines; what begins and ends fields leaves their code to be read. */
const letterText = (text: string): string => text.replace(/\p{Cc}/gu, (sign) => MARKS[sign] ?? '');
const MARKS: Readonly<Record<string, string>> = {
  '\u0007': '\t',
  '\t': '\t',
  ...Object.fromEntries(['\n', '\r', '\v', '\f', '\u0013', '\u0014', '\u0015'].map((sign) => [sign, '\n'])),
};

const isWritten = (code: number): boolean =>
  (code >= 0x20 && code < 0x7f) ||
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x3000 && code <= 0x303f) ||
  (code >= 0xff01 && code <= 0xff5e) ||
  (code >= 0x2010 && code <= 0x2027) ||
  code === 0xb7 ||
  code === 0xa0;
/** Marks of cells, lines and pages in old Word. */
const isBreak = (code: number): boolean =>
  code === 7 || code === 9 || code === 10 || code === 11 || code === 12 || code === 13;

/** What is written in a stream, in UTF-16 on either side and in single bytes: runs of at least four characters. */
const writtenIn = (bytes: Buffer): string =>
  [...runsIn(bytes, 0, 2, 4), ...runsIn(bytes, 1, 2, 4), ...runsIn(bytes, 0, 1, 8)].join('\n');

function runsIn(bytes: Buffer, side: number, width: 1 | 2, least: number): readonly string[] {
  const runs: string[] = [];
  let run = '';
  for (let i = side; i + width <= bytes.length; i += width) {
    const code = width === 2 ? bytes.readUInt16LE(i) : (bytes[i] ?? 0);
    if (isWritten(code)) run += String.fromCharCode(code);
    else if (isBreak(code) && run.length > 0) run += code === 7 || code === 9 ? '\t' : '\n';
    else {
      if (run.trim().length >= least) runs.push(run);
      run = '';
    }
  }
  if (run.trim().length >= least) runs.push(run);
  return runs;
}
