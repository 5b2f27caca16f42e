import { directoryOf } from '../../identity/index.ts';
import {
  type Acted,
  type Actor,
  act,
  calendarDays,
  type Day,
  dayOf,
  dueOn,
  type Kernel,
  type Limit,
  matterById,
  months,
  type Opened,
  openMatter,
  refuse,
  workingDays,
} from '../../kernel/index.ts';
import { type DisputeAct, disputeProcesses } from './process.ts';
import { openRedo, redoFault, tellApplicant } from './redo.ts';
import {
  changeDispute,
  type Dispute,
  type DisputeChange,
  disputeById,
  insertDispute,
  type NewDispute,
  repliedRequest,
} from './repo.ts';
import { disputeText, periodText } from './text.ts';

export type Registration = Omit<NewDispute, 'requestId' | 'agencyId' | 'afterReconsideration'> & {
  readonly agencyId: number;
  readonly request: string | null;
  readonly afterReconsideration: boolean;
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Enters a case that an authority has taken on; the days to answer run from the day its copy came.
 *
 * @throws Refusal remedies/bad-days, remedies/not-a-reply, remedies/not-a-reconsideration (422)
 * @law W-35; 行政复议法 第四十八条; 行政诉讼法 第六十七条
 */
export async function registerDispute(kernel: Kernel, registration: Registration): Promise<Opened> {
  const { actor, at, request, ...dispute } = registration;
  const today = dayOf(at);
  if (dispute.servedOn > today || dispute.acceptedOn > today) throw refuse('remedies/bad-days', {}, 422);
  const disputed = request === null ? null : await repliedRequest(kernel.pool, request);
  if (request !== null && disputed?.agencyId !== dispute.agencyId) throw refuse('remedies/not-a-reply', {}, 422);
  const before = dispute.afterId === null ? null : await disputeById(kernel.pool, dispute.afterId);
  const isAfter = before?.kind === 'reconsideration' && before.result !== null && before.agencyId === dispute.agencyId;
  if (dispute.afterId !== null && (!isAfter || dispute.kind !== 'lawsuit')) {
    throw refuse('remedies/not-a-reconsideration', {}, 422);
  }
  const { region } = (await directoryOf(kernel)).agencyById(dispute.agencyId);
  const isSummary = dispute.kind === 'reconsideration' && dispute.summary;
  const process = disputeProcesses[isSummary ? 'summary' : dispute.kind];
  return openMatter(kernel, {
    kind: process.kind,
    process,
    act: 'register',
    title: disputeText.title(disputeText.kinds[dispute.kind], dispute.authority, dispute.caseNumber),
    region,
    agencyId: dispute.agencyId,
    actor,
    at,
    on: dispute.servedOn,
    facts: {
      acceptedOn: dispute.acceptedOn,
      servedOn: dispute.servedOn,
      authority: dispute.authority,
      request: disputed?.id ?? null,
    },
    write: async (tx, id) => {
      const requestId = disputed?.id ?? before?.requestId ?? null;
      await insertDispute(tx.client, id, {
        ...dispute,
        requestId,
        afterReconsideration: dispute.kind === 'lawsuit' && (dispute.afterReconsideration || before !== null),
      });
      await tellApplicant(tx, requestId, 'register', at);
    },
  });
}

export type DisputeStep = {
  readonly id: number;
  readonly act: DisputeAct;
  readonly actor: Actor;
  readonly at: Date;
  readonly seenSeq: number;
  readonly note: string;
  readonly on?: Day;
  readonly workdays?: number;
};

/**
 * Takes a case one step on: answered, decided, done again, learnt from. A reply of ours that is set aside is made anew: its
 * new handling begins in the same moment, with the days that the decision gives.
 *
 * @throws Refusal remedies/not-found (404), remedies/bad-days (422), remedies/says-nothing, remedies/redo-runs
 *   (409) and those of `act`
 */
export async function takeStep(kernel: Kernel, step: DisputeStep): Promise<Acted> {
  const dispute = await existing(kernel, step.id);
  const on = step.on ?? dayOf(step.at);
  const earliest = step.act === 'answer' ? dispute.servedOn : (dispute.answeredOn ?? dispute.acceptedOn);
  if (on > dayOf(step.at) || on < earliest) throw refuse('remedies/bad-days', {}, 422);
  // The case goes on by itself when the new reply is sent.
  if (step.act === 'redo' && dispute.redoId !== null && dispute.redoConcludedOn === null)
    throw refuse('remedies/redo-runs');
  const change = changeBy(step.act, on, step.note.trim());
  return act(kernel, {
    matter: await matterById(kernel, step.id),
    act: step.act,
    actor: step.actor,
    at: step.at,
    seenSeq: step.seenSeq,
    on,
    facts: { note: step.note.trim(), on },
    evidence: { note: step.note.trim() },
    ...(step.act === 'correct' && step.workdays !== undefined ? { terms: { redo: workingDays(step.workdays) } } : {}),
    write: async (tx) => {
      await changeDispute(tx.client, step.id, change);
      // What an authority decided is entered all the same where nothing can be made anew, or it is being made already.
      if (step.act === 'correct' && dispute.requestId !== null && !(await redoFault(kernel, tx, dispute.requestId)))
        await openRedo(kernel, tx, {
          disputeId: step.id,
          requestId: dispute.requestId,
          on,
          workdays: step.workdays ?? null,
          actor: step.actor,
          at: step.at,
        });
      await tellApplicant(tx, dispute.requestId, step.act, step.at);
    },
  });
}

function changeBy(step: DisputeAct, on: Day, note: string): DisputeChange {
  if (step === 'answer') return { answeredOn: on };
  if (step === 'learn') return { lesson: note };
  if (step === 'redo') return {};
  const result = step === 'uphold' ? 'upheld' : step.startsWith('correct') ? 'corrected' : 'other';
  return { result, resultOn: on, resultNote: note };
}

/** @throws Refusal remedies/not-found (404) */
export async function existing(kernel: Pick<Kernel, 'pool'>, id: number): Promise<Dispute> {
  const dispute = await disputeById(kernel.pool, id);
  if (!dispute) throw refuse('remedies/not-found', {}, 404);
  return dispute;
}

/**
 * What the law gives the others: until when one could go to the authority, by when it has to decide, until when one can
 * go on to court. They are told, they warn nobody here.
 *
 * @law 行政复议法 第二十条、第五十四条、第六十二条; 行政诉讼法 第四十五条、第四十六条、第八十一条
 */
export async function periodsOf(
  kernel: Kernel,
  dispute: Dispute,
): Promise<readonly { readonly title: string; readonly law: string; readonly until: Day }[]> {
  const { region } = await matterById(kernel, dispute.id);
  const calendar = kernel.calendars.forRegion(region);
  const until = (startedOn: Day, limit: Limit): Day | null =>
    dueOn(calendar, { limit, startedOn, spans: [], extensions: [] }).dueOn;
  const told: (readonly [{ readonly title: string; readonly law: string }, Day | null])[] = [];
  if (dispute.kind === 'reconsideration') {
    if (dispute.deliveredOn) told.push([periodText.reconsider, until(dispute.deliveredOn, calendarDays(60))]);
    told.push([periodText.decide, until(dispute.acceptedOn, calendarDays(60))]);
    told.push([periodText.decideExtended, until(dispute.acceptedOn, calendarDays(90))]);
    if (dispute.resultOn) told.push([periodText.sueAfter, until(dispute.resultOn, calendarDays(15))]);
  }
  if (dispute.kind === 'lawsuit') {
    if (dispute.deliveredOn && !dispute.afterReconsideration) {
      told.push([periodText.sue, until(dispute.deliveredOn, months(6))]);
    }
    told.push([periodText.judge, until(dispute.acceptedOn, months(6))]);
  }
  return told.flatMap(([period, day]) => (day === null ? [] : [{ ...period, until: day }]));
}
