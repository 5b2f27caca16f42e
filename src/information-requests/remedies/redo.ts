import {
  type Actor,
  act,
  type Day,
  type Kernel,
  matterById,
  type Opened,
  openMatter,
  refuse,
  system,
  type Transaction,
  tell,
  workingDays,
} from '../../kernel/index.ts';
import { limitsOn } from '../limits.ts';
import { applicantInFull, keepApplicant } from '../operations/applicant.ts';
import { redoProcesses } from '../process-redo.ts';
import { databaseOf } from '../repo/database.ts';
import { requestOf } from '../repo/requests.ts';
import { text } from '../text.ts';
import { copyForRedo, openRedoOf, waitingForRedo } from './redo-repo.ts';
import { subjectOf } from './repo.ts';
import { disputeText } from './text.ts';

/** The task that follows when a reply made anew was sent: the cases that waited for it go on. */
export const REDONE = 'information-requests.redone';

export type RedoOrder = {
  readonly disputeId: number;
  /** The request whose reply was set aside. */
  readonly requestId: number;
  /** The day of the decision. */
  readonly on: Day;
  /** What the decision gives, in working days; null: the limit of the law. */
  readonly workdays: number | null;
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Opens the new handling of a request whose reply was set aside, at the same agency, for the same applicant, with the same
 * query code. It is received by nobody: the annual report has counted the request once, and counts the result of the case.
 *
 * @throws Refusal remedies/not-replied, remedies/redo-runs, remedies/erased, matter/no-such-term and those of opening
 * @law W-35; 行政复议法 第六十四条、第六十六条; 行政诉讼法 第七十条、第七十二条; 政府信息公开条例 第四十七条
 */
export async function openRedo(kernel: Kernel, tx: Transaction, order: RedoOrder): Promise<Opened> {
  const { disputeId, requestId, on, workdays, actor, at } = order;
  const fault = await redoFault(kernel, tx, requestId);
  if (fault) throw refuse(fault);
  const request = await requestOf(databaseOf(kernel), requestId);
  const first = request.redoOf ?? requestId;
  const before = await matterById(kernel, requestId);
  const applicant = await applicantInFull(kernel, requestId);
  if (!applicant) throw refuse('remedies/erased');
  const { hasProof: _kept, ...given } = applicant;
  const hasTerm = workdays !== null;
  return openMatter(kernel, {
    kind: 'information-request',
    process: (hasTerm ? redoProcesses.withTerm : redoProcesses.statutory)(await limitsOn(kernel, on)),
    act: 'order-anew',
    title: text.kinds.request,
    region: before.region,
    agencyId: before.agencyId,
    subjectId: before.subjectId,
    actor,
    at,
    on,
    ...(hasTerm ? { terms: { reply: workingDays(workdays) } } : {}),
    facts: { of: first, orderedBy: disputeId },
    within: tx,
    write: async (_, id) => {
      await copyForRedo(tx.client, { id, from: requestId, first, disputeId, on });
      // The copy of the document stays with the first handling.
      await keepApplicant(tx, kernel, id, { kind: request.applicantKind, ...given }, null);
    },
  });
}

/** Why the reply to a request cannot be made anew now, or null. */
export async function redoFault(kernel: Kernel, { client }: Transaction, requestId: number): Promise<string | null> {
  const { concludedOn, erasedAt, redoOf } = await requestOf(databaseOf(kernel), requestId);
  if (concludedOn === null) return 'remedies/not-replied';
  if (erasedAt !== null || !(await applicantInFull(kernel, requestId))) return 'remedies/erased';
  return (await openRedoOf(client, redoOf ?? requestId)) ? 'remedies/redo-runs' : null;
}

/** The reply made anew was sent: every case that waited for it goes on by itself. Done again it does nothing. */
export async function redoSent(kernel: Kernel, requestId: number, at: Date): Promise<void> {
  const { redoOf, concludedOn } = await requestOf(databaseOf(kernel), requestId);
  if (redoOf === null || concludedOn === null) return;
  const { number } = await matterById(kernel, requestId);
  const note = disputeText.redone(number);
  for (const { id, lodged } of await waitingForRedo(kernel.pool, redoOf))
    await act(kernel, {
      matter: id,
      act: lodged ? 'redone' : 'redo',
      actor: system,
      at,
      on: concludedOn,
      facts: { note, on: concludedOn, request: requestId },
      evidence: { note },
      write: (tx) => tellApplicant(tx, redoOf, 'redo', at),
    });
}

/** What the applicant is told of, when the request is of somebody with an account: that there is a case, and what came of it. */
const TOLD: Readonly<Record<string, string>> = {
  register: 'remedies.registered',
  uphold: 'remedies.decided',
  correct: 'remedies.decided',
  'correct-only': 'remedies.decided',
  'end-otherwise': 'remedies.decided',
  redo: 'remedies.redone',
};

export async function tellApplicant(tx: Transaction, requestId: number | null, step: string, at: Date): Promise<void> {
  const code = TOLD[step];
  const request = requestId === null || code === undefined ? null : await subjectOf(tx.client, requestId);
  if (!request?.subjectId || code === undefined) return;
  const { subjectId, number, id } = request;
  await tell(tx.client, { personId: subjectId, matterId: id, code, params: { number }, at });
}
