import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  act,
  canonical,
  changeRecords,
  day,
  dayOf,
  inTransaction,
  type Kernel,
  type PublicRecord,
  type RecordChange,
  refuse,
  type Transaction,
  yearOf,
} from '../../kernel/index.ts';
import { endConsents } from '../consents/operations.ts';
import { INTERNAL_PUBLICATION, type InterpretationPlan, PUBLICATION, type PublishedContent } from '../contract.ts';
import { toldOfAffairs } from '../repo/affairs.ts';
import { dutyPeriodOf } from '../repo/duties.ts';
import { type InternalRow, standingRow, storeInternal } from '../repo/internal.ts';
import { companionsOf, draftRow, noteNextReview } from '../repo/publications.ts';
import { giveNumber, insertLinks, nextSerial, noteChange, standing, storePublished } from '../repo/published.ts';
import { indexNumber } from '../rules/index-number.ts';
import { bothWays, type Edge } from '../rules/links.ts';
import { nextLook } from '../rules/reassessment.ts';
import { indexPattern, reassessmentRule } from '../settings.ts';
import { assertQualified } from '../staff/operations.ts';
import { chartsOf } from './figures-charts.ts';
import { type Acting, jsonOf, type Publication, publicationById } from './publication.ts';
import { makeReadable, withReadable } from './readable.ts';
import { areGatesPassed } from './review.ts';
import { screenPublication } from './screen.ts';
import { tellDrafters } from './telling.ts';

export type Released = { readonly index: string; readonly version: number; readonly kind: string };

/** One publication on its way out, with what it will be. */
type Going = {
  readonly publication: Publication;
  readonly index: string;
  readonly content: PublishedContent;
  readonly edges: readonly Edge[];
};

/**
 * Publishes what all gates have let through. What explains it and has passed its own gates goes out in the same step, as
 * one transaction and one announcement. Whatever it abolishes is abolished with it. Answers what was published, the one
 * that was asked for first.
 *
 * @throws Refusal disclosure/gate-open, disclosure/not-public, disclosure/link-to-nothing, disclosure/document-first,
 *   disclosure/other-audience, disclosure/inside-with-outside, disclosure/not-qualified, the codes of other modules' gates, and those of `act`
 * @law 政府信息公开条例 第十七条, 第二十六条
 */
export async function publish(
  kernel: Kernel,
  { id, actor, at, seenSeq }: Acting & { readonly id: number },
): Promise<readonly Released[]> {
  await assertQualified(kernel, actor, at);
  await screenPublication(kernel, id, at);
  await makePagesOfFiles(kernel, id, at);
  const released = await inTransaction(kernel.pool, async (tx) => {
    const main = await publicationById(kernel, id, tx.client);
    const companions = await companionsOf(tx.client, id);
    const ready = companions.filter(({ state }) => state === 'cleared' || state === 'scheduled');
    const going: Going[] = [await prepare(kernel, tx, main, at)];
    for (const { id: companion } of ready) {
      const publication = await publicationById(kernel, companion, tx.client);
      going.push(await prepare(kernel, tx, publication, at, going[0]?.index));
    }
    assertOneSide(going);
    for (const [i, one] of going.entries()) {
      await release(kernel, tx, one, { actor, at, ...(i === 0 && seenSeq !== undefined ? { seenSeq } : {}) });
    }
    return say(tx, going, at);
  });
  kernel.wake();
  return released;
}

/**
 * What stays inside goes out with nothing that does not: a link would tell of it.
 *
 * @throws Refusal disclosure/inside-with-outside (422)
 */
function assertOneSide(going: readonly Going[]): void {
  if (new Set(going.map(({ content }) => content.audience)).size > 1)
    throw refuse('disclosure/inside-with-outside', {}, 422);
}

/** @throws Refusal disclosure/other-audience (422) for a text that would move from inside to outside, or back */
async function assertSameSide(tx: Transaction, { row, draft }: Publication): Promise<void> {
  if (row.corrects === null) return;
  const stands = await standingRow(tx.client, row.corrects);
  if (stands && stands.kind !== kindOf(draft.content)) throw refuse('disclosure/other-audience', {}, 422);
}

/** What is attached, and what is attached to that which goes out with it, as pages beside the files. */
async function makePagesOfFiles(kernel: Kernel, id: number, at: Date): Promise<void> {
  for (const one of [id, ...(await companionsOf(kernel.pool, id)).map((companion) => companion.id)]) {
    const { attachments } = (await draftRow(kernel.pool, one))?.content ?? { attachments: [] };
    if (attachments.length > 0) await makeReadable(kernel, attachments, at);
  }
}

/** Gives it its index number, and settles what it will say and link to. */
async function prepare(
  kernel: Kernel,
  tx: Transaction,
  publication: Publication,
  at: Date,
  documentIndex?: string,
): Promise<Going> {
  const { row, draft, snapshot } = publication;
  await assertSameSide(tx, publication);
  const index = row.corrects ?? row.index ?? (await newIndex(kernel, tx, publication, at));
  const explained = documentIndex ?? (row.interprets === null ? null : await documentOf(kernel, tx, row.interprets));
  // Why it is told to whom is the city's own business: it stands in the draft.
  const { scope: _scope, ...content } = draft.content;
  const edges: Edge[] = content.links.map(({ relation, index: to }) => ({ from: index, relation, to }));
  if (explained !== null) edges.push({ from: index, relation: 'interprets', to: explained });
  const targets = edges.map(({ to }) => to).filter((to) => to !== documentIndex);
  const known = await standing(tx.client, targets);
  const missing = targets.find((to) => !known.has(to));
  if (missing !== undefined) throw refuse('disclosure/link-to-nothing', { index: missing }, 422);
  if (edges.some(({ to }) => to === index)) throw refuse('disclosure/link-to-itself', { index }, 422);
  const directory = await directoryOf(kernel);
  const dueOn = snapshot.clocks.publish?.dueOn ?? null;
  const period = await dutyPeriodOf(tx.client, snapshot.id, index);
  const charts = period === null ? [] : chartsOf(content.body, period);
  return {
    publication,
    index,
    edges,
    content: {
      ...content,
      attachments: await withReadable(tx.client, content.attachments),
      index,
      agency: directory.agencyName(snapshot.agencyId),
      dueOn,
      ...(charts.length === 0 ? {} : { charts: [...charts] }),
    },
  };
}

/** What explains a document can stand in public only with it, or after it. @throws Refusal disclosure/document-first */
async function documentOf(kernel: Kernel, tx: Transaction, documentId: number): Promise<string> {
  const { row } = await publicationById(kernel, documentId, tx.client);
  if (row.publishedAt === null || row.index === null) throw refuse('disclosure/document-first');
  return row.index;
}

async function newIndex(kernel: Kernel, tx: Transaction, { snapshot, row }: Publication, at: Date): Promise<string> {
  const { id: agencyId, uscc } = await numbering(kernel, snapshot.agencyId);
  const year = yearOf(dayOf(at));
  const pattern = await indexPattern(tx.client);
  for (let serial = await nextSerial(tx, agencyId, year); ; serial += 1) {
    const number = indexNumber(pattern, { uscc, region: snapshot.region, year, serial, node: row.node });
    // A number that was given elsewhere, before this program, is passed over: none is ever given twice.
    if (await giveNumber(tx, { number, agencyId, year, serial, matterId: snapshot.id, at })) return number;
  }
}

/** The agency in whose name it is numbered: an office without a credit code uses that of the organ it belongs to. */
async function numbering(kernel: Kernel, agencyId: number): Promise<{ readonly id: number; readonly uscc: string }> {
  const directory = await directoryOf(kernel);
  for (let at: number | null = agencyId; at !== null; ) {
    const { id, uscc, parentId }: ReturnType<typeof directory.agencyById> = directory.agencyById(at);
    if (uscc !== null) return { id, uscc };
    at = parentId;
  }
  throw refuse('disclosure/no-credit-code', {}, 422);
}

/** The act of publication, with the last look at the gates. */
async function release(
  kernel: Kernel,
  tx: Transaction,
  { publication: { snapshot, row, draft }, index, content }: Going,
  who: { readonly actor: Actor; readonly at: Date; readonly seenSeq?: number },
): Promise<void> {
  await act(kernel, {
    matter: snapshot,
    act: 'publish',
    ...who,
    facts: { index, text: draft.hash.toString('hex'), corrects: row.corrects },
    evidence: {
      gatesPassed: await areGatesPassed(tx.client, row, draft),
      attribute: content.attribute,
    },
    within: tx,
    write: async () => {
      await tx.client.query(
        `update disclosure.publication set index_number = $2, published_at = $3, publish_at = null where matter_id = $1`,
        [snapshot.id, index, who.at],
      );
      await tellDrafters(tx.client, snapshot, 'disclosure.published', { index }, who.at);
    },
  });
}

const kindOf = ({ audience }: Pick<PublishedContent, 'audience'>): string =>
  audience === 'public' ? PUBLICATION : INTERNAL_PUBLICATION;

/** Says it: records with one announcement, lists, links both ways, and what becomes of that which is linked to. */
async function say(tx: Transaction, going: readonly Going[], at: Date): Promise<readonly Released[]> {
  const changes: RecordChange[] = going.map(({ publication: { snapshot, row }, index, content }) => {
    // Whatever cannot be hashed must not be published.
    canonical(jsonOf(content));
    return {
      change: 'publish',
      kind: kindOf(content),
      key: index,
      title: content.title,
      agencyId: snapshot.agencyId,
      region: snapshot.region,
      content: jsonOf(content),
      note: row.changeNote,
    };
  });
  const own = new Set(going.map(({ index }) => index));
  const beside = await besides(tx, going, own);
  const made = await changeRecords(tx, [...changes, ...beside], at);
  for (const [i, one] of going.entries()) {
    const record = made[i];
    if (record?.kind === PUBLICATION) await store(tx, one, record);
    else if (record) await storeInternal(tx, internalRow(one, record));
  }
  for (const record of made.slice(going.length)) await noteChange(tx, { ...record, index: record.key, at });
  const edges = going
    .filter(({ content }) => content.audience === 'public')
    .flatMap((one) => one.edges.flatMap(bothWays));
  await insertLinks(tx, edges, at);
  return made.slice(0, going.length).map(({ key, version, kind }) => ({ index: key, version, kind }));
}

/** What stands already and is linked to: abolished where that is what the link says, shown anew otherwise. */
async function besides(
  tx: Transaction,
  going: readonly Going[],
  own: ReadonlySet<string>,
): Promise<readonly RecordChange[]> {
  const public_ = going.filter(({ content }) => content.audience === 'public');
  const abolished = new Map(
    public_.flatMap(({ edges, content }) =>
      edges.filter(({ relation }) => relation === 'abolishes').map(({ to }) => [to, content] as const),
    ),
  );
  const sameAffair = await toldOfAffairs(
    tx.client,
    public_.flatMap(({ content }) => content.affair?.id ?? []),
  );
  const targets = new Set(
    [...public_.flatMap(({ edges }) => edges.map(({ to }) => to)), ...sameAffair].filter((to) => !own.has(to)),
  );
  const { rows } = await tx.client.query<{ index: string; validity: string; withdrawn: boolean }>(
    'select index_number as index, validity, withdrawn from disclosure.published where index_number = any($1) order by 1',
    [[...targets]],
  );
  return rows.map(({ index: key, validity, withdrawn }): RecordChange => {
    const by = abolished.get(key);
    if (!by || validity === 'abolished' || withdrawn) return { change: 'surroundings', kind: PUBLICATION, key };
    return { change: 'validity', kind: PUBLICATION, key, validity: 'abolished', note: by.documentNumber ?? by.title };
  });
}

const internalRow = ({ publication: { snapshot }, index, content }: Going, record: PublicRecord): InternalRow => ({
  matterId: snapshot.id,
  index,
  version: record.version,
  agencyId: snapshot.agencyId,
  category: content.node,
  title: content.title,
  summary: content.summary,
  genre: content.genre,
  publishedAt: record.firstPublishedAt,
  changedAt: record.publishedAt,
});

async function store(
  tx: Transaction,
  { publication: { snapshot, row }, index, content }: Going,
  record: PublicRecord,
): Promise<void> {
  const formedOn = content.formedOn === null ? null : day(content.formedOn);
  await storePublished(tx, {
    index,
    version: record.version,
    title: content.title,
    summary: content.summary,
    agencyId: snapshot.agencyId,
    region: snapshot.region,
    node: content.node,
    axis: content.axis,
    domains: content.domains,
    keywords: content.keywords,
    topic: content.topic,
    genre: content.genre,
    documentNumber: content.documentNumber,
    formedOn,
    dueOn: content.dueOn === null ? null : day(content.dueOn),
    publishedAt: record.firstPublishedAt,
    changedAt: record.publishedAt,
    validity: record.validity,
    lapsesOn: content.effectiveUntil === null ? null : day(content.effectiveUntil),
    withdrawn: false,
    note: record.note,
    interpretation: content.genre === 'interpretation' ? (content.interpretation?.form ?? null) : null,
    headLed: content.interpretation?.headLed ?? false,
    needsInterpretation: content.genre === 'policy-document',
    exempted: isExempted(row.plan),
    category: content.category ?? null,
    implementsOn: content.implementsOn === undefined ? null : day(content.implementsOn),
    affairId: content.affair?.id ?? null,
    stage: content.affair?.stage ?? null,
  });
}

const isExempted = (plan: InterpretationPlan | null): boolean => plan !== null && 'exemption' in plan;

/**
 * Confirms that something is not told to everybody. It is looked at again on a day.
 *
 * @throws Refusal disclosure/gate-open, disclosure/is-public, those of `act`
 * @law 政府信息公开条例 第十六条, 第十八条
 */
export async function withhold(
  kernel: Kernel,
  { id, actor, at, seenSeq }: Acting & { readonly id: number },
): Promise<void> {
  const { snapshot, row, draft } = await publicationById(kernel, id);
  const again = nextLook(await reassessmentRule(kernel.pool), draft.content.reason, dayOf(at));
  await act(kernel, {
    matter: snapshot,
    act: 'withhold',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { attribute: draft.content.attribute, reason: draft.content.reason, nextReviewOn: again },
    evidence: {
      gatesPassed: await areGatesPassed(kernel.pool, row, draft),
      attribute: draft.content.attribute,
    },
    write: async (tx) => {
      await noteNextReview(tx, id, again);
      await endConsents(kernel, tx, id, at);
    },
  });
}
