import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  attachFiles,
  capacityFor,
  currentRecord,
  type Day,
  day,
  dayOf,
  type Kernel,
  type Opened,
  openMatter,
  refuse,
  type Transaction,
} from '../../kernel/index.ts';
import { limitOfNode, nodeFor } from '../catalogue.ts';
import { Content, INTERNAL_PUBLICATION, PUBLICATION } from '../contract.ts';
import { publicationProcess } from '../process.ts';
import { standingRow } from '../repo/internal.ts';
import { draftRow, insertDraft, insertPublication, noteRevision } from '../repo/publications.ts';
import { limitOf } from '../rules/limit.ts';
import { assertFiles, assertOwnColumn, withAxis } from './draft.ts';
import { type Acting, contentFrom, hashOfContent, publicationById } from './publication.ts';

export type NewDraft = Acting & {
  readonly agencyId: number;
  readonly content: unknown;
  /** The index number of what it puts right, and what the public is told of that. */
  readonly corrects?: { readonly index: string; readonly note: string };
  /** The matter of the document that it explains. */
  readonly interprets?: number;
  /** What was withheld and is to be told now: its files come along, and the clock counts from today. */
  readonly reopens?: number;
  /** Files that nobody has handed in yet and that come with it. */
  readonly files?: readonly string[];
  /** It is given to the agency by the plan of the document; whoever made the plan may do nothing else there. */
  readonly assigned?: true;
  /** What is written with it. */
  readonly also?: (tx: Transaction, matterId: number) => Promise<void>;
};

/**
 * Enters something that is to be public. The clock runs from the day of its formation; what is only planned has none yet.
 *
 * @throws Refusal access/forbidden (403), disclosure/formed-later, disclosure/no-such-node, disclosure/not-published
 *   (404), disclosure/other-agency, sites/not-your-column, disclosure/no-change-note, disclosure/explains-nothing
 * @law 政府信息公开条例 第二十六条
 */
export async function openPublication(kernel: Kernel, request: NewDraft): Promise<Opened> {
  const { agencyId, actor, at } = request;
  if (!request.assigned) kernel.access.check(actor, 'disclosure.draft', { agencyId });
  const content = await withAxis(kernel, contentFrom(request.content), at);
  const formedOn = content.formedOn === null ? null : day(content.formedOn);
  if (formedOn !== null && formedOn > dayOf(at)) throw refuse('disclosure/formed-later', {}, 422);
  const { node, stands } = await nodeFor(kernel, content.node, agencyId, dayOf(at));
  if (stands === 'unknown') throw refuse('disclosure/no-such-node', { node: content.node }, 422);
  if (!request.assigned) await assertOwnColumn(kernel, actor, agencyId, content);
  await assertCorrectable(kernel, request);
  if (request.interprets !== undefined) await assertExplainable(kernel, request.interprets, agencyId);
  const limit = limitOf(content.genre, limitOfNode(node));
  const { region } = (await directoryOf(kernel)).agencyById(agencyId);
  const process = publicationProcess(limit.workdays, limit.law);
  const act = formedOn === null ? 'plan' : 'begin';
  return openMatter(kernel, {
    kind: 'publication',
    process,
    act,
    title: content.title,
    region,
    agencyId,
    actor,
    at,
    capacity: capacityFor(process.actions[act].by, actor, { agencyId, subjectId: null }) ?? {
      role: null,
      agencyId: null,
    },
    // What changed today, or may be told since today, was not owed before, whenever it was formed.
    ...(formedOn === null || request.corrects || request.reopens !== undefined ? {} : { on: formedOn }),
    facts: {
      node: content.node,
      genre: content.genre,
      formedOn,
      workdays: limit.workdays,
      corrects: request.corrects?.index ?? null,
      interprets: request.interprets ?? null,
    },
    write: async (tx, matterId) => {
      await enter(tx, matterId, request, content, formedOn, limit.workdays);
      await request.also?.(tx, matterId);
    },
  });
}

async function enter(
  tx: Transaction,
  matterId: number,
  { agencyId, actor, at, corrects, interprets, reopens, files = [] }: NewDraft,
  content: Content,
  formedOn: Day | null,
  limitWorkdays: number,
): Promise<void> {
  await insertPublication(tx, {
    matterId,
    agencyId,
    node: content.node,
    genre: content.genre,
    attribute: content.attribute,
    audience: content.audience,
    formedOn,
    limitWorkdays,
    corrects: corrects?.index ?? null,
    changeNote: corrects?.note.trim() ?? null,
    interprets: interprets ?? null,
    openedBy: actor.personId,
  });
  await attachFiles(tx, files, matterId, actor.personId);
  await assertFiles(tx, content, { matterId, corrects: corrects?.index ?? null, reopens: reopens ?? null });
  await insertDraft(tx, {
    matterId,
    revision: 1,
    aside: false,
    content,
    hash: hashOfContent(content),
    savedBy: actor.personId,
    savedAt: at,
  });
  await noteRevision(tx, matterId, 1, content);
}

async function assertCorrectable(kernel: Kernel, { corrects, agencyId }: NewDraft): Promise<void> {
  if (!corrects) return;
  const standing = await standingRow(kernel.pool, corrects.index);
  if (!standing) throw refuse('disclosure/not-published', { index: corrects.index }, 404);
  if (standing.agencyId !== agencyId) throw refuse('disclosure/other-agency', {}, 403);
  if (corrects.note.trim().length < 5) throw refuse('disclosure/no-change-note', {}, 422);
}

/** What is explained is a document of the same agency, or of one whose plan names this one; on its way or published. */
async function assertExplainable(kernel: Kernel, documentId: number, agencyId: number): Promise<void> {
  const document = await publicationById(kernel, documentId);
  const draft = await draftRow(kernel.pool, documentId);
  const { plan } = document.row;
  const isOurs =
    document.snapshot.agencyId === agencyId || (plan !== null && 'forms' in plan && plan.agencyId === agencyId);
  if (!isOurs || draft?.content.genre !== 'policy-document' || document.snapshot.state === 'stopped')
    throw refuse('disclosure/explains-nothing', {}, 422);
}

/**
 * Begins a correction with the text that stands.
 *
 * @throws Refusal disclosure/not-published (404), and those of {@link openPublication}
 */
export async function correct(kernel: Kernel, index: string, note: string, actor: Actor, at: Date): Promise<number> {
  const record =
    (await currentRecord(kernel.pool, PUBLICATION, index)) ??
    (await currentRecord(kernel.pool, INTERNAL_PUBLICATION, index));
  if (!record) throw refuse('disclosure/not-published', { index }, 404);
  const content = Content.parse(record.content);
  const opened = await openPublication(kernel, {
    agencyId: record.agencyId,
    content,
    actor,
    at,
    corrects: { index, note },
  });
  return opened.id;
}
