import type pg from 'pg';
import type { Day, Transaction } from '../../kernel/index.ts';
import { Entered, ReportContent, Texts } from './contract.ts';

type Source = Pick<pg.Pool, 'query'>;

export type StoredReport = {
  readonly id: number;
  readonly number: string;
  readonly agencyId: number;
  readonly year: number;
  readonly covers: 'agency' | 'government';
  readonly dueOn: Day;
  readonly texts: Texts;
  readonly entered: Entered;
  readonly frozen: ReportContent | null;
  readonly hash: string | null;
  readonly publishedOn: Day | null;
  readonly state: string;
  /** The edition that is being written, or stands. */
  readonly edition: number;
  readonly correction: string | null;
  /** Who submitted it. */
  readonly frozenBy: number | null;
};

type Stored = Omit<StoredReport, 'texts' | 'entered' | 'frozen'> & {
  texts: unknown;
  entered: unknown;
  frozen: unknown;
};

const SELECT = `select a.matter_id as id, m.number, a.agency_id as "agencyId", a.year, a.covers, a.due_on as "dueOn", a.texts,
    a.entered, a.frozen, encode(a.frozen_hash, 'hex') as hash, a.published_on as "publishedOn", m.state, a.edition, a.correction, a.frozen_by as "frozenBy"
  from information_requests.annual_report a join kernel.matter m on m.id = a.matter_id`;

const parsed = (row: Stored): StoredReport => ({
  ...row,
  texts: Texts.parse(row.texts),
  entered: Entered.parse(row.entered),
  frozen: row.frozen === null ? null : ReportContent.parse(row.frozen),
});

export async function reportById(source: Source, id: number): Promise<StoredReport | null> {
  const { rows } = await source.query<Stored>(`${SELECT} where a.matter_id = $1`, [id]);
  return rows[0] ? parsed(rows[0]) : null;
}

export async function reportOf(
  source: Source,
  { agencyId, year, covers }: Pick<StoredReport, 'agencyId' | 'year' | 'covers'>,
): Promise<StoredReport | null> {
  const { rows } = await source.query<Stored>(`${SELECT} where a.agency_id = $1 and a.year = $2 and a.covers = $3`, [
    agencyId,
    year,
    covers,
  ]);
  return rows[0] ? parsed(rows[0]) : null;
}

/** Reports of a year, governments first; without their contents. */
export async function reportsOf(
  source: Source,
  agencyIds: readonly number[],
  year: number,
): Promise<readonly Omit<StoredReport, 'texts' | 'entered' | 'frozen'>[]> {
  const { rows } = await source.query<Omit<StoredReport, 'texts' | 'entered' | 'frozen'>>(
    `select a.matter_id as id, m.number, a.agency_id as "agencyId", a.year, a.covers, a.due_on as "dueOn",
            encode(a.frozen_hash, 'hex') as hash, a.published_on as "publishedOn", m.state, a.edition, a.correction, a.frozen_by as "frozenBy"
       from information_requests.annual_report a join kernel.matter m on m.id = a.matter_id
      where a.agency_id = any($1::int[]) and a.year = $2 order by a.covers desc, a.agency_id`,
    [agencyIds, year],
  );
  return rows;
}

export async function yearsOf(source: Source): Promise<readonly number[]> {
  const { rows } = await source.query<{ year: number }>(
    'select distinct year from information_requests.annual_report order by year desc',
  );
  return rows.map(({ year }) => year);
}

export async function insertReport(
  source: Source,
  { id, agencyId, year, covers, dueOn }: Pick<StoredReport, 'id' | 'agencyId' | 'year' | 'covers' | 'dueOn'>,
): Promise<void> {
  await source.query(
    'insert into information_requests.annual_report (matter_id, agency_id, year, covers, due_on) values ($1, $2, $3, $4, $5)',
    [id, agencyId, year, covers, dueOn],
  );
}

export async function saveTexts(source: Source, id: number, texts: Texts, entered: Entered): Promise<void> {
  await source.query('update information_requests.annual_report set texts = $2, entered = $3 where matter_id = $1', [
    id,
    JSON.stringify(texts),
    JSON.stringify(entered),
  ]);
}

export async function freezeReport(
  source: Source,
  id: number,
  frozen: { readonly content: ReportContent; readonly hash: Buffer; readonly at: Date; readonly by: number | null },
): Promise<void> {
  await source.query(
    `update information_requests.annual_report set frozen = $2, frozen_hash = $3, frozen_at = $4, frozen_by = $5 where matter_id = $1`,
    [id, JSON.stringify(frozen.content), frozen.hash, frozen.at, frozen.by],
  );
}

/** Takes a frozen report up again: what it counted is counted anew when it is submitted. */
export async function thawReport({ client }: Transaction, { id, edition }: StoredReport): Promise<void> {
  for (const table of ['request', 'dispute', 'item'])
    await client.query(
      `delete from information_requests.annual_report_${table} where report_id = $1 and edition = $2`,
      [id, edition],
    );
  await client.query(
    `update information_requests.annual_report set frozen = null, frozen_hash = null, frozen_at = null, frozen_by = null where matter_id = $1`,
    [id],
  );
}

/** Begins another edition; what was published, its hash and its rows stay with the one before. */
export async function nextEdition({ client }: Transaction, id: number, correction: string): Promise<void> {
  await client.query(
    `update information_requests.annual_report
        set edition = edition + 1, correction = $2, frozen = null, frozen_hash = null, frozen_at = null, frozen_by = null
      where matter_id = $1`,
    [id, correction],
  );
}

/** Publishes the edition that was frozen. */
export async function markPublished(source: Source, id: number, on: Day): Promise<void> {
  await source.query('update information_requests.annual_report set published_on = $2 where matter_id = $1', [id, on]);
  await source.query(
    `insert into information_requests.annual_report_edition (report_id, edition, content, hash, published_on, correction)
     select matter_id, edition, frozen, frozen_hash, $2, correction from information_requests.annual_report where matter_id = $1`,
    [id, on],
  );
}

export type EditionRow = {
  readonly edition: number;
  readonly hash: string;
  readonly publishedOn: Day;
  readonly correction: string | null;
};

/** Editions that were published, the first one first. */
export async function editionsOf(source: Source, id: number): Promise<readonly EditionRow[]> {
  const { rows } = await source.query<EditionRow>(
    `select edition, hash, published_on as "publishedOn", correction from pub.pub_annual_report_edition
      where report_id = $1 order by edition`,
    [id],
  );
  return rows;
}

/** 信息处理费 that came in during the year, without what was or is being sent back of it. */
export async function feesIn(
  source: Source,
  agencyIds: readonly number[] | null,
  year: number,
): Promise<{ readonly requests: number; readonly amountFen: number }> {
  const { rows } = await source.query<{ requests: number; amountFen: number }>(
    `select count(*)::int as requests, coalesce(sum(amount_fen - coalesce(refund_fen, 0)), 0)::int as "amountFen"
       from information_requests.fee
      where state in ('paid', 'refunding', 'refunded') and amount_fen > coalesce(refund_fen, 0)
        and paid_on between make_date($2, 1, 1) and make_date($2, 12, 31)
        and ($1::int[] is null or agency_id = any($1::int[]))`,
    [agencyIds, year],
  );
  return rows[0] ?? { requests: 0, amountFen: 0 };
}

export type PublishedReport = {
  readonly id: number;
  readonly agencyId: number;
  readonly year: number;
  readonly covers: 'agency' | 'government';
  readonly hash: string;
  readonly publishedOn: Day;
  readonly edition: number;
  readonly correction: string | null;
};

const PUBLISHED = `a.matter_id as id, a.agency_id as "agencyId", a.year, a.covers`;
const MOST_LISTED = 1000;

/** What anybody may read, the latest year first. */
export async function publishedReports(
  source: Source,
  year: number | null,
  agencyId: number | null = null,
): Promise<readonly PublishedReport[]> {
  const { rows } = await source.query<PublishedReport>(
    `select ${PUBLISHED}, hash, published_on as "publishedOn", edition, correction from pub.pub_annual_report a
      where ($1::int is null or year = $1) and ($2::int is null or agency_id = $2)
      order by year desc, covers desc, agency_id limit ${MOST_LISTED}`,
    [year, agencyId],
  );
  return rows;
}

/** One edition of a published report; the one that stands where none is named. */
export async function publishedReport(
  source: Source,
  id: number,
  edition: number | null = null,
): Promise<(PublishedReport & { readonly content: ReportContent; readonly latest: number }) | null> {
  const { rows } = await source.query<PublishedReport & { report: unknown; latest: number }>(
    `select ${PUBLISHED}, e.hash, e.published_on as "publishedOn", e.edition, e.correction, e.report, a.edition as latest
       from pub.pub_annual_report a join pub.pub_annual_report_edition e on e.report_id = a.matter_id
      where a.matter_id = $1 and e.edition = coalesce($2::int, a.edition)`,
    [id, edition],
  );
  const [row] = rows;
  if (!row) return null;
  const { report, ...rest } = row;
  return { ...rest, content: ReportContent.parse(report) };
}
