import { randomUUID } from 'node:crypto';
import { maskName, particularsOf } from '../../identity/index.ts';
import { type Acted, act, type Day, type Kernel, refuse, remark, type Snapshot } from '../../kernel/index.ts';
import { itemOfApplication } from '../items.ts';
import { certificateContent, certificatePaper, validUntil } from '../papers/certificate.ts';
import { approvalPaper } from '../papers/notices.ts';
import { paperText } from '../papers/text.ts';
import { applicantOf } from '../people.ts';
import { type ApplicationRow, changeApplication } from '../repo/applications.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { countResults, insertDocument, revokeDocument } from '../repo/documents.ts';
import { aboutOf } from './about.ts';
import { type Doing, legalDay, on, read } from './doing.ts';
import { formOf } from './form.ts';
import { type Drawn, draw, keep } from './papers.ts';

/** Which results are certificates; the others are told by a written decision. */
const CERTIFIED: ReadonlySet<string> = new Set(['证照', '批文']);

export type Making = Doing & {
  readonly papers: NonNullable<Doing['papers']>;
  readonly validFrom?: Day | undefined;
  /** null: no end; left out: as the item says. */
  readonly validUntil?: Day | null | undefined;
};

/**
 * Makes the result of a granted application: a certificate with a code and QR anybody can check, or a written decision.
 *
 * @throws Refusal cases/document-not-due, cases/document-exists, access/forbidden, matter/changed
 * @law 行政许可法 第三十九条, 国务院关于在线政务服务的若干规定 第十条
 */
export async function makeDocument(kernel: Kernel, making: Making): Promise<Drawn> {
  const { snapshot, application } = await read(kernel, making);
  kernel.access.check(making.actor, 'cases.make-document', { agencyId: snapshot.agencyId });
  if (making.seenSeq !== undefined && making.seenSeq !== snapshot.seq) throw refuse('matter/changed');
  if (snapshot.state !== 'making' || application.outcome !== 'granted')
    throw refuse('cases/document-not-due', { state: snapshot.state });
  if ((await countResults(databaseOf(kernel), snapshot.id)) > 0) throw refuse('cases/document-exists');
  const drawn = await resultOf(kernel, snapshot, application, making);
  await remark(kernel, {
    snapshot,
    act: 'document-made',
    actor: making.actor,
    at: making.at,
    facts: { kind: drawn.kind, number: drawn.number, file: drawn.fileId },
    write: (tx) => keep(tx, snapshot.id, drawn),
  });
  return drawn;
}

async function resultOf(
  kernel: Kernel,
  snapshot: Snapshot,
  application: ApplicationRow,
  making: Making,
): Promise<Drawn> {
  const item = await itemOfApplication(kernel, application);
  const about = await aboutOf(kernel, snapshot, application, item);
  if (!CERTIFIED.has(item.result.kind)) {
    return draw(kernel, making.papers, approvalPaper(about, snapshot.process.actions.grant?.title ?? ''), making.at);
  }
  const validFrom = making.validFrom ?? legalDay(making);
  const { name, kind, address } = await particularsOf(kernel, application.applicantId);
  const { maskedDocument } = await applicantOf(kernel, application.applicantId);
  const applicant = { name, address, document: maskedDocument };
  const { holder, facts } = certificateContent(item, await formOf(kernel, snapshot.id, application), applicant);
  const paper = certificatePaper(about, {
    title: item.result.name,
    holder,
    holderMasked: kind === 'enterprise' ? holder : maskName(holder),
    facts,
    validFrom,
    validUntil: making.validUntil === undefined ? validUntil(validFrom, item.result.validYears) : making.validUntil,
  });
  return draw(kernel, making.papers, paper, making.at);
}

/** A result that exists on paper only: the register names it. */
export type PaperResult = {
  readonly number: string;
  readonly title?: string | undefined;
  readonly kind?: 'certificate' | 'decision';
};

/**
 * Hands the result over and ends the matter.
 *
 * @param paper the result is a paper made elsewhere; it is entered in the register in the same act
 * @throws Refusal cases/no-document and those of an act
 * @law 行政许可法 第四十四条
 */
export async function deliver(
  kernel: Kernel,
  {
    how,
    paper,
    ...doing
  }: Doing & { readonly how: 'online' | 'window' | 'post'; readonly paper?: PaperResult | undefined },
): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  const results = paper ? 1 : await countResults(databaseOf(kernel), snapshot.id);
  return act(kernel, {
    ...on(snapshot, doing),
    act: 'deliver',
    evidence: { results },
    facts: { how, ...(paper ? { paper: paper.number } : {}) },
    write: async (tx) => {
      const db = databaseIn(tx);
      if (paper) await insertDocument(db, paperDocument(snapshot, paper, doing));
      await changeApplication(db, snapshot.id, { deliveredAt: doing.at });
    },
  });
}

const paperDocument = (snapshot: Snapshot, paper: PaperResult, doing: Doing) => ({
  id: randomUUID(),
  matterId: snapshot.id,
  kind: paper.kind ?? 'certificate',
  number: paper.number,
  title: paper.title ?? paperText.paperResult,
  fileId: null,
  code: null,
  // Nobody can look it up by a code, so nobody is named.
  holderMasked: '',
  at: doing.at,
  validFrom: legalDay(doing),
  validUntil: null,
});

/**
 * Takes back a document that was issued: whoever checks it is told so from now on.
 *
 * @throws Refusal cases/no-reason, cases/already-revoked, access/forbidden
 * @law 行政许可法 第六十九条, 第七十条
 */
export async function revoke(
  kernel: Kernel,
  { documentId, why, ...doing }: Doing & { readonly documentId: string; readonly why: string },
): Promise<void> {
  const { snapshot } = await read(kernel, doing);
  kernel.access.check(doing.actor, 'cases.revoke-document', { agencyId: snapshot.agencyId });
  if (why.trim() === '') throw refuse('cases/no-reason');
  await remark(kernel, {
    snapshot,
    act: 'document-revoked',
    actor: doing.actor,
    at: doing.at,
    facts: { document: documentId },
    personal: { text: why.trim() },
    write: async (tx) => {
      if (!(await revokeDocument(databaseIn(tx), snapshot.id, documentId, doing.at, why.trim())))
        throw refuse('cases/already-revoked');
    },
  });
}
