import { type Found, found } from './finding.ts';

const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
};
const HAN = '[\\u4e00-\\u9fa5]';
/** Half-width marks between Chinese; a time (8:30), a number (1,000) and a link are none. */
const HALF = new RegExp(
  `(?<=${HAN}|[”》」）])[,;:?!](?=${HAN}|[“《「（]|\\s|$)|(?<=${HAN})[,;:?!]|(?<=${HAN})\\.(?=${HAN}|$)`,
  'gmu',
);
const HALF_BRACKETS = new RegExp(`\\((?=${HAN}[^()]{0,60}\\))|(?<=\\([^()]{0,60}${HAN})\\)`, 'gu');
const TWICE = /([，。；：、！？])\1+|[，、；：][。，；：、]/gu;
const SPACE = new RegExp(`(?<=${HAN})[ \\u00a0]+(?=${HAN})`, 'gu');
const PAIRS: Readonly<Record<string, string>> = {
  '（': '）',
  '《': '》',
  '“': '”',
  '〔': '〕',
  '【': '】',
  '「': '」',
  '‘': '’',
};
const CLOSING = new Map(Object.entries(PAIRS).map(([open, close]) => [close, open]));

/** Half-width marks in Chinese, marks twice, spaces within words, brackets that do not close. */
export function punctuationFindings(text: string): readonly Found[] {
  const findings: Found[] = [];
  const note = (
    code: 'half-width' | 'punctuation-twice' | 'space-within',
    pattern: RegExp,
    instead: (words: string) => string | undefined,
  ) => {
    for (const match of text.matchAll(pattern)) {
      const better = instead(match[0]);
      findings.push(
        found(
          code,
          'doubtful',
          { index: match.index, words: match[0] },
          better === undefined ? {} : { instead: better },
        ),
      );
    }
  };
  note('half-width', HALF, (words) => (words === '.' ? '。' : FULL[words]));
  note('half-width', HALF_BRACKETS, (words) => FULL[words]);
  note('punctuation-twice', TWICE, (words) => (/^(.)\1+$/u.test(words) ? words.charAt(0) : undefined));
  note('space-within', SPACE, () => '');
  return [...findings, ...unclosed(text)];
}

/** Brackets are closed within their paragraph. */
function unclosed(text: string): readonly Found[] {
  const findings: Found[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    for (const at of unpaired(line))
      findings.push(found('bracket-open', 'doubtful', { index: offset + at, words: line.charAt(at) }));
    offset += line.length + 1;
  }
  return findings;
}

function unpaired(line: string): readonly number[] {
  const open: number[] = [];
  const alone: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const mark = line.charAt(at);
    if (PAIRS[mark] !== undefined) open.push(at);
    const opening = CLOSING.get(mark);
    if (opening === undefined) continue;
    const before = open.at(-1);
    if (before !== undefined && line.charAt(before) === opening) open.pop();
    // 1）2） number entries.
    else if (mark !== '）' || !/^\s*\S{1,3}$/u.test(line.slice(0, at))) alone.push(at);
  }
  // A single ’ stands for other things too.
  return [...alone, ...open].filter((at) => !/[‘’]/u.test(line.charAt(at))).toSorted((a, b) => a - b);
}
