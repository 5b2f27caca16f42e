import { directoryOf, personNames } from '../../identity/index.ts';
import {
  type Actor,
  actRefusal,
  capacityFor,
  type Day,
  dayOf,
  filesOfMatter,
  type Kernel,
  matterById,
  personalPart,
  type Snapshot,
  type TimelineEntry,
  timeline,
} from '../../kernel/index.ts';
import type { RequestView } from '../contract.ts';
import { redosOf } from '../remedies/redo-repo.ts';
import { disputeById } from '../remedies/repo.ts';
import { applicantOf } from '../repo/applicants.ts';
import { databaseOf } from '../repo/database.ts';
import { feeOf } from '../repo/fees.ts';
import { lettersOf } from '../repo/letters.ts';
import { opinionsOf } from '../repo/opinions.ts';
import type { RequestRow } from '../repo/requests.ts';
import { clockViews } from '../rules/clock-view.ts';
import { sealedAt } from '../sealed.ts';
import { settingsOf } from '../settings.ts';
import { sentences } from '../text.ts';
import { words } from '../words.ts';
import { alikeOf, publishedAnswers } from './alike.ts';
import { type ApplicantView, applicantInFull, masked } from './applicant.ts';
import { read } from './doing.ts';
import { countBefore } from './fees.ts';
import { replyFrame } from './frame.ts';
import { wordsOf } from './letters.ts';
import { agenciesSeen } from './register.ts';
import { draftOf, replyWords } from './reply.ts';

export type Looking = { readonly id: number; readonly actor: Actor; readonly at: Date };

/**
 * Everything the workbench shows of one request: what was asked, who asks (masked), its clocks, its letters, what was
 * answered to others before, and what this person may do now.
 *
 * @param full the applicant in the clear, when somebody has said why he needs it
 * @throws Refusal access/forbidden, information-requests/wrong-kind (404)
 */
export async function requestView(
  kernel: Kernel,
  { id, actor, at }: Looking,
  full: ApplicantView | null = null,
): Promise<RequestView> {
  const { snapshot, request } = await read(kernel, { matter: id });
  const object = { agencyId: snapshot.agencyId };
  kernel.access.check(actor, 'information-requests.read', object);
  const handles = kernel.access.may(actor, 'information-requests.act', object);
  const history = await timeline(kernel, id);
  const directory = await directoryOf(kernel);
  const { subject, wanted } = request;
  const itemsBefore = await countBefore(kernel, request);
  const { manyRequests } = await settingsOf(kernel, snapshot.agencyId, request.receivedOn ?? request.submittedOn);
  return {
    id,
    number: snapshot.number,
    state: snapshot.state,
    stateTitle: snapshot.process.states[snapshot.state]?.title ?? snapshot.state,
    seq: snapshot.seq,
    agencyId: snapshot.agencyId,
    agencyName: directory.agencyName(snapshot.agencyId),
    channel: request.channel,
    applicantKind: request.applicantKind,
    subject,
    wanted,
    medium: request.medium,
    way: request.way,
    submittedOn: request.submittedOn,
    arrivedOn: request.arrivedOn,
    receivedOn: request.receivedOn,
    countedFrom: request.countedFrom,
    decision: request.decision,
    concludedOn: request.concludedOn,
    deliveredOn: request.deliveredOn,
    sameAs: request.sameAs,
    suggestsPublication: request.suggestsPublication,
    // Who oversees reads the course of a request; who asks is for those who handle it.
    applicant: handles ? await whoAsks(kernel, request, full) : null,
    fee: await feeView(kernel, id, kernel.access.may(actor, 'information-requests.refund', object)),
    itemsBefore,
    isMany: itemsBefore >= manyRequests,
    ...(await handlingsOf(kernel, request)),
    draft: handles ? await draftView(kernel, request, dayOf(at)) : null,
    frame: handles ? await frameView(kernel, request, dayOf(at)) : null,
    files: handles ? await filesOf(kernel, request) : [],
    letters: (await lettersOf(databaseOf(kernel), id)).map(({ issuedAt, fileId, ...letter }) => ({
      id: letter.id,
      kind: letter.kind,
      number: letter.number,
      title: letter.title,
      issuedAt: issuedAt.toISOString(),
      fileId: handles ? fileId : null,
    })),
    opinions: handles ? await opinionViews(kernel, id) : [],
    alike: handles ? await alikeOf(kernel, request, await agenciesSeen(kernel, actor)) : [],
    published: handles ? await publishedAnswers(kernel, subject) : [],
    clocks: [...clockViews(kernel.calendars.forRegion(snapshot.region), snapshot.process, snapshot.clocks, dayOf(at))],
    timeline: await linesOf(kernel, snapshot, history, handles),
    acts: offered(actor, snapshot, request, history),
  };
}

/** Handlings of the same request that a case has led to, from both ends. */
async function handlingsOf(
  kernel: Kernel,
  { matterId, redoOf, orderedBy }: RequestRow,
): Promise<Pick<RequestView, 'redo' | 'redone'>> {
  const redone = (await redosOf(kernel.pool, matterId)).map(({ id, number, orderedBy: by }) => ({ id, number, by }));
  const order = orderedBy === null ? null : await disputeById(kernel.pool, orderedBy);
  if (redoOf === null || !order) return { redo: null, redone };
  const { number } = await matterById(kernel, redoOf);
  const authority = [order.authority, order.caseNumber].join(' ').trim();
  return { redo: { of: { id: redoOf, number }, by: order.id, authority }, redone };
}

async function whoAsks(
  kernel: Kernel,
  request: RequestRow,
  full: ApplicantView | null,
): Promise<RequestView['applicant']> {
  const view = full ?? (await applicantInFull(kernel, request.matterId));
  if (!view) return null;
  const { personId: _account, ...shown } = full ? view : masked(view, request.applicantKind);
  return { ...shown, masked: full === null };
}

async function feeView(kernel: Kernel, id: number, decides: boolean): Promise<RequestView['fee']> {
  const fee = await feeOf(databaseOf(kernel), id);
  if (!fee) return null;
  const { method, quantity, before, amountFen, state, dueOn, paidOn, refundFen, refundedOn } = fee;
  const mayRefund = decides && (state === 'paid' || state === 'refund-due');
  return { method, quantity, before, amountFen, state, dueOn, paidOn, refundFen, refundedOn, mayRefund };
}

/** How every reply to it opens and whom it names: with it the form says beforehand what the letter will say. */
async function frameView(kernel: Kernel, request: RequestRow, on: Day): Promise<RequestView['frame']> {
  const { opening, forum } = await replyFrame(kernel, request, on);
  return { opening: [...opening], forum };
}

/** The draft, and what the letter says: what it would say today, and once it is signed what it does say. */
async function draftView(kernel: Kernel, request: RequestRow, on: Day): Promise<RequestView['draft']> {
  const draft = await draftOf(kernel, request.matterId);
  if (!draft) return null;
  const letters = draft.signedAt === null ? [] : await lettersOf(databaseOf(kernel), request.matterId);
  const letter = letters.find(({ kind }) => kind === 'reply');
  const signed = letter && wordsOf(kernel, letter);
  const { body, remedies = [] } = signed ?? (await replyWords(kernel, request, draft, on));
  const { decision, points, attachments, signedAt } = draft;
  return {
    decision,
    points: { ...points },
    attachments: [...attachments],
    preview: [...body, ...remedies],
    signed: signedAt !== null,
  };
}

/** Files that belong to the request. Letters stand by themselves; the proof of identity is kept apart. */
async function filesOf(kernel: Kernel, { matterId }: RequestRow): Promise<RequestView['files']> {
  const proof = (await applicantOf(databaseOf(kernel), matterId))?.proofFile ?? null;
  const files = await filesOfMatter(kernel.pool, matterId);
  const letters = new Set((await lettersOf(databaseOf(kernel), matterId)).map(({ fileId }) => fileId));
  return files.filter(({ id }) => id !== proof && !letters.has(id)).map(({ id, name, size }) => ({ id, name, size }));
}

async function opinionViews(kernel: Kernel, id: number): Promise<RequestView['opinions']> {
  const open = (sealed: Buffer | null, place: ReturnType<typeof sealedAt.addressee>): string =>
    sealed === null ? '' : kernel.seal.open(sealed, place);
  return (await opinionsOf(databaseOf(kernel), id)).map((row) => ({
    id: row.id,
    number: row.number,
    seq: row.seq,
    state: row.state,
    whom: row.whom === 'agency' ? 'agency' : 'third-party',
    addressee: open(row.addressee, sealedAt.addressee(row.id)),
    question: open(row.question, sealedAt.question(row.id)),
    sentOn: row.sentOn,
    receivedOn: row.receivedOn,
    dueOn: row.dueOn === 'infinity' ? null : row.dueOn,
    answeredOn: row.answeredOn,
    answer: row.answer,
    words: open(row.words, sealedAt.answer(row.id)),
    lateOn: row.lateOn,
  }));
}

async function linesOf(
  kernel: Kernel,
  snapshot: Snapshot,
  history: readonly TimelineEntry[],
  handles: boolean,
): Promise<RequestView['timeline']> {
  const ids = history.flatMap(({ actor }) => (/^\d+$/u.test(actor.person ?? '') ? [Number(actor.person)] : []));
  const names = await personNames(kernel, ids);
  return Promise.all(
    history.map(async ({ seq, at, on, act, actor, to, payload, erased }) => {
      const part: unknown =
        handles && payload !== null && !erased ? await personalPart(kernel, snapshot.id, seq) : null;
      const spoken: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, 'text') : null;
      return {
        seq,
        at,
        on: on ?? null,
        title: snapshot.process.actions[act]?.title ?? remarkTitles[act] ?? act,
        by: byWhom(actor, names),
        to: snapshot.process.states[to]?.title ?? to,
        text: typeof spoken === 'string' ? spoken : '',
      };
    }),
  );
}

const remarkTitles: Readonly<Record<string, string>> = words.remarks;

function byWhom({ person, role }: TimelineEntry['actor'], names: ReadonlyMap<number, string>): string {
  if (person === 'system') return words.by.system;
  if (role === 'subject') return words.by.applicant;
  return names.get(Number(person)) ?? words.by.nobody;
}

/** Acts that nobody does from the workbench. */
const ELSEWHERE: ReadonlySet<string> = new Set(['submit', 'register', 'correct', 'tell']);

/** Acts that take up again what had ended, by the end that they undo. */
const UNDOES: Readonly<Record<string, string>> = { 'resume-corrected': '3.6.1', 'resume-paid': '3.6.2' };

/** What this person may do now, and why one of it cannot be done. */
function offered(
  actor: Actor,
  snapshot: Snapshot,
  { decision }: RequestRow,
  history: readonly TimelineEntry[],
): RequestView['acts'] {
  const person = String(actor.personId);
  return Object.entries(snapshot.process.actions).flatMap(([act, action]) => {
    if (act in UNDOES && UNDOES[act] !== decision) return [];
    if (ELSEWHERE.has(act) || !action.from.includes(snapshot.state)) return [];
    if (!capacityFor(action.by, actor, snapshot) || action.by.every((who) => who === 'system')) return [];
    const didOther = history.some(
      (entry) => entry.actor.person === person && action.separatedFrom?.includes(entry.act),
    );
    const refusal =
      actRefusal(snapshot, act, actor.personId) ?? (didOther ? 'matter/same-person' : asked(snapshot, act));
    const said = refusal && (sentences[refusal] ?? refusal);
    return [{ act, title: action.title, law: action.law ?? null, refusal: said }];
  });
}

const asked = (snapshot: Snapshot, act: string): string | null =>
  act === 'ask-to-correct' && snapshot.clocks.correction ? 'information-requests/asked-before' : null;

/** The request that a letter belongs to. @throws Refusal matter/not-found (404) */
export async function requestOfOpinion(kernel: Kernel, opinionId: number): Promise<number> {
  const { parentId } = await matterById(kernel, opinionId);
  return parentId ?? opinionId;
}
