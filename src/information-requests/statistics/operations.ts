import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  type Day,
  day,
  drillDown,
  figureOf,
  type Kernel,
  type Measure,
  type MeasureScope,
  type Part,
  partOf,
  partsOf,
  refuse,
} from '../../kernel/index.ts';
import { DECISIONS } from '../decisions.ts';
import { agenciesSeen } from '../operations/register.ts';
import { text as requestText } from '../text.ts';
import type { Dimension, Statistics, StatisticsLine, StatisticsQuery, StatisticsRowsQuery } from './contract.ts';
import { statisticsOn } from './measures.ts';
import { statisticsText as text } from './text.ts';

type Looking = { readonly actor: Actor; readonly today: Day };

/** How what has no value, such as the decision of an open request, is asked for. */
const WITHOUT = '-';

/**
 * The figures of a period, told apart by agency, channel, applicant, decision or month.
 *
 * @throws Refusal information-requests/bad-period (422), access/forbidden (403)
 * @law 政府信息公开条例 第四十五条, 第五十条
 */
export async function statistics(kernel: Kernel, query: StatisticsQuery, looking: Looking): Promise<Statistics> {
  const { scope, seen } = await scopeOf(kernel, query, looking);
  const measures = statisticsOn(looking.today);
  const titleOf = await titles(kernel, query.by);
  const whole: Part[] = [];
  const parts: (readonly Part[])[] = [];
  // One after the other: a page must not take every connection.
  for (const measure of measures) {
    const { value, numerator, denominator } = await figureOf(kernel.db, measure, scope);
    whole.push({ key: null, value, numerator: numerator.value, denominator: denominator?.value ?? null });
    parts.push(await partsOf(kernel.db, measure, query.by, scope));
  }
  const keys = [...new Set(parts.flatMap((of) => of.map(({ key }) => key)))].toSorted(inOrder);
  const { agencies } = await directoryOf(kernel);
  return {
    measures: measures.map(({ id, title, formula, unit }) => ({ id, title, formula, unit })),
    lines: keys.map((key) => ({
      key: key ?? WITHOUT,
      title: titleOf(key),
      cells: measures.map((measure, i) =>
        cellOf(
          measure,
          parts[i]?.find((part) => part.key === key),
        ),
      ),
    })),
    total: { key: '', title: text.total, cells: whole.map(({ key: _key, ...cell }) => cell) },
    agencies: agencies.filter(({ id }) => seen.includes(id)).map(({ id, name }) => ({ id, name })),
  };
}

/** A line that another figure has and this one has not: nothing, and nothing to divide by. */
function cellOf({ denominator }: Measure, part: Part | undefined): StatisticsLine['cells'][number] {
  if (part) return { value: part.value, numerator: part.numerator, denominator: part.denominator };
  return denominator
    ? { value: null, numerator: '0', denominator: '0' }
    : { value: '0', numerator: '0', denominator: null };
}

/** The requests behind one figure. @throws those of `statistics`, and information-requests/no-such-figure (404) */
export async function statisticsRowsOf(kernel: Kernel, query: StatisticsRowsQuery, looking: Looking) {
  const { scope } = await scopeOf(kernel, query, looking);
  const whole = statisticsOn(looking.today).find(({ id }) => id === query.measure);
  if (!whole) throw refuse('information-requests/no-such-figure', {}, 404);
  const { key, by, side } = query;
  const measure = key === undefined ? whole : partOf(whole, by, key === WITHOUT ? null : key);
  const titleOf = await titles(kernel, by);
  const name = key === undefined ? text.total : titleOf(key === WITHOUT ? null : key);
  const { rows, next } = await drillDown(kernel.db, measure, side, scope, query.after ?? null);
  return { title: `${name}：${measure[side]?.label ?? whole.title}`, rows: [...rows], next };
}

/** The table as a file: value by value, and what each rate was made of. */
export function sheetOf(
  { measures, lines, total }: Statistics,
  by: Dimension,
): readonly (readonly (string | number | null)[])[] {
  const sides = measures.map((_, i) => total.cells[i]?.denominator !== null);
  const number = (value: string | null): number | null => (value === null ? null : Number(value));
  return [
    [
      text.dimensions[by],
      ...measures.flatMap(({ title, formula }, i) => (sides[i] ? [title, ...formulaSides(formula)] : [title])),
    ],
    ...[...lines, total].map(({ title, cells }) => [
      title,
      ...cells.flatMap(({ value, numerator, denominator }) =>
        denominator === null ? [number(value)] : [number(value), number(numerator), number(denominator)],
      ),
    ]),
  ];
}

/** “A ÷ B × 100%” said as its two sides. */
function formulaSides(formula: string): readonly [string, string] {
  const [above = formula, below = ''] = formula.split(' ÷ ');
  return [above, below.replace(' × 100%', '')];
}

async function scopeOf(
  kernel: Kernel,
  { from, to, agency }: StatisticsQuery,
  { actor }: Looking,
): Promise<{ readonly scope: MeasureScope; readonly seen: readonly number[] }> {
  if (from > to) throw refuse('information-requests/bad-period', { from, to }, 422);
  const seen = await agenciesSeen(kernel, actor);
  if (agency !== undefined) kernel.access.check(actor, 'information-requests.read', { agencyId: agency });
  return { scope: { from: day(from), to: day(to), agencyIds: agency === undefined ? seen : [agency] }, seen };
}

const inOrder = (a: string | null, b: string | null): number =>
  (a ?? '\uFFFF').localeCompare(b ?? '\uFFFF', 'en', { numeric: true });

/** What each line is called. */
async function titles(kernel: Kernel, by: Dimension): Promise<(key: string | null) => string> {
  const directory = await directoryOf(kernel);
  const named: Readonly<Record<string, string>> =
    by === 'channel'
      ? requestText.channels
      : by === 'kind'
        ? requestText.applicantKinds
        : by === 'decision'
          ? Object.fromEntries(DECISIONS.map(({ code, label }) => [code, `${code} ${label}`]))
          : {};
  return (key) => {
    if (key === null) return text.none;
    return by === 'agency' ? directory.agencyName(Number(key)) : (named[key] ?? key);
  };
}
