import { sql } from 'kysely';
import type { Measure, MeasureScope } from '../kernel/index.ts';
import { measureText as text } from './text.ts';

const among = (scope: MeasureScope, column: string) =>
  scope.agencyIds === null ? sql`true` : sql`${sql.raw(column)} = any(${[...scope.agencyIds]}::int[])`;

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
];
