/** A published report as its reader sees it: words and tables in the order of the page. */
export type Block = { readonly kind: 'words'; readonly text: string } | { readonly kind: 'table'; readonly grid: Grid };

/** Rows of cells; a cell that is merged over others stands in each of them. */
export type Grid = readonly (readonly string[])[];

/** Without what cannot be seen, full-width digits and letters as plain ones, one blank between words. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** For comparing labels: also without blanks and quotation marks. */
export const bare = (text: string): string => plain(text).replace(/[\s“”"'‘’「」]/gu, '');
