import { type Column, GROUPS, type Group, RESULTS, type Result, ROWS, type Row } from '../form.ts';
import { columnLabels, groupLabels, resultLabels } from '../text.ts';
import { bare, plain } from './blocks.ts';

/** The words by which a row is known, the more telling ones first; printed forms differ in the rest. */
const ROW_WORDS: readonly (readonly [RegExp, Row])[] = [
  [/本年(?:度)?(?:新收|收到|新受理)/u, 'R1'],
  [/(?:上|去)(?:一)?年(?:度)?结转|结转上(?:一)?年/u, 'R2'],
  [/结转(?:至|到)?下(?:一)?年/u, 'R4'],
  [/部分公开/u, '3.2'],
  [/国家秘密/u, '3.3.1'],
  [/法律.{0,6}法规禁止公开/u, '3.3.2'],
  [/三安全一稳定/u, '3.3.3'],
  [/第三方合法权益/u, '3.3.4'],
  [/内部事务(?:性)?信息/u, '3.3.5'],
  [/过程性信息/u, '3.3.6'],
  [/执法案卷/u, '3.3.7'],
  [/行政查询/u, '3.3.8'],
  [/不掌握/u, '3.4.1'],
  [/没有现成信息|另行制作/u, '3.4.2'],
  [/仍不明确/u, '3.4.3'],
  [/信访.?举报|举报投诉类/u, '3.5.1'],
  [/重复申请/u, '3.5.2'],
  [/公开出版物/u, '3.5.3'],
  [/大量反复/u, '3.5.4'],
  [/重新出具/u, '3.5.5'],
  [/逾期[不未]补正/u, '3.6.1'],
  [/缴纳费用|收费通知|逾期[不未]缴费/u, '3.6.2'],
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
/** The same by its words alone. */
const HEADING_WORDS: ReadonlyMap<string, string> = new Map([
  ['不予公开', '3.3'],
  ['无法提供', '3.4'],
  ['不予处理', '3.5'],
  ['其他处理', '3.6'],
]);
const SUM = /^(?:\(七\)|七、)?(?:本年度?)?(?:办理|处理)?(?:结果)?(?:总计|总数)(?:\(七\))?$/u;
/** Also the sum of one heading, so it is the sum of all only where no heading stands beside it. */
const ANY_SUM = /^(?:\(七\))?(?:本年度?)?(?:办理|处理)?(?:结果)?合计$/u;

const isRow = (code: string): code is Row => (ROWS as readonly string[]).includes(code);

/** A code that is written out, as in our own files. */
export const rowOfCode = (text: string): Row | null => {
  const code = bare(text)
    .replace(/^r(?=\d$)/u, 'R')
    .replace(/^row[-_]?(?=\d)/iu, '');
  return isRow(code) ? code : null;
};

/** Labels that say several things in one cell: 三、（三）不予公开-1.属于国家秘密. */
const partsOf = (label: string): readonly string[] =>
  bare(label)
    .replace(/^三、(?:本年度?)?(?:办理结果)?[-—–:/、>]*(?=.)/u, '')
    .replace(/(?<=^|\D)[①-⑧]/gu, (mark) => `${'①②③④⑤⑥⑦⑧'.indexOf(mark) + 1}.`)
    // Written without a mark between them: （六）其他处理3.其他.
    .replace(/^(\([一二三四五六七]\)\D{2,8}?)(?=\d[.、]\D)/u, '$1-')
    .split(/[-—–:/>→]+/u)
    .filter((part) => part !== '');

/**
 * Knows a row by what stands before its figures: by its words, else by its numbers.
 *
 * @param cells the label cells of the row, headings first
 * @param heading the heading under which it stands (`3.3` …), where a merged cell says it only once
 */
export const rowOfLabels = (cells: readonly string[], heading: string | null): Row | null =>
  rowOfWords(withoutNumber(cells), heading);

/** A line may be numbered behind its label. */
function withoutNumber(cells: readonly string[]): readonly string[] {
  const named = cells.slice(0, -1);
  const isNumbered = /^\d{1,2}$/u.test(bare(cells.at(-1) ?? ''));
  return isNumbered && named.some((text) => bare(text) !== '') && !isHeadingAlone(named) ? named : cells;
}

function rowOfWords(cells: readonly string[], heading: string | null): Row | null {
  const coded = cells.map(rowOfCode).find((code) => code !== null);
  if (coded) return coded;
  const labels = cells.flatMap(partsOf);
  const own = ownOf(labels);
  const byWords = ROW_WORDS.find(([words]) => words.test(own))?.[1];
  if (byWords) return byWords;
  const beside = labels.map(headingOf).findLast((found) => found !== null);
  const under = beside ?? heading;
  if (under === '3.7' || SUM.test(own)) return '3.7';
  if (ANY_SUM.test(own)) return beside || (heading !== null && heading !== '3.6') ? null : '3.7';
  if (under === '3.1' || under === '3.2') return under;
  // The form of 2019 had one row under （六）.
  if (under === '3.6' && (headingOf(own) === '3.6' || /^(?:\(?3\)?[.、]?)?其他/u.test(own))) return '3.6.3';
  // Words that are not known are another row; a number without words is what it says.
  const number = /^(\d)[.、]?.?$/u.exec(own)?.[1];
  const code = `${under ?? ''}.${number ?? ''}`;
  return isRow(code) ? code : null;
}

/** What names the row itself: wrong merging may put its heading behind it. */
const ownOf = (labels: readonly string[]): string =>
  labels.findLast((label) => headingOf(label) === null && !/办理结果$/u.test(label)) ?? labels.at(-1) ?? '';

/** Whether nothing but a heading stands before the figures. */
export const isHeadingAlone = (cells: readonly string[]): boolean => headingOf(ownOf(cells.flatMap(partsOf))) !== null;

/** `3.3` for （三）不予公开. */
export function headingOf(label: string): string | null {
  const own = partsOf(label).at(0) ?? '';
  const number = /^\(([一二三四五六七])\)/u.exec(own)?.[1];
  if (number !== undefined) return HEADINGS[number] ?? null;
  return HEADING_WORDS.get(own) ?? null;
}

/** What stands around the name of a column: 法人或其他组织-商业企业（件）. */
const columnName = (label: string): string =>
  bare(label)
    .replace(/\((?:件|个|单位:?件?)\)$/u, '')
    .replace(/^法人(?:或|和)其他组织[-—–:/、_(]*(?=.)/u, '')
    .replace(/^(?:申请人情况|申请人类型)[-—–:/、_]+/u, '')
    .replace(/(?<=^[^(]+)\)$/u, '');

const COLUMN_WORDS: readonly (readonly [Column, RegExp])[] = [
  ['natural', /^(?:自然人|公民|个人)(?:\(公民\))?$/u],
  ['business', /^(?:商业)?企业$|^商业$/u],
  ['research', /^科研(?:机构|单位)?$/u],
  ['charity', /^(?:社会)?公益(?:组织|机构)?$|^社会组织$/u],
  ['legal', /^法律(?:服务)?(?:机构|组织)$|^法律服务$/u],
  ['other', /^其他(?:组织)?$|^其它$/u],
  ['total', /^(?:总计|合计|总数)(?:数量)?$/u],
];

export function columnOf(label: string): Column | null {
  if (label === '') return null;
  const name = columnName(label);
  const coded = COLUMN_WORDS.find(([column, words]) => words.test(name) || name === column || label === column)?.[0];
  return coded ?? COLUMNS_BY_LABEL.get(name) ?? null;
}

const COLUMNS_BY_LABEL: ReadonlyMap<string, Column> = new Map(
  Object.entries(columnLabels).map(([column, label]) => [label, column as Column]),
);

const RESULT_WORDS: ReadonlyMap<string, Result> = new Map([
  ...RESULTS.flatMap((result) => [[resultLabels[result], result] as const, [result, result] as const]),
  ['维持', 'upheld'],
  ['纠正', 'corrected'],
  ['其他', 'other'],
  ['其它结果', 'other'],
  ['未审结', 'pending'],
  ['尚未办结', 'pending'],
  ['合计', 'total'],
  // The sum of one group, where another may follow for all lawsuits.
  ['小计', 'total'],
]);

const GROUP_PREFIX =
  /^(?:行政诉讼)?[-—–:/、_]*(?:行政复议|未经(?:行政)?复议直接起诉|(?:经)?复议后起诉|行政诉讼)[-—–:/、_]+/u;

export const resultOf = (label: string): Result | null =>
  label === '' ? null : (RESULT_WORDS.get(bare(label).replace(GROUP_PREFIX, '')) ?? null);

/** Longer ones are sentences or the heading of the section. */
const LONGEST_GROUP = 24;

export function groupOf(label: string): Group | null {
  const words = bare(label);
  const named = GROUPS.find((group) => words === group || words === groupLabels[group]);
  if (named) return named;
  if (words === '' || words.length > LONGEST_GROUP) return null;
  if (/未经.*复议.*起诉/u.test(words)) return 'direct-lawsuit';
  if (/复议后.*起诉/u.test(words)) return 'lawsuit-after-reconsideration';
  return /^行政复议(?!.*行政诉讼)/u.test(words) ? 'reconsideration' : null;
}

/** 小计 may be the sum of some or of all: what stands around it says which. */
export const isSubtotal = (label: string): boolean => bare(label) === '小计';

/** What is written under a table, or in its last line. */
export const isNote = (text: string): boolean => /^(?:附?注|备注|注释|(?:填表)?说明)(?:[\d:、.(]|$)/u.test(bare(text));

/** A heading that names the year of a report: “2023年政府信息公开工作年度报告”, or a sheet called “2023年”. */
export function yearOfHeading(text: string): number | null {
  const words = bare(text);
  if (words.length > LONGEST_HEADING) return null;
  const arabic = words.replace(/[〇○零一二三四五六七八九]{4}(?=年)/u, (digits) =>
    [...digits].map((digit) => Math.max(0, '零一二三四五六七八九'.indexOf(digit))).join(''),
  );
  const found =
    /(20\d\d)年?(?:度)?.{0,60}(?:年度报告|年报|统计表)/u.exec(arabic) ??
    /(?:年度报告|年报|统计表)[(:]?(20\d\d)年/u.exec(arabic) ??
    /^\(?(20\d\d)(?:年度?)?(?:数据?|情况|统计数?)?\)?$/u.exec(arabic);
  return found?.[1] === undefined ? null : Number(found[1]);
}

const LONGEST_HEADING = 90;

/** Whose report it is, where a title says so: 某某局2023年政府信息公开工作年度报告. */
export function agencyOfTitle(text: string): string | null {
  const titled = /^(\D{2,40}?)\(?20\d\d年.{0,60}(?:年度报告|年报)/u.exec(bare(text))?.[1];
  return titled?.replace(/(?:关于|发布|公布)$/u, '') ?? null;
}

/** The name of a sheet that is neither a year nor a part of a report says whose it is. */
export function agencyOfSheet(name: string): string | null {
  const words = bare(name);
  return /20\d\d|^(?:sheet|表|附|第|[一二三四五六])|[年期]$/iu.test(words) ? null : words;
}

/** A year that is merely spoken of, for pages without a heading. */
export function yearSpokenOf(text: string): number | null {
  const found = /(20\d\d)年/u.exec(plain(text).replaceAll(' ', ''))?.[1];
  return found === undefined ? null : Number(found);
}

/** A year in a line that may be the heading of what follows: 表一 2022年申请办理情况. */
export function yearNear(text: string): number | null {
  const words = plain(text).replaceAll(' ', '');
  if (words.length > LONGEST_NEAR || /[。，,;；]/u.test(words)) return null;
  const found = /(?:(20\d\d)年|FY(20\d\d))/iu.exec(words);
  return found ? Number(found[1] ?? found[2]) : null;
}

const LONGEST_NEAR = 40;
