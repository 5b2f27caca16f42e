import type { Day } from '../../kernel/index.ts';
import type { Told } from '../rules/checklist.ts';
import type { Source } from './publications.ts';

type Group = Told & { readonly agencyId: number; readonly count: number; readonly last: Day };

const OUTSIDE = `select agency_id, node, genre, category, changed_at,
    array(select w from unnest($2::text[]) w where strpos(title, w) > 0) as words
  from disclosure.published where agency_id = any($1) and not withdrawn`;
const INSIDE = `select agency_id, category as node, genre, null::text as category, changed_at,
    array(select w from unnest($2::text[]) w where strpos(title, w) > 0) as words
  from disclosure.internal_item where agency_id = any($1) and withdrawn_at is null`;

/** What stands of some agencies on one side, alike together. */
export async function toldGroups(
  source: Source,
  side: 'public' | 'internal',
  agencyIds: readonly number[],
  words: readonly string[],
): Promise<readonly Group[]> {
  const { rows } = await source.query<Group>(
    `select agency_id as "agencyId", node, genre, category, words, count(*)::int as count,
            (max(changed_at) at time zone 'Asia/Shanghai')::date as last
       from (${side === 'public' ? OUTSIDE : INSIDE}) x group by agency_id, node, genre, category, words`,
    [agencyIds, words],
  );
  return rows;
}
