import { COLUMNS, type Column, GROUPS, type Group, RESULTS, type Result, ROWS, type Row } from '../form.ts';
import { columnLabels, groupLabels, resultLabels } from '../text.ts';
import { bare } from './blocks.ts';

/** The words by which a row is known, the more telling ones first; printed forms differ in the rest. */
const ROW_WORDS: readonly (readonly [RegExp, Row])[] = [
  [/本年(?:度)?新收/u, 'R1'],
  [/上年(?:度)?结转/u, 'R2'],
  [/结转下(?:一)?年度?/u, 'R4'],
  [/部分公开/u, '3.2'],
  [/国家秘密/u, '3.3.1'],
  [/其他法律.*禁止公开/u, '3.3.2'],
  [/三安全一稳定/u, '3.3.3'],
  [/第三方合法权益/u, '3.3.4'],
  [/内部事务(?:性)?信息/u, '3.3.5'],
  [/过程性信息/u, '3.3.6'],
  [/执法案卷/u, '3.3.7'],
  [/行政查询/u, '3.3.8'],
  [/不掌握/u, '3.4.1'],
  [/没有现成信息|另行制作/u, '3.4.2'],
  [/仍不明确/u, '3.4.3'],
  [/信访.?举报/u, '3.5.1'],
  [/重复申请/u, '3.5.2'],
  [/公开出版物/u, '3.5.3'],
  [/大量反复/u, '3.5.4'],
  [/重新出具/u, '3.5.5'],
  [/逾期不补正/u, '3.6.1'],
  [/缴纳费用|收费通知/u, '3.6.2'],
  [/予以公开(?!.*不予公开)/u, '3.1'],
];

/** Section of part three that a heading such as （五） opens, by its Chinese number. */
const HEADINGS: Readonly<Record<string, string>> = {
  一: '3.1',
  二: '3.2',
  三: '3.3',
  四: '3.4',
  五: '3.5',
  六: '3.6',
  七: '3.7',
};

const isRow = (code: string): code is Row => (ROWS as readonly string[]).includes(code);

/** A code that is written out, as in our own files. */
export const rowOfCode = (text: string): Row | null => {
  const code = bare(text).replace(/^r(?=\d$)/u, 'R');
  return isRow(code) ? code : null;
};

/**
 * Knows a row by what stands before its figures: by its words, else by its numbers.
 *
 * @param cells the label cells of the row, headings first
 * @param heading the heading under which it stands (`3.3` …), where a merged cell says it only once
 */
export function rowOfLabels(cells: readonly string[], heading: string | null): Row | null {
  const labels = cells.map(bare).filter((label) => label !== '');
  const own = labels.at(-1) ?? '';
  const coded = labels.map(rowOfCode).find((code) => code !== null);
  if (coded) return coded;
  const byWords = ROW_WORDS.find(([words]) => words.test(own))?.[1];
  if (byWords) return byWords;
  const under = labels.map(headingOf).findLast((found) => found !== null) ?? heading;
  if (under === '3.7' || /^(?:\(七\))?(?:总计|合计)$/u.test(own)) return '3.7';
  if (under === '3.1' || under === '3.2') return under;
  // The form of 2019 had one row under （六）.
  if (under === '3.6' && /^(?:\(六\)其他处理|(?:3[.、])?其他(?:\(.*\))?)$/u.test(own)) return '3.6.3';
  // Words that are not known are another row; a number without words is what it says.
  const number = /^(\d)[.、]?.?$/u.exec(own)?.[1];
  const code = `${under ?? ''}.${number ?? ''}`;
  return isRow(code) ? code : null;
}

/** `3.3` for （三）不予公开. */
export function headingOf(label: string): string | null {
  const number = /^\(([一二三四五六七])\)/u.exec(bare(label))?.[1];
  return number === undefined ? null : (HEADINGS[number] ?? null);
}

const COLUMN_WORDS: ReadonlyMap<string, Column> = new Map([
  ...COLUMNS.flatMap((column) => [[columnLabels[column], column] as const, [column, column] as const]),
  ['公民', 'natural'],
  ['企业', 'business'],
  ['社会公益', 'charity'],
  ['公益组织', 'charity'],
  ['法律服务', 'legal'],
  ['合计', 'total'],
]);

export const columnOf = (label: string): Column | null => COLUMN_WORDS.get(bare(label)) ?? null;

const RESULT_WORDS: ReadonlyMap<string, Result> = new Map([
  ...RESULTS.flatMap((result) => [[resultLabels[result], result] as const, [result, result] as const]),
  ['维持', 'upheld'],
  ['纠正', 'corrected'],
  ['其他', 'other'],
  ['未审结', 'pending'],
  ['合计', 'total'],
]);

export const resultOf = (label: string): Result | null => RESULT_WORDS.get(bare(label)) ?? null;

export function groupOf(label: string): Group | null {
  const words = bare(label);
  const named = GROUPS.find((group) => words === group || words === groupLabels[group]);
  if (named) return named;
  if (/未经.*复议.*起诉/u.test(words)) return 'direct-lawsuit';
  if (/复议后.*起诉/u.test(words)) return 'lawsuit-after-reconsideration';
  return /^行政复议/u.test(words) ? 'reconsideration' : null;
}

/** A heading that names the year of a report: “2023年政府信息公开工作年度报告”, or a sheet called “2023年”. */
export function yearOfHeading(text: string): number | null {
  const words = bare(text);
  if (words.length > LONGEST_HEADING) return null;
  const found = /(20\d\d)年?(?:度)?.{0,60}(?:年度报告|年报)/u.exec(words) ?? /^(20\d\d)(?:年度?)?$/u.exec(words);
  return found?.[1] === undefined ? null : Number(found[1]);
}

const LONGEST_HEADING = 90;

/** A year that is merely spoken of, for pages without a heading. */
export function yearSpokenOf(text: string): number | null {
  const found = /(20\d\d)年/u.exec(bare(text))?.[1];
  return found === undefined ? null : Number(found);
}
