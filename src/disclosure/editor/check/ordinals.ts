import { type Found, found } from './finding.ts';

const DIGITS = '零一二三四五六七八九';
const SERIES: readonly { readonly pattern: RegExp; readonly isChinese: boolean }[] = [
  { pattern: /^(\s*)([一二三四五六七八九十百]{1,5})、/u, isChinese: true },
  { pattern: /^(\s*)[（(]([一二三四五六七八九十百]{1,5})[）)]/u, isChinese: true },
  { pattern: /^(\s*)(\d{1,3})[.．、](?!\d)/u, isChinese: false },
  { pattern: /^(\s*)[（(](\d{1,3})[）)]/u, isChinese: false },
];
const ARTICLE = /^(\s*)第([一二三四五六七八九十百零]{1,7}|\d{1,3})(条)/u;

/** 二十三 → 23; null: no number. */
export function chineseNumber(words: string): number | null {
  if (/^\d+$/u.test(words)) return Number(words);
  const [, hundreds = '', rest = ''] = /^(?:(.)百)?(.*)$/u.exec(words) ?? [];
  const [, tens, ones = ''] = /^零?(?:(.?)十)?(.?)$/u.exec(rest) ?? [];
  if (tens === undefined && rest.replace(/^零/u, '').length > 1) return null;
  const value =
    (hundreds === '' ? 0 : DIGITS.indexOf(hundreds) * 100) +
    (tens === undefined ? 0 : (tens === '' ? 1 : DIGITS.indexOf(tens)) * 10) +
    (ones === '' ? 0 : DIGITS.indexOf(ones));
  return value > 0 ? value : null;
}

/** Numbered headings and articles that leave a number out or use one twice. A deeper series begins anew under each above. */
export function ordinalFindings(text: string): readonly Found[] {
  const findings: Found[] = [];
  const last: (number | undefined)[] = [];
  let article: number | undefined;
  let offset = 0;
  for (const line of text.split('\n')) {
    const ofArticle = ARTICLE.exec(line);
    if (ofArticle) article = judged(findings, ofArticle, article, offset);
    const level = SERIES.findIndex(({ pattern }) => pattern.test(line));
    const match = SERIES[level]?.pattern.exec(line);
    if (match) {
      last[level] = judged(findings, match, last[level], offset);
      last.length = level + 1;
    }
    offset += line.length + 1;
  }
  return findings;
}

function judged(
  findings: Found[],
  match: RegExpExecArray,
  before: number | undefined,
  offset: number,
): number | undefined {
  const [words, indent = '', number = ''] = match;
  const value = chineseNumber(number);
  if (value === null) return before;
  const at = { index: offset + indent.length, words: words.slice(indent.length) };
  // A series may begin again at one, in a second text on the same page.
  if (value === 1 || before === undefined) {
    if (value > 1 && before === undefined && value < 20)
      findings.push(found('ordinal-gap', 'doubtful', at, { details: { expected: '1' } }));
    return value;
  }
  if (value === before) findings.push(found('ordinal-twice', 'wrong', at));
  else if (value !== before + 1)
    findings.push(found('ordinal-gap', 'wrong', at, { details: { expected: String(before + 1) } }));
  return value;
}
