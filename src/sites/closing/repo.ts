import type pg from 'pg';
import type { Transaction } from '../../kernel/index.ts';

type Source = Pick<pg.Pool, 'query'>;

export type ClosingRow = {
  readonly id: number;
  readonly number: string;
  readonly seq: number;
  readonly state: string;
  readonly site: string;
  readonly agencyId: number;
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly reason: string;
  readonly notice: string;
  readonly proposedBy: number | null;
  readonly approvedBy: number | null;
  readonly endedAt: Date | null;
};

/** A site that is not shown. */
export type Shut = { readonly site: string; readonly fromAt: Date; readonly untilAt: Date; readonly notice: string };

const SELECT = `select c.matter_id as id, m.number, m.seq, m.state, c.site, c.agency_id as "agencyId", c.from_at as "fromAt",
    c.until_at as "untilAt", c.reason, c.notice, c.proposed_by as "proposedBy", c.approved_by as "approvedBy",
    c.ended_at as "endedAt"
  from sites.closing c join kernel.matter m on m.id = c.matter_id`;

export async function closingsOf(
  source: Source,
  agencies: readonly number[],
  before: number | null,
  limit: number,
): Promise<readonly ClosingRow[]> {
  const { rows } = await source.query<ClosingRow>(
    `${SELECT} where c.agency_id = any($1) and ($2::bigint is null or c.matter_id < $2) order by c.matter_id desc limit $3`,
    [agencies, before, limit],
  );
  return rows;
}

export async function closingById(source: Source, id: number): Promise<ClosingRow | null> {
  const { rows } = await source.query<ClosingRow>(`${SELECT} where c.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

/** How often a site is or was to be shut in a year of legal time, what was refused or taken back not counted. */
export async function closingsInYear(source: Source, site: string, year: number): Promise<number> {
  const { rows } = await source.query<{ n: number }>(
    `select count(*)::int as n from sites.closing
      where site = $1 and not dropped and extract(year from from_at at time zone 'Asia/Shanghai') = $2`,
    [site, year],
  );
  return rows[0]?.n ?? 0;
}

export async function insertClosing(
  tx: Transaction,
  row: Pick<ClosingRow, 'id' | 'site' | 'agencyId' | 'fromAt' | 'untilAt' | 'reason' | 'notice' | 'proposedBy'>,
): Promise<void> {
  await tx.client.query(
    `insert into sites.closing (matter_id, site, agency_id, from_at, until_at, reason, notice, proposed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.site, row.agencyId, row.fromAt, row.untilAt, row.reason, row.notice, row.proposedBy],
  );
}

/** What is to be begun, or is over. */
export async function closingsToMove(source: Source, at: Date): Promise<readonly ClosingRow[]> {
  const { rows } = await source.query<ClosingRow>(
    `${SELECT} where (m.state = 'approved' and c.from_at <= $1) or (m.state = 'shut' and c.until_at <= $1) order by 1`,
    [at],
  );
  return rows;
}

/** Sites that are or will be shut, as a visitor may know. */
export async function shutSites(published: Source, at: Date): Promise<readonly Shut[]> {
  const { rows } = await published.query<Shut>(
    `select site, from_at as "fromAt", until_at as "untilAt", notice from pub.pub_site_closing
      where ended_at is null and until_at > $1`,
    [at],
  );
  return rows;
}
