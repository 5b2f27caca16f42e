import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { subjectOf } from '../../identity/index.ts';
import {
  answersTo,
  applyRowAction,
  type FormBody,
  type FormDefinition,
  type FormError,
  type FormValues,
  openQuestions,
  parseSubmission,
  rowActionOf,
  shownSteps,
  validateForm,
} from '../../kernel/form/index.ts';
import {
  type Actor,
  addDays,
  addFile,
  type Day,
  dayOf,
  inTransaction,
  type Kernel,
  refuse,
  submissionTypes,
} from '../../kernel/index.ts';
import { formChecks, type ItemInForce } from '../../service-items/index.ts';
import { itemOn } from '../items.ts';
import { applicantOf } from '../people.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import {
  changeDraft,
  type DraftRow,
  deleteDraft,
  deleteExpired,
  insertDraft,
  openDraft,
  ownDraft,
} from '../repo/drafts.ts';
import { wantedFor } from '../rules/checklist.ts';
import { lineAtSlot, MOST_MEGABYTES } from '../rules/uploads.ts';
import { sealedAt } from '../sealed.ts';
import { jsonOf } from './doing.ts';

/** How long what was not submitted is kept; set by the city, no law names a number. */
export const DRAFT_KEPT_DAYS = 60;

/** A draft with the item it is for, opened for the person who writes it. */
export type Draft = Omit<DraftRow, 'formSealed'> & {
  readonly item: ItemInForce;
  readonly form: FormDefinition;
  readonly data: FormValues;
};

export type Writing = { readonly actor: Actor; readonly at: Date; readonly draftId: string };

const expiresOn = (at: Date): Day => addDays(dayOf(at), DRAFT_KEPT_DAYS);

/** Whether an item is offered to applicants of this kind: 1 is persons, all others are organisations. */
const isOfferedTo = (item: Pick<ItemInForce, 'targets'>, kind: 'person' | 'enterprise'): boolean =>
  item.targets.some((target) => (target === 1) === (kind === 'person'));

/**
 * An item that the one this actor acts for may apply for on line.
 *
 * @throws Refusal cases/item-not-found, cases/not-online, cases/not-for-applicant (403)
 */
export async function applicableItem(
  kernel: Kernel,
  actor: Actor,
  code: string,
  on: Day,
): Promise<ItemInForce & { readonly form: FormDefinition }> {
  const item = await itemOn(kernel, code, on);
  const { form } = item;
  if (!item.online || form === null) throw refuse('cases/not-online');
  const subject = subjectOf(actor);
  if (subject === null) throw refuse('access/sign-in-first', {}, 401);
  const { applicantKind } = await applicantOf(kernel, subject);
  if (!isOfferedTo(item, applicantKind)) throw refuse('cases/not-for-applicant', {}, 403);
  return { ...item, form };
}

/**
 * Begins an application, or finds the one begun before: a person has one unfinished draft for an item and an applicant.
 *
 * @throws Refusal cases/item-not-found, cases/not-online, cases/not-for-applicant
 */
export async function startDraft(
  kernel: Kernel,
  { actor, at, code }: { readonly actor: Actor; readonly at: Date; readonly code: string },
): Promise<string> {
  kernel.access.check(actor, 'cases.apply');
  const item = await applicableItem(kernel, actor, code, dayOf(at));
  const subjectId = subjectOf(actor);
  if (actor.personId === null || subjectId === null) throw refuse('access/sign-in-first', {}, 401);
  const db = databaseOf(kernel);
  const values = { answers: {}, uploads: {}, formSealed: null, corrects: null, at, expiresOn: expiresOn(at) };
  await insertDraft(db, {
    id: randomUUID(),
    personId: actor.personId,
    subjectId,
    itemCode: code,
    itemVersion: item.version,
    ...values,
  });
  const draft = await openDraft(db, actor.personId, subjectId, code);
  if (!draft) throw refuse('cases/draft-not-found', {}, 404);
  return draft.id;
}

/**
 * A draft as its writer sees it, with the item as it is in force today.
 *
 * @throws Refusal cases/draft-not-found (404) also for other people's
 */
export async function readDraft(kernel: Kernel, { actor, at, draftId }: Writing): Promise<Draft> {
  const row = await ownDraft(databaseOf(kernel), draftId, actor.personId ?? -1);
  return opened(kernel, row, at);
}

async function opened(kernel: Kernel, { formSealed, ...row }: DraftRow, at: Date): Promise<Draft> {
  const item = await itemOn(kernel, row.itemCode, dayOf(at));
  if (item.form === null) throw refuse('cases/not-online');
  const data: unknown = formSealed ? JSON.parse(kernel.seal.open(formSealed, sealedAt.draft(row.id))) : {};
  return { ...row, item, form: item.form, data: isRecord(data) ? data : {} };
}

const isRecord = (value: unknown): value is FormValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a draft, changes it, and keeps it, while nobody else does; two windows of one person cannot lose each other's steps. */
async function change<T>(
  kernel: Kernel,
  { actor, at, draftId }: Writing,
  work: (draft: Draft) => {
    readonly set: Omit<Parameters<typeof changeDraft>[2], 'at' | 'expiresOn' | 'formSealed'> & {
      readonly data?: FormValues;
    };
    readonly result: T;
  },
): Promise<T> {
  return inTransaction(kernel.pool, async (tx) => {
    const db = databaseIn(tx);
    const draft = await opened(kernel, await ownDraft(db, draftId, actor.personId ?? -1, 'for-update'), at);
    if (draft.matterId !== null) throw refuse('cases/draft-submitted');
    const { set, result } = work(draft);
    const { data, ...rest } = set;
    await changeDraft(db, draftId, {
      ...rest,
      ...(data ? { formSealed: kernel.seal.seal(JSON.stringify(jsonOf(data)), sealedAt.draft(draft.id)) } : {}),
      itemVersion: draft.item.version,
      at,
      expiresOn: expiresOn(at),
    });
    return result;
  });
}

/** Keeps the answers that decide on the materials. Answers whether any question is still open. */
export const answerSituation = (
  kernel: Kernel,
  { given, ...writing }: Writing & { readonly given: Readonly<Record<string, unknown>> },
): Promise<{ readonly open: boolean }> =>
  change(kernel, writing, ({ item }) => {
    const answers: Record<string, string> = {};
    for (const [key, value] of Object.entries(answersTo(item.situation, given)))
      if (value !== undefined) answers[key] = value;
    return { set: { answers }, result: { open: openQuestions(item.situation, answers).length > 0 } };
  });

export type SavedStep =
  /** A row was added or removed: the step is shown again. */
  | { readonly kind: 'again' }
  /** Kept for another day. */
  | { readonly kind: 'saved' }
  | { readonly kind: 'wrong'; readonly errors: readonly FormError[]; readonly draft: Draft }
  /** `null`: that was the last step. */
  | { readonly kind: 'next'; readonly step: string | null };

/**
 * Keeps one step of the form as it was filled in, right or wrong, and says where to go from there.
 *
 * @throws Refusal form/no-such-step, form/malformed, form/too-large, cases/draft-submitted
 */
export const saveStep = (
  kernel: Kernel,
  { step, body, ...writing }: Writing & { readonly step: string; readonly body: FormBody },
): Promise<SavedStep> =>
  change<SavedStep>(kernel, writing, (draft) => {
    const given = parseSubmission(draft.form, step, body, draft.data);
    const action = rowActionOf(draft.form, body);
    if (action) return { set: { data: applyRowAction(draft.form, given, action), step }, result: { kind: 'again' } };
    const set = { data: given, step };
    if (body._save !== undefined) return { set, result: { kind: 'saved' } };
    const errors = validateForm(draft.form, given, { formats: formChecks(dayOf(writing.at)), step });
    if (errors.length > 0) return { set, result: { kind: 'wrong', errors, draft: { ...draft, data: given } } };
    const steps = shownSteps(draft.form, given);
    const next = steps[steps.findIndex(({ key }) => key === step) + 1];
    return { set, result: { kind: 'next', step: next?.key ?? null } };
  });

/**
 * Takes in a file for a material and keeps it with the draft; the one before is let go.
 *
 * @param slot the name of its place in the page
 * @throws Refusal cases/no-such-material, files/too-large (413), files/empty (422), files/type-not-allowed, files/mislabelled (415)
 */
export async function uploadToDraft(
  kernel: Kernel,
  {
    slot,
    stream,
    name,
    ...writing
  }: Writing & { readonly slot: string; readonly stream: Readable; readonly name: string },
): Promise<void> {
  const draft = await readDraft(kernel, writing);
  if (draft.matterId !== null) throw refuse('cases/draft-submitted');
  const line = lineAtSlot(wantedFor(draft.item, draft.answers), slot);
  if (!line) throw refuse('cases/no-such-material', {}, 422);
  const file = await addFile(kernel, stream, {
    name,
    maxBytes: MOST_MEGABYTES * 1_048_576,
    allowed: submissionTypes,
    ownerId: writing.actor.personId,
    at: writing.at,
  });
  await change(kernel, writing, ({ uploads }) => ({
    set: { uploads: { ...uploads, [line.key]: file.id } },
    result: null,
  }));
}

export const removeUpload = (
  kernel: Kernel,
  { slot, ...writing }: Writing & { readonly slot: string },
): Promise<null> =>
  change(kernel, writing, ({ item, answers, uploads }) => {
    const line = lineAtSlot(wantedFor(item, answers), slot);
    const { [line?.key ?? '']: _gone, ...rest } = uploads;
    return { set: { uploads: rest }, result: null };
  });

/** Throws a draft away; nothing happens when it was submitted. */
export const discardDraft = (kernel: Kernel, { actor, draftId }: Omit<Writing, 'at'>): Promise<unknown> =>
  deleteDraft(databaseOf(kernel), draftId, actor.personId ?? -1);

/** Drafts nobody has touched for {@link DRAFT_KEPT_DAYS} days are gone. */
export const expireDrafts = (kernel: Kernel, at: Date): Promise<number> => deleteExpired(databaseOf(kernel), dayOf(at));
