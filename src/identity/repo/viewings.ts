import { sql } from 'kysely';
import type { Day } from '../../kernel/index.ts';
import type { ViewingCategory } from '../rules/viewing.ts';
import type { IdentityDb } from './database.ts';

export type NewViewing = {
  readonly at: Date;
  readonly viewerId: number;
  readonly agencyId: number | null;
  readonly viewedId: number | null;
  readonly matterId: number | null;
  readonly category: ViewingCategory;
  readonly fields: readonly string[];
};

export const insertViewing = (db: IdentityDb, viewing: NewViewing) =>
  db
    .insertInto('identity.viewing')
    .values({
      at: viewing.at,
      viewer_id: viewing.viewerId,
      agency_id: viewing.agencyId,
      viewed_id: viewing.viewedId,
      matter_id: viewing.matterId,
      category: viewing.category,
      fields: [...viewing.fields],
    })
    .execute();

export type ViewerLine = {
  readonly personId: number;
  readonly name: string;
  readonly views: number;
  /** How many different people. */
  readonly people: number;
  readonly byCategory: Readonly<Partial<Record<ViewingCategory, number>>>;
};

/** Who looked how often in a time, by number of views. */
export async function viewersBetween(db: IdentityDb, from: Date, to: Date): Promise<readonly ViewerLine[]> {
  const { rows } = await sql<ViewerLine>`
    select h.id as "personId", h.name, sum(c.views)::int as views, c.people, json_object_agg(c.category, c.views) as "byCategory"
      from (select viewer_id, category, count(*)::int as views,
                   (select count(distinct viewed_id)::int from identity.viewing w
                     where w.viewer_id = v.viewer_id and w.at >= ${from} and w.at < ${to}) as people
              from identity.viewing v where v.at >= ${from} and v.at < ${to} group by viewer_id, category) c
      join identity.person h on h.id = c.viewer_id
     group by h.id, h.name, c.people order by views desc, h.id`.execute(db);
  return rows;
}

export type PostHolder = {
  readonly personId: number;
  readonly agencyId: number;
  readonly title: string;
  /** Posts with the same duties at the same agency: who can be compared with whom. */
  readonly duties: string;
};

/** Every post that these people hold on a day, and everybody who holds one like it at the same agency. */
export async function colleaguesOf(
  db: IdentityDb,
  personIds: readonly number[],
  on: Day,
): Promise<readonly PostHolder[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<PostHolder>`
    with held as (
      select a.person_id, p.agency_id, p.title, array(select unnest(p.roles) order by 1)::text as duties
        from identity.appointment a join identity.post p on p.id = a.post_id
       where a.from_on <= ${on} and coalesce(a.until_on, 'infinity') >= ${on})
    select person_id as "personId", agency_id as "agencyId", title, duties from held
     where (agency_id, duties) in (select agency_id, duties from held where person_id = any(${[...personIds]}::bigint[]))
     order by person_id, agency_id, title`.execute(db);
  return rows;
}

export type ViewOfMe = {
  readonly at: Date;
  readonly agencyId: number | null;
  readonly category: ViewingCategory;
  readonly fields: readonly string[];
  readonly matter: string | null;
};

/** Who has looked at somebody's numbers, newest first: which agency, never who by name. */
export async function viewsOf(db: IdentityDb, personId: number, limit: number): Promise<readonly ViewOfMe[]> {
  const rows = await db
    .selectFrom('identity.viewing as v')
    .leftJoin('kernel.matter as m', 'm.id', 'v.matter_id')
    .select(['v.at', 'v.agency_id as agencyId', 'v.fields', 'm.number as matter'])
    .select((row) => row.ref('v.category').$castTo<ViewingCategory>().as('category'))
    .where('v.viewed_id', '=', personId)
    .orderBy('v.at', 'desc')
    .orderBy('v.id', 'desc')
    .limit(limit)
    .execute();
  return rows;
}
