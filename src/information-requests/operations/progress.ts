import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  dayOf,
  fileById,
  isSubject,
  type Kernel,
  matterById,
  matterByNumber,
  refuse,
  type StoredFile,
  timeline,
} from '../../kernel/index.ts';
import { paymentOrder } from '../../kernel/link/index.ts';
import type { Key, Progress } from '../pages/progress-view.ts';
import { yuan } from '../papers/words.ts';
import { remediesFor } from '../remedies/for-applicant.ts';
import { disputeById } from '../remedies/repo.ts';
import { databaseOf } from '../repo/database.ts';
import { feeOf } from '../repo/fees.ts';
import { type LetterRow, lettersOf } from '../repo/letters.ts';
import { replyOf } from '../repo/replies.ts';
import { requestOf } from '../repo/requests.ts';
import { clockViews } from '../rules/clock-view.ts';
import { requestByCode, type Shown } from './code.ts';
import { type LetterWords, wordsOf } from './letters.ts';

/**
 * The request of who shows its code, or of whom it is about when he is signed in; somebody else's is answered like one
 * that does not exist.
 *
 * @throws Refusal information-requests/not-found (404)
 */
export async function shown(kernel: Kernel, { number, code }: Key, actor: Actor): Promise<Shown> {
  if (code.trim() !== '') return requestByCode(kernel, number, code);
  const unknown = refuse('information-requests/not-found', {}, 404);
  if (actor.personId === null) throw unknown;
  const snapshot = await matterByNumber(kernel, number.trim()).catch(() => {
    throw unknown;
  });
  if (snapshot.kind !== 'information-request' || !isSubject(actor, snapshot.subjectId)) throw unknown;
  return { snapshot, request: await requestOf(databaseOf(kernel), snapshot.id), actor };
}

/** Acts that are told to the applicant; what happens inside the agency before it decides is not. */
const INSIDE: ReadonlySet<string> = new Set([
  'draft',
  'send-back',
  'approve',
  'personal-data-viewed',
  'same-as',
  'archive',
]);
const ANSWERED: ReadonlySet<string> = new Set(['replied', 'delivered', 'archived']);
const SHOWN_CLOCKS: ReadonlySet<string> = new Set(['reply', 'delayed', 'correction', 'reasons', 'payment']);
/** What he reads of the state while a draft goes round. */
const SHOWN_AS: Readonly<Record<string, string>> = { reviewing: 'handling', signing: 'handling', signed: 'handling' };

/** What the applicant sees. The reply is his when it was sent, not when it was signed. */
export async function progressOf(kernel: Kernel, { snapshot, request }: Shown, key: Key, at: Date): Promise<Progress> {
  const { process, state } = snapshot;
  const today = dayOf(at);
  const clocks = clockViews(kernel.calendars.forRegion(snapshot.region), process, snapshot.clocks, today);
  const reply = clocks.find(({ name, left }) => (name === 'reply' || name === 'delayed') && left !== null);
  const { delayed, reply: ordinary } = snapshot.clocks;
  // A request that was taken up again counts anew, whatever other term had been fixed before it ended.
  const isAnew = ordinary?.state === 'running' && delayed?.state !== 'running';
  const dueOn = (isAnew ? ordinary : (delayed ?? ordinary))?.dueOn ?? null;
  const history = await timeline(kernel, snapshot.id);
  return {
    key,
    subject: request.subject,
    agency: (await directoryOf(kernel)).agencyName(snapshot.agencyId),
    state,
    stateTitle: process.states[SHOWN_AS[state] ?? state]?.title ?? state,
    submittedOn: request.submittedOn,
    receivedOn: request.receivedOn,
    dueOn,
    isLate: reply?.light === 'red',
    isOpen: request.concludedOn === null,
    concludedOn: request.concludedOn,
    clocks: clocks.filter(({ name, left }) => SHOWN_CLOCKS.has(name) && left !== null),
    letters: (await lettersFor(kernel, snapshot.id, state)).map(({ id, title, issuedAt, fileId }) => ({
      id,
      title,
      at: issuedAt,
      hasPaper: fileId !== null,
    })),
    attachments: (await attachmentsFor(kernel, snapshot.id, state)).map(({ id, name }) => ({ id, name })),
    lines: history
      .filter(
        ({ act }) =>
          !INSIDE.has(act) && process.actions[act] !== undefined && !(act === 'sign' && !ANSWERED.has(state)),
      )
      .map(({ seq, act, at: when }) => ({ seq, title: process.actions[act]?.title ?? act, at: new Date(when) })),
    wanted: request.wanted,
    fee: await feeFor(kernel, snapshot.id),
    remedies: await remediesFor(kernel, request, snapshot.region, at),
    redo: await redoFor(kernel, request),
    mayWithdraw: process.actions.withdraw?.from.includes(state) ?? false,
  };
}

/** Of which request this is a new handling, and by whose decision. */
async function redoFor(kernel: Kernel, { redoOf, orderedBy }: Shown['request']): Promise<Progress['redo']> {
  const order = orderedBy === null ? null : await disputeById(kernel.pool, orderedBy);
  if (redoOf === null || !order) return null;
  return { of: (await matterById(kernel, redoOf)).number, by: [order.authority, order.caseNumber].join(' ').trim() };
}

/** Letters that are his to read. */
async function lettersFor(kernel: Kernel, id: number, state: string): Promise<readonly LetterRow[]> {
  const letters = await lettersOf(databaseOf(kernel), id);
  return letters.filter(({ kind }) => kind !== 'opinion-letter' && (kind !== 'reply' || ANSWERED.has(state)));
}

async function attachmentsFor(kernel: Kernel, id: number, state: string): Promise<readonly StoredFile[]> {
  if (!ANSWERED.has(state)) return [];
  const reply = await replyOf(databaseOf(kernel), id);
  return Promise.all((reply?.attachments ?? []).map((file) => fileById(kernel.pool, file)));
}

async function feeFor(kernel: Kernel, id: number): Promise<Progress['fee']> {
  const fee = await feeOf(databaseOf(kernel), id);
  if (!fee) return null;
  const order = fee.orderId === null ? null : await paymentOrder(kernel.pool, fee.orderId);
  return { amount: yuan(fee.amountFen), state: fee.state, payUrl: order?.state === 'open' ? order.payUrl : null };
}

/** One letter with its words. @throws Refusal information-requests/no-such-letter (404) */
export async function letterFor(
  kernel: Kernel,
  { snapshot }: Shown,
  letterId: string,
): Promise<{ readonly letter: LetterRow; readonly words: LetterWords }> {
  const letter = (await lettersFor(kernel, snapshot.id, snapshot.state)).find(({ id }) => id === letterId);
  const words = letter && wordsOf(kernel, letter);
  if (!letter || !words) throw refuse('information-requests/no-such-letter', {}, 404);
  return { letter, words };
}

/** A file that was given with the reply. @throws Refusal files/not-found (404) */
export async function attachmentFor(kernel: Kernel, { snapshot }: Shown, fileId: string): Promise<StoredFile> {
  const file = (await attachmentsFor(kernel, snapshot.id, snapshot.state)).find(({ id }) => id === fileId);
  if (!file) throw refuse('files/not-found', {}, 404);
  return file;
}
