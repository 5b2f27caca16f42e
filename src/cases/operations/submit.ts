import { randomUUID } from 'node:crypto';
import { type FormError, keepShown, openQuestions, validateForm } from '../../kernel/form/index.ts';
import {
  type Actor,
  act,
  addDays,
  attachFiles,
  dayOf,
  fileById,
  isSubject,
  type Kernel,
  matterById,
  refuse,
} from '../../kernel/index.ts';
import { formChecks } from '../../service-items/index.ts';
import { certificateFieldsOf } from '../papers/certificate.ts';
import { applicantOf } from '../people.ts';
import { applicationOf, changeApplication } from '../repo/applications.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { closeDraft, insertDraft, openCorrection, type Uploads } from '../repo/drafts.ts';
import { FORM_KEY, faultyLines, reopened, type Wanted, wantedFor } from '../rules/checklist.ts';
import { missingUploads, slotOf } from '../rules/uploads.ts';
import { sealedAt } from '../sealed.ts';
import { text } from '../text.ts';
import { jsonOf } from './doing.ts';
import { DRAFT_KEPT_DAYS, type Draft, readDraft, type Writing } from './drafts.ts';
import { formOf } from './form.ts';
import { type Papers, unprintableIn } from './papers.ts';
import { type Received, receiveApplication } from './receive.ts';

/** What stands in the way of submitting a draft. */
export type DraftFaults = {
  readonly questions: boolean;
  readonly form: readonly FormError[];
  readonly uploads: readonly FormError[];
};

/** What a correction may touch: the lines that were found missing or wrong. All lines of a new application. */
export async function linesOf(kernel: Kernel, draft: Draft): Promise<readonly Wanted[]> {
  const wanted = wantedFor(draft.item, draft.answers);
  if (draft.corrects === null) return wanted;
  const application = await applicationOf(databaseOf(kernel), draft.corrects);
  return faultyLines(application.wanted, application.checklist);
}

/** Checks the whole of a draft, on the server, whatever the pages checked before. */
export async function faultsOf(kernel: Kernel, draft: Draft, at: Date): Promise<DraftFaults> {
  const lines = await linesOf(kernel, draft);
  const touchesForm = lines.some(({ key }) => key === FORM_KEY);
  const form = touchesForm ? validateForm(draft.form, draft.data, { formats: formChecks(dayOf(at)) }) : [];
  return {
    questions: openQuestions(draft.item.situation, draft.answers).length > 0,
    form: form.length > 0 || !touchesForm ? form : await unprintableFields(draft),
    uploads: [...missingUploads(lines, draft.uploads), ...(await infectedUploads(kernel, lines, draft.uploads))],
  };
}

/** What was found infected since it was uploaded; it has to be replaced. */
async function infectedUploads(
  kernel: Kernel,
  lines: readonly Wanted[],
  uploads: Uploads,
): Promise<readonly FormError[]> {
  const errors: FormError[] = [];
  for (const { key, name } of lines) {
    const id = uploads[key];
    if (id === undefined || (await fileById(kernel.pool, id)).scan !== 'infected') continue;
    errors.push({ path: slotOf(key), code: 'infected', label: name, message: text.uploads.infected(name) });
  }
  return errors;
}

/** What will stand on the certificate must be printable; said while the person can still write it otherwise. */
async function unprintableFields(draft: Draft): Promise<readonly FormError[]> {
  const errors: FormError[] = [];
  for (const { key, label, value } of certificateFieldsOf(draft.item, draft.data)) {
    const found = await unprintableIn(value);
    const characters = found.map(({ character }) => character).join(' ');
    if (found.length > 0)
      errors.push({ path: key, code: 'unprintable', label, message: text.unprintable(label, characters) });
  }
  return errors;
}

/**
 * Sends a draft: a new application, or the correction of one. A second click answers with what the first one made.
 *
 * @throws Refusal cases/answers-incomplete, cases/form-invalid, cases/materials-not-uploaded (422), cases/no-township,
 *   and those of an act when it corrects
 */
export async function submitDraft(
  kernel: Kernel,
  { papers, ...writing }: Writing & { readonly papers: Papers },
): Promise<Received> {
  const draft = await readDraft(kernel, writing);
  if (draft.matterId !== null) return numberOf(kernel, draft.matterId);
  const faults = await faultsOf(kernel, draft, writing.at);
  if (faults.questions) throw refuse('cases/answers-incomplete', {}, 422);
  if (faults.form.length > 0) throw refuse('cases/form-invalid', {}, 422);
  if (faults.uploads.length > 0) throw refuse('cases/materials-not-uploaded', {}, 422);
  return draft.corrects === null
    ? submitNew(kernel, draft, writing, papers)
    : submitCorrection(kernel, draft, draft.corrects, writing);
}

async function submitNew(kernel: Kernel, draft: Draft, { actor, at }: Writing, papers: Papers): Promise<Received> {
  const applicant = await applicantOf(kernel, draft.subjectId);
  if (!isSubject(actor, draft.subjectId)) throw refuse('cases/not-for-them', {}, 403);
  const lines = wantedFor(draft.item, draft.answers);
  const uploads = Object.fromEntries(
    lines.flatMap(({ key }) => (draft.uploads[key] === undefined ? [] : [[key, draft.uploads[key]]])),
  );
  const data = keepShown(draft.form, draft.data);
  const region = data.township;
  const amount = data.investmentFen;
  return receiveApplication(kernel, {
    item: draft.item,
    key: draft.id,
    applicant: { id: applicant.id, kind: applicant.applicantKind },
    actor,
    at,
    channel: 'online',
    answers: draft.answers,
    form: data,
    uploads,
    region: typeof region === 'string' ? region : applicant.region,
    amountFen: typeof amount === 'number' ? amount : null,
    papers,
    write: async (tx, matterId) => void (await closeDraft(databaseIn(tx), draft.id, matterId)),
  });
}

async function numberOf(kernel: Kernel, matterId: number): Promise<Received> {
  const { id, number } = await matterById(kernel, matterId);
  return { id, number };
}

/** The applicant's answer to the notice: what was asked for, and the form again where it was at fault. */
async function submitCorrection(
  kernel: Kernel,
  draft: Draft,
  matterId: number,
  { actor, at }: Writing,
): Promise<Received> {
  const snapshot = await matterById(kernel, matterId);
  const application = await applicationOf(databaseOf(kernel), matterId);
  const lines = faultyLines(application.wanted, application.checklist);
  const added = Object.fromEntries(
    lines.flatMap(({ key }) => {
      const file = draft.uploads[key];
      return file === undefined || file === application.uploads[key] ? [] : [[key, file]];
    }),
  );
  const touchesForm = lines.some(({ key }) => key === FORM_KEY);
  await act(kernel, {
    matter: snapshot,
    act: 'correct',
    actor,
    at,
    facts: { corrected: lines.map(({ key }) => key), files: added },
    ...(touchesForm ? { personal: { form: jsonOf(keepShown(draft.form, draft.data)) } } : {}),
    write: async (tx) => {
      const db = databaseIn(tx);
      await changeApplication(db, matterId, {
        uploads: { ...application.uploads, ...added },
        checklist: reopened(application.checklist),
        ...(touchesForm ? { formSeq: snapshot.seq + 1 } : {}),
      });
      await attachFiles(tx, Object.values(added), matterId, actor.personId);
      await closeDraft(db, draft.id, matterId);
    },
  });
  return { id: matterId, number: snapshot.number };
}

/**
 * Begins the correction an applicant was asked for, with the form and the files as they were handed in.
 *
 * @throws Refusal matter/not-in-state when nothing was asked for
 */
export async function startCorrection(
  kernel: Kernel,
  { actor, at, matter }: { readonly actor: Actor; readonly at: Date; readonly matter: number },
): Promise<string> {
  const snapshot = await matterById(kernel, matter);
  if (!isSubject(actor, snapshot.subjectId) || actor.personId === null) throw refuse('matter/not-found', {}, 404);
  if (snapshot.state !== 'correcting') throw refuse('matter/not-in-state', { act: 'correct', state: snapshot.state });
  const db = databaseOf(kernel);
  const application = await applicationOf(db, matter);
  const id = randomUUID();
  await insertDraft(db, {
    id,
    personId: actor.personId,
    subjectId: application.applicantId,
    itemCode: application.itemCode,
    itemVersion: application.itemVersion,
    answers: application.answers,
    formSealed: kernel.seal.seal(JSON.stringify(await formOf(kernel, matter, application)), sealedAt.draft(id)),
    uploads: {},
    corrects: matter,
    at,
    expiresOn: addDays(dayOf(at), DRAFT_KEPT_DAYS),
  });
  const draft = await openCorrection(db, matter);
  if (!draft || draft.personId !== actor.personId) throw refuse('cases/draft-not-found', {}, 404);
  return draft.id;
}
