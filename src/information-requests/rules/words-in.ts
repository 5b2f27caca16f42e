/** Characters of a text as people type it: one way of writing each, no line ends of other machines. */
export const cleaned = (words: string): string =>
  words.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\u0000', '').trim();

/** Says whether anything can be read: blanks of any width and marks that nobody sees are nothing. */
export const isBlank = (words: string): boolean => !/[\p{L}\p{N}\p{S}\p{P}]/u.test(words);

/** How many letters and digits of any script a text has: five full stops say nothing. */
export const readable = (words: string): number => words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
