import { type RawBuilder, sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../../kernel/index.ts';
import { evaluationText } from './text.ts';

const text = evaluationText.measures;

const among = ({ agencyIds }: MeasureScope, column: RawBuilder<unknown>) =>
  agencyIds === null ? sql`true` : sql`${column} = any(${[...agencyIds]}::int[])`;

/** What was said in the period, by what it was said of. */
const said = (label: string, people: RawBuilder<unknown>): RowSet => ({
  label,
  aggregate: 'sum',
  rows: (scope) => sql`
    select p.index_number as ref, p.title as label, sum(${people})::int as quantity, null::text as url
      from pub.pub_evaluation e join pub.pub_publication p on p.index_number = e.index_number
     where not p.withdrawn and e.on_day between ${scope.from} and ${scope.to} and ${among(scope, sql`e.agency_id`)}
     group by p.index_number, p.title having sum(${people}) > 0`,
});

const published = (label: string, condition: RawBuilder<unknown>): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`
    select p.index_number as ref, p.title as label, 1 as quantity, null::text as url from pub.pub_publication p
     where ${condition} and not p.withdrawn and ${among(scope, sql`p.agency_id`)}
       and (p.published_at at time zone 'Asia/Shanghai')::date between ${scope.from} and ${scope.to}`,
});

const everybody = said(text.people.title, sql`e.good + e.fair + e.poor`);
const percent = { unit: text.percent, decimals: 2, factor: 100 } as const;

/** What people think of what was published; each figure is its rows. */
export const evaluationMeasures: readonly Measure[] = [
  { id: 'R-070-people', ...text.people, unit: text.unit, decimals: 0, numerator: everybody },
  {
    ...{ id: 'R-070-satisfied', title: text.satisfied.title, formula: text.satisfied.formula, ...percent },
    numerator: said(text.satisfied.numerator, sql`e.good + e.fair`),
    denominator: everybody,
  },
  {
    ...{ id: 'R-070-evaluated', title: text.evaluated.title, formula: text.evaluated.formula, ...percent },
    numerator: published(
      text.evaluated.numerator,
      sql`exists (select from pub.pub_evaluation e where e.index_number = p.index_number)`,
    ),
    denominator: published(text.evaluated.denominator, sql`true`),
  },
];
