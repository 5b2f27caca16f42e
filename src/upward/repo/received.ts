import type { Day } from '../../kernel/index.ts';
import { escaped, type ReportQuery, type Source } from './reports.ts';

export type ReceivedRow = {
  readonly id: number;
  readonly reportId: number;
  readonly agencyId: number;
  readonly fromId: number;
  readonly title: string;
  readonly body: string;
  readonly index: string | null;
  readonly receivedOn: Day | null;
  readonly outcome: 'adopted' | 'declined' | 'returned' | null;
  readonly decidedOn: Day | null;
  readonly score: number | null;
  readonly usedWhere: string | null;
  readonly words: string | null;
};

export async function receivedRow(source: Source, id: number): Promise<ReceivedRow | null> {
  const { rows } = await source.query<ReceivedRow>(
    `select matter_id as id, report_id as "reportId", agency_id as "agencyId", from_id as "fromId", title, body,
            index_number as index, received_on as "receivedOn", outcome, decided_on as "decidedOn", score,
            used_where as "usedWhere", words
       from upward.received where matter_id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export type ListedReceived = Pick<ReceivedRow, 'id' | 'fromId' | 'receivedOn' | 'score' | 'usedWhere'> & {
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
};

/** What subordinates reported, newest first. */
export async function listedReceived(
  source: Source,
  { agencyIds, state, q, before, limit }: ReportQuery,
): Promise<readonly ListedReceived[]> {
  const { rows } = await source.query<ListedReceived>(
    `select m.id, m.number, m.title, m.state, r.from_id as "fromId", r.received_on as "receivedOn", r.score,
            r.used_where as "usedWhere", nullif(m.due_on, 'infinity') as "dueOn", nullif(m.warn_on, 'infinity') as "warnOn"
       from upward.received r join kernel.matter m on m.id = r.matter_id
      where r.agency_id = any($1) and ($2::text is null or m.state = $2)
        and ($3::text is null or m.title ilike '%' || $3 || '%' or m.number = $3) and ($4::bigint is null or m.id < $4)
      order by m.id desc limit $5`,
    [agencyIds, state ?? null, escaped(q), before ?? null, limit],
  );
  return rows;
}

const CHOICES = 30;

/** What an office has adopted from below, newest first: it can be passed on. */
export async function adoptedAt(
  source: Source,
  agencyId: number,
  q: string | undefined,
): Promise<readonly { readonly id: number; readonly title: string; readonly fromId: number }[]> {
  const { rows } = await source.query<{ id: number; title: string; fromId: number }>(
    `select matter_id as id, title, from_id as "fromId" from upward.received
      where agency_id = $1 and outcome = 'adopted' and ($2::text is null or title ilike '%' || $2 || '%')
      order by matter_id desc limit $3`,
    [agencyId, escaped(q), CHOICES],
  );
  return rows;
}
