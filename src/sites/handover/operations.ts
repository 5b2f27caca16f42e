import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  act,
  type Day,
  dayOf,
  type Kernel,
  matterById,
  openMatter,
  refuse,
  system,
  yearOf,
} from '../../kernel/index.ts';
import rule from '../data/handover.json' with { type: 'json' };
import { RECEIVERS } from './contract.ts';
import {
  agenciesOwing,
  type Document,
  documentsOf,
  type HandoverRow,
  handoverById,
  insertReceipt,
  type ReceiptRow,
  type Receiver,
  receiptsOf,
} from './repo.ts';
import { handoverText as text } from './text.ts';

/**
 * Opens, once, what each agency owes of the year that is over; answers how many.
 *
 * @law 政府信息公开条例 第二十五条
 */
export async function openHandovers(kernel: Kernel, at: Date): Promise<number> {
  const year = yearOf(dayOf(at)) - 1;
  const owing = await agenciesOwing(kernel.pool, kernel.published.pool, year, rule.leftOut);
  for (const agencyId of owing) await openHandover(kernel, agencyId, year, at);
  return owing.length;
}

/** One agency's year. */
export async function openHandover(kernel: Kernel, agencyId: number, year: number, at: Date): Promise<number> {
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  const { id } = await openMatter(kernel, {
    kind: 'copies-handover',
    act: 'open',
    title: `${agency.name} ${text.ofYear(year)}`,
    ...{ region: agency.region, agencyId, actor: system, at },
    on: `${year}-12-31` as Day,
    facts: { year },
    write: async (tx, matterId) => {
      await tx.client.query('insert into sites.handover (matter_id, agency_id, year) values ($1, $2, $3)', [
        ...[matterId, agencyId, year],
      ]);
    },
  });
  return id;
}

export type Standing = {
  readonly row: HandoverRow;
  readonly documents: readonly Document[];
  readonly receipts: readonly ReceiptRow[];
  readonly left: Readonly<Record<Receiver, readonly Document[]>>;
};

/** How a year stands: what was told in it, and what of that neither archive nor library has. */
export async function standingOf(kernel: Kernel, row: HandoverRow): Promise<Standing> {
  const [documents, receipts] = await Promise.all([
    documentsOf(kernel.published.pool, row.agencyId, row.year, rule.leftOut),
    receiptsOf(kernel.pool, row.id),
  ]);
  const leftFor = (kind: Receiver): readonly Document[] => {
    const has = new Set(
      receipts.filter((one) => one.kind === kind).flatMap(({ items }) => items.map(({ index }) => index)),
    );
    return documents.filter(({ index }) => !has.has(index));
  };
  return { row, documents, receipts, left: { archive: leftFor('archive'), library: leftFor('library') } };
}

/** @throws Refusal sites/handover-not-found (404), access/forbidden (403) */
export async function handoverOf(kernel: Kernel, id: number, actor: Actor): Promise<Standing> {
  const row = await handoverById(kernel.pool, id);
  if (!row) throw refuse('sites/handover-not-found', {}, 404);
  kernel.access.check(actor, 'sites.note-delivery', { agencyId: row.agencyId });
  return standingOf(kernel, row);
}

type Handing = Omit<ReceiptRow, 'id' | 'items'> & {
  readonly id: number;
  readonly actor: Actor;
  readonly at: Date;
  readonly seenSeq: number;
};

/**
 * Notes that all that a receiver does not have yet was handed to it, with its receipt; with the last of it the year is done.
 *
 * @throws Refusal sites/handover-nothing-left (409), sites/handover-day (422) and those of an act
 * @law 政府信息公开条例 第二十五条
 */
export async function handOver(kernel: Kernel, { id, actor, at, seenSeq, ...said }: Handing): Promise<void> {
  const { row, left } = await handoverOf(kernel, id, actor);
  const items = left[said.kind];
  if (said.on > dayOf(at) || said.on < `${row.year}-01-01`) throw refuse('sites/handover-day', {}, 422);
  if (items.length === 0) throw refuse('sites/handover-nothing-left', { kind: text.kinds[said.kind] });
  const isLast = RECEIVERS.every((kind) => kind === said.kind || left[kind].length === 0);
  await act(kernel, {
    matter: await matterById(kernel, id),
    ...{ act: isLast ? 'complete' : 'hand', actor, at, seenSeq },
    facts: {
      to: said.kind,
      receiver: said.receiver,
      on: said.on,
      receipt: said.receipt,
      items: items.map(({ index }) => index),
    },
    write: (tx) => insertReceipt(tx, id, { ...said, items, by: actor.personId, at }),
  });
}
