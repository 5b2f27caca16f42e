/** Where something stands, counted in characters that leave ink: breaks and spaces differ between a text and its page. */
export type InkSpan = { readonly start: number; readonly end: number };

const BLANK = /\s/u;

/** The same places in a text counted without its blanks; `spans` in any order. */
export function inkSpans(
  words: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): readonly InkSpan[] {
  const places = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  const ink = new Map<number, number>();
  let at = 0;
  let count = 0;
  for (const place of places) {
    for (; at < place && at < words.length; at += 1) if (!BLANK.test(words.charAt(at))) count += 1;
    ink.set(place, count);
  }
  return spans.map(({ start, end }) => ({ start: ink.get(start) ?? 0, end: ink.get(end) ?? 0 }));
}
