import { sql } from 'kysely';
import type { Measure } from '../../kernel/index.ts';
import { policyText } from './text.ts';

const { title, formula, unit, rows, note } = policyText.measure;

/** M-082: measures of policy that have a name, set by set; a total that was said elsewhere is no part of it. */
export const policyFigures: readonly Measure[] = [
  {
    id: 'M-082',
    ...{ title, formula, unit, note },
    decimals: 0,
    numerator: {
      label: rows,
      aggregate: 'sum',
      rows: (scope) => sql`
        select 'policy ' || s.id as ref, s.title as label, s.measures as quantity, null::text as url
          from pub.pub_policy_set s
         where s.issued_on between ${scope.from} and ${scope.to}
           and ${scope.agencyIds === null ? sql`true` : sql`s.agency_id = any(${[...scope.agencyIds]}::int[])`}`,
    },
  },
];
