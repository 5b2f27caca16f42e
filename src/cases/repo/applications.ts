import type { Day } from '../../kernel/index.ts';
import { refuse } from '../../kernel/index.ts';
import type { Checklist, Wanted } from '../rules/checklist.ts';
import type { CasesDb } from './database.ts';
import type { Answers, Uploads } from './drafts.ts';

export type Channel = 'online' | 'window' | 'proxy';
export type ApplicantKind = 'person' | 'enterprise';
export type Outcome = 'granted' | 'denied';

const COLUMNS = [
  'matter_id as matterId',
  'item_code as itemCode',
  'item_version as itemVersion',
  'agency_id as agencyId',
  'level',
  'applicant_id as applicantId',
  'submitted_by as submittedBy',
  'form_seq as formSeq',
  'review_region as reviewRegion',
  'amount_fen as amountFen',
  'submitted_at as submittedAt',
  'submitted_on as submittedOn',
  'accepted_on as acceptedOn',
  'accepted_at as acceptedAt',
  'decided_at as decidedAt',
  'completed_at as completedAt',
  'completed_on as completedOn',
  'handled_workdays as handledWorkdays',
] as const;

const select = (db: CasesDb) =>
  db
    .selectFrom('cases.application')
    .select(COLUMNS)
    .select((row) => [
      row.ref('case_type').$castTo<'instant' | 'promised'>().as('caseType'),
      row.ref('applicant_kind').$castTo<ApplicantKind>().as('applicantKind'),
      row.ref('channel').$castTo<Channel>().as('channel'),
      row.ref('accepted_how').$castTo<'accepted' | 'deemed' | null>().as('acceptedHow'),
      row.ref('outcome').$castTo<Outcome | null>().as('outcome'),
      row.ref('answers').$castTo<Answers>().as('answers'),
      row.ref('uploads').$castTo<Uploads>().as('uploads'),
      row.ref('wanted').$castTo<readonly Wanted[]>().as('wanted'),
      row.ref('checklist').$castTo<Checklist>().as('checklist'),
    ]);

/** What is particular to an application, besides the envelope the kernel keeps. */
export type ApplicationRow = Awaited<ReturnType<typeof applicationOf>>;

/** @throws Refusal cases/wrong-kind (404) */
export async function applicationOf(db: CasesDb, matterId: number) {
  const row = await select(db).where('matter_id', '=', matterId).executeTakeFirst();
  if (!row) throw refuse('cases/wrong-kind', {}, 404);
  return row;
}

/** The application that came of a form, if it was taken in already. */
export const applicationByKey = (db: CasesDb, key: string) =>
  db
    .selectFrom('cases.application as a')
    .innerJoin('kernel.matter as m', 'm.id', 'a.matter_id')
    .select(['m.id', 'm.number'])
    .where('a.intake_key', '=', key)
    .executeTakeFirst();

export type NewApplication = {
  readonly matterId: number;
  readonly intakeKey: string | null;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly agencyId: number;
  readonly level: number;
  readonly caseType: 'instant' | 'promised';
  readonly applicantKind: ApplicantKind;
  readonly applicantId: number;
  readonly submittedBy: number | null;
  readonly channel: Channel;
  readonly answers: Answers;
  readonly uploads: Uploads;
  readonly wanted: readonly Wanted[];
  readonly checklist: Checklist;
  readonly reviewRegion: string | null;
  readonly amountFen: number | null;
  readonly at: Date;
};

/** False when the form was taken in already, by a click before this one. */
export async function insertApplication(db: CasesDb, application: NewApplication): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('cases.application')
    .values({
      matter_id: application.matterId,
      intake_key: application.intakeKey,
      item_code: application.itemCode,
      item_version: application.itemVersion,
      agency_id: application.agencyId,
      level: application.level,
      case_type: application.caseType,
      applicant_kind: application.applicantKind,
      applicant_id: application.applicantId,
      submitted_by: application.submittedBy,
      channel: application.channel,
      answers: JSON.stringify(application.answers),
      uploads: JSON.stringify(application.uploads),
      wanted: JSON.stringify(application.wanted),
      checklist: JSON.stringify(application.checklist),
      review_region: application.reviewRegion,
      amount_fen: application.amountFen,
      submitted_at: application.at,
    })
    .onConflict((conflict) => conflict.column('intake_key').doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** What an act changes in the application; what is left out stays. */
export type ApplicationChange = {
  readonly checklist?: Checklist;
  readonly formSeq?: number;
  readonly uploads?: Uploads;
  readonly accepted?: {
    readonly on: Day;
    readonly at: Date;
    readonly how: 'accepted' | 'deemed';
    readonly statutoryWorkdays: number | null;
    readonly promisedWorkdays: number | null;
  };
  readonly decided?: { readonly at: Date; readonly outcome: Outcome };
  readonly completed?: { readonly at: Date; readonly handledWorkdays: number | null };
  readonly deliveredAt?: Date;
};

export const changeApplication = (db: CasesDb, matterId: number, change: ApplicationChange) =>
  db
    .updateTable('cases.application')
    .set({
      ...(change.checklist && { checklist: JSON.stringify(change.checklist) }),
      ...(change.formSeq !== undefined && { form_seq: change.formSeq }),
      ...(change.uploads && { uploads: JSON.stringify(change.uploads) }),
      ...(change.accepted && {
        accepted_on: change.accepted.on,
        accepted_at: change.accepted.at,
        accepted_how: change.accepted.how,
        statutory_workdays: change.accepted.statutoryWorkdays,
        promised_workdays: change.accepted.promisedWorkdays,
      }),
      ...(change.decided && { decided_at: change.decided.at, outcome: change.decided.outcome }),
      ...(change.completed && {
        completed_at: change.completed.at,
        handled_workdays: change.completed.handledWorkdays,
      }),
      ...(change.deliveredAt && { delivered_at: change.deliveredAt }),
    })
    .where('matter_id', '=', matterId)
    .executeTakeFirst();

/** Applications that the program has deemed accepted and whose own rows do not say so yet. */
export const deemedButUnsettled = (db: CasesDb, limit: number) =>
  db
    .selectFrom('cases.application as a')
    .innerJoin('kernel.matter as m', 'm.id', 'a.matter_id')
    .select('a.matter_id as matterId')
    .where('a.accepted_on', 'is', null)
    .where('m.state', 'in', ['first-review', 'examining', 'settling'])
    .orderBy('a.matter_id')
    .limit(limit)
    .execute();

/** Applications of a person or of those it acts for, newest first; `before` the id the page before ended with. */
export const applicationsOf = (db: CasesDb, subjectIds: readonly number[], before: number | null, limit: number) =>
  db
    .selectFrom('kernel.matter as m')
    .innerJoin('cases.application as a', 'a.matter_id', 'm.id')
    .select([
      'm.id',
      'm.number',
      'm.title',
      'm.state',
      'm.process_id as processId',
      'm.opened_at as openedAt',
      'm.closed_at as closedAt',
      'm.due_on as dueOn',
      'm.warn_on as warnOn',
      'm.provisional',
      'm.holder_role as holderRole',
      'm.subject_id as subjectId',
      'a.outcome',
    ])
    .where('m.subject_id', 'in', [...subjectIds])
    .$if(before !== null, (query) => query.where('m.id', '<', before ?? 0))
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute();

/** Matters under one, e.g. the township's first review. */
export const childrenOf = (db: CasesDb, parentId: number) =>
  db
    .selectFrom('kernel.matter')
    .select([
      'id',
      'kind',
      'number',
      'title',
      'state',
      'process_id as processId',
      'agency_id as agencyId',
      'closed_at as closedAt',
    ])
    .where('parent_id', '=', parentId)
    .orderBy('id')
    .execute();
