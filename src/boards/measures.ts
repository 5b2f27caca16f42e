import { sql } from 'kysely';
import type { Measure, MeasureScope } from '../kernel/index.ts';
import { measureText as text } from './text.ts';

const among = (scope: MeasureScope, column: string) =>
  scope.agencyIds === null ? sql`true` : sql`${sql.raw(column)} = any(${[...scope.agencyIds]}::int[])`;

/** Boards in use on the last day, each with one of its figures. */
const boardRows = (scope: MeasureScope, quantity: ReturnType<typeof sql>) => sql`
  select b.key as ref, b.value->>'name' as label, ${quantity} as quantity, '/workbench/boards/board/' || b.key as url
    from kernel.register_entry b
   where b.register = 'disclosure-board' and b.valid_from <= ${scope.to} and (b.valid_to is null or b.valid_to >= ${scope.to})
     and (b.value->>'open')::boolean and ${among(scope, "(b.value->>'agencyId')::int")}`;

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
        select 'run-' || r.id as ref, m.title || ' ' || r.form as label, r.copies as quantity,
               '/workbench/boards/campaigns/' || r.matter_id as url
          from boards.print_run r
          join boards.campaign c on c.matter_id = r.matter_id
          join kernel.matter m on m.id = r.matter_id
         where ${among(scope, 'c.agency_id')} and r.printed_on between ${scope.from} and ${scope.to}
        union all
        select 'print-' || p.id, p.title || ' ' || p.kind, p.copies, '/workbench/boards/prints'
          from boards.print_report p
         where ${among(scope, 'p.agency_id')} and p.printed_on between ${scope.from} and ${scope.to} and p.copies > 0
           and not exists (select from boards.print_report n where n.replaces = p.id)`,
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
      rows: (scope) => boardRows(scope, sql`(b.value->>'area')::numeric`),
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
      rows: (scope) => boardRows(scope, sql`coalesce((b.value->'funds'->>'raisedCents')::numeric, 0) / 100`),
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
      rows: (scope) =>
        boardRows(
          scope,
          sql`coalesce((select sum((s->>'cents')::numeric) from jsonb_path_query(b.value, '$.funds.spent[*]') s), 0) / 100`,
        ),
    },
  },
];
