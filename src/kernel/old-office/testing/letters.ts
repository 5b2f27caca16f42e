import { compound, type Within } from './compound.ts';

/** A paragraph of a letter to be made. */
export type Line = {
  readonly text: string;
  readonly end?: '\r' | '\u0007';
  /** Words of it that are hidden. */
  readonly isHidden?: true;
  readonly isRowEnd?: true;
  readonly isInTable?: true;
  readonly style?: number;
  readonly side?: 1 | 2;
  /** Cells of a row, by where they begin and end, and whether they go on from above. */
  readonly row?: { readonly edges: readonly number[]; readonly fromAbove: readonly boolean[] };
};

export type LetterToMake = {
  readonly lines: readonly Line[];
  readonly footnotes?: string;
  readonly headers?: string;
  readonly comments?: string;
  readonly boxes?: string;
  /** Left in the stream by an earlier saving. */
  readonly leftOver?: string;
  readonly isLocked?: true;
  readonly more?: readonly Within[];
};

const TEXT_AT = 2048;
const u16 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [i, value] of values.entries()) bytes.writeUInt16LE(value & 0xffff, i * 2);
  return bytes;
};
const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4);
  return bytes;
};

/** A letter as Word 97 writes it (MS-DOC): one piece of wide letters, one page of formats of each kind. */
export function doc(letter: LetterToMake): Buffer {
  const main = letter.lines.map(({ text, end = '\r' }) => text + end).join('');
  const others = [letter.footnotes, letter.headers, undefined, letter.comments, undefined, letter.boxes];
  const whole = [main, ...others.map((text) => text ?? '')].join('');
  const text = Buffer.from(whole, 'utf16le');
  const pageAt = Math.ceil((TEXT_AT + text.length) / 512);
  const word = Buffer.alloc(Math.max(4096, (pageAt + 2) * 512 + 1024));
  word.writeUInt16LE(0xa5ec, 0);
  word.writeUInt16LE(193, 2);
  word.writeUInt16LE(0x0200 | (letter.isLocked ? 0x0100 : 0), 10);
  word.writeUInt16LE(14, 32);
  word.writeUInt16LE(22, 62);
  for (const [i, count] of [main.length, ...others.map((one) => one?.length ?? 0)].entries())
    word.writeInt32LE(count, 76 + i * 4);
  word.writeUInt16LE(93, 152);
  text.copy(word, TEXT_AT);
  const clx = Buffer.concat([Buffer.from([2]), u32(16), u32(0, whole.length), u16(0), u32(TEXT_AT), u16(0)]);
  const runs = u32(TEXT_AT, TEXT_AT + text.length);
  const tables: readonly (readonly [number, Buffer])[] = [
    [12, Buffer.concat([runs, u32(pageAt)])],
    [13, Buffer.concat([runs, u32(pageAt + 1)])],
    [33, clx],
  ];
  let at = 0;
  for (const [index, bytes] of tables) {
    word.writeUInt32LE(at, 154 + index * 8);
    word.writeUInt32LE(bytes.length, 154 + index * 8 + 4);
    at += bytes.length;
  }
  characterPage(letter.lines).copy(word, pageAt * 512);
  paragraphPage(letter.lines).copy(word, (pageAt + 1) * 512);
  word.write(letter.leftOver ?? '', (pageAt + 2) * 512, 'utf16le');
  const table = Buffer.concat([...tables.map(([, bytes]) => bytes), Buffer.alloc(4096)]);
  return compound([{ name: 'WordDocument', bytes: word }, { name: '1Table', bytes: table }, ...(letter.more ?? [])]);
}

const ends = (lines: readonly Line[]): readonly number[] => {
  let at = TEXT_AT;
  return [at, ...lines.map(({ text }) => (at += (text.length + 1) * 2))];
};

function characterPage(lines: readonly Line[]): Buffer {
  const page = Buffer.alloc(512);
  u32(...ends(lines)).copy(page);
  let at = 500;
  for (const [i, { isHidden }] of lines.entries()) {
    if (!isHidden) continue;
    at -= 4;
    Buffer.from([3, 0x3c, 0x08, 1]).copy(page, at);
    page[(lines.length + 1) * 4 + i] = at / 2;
  }
  page[511] = lines.length;
  return page;
}

function paragraphPage(lines: readonly Line[]): Buffer {
  const page = Buffer.alloc(512);
  u32(...ends(lines)).copy(page);
  let at = 510;
  for (const [i, line] of lines.entries()) {
    const own = Buffer.concat([u16(line.style ?? 0), ...propertiesOf(line)]);
    const even = own.length % 2 === 0 ? Buffer.concat([own, Buffer.alloc(1)]) : own;
    at -= even.length + 1;
    page[at] = (even.length + 1) / 2;
    even.copy(page, at + 1);
    page[(lines.length + 1) * 4 + i * 13] = at / 2;
  }
  page[511] = lines.length;
  return page;
}

function propertiesOf({ isRowEnd, isInTable, side, row }: Line): readonly Buffer[] {
  const all: Buffer[] = [];
  if (side) all.push(u16(0x2403), Buffer.from([side]));
  if (isInTable || isRowEnd) all.push(u16(0x2416), Buffer.from([1]));
  if (isRowEnd) all.push(u16(0x2417), Buffer.from([1]));
  if (row) {
    const cells = row.fromAbove.map((isBelow) => Buffer.concat([u16(isBelow ? 0x20 : 0), Buffer.alloc(18)]));
    const definition = Buffer.concat([Buffer.from([row.fromAbove.length]), u16(...row.edges), ...cells]);
    all.push(u16(0xd608), u16(definition.length + 1), definition);
  }
  return all;
}
