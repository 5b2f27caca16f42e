import { sql } from 'kysely';
import type { Measure, MeasureScope } from '../kernel/index.ts';
import { formTitles, printTitles, measureText as text } from './text.ts';

const among = (scope: MeasureScope, column: string) =>
  scope.agencyIds === null ? sql`true` : sql`${sql.raw(column)} = any(${[...scope.agencyIds]}::int[])`;

/** Boards in use on the last day, each with one of its figures. */
const boardRows = (scope: MeasureScope, quantity: 'area' | 'raised' | 'spent') => sql`
  select b.key as ref, b.key as label, ${sql.raw(`b.${quantity}`)} as quantity, null::text as url
    from pub.pub_disclosure_board b
   where b.valid_from <= ${scope.to} and (b.valid_to is null or b.valid_to >= ${scope.to})
     and ${among(scope, 'b.agency_id')}`;

/** What boards, prints and screens have reached. */
export const measures: readonly Measure[] = [
  {
    id: 'M-045-boards',
    title: text.posted.title,
    formula: text.posted.formula,
    unit: text.pieces,
    decimals: 0,
    numerator: {
      label: text.posted.rows,
      aggregate: 'sum',
      rows: (scope) => sql`
        select p.matter_id::text as ref, p.board || ' ' || p.topic as label, p.items as quantity, null::text as url
          from pub.pub_board_posting p
         where ${among(scope, 'p.agency_id')} and p.posted_on between ${scope.from} and ${scope.to}`,
    },
  },
  {
    id: 'M-067',
    title: text.printed.title,
    formula: text.printed.formula,
    unit: text.copies,
    decimals: 0,
    numerator: {
      label: text.printed.rows,
      aggregate: 'sum',
      rows: (scope) => sql`
        select p.ref, ${JSON.stringify({ ...formTitles, ...printTitles })}::jsonb ->> p.kind as label, p.copies as quantity, null::text as url from pub.pub_print p
         where ${among(scope, 'p.agency_id')} and p.printed_on between ${scope.from} and ${scope.to}`,
    },
  },
  {
    id: 'M-084-area',
    title: text.area.title,
    formula: text.area.formula,
    unit: text.squareMetres,
    decimals: 2,
    numerator: {
      label: text.area.rows,
      aggregate: 'sum',
      rows: (scope) => boardRows(scope, 'area'),
    },
  },
  {
    id: 'M-084-raised',
    title: text.raised.title,
    formula: text.raised.formula,
    unit: text.yuan,
    decimals: 2,
    numerator: {
      label: text.raised.rows,
      aggregate: 'sum',
      rows: (scope) => boardRows(scope, 'raised'),
    },
  },
  {
    id: 'M-084-spent',
    title: text.spent.title,
    formula: text.spent.formula,
    unit: text.yuan,
    decimals: 2,
    numerator: {
      label: text.spent.rows,
      aggregate: 'sum',
      rows: (scope) => boardRows(scope, 'spent'),
    },
  },
];
