import {
  type Actor,
  act,
  capacityFor,
  day,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  refuse,
  type Transaction,
} from '../../kernel/index.ts';
import { assertColumn } from '../../sites/index.ts';
import { catalogueOn, limitOfNode, nodeFor } from '../catalogue.ts';
import type { Content } from '../contract.ts';
import { checklistsOn, scopeTable } from '../reference.ts';
import { affairStands } from '../repo/affairs.ts';
import {
  type DraftRow,
  draftById,
  draftRow,
  insertDraft,
  lockPublication,
  noteRevision,
  type PublicationRow,
} from '../repo/publications.ts';
import { contentFaults } from '../rules/completeness.ts';
import { limitOf } from '../rules/limit.ts';
import { reprintedOutlets } from '../settings.ts';
import { assertQualified } from '../staff/operations.ts';
import { type Acting, contentFrom, hashOfContent, publicationById } from './publication.ts';
import { screenPublication } from './screen.ts';
import { orTurnBack } from './turned-back.ts';

export type SaveRequest = Omit<Acting, 'seenSeq'> & {
  readonly id: number;
  readonly content: unknown;
  /** The revision that the editor began from. */
  readonly seenRevision: number;
  /** What is written with it, where it is written at all. */
  readonly also?: (tx: Transaction) => Promise<void>;
};

export type Saved = { readonly revision: number; readonly seq: number; readonly faults: number };

/** One of the five openness axes is always said: where the editor says none, its entry in the catalogue does. */
export async function withAxis(kernel: Kernel, content: Content, at: Date): Promise<Content> {
  if (content.axis !== null || content.audience === 'internal') return content;
  const node = (await catalogueOn(kernel, dayOf(at))).find(({ key }) => key === content.node);
  return { ...content, axis: node?.axis ?? null };
}

type Outcome = { readonly saved: Saved } | { readonly aside: number; readonly newest: DraftRow };

/**
 * Keeps what an editor wrote. Whoever began from a revision that another has replaced meanwhile is refused, and his words
 * are set aside under a number of their own: neither text is lost, and neither overwrites the other.
 *
 * @throws Refusal disclosure/draft-changed (409) with `aside`, `revision`, `savedBy`; matter/not-in-state,
 *   matter/not-yours, sites/not-your-column, disclosure/other-limit, disclosure/formed-later
 */
export async function saveDraft(kernel: Kernel, request: SaveRequest): Promise<Saved> {
  const content = await withAxis(kernel, contentFrom(request.content), request.at);
  const outcome = await inTransaction(kernel.pool, (tx) => keep(kernel, tx, request, content));
  if ('saved' in outcome) return outcome.saved;
  const { aside, newest } = outcome;
  throw refuse('disclosure/draft-changed', { aside, revision: newest.revision, savedBy: newest.savedBy ?? 0 }, 409);
}

async function keep(
  kernel: Kernel,
  tx: Transaction,
  { id, seenRevision, actor, at, also }: SaveRequest,
  content: Content,
): Promise<Outcome> {
  const row = await lockPublication(tx, id);
  if (!row) throw refuse('matter/not-found', {}, 404);
  const snapshot = await matterById(kernel, id, tx.client);
  const action = snapshot.process.actions.form;
  if (!action || !capacityFor(action.by, actor, snapshot)) throw refuse('matter/not-yours', { act: 'save' }, 403);
  const newest = await draftRow(tx.client, id);
  if (!newest) throw new Error(`publication ${id} has no text`);
  const hash = hashOfContent(content);
  const text = { matterId: id, content, hash, savedBy: actor.personId, savedAt: at };
  const isEditable = snapshot.state === 'drafting';
  if (!isEditable && newest.hash.equals(hash))
    return { saved: { revision: row.revision, seq: snapshot.seq, faults: 0 } };
  if (!isEditable || row.revision !== seenRevision) {
    if (newest.hash.equals(hash)) return { saved: { revision: row.revision, seq: snapshot.seq, faults: 0 } };
    return { aside: await insertDraft(tx, { ...text, revision: seenRevision, aside: true }), newest };
  }
  await assertSameLimit(kernel, row, content, at);
  await assertFiles(tx, content, row);
  await assertOwnColumn(kernel, actor, row.agencyId, content);
  await also?.(tx);
  let { seq } = snapshot;
  let { revision } = row;
  if (!newest.hash.equals(hash)) {
    revision += 1;
    await insertDraft(tx, { ...text, revision, aside: false });
    await noteRevision(tx, id, revision, content);
  }
  if (content.formedOn !== null && content.formedOn !== row.formedOn) {
    const formedOn = day(content.formedOn);
    if (formedOn > dayOf(at)) throw refuse('disclosure/formed-later', {}, 422);
    ({ seq } = await act(kernel, {
      matter: snapshot,
      act: 'form',
      actor,
      at,
      facts: { formedOn, before: row.formedOn },
      on: isOwedSinceFormed(row) ? formedOn : dayOf(snapshot.openedAt),
      within: tx,
    }));
  }
  return { saved: { revision, seq, faults: 0 } };
}

/**
 * Whether the time to publish runs from the day of formation; otherwise from the day on which the change, or that it may
 * be told, came up.
 * @law 政府信息公开条例 第二十六条
 */
const isOwedSinceFormed = ({ corrects, reopens }: PublicationRow): boolean => corrects === null && reopens === null;

/**
 * A liaison who was given columns writes in these only. What is for the inside stands in no column.
 *
 * @throws Refusal sites/not-your-column (403)
 */
export async function assertOwnColumn(
  kernel: Kernel,
  actor: Actor,
  agencyId: number,
  { audience, genre, axis, node, attachments }: Content,
): Promise<void> {
  if (audience === 'internal') return;
  await assertColumn(kernel, actor, { agencyId, genre, axis, node, hasFiles: attachments.length > 0 });
}

/** The process of a matter is the one it was opened with: what has another limit is another matter. */
async function assertSameLimit(kernel: Kernel, row: PublicationRow, content: Content, at: Date): Promise<void> {
  if (content.genre === row.genre && content.node === row.node) return;
  const { node, stands } = await nodeFor(kernel, content.node, row.agencyId, dayOf(at));
  if (stands === 'unknown') throw refuse('disclosure/no-such-node', { node: content.node }, 422);
  const { workdays } = limitOf(content.genre, limitOfNode(node));
  if (workdays !== row.limitWorkdays) {
    throw refuse('disclosure/other-limit', { before: row.limitWorkdays, after: workdays }, 422);
  }
}

/**
 * Attachments are files of this publication, of the one that it puts right, or of the withheld one that it was drawn up
 * from: nobody publishes a file of a case.
 */
export async function assertFiles(
  tx: Transaction,
  { attachments }: Content,
  row: Pick<PublicationRow, 'matterId' | 'corrects' | 'reopens'>,
): Promise<void> {
  const ids = attachments.map(({ fileId }) => fileId);
  if (ids.length === 0) return;
  const { rows } = await tx.client.query<{ count: number }>(
    `select count(*)::int as count from kernel.file f
      where f.id = any($1) and f.scan <> 'infected' and (f.matter_id = $2 or f.matter_id in (
        select p.matter_id from disclosure.publication p where p.index_number = $3
        union all select i.matter_id from disclosure.imported_page i where i.index_number = $3
        union all select a.publication_id from disclosure.reassessment a where a.draft_id = $2
        union all select $4::bigint))`,
    [ids, row.matterId, row.corrects, row.reopens],
  );
  if (rows[0]?.count !== new Set(ids).size) throw refuse('files/not-found', {}, 404);
}

/** A revision, or what was set aside, as it was written. @throws Refusal disclosure/no-such-revision (404) */
export async function readRevision(kernel: Kernel, id: number, draft: number): Promise<DraftRow> {
  const found = await draftById(kernel.pool, id, draft);
  if (!found) throw refuse('disclosure/no-such-revision', {}, 404);
  return found;
}

/** What keeps the newest revision from being handed in. */
export async function faultsOf(kernel: Kernel, id: number, at: Date) {
  const { draft, row } = await publicationById(kernel, id);
  const { stands } = await nodeFor(kernel, draft.content.node, row.agencyId, dayOf(at));
  const today = dayOf(at);
  const outside = (await checklistsOn(today)).find(({ key }) => key === 'public');
  return contentFaults(draft.content, {
    today,
    node: stands,
    interprets: row.interprets !== null,
    scopes: await scopeTable(),
    categories: new Set(outside?.items.map(({ key }) => key)),
    affair: await affairStands(kernel.pool, draft.content, row.agencyId),
    outlets: await reprintedOutlets(kernel.pool),
  });
}

/**
 * Hands the newest revision in for review. From now on nobody changes it; whoever wants to takes it back first.
 *
 * @throws Refusal disclosure/incomplete (422), disclosure/draft-changed (409) when a newer revision than the seen one is
 *   there, disclosure/not-qualified (403), and those of `act`
 */
export async function submit(
  kernel: Kernel,
  request: Acting & { readonly id: number; readonly seenRevision: number },
): Promise<void> {
  await assertQualified(kernel, request.actor, request.at);
  await orTurnBack(kernel, { ...request, act: 'submit' }, () => handIn(kernel, request));
}

async function handIn(
  kernel: Kernel,
  { id, actor, at, seenSeq, seenRevision }: Acting & { readonly id: number; readonly seenRevision: number },
): Promise<void> {
  const { snapshot, row, draft } = await publicationById(kernel, id);
  if (row.revision !== seenRevision) {
    throw refuse('disclosure/draft-changed', { revision: row.revision, savedBy: draft.savedBy ?? 0 }, 409);
  }
  await assertOwnColumn(kernel, actor, row.agencyId, draft.content);
  const faults = await faultsOf(kernel, id, at);
  await screenPublication(kernel, id, at);
  await act(kernel, {
    matter: snapshot,
    act: 'submit',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: {
      revision: draft.revision,
      text: draft.hash.toString('hex'),
      attribute: draft.content.attribute,
      node: draft.content.node,
      genre: draft.content.genre,
    },
    evidence: { faults: faults.length },
    write: async (tx) => {
      const locked = await lockPublication(tx, id);
      if (locked?.revision !== draft.revision) throw refuse('matter/changed');
      await tx.client.query(
        'update disclosure.publication set submitted_revision = $2, submitted_hash = $3 where matter_id = $1',
        [id, draft.revision, draft.hash],
      );
    },
  });
}
