/** A place on a page, in points from its upper left corner. */
export type Region = {
  /** 1 is the first. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** What nobody is to read: words wherever they stand, and places. */
export type Marks = { readonly texts: readonly string[]; readonly regions: readonly Region[] };

/** What stands where something was taken away. */
export const BLACK = '█';

const isSpace = (character: string): boolean => /\s/u.test(character);

/**
 * Where words stand in a row of characters, whatever spaces and line ends are between them: documents break lines
 * anywhere.
 *
 * @returns for each place the indexes of its characters
 */
export function placesOf(characters: readonly string[], words: string): readonly (readonly number[])[] {
  const wanted = [...words.normalize('NFKC').toLowerCase()].filter((character) => !isSpace(character));
  if (wanted.length === 0) return [];
  const kept = characters.flatMap((character, index) =>
    isSpace(character) || character === ''
      ? []
      : [...character.normalize('NFKC').toLowerCase()].map((of) => ({ of, index })),
  );
  const places: (readonly number[])[] = [];
  for (let start = 0; start + wanted.length <= kept.length; start++)
    if (wanted.every((character, i) => kept[start + i]?.of === character))
      places.push(kept.slice(start, start + wanted.length).map(({ index }) => index));
  return places;
}

/** The same text with black in place of words. */
export function blackened(text: string, words: readonly string[]): string {
  const characters = [...text];
  const hidden = new Set(words.flatMap((word) => placesOf(characters, word).flat()));
  return characters.map((character, i) => (hidden.has(i) ? BLACK : character)).join('');
}
