import type { Day } from '../day.ts';
import type { Kernel } from '../kernel.ts';
import { finite } from './read.ts';

/** One line of an inbox. */
export type InboxRow = {
  readonly id: number;
  readonly kind: string;
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly processId: number;
  readonly holderRole: string | null;
  readonly agencyId: number;
  readonly openedAt: Date;
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
  readonly provisional: boolean;
};

/** Where the next page begins: after this row, in the order of the list. */
export type InboxCursor = { readonly dueOn: string; readonly id: number };

export type InboxPage = { readonly rows: readonly InboxRow[]; readonly next: InboxCursor | null };

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
  due_on: string;
  warn_on: string;
  provisional: boolean;
};

/**
 * For each duty (role at agency) the index gives its first rows after the cursor; the page is the first of those
 * together. Cost follows the page and the number of duties, not how far one has turned or how much is open.
 */
const INBOX = {
  name: 'kernel-inbox',
  text: `
    select r.* from unnest($1::text[], $2::int[]) as duty(role, agency)
     cross join lateral (
       select id, kind, number, title, state, process_id, holder_role, agency_id, opened_at, due_on, warn_on, provisional
         from kernel.matter m
        where m.closed_at is null and m.agency_id = duty.agency and m.holder_role = duty.role
          and (m.due_on, m.id) > ($3::date, $4::bigint)
        order by m.due_on, m.id
        limit $5) r
     order by r.due_on, r.id
     limit $5`,
};

/** What waits for somebody with these duties, nearest due date first; what has no date comes last. */
export async function inbox(
  kernel: Pick<Kernel, 'pool'>,
  duties: readonly { readonly role: string; readonly agencyId: number }[],
  after: InboxCursor | null,
  limit = 50,
): Promise<InboxPage> {
  if (duties.length === 0) return { rows: [], next: null };
  const { rows } = await kernel.pool.query<Row>({
    ...INBOX,
    values: [
      duties.map((duty) => duty.role),
      duties.map((duty) => duty.agencyId),
      after?.dueOn ?? '-infinity',
      after?.id ?? 0,
      limit + 1,
    ],
  });
  return pageOf(rows, limit);
}

function pageOf(rows: readonly Row[], limit: number): InboxPage {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      number: row.number,
      title: row.title,
      state: row.state,
      processId: row.process_id,
      holderRole: row.holder_role,
      agencyId: row.agency_id,
      openedAt: row.opened_at,
      dueOn: finite(row.due_on),
      warnOn: finite(row.warn_on),
      provisional: row.provisional,
    })),
    next: rows.length > limit && last ? { dueOn: last.due_on, id: last.id } : null,
  };
}

/** Open matters whose date is provisional because a year's holiday arrangement is not loaded: the alarm list. */
export async function provisionalMatters(
  kernel: Pick<Kernel, 'pool'>,
  agencyIds: readonly number[] | null,
  after: InboxCursor | null,
  limit = 50,
): Promise<InboxPage> {
  const { rows } = await kernel.pool.query<Row>({
    name: 'kernel-provisional',
    text: `
      select id, kind, number, title, state, process_id, holder_role, agency_id, opened_at, due_on, warn_on, provisional
        from kernel.matter
       where provisional and closed_at is null and ($1::int[] is null or agency_id = any($1))
         and (due_on, id) > ($2::date, $3::bigint)
       order by due_on, id limit $4`,
    values: [agencyIds, after?.dueOn ?? '-infinity', after?.id ?? 0, limit + 1],
  });
  return pageOf(rows, limit);
}

/** Some kinds of matter of one agency, for who looks after no others there. */
export type Line = { readonly agencyId: number; readonly kinds: readonly string[] };

/**
 * Open matters past their date, oldest first: what supervision looks at.
 *
 * @param agencyIds agencies of which every kind is meant
 * @param lines others, of which some kinds are
 */
export async function overdueMatters(
  kernel: Pick<Kernel, 'pool'>,
  agencyIds: readonly number[],
  today: Day,
  after: InboxCursor | null,
  limit = 50,
  lines: readonly Line[] = [],
): Promise<InboxPage> {
  const { rows } = await kernel.pool.query<Row>({
    name: 'kernel-overdue',
    text: `
      select r.* from unnest($1::int[], $6::text[]) as sight(agency, kinds)
       cross join lateral (
         select id, kind, number, title, state, process_id, holder_role, agency_id, opened_at, due_on, warn_on, provisional
           from kernel.matter m
          where m.closed_at is null and m.agency_id = sight.agency and m.due_on < $2::date
            and (sight.kinds is null or m.kind = any(string_to_array(sight.kinds, ' ')))
            and (m.due_on, m.id) > ($3::date, $4::bigint)
          order by m.due_on, m.id limit $5) r
       order by r.due_on, r.id limit $5`,
    values: [
      [...agencyIds, ...lines.map(({ agencyId }) => agencyId)],
      today,
      after?.dueOn ?? '-infinity',
      after?.id ?? 0,
      limit + 1,
      [...agencyIds.map(() => null), ...lines.map(({ kinds }) => kinds.join(' '))],
    ],
  });
  return pageOf(rows, limit);
}
