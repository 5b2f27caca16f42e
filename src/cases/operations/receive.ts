import { regionIsWithin } from '../../identity/index.ts';
import type { FormValues, SituationAnswers } from '../../kernel/form/index.ts';
import {
  type Actor,
  attachFiles,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  openMatter,
  Refusal,
  refuse,
  type Transaction,
} from '../../kernel/index.ts';
import { type ItemInForce, itemProcess } from '../../service-items/index.ts';
import { receiptPaper } from '../papers/receipts.ts';
import { townshipAgency } from '../people.ts';
import {
  type ApplicantKind,
  applicationByKey,
  applicationOf,
  type Channel,
  insertApplication,
} from '../repo/applications.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { documentOfKind } from '../repo/documents.ts';
import type { Uploads } from '../repo/drafts.ts';
import { type Checklist, checklistOf, FORM_KEY, wantedFor } from '../rules/checklist.ts';
import { datesStartedBy } from '../rules/time.ts';
import { aboutOf } from './about.ts';
import { jsonOf } from './doing.ts';
import { draw, enteredAt, keep, type Papers } from './papers.ts';

/** An application as it comes in, whatever way it came. */
export type Intake = {
  readonly item: ItemInForce;
  /** Made once for each form: the same key again gives the application that it gave before. */
  readonly key: string | null;
  readonly applicant: { readonly id: number; readonly kind: ApplicantKind };
  readonly actor: Actor;
  /** The right in which somebody else than the applicant submits. */
  readonly role?: 'window-clerk' | 'proxy';
  readonly at: Date;
  readonly channel: Channel;
  readonly answers?: SituationAnswers;
  readonly form?: FormValues;
  /** Files by material; they must be the actor's own and become the matter's. */
  readonly uploads?: Uploads;
  /** What the clerk has found already. */
  readonly checklist?: Checklist;
  /** The township or village the applicant lives in; who examines first follows from it. */
  readonly region?: string | null;
  /** Investment, in fen. */
  readonly amountFen?: number | null;
  readonly papers: Papers | null;
  /** Further rows of the caller, in the same transaction. */
  readonly write?: (tx: Transaction, matterId: number) => Promise<void>;
};

export type Received = { readonly id: number; readonly number: string };

const TAKEN = 'cases/taken-already';

/**
 * Takes in an application: opens its matter, keeps what was handed in, and makes the receipt. Sending the same form
 * twice answers with the application of the first time.
 *
 * @throws Refusal cases/no-township when a township has to examine first and none is known
 * @law 行政许可法 第二十九条, 第三十二条
 */
export async function receiveApplication(kernel: Kernel, intake: Intake): Promise<Received> {
  const known = intake.key === null ? undefined : await applicationByKey(databaseOf(kernel), intake.key);
  const received = known ?? (await open(kernel, intake));
  if (intake.papers) await ensureReceipt(kernel, received.id, intake.papers, intake.at);
  return received;
}

async function open(kernel: Kernel, intake: Intake): Promise<Received> {
  const { item, actor, at, key } = intake;
  const reviewRegion = await reviewRegionOf(kernel, intake);
  try {
    const { id, number } = await openMatter(kernel, {
      kind: 'service-application',
      process: itemProcess(item),
      act: 'submit',
      title: item.name,
      region: item.region,
      agencyId: item.agencyId,
      subjectId: intake.applicant.id,
      actor,
      ...(intake.role
        ? { capacity: { role: intake.role, agencyId: item.agencyId } }
        : { capacity: { role: 'subject', agencyId: null } }),
      at,
      facts: { item: item.code, version: item.version, channel: intake.channel, files: jsonOf(intake.uploads ?? {}) },
      ...(intake.form ? { personal: { form: jsonOf(intake.form) } } : {}),
      write: (tx, matterId) => keepApplication(tx, matterId, intake, reviewRegion),
    });
    return { id, number };
  } catch (error) {
    // Two clicks at once: the second waited for the first, and answers with what the first made.
    if (!(error instanceof Refusal && error.code === TAKEN) || key === null) throw error;
    const first = await applicationByKey(databaseOf(kernel), key);
    if (!first) throw error;
    return first;
  }
}

async function keepApplication(
  tx: Transaction,
  matterId: number,
  intake: Intake,
  reviewRegion: string | null,
): Promise<void> {
  const { item, applicant, actor, uploads = {} } = intake;
  const wanted = wantedFor(item, intake.answers ?? {});
  const isNew = await insertApplication(databaseIn(tx), {
    matterId,
    intakeKey: intake.key,
    itemCode: item.code,
    itemVersion: item.version,
    agencyId: item.agencyId,
    level: item.level,
    caseType: item.flow.caseType,
    applicantKind: applicant.kind,
    applicantId: applicant.id,
    submittedBy: actor.personId,
    channel: intake.channel,
    answers: definedOnly(intake.answers ?? {}),
    uploads,
    wanted,
    checklist: checklistOf(wanted, intake.checklist ?? {}),
    reviewRegion,
    amountFen: intake.amountFen ?? null,
    at: intake.at,
  });
  if (!isNew) throw refuse(TAKEN);
  await attachFiles(tx, [...new Set(Object.values(uploads))], matterId, actor.personId);
  await intake.write?.(tx, matterId);
}

const definedOnly = (answers: SituationAnswers): Record<string, string> =>
  Object.fromEntries(Object.entries(answers).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

/** Known when the application comes in, so that a deemed acceptance finds somebody to examine it. */
async function reviewRegionOf(kernel: Kernel, { item, region = null }: Intake): Promise<string | null> {
  if (!item.flow.firstReview) return null;
  const agency = await townshipAgency(kernel, region);
  if (!agency || !regionIsWithin(agency.region, item.region)) throw refuse('cases/no-township', {}, 422);
  return agency.region;
}

/** Makes the receipt if it is not there yet: after a crash between the two, sending again mends it. */
export async function ensureReceipt(kernel: Kernel, matterId: number, papers: Papers, at: Date): Promise<void> {
  const db = databaseOf(kernel);
  if (await documentOfKind(db, matterId, 'receipt')) return;
  const snapshot = await matterById(kernel, matterId);
  const application = await applicationOf(db, matterId);
  const about = await aboutOf(kernel, snapshot, application);
  const dates = datesStartedBy(
    snapshot.process,
    'submit',
    dayOf(application.submittedAt),
    kernel.calendars.forRegion(snapshot.region),
  );
  const uploaded = new Set([FORM_KEY, ...Object.keys(application.uploads)]);
  const drawn = await draw(
    kernel,
    papers,
    receiptPaper(about, dates, uploaded, await enteredAt(kernel, matterId, 1)),
    at,
  );
  await inTransaction(kernel.pool, (tx) => keep(tx, matterId, drawn));
}
