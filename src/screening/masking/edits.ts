import { decode, type Encoding } from '../readers/decode.ts';

/** A piece of a source that is written anew. */
export type Edit = { readonly start: number; readonly end: number; readonly value: string };

/** The source with its edits, in the code it was written in. */
export function edited(bytes: Buffer, edits: readonly Edit[]): Buffer {
  const { text, encoding, hasMark } = decode(bytes);
  const sorted = inOrder(edits);
  if (encoding === 'gb18030') return editedGb(bytes, sorted);
  let out = '';
  let at = 0;
  for (const { start, end, value } of sorted) {
    out += text.slice(at, start) + value;
    at = end;
  }
  out += text.slice(at);
  return encoded(out, encoding, hasMark);
}

/** Each place once, a whole cell before what lies within it. */
function inOrder(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || edit.start >= last.end) kept.push(edit);
  }
  return kept;
}

function encoded(text: string, encoding: Encoding, hasMark: boolean): Buffer {
  const marked = hasMark ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(marked, 'utf8');
  const bytes = Buffer.from(marked, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

/** Nothing here writes GB 18030, and nothing has to: bytes stay as they are but for the edits, which are ASCII. */
function editedGb(bytes: Buffer, edits: readonly Edit[]): Buffer {
  const out: Buffer[] = [];
  let unit = 0;
  let at = 0;
  let copied = 0;
  for (const { start, end, value } of edits) {
    while (unit < start) [at, unit] = stepGb(bytes, at, unit);
    out.push(bytes.subarray(copied, at), Buffer.from(value, 'latin1'));
    while (unit < end) [at, unit] = stepGb(bytes, at, unit);
    copied = at;
  }
  out.push(bytes.subarray(copied));
  return Buffer.concat(out);
}

/** The next character: its bytes, and one code unit or the two of a character beyond the first plane. */
function stepGb(bytes: Buffer, at: number, unit: number): [number, number] {
  const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
  if (first < 0x81) return [at + 1, unit + 1];
  if (second < 0x30 || second > 0x39) return [at + 2, unit + 1];
  return [at + 4, unit + (first >= 0x90 ? 2 : 1)];
}
