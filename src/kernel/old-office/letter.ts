import { refuse } from '../refusal.ts';
import type { Compound } from './compound.ts';
import { type FormatRun, formatRuns, operandOf, runAt } from './letter-formats.ts';

const broken = () => refuse('files/broken', {}, 422);

/** The parts of a letter in the order in which their letters stand in it. */
const PARTS = ['main', 'footnotes', 'headers', 'macros', 'comments', 'endnotes', 'textboxes', 'header-boxes'] as const;
type LetterPart = (typeof PARTS)[number];

/** A paragraph as a reader of the letter sees it, without what is hidden, deleted or the code of a field. */
export type LetterParagraph = {
  readonly text: string;
  /** Level of the heading from 1 on; null: none. */
  readonly level: number | null;
  readonly side: 'left' | 'center' | 'right';
  /** What ends it: a cell and a row of a table end with a mark of their own. */
  readonly end: 'paragraph' | 'cell' | 'row';
  readonly isInTable: boolean;
  /** At the end of a row: where its cells begin and end, and which go on from the row above. */
  readonly row: LetterRow | null;
};
export type LetterRow = { readonly edges: readonly number[]; readonly fromAbove: readonly boolean[] };

/** A letter of Word 97 to 2003; WPS wrote the same. */
export type Letter = {
  /** Everything that is written in it, hidden and deleted words and codes of fields too. */
  readonly texts: readonly { readonly part: LetterPart; readonly text: string }[];
  readonly paragraphs: () => readonly LetterParagraph[];
  /** The stream without these texts: what an earlier saving left in it. */
  readonly rest: () => Buffer;
};

type Piece = { readonly start: number; readonly length: number; readonly offset: number; readonly width: 1 | 2 };
type Head = { readonly counts: readonly number[]; readonly pair: (index: number, stream: Buffer) => Buffer };

const CLX = 33;
const [CHARACTER_RUNS, PARAGRAPH_RUNS] = [12, 13];

/**
 * The letter in a compound file.
 *
 * @returns null where there is none
 * @throws Refusal files/encrypted, files/broken (422)
 */
export function readLetter({ streams }: Compound): Letter | null {
  const stream = streams.find(({ name }) => name === 'WordDocument');
  if (!stream) return null;
  try {
    const word = stream.read();
    const flags = word.readUInt16LE(10);
    if ((flags & 0x100) !== 0) throw refuse('files/encrypted', {}, 422);
    // Word 6 and 95 wrote letters of the code page of their country.
    if (word.readUInt16LE(0) !== 0xa5ec || word.readUInt16LE(2) < 193) return olderLetter(word);
    const table = streams.find(({ name }) => name === ((flags & 0x200) !== 0 ? '1Table' : '0Table'));
    if (!table) throw broken();
    return newerLetter(word, table.read());
  } catch (error) {
    // A place that leads out of the stream.
    if (error instanceof RangeError) throw broken();
    throw error;
  }
}

function newerLetter(word: Buffer, table: Buffer): Letter {
  const { counts, pair } = headOf(word);
  const pieces = piecesOf(pair(CLX, table), word.length);
  const whole = pieces.map((piece) => textOf(word, piece)).join('');
  let at = 0;
  const texts = PARTS.map((part, i) => {
    const text = whole.slice(at, at + (counts[i] ?? 0));
    at += counts[i] ?? 0;
    return { part, text };
  }).filter(({ text }) => text.trim() !== '');
  return {
    texts,
    paragraphs: () => {
      // Refused where it does not hold together: what is hidden must not come to light.
      const characters = formatRuns(pair(CHARACTER_RUNS, table), word, 'characters');
      const paragraphs = formatRuns(pair(PARAGRAPH_RUNS, table), word, 'paragraphs');
      return paragraphsOf(word, pieces, counts[0] ?? 0, characters, paragraphs);
    },
    rest: () => {
      const rest = Buffer.from(word);
      for (const { offset, length, width } of pieces) rest.fill(0, offset, offset + length * width);
      return rest;
    },
  };
}

/** The counts of letters of each part, and the places of tables in the table stream. */
function headOf(word: Buffer): Head {
  const shorts = 34;
  const longs = shorts + word.readUInt16LE(32) * 2 + 2;
  const pairs = longs + word.readUInt16LE(longs - 2) * 4 + 2;
  const many = word.readUInt16LE(pairs - 2);
  const counts = PARTS.map((_, i) => word.readInt32LE(longs + 12 + i * 4));
  if (counts.some((count) => count < 0 || count > word.length)) throw broken();
  return {
    counts,
    pair: (index, stream) => {
      if (index >= many) return Buffer.alloc(0);
      const [from, length] = [word.readUInt32LE(pairs + index * 8), word.readUInt32LE(pairs + index * 8 + 4)];
      if (from + length > stream.length) throw broken();
      return stream.subarray(from, from + length);
    },
  };
}

/** Which letters lie where: pieces in the order of the text, together no longer than the stream. */
function piecesOf(clx: Buffer, most: number): readonly Piece[] {
  let at = 0;
  while (clx.readUInt8(at) === 1) at += 3 + clx.readUInt16LE(at + 1);
  if (clx.readUInt8(at) !== 2) throw broken();
  const length = clx.readUInt32LE(at + 1);
  const count = Math.floor((length - 4) / 12);
  const places = at + 5;
  if (places + length > clx.length) throw broken();
  const pieces: Piece[] = [];
  let bytes = 0;
  for (let i = 0; i < count; i += 1) {
    const start = clx.readUInt32LE(places + i * 4);
    const size = clx.readUInt32LE(places + i * 4 + 4) - start;
    const place = clx.readUInt32LE(places + (count + 1) * 4 + i * 8 + 2);
    const isNarrow = (place & 0x4000_0000) !== 0;
    const piece: Piece = {
      start,
      length: size,
      offset: isNarrow ? (place & 0x3fff_ffff) >>> 1 : place & 0x3fff_ffff,
      width: isNarrow ? 1 : 2,
    };
    bytes += size * piece.width;
    if (size < 0 || bytes > most || piece.offset + size * piece.width > most) throw broken();
    pieces.push(piece);
  }
  return pieces;
}

const western = new TextDecoder('windows-1252');
const textOf = (word: Buffer, { offset, length, width }: Piece): string => {
  const bytes = word.subarray(offset, offset + length * width);
  return width === 2 ? bytes.toString('utf16le') : western.decode(bytes);
};

function olderLetter(word: Buffer): Letter {
  const [from, to] = [word.readUInt32LE(24), word.readUInt32LE(28)];
  if (from > to || to > word.length) throw broken();
  const text = new TextDecoder('gb18030').decode(word.subarray(from, to));
  return {
    texts: [{ part: 'main', text }],
    paragraphs: () =>
      text
        .replaceAll('\u0007', '\r')
        .split(/[\r\f]/u)
        .map((line) => ({
          text: shown(line),
          level: null,
          side: 'left',
          end: 'paragraph',
          isInTable: false,
          row: null,
        })),
    rest: () => Buffer.concat([word.subarray(0, from), word.subarray(to)]),
  };
}

const [HIDDEN, DELETED] = [0x083c, 0x0800];
const [IN_TABLE, ROW_END, OUTLINE, ALIGNED, ALIGNED_ANEW, ROW] = [0x2416, 0x2417, 0x2640, 0x2403, 0x2461, 0xd608];

function paragraphsOf(
  word: Buffer,
  pieces: readonly Piece[],
  count: number,
  characters: readonly FormatRun[],
  formats: readonly FormatRun[],
): readonly LetterParagraph[] {
  const hidden = characters.filter(
    ({ properties }) => isOn(operandOf(properties, HIDDEN)) || isOn(operandOf(properties, DELETED)),
  );
  const all: LetterParagraph[] = [];
  let line = '';
  for (const piece of pieces) {
    const text = textOf(word, piece).slice(0, Math.max(0, count - piece.start));
    for (let i = 0; i < text.length; i += 1) {
      const sign = text[i] ?? '';
      const place = piece.offset + i * piece.width;
      if (sign !== '\r' && sign !== '\u0007' && sign !== '\f') {
        if (!runAt(hidden, place)) line += sign;
        continue;
      }
      all.push(paragraphAt(line, sign, runAt(formats, place)));
      line = '';
    }
  }
  if (line !== '') all.push(paragraphAt(line, '\r', null));
  return all;
}

const isOn = (operand: Buffer | null): boolean => (operand?.[0] ?? 0) === 1;

function paragraphAt(line: string, sign: string, format: FormatRun | null): LetterParagraph {
  const properties = format?.properties ?? Buffer.alloc(0);
  const operand = (code: number): number | undefined => operandOf(properties, code)?.[0];
  const isRowEnd = operand(ROW_END) === 1;
  const outline = operand(OUTLINE);
  const style = format?.style ?? 0;
  const headed = outline !== undefined && outline < 9 ? outline + 1 : style >= 1 && style <= 9 ? style : null;
  const side = operand(ALIGNED_ANEW) ?? operand(ALIGNED);
  return {
    text: shown(line),
    level: headed,
    side: side === 1 ? 'center' : side === 2 ? 'right' : 'left',
    end: isRowEnd ? 'row' : sign === '\u0007' ? 'cell' : 'paragraph',
    isInTable: isRowEnd || sign === '\u0007' || operand(IN_TABLE) === 1,
    row: isRowEnd ? rowOf(operandOf(properties, ROW)) : null,
  };
}

/** Where the cells of a row begin and end, in twentieths of a point, and which are merged with the one above. */
function rowOf(definition: Buffer | null): LetterRow | null {
  if (!definition || definition.length < 1) return null;
  const cells = definition[0] ?? 0;
  const kinds = 1 + (cells + 1) * 2;
  if (definition.length < kinds) return null;
  return {
    edges: Array.from({ length: cells + 1 }, (_, i) => definition.readInt16LE(1 + i * 2)),
    fromAbove: Array.from({ length: cells }, (_, i) => {
      const at = kinds + i * 20;
      return at + 2 <= definition.length && ((definition.readUInt16LE(at) >> 5) & 3) === 1;
    }),
  };
}

/** Words as they are printed: of a field its result, no anchors of pictures and notes. */
function shown(line: string): string {
  let text = '';
  /** For each open field whether its code is still being read. */
  const codes: boolean[] = [];
  for (const sign of line) {
    if (sign === '\u0013') codes.push(true);
    else if (sign === '\u0014') codes.splice(-1, 1, false);
    else if (sign === '\u0015') codes.pop();
    else if (!codes.includes(true)) text += SIGNS[sign] ?? (sign < ' ' && sign !== '\t' ? '' : sign);
  }
  return text;
}
const SIGNS: Readonly<Record<string, string>> = { '\v': '\n', '\u001e': '-', '\u001f': '' };
