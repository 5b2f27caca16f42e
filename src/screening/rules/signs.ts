/** A set of single code units, asked for each character of a text: a look into a table, no string made. */
export function signs(all: string): Uint8Array {
  const table = new Uint8Array(65_536);
  for (let i = 0; i < all.length; i += 1) table[all.charCodeAt(i)] = 1;
  return table;
}

/** Whether one of the words ends right before a position. By the two characters at its end; words of one have a table of their own. */
export type Endings = {
  readonly single: Uint8Array;
  readonly pairs: Uint8Array;
  readonly words: ReadonlyMap<number, readonly string[]>;
};

const pairAt = (text: string, end: number): number =>
  (text.charCodeAt(end - 2) * 31 + text.charCodeAt(end - 1)) & 0xffff;

export function endings(all: readonly string[]): Endings {
  const pairs = new Uint8Array(65_536);
  const words = new Map<number, string[]>();
  for (const word of all) {
    if (word.length < 2) continue;
    const pair = pairAt(word, word.length);
    pairs[pair] = 1;
    words.set(pair, [...(words.get(pair) ?? []), word]);
  }
  return { single: signs(all.filter((word) => word.length === 1).join('')), pairs, words };
}

export function endsWithOne({ single, pairs, words }: Endings, text: string, end: number, from: number): boolean {
  if (end <= from) return false;
  if (single[text.charCodeAt(end - 1)] === 1) return true;
  if (end - from < 2) return false;
  const pair = pairAt(text, end);
  if (pairs[pair] !== 1) return false;
  for (const word of words.get(pair) ?? [])
    if (end - word.length >= from && text.startsWith(word, end - word.length)) return true;
  return false;
}
