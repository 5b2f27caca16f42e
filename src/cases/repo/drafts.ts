import type { Day } from '../../kernel/index.ts';
import { refuse } from '../../kernel/index.ts';
import type { CasesDb } from './database.ts';

/** File ids by material or file field. */
export type Uploads = Readonly<Record<string, string>>;
export type Answers = Readonly<Record<string, string>>;

const COLUMNS = [
  'id',
  'person_id as personId',
  'subject_id as subjectId',
  'item_code as itemCode',
  'item_version as itemVersion',
  'form_sealed as formSealed',
  'step',
  'corrects',
  'matter_id as matterId',
  'updated_at as updatedAt',
  'expires_on as expiresOn',
] as const;

const select = (db: CasesDb) =>
  db
    .selectFrom('cases.draft')
    .select(COLUMNS)
    .select((row) => [
      row.ref('answers').$castTo<Answers>().as('answers'),
      row.ref('uploads').$castTo<Uploads>().as('uploads'),
    ]);

export type DraftRow = Awaited<ReturnType<typeof ownDraft>>;

/**
 * A draft of this person. One that belongs to somebody else is answered like one that does not exist.
 *
 * @throws Refusal cases/draft-not-found (404)
 */
export async function ownDraft(db: CasesDb, id: string, personId: number, lock?: 'for-update') {
  const query = select(db).where('id', '=', id).where('person_id', '=', personId);
  const draft = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!draft) throw refuse('cases/draft-not-found', {}, 404);
  return draft;
}

/** The draft that a person has not finished for an item and an applicant. */
export const openDraft = (db: CasesDb, personId: number, subjectId: number, itemCode: string) =>
  select(db)
    .where('person_id', '=', personId)
    .where('subject_id', '=', subjectId)
    .where('item_code', '=', itemCode)
    .where('matter_id', 'is', null)
    .where('corrects', 'is', null)
    .executeTakeFirst();

export const openCorrection = (db: CasesDb, applicationId: number) =>
  select(db).where('corrects', '=', applicationId).where('matter_id', 'is', null).executeTakeFirst();

/** What a person has begun and not submitted, latest first. */
export const draftsOf = (db: CasesDb, personId: number) =>
  select(db)
    .where('person_id', '=', personId)
    .where('matter_id', 'is', null)
    .orderBy('updated_at', 'desc')
    .limit(100)
    .execute();

export type NewDraft = {
  readonly id: string;
  readonly personId: number;
  readonly subjectId: number;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly answers: Answers;
  readonly formSealed: Buffer | null;
  readonly uploads: Uploads;
  readonly corrects: number | null;
  readonly at: Date;
  readonly expiresOn: Day;
};

/** Nothing happens when the same draft is there already. */
export const insertDraft = (db: CasesDb, draft: NewDraft) =>
  db
    .insertInto('cases.draft')
    .values({
      id: draft.id,
      person_id: draft.personId,
      subject_id: draft.subjectId,
      item_code: draft.itemCode,
      item_version: draft.itemVersion,
      answers: JSON.stringify(draft.answers),
      form_sealed: draft.formSealed,
      uploads: JSON.stringify(draft.uploads),
      corrects: draft.corrects,
      updated_at: draft.at,
      expires_on: draft.expiresOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

export type DraftChange = {
  readonly answers?: Answers;
  readonly formSealed?: Buffer;
  readonly uploads?: Uploads;
  readonly step?: string;
  readonly itemVersion?: number;
  readonly at: Date;
  readonly expiresOn: Day;
};

export const changeDraft = (db: CasesDb, id: string, change: DraftChange) =>
  db
    .updateTable('cases.draft')
    .set({
      updated_at: change.at,
      expires_on: change.expiresOn,
      ...(change.answers && { answers: JSON.stringify(change.answers) }),
      ...(change.uploads && { uploads: JSON.stringify(change.uploads) }),
      ...(change.formSealed && { form_sealed: change.formSealed }),
      ...(change.step !== undefined && { step: change.step }),
      ...(change.itemVersion !== undefined && { item_version: change.itemVersion }),
    })
    .where('id', '=', id)
    .execute();

/** What was filled in is now in the application; only the way to it stays. */
export const closeDraft = (db: CasesDb, id: string, matterId: number) =>
  db
    .updateTable('cases.draft')
    .set({ matter_id: matterId, form_sealed: null, answers: '{}', uploads: '{}' })
    .where('id', '=', id)
    .where('matter_id', 'is', null)
    .executeTakeFirst();

export const deleteDraft = (db: CasesDb, id: string, personId: number) =>
  db
    .deleteFrom('cases.draft')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .where('matter_id', 'is', null)
    .execute();

/** Drafts whose time is up; answers how many there were. */
export async function deleteExpired(db: CasesDb, today: Day): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('cases.draft').where('expires_on', '<=', today).executeTakeFirst();
  return Number(numDeletedRows);
}
