import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../../kernel/index.ts';
import type { ApplicantKind, Channel } from '../decisions.ts';
import type { RequestsDb } from './database.ts';

export type RegisterFilter = {
  /** Agencies whose requests may be seen; null: every one. */
  readonly agencies: readonly number[] | null;
  /** A `tsquery`; null: no words were typed. */
  readonly query: string | null;
  readonly number: string | null;
  /** Hashes of a name that was typed; null where the searcher may not know who asks. */
  readonly names: readonly Buffer[] | null;
  readonly channel: Channel | null;
  readonly kind: ApplicantKind | null;
  readonly decision: string | null;
  readonly standing: 'open' | 'late' | 'concluded' | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly today: Day;
  readonly before: number | null;
  readonly limit: number;
};

export type RegisterRow = {
  readonly id: number;
  readonly number: string;
  readonly subject: string;
  readonly agencyId: number;
  readonly channel: Channel;
  readonly applicantKind: ApplicantKind;
  readonly state: string;
  readonly submittedOn: Day;
  readonly receivedOn: Day | null;
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
  readonly decision: string | null;
  readonly concludedOn: Day | null;
  readonly deliveredOn: Day | null;
};

/** More hits of a word than this, and the register is read from its end instead: it is common enough to fill a page. */
const COMMON = 2000;

/**
 * So many of the newest rows are looked at first. A word that one in twelve of them has fills a page from these alone, and
 * an agency with no more requests than this is searched completely: the index of words, which has to collect every hit of
 * a word before it gives the first, is asked only for what is rarer.
 */
const NEWEST = 600;

const COLUMNS = sql`m.id, m.number, r.subject, r.agency_id as "agencyId", r.channel, r.applicant_kind as "applicantKind",
  m.state, r.submitted_on as "submittedOn", r.received_on as "receivedOn", nullif(coalesce(d.due_on, c.due_on), 'infinity') as "dueOn",
  nullif(coalesce(d.warn_on, c.warn_on), 'infinity') as "warnOn", r.decision, r.concluded_on as "concludedOn", r.delivered_on as "deliveredOn"`;

/** A request with the clock of its reply: the delayed one where a delay was fixed, else the ordinary one. */
const FROM = sql`information_requests.request r join kernel.matter m on m.id = r.matter_id
  left join kernel.clock c on c.matter_id = r.matter_id and c.name = 'reply'
  left join kernel.clock d on d.matter_id = r.matter_id and d.name = 'delayed'`;

/** Rows of the register, newest first, from the one before `before`. */
export async function registerRows(db: RequestsDb, filter: RegisterFilter): Promise<readonly RegisterRow[]> {
  if (filter.query === null && filter.names === null) return rowsWhere(db, filter, conditions(filter));
  const found = await amongNewest(db, filter);
  if (found !== null) return found;
  const rare = filter.query === null ? null : await rareHits(db, filter.query);
  return rowsWhere(db, filter, [...conditions(filter), words(filter, rare)]);
}

async function rowsWhere(
  db: RequestsDb,
  { limit }: RegisterFilter,
  all: readonly RawBuilder<unknown>[],
): Promise<readonly RegisterRow[]> {
  const { rows } = await sql<RegisterRow>`
    select ${COLUMNS} from ${FROM}
     where ${sql.join(all, sql` and `)}
     order by r.matter_id desc limit ${limit}`.execute(db);
  return rows;
}

/** What the newest rows hold; null when that is not all there is and does not fill the page. */
async function amongNewest(db: RequestsDb, filter: RegisterFilter): Promise<readonly RegisterRow[] | null> {
  const { rows } = await sql<{ id: number | null; seen: number }>`
    with newest as materialized (
      select r.matter_id, r.tokens from ${FROM}
       where ${sql.join(conditions(filter), sql` and `)}
       order by r.matter_id desc limit ${NEWEST}),
    hits as (
      select r.matter_id from newest r where ${words(filter, null)} order by r.matter_id desc limit ${filter.limit})
    select h.matter_id as id, n.seen from (select count(*)::int as seen from newest) n left join hits h on true`.execute(
    db,
  );
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  const isAll = (rows[0]?.seen ?? 0) < NEWEST;
  if (!isAll && ids.length < filter.limit) return null;
  const found = await rowsByIds(db, ids);
  return found.toSorted((one, other) => other.id - one.id);
}

/** Every hit of a rare word; null when it is common. */
async function rareHits(db: RequestsDb, query: string): Promise<readonly number[] | null> {
  const { rows } = await sql<{ id: number }>`
    select matter_id as id from information_requests.request where tokens @@ to_tsquery('simple', ${query})
     limit ${COMMON + 1}`.execute(db);
  return rows.length > COMMON ? null : rows.map(({ id }) => id);
}

function conditions(filter: RegisterFilter): RawBuilder<unknown>[] {
  const { agencies, number, channel, kind, decision, standing, from, to, today, before } = filter;
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (agencies) all.push(sql`r.agency_id = any(${[...agencies]}::int[])`);
  if (before !== null) all.push(sql`r.matter_id < ${before}`);
  if (number !== null) all.push(sql`m.number = ${number}`);
  if (channel) all.push(sql`r.channel = ${channel}`);
  if (kind) all.push(sql`r.applicant_kind = ${kind}`);
  if (decision) all.push(sql`r.decision = ${decision}`);
  if (standing === 'open') all.push(sql`r.concluded_on is null`);
  if (standing === 'concluded') all.push(sql`r.concluded_on is not null`);
  if (standing === 'late') all.push(sql`r.concluded_on is null and coalesce(d.due_on, c.due_on) < ${today}`);
  if (from) all.push(sql`r.submitted_on >= ${from}`);
  if (to) all.push(sql`r.submitted_on <= ${to}`);
  return all;
}

/** What was typed: words of the request, or the name of who asks. */
function words({ query, names }: RegisterFilter, rare: readonly number[] | null): RawBuilder<unknown> {
  const any: RawBuilder<unknown>[] = [];
  // Written so that no index is used: rows are read from the newest on, and most of them fit.
  if (query !== null)
    any.push(
      rare
        ? sql`r.matter_id = any(${[...rare]}::bigint[])`
        : sql`coalesce(r.tokens @@ to_tsquery('simple', ${query}), false)`,
    );
  if (names)
    any.push(
      sql`r.matter_id in (select matter_id from information_requests.applicant where name_lookup = any(${[...names]}::bytea[]))`,
    );
  return any.length === 0 ? sql`true` : sql`(${sql.join(any, sql` or `)})`;
}

/** What is alike, as far as it may be told: what was asked, how it ended. */
export async function rowsByIds(db: RequestsDb, ids: readonly number[]): Promise<readonly RegisterRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<RegisterRow>`
    select ${COLUMNS} from ${FROM}
     where r.matter_id = any(${[...ids]}::bigint[])`.execute(db);
  return rows;
}

/** Which of these requests were made by whoever made this one, by the document he showed. */
export async function bySameApplicant(
  db: RequestsDb,
  id: number,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    select b.matter_id as id from information_requests.applicant a
      join information_requests.applicant b on b.document_lookup = a.document_lookup
     where a.matter_id = ${id} and b.matter_id = any(${[...ids]}::bigint[])`.execute(db);
  return new Set(rows.map((row) => row.id));
}
