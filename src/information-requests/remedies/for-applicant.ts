import { derive } from '../../kernel/clock/index.ts';
import {
  type Calendar,
  calendarDays,
  type Day,
  dayOf,
  isDay,
  type Kernel,
  type Limit,
  matterById,
  months,
  type Process,
  type RunningClock,
  type Snapshot,
} from '../../kernel/index.ts';
import { type DecisionCode, decisionOf, isDecisionCode } from '../decisions.ts';
import type { Course, OpenRemedy } from '../pages/remedies.tsx';
import { writtenOn } from '../papers/words.ts';
import { databaseOf } from '../repo/database.ts';
import { replyOf } from '../repo/replies.ts';
import type { RequestRow } from '../repo/requests.ts';
import { clockViews } from '../rules/clock-view.ts';
import { settingsOf } from '../settings.ts';
import { words } from '../words.ts';
import { type ComplaintRow, complaintsOf } from './complaint-repo.ts';
import { wordsOfComplaint } from './complaints.ts';
import { organAbove } from './organ.ts';
import { type Dispute, disputesOfRequest } from './repo.ts';
import { applicantText, aspectTitles, disputeText, periodText, stateTitleOf } from './text.ts';

type Answered = Pick<RequestRow, 'matterId' | 'agencyId' | 'decidedAt' | 'concludedOn' | 'deliveredOn' | 'decision'>;
type Told = {
  readonly open: readonly OpenRemedy[];
  readonly courses: readonly Course[];
  readonly organ: string | null;
};

/**
 * What the applicant reads of remedies: which ways are open against the reply, where, until when and why until then; and
 * what came of the cases that were brought. The days run from the day the reply reached him; as long as that is not known,
 * from the day it was sent, which can only be too early.
 *
 * @law W-35; 政府信息公开条例 第五十一条; 行政复议法 第二十条、第二十三条; 行政诉讼法 第四十五条、第四十六条; 法释〔2025〕8号 第一条
 */
export async function remediesFor(kernel: Kernel, request: Answered, region: string, at: Date): Promise<Told> {
  const disputes = await disputesOfRequest(kernel.pool, request.matterId);
  const calendar = kernel.calendars.forRegion(region);
  const complaints = await complaintsOf(kernel.pool, request.matterId);
  const courses = await Promise.all(
    disputes.map((dispute) =>
      courseOf(
        kernel,
        dispute,
        complaints.find(({ id }) => id === dispute.id),
        at,
      ),
    ),
  );
  const organ = (await organAbove(kernel, request.agencyId, dayOf(at)))?.name ?? null;
  const { decision, concludedOn } = request;
  if (concludedOn === null || decision === null || !isDecisionCode(decision)) return { open: [], courses, organ };
  // As the reply says it: what was in force when it was signed.
  const signedOn = request.decidedAt === null ? concludedOn : dayOf(request.decidedAt);
  const forum = await settingsOf(kernel, request.agencyId, signedOn);
  return {
    open: openAgainst({
      isWithdrawn: await isWithdrawn(kernel, request),
      request,
      decision,
      concludedOn,
      forum,
      disputes,
      calendar,
      today: dayOf(at),
      organ,
    }),
    courses,
    organ,
  };
}

/** Whether reconsideration has to come first, and for what. */
const firstNotes: Readonly<Record<string, readonly string[]>> = {
  'reconsideration-first': [applicantText.first],
  split: [applicantText.firstForWithheld],
};

/** A request that ended so without a signed reply was taken back; what was signed was decided, and can be disputed. */
const isWithdrawn = async (kernel: Kernel, { matterId, decision }: Answered): Promise<boolean> =>
  decision === '3.6.3' && !(await replyOf(databaseOf(kernel), matterId))?.signedAt;

type Standing = {
  readonly isWithdrawn: boolean;
  readonly request: Answered;
  readonly decision: DecisionCode;
  readonly concludedOn: Day;
  readonly forum: { readonly reconsideration: string; readonly court: string };
  readonly disputes: readonly Dispute[];
  readonly calendar: Calendar;
  readonly today: Day;
  readonly organ: string | null;
};

function openAgainst({
  isWithdrawn,
  request,
  decision,
  concludedOn,
  forum,
  disputes,
  calendar,
  today,
  organ,
}: Standing): OpenRemedy[] {
  const { remedies } = decisionOf(decision);
  const startedOn = request.deliveredOn ?? concludedOn;
  const early = request.deliveredOn === null ? [applicantText.notDelivered] : [];
  const until = (from: Day, limit: Limit, title: string, law: string) =>
    periodOf(calendar, today, from, limit, title, law);
  const complaint: OpenRemedy = {
    kind: 'complaint',
    title: disputeText.kinds.complaint,
    where: organ ?? applicantText.complaintWhere,
    law: applicantText.complaintLaw,
    until: null,
    isOver: false,
    sentence: '',
    steps: [],
    notes: [applicantText.complaintNote],
  };
  if (isWithdrawn || remedies === 'none') return [complaint];
  const reconsidered = disputes.find(({ kind }) => kind === 'reconsideration');
  const sued = disputes.some(({ kind }) => kind === 'lawsuit');
  const ways: OpenRemedy[] = [];
  if (!reconsidered && !sued) {
    ways.push({
      kind: 'reconsideration',
      title: disputeText.kinds.reconsideration,
      where: forum.reconsideration,
      ...until(startedOn, calendarDays(60), applicantText.periods.reconsider, periodText.reconsider.law),
      notes: [...(firstNotes[remedies] ?? []), ...early],
    });
  }
  const suing = { kind: 'lawsuit', title: disputeText.kinds.lawsuit, where: forum.court } as const;
  if (reconsidered?.resultOn && !sued) {
    const after = until(
      reconsidered.resultOn,
      calendarDays(15),
      applicantText.periods.sueAfter,
      periodText.sueAfter.law,
    );
    ways.push({ ...suing, ...after, notes: [applicantText.afterDecision] });
  } else if (!reconsidered && !sued && remedies !== 'reconsideration-first') {
    ways.push({
      ...suing,
      ...until(startedOn, months(6), applicantText.periods.sue, periodText.sue.law),
      notes: [...(remedies === 'split' ? [applicantText.onlyGiven] : []), ...early],
    });
  }
  return [...ways, complaint];
}

function periodOf(calendar: Calendar, today: Day, startedOn: Day, limit: Limit, title: string, law: string) {
  const { dueOn, steps } = derive(calendar, { limit, startedOn, spans: [], extensions: [] });
  return {
    law,
    until: dueOn,
    isOver: dueOn !== null && dueOn < today,
    sentence: [
      words.clock.from(writtenOn(startedOn), title, `${limit.n} ${words.clock.units[limit.unit]}`, law),
      dueOn === null ? words.clock.standing : words.clock.until(writtenOn(dueOn)),
    ].join(''),
    steps: steps.map(({ day, n, why, law: article }) => ({ day, nth: n, why, law: article ?? undefined })),
  };
}

/** What is only the agency's own, that it has still to learn from the case, is not told. */
async function courseOf(
  kernel: Kernel,
  dispute: Dispute,
  complaint: ComplaintRow | undefined,
  at: Date,
): Promise<Course> {
  const snapshot = await matterById(kernel, dispute.id);
  const { result, state, kind, number, authority, caseNumber, acceptedOn, answeredOn, resultOn } = dispute;
  const shownAs = state === 'learning' ? 'closed' : state;
  return {
    number,
    title: disputeText.kinds[kind],
    authority,
    caseNumber,
    stateTitle: stateTitleOf(shownAs, complaint !== undefined),
    acceptedOn,
    answeredOn,
    result: result === null ? null : (complaint && dispute.resultNote) || disputeText.results[result],
    resultOn,
    redo: await redoingOf(kernel, dispute, snapshot, dayOf(at)),
    complaint: complaint ? complaintOf(kernel, complaint, snapshot, dayOf(at)) : null,
  };
}

function complaintOf(
  kernel: Kernel,
  complaint: ComplaintRow,
  snapshot: Snapshot,
  today: Day,
): NonNullable<Course['complaint']> {
  const clock = snapshot.clocks.result;
  const calendar = kernel.calendars.forRegion(snapshot.region);
  const { title = '', law = '' } = snapshot.process.clocks.result ?? {};
  const period = clock ? periodOf(calendar, today, clock.facts.startedOn, clock.facts.limit, title, law) : null;
  return {
    aspect: aspectTitles[complaint.aspect],
    ...wordsOfComplaint(kernel, complaint),
    mayWithdraw: complaint.state === 'lodged',
    due: complaint.state === 'lodged' ? period : null,
  };
}

/** The new handling that a case led to, by its own clock; for a case without a reply of ours, by the clock of the case. */
async function redoingOf(
  kernel: Kernel,
  { result, redoId, redoNumber }: Dispute,
  snapshot: Snapshot,
  today: Day,
): Promise<Course['redo']> {
  const handling = redoId === null ? null : await matterById(kernel, redoId);
  const clock = handling ? handling.clocks.reply : snapshot.clocks.redo;
  if (result !== 'corrected' || !clock) return null;
  const { process, region } = handling ?? snapshot;
  const calendar = kernel.calendars.forRegion(region);
  return { ...redoOf(calendar, process, clock, today), number: redoNumber };
}

function redoOf(
  calendar: Calendar,
  process: Process,
  clock: RunningClock,
  today: Day,
): Omit<NonNullable<Course['redo']>, 'number'> {
  const [view] = clockViews(calendar, process, { [clock.name]: clock }, today);
  const { dueOn, metOn } = clock;
  return {
    until: dueOn,
    doneOn: metOn,
    isLate: dueOn !== null && dueOn < today && metOn === null,
    sentence: view?.sentence ?? '',
    steps: (view?.steps ?? []).flatMap(({ day, n, why, law }) =>
      isDay(day) ? [{ day, ...(n === null ? {} : { nth: n }), why, law: law ?? undefined }] : [],
    ),
  };
}
