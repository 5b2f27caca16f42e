/** A place in the text of a part, and where it comes from in the source it was read from. */
type Segment = { readonly at: number; readonly source: number; readonly length: number; readonly sourceLength: number };

/** A text put together from pieces of a source, each character of which can be found in the source again. */
export type Mapped = {
  /** A piece that stands in the source as it is. */
  readonly verbatim: (source: string, start: number, end: number) => void;
  /** Characters that the source writes in another way, as one unit. */
  readonly written: (text: string, start: number, end: number) => void;
  /** Layout that stands nowhere. */
  readonly gap: (text: string) => void;
  readonly length: () => number;
  /** Whether nothing stands here, or the last of it is a blank or an end. */
  readonly endsBlank: () => boolean;
  readonly endsLine: () => boolean;
  readonly text: () => string;
  /** Where a character stands in the source; null for layout. */
  readonly sourceOf: (position: number) => { readonly start: number; readonly end: number } | null;
};

export function mapped(): Mapped {
  const parts: string[] = [];
  const segments: Segment[] = [];
  let length = 0;
  const put = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  return {
    verbatim: (source, start, end) => {
      if (end <= start) return;
      segments.push({ at: length, source: start, length: end - start, sourceLength: end - start });
      put(source.slice(start, end));
    },
    written: (text, start, end) => {
      if (text === '') return;
      segments.push({ at: length, source: start, length: text.length, sourceLength: end - start });
      put(text);
    },
    gap: put,
    length: () => length,
    endsLine: () => /^$|\n$/u.test(parts.at(-1) ?? ''),
    endsBlank: () => /^$|\s$/u.test(parts.at(-1) ?? ''),
    text: () => parts.join(''),
    sourceOf: (position) => {
      let [low, high] = [0, segments.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((segments[middle]?.at ?? 0) <= position) low = middle + 1;
        else high = middle;
      }
      const found = segments[low - 1];
      if (!found || position >= found.at + found.length) return null;
      if (found.length !== found.sourceLength) return { start: found.source, end: found.source + found.sourceLength };
      const start = found.source + position - found.at;
      return { start, end: start + 1 };
    },
  };
}
