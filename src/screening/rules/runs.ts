import type { Kind } from './kinds.ts';
import type { Page } from './page.ts';
import { signs } from './signs.ts';

export type Take = (kind: Kind, start: number, end: number) => void;

/** Groups of digits put together, as what they may be. */
export type Run = {
  readonly page: Page;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly number[];
};

/** What a number is called: by the heading of its column, else by what stands right before it. */
export const labelOf = ({ page, start }: Run, length = 36): string => {
  const column = page.columnAt(start);
  return column === '' ? lastPhrase(page.text, start, length) : column;
};
const PHRASE_ENDS = signs('，。；;,、\n0123456789');

/** What is said right before a number, from the last mark or number on: a label is never longer. */
function lastPhrase(text: string, position: number, length: number): string {
  let from = position;
  for (const least = Math.max(0, position - length); from > least; from -= 1)
    if (PHRASE_ENDS[text.charCodeAt(from - 1)] === 1) break;
  return text.slice(from, position);
}
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = signs(
  `_${ALPHABET}${ALPHABET.toLowerCase()}ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ`,
);
export const isLetterAt = (text: string, at: number): boolean => at >= 0 && LETTERS[text.charCodeAt(at)] === 1;

/** Within the address of a page in the web, or of a file. */
export function isInAddress(page: Page, start: number): boolean {
  const { text } = page;
  let from = start;
  while (from > 0 && start - from < 120 && !ENDS_ADDRESS.has(text[from - 1] ?? '')) from -= 1;
  if (from === start) return false;
  const before = text.slice(from, start);
  if (/[/_=]$/u.test(before)) return !/(?:phone|mobile|tel)=$/iu.test(before);
  return (before.includes('://') || before.startsWith('www.')) && !before.endsWith('tel:');
}

const ENDS_ADDRESS = new Set([...' \t\n\r\u3000"\'<>（(，。；、：']);
