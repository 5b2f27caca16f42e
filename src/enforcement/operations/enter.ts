import { createHash } from 'node:crypto';
import { contentFrom, isDocumentNumber, openPublication, publicationById, saveDraft } from '../../disclosure/index.ts';
import { creditCodeFault, directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  canonical,
  day,
  dayOf,
  type Kernel,
  type Opened,
  refuse,
  type Transaction,
} from '../../kernel/index.ts';
import { Result } from '../contract.ts';
import { officersOn, subjectRegister } from '../registers.ts';
import { type ResultRow, resultById, resultsNumbered, type Source, storeResult } from '../repo/results.ts';
import { fieldsOf, resultHtml } from '../rules/article.ts';
import { type Display, displayOf } from '../rules/display.ts';
import { resultFault } from '../rules/faults.ts';
import { kindRule, rulesOn } from '../rules/rules.ts';
import { resultText } from '../text.ts';
import { withoutPersons } from './masks.ts';

export type Acting = { readonly actor: Actor; readonly at: Date };
type Content = ReturnType<typeof contentFrom>;

/** A result as it is kept, and the text that tells it. */
export type Prepared = {
  readonly result: Result;
  /** How many places were masked. */
  readonly masked: number;
  readonly content: Content;
  readonly hash: Buffer;
  readonly display: Display;
};

/** What has to be the same in the text that goes out and in the result: nobody changes one without the other. */
export const toldHash = ({ title, body, genre, formedOn, documentNumber, subtitle }: Content): Buffer =>
  createHash('sha256')
    .update(canonical([title, subtitle, body, genre, formedOn, documentNumber]))
    .digest();

/**
 * Makes of what was written what may be kept and told: checked, masked, with its fixed fields as a text.
 *
 * @throws Refusal enforcement/no-subject (422) for an agency that is no organ of enforcement, and the faults of a result
 */
export async function prepareResult(
  kernel: Kernel,
  agencyId: number,
  written: unknown,
  at: Date,
  source: Source = kernel.pool,
): Promise<Prepared> {
  const today = dayOf(at);
  const given = Result.parse(written);
  const directory = await directoryOf(kernel);
  const { key, line, name, shortName } = directory.agencyById(agencyId);
  const subject = await subjectRegister.inForce(source, key, today);
  if (!subject) throw refuse('enforcement/no-subject', {}, 422);
  const rules = rulesOn(given.decidedOn);
  const fault = resultFault(given, { today, line, rules, isCode: (code) => creditCodeFault(code) === null });
  if (fault) throw refuse(fault, {}, 422);
  const { result, masked } = withoutPersons(given);
  const officers = await officersOn(source, result.officers, day(result.decidedOn));
  const { genre, node } = kindRule(result.kind, result.decidedOn);
  const content = contentFrom({
    // Nobody is named in the title: it stays where the result stood when it is shown no longer.
    title: resultText.title(result.kind, result.documentNumber),
    body: resultHtml(fieldsOf(result, name, officers), subject.value.remedy),
    summary: resultText.summary(result.kind, shortName, result.decidedOn),
    node,
    genre,
    formedOn: result.decidedOn,
    // Numbers of decisions have more shapes than those of documents; in the text each stands as it is.
    documentNumber: isDocumentNumber(result.documentNumber) ? result.documentNumber : null,
    source: shortName,
    attribute: 'proactive',
  });
  return { result, masked, content, hash: toldHash(content), display: displayOf(result, rules) };
}

export type EnterRequest = Acting & {
  readonly agencyId: number;
  readonly result: unknown;
  /** The index number of what it puts right in public, and what the public is told of that. */
  readonly corrects?: { readonly index: string; readonly note: string } | undefined;
  readonly importId?: number | undefined;
};

/**
 * Enters a result of enforcement. A publication of it is drawn up, with its clock from the day of the decision and every
 * gate before it.
 *
 * @throws Refusal access/forbidden (403), enforcement/known-already (409), those of {@link prepareResult} and of
 *   `openPublication`
 * @law 国办发〔2018〕118号
 */
export async function enterResult(
  kernel: Kernel,
  { agencyId, result, corrects, importId, actor, at }: EnterRequest,
): Promise<Opened & { readonly masked: number }> {
  kernel.access.check(actor, 'enforcement.enter', { agencyId });
  const prepared = await prepareResult(kernel, agencyId, result, at);
  const opened = await openPublication(kernel, {
    agencyId,
    content: prepared.content,
    actor,
    at,
    ...(corrects === undefined ? {} : { corrects }),
    also: async (tx, id) => {
      await assertNew(tx, agencyId, prepared.result, corrects?.index ?? null);
      await store(tx, { id, agencyId, prepared, importId: importId ?? null, enteredBy: actor.personId });
    },
  });
  return { ...opened, masked: prepared.masked };
}

/** A decision stands once; what puts it right in public is another entry of it, one at a time. */
async function assertNew(tx: Transaction, agencyId: number, result: Result, corrects: string | null): Promise<void> {
  const of = { agencyId, kind: result.kind, documentNumber: result.documentNumber };
  await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `enforcement:${agencyId}:${of.kind}:${of.documentNumber}`,
  ]);
  const known = await resultsNumbered(tx.client, of);
  const other = known.find(({ index }) => index === null || index !== corrects);
  if (other) {
    throw refuse('enforcement/known-already', { documentNumber: of.documentNumber, number: other.number }, 409);
  }
}

type Stored = {
  readonly id: number;
  readonly agencyId: number;
  readonly prepared: Prepared;
  readonly importId: number | null;
  readonly enteredBy: number | null;
};

const store = (tx: Transaction, { prepared: { result, hash, display }, ...row }: Stored): Promise<void> =>
  storeResult(tx, { ...row, value: result, hash, display });

/** @throws Refusal enforcement/not-found (404) */
export async function resultNamed(kernel: Kernel, id: number): Promise<ResultRow> {
  const row = await resultById(kernel.pool, id);
  if (!row) throw refuse('enforcement/not-found', {}, 404);
  return row;
}

/**
 * Writes a result anew while it is a draft; the text that tells it follows.
 *
 * @throws Refusal enforcement/not-found (404), enforcement/not-in-draft (409), enforcement/known-already (409),
 *   disclosure/draft-changed (409), those of {@link prepareResult} and of `saveDraft`
 */
export async function reviseResult(
  kernel: Kernel,
  {
    id,
    result,
    actor,
    at,
    importId,
  }: Acting & { readonly id: number; readonly result: unknown; readonly importId?: number },
): Promise<{ readonly masked: number }> {
  const row = await resultNamed(kernel, id);
  kernel.access.check(actor, 'enforcement.enter', { agencyId: row.agencyId });
  const publication = await publicationById(kernel, id);
  if (publication.snapshot.state !== 'drafting') throw refuse('enforcement/not-in-draft');
  const prepared = await prepareResult(kernel, row.agencyId, result, at);
  const { kind, documentNumber } = prepared.result;
  const { node, genre, title, body, summary, formedOn, documentNumber: shaped } = prepared.content;
  await saveDraft(kernel, {
    id,
    content: {
      ...publication.draft.content,
      ...{ node, genre, title, body, summary, formedOn, documentNumber: shaped },
    },
    seenRevision: publication.row.revision,
    actor,
    at,
    also: async (tx) => {
      if (kind !== row.kind || documentNumber !== row.documentNumber) {
        await assertNew(tx, row.agencyId, prepared.result, publication.row.corrects);
      }
      const { agencyId } = row;
      await store(tx, { id, agencyId, prepared, importId: importId ?? null, enteredBy: actor.personId });
    },
  });
  return { masked: prepared.masked };
}
