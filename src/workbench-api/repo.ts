import type pg from 'pg';
import type { Day, InboxCursor, InboxRow, Light, Line } from '../kernel/index.ts';

type Source = Pick<pg.Pool, 'query'>;
export type Duty = { readonly role: string; readonly agencyId: number };

/** A row of a list with what only the workbench shows beside it. */
export type FoundRow = InboxRow & { readonly closedAt: Date | null };

type Row = {
  id: number;
  kind: string;
  number: string;
  title: string;
  state: string;
  process_id: number;
  holder_role: string | null;
  agency_id: number;
  opened_at: Date;
  closed_at: Date | null;
  due_on: string;
  warn_on: string;
  provisional: boolean;
};

const COLUMNS = `id, kind, number, title, state, process_id, holder_role, agency_id, opened_at, closed_at, due_on, warn_on, provisional`;

/** A clock that stands still is due at infinity in the database. */
const finite = (text: string): Day | null => (text === 'infinity' ? null : (text as Day));

const rowOf = (row: Row): FoundRow => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  title: row.title,
  state: row.state,
  processId: row.process_id,
  holderRole: row.holder_role,
  agencyId: row.agency_id,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  dueOn: finite(row.due_on),
  warnOn: finite(row.warn_on),
  provisional: row.provisional,
});

/** A light is a comparison of dates, so that filtering by it walks the same index as the list itself. */
const LIGHT: Readonly<Record<Light, string>> = {
  red: 'and m.due_on < $3::date',
  yellow: 'and m.due_on >= $3::date and m.warn_on <= $3::date',
  green: 'and m.due_on >= $3::date and m.warn_on > $3::date',
};

/** What waits for these duties under one light or of one kind, nearest due date first. */
export async function filteredInbox(
  source: Source,
  duties: readonly Duty[],
  today: Day,
  filter: { readonly kind?: string | undefined; readonly light?: Light | undefined },
  after: InboxCursor | null,
  limit: number,
): Promise<{ readonly rows: readonly FoundRow[]; readonly next: InboxCursor | null }> {
  const { rows } = await source.query<Row>({
    name: `workbench-inbox-${filter.light ?? 'any'}`,
    text: `
      select r.* from unnest($1::text[], $2::int[]) as duty(role, agency)
       cross join lateral (
         select ${COLUMNS} from kernel.matter m
          where m.closed_at is null and m.agency_id = duty.agency and m.holder_role = duty.role
            ${filter.light ? LIGHT[filter.light] : 'and $3::date is not null'}
            and ($4::text is null or m.kind = $4)
            and (m.due_on, m.id) > ($5::date, $6::bigint)
          order by m.due_on, m.id limit $7) r
       order by r.due_on, r.id limit $7`,
    values: [
      duties.map((duty) => duty.role),
      duties.map((duty) => duty.agencyId),
      today,
      filter.kind ?? null,
      after?.dueOn ?? '-infinity',
      after?.id ?? 0,
      limit + 1,
    ],
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page.map(rowOf), next: rows.length > limit && last ? { dueOn: last.due_on, id: last.id } : null };
}

/** How many wait under each light, counted no further than `atMost` for each. */
export async function countByLight(
  source: Source,
  duties: readonly Duty[],
  today: Day,
  kind: string | null,
  atMost: number,
): Promise<Readonly<Record<Light, number>>> {
  const part = (light: Light) => `
    (select count(*)::int from (
       select 1 from unnest($1::text[], $2::int[]) as duty(role, agency)
        cross join lateral (
          select 1 from kernel.matter m
           where m.closed_at is null and m.agency_id = duty.agency and m.holder_role = duty.role
             ${LIGHT[light]} and ($4::text is null or m.kind = $4)
           limit $5) one
        limit $5) many) as ${light}`;
  const { rows } = await source.query<Record<Light, number>>({
    name: 'workbench-inbox-counts',
    text: `select ${part('red')}, ${part('yellow')}, ${part('green')}`,
    values: [duties.map((duty) => duty.role), duties.map((duty) => duty.agencyId), today, kind, atMost],
  });
  return rows[0] ?? { red: 0, yellow: 0, green: 0 };
}

/** Matters of these agencies whose number begins so, newest first. */
export async function mattersByNumberPrefix(
  source: Source,
  agencyIds: readonly number[],
  prefix: string,
  limit: number,
): Promise<readonly FoundRow[]> {
  const escaped = prefix.replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`);
  const { rows } = await source.query<Row>({
    name: 'workbench-by-number',
    text: `select ${COLUMNS} from kernel.matter where number like $1 and agency_id = any($2::int[]) order by number desc limit $3`,
    values: [`${escaped}%`, agencyIds, limit],
  });
  return rows.map(rowOf);
}

/** Kind and id of each of these matters. */
export async function mattersByNumber(
  source: Source,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: number; readonly kind: string }>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await source.query<{ number: string; id: number; kind: string }>({
    name: 'workbench-by-numbers',
    text: 'select number, id, kind from kernel.matter where number = any($1::text[])',
    values: [numbers],
  });
  return new Map(rows.map((row) => [row.number, row]));
}

/** The region each of these matters belongs to: its calendar counts their days. */
export async function regionsOf(source: Source, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await source.query<{ id: number; region: string }>({
    name: 'workbench-regions',
    text: 'select id, region from kernel.matter where id = any($1::bigint[])',
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, row.region]));
}

/** How many open matters carry a provisional date, counted no further than `atMost`. */
export async function countProvisional(source: Source, atMost: number): Promise<number> {
  const { rows } = await source.query<{ n: number }>({
    name: 'workbench-provisional-count',
    text: 'select count(*)::int as n from (select 1 from kernel.matter where provisional and closed_at is null limit $1) m',
    values: [atMost],
  });
  return rows[0]?.n ?? 0;
}

/** What waits for one role at one agency. */
export type Waiting = {
  readonly agencyId: number;
  readonly holderRole: string;
  readonly count: number;
  /** The nearest due date; `null`: none of it has one. */
  readonly dueOn: Day | null;
  /** When the first of it came to wait. */
  readonly since: Date;
};

/** How much waits for each role of these agencies, of every kind or, along a line, of some. */
export async function waitingFor(
  source: Source,
  agencyIds: readonly number[],
  lines: readonly Line[],
): Promise<readonly Waiting[]> {
  const { rows } = await source.query<Waiting>({
    name: 'workbench-waiting-for',
    text: `
      select m.agency_id as "agencyId", m.holder_role as "holderRole", count(*)::int as count,
             nullif(min(m.due_on), 'infinity')::text as "dueOn", min(m.acted_at) as since
        from unnest($1::int[], $2::text[]) as sight(agency, kinds)
        join kernel.matter m on m.agency_id = sight.agency and m.closed_at is null
         and (sight.kinds is null or m.kind = any(string_to_array(sight.kinds, ' ')))
       where m.holder_role is not null and m.holder_role not in ('subject', 'system')
       group by 1, 2`,
    values: [
      [...agencyIds, ...lines.map(({ agencyId }) => agencyId)],
      [...agencyIds.map(() => null), ...lines.map(({ kinds }) => kinds.join(' '))],
    ],
  });
  return rows;
}
