import type { Part, Shown } from '../contract.ts';
import { spoken } from './spoken.ts';

/** Characters an announcer reads in a minute, and the longest sentence that is understood by ear; set by the city. */
export const PER_MINUTE = 200;
export const LONGEST_SENTENCE = 40;

export type Script = {
  readonly sentences: readonly string[];
  readonly characters: number;
  readonly seconds: number;
};

const ends = /(?<=[。！？!?；;：:])/u;
const pauses = /(?<=[，,、])/u;

/** Sentences of at most so many characters, broken where one breathes; words without any pause are broken hard. */
export function shortSentences(text: string, most = LONGEST_SENTENCE): readonly string[] {
  return text
    .split(ends)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
    .flatMap((sentence) => (sentence.length <= most ? [sentence] : broken(sentence, most)))
    .map((sentence) => sentence.replace(/[，,、；;：:]$/u, '。'))
    .map((sentence) => (/[。！？!?]$/u.test(sentence) ? sentence : `${sentence}。`));
}

function broken(sentence: string, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of sentence.split(pauses).flatMap((each) => hard(each, most - 1))) {
    if (line !== '' && line.length + piece.length > most) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  return line === '' ? lines : [...lines, line];
}

const hard = (piece: string, most: number): readonly string[] =>
  Array.from({ length: Math.ceil(piece.length / most) }, (_, i) => piece.slice(i * most, (i + 1) * most));

/** A table read aloud: each row by the headings of its cells. */
const readTable = ({ caption, head, rows }: Extract<Part, { kind: 'table' }>): string =>
  [
    caption === '' ? '' : `${caption}。`,
    ...rows.map((row) =>
      row
        .map((cell, i) => (i === 0 || cell === '' ? cell : `${head[i] ?? ''}${cell}`))
        .filter((cell) => cell !== '')
        .join('，')
        .concat('。'),
    ),
  ].join('');

const readPart = (part: Part): string =>
  part.kind === 'table' ? readTable(part) : part.text.replaceAll(/\s*\n\s*/gu, '。');

/** What is read over the loudspeaker: opening, the texts, closing. */
export function scriptOf(
  articles: readonly Shown[],
  { opening, closing }: { readonly opening: string; readonly closing: string },
): Script {
  const said = articles.flatMap(({ title, agency, parts }) => [
    `${agency}发布：`,
    `${title}。`,
    ...parts.map(readPart),
  ]);
  const sentences = [opening, ...said, closing].flatMap((text) => shortSentences(spoken(text)));
  const characters = sentences.reduce((all, { length }) => all + length, 0);
  return { sentences, characters, seconds: Math.round((characters / PER_MINUTE) * 60) };
}
