import { sql } from 'kysely';
import type { Measure } from '../../kernel/index.ts';
import { measureText as text } from './text.ts';

/** What others set right: corrected reconsiderations, lost lawsuits, complaints. @law M-043; 政府信息公开条例 第五十一条 */
export const remedyMeasures: readonly Measure[] = [
  {
    id: 'M-043',
    title: text.lost,
    formula: text.lostFormula,
    unit: text.unit,
    decimals: 0,
    numerator: {
      label: text.lostRows,
      aggregate: 'count',
      rows: (scope) => sql`
        select d.number as ref, d.kind_title as label, 1 as quantity, null::text as url from pub.pub_dispute d
         where d.counted_on between ${scope.from}::date and ${scope.to}::date
           and (${scope.agencyIds}::int[] is null or d.agency_id = any(${scope.agencyIds}::int[]))`,
    },
  },
];
