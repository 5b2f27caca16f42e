import { steppingIn } from '../identity/index.ts';
import {
  type Actor,
  type Day,
  dayOf,
  dutiesOf,
  type InboxCursor,
  type InboxRow,
  inbox,
  type Kernel,
  light,
  overdueMatters,
  provisionalMatters,
} from '../kernel/index.ts';
import type { InboxFilter, MatterPage, MatterRow } from './contract.ts';
import { countByLight, filteredInbox, mattersByNumberPrefix, regionsOf } from './repo.ts';
import { agenciesInSight, linesInSight } from './sight.ts';

/** Counts stop here; the screen shows `99+`. */
export const COUNT_AT_MOST = 100;
const FOUND_AT_MOST = 20;

export const cursorText = (cursor: InboxCursor | null): string | null =>
  cursor ? `${cursor.dueOn}~${cursor.id}` : null;

export function cursorOf(text: string | undefined): InboxCursor | null {
  const [dueOn, id] = (text ?? '').split('~');
  return dueOn && id ? { dueOn, id: Number(id) } : null;
}

/**
 * Each duty once: the same role may be held by post and by delegation, and must not list a matter twice. With them those of
 * agencies below that have nobody for them.
 */
async function duties(kernel: Kernel, actor: Actor, today: Day): Promise<ReturnType<typeof dutiesOf>> {
  const all = [...dutiesOf(actor), ...(await steppingIn(kernel, actor, today))];
  return [...new Map(all.map((duty) => [`${duty.role}@${duty.agencyId}`, duty])).values()];
}

/** What waits for the actor, nearest due date first. */
export async function myInbox(
  kernel: Kernel,
  actor: Actor,
  today: Day,
  query: InboxFilter & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<MatterPage> {
  const mine = await duties(kernel, actor, today);
  const after = cursorOf(query.cursor);
  const isFiltered = query.kind !== undefined || query.light !== undefined;
  const page = isFiltered
    ? await filteredInbox(kernel.pool, mine, today, query, after, query.limit)
    : await inbox(kernel, mine, after, query.limit);
  return { rows: await matterRows(kernel, page.rows, today), next: cursorText(page.next) };
}

export async function myCounts(kernel: Kernel, actor: Actor, today: Day, kind: string | undefined) {
  const counts = await countByLight(
    kernel.pool,
    await duties(kernel, actor, today),
    today,
    kind ?? null,
    COUNT_AT_MOST,
  );
  const kinds = kernel.kinds.all().filter((each) => each.page !== undefined);
  return { ...counts, atMost: COUNT_AT_MOST, kinds: kinds.map((each) => ({ kind: each.kind, title: each.title })) };
}

/** Matters in sight whose number begins so; numbers are written in capitals. */
export async function findByNumber(
  kernel: Kernel,
  actor: Actor,
  today: Day,
  number: string,
): Promise<readonly MatterRow[]> {
  const rows = await mattersByNumberPrefix(
    kernel.pool,
    agenciesInSight(kernel.access, actor),
    number.toUpperCase(),
    FOUND_AT_MOST,
  );
  return matterRows(kernel, rows, today);
}

type AlarmQuery = { readonly cursor?: string | undefined; readonly limit: number };

export async function overdueInSight(kernel: Kernel, actor: Actor, today: Day, query: AlarmQuery): Promise<MatterPage> {
  const page = await overdueMatters(
    kernel,
    agenciesInSight(kernel.access, actor),
    today,
    cursorOf(query.cursor),
    query.limit,
    linesInSight(kernel, actor),
  );
  return { rows: await matterRows(kernel, page.rows, today), next: cursorText(page.next) };
}

export async function provisionalInSight(
  kernel: Kernel,
  actor: Actor,
  today: Day,
  query: AlarmQuery,
): Promise<MatterPage> {
  const page = await provisionalMatters(
    kernel,
    agenciesInSight(kernel.access, actor),
    cursorOf(query.cursor),
    query.limit,
  );
  return { rows: await matterRows(kernel, page.rows, today), next: cursorText(page.next) };
}

type Listed = InboxRow & { readonly closedAt?: Date | null };

/** Rows as they are shown. Kinds without a page are ledgers of accounts and the like and stand in no list. */
async function matterRows(kernel: Kernel, found: readonly Listed[], today: Day): Promise<MatterRow[]> {
  const rows = found.filter(({ kind }) => kernel.kinds.of(kind).page !== undefined);
  const ids = rows.map((row) => row.id);
  const regions = await regionsOf(kernel.pool, ids);
  return Promise.all(rows.map((row) => matterRow(kernel, row, regions.get(row.id) ?? '', today)));
}

async function matterRow(kernel: Kernel, row: Listed, region: string, today: Day): Promise<MatterRow> {
  const process = await kernel.processes.byId(row.processId);
  const kind = kernel.kinds.of(row.kind);
  const closed = (row.closedAt ?? null) !== null;
  return {
    id: row.id,
    kind: row.kind,
    kindTitle: kind.title,
    number: row.number,
    title: row.title,
    stateTitle: process.states[row.state]?.title ?? row.state,
    agencyId: row.agencyId,
    openedOn: dayOf(row.openedAt),
    dueOn: closed ? null : row.dueOn,
    light: closed ? 'green' : light(row, today),
    provisional: row.provisional,
    workdaysLeft: closed || row.dueOn === null ? null : workdaysLeft(kernel, region, row.dueOn, today),
    page: kind.page === undefined ? null : pageOf(kind.page, row.id),
    closed,
  };
}

/** A kind names its page with a place for the id (`/workbench/cases/{id}`), or as the folder the id is put behind. */
export function pageOf(page: string, id: number): string {
  const path = `/${page.replace(/^\/?(?:workbench\/)?/u, '').replace(/\/$/u, '')}`;
  const filled = path.replace(/\{id\}|:id/u, String(id));
  return filled === path ? `${path}/${id}` : filled;
}

function workdaysLeft(kernel: Kernel, region: string, dueOn: Day, today: Day): number {
  const calendar = kernel.calendars.forRegion(region);
  return dueOn >= today ? calendar.workdaysBetween(today, dueOn) : -calendar.workdaysBetween(dueOn, today);
}
