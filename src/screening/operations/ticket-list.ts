import type { Day, Kernel } from '../../kernel/index.ts';
import type { Queue } from '../wire.ts';
import type { Finder } from './hits.ts';

export type TicketRow = {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly agencyId: number;
  readonly state: string;
  readonly origin: 'self' | 'assigned';
  readonly foundOn: Day;
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
};

export type TicketQuery = {
  readonly queue: Queue;
  readonly agencyIds: readonly number[];
  readonly today: Day;
  readonly finder?: Finder | undefined;
  readonly agency?: number | undefined;
  readonly q?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

/** $1 agencies, $2 today. */
const QUEUE: Readonly<Record<Queue, string>> = {
  open: 'm.closed_at is null',
  found: "m.state = 'found'",
  rectified: "m.state = 'rectified'",
  late: "m.state = 'found' and m.due_on < $2::date",
  settled: "m.state = 'settled'",
  dismissed: "m.state = 'dismissed'",
  all: 'true',
};

const FROM = `from screening.ticket t join kernel.matter m on m.id = t.matter_id
  where m.agency_id = any($1) and $2::date is not null`;

const escaped = (q: string | undefined): string | null =>
  q === undefined || q === '' ? null : q.replaceAll(/[\\%_]/gu, '\\$&');

/** Tickets of these agencies, newest first. */
export async function listedTickets(
  { pool }: Pick<Kernel, 'pool'>,
  { queue, agencyIds, today, finder, agency, q, before, limit }: TicketQuery,
): Promise<readonly TicketRow[]> {
  const { rows } = await pool.query<TicketRow>(
    `select m.id, m.number, m.title, m.agency_id as "agencyId", m.state, t.origin,
            (m.opened_at at time zone 'Asia/Shanghai')::date as "foundOn", nullif(m.due_on, 'infinity') as "dueOn",
            nullif(m.warn_on, 'infinity') as "warnOn"
       ${FROM} and ${QUEUE[queue]}
        and ($3::text is null or exists (select from screening.hit h where h.ticket_id = m.id and h.finder = $3)) and ($4::bigint is null or m.agency_id = $4)
        and ($5::text is null or m.title ilike '%' || $5 || '%' or m.number = $5 or t.ref = $5)
        and ($6::bigint is null or m.id < $6)
      order by m.id desc limit $7`,
    [agencyIds, today, finder ?? null, agency ?? null, escaped(q), before ?? null, limit],
  );
  return rows;
}

/** How many stand in each queue. */
export async function ticketCounts(
  { pool }: Pick<Kernel, 'pool'>,
  agencyIds: readonly number[],
  today: Day,
): Promise<Readonly<Record<string, number>>> {
  const counted = Object.entries(QUEUE).map(
    ([name, condition]) => `count(*) filter (where ${condition})::int as "${name}"`,
  );
  const { rows } = await pool.query<Record<string, number>>(`select ${counted.join(', ')} ${FROM}`, [agencyIds, today]);
  return rows[0] ?? {};
}

export async function agenciesWithTickets(
  { pool }: Pick<Kernel, 'pool'>,
  agencyIds: readonly number[],
): Promise<readonly number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `select distinct m.agency_id as id from screening.ticket t join kernel.matter m on m.id = t.matter_id
      where m.agency_id = any($1) order by 1`,
    [agencyIds],
  );
  return rows.map(({ id }) => id);
}
