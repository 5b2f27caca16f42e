import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { light } from '../../kernel/clock/index.ts';
import { type Actor, agenciesWithin, type Day, dayOf, type Kernel, pageOf, refuse } from '../../kernel/index.ts';
import { contextsOf, placeOf } from '../contexts.ts';
import { privacyTicketKind } from '../process.ts';
import type { StockItem, StockSource } from '../stock.ts';
import { kindNames, partName, text } from '../text.ts';
import type { listTickets, readStatistics, readTicket } from '../wire.ts';
import { type Decision, decideFinding, findingsOf } from './documents.ts';
import { lastPass } from './pass.ts';
import { agenciesWithTickets, listedTickets, type TicketQuery, ticketCounts, ticketFigures } from './ticket-list.ts';
import { openTicket, screenItem, ticketById } from './tickets.ts';

const PAGE = 50;
/** Findings of one document that are shown; the rest are counted. */
const MOST_SHOWN = 300;
const LONGEST_EXPORT = 20_000;

type Asked = Omit<TicketQuery, 'agencyIds' | 'today' | 'limit'>;

/** The agencies whose tickets somebody may read: his own and those below. */
function agenciesToRead({ access }: Kernel, actor: Actor): readonly number[] {
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
  return {
    rows: rows.map(({ agencyId, warnOn, ...row }) => ({
      ...row,
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
  return found.map(({ number, title, agencyId, state, origin, findings, foundOn, dueOn }) => [
    number,
    title,
    directory.agencyName(agencyId),
    stateTitle(state),
    text.origins[origin],
    findings,
    foundOn,
    dueOn,
  ]);
}

type Row = {
  source: string;
  ref: string;
  origin: 'self' | 'assigned';
  findings: number;
  words: string | null;
  before: string | null;
  after: string | null;
};

async function rowOf({ pool }: Kernel, id: number): Promise<Row> {
  const { rows } = await pool.query<Row>(
    `select t.source, t.ref, t.origin, t.findings, t.words, encode(d.hash, 'hex') as before, encode(t.clean_hash, 'hex') as after
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
 * A ticket with what is found in the thing as it stands in public now, each find with what is around it, masked.
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
  return {
    id,
    origin: row.origin,
    findings: row.findings,
    words: row.words,
    before: row.before,
    after: row.after,
    title: item?.title ?? null,
    mendAt: item?.mendAt ?? null,
    mayDecide: matter.state === 'found' && kernel.access.may(actor, 'screening.decide', { agencyId: matter.agencyId }),
    documents: item === null || isClosed(matter.state) ? [] : await documentsOf(kernel, item),
  };
}

async function documentsOf(kernel: Kernel, item: StockItem) {
  const { documents } = await screenItem(kernel, item, kernel.now());
  const shown = [];
  for (const { id, name, findings: count, unread } of documents) {
    if (count === 0 && unread === 0) continue;
    const findings = count === 0 ? [] : await findingsOf(kernel, id, 0, MOST_SHOWN);
    const content = item.contents.find((one) => one.name === name);
    const contexts = content && count > 0 ? await contextsOf(name, await content.bytes()) : new Map();
    shown.push({
      id,
      name,
      unread,
      more: Math.max(0, count - MOST_SHOWN),
      findings: findings.map(({ start, ...finding }) => ({
        ...finding,
        part: partName(finding.part),
        kindName: kindNames[finding.kind],
        before: contexts.get(placeOf({ ...finding, start }))?.before ?? '',
        after: contexts.get(placeOf({ ...finding, start }))?.after ?? '',
      })),
    });
  }
  return shown;
}

/**
 * Decides about one find of a ticket: the agency that owes it, or the office above.
 *
 * @throws Refusal access/forbidden (403); screening/no-finding (404) also for one of another thing; screening/no-reason
 *   (422); screening/not-open (409)
 */
export async function decideOnTicket(
  kernel: Kernel,
  sources: readonly StockSource[],
  given: { readonly ticket: number; readonly finding: number; readonly decision: Decision; readonly reason: string },
  actor: Actor,
): Promise<void> {
  const matter = await ticketById(kernel, given.ticket);
  kernel.access.check(actor, 'screening.decide', { agencyId: matter.agencyId });
  if (matter.state !== 'found') throw refuse('screening/not-open', {}, 409);
  const item = await itemOf(sources, await rowOf(kernel, given.ticket));
  const { documents } = item ? await screenItem(kernel, item, kernel.now()) : { documents: [] };
  const { rows } = await kernel.pool.query<{ id: number }>(
    'select id from screening.finding where id = $1 and document_id = any($2)',
    [given.finding, documents.map(({ id }) => id)],
  );
  if (rows.length === 0) throw refuse('screening/no-finding', {}, 404);
  const { finding, decision, reason } = given;
  await decideFinding(kernel, { finding, decision, reason, by: actor.personId ?? 0, at: kernel.now() });
}

/**
 * Everything of a ticket that is undecided is to be masked: a list of names is not decided name by name.
 *
 * @throws Refusal access/forbidden (403), screening/not-open (409)
 */
export async function maskUndecided(
  kernel: Kernel,
  sources: readonly StockSource[],
  ticket: number,
  actor: Actor,
): Promise<void> {
  const matter = await ticketById(kernel, ticket);
  kernel.access.check(actor, 'screening.decide', { agencyId: matter.agencyId });
  if (matter.state !== 'found') throw refuse('screening/not-open', {}, 409);
  const item = await itemOf(sources, await rowOf(kernel, ticket));
  const { documents } = item ? await screenItem(kernel, item, kernel.now()) : { documents: [] };
  await kernel.pool.query(
    `update screening.finding set decision = 'mask', reason = '', decided_by = $2, decided_at = $3
      where document_id = any($1) and decision is null`,
    [documents.map(({ id }) => id), actor.personId ?? 0, kernel.now()],
  );
}

/**
 * A problem that a superior has found in something published is handed to the agency that published it.
 *
 * @throws Refusal screening/not-published (404), access/forbidden (403), screening/no-reason (422), screening/has-ticket
 *   (409)
 * @law 个人信息保护法 第二十五条
 */
export async function assignTicket(
  kernel: Kernel,
  sources: readonly StockSource[],
  given: { readonly source: string; readonly ref: string; readonly findings: number; readonly words: string },
  actor: Actor,
): Promise<{ readonly id: number; readonly number: string }> {
  const item = (await sources.find(({ name }) => name === given.source)?.item(given.ref)) ?? null;
  if (!item) throw refuse('screening/not-published', { ref: given.ref }, 404);
  kernel.access.check(actor, 'screening.judge', { agencyId: item.agencyId });
  if (given.words.length < 5) throw refuse('screening/no-reason', {}, 422);
  const at = kernel.now();
  const { documentId } = await screenItem(kernel, item, at);
  const found = { standing: given.findings, documentId };
  const id = await openTicket(kernel, given.source, item, found, at, { by: actor, words: given.words });
  if (id === null) throw refuse('screening/has-ticket', {}, 409);
  return { id, number: (await ticketById(kernel, id)).number };
}

const FIGURES = ['self', 'assigned', 'rectified', 'open', 'dismissed'] as const;

/** What was found and what became of it, agency by agency, and how far the stock is looked through. */
export async function ticketStatistics(
  kernel: Kernel,
  { from, to }: { readonly from?: Day | undefined; readonly to?: Day | undefined },
  actor: Actor,
): Promise<z.input<typeof readStatistics.response>> {
  const today = dayOf(kernel.now());
  const [first, last] = [from ?? (`${today.slice(0, 4)}-01-01` as Day), to ?? today];
  const [agencies, pass, directory] = await Promise.all([
    ticketFigures(kernel, agenciesToRead(kernel, actor), first, last),
    lastPass(kernel),
    directoryOf(kernel),
  ]);
  const total = Object.fromEntries(
    FIGURES.map((figure) => [figure, agencies.reduce((sum, agency) => sum + agency[figure], 0)]),
  ) as Record<(typeof FIGURES)[number], number>;
  return {
    from: first,
    to: last,
    total,
    agencies: agencies.map(({ agencyId, ...figures }) => ({ agency: directory.agencyShortName(agencyId), ...figures })),
    pass: pass && {
      ...pass,
      beganAt: pass.beganAt.toISOString(),
      endedAt: pass.endedAt?.toISOString() ?? null,
    },
  };
}
