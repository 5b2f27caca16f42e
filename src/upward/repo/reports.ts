import type { Day, Kernel, Transaction } from '../../kernel/index.ts';
import type { SourceKind } from '../contract.ts';

export type Source = Pick<Kernel['pool'], 'query'>;

export type ReportRow = {
  readonly id: number;
  readonly agencyId: number;
  readonly source: SourceKind;
  readonly index: string | null;
  readonly forwardedFrom: number | null;
  readonly superiorId: number | null;
  readonly superior: string;
  readonly title: string;
  readonly body: string;
  readonly hash: Buffer;
  readonly delivery: string | null;
  readonly firstSentOn: Day | null;
  readonly deliveredAt: Date | null;
  readonly tries: number;
  readonly fault: string | null;
  readonly receipt: string | null;
  readonly receivedOn: Day | null;
  readonly outcome: 'adopted' | 'declined' | null;
  readonly decidedOn: Day | null;
  readonly score: number | null;
  readonly usedWhere: string | null;
  readonly words: string | null;
};

const COLUMNS = `matter_id as id, agency_id as "agencyId", source, index_number as index, forwarded_from as "forwardedFrom",
  superior_id as "superiorId", superior_name as superior, title, body, text_hash as hash, delivery, first_sent_on as "firstSentOn",
  delivered_at as "deliveredAt", tries, fault, receipt_number as receipt, received_on as "receivedOn", outcome,
  decided_on as "decidedOn", score, used_where as "usedWhere", words`;

export async function reportRow(source: Source, id: number): Promise<ReportRow | null> {
  const { rows } = await source.query<ReportRow>(`select ${COLUMNS} from upward.report where matter_id = $1`, [id]);
  return rows[0] ?? null;
}

export async function reportByDelivery(source: Source, delivery: string): Promise<ReportRow | null> {
  const { rows } = await source.query<ReportRow>(`select ${COLUMNS} from upward.report where delivery = $1`, [
    delivery,
  ]);
  return rows[0] ?? null;
}

export type NewReport = Pick<
  ReportRow,
  'id' | 'agencyId' | 'source' | 'index' | 'forwardedFrom' | 'superiorId' | 'superior' | 'title' | 'body' | 'hash'
> & { readonly openedBy: number | null };

export async function insertReport({ client }: Transaction, row: NewReport): Promise<void> {
  await client.query(
    `insert into upward.report (matter_id, agency_id, source, index_number, forwarded_from, superior_id, superior_name,
                                title, body, text_hash, opened_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[row.id, row.agencyId, row.source, row.index, row.forwardedFrom, row.superiorId, row.superior],
      ...[row.title, row.body, row.hash, row.openedBy],
    ],
  );
}

export async function setText(
  { client }: Transaction,
  { id, title, body, hash }: Pick<ReportRow, 'id' | 'title' | 'body' | 'hash'>,
): Promise<void> {
  await client.query('update upward.report set title = $2, body = $3, text_hash = $4 where matter_id = $1', [
    id,
    title,
    body,
    hash,
  ]);
  await client.query('update kernel.matter set title = $2 where id = $1', [id, title]);
}

export type ListedReport = Pick<
  ReportRow,
  'id' | 'agencyId' | 'source' | 'superior' | 'firstSentOn' | 'outcome' | 'score' | 'usedWhere' | 'receipt'
> & { readonly number: string; readonly title: string; readonly state: string };

export type ReportQuery = {
  readonly agencyIds: readonly number[];
  readonly state?: string | undefined;
  readonly q?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

export const escaped = (q: string | undefined): string | null =>
  q === undefined || q === '' ? null : q.replaceAll(/[\\%_]/gu, '\\$&');

/** What was reported, newest first. */
export async function listedReports(
  source: Source,
  { agencyIds, state, q, before, limit }: ReportQuery,
): Promise<readonly ListedReport[]> {
  const { rows } = await source.query<ListedReport>(
    `select m.id, m.number, m.title, m.state, r.agency_id as "agencyId", r.source, r.superior_name as superior,
            r.first_sent_on as "firstSentOn", r.outcome, r.score, r.used_where as "usedWhere", r.receipt_number as receipt
       from upward.report r join kernel.matter m on m.id = r.matter_id
      where r.agency_id = any($1) and ($2::text is null or m.state = $2)
        and ($3::text is null or m.title ilike '%' || $3 || '%' or m.number = $3) and ($4::bigint is null or m.id < $4)
      order by m.id desc limit $5`,
    [agencyIds, state ?? null, escaped(q), before ?? null, limit],
  );
  return rows;
}

/** What waits to be sent to the superior outside and may be tried now; taken for a while, so that no other copy tries too. */
export async function takeOutgoing(source: Source, at: Date, only: number | null): Promise<readonly ReportRow[]> {
  const { rows } = await source.query<ReportRow>(
    `update upward.report set next_try_at = $1::timestamptz + interval '5 minutes', tries = tries + 1
      where matter_id in (
        select matter_id from upward.report
         where next_try_at <= $1 and delivered_at is null and ($2::bigint is null or matter_id = $2)
         order by next_try_at limit 50 for update skip locked)
     returning ${COLUMNS}`,
    [at, only],
  );
  return rows;
}

/** Sent to the superior outside and not decided yet, oldest first. */
export async function undecidedOutside(source: Source): Promise<readonly string[]> {
  const { rows } = await source.query<{ delivery: string }>(
    `select r.delivery from upward.report r join kernel.matter m on m.id = r.matter_id
      where r.superior_id is null and r.delivered_at is not null and m.state in ('sent', 'received')
      order by r.matter_id limit 10000`,
  );
  return rows.map(({ delivery }) => delivery);
}

const CHOICES = 30;

/** What an agency has published and still says, newest first: it can be reported. */
export async function publishedBy(
  source: Source,
  agencyId: number,
  q: string | undefined,
): Promise<readonly { readonly index: string; readonly title: string; readonly on: Day }[]> {
  const { rows } = await source.query<{ index: string; title: string; on: Day }>(
    `select index_number as index, title, (published_at at time zone 'Asia/Shanghai')::date as on from pub.pub_publication
      where agency_id = $1 and not withdrawn and validity = 'in-force'
        and ($2::text is null or title ilike '%' || $2 || '%' or index_number = $2)
      order by published_at desc, index_number desc limit $3`,
    [agencyId, escaped(q), CHOICES],
  );
  return rows;
}
