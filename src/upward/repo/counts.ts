import type { Day } from '../../kernel/index.ts';
import type { CountedRow } from '../contract.ts';
import type { Source } from './reports.ts';

export type CountScope = {
  readonly agencyIds: readonly number[];
  readonly from: Day;
  readonly to: Day;
};

/** Every row that counts in a period, in one order: what is shown is what was counted. */
export async function countedRows(source: Source, { agencyIds, from, to }: CountScope): Promise<readonly CountedRow[]> {
  const { rows } = await source.query<CountedRow>(
    `select * from (
       select 'sent' as what, m.number as ref, m.title, r.agency_id as "agencyId", r.first_sent_on::text as on, 0 as score,
              '' as "usedWhere", false as news
         from upward.report r join kernel.matter m on m.id = r.matter_id
        where r.agency_id = any($1) and r.first_sent_on between $2 and $3
       union all
       select r.outcome, m.number, m.title, r.agency_id, r.decided_on::text, coalesce(r.score, 0), coalesce(r.used_where, ''), false
         from upward.report r join kernel.matter m on m.id = r.matter_id
        where r.agency_id = any($1) and r.decided_on between $2 and $3
       union all
       select 'published', p.index_number, p.title, p.agency_id,
              (p.published_at at time zone 'Asia/Shanghai')::date::text, 0, '', p.genre = 'news'
         from pub.pub_publication p
        where p.agency_id = any($1) and not p.withdrawn
          and (p.published_at at time zone 'Asia/Shanghai')::date between $2 and $3
     ) x order by x.what, x."agencyId", x."on", x.ref`,
    [agencyIds, from, to],
  );
  return rows;
}
