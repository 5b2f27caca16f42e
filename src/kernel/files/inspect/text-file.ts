import type { Readable } from 'node:stream';
import { refuse } from '../../refusal.ts';

/** Cells that a spreadsheet program takes for a call of another program: `=cmd|'/c calc'!A0`. */
const CALL = /(?:^|[,;\t\r\n"'])\s*[=+\-@][^,;\t\r\n]{0,200}\|/u;
const CARRY = 256;

/**
 * Reads a text to its end: nothing but UTF-8, no control characters, no calls.
 *
 * @returns whether it is text at all
 * @throws Refusal files/active-content (422)
 */
export async function isText(stream: Readable, isTable: boolean): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let before = '';
  try {
    for await (const chunk of stream) {
      const text = before + decoder.decode(chunk, { stream: true });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      if (/[\u0000-\u0008\u000e-\u001f\u007f]/u.test(text)) return false;
      if (isTable && CALL.test(text)) throw refuse('files/active-content', {}, 422);
      before = text.slice(-CARRY);
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
