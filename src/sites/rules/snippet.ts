/** A piece of a text around what was looked for: parts that are marked and parts that are not. */
export type Snippet = readonly { readonly text: string; readonly marked: boolean }[];

/** The words that were looked for, longest first, so that the longer is marked where one holds the other. */
export const wordsTyped = (typed: readonly string[]): readonly string[] =>
  [...new Set(typed.flatMap((one) => one.trim().split(/\s+/u)).filter((word) => word !== ''))].toSorted(
    (a, b) => b.length - a.length,
  );

/** Cuts a text where words occur, whatever their case; nothing of it is changed. */
export function marked(text: string, words: readonly string[]): Snippet {
  if (words.length === 0) return [{ text, marked: false }];
  const pattern = new RegExp(
    `(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')).join('|')})`,
    'giu',
  );
  return text
    .split(pattern)
    .map((part, i) => ({ text: part, marked: i % 2 === 1 }))
    .filter((part) => part.text !== '');
}
