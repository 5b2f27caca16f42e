import type pg from 'pg';
import type { Judgement } from '../rules/health.ts';

type Source = Pick<pg.Pool, 'query'>;

const one = async (source: Source, text: string, values: readonly unknown[]): Promise<number> =>
  (await source.query<{ n: number }>(text, [...values])).rows[0]?.n ?? 0;

/** Changed files that nobody has put right yet. */
export const openAlarmCount = (source: Source): Promise<number> =>
  one(source, 'select count(*)::int as n from sites.alarm where restored_at is null', []);

/**
 * Articles that bear an earlier date than the ledger has them, by more than a day. What was moved in from another site
 * has its old address kept, or came together with hundreds of others, and is left out.
 */
export const backdatedCount = (source: Source, site: string): Promise<number> =>
  one(
    source,
    `select count(*)::int as n from sites.article a
       join sites.page_version v on v.path = a.path and v.version = 1 join sites.batch b on b.id = v.batch
      where a.site = $1 and b.pages = 1 and a.published_at < v.at - interval '1 day'
        and not exists (select from sites.redirect r where r.new_path = a.path)`,
    [site],
  );

export type PageFaults = {
  readonly brokenOnHome: number;
  readonly brokenElsewhere: number;
  readonly missingTags: number;
  readonly missingFooter: number;
};

/** Links that lead nowhere, here or abroad, and pages without what they have to have; as they were checked last. */
export async function pageFaults(source: Source, site: string): Promise<PageFaults> {
  const { rows } = await source.query<PageFaults>(
    `select (count(*) filter (where fault in ('no-page', 'no-file') and is_home))::int as "brokenOnHome",
            ((count(*) filter (where fault in ('no-page', 'no-file') and not is_home))
              + (select count(*) from sites.foreign_link l join sites.article a on a.ref = l.ref
                  where a.site = $1 and not a.withdrawn and l.fault is not null))::int as "brokenElsewhere",
            (count(distinct path) filter (where fault = 'no-tag'))::int as "missingTags",
            (count(distinct what) filter (where fault = 'no-foot'))::int as "missingFooter"
       from sites.page_fault where site = $1`,
    [site],
  );
  return rows[0] ?? { brokenOnHome: 0, brokenElsewhere: 0, missingTags: 0, missingFooter: 0 };
}

export type HealthDay = { readonly on: string; readonly passed: boolean; readonly score: number | null };

/** The last look at a site on each of so many days, the latest first. */
export async function healthDays(source: Source, site: string, most: number): Promise<readonly HealthDay[]> {
  const { rows } = await source.query<HealthDay>(
    `select on_day::text as on, passed, score::float8 as score from sites.health where site = $1 order by on_day desc limit $2`,
    [site, most],
  );
  return rows;
}

/** Keeps a look at a site; of a day the first stays. */
export async function keepHealth(
  source: Source,
  look: {
    readonly site: string;
    readonly at: Date;
    readonly on: string;
    readonly passed: boolean;
    readonly score: number | null;
  },
  result: object,
): Promise<void> {
  await source.query(
    `insert into sites.health (site, at, on_day, passed, score, result) values ($1, $2, $3, $4, $5, $6)
     on conflict (site, on_day) do nothing`,
    [look.site, look.at, look.on, look.passed, look.score, JSON.stringify(result)],
  );
}

/** Sites that were looked at on a day. */
export async function lookedAtOn(source: Source, on: string): Promise<ReadonlySet<string>> {
  const { rows } = await source.query<{ site: string }>('select site from sites.health where on_day = $1', [on]);
  return new Set(rows.map(({ site }) => site));
}

/** Interpretations that lead to no document. */
export const unlinkedPolicies = (source: Source, site: string): Promise<number> =>
  one(
    source,
    `select count(*)::int as n from sites.article a join pub.pub_publication p on p.index_number = a.index_number
      where a.site = $1 and not a.withdrawn and p.genre = 'interpretation'
        and not exists (select from pub.pub_publication_link l where l.from_index = p.index_number and l.relation = 'interprets')`,
    [site],
  );

export type JudgementRow = Judgement & { readonly personId: number };

/** What was found last of each item of a site. */
export async function judgements(source: Source, site: string): Promise<readonly JudgementRow[]> {
  const { rows } = await source.query<JudgementRow>(
    `select distinct on (item) item, times, note, person_id as "personId", at from sites.judgement
      where site = $1 order by item, id desc`,
    [site],
  );
  return rows;
}

export async function insertJudgement(source: Source, site: string, found: JudgementRow): Promise<void> {
  await source.query(
    'insert into sites.judgement (site, item, times, note, person_id, at) values ($1, $2, $3, $4, $5, $6)',
    [site, found.item, found.times, found.note, found.personId, found.at],
  );
}

/** Whether anybody can ask an agency for a service. */
export const offersServices = async (source: Source, agencyId: number): Promise<boolean> =>
  (await one(source, 'select count(*)::int as n from (select from pub.pub_offer where agency_id = $1 limit 1) x', [
    agencyId,
  ])) > 0;
