import type { FileHandle } from 'node:fs/promises';
import { Refusal } from '../kernel/refusal.ts';
import { codesOf } from './codes.ts';
import { encodingOf } from './readers/decode.ts';
import { detect } from './rules/detect.ts';
import type { Scanned } from './scan.ts';

const PIECE = 8 * 1_048_576;
/** What stood before a piece is read with it again, for the labels and the header that belong to it. */
const BEFORE = 4096;
const LONGEST_LINE = 1_048_576;

/** Looks through a text of any length piece by piece; each ends with a line. */
export async function* scanLongText(name: string, file: FileHandle): AsyncGenerator<Scanned> {
  try {
    yield* piecesOf(file, /\.csv$/iu.test(name));
  } catch (error) {
    if (error instanceof Refusal) yield { part: '', error: error.code };
    else if (error instanceof TypeError) yield { part: '', error: 'screening/not-text' };
    else throw error;
  }
}

async function* piecesOf(file: FileHandle, isCommaSeparated: boolean): AsyncGenerator<Scanned> {
  const head = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
  const first = head.buffer.subarray(0, head.bytesRead);
  const marked = first[0] === 0xff ? 'utf-16le' : first[0] === 0xfe ? 'utf-16be' : null;
  // A mark at the front is left out by the decoder.
  const decoder = new TextDecoder(marked ?? encodingOf(first), { fatal: true });
  const header = isCommaSeparated ? firstLine(first) : '';
  let before = '';
  let rest = '';
  let offset = 0;
  for (let position = 0; ; ) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, position);
    position += bytesRead;
    const text = rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead > 0 });
    const cut = bytesRead === 0 ? text.length : endOfLines(text);
    const piece = text.slice(0, cut);
    rest = text.slice(cut);
    const lead = before === '' ? '' : `${header}${before}`;
    const whole = lead + piece;
    for (const hit of detect(whole, { isCommaSeparated, ...codesOf(whole) })) {
      if (hit.start < lead.length) continue;
      yield { ...hit, part: 'text', start: hit.start - lead.length + offset, end: hit.end - lead.length + offset };
    }
    offset += piece.length;
    before = wholeLines((before + piece).slice(-BEFORE));
    if (bytesRead === 0) return;
  }
}

const firstLine = (head: Buffer): string => {
  const line = new TextDecoder('utf-8').decode(head.subarray(0, 2000)).split('\n')[0] ?? '';
  return line.length < 600 ? `${line}\n` : '';
};

function endOfLines(text: string): number {
  const end = text.lastIndexOf('\n') + 1;
  return end > 0 ? end : text.length > LONGEST_LINE ? text.length : 0;
}

const wholeLines = (text: string): string => text.slice(text.indexOf('\n') + 1);
