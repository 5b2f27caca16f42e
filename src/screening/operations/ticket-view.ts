import type { z } from 'zod';
import { directoryOf, personNames } from '../../identity/index.ts';
import { light } from '../../kernel/clock/index.ts';
import { type Actor, agenciesWithin, dayOf, type Kernel, pageOf, refuse } from '../../kernel/index.ts';
import { type Context, contextsOf, placeOf } from '../contexts.ts';
import { privacyTicketKind } from '../process.ts';
import type { StockItem, StockSource } from '../stock.ts';
import { kindNames, partName, text } from '../text.ts';
import type { listTickets, readTicket } from '../wire.ts';
import { lineCounts, type TicketLine, ticketLines } from './hit-list.ts';
import { followContents } from './hits.ts';
import { agenciesWithTickets, listedTickets, type TicketQuery, ticketCounts } from './ticket-list.ts';
import { screenItem, ticketById } from './tickets.ts';

const PAGE = 50;
/** Lines of a ticket that are shown with what stands around them; the rest are in the list of lines. */
const MOST_SHOWN = 300;
const LONGEST_EXPORT = 20_000;

type Asked = Omit<TicketQuery, 'agencyIds' | 'today' | 'limit'>;

/** The agencies whose tickets somebody may read: his own and those below. */
export function agenciesToRead({ access }: Kernel, actor: Actor): readonly number[] {
  return agenciesWithin(access, actor, 'screening.read');
}

const stateTitles = privacyTicketKind.process?.states ?? {};
const stateTitle = (state: string): string => (stateTitles as Record<string, { title: string }>)[state]?.title ?? state;
const isClosed = (state: string): boolean => state === 'settled' || state === 'dismissed';

/** A queue of tickets, newest first, with what may be chosen to narrow it. */
export async function ticketPage(
  kernel: Kernel,
  query: Asked,
  actor: Actor,
): Promise<z.input<typeof listTickets.response>> {
  const today = dayOf(kernel.now());
  const agencyIds = agenciesToRead(kernel, actor);
  const [found, counts, withTickets, directory] = await Promise.all([
    listedTickets(kernel, { ...query, agencyIds, today, limit: PAGE + 1 }),
    ticketCounts(kernel, agencyIds, today),
    agenciesWithTickets(kernel, agencyIds),
    directoryOf(kernel),
  ]);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  const lines = await lineCounts(
    kernel,
    rows.map(({ id }) => id),
  );
  return {
    rows: rows.map(({ agencyId, warnOn, ...row }) => ({
      ...row,
      findings: lines.get(row.id)?.lines ?? 0,
      open: lines.get(row.id)?.open ?? 0,
      agency: directory.agencyShortName(agencyId),
      stateTitle: stateTitle(row.state),
      light: isClosed(row.state) ? 'done' : light({ warnOn, dueOn: row.dueOn }, today),
    })),
    next,
    agencies: withTickets.map((id) => ({ id, name: directory.agencyShortName(id) })),
    counts,
  };
}

/** The same queue as rows of a table, all of it. */
export async function ticketRows(
  kernel: Kernel,
  query: Asked,
  actor: Actor,
): Promise<readonly (readonly (string | number | null)[])[]> {
  const directory = await directoryOf(kernel);
  const found = await listedTickets(kernel, {
    ...query,
    before: undefined,
    agencyIds: agenciesToRead(kernel, actor),
    today: dayOf(kernel.now()),
    limit: LONGEST_EXPORT,
  });
  const lines = await lineCounts(
    kernel,
    found.map(({ id }) => id),
  );
  return found.map(({ id, number, title, agencyId, state, origin, foundOn, dueOn }) => [
    number,
    title,
    directory.agencyName(agencyId),
    stateTitle(state),
    text.origins[origin],
    lines.get(id)?.lines ?? 0,
    lines.get(id)?.open ?? 0,
    foundOn,
    dueOn,
  ]);
}

type Row = {
  source: string;
  ref: string;
  origin: 'self' | 'assigned';
  words: string | null;
  before: string | null;
  after: string | null;
};

async function rowOf({ pool }: Kernel, id: number): Promise<Row> {
  const { rows } = await pool.query<Row>(
    `select t.source, t.ref, t.origin, t.words, encode(d.hash, 'hex') as before, encode(t.clean_hash, 'hex') as after
       from screening.ticket t left join screening.document d on d.id = t.document_id where t.matter_id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) throw refuse('matter/not-found', {}, 404);
  return row;
}

const itemOf = async (sources: readonly StockSource[], { source, ref }: Row): Promise<StockItem | null> =>
  (await sources.find(({ name }) => name === source)?.item(ref)) ?? null;

/**
 * A ticket with its lines: what was found, where it stands in public now with what is around it, masked, and what became
 * of each.
 *
 * @throws Refusal matter/not-found (404), access/forbidden (403)
 */
export async function ticketView(
  kernel: Kernel,
  sources: readonly StockSource[],
  id: number,
  actor: Actor,
): Promise<z.input<typeof readTicket.response>> {
  const matter = await ticketById(kernel, id);
  kernel.access.check(actor, 'screening.read', { agencyId: matter.agencyId });
  const row = await rowOf(kernel, id);
  const item = await itemOf(sources, row);
  const screened =
    item === null || isClosed(matter.state) ? [] : (await screenItem(kernel, item, kernel.now())).documents;
  // Otherwise what was put right already is looked at by somebody, and nothing moves under his eyes.
  if (item !== null && matter.state === 'found') await followContents(kernel, id, screened, kernel.now());
  const [lines, counts] = await Promise.all([ticketLines(kernel, id, MOST_SHOWN), lineCounts(kernel, [id])]);
  const [contexts, names, directory] = await Promise.all([
    matter.state === 'found' && item ? contextsAround(item, lines) : new Map<string, Context>(),
    personNames(
      kernel,
      lines.flatMap(({ decidedBy }) => decidedBy ?? []),
    ),
    directoryOf(kernel),
  ]);
  const sum = counts.get(id) ?? { lines: 0, open: 0 };
  return {
    id,
    origin: row.origin,
    lines: sum.lines,
    open: sum.open,
    words: row.words,
    before: row.before,
    after: row.after,
    title: item?.title ?? null,
    mendAt: item?.mendAt ?? null,
    mayDecide: matter.state === 'found' && kernel.access.may(actor, 'screening.decide', { agencyId: matter.agencyId }),
    unread: screened.filter(({ unread }) => unread > 0).map(({ name, unread }) => ({ name, unread })),
    more: sum.lines - lines.length,
    hits: lines.map(
      ({ documentId: _document, start: _start, officeId, kind, part, decidedBy, decidedAt, ...line }) => ({
        ...line,
        office: officeId === null ? null : directory.agencyShortName(officeId),
        kind,
        kindName: kind === null ? null : kindNames[kind],
        part: part === null ? null : partName(part),
        decidedBy: decidedBy === null ? null : (names.get(decidedBy) ?? null),
        decidedAt: decidedAt?.toISOString() ?? null,
        before: contexts.get(String(line.id))?.before ?? '',
        after: contexts.get(String(line.id))?.after ?? '',
      }),
    ),
  };
}

/** What stands around the lines, by their ids; one file after the other, so that never more than one is in memory. */
async function contextsAround(item: StockItem, lines: readonly TicketLine[]): Promise<ReadonlyMap<string, Context>> {
  const around = new Map<string, Context>();
  for (const content of item.contents) {
    const within = lines.filter(({ content: name, state }) => name === content.name && !GONE.has(state));
    if (within.length === 0) continue;
    const contexts = await contextsOf(content.name, await content.bytes());
    for (const { id, part, kind, start } of within) {
      const context =
        part === null || kind === null || start === null ? null : contexts.get(placeOf({ part, kind, start }));
      if (context) around.set(String(id), context);
    }
  }
  return around;
}

const GONE: ReadonlySet<string> = new Set(['masked', 'withdrawn']);
