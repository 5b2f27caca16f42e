import type { Day, Kernel } from '../../kernel/index.ts';
import { escaped } from './postings.ts';

export type FoundSource = {
  readonly kind: 'publication' | 'service-item';
  readonly ref: string;
  readonly title: string;
  readonly agency: string;
  readonly on: Day;
};

const MOST = 30;

/** What stands in public with these words in its title, newest first, as a visitor sees it. */
export async function sourcesLike(
  { published }: Pick<Kernel, 'published'>,
  kind: FoundSource['kind'],
  q: string,
  today: Day,
): Promise<readonly FoundSource[]> {
  const { rows } = await published.pool.query<FoundSource>(kind === 'publication' ? PUBLICATIONS : ITEMS, [
    escaped(q),
    today,
    MOST,
  ]);
  return rows;
}

const PUBLICATIONS = `select 'publication' as kind, p.index_number as ref, p.title, a.short_name as agency,
    (p.published_at at time zone 'Asia/Shanghai')::date as on
  from pub.pub_publication p join pub.pub_agency a on a.id = p.agency_id
 where not p.withdrawn and p.validity = 'in-force' and $2::date is not null
   and ($1::text is null or p.title ilike '%' || $1 || '%' or p.index_number = $1)
 order by p.published_at desc, p.index_number limit $3`;

const ITEMS = `select 'service-item' as kind, o.code as ref, o.name as title, o.agency_name as agency, o.valid_from as on
  from pub.pub_offer o
 where o.valid_from <= $2::date and (o.valid_to is null or o.valid_to >= $2::date)
   and ($1::text is null or o.name ilike '%' || $1 || '%')
 order by o.name, o.code limit $3`;
