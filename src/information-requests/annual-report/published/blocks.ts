/** A published report as its reader sees it: words and tables in the order of the page. */
export type Block =
  | { readonly kind: 'words'; readonly text: string /** The name of a sheet. */; readonly isSheet?: true }
  | { readonly kind: 'table'; readonly grid: Grid };

/** Rows of cells; a cell that is merged over others stands in each of them. */
export type Grid = readonly (readonly string[])[];

/** Marks of footnotes: widened to plain digits they would change the figure before them. */
const FOOTNOTES = /([\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u2473\u24ea]+)/u;

/** Without what cannot be seen, full-width digits and letters as plain ones, one blank between words. */
export const plain = (text: string): string =>
  text
    .split(FOOTNOTES)
    .map((part, i) => (i % 2 === 1 ? part : part.normalize('NFKC')))
    .join('')
    .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** No label is longer; what is, are words of the page. */
const LONGEST_LABEL = 120;

/** For comparing labels: also without blanks and quotation marks. */
export const bare = (text: string): string =>
  plain(text.length > 4 * LONGEST_LABEL ? text.slice(0, 4 * LONGEST_LABEL) : text)
    .replace(/[\s“”"'‘’「」『』]/gu, '')
    .slice(0, LONGEST_LABEL);

/** A sheet lying on its side stands up. */
export function turned(grid: Grid): Grid {
  const width = Math.max(0, ...grid.map((row) => row.length));
  return Array.from({ length: width }, (_, x) => grid.map((row) => row[x] ?? ''));
}
