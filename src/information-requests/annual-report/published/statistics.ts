import type { Cell } from '../checks.ts';
import type { Result } from '../form.ts';
import { bare, type Grid } from './blocks.ts';
import { cellOf } from './cell.ts';
import { type Draft, emptyDraft } from './report.ts';

const RECEIVED = /^(?:\([一二三四五]\)|[一二三四五\d][、.．])?(?:收到|受理)?(?:信息公开)?申请(?:总)?数(?:量)?$/u;
const RECONSIDERED = /^(?:[一二三四五六][、.．]|\([一二三四五六]\))?(?:政府信息公开)?行政复议(?:案件|申请)?数(?:量)?$/u;
const SUED = /^(?:[一二三四五六][、.．]|\([一二三四五六]\))?(?:政府信息公开)?行政诉讼(?:案件)?数(?:量)?$/u;
const RESULTS: readonly (readonly [RegExp, Result])[] = [
  [/维持/u, 'upheld'],
  [/纠错|纠正/u, 'corrected'],
  [/^(?:\([一二三四]\)|\d[、.．])?其他(?:情形|结果)?(?:数)?$/u, 'other'],
];
const UNIT = /^(?:件|条|次|个|人次|万元)$/u;

/**
 * 政府信息公开情况统计表, the form before that of 2019: indicators one below the other with one figure each. Of what is
 * checked today it has the requests that came in, and what became of reconsideration; lawsuits stand there as one.
 *
 * @returns null for any other table
 */
export function readStatistics(grid: Grid, year: number | null): Draft | null {
  const lines = grid.map(lineOf);
  const received = lines.find(({ label }) => RECEIVED.test(label));
  const isForm = received !== undefined && lines.some(({ label }) => /(?:办结|答复)(?:总)?数(?:量)?$/u.test(label));
  if (!isForm) return null;
  const draft = { ...emptyDraft(year), isStatistics: true };
  draft.three.R1 = { total: received.cell };
  const from = lines.findIndex(({ label }) => RECONSIDERED.test(label));
  if (from < 0) return draft;
  const end = lines.findIndex(
    ({ label }, y) => y > from && (SUED.test(label) || /^[一二三四五六七八][、.．]/u.test(label)),
  );
  const own = lines.slice(from + 1, end < 0 ? from + 1 + RESULTS.length : end);
  const results = RESULTS.flatMap(([words, result]) => {
    const found = own.find(({ label }) => words.test(label));
    return found ? [[result, found.cell] as const] : [];
  });
  draft.four.reconsideration = { total: lines[from]?.cell ?? { kind: 'blank' }, ...Object.fromEntries(results) };
  return draft;
}

/** What is counted, and the figure behind its unit, or the last one there is. */
function lineOf(row: readonly string[]): { readonly label: string; readonly cell: Cell } {
  const words = row.map(bare);
  const label = words.find((text) => /\p{Script=Han}/u.test(text) && !UNIT.test(text)) ?? '';
  const unit = words.findIndex((text) => UNIT.test(text));
  const at = unit < 0 ? row.findLastIndex((text) => bare(text) !== '') : figureBehind(words, unit);
  const text = at < 0 || words[at] === label ? '' : (row[at] ?? '');
  return { label, cell: cellOf(text) };
}

/** Between the unit and the figure some forms have a code: 件 10 38. */
function figureBehind(words: readonly string[], unit: number): number {
  const isCode = /^\d{2}$/u.test(words[unit + 1] ?? '') && (words[unit + 2] ?? '') !== '';
  return unit + (isCode ? 2 : 1);
}
