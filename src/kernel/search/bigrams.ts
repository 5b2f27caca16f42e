const HAN = /\p{Script=Han}/u;
const WORD = /[\p{Letter}\p{Number}]/u;

/** `tsvector` positions end at 16383; a document that needs more is cut, its head is what people look for. */
const MAX_POSITION = 16_383;

/** Nearly every character is one of these; the classes of Unicode are slow to ask. */
const isHan = (character: string): boolean => {
  const code = character.charCodeAt(0);
  return code >= 0x4e_00 && code <= 0x9f_ff ? true : code >= 0x2e_80 && HAN.test(character);
};
const isWord = (character: string): boolean => {
  const code = character.charCodeAt(0);
  if (code < 0x80)
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);
  return WORD.test(character);
};

type Token = { readonly text: string; readonly position: number };

/**
 * Cuts text into search tokens: each pair of neighbouring Han characters, each single one at the end of a run, and
 * each word of other letters or digits. Pairs keep their positions, so that a phrase query finds any substring.
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 1;
  let word = '';
  let previous: string | null = null;
  const endWord = (): void => {
    if (word !== '') tokens.push({ text: word, position: position++ });
    word = '';
  };
  const endRun = (): void => {
    if (previous !== null) tokens.push({ text: previous, position: position++ });
    previous = null;
  };
  for (const character of text.normalize('NFKC').toLowerCase()) {
    if (isHan(character)) {
      endWord();
      if (previous !== null) tokens.push({ text: previous + character, position: position++ });
      previous = character;
    } else {
      endRun();
      if (isWord(character)) word += character;
      else endWord();
    }
  }
  endWord();
  endRun();
  return tokens.filter((token) => token.position <= MAX_POSITION);
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** The literal that PostgreSQL reads as a `tsvector`. */
export function vectorOf(text: string): string {
  const positions = new Map<string, number[]>();
  for (const { text: token, position } of tokensOf(text)) {
    const list = positions.get(token) ?? [];
    // PostgreSQL keeps at most 255 positions of one lexeme.
    if (list.length < 255) list.push(position);
    positions.set(token, list);
  }
  return [...positions].map(([token, list]) => `${quoted(token)}:${list.join(',')}`).join(' ');
}

/** The `tsquery` for what somebody typed: every word must occur, characters of a word side by side; null for nothing. */
export function queryOf(typed: string): string | null {
  const parts = typed.split(/\s+/u).flatMap((part) => phraseOf(tokensOf(part)) ?? []);
  return parts.length === 0 ? null : parts.join(' & ');
}

function phraseOf(tokens: readonly Token[]): string | null {
  // A run's lone last character is a token only where the text's run ends too, so a longer run goes without it.
  const kept = tokens.filter((token, i) => !(isLoneHan(token.text) && isPairEnding(tokens[i - 1]?.text, token.text)));
  const words = kept.map((token, i) => {
    // A lone character at the end may begin a pair in the text.
    const word = i === kept.length - 1 && isLoneHan(token.text) ? `${quoted(token.text)}:*` : quoted(token.text);
    const before = kept[i - 1];
    return before ? `<${token.position - before.position}> ${word}` : word;
  });
  return words.length === 0 ? null : `(${words.join(' ')})`;
}

const isLoneHan = (text: string): boolean => [...text].length === 1 && HAN.test(text);

const isPairEnding = (pair: string | undefined, character: string): boolean =>
  pair !== undefined && [...pair].length === 2 && pair.endsWith(character);

/** A filter as a token: no word that anybody can type contains the sign of equality. */
const markOf = (name: string, value: string): string => quoted(`${name}=${value}`);

/** The literal of the marks that a document is filtered by. */
export const marksOf = (filters: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(filters)
    .flatMap(([name, values]) => values.map((value) => markOf(name, value)))
    .join(' ');

/** The `tsquery` of filters, each of which has to fit with one of its values; null without any. */
export function narrowing(filters: Readonly<Record<string, readonly string[]>>): string | null {
  const parts = Object.entries(filters).flatMap(([name, values]) =>
    values.length === 0 ? [] : [`(${values.map((value) => markOf(name, value)).join(' | ')})`],
  );
  return parts.length === 0 ? null : parts.join(' & ');
}
