import {
  type Actor,
  act,
  dayOf,
  type Kernel,
  matterById,
  openMatter,
  refuse,
  remark,
  type Snapshot,
  system,
  type Transaction,
} from '../../kernel/index.ts';
import type { StockContent, StockItem, StockSource } from '../stock.ts';
import { text } from '../text.ts';
import { type ScreenedDocument, screenDocument } from './documents.ts';
import {
  followContents,
  type PointedOut,
  pointOut,
  putRight,
  type ScreenedContents,
  settleLines,
  takeBack,
  undecidedByHand,
} from './hits.ts';

/** All that was found in a thing that is published, its text and its files together. */
export async function screenItem(kernel: Kernel, item: StockItem, at: Date) {
  const documents: (ScreenedDocument & Pick<StockContent, 'name'>)[] = [];
  const sum = {
    findings: 0,
    undecided: 0,
    standing: 0,
    unread: 0,
    documentId: null as number | null,
    hash: null as Buffer | null,
  };
  for (const content of item.contents) {
    const screened = await screenDocument(kernel, {
      name: content.name,
      title: item.title,
      bytes: await content.bytes(),
      at,
    });
    documents.push({ ...screened, name: content.name });
    sum.findings += screened.findings;
    sum.undecided += screened.undecided;
    sum.standing += screened.standing;
    sum.unread += screened.unread;
    if (sum.documentId === null || screened.standing > 0) [sum.documentId, sum.hash] = [screened.id, screened.hash];
  }
  return { ...sum, documents };
}

/** What a ticket is opened for: what the program has found, and what somebody has pointed out. */
type Found = { readonly documents: ScreenedContents; readonly documentId: number | null };
export type Assigned = PointedOut & { readonly by: Actor; readonly words: string };

/** A ticket for a published thing in which something is undecided, unless it has one that is open; answers it, or null. */
export async function openTicket(
  kernel: Kernel,
  source: string,
  item: StockItem,
  found: Found,
  at: Date,
  assigned: Assigned | null = null,
): Promise<number | null> {
  if ((await openTicketOf(kernel, source, item.ref)) !== null) return null;
  const { id: ticket } = await openMatter(kernel, {
    kind: 'privacy-ticket',
    act: assigned ? 'assign' : 'report',
    title: text.ticketTitle(item.title),
    region: item.region,
    agencyId: item.agencyId,
    actor: assigned?.by ?? system,
    at,
    facts: {
      source,
      ref: item.ref,
      ...(assigned ? { words: assigned.words, finder: assigned.finder, count: assigned.count } : {}),
    },
    write: async (tx, id) => {
      await tx.client.query(
        'insert into screening.ticket (matter_id, document_id, source, ref, origin, words) values ($1, $2, $3, $4, $5, $6)',
        [id, found.documentId, source, item.ref, assigned ? 'assigned' : 'self', assigned?.words ?? null],
      );
      await followContents(kernel, id, found.documents, at, tx);
      if (assigned) await pointOut(tx, id, assigned, at, true);
    },
  });
  return ticket;
}

/** What a pass has found: a ticket for it, or lines of the ticket that it has already. */
export async function ticketFor(
  kernel: Kernel,
  source: string,
  item: StockItem,
  found: Found,
  at: Date,
): Promise<void> {
  if ((await openTicket(kernel, source, item, found, at)) !== null) return;
  const ticket = await openTicketOf(kernel, source, item.ref);
  if (ticket !== null && (await ticketById(kernel, ticket)).state === 'found')
    await followContents(kernel, ticket, found.documents, at);
}

/** The ticket of a published thing that is not settled. */
export async function openTicketOf({ pool }: Kernel, source: string, ref: string): Promise<number | null> {
  const { rows } = await pool.query<{ id: number }>(
    'select matter_id as id from screening.ticket where source = $1 and ref = $2 and settled_on is null',
    [source, ref],
  );
  return rows[0]?.id ?? null;
}

/**
 * What somebody has pointed out besides becomes lines of the ticket that the thing has already.
 *
 * @throws Refusal screening/has-ticket (409) while it waits to be verified
 */
export async function addToTicket(kernel: Kernel, ticket: number, assigned: Assigned, at: Date): Promise<void> {
  const snapshot = await ticketById(kernel, ticket);
  if (snapshot.state !== 'found') throw refuse('screening/has-ticket', { number: snapshot.number }, 409);
  const { by, words, finder, count } = assigned;
  await remark(kernel, {
    snapshot,
    act: 'screening.point-out',
    actor: by,
    at,
    facts: { note: words, finder, count },
    write: (tx) => pointOut(tx, ticket, assigned, at, false),
  });
}

export type TicketAct = {
  readonly ticket: number;
  readonly actor: Actor;
  readonly at: Date;
  readonly seenSeq?: number;
};

export async function ticketById(kernel: Kernel, id: number): Promise<Snapshot> {
  const matter = await matterById(kernel, id);
  if (matter.kind !== 'privacy-ticket') throw refuse('matter/not-found', {}, 404);
  return matter;
}

/**
 * The document was put right or taken away: it is read again as it is published now, and nothing in it may be undecided or
 * still to be masked; what only people can see must be decided by them.
 *
 * @throws Refusal screening/not-decided and those of `act`
 */
export async function rectify(kernel: Kernel, sources: readonly StockSource[], { ticket, ...who }: TicketAct) {
  const matter = await ticketById(kernel, ticket);
  const { rows } = await kernel.pool.query<{ source: string; ref: string }>(
    'select source, ref from screening.ticket where matter_id = $1',
    [ticket],
  );
  const [row] = rows;
  const source = sources.find(({ name }) => name === row?.source);
  if (!row || !source) throw refuse('screening/no-source', {}, 409);
  // What was made of it before is made anew first: the page that is looked at is the page that stands.
  await source.purge?.(row.ref, who.at);
  const item = await source.item(row.ref);
  const now = item ? await screenItem(kernel, item, who.at) : { standing: 0, hash: null, documents: [] };
  if (item && matter.state === 'found') await followContents(kernel, ticket, now.documents, who.at);
  const byHand = item ? await undecidedByHand(kernel, ticket) : 0;
  return act(kernel, {
    matter,
    act: 'rectify',
    ...who,
    facts: { removed: item === null, purged: source.purge !== undefined },
    evidence: { undecided: now.standing + byHand, hash: now.hash?.toString('hex') ?? null },
    write: async (tx) => {
      await tx.client.query('update screening.ticket set clean_hash = $2 where matter_id = $1', [ticket, now.hash]);
      await putRight(tx, ticket, { isGone: item === null, by: who.actor.personId, at: who.at });
    },
  });
}

/** The disclosure office has looked at the page itself. */
export const verify = async (kernel: Kernel, { ticket, ...who }: TicketAct) =>
  act(kernel, {
    matter: await ticketById(kernel, ticket),
    act: 'verify',
    ...who,
    write: settling(ticket, who.at, true),
  });

export const returnTicket = async (
  kernel: Kernel,
  { ticket, reason, ...who }: TicketAct & { readonly reason: string },
) =>
  act(kernel, {
    matter: await ticketById(kernel, ticket),
    act: 'return',
    ...who,
    facts: { reason },
    evidence: { reason },
    write: async (tx) => {
      await takeBack(tx, ticket);
    },
  });

/**
 * No personal data: the ticket ends and counts for nothing, and what was found is not found again as long as it stands
 * as it is.
 */
export async function dismiss(
  kernel: Kernel,
  sources: readonly StockSource[],
  { ticket, reason, ...who }: TicketAct & { readonly reason: string },
) {
  const matter = await ticketById(kernel, ticket);
  const item = await itemOfTicket(kernel, sources, ticket);
  const documents = item === null ? [] : (await screenItem(kernel, item, who.at)).documents;
  return act(kernel, {
    matter,
    act: 'dismiss',
    ...who,
    facts: { reason },
    evidence: { reason },
    write: async (tx) => {
      await tx.client.query(
        `update screening.finding set decision = 'false-positive', reason = $2, decided_by = $3, decided_at = $4
          where document_id = any($1) and (decision is null or decision = 'mask')`,
        [documents.map(({ id }) => id), reason.trim(), who.actor.personId, who.at],
      );
      await tx.client.query(
        `update screening.hit set state = 'none', reason = $2, decided_by = $3, decided_at = $4
          where ticket_id = $1 and state <> 'kept'`,
        [ticket, reason.trim(), who.actor.personId, who.at],
      );
      await settling(ticket, who.at, false)(tx);
    },
  });
}

/** The published thing a ticket is about; null when it is not published any more or its source is not there. */
async function itemOfTicket(
  kernel: Kernel,
  sources: readonly StockSource[],
  ticket: number,
): Promise<StockItem | null> {
  const { rows } = await kernel.pool.query<{ source: string; ref: string }>(
    'select source, ref from screening.ticket where matter_id = $1',
    [ticket],
  );
  const [row] = rows;
  return (await sources.find(({ name }) => name === row?.source)?.item(row?.ref ?? '')) ?? null;
}

const settling =
  (ticket: number, at: Date, rectified: boolean) =>
  async (tx: Transaction): Promise<void> => {
    await tx.client.query('update screening.ticket set settled_on = $2, rectified = $3 where matter_id = $1', [
      ticket,
      dayOf(at),
      rectified,
    ]);
    await settleLines(tx, ticket, at);
  };
