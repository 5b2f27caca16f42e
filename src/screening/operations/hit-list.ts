import type { Day, Kernel } from '../../kernel/index.ts';
import type { Kind } from '../rules/kinds.ts';
import type { Finder, HitState } from './hits.ts';

export type HitRow = {
  readonly id: number;
  /** Number of its ticket, and its line. */
  readonly number: string;
  readonly ticketId: number;
  readonly ticketState: string;
  readonly title: string;
  readonly agencyId: number;
  readonly officeId: number | null;
  readonly finder: Finder;
  readonly content: string | null;
  readonly part: string | null;
  readonly kind: Kind | null;
  readonly masked: string | null;
  readonly note: string | null;
  readonly state: HitState;
  readonly reason: string | null;
  readonly decidedBy: number | null;
  readonly decidedAt: Date | null;
  readonly foundOn: Day;
  readonly settledOn: Day | null;
};

export type HitQuery = {
  readonly agencyIds: readonly number[];
  readonly state?: HitState | 'standing' | undefined;
  readonly kind?: Kind | undefined;
  readonly finder?: Finder | undefined;
  readonly agency?: number | undefined;
  readonly ticket?: number | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly q?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

const NUMBERED = /^(.+)\/(\d{1,9})$/u;

/** Lines of the tickets of these agencies, newest first. */
export async function listedHits({ pool }: Pick<Kernel, 'pool'>, query: HitQuery): Promise<readonly HitRow[]> {
  const [, number, line] = NUMBERED.exec(query.q ?? '') ?? [];
  const { rows } = await pool.query<HitRow>(
    `select h.id, m.number || '/' || h.line as number, h.ticket_id as "ticketId", m.state as "ticketState", m.title,
            m.agency_id as "agencyId", h.office_id as "officeId", h.finder, h.content, h.part, h.kind, h.masked, h.note, h.state,
            h.reason, h.decided_by as "decidedBy", h.decided_at as "decidedAt", h.found_on as "foundOn", h.settled_on as "settledOn"
       from screening.hit h join kernel.matter m on m.id = h.ticket_id join screening.ticket t on t.matter_id = h.ticket_id
      where m.agency_id = any($1)
        and ($2::text is null or h.state = $2 or ($2 = 'standing' and h.state in ('open', 'to-mask')))
        and ($3::text is null or h.kind = $3) and ($4::text is null or h.finder = $4)
        and ($5::bigint is null or m.agency_id = $5) and ($6::bigint is null or h.ticket_id = $6)
        and ($7::date is null or h.found_on >= $7) and ($8::date is null or h.found_on <= $8)
        and ($9::text is null or m.title ilike '%' || $9 || '%' or m.number = $10 or t.ref = $10
             or (m.number = $11 and h.line = $12::int))
        and ($13::bigint is null or h.id < $13)
      order by h.id desc limit $14`,
    [
      query.agencyIds,
      query.state ?? null,
      query.kind ?? null,
      query.finder ?? null,
      query.agency ?? null,
      query.ticket ?? null,
      query.from ?? null,
      query.to ?? null,
      query.q ? query.q.replaceAll(/[\\%_]/gu, '\\$&') : null,
      query.q ?? null,
      number ?? null,
      line ?? null,
      query.before ?? null,
      query.limit,
    ],
  );
  return rows;
}

/** How many lines are in each state. */
export async function hitCounts(
  { pool }: Pick<Kernel, 'pool'>,
  agencyIds: readonly number[],
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ state: string; n: number }>(
    `select h.state, count(*)::int as n from screening.hit h join kernel.matter m on m.id = h.ticket_id
      where m.agency_id = any($1) group by h.state`,
    [agencyIds],
  );
  const counts = Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  return {
    ...counts,
    standing: (counts.open ?? 0) + (counts['to-mask'] ?? 0),
    all: rows.reduce((sum, { n }) => sum + n, 0),
  };
}

/** A line of a ticket by where it stands in what is published. */
export type TicketLine = Omit<HitRow, 'title' | 'agencyId' | 'ticketId' | 'ticketState' | 'foundOn' | 'settledOn'> & {
  readonly line: number;
  readonly documentId: number | null;
  readonly start: number | null;
  /** Undecided lines with the same value in the same document, this one among them. */
  readonly alike: number;
};

/** The lines of a ticket in their order. */
export async function ticketLines(
  { pool }: Pick<Kernel, 'pool'>,
  ticket: number,
  limit: number,
): Promise<readonly TicketLine[]> {
  const { rows } = await pool.query<TicketLine>(
    `select h.id, m.number || '/' || h.line as number, h.line, h.office_id as "officeId", h.finder, h.content, h.part, h.kind,
            h.masked, h.note, h.state, h.reason, h.decided_by as "decidedBy", h.decided_at as "decidedAt",
            h.document_id as "documentId", h.starts_at as start,
            case when h.value_no is null then 1 else
              count(*) filter (where h.state = 'open') over (partition by h.document_id, h.kind, h.value_no) end::int as alike
       from screening.hit h join kernel.matter m on m.id = h.ticket_id
      where h.ticket_id = $1 order by h.line limit $2`,
    [ticket, limit],
  );
  return rows;
}

/** How many lines of each of these tickets there are, and how many of them stand. */
export async function lineCounts(
  { pool }: Pick<Kernel, 'pool'>,
  tickets: readonly number[],
): Promise<ReadonlyMap<number, { readonly lines: number; readonly open: number }>> {
  const { rows } = await pool.query<{ id: number; lines: number; open: number }>(
    `select ticket_id as id, count(*)::int as lines, count(*) filter (where state in ('open', 'to-mask'))::int as open
       from screening.hit where ticket_id = any($1) group by ticket_id`,
    [tickets],
  );
  return new Map(rows.map(({ id, lines, open }) => [id, { lines, open }]));
}

type AgencyFigures = {
  readonly agencyId: number;
  readonly self: number;
  readonly assigned: number;
  readonly rectified: number;
  readonly open: number;
  readonly kept: number;
  readonly dismissed: number;
};

/**
 * Finds of a time by who found them, and what became of them: those found by oneself and those assigned are the rectified
 * and the open ones (M-028). What may stay by law, and what is no personal data, is no problem and counts for neither.
 */
export async function hitFigures(
  { pool }: Pick<Kernel, 'pool'>,
  agencyIds: readonly number[],
  from: Day,
  to: Day,
): Promise<readonly AgencyFigures[]> {
  const { rows } = await pool.query<AgencyFigures>(
    `select h.agency_id as "agencyId",
            count(*) filter (where h.finder in ('scan', 'joint') and h.state not in ('kept', 'none'))::int as self,
            count(*) filter (where h.finder in ('province', 'superior') and h.state not in ('kept', 'none'))::int as assigned,
            count(*) filter (where h.settled_on is not null and h.state not in ('kept', 'none'))::int as rectified,
            count(*) filter (where h.settled_on is null and h.state not in ('kept', 'none'))::int as open,
            count(*) filter (where h.state = 'kept')::int as kept,
            count(*) filter (where h.state = 'none')::int as dismissed
       from pub.pub_privacy_hit h
      where h.agency_id = any($1) and h.found_on between $2 and $3
      group by h.agency_id order by h.agency_id`,
    [agencyIds, from, to],
  );
  return rows;
}

type FinderFigures = {
  readonly finder: Finder;
  readonly officeId: number | null;
  readonly found: number;
  readonly rectified: number;
};

/** The same by who has come upon them, each office that screened by itself. */
export async function finderFigures(
  { pool }: Pick<Kernel, 'pool'>,
  agencyIds: readonly number[],
  from: Day,
  to: Day,
): Promise<readonly FinderFigures[]> {
  const { rows } = await pool.query<FinderFigures>(
    `select h.finder, h.office_id as "officeId", count(*)::int as found, count(h.settled_on)::int as rectified
       from screening.hit h join kernel.matter m on m.id = h.ticket_id
      where m.agency_id = any($1) and h.found_on between $2 and $3 and h.state not in ('kept', 'none')
      group by 1, 2 order by array_position(array['scan', 'joint', 'province', 'superior'], h.finder), 2 nulls first`,
    [agencyIds, from, to],
  );
  return rows;
}
