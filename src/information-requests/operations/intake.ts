import { directoryOf } from '../../identity/index.ts';
import {
  type Acted,
  type Actor,
  act,
  attachFiles,
  type Day,
  dayOf,
  hashOfCode,
  inTransaction,
  type Kernel,
  matterById,
  openMatter,
  Refusal,
  refuse,
  remark,
  type Snapshot,
  system,
  type Transaction,
  vectorOf,
  verificationCode,
} from '../../kernel/index.ts';
import type { Channel } from '../decisions.ts';
import { limitsOn } from '../limits.ts';
import { writtenOn } from '../papers/words.ts';
import { requestProcess } from '../process.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { changeRequest, insertRequest, type Medium, requestByKey, type Way } from '../repo/requests.ts';
import { marksOfRequest } from '../rules/alike.ts';
import { receivedOn } from '../rules/receipt.ts';
import { cleaned, isBlank } from '../rules/words-in.ts';
import { settingsOf } from '../settings.ts';
import { text } from '../text.ts';
import { type ApplicantGiven, applicantFault, applicantInFull, keepApplicant } from './applicant.ts';
import { CODES } from './code.ts';
import { type Doing, legalDayOf, onMatter, type Papers, read } from './doing.ts';
import { keep, renderers, type Written, write } from './letters.ts';
import { warnUnstaffed } from './unstaffed.ts';

/** A request as it comes in, whatever way it came. Nobody is asked what for. */
export type Intake = {
  /** Made once for each form: the same key again gives the request that it gave before. */
  readonly key: string | null;
  readonly agencyId: number;
  readonly channel: Channel;
  readonly applicant: ApplicantGiven;
  readonly subject: string;
  readonly wanted: string;
  readonly medium: Medium;
  readonly way: Way;
  readonly suggestsPublication?: boolean;
  /** Files that go with the text, and the copy of the document, which is kept apart; the uploader's own. */
  readonly uploads?: readonly string[];
  readonly proofFile?: string | null;
  readonly actor: Actor;
  readonly at: Date;
  /** Letter, fax, signed post: the day it came in. */
  readonly arrivedOn?: Day | undefined;
  /** Letter, fax: the day the applicant confirmed, when he has been reached already. */
  readonly confirmedOn?: Day | undefined;
  readonly papers: Papers | null;
};

/** `code` is told once, here; it is null when the same form had come in before. */
export type Received = { readonly id: number; readonly number: string; readonly code: string | null };

const TAKEN = 'information-requests/taken-already';
const MOST_SUBJECT = 200;
const MOST_WANTED = 5000;

/**
 * Takes in a request into the one register, with the receipt date of its channel.
 *
 * @throws Refusal information-requests/no-subject, too-long, no-name, no-document, bad-document, no-contact, bad-phone,
 *   bad-email, no-way-address, no-arrival, unprintable (422), access/forbidden
 * @law 政府信息公开条例 第二十九条、第三十一条
 */
export async function receiveRequest(kernel: Kernel, intake: Intake): Promise<Received> {
  const db = databaseOf(kernel);
  const known = intake.key === null ? undefined : await requestByKey(db, intake.key);
  if (known) return { ...known, code: null };
  if (intake.channel !== 'web') kernel.access.check(intake.actor, 'information-requests.register', intake);
  const checked = { ...intake, subject: cleaned(intake.subject), wanted: cleaned(intake.wanted) };
  await check(checked);
  try {
    return await open(kernel, checked);
  } catch (error) {
    // Two clicks at once: the second waited for the first, and answers with what the first made.
    if (!(error instanceof Refusal && error.code === TAKEN) || intake.key === null) throw error;
    const first = await requestByKey(db, intake.key);
    if (!first) throw error;
    return { ...first, code: null };
  }
}

/** A letter or fax is registered as it is; what it lacks is asked for in the notice of correction. */
const isLenient = (channel: Channel): boolean => channel === 'letter' || channel === 'signed-post' || channel === 'fax';

async function check(intake: Intake): Promise<void> {
  const { subject, wanted, applicant, channel, way, at, arrivedOn, confirmedOn } = intake;
  if (isBlank(subject)) throw refuse('information-requests/no-subject', {}, 422);
  if ([...subject].length > MOST_SUBJECT || [...wanted].length > MOST_WANTED)
    throw refuse('information-requests/too-long', {}, 422);
  const fault = applicantFault(applicant, dayOf(at), isLenient(channel));
  if (fault) throw refuse(fault, {}, 422);
  const address = { post: applicant.address, email: applicant.email }[way === 'post' || way === 'email' ? way : 'post'];
  if ((way === 'post' || way === 'email') && !address?.trim() && !isLenient(channel))
    throw refuse('information-requests/no-way-address', {}, 422);
  if (isLenient(channel) && arrivedOn === undefined) throw refuse('information-requests/no-arrival', {}, 422);
  if (arrivedOn !== undefined && arrivedOn > dayOf(at)) throw refuse('matter/no-such-day', { on: arrivedOn }, 422);
  if (confirmedOn !== undefined && (confirmedOn > dayOf(at) || (arrivedOn !== undefined && confirmedOn < arrivedOn)))
    throw refuse('matter/no-such-day', { on: confirmedOn }, 422);
  const strange = (await renderers()).unprintable({ subject, wanted, name: applicant.name });
  if (strange.length > 0) {
    const characters = [...new Set(strange.map(({ code }) => code))].slice(0, 5).join('、');
    throw refuse('information-requests/unprintable', { characters }, 422);
  }
}

async function open(kernel: Kernel, intake: Intake): Promise<Received> {
  const { agencyId, channel, actor, at } = intake;
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  const today = dayOf(at);
  const isSettled = channel === 'counter' || channel === 'oral' || channel === 'signed-post';
  const arrival = {
    channel,
    submittedOn: today,
    arrivedOn: intake.arrivedOn ?? null,
    agencyConfirmedOn: null,
    applicantConfirmedOn: null,
  };
  const received = isSettled ? receivedOn(arrival, 'agency') : null;
  // The agency owes its confirmation from the day the letter or fax came in, however late somebody enters it.
  const on = received ?? (channel === 'web' ? undefined : intake.arrivedOn);
  const code = verificationCode();
  const opened = await openMatter(kernel, {
    kind: 'information-request',
    process: requestProcess(await limitsOn(kernel, received ?? today)),
    act: isSettled ? 'register' : 'submit',
    // What is asked for may name people, and titles stand in every list: the number is enough.
    title: text.kinds.request,
    region: agency.region,
    agencyId,
    subjectId: intake.applicant.personId,
    actor,
    capacity: channel === 'web' ? { role: 'subject', agencyId: null } : { role: 'request-officer', agencyId },
    at,
    ...(on === undefined ? {} : { on }),
    facts: { channel, arrivedOn: intake.arrivedOn ?? null, files: intake.uploads?.length ?? 0 },
    personal: { form: { subject: intake.subject, wanted: intake.wanted, medium: intake.medium, way: intake.way } },
    write: (tx, id) => keepRequest(tx, kernel, id, intake, code, received),
  });
  const matter = await matterById(kernel, opened.id);
  const settings = await settingsOf(kernel, agencyId, today);
  if (channel === 'web' && settings.confirmation === 'automatic')
    await doConfirm(kernel, matter, { matter, actor: system, at, papers: null }, today);
  else if (intake.confirmedOn !== undefined && !isSettled && channel !== 'web')
    await confirm(kernel, { matter, actor, at, on: intake.confirmedOn, papers: null, byBoth: true });
  await makeReceipt(kernel, opened.id, intake.papers, at);
  await warnUnstaffed(kernel, { ...opened, agencyId }, at);
  return { id: opened.id, number: opened.number, code };
}

async function keepRequest(
  tx: Transaction,
  kernel: Kernel,
  matterId: number,
  intake: Intake,
  code: string,
  received: Day | null,
): Promise<void> {
  const { uploads = [], proofFile = null, actor } = intake;
  const isNew = await insertRequest(databaseIn(tx), {
    matterId,
    intakeKey: intake.key,
    agencyId: intake.agencyId,
    channel: intake.channel,
    applicantKind: intake.applicant.kind,
    subject: intake.subject,
    wanted: intake.wanted,
    medium: intake.medium,
    way: intake.way,
    suggestsPublication: intake.suggestsPublication ?? false,
    tokens: vectorOf(`${intake.subject} ${intake.wanted}`),
    marks: marksOfRequest(intake),
    codeHash: hashOfCode(CODES, code),
    uploads,
    at: intake.at,
    arrivedOn: intake.arrivedOn ?? null,
    receivedOn: received,
  });
  if (!isNew) throw refuse(TAKEN);
  await keepApplicant(tx, kernel, matterId, intake.applicant, proofFile);
  const files = [...uploads, ...(proofFile === null ? [] : [proofFile])];
  await attachFiles(tx, files, matterId, actor.personId);
}

/** 登记回执: that the request is here, since when, and by when the reply is owed. */
async function makeReceipt(kernel: Kernel, id: number, papers: Papers | null, at: Date): Promise<void> {
  const { snapshot, request } = await read(kernel, { matter: id });
  const due = snapshot.clocks.reply?.dueOn;
  const letter = await write(
    kernel,
    papers,
    snapshot,
    {
      kind: 'receipt',
      words: {
        addressee: await addresseeOf(kernel, id),
        body: [
          text.paper.asked(writtenOn(request.submittedOn), request.subject),
          text.paper.receipt(snapshot.number),
          ...(request.receivedOn && due
            ? [
                text.paper.received(writtenOn(request.receivedOn), snapshot.process.clocks.reply?.law ?? ''),
                text.paper.due(writtenOn(due)),
              ]
            : [text.paper.waiting]),
        ],
      },
    },
    at,
  );
  await inTransaction(kernel.pool, (tx) => keep(tx, id, letter));
}

export const addresseeOf = async (kernel: Kernel, matterId: number): Promise<string> =>
  (await applicantInFull(kernel, matterId))?.name || text.kinds.request;

/**
 * The agency confirms that a request is here; where the city wants both sides to, the applicant is asked. For a letter
 * the day of the applicant's answer counts.
 *
 * @param doing.byBoth the applicant has confirmed as well, by telephone say
 * @throws Refusal matter/no-such-day (422) and those of an act
 * @law 政府信息公开条例 第三十一条
 */
export async function confirm(
  kernel: Kernel,
  { byBoth = false, ...doing }: Doing & { readonly byBoth?: boolean },
): Promise<Acted> {
  const { snapshot, request } = await read(kernel, doing);
  const on = legalDayOf(doing);
  // Nobody confirms what has not come in yet: a wrong year would count the request in another report.
  if (on < (request.arrivedOn ?? request.submittedOn)) throw refuse('matter/no-such-day', { on }, 422);
  const { confirmation } = await settingsOf(kernel, snapshot.agencyId, on);
  const asks = confirmation === 'both' && !byBoth && snapshot.state === 'submitted' && request.channel !== 'letter';
  if (!asks) return doConfirm(kernel, snapshot, doing, on);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'tell',
    write: (tx) => changeRequest(databaseIn(tx), snapshot.id, { agencyConfirmedAt: doing.at }),
  });
}

async function doConfirm(kernel: Kernel, snapshot: Snapshot, doing: Doing, on: Day): Promise<Acted> {
  const bySubject = doing.actor.holdsCodeOf === snapshot.id || doing.actor.personId === snapshot.subjectId;
  let letter: Written | null = null;
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'confirm',
    ready: async ({ outcome }) => {
      const due = outcome.changed.find(({ name }) => name === 'reply')?.dueOn;
      letter = await write(
        kernel,
        doing.papers,
        snapshot,
        {
          kind: 'confirmation',
          words: {
            addressee: await addresseeOf(kernel, snapshot.id),
            body: [
              text.paper.received(writtenOn(on), snapshot.process.actions.confirm?.law ?? ''),
              ...(due ? [text.paper.due(writtenOn(due))] : []),
            ],
          },
        },
        doing.at,
      );
    },
    write: async (tx) => {
      const who = bySubject ? { applicantConfirmedAt: doing.at } : { agencyConfirmedAt: doing.at };
      await changeRequest(databaseIn(tx), snapshot.id, { ...who, receivedOn: on, countedFrom: on });
      await keep(tx, snapshot.id, letter);
    },
  });
}

/** The applicant answers that he has been told: now both sides have confirmed. @throws Refusal those of an act */
export async function confirmAsApplicant(kernel: Kernel, doing: Doing): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  if (snapshot.state !== 'telling') throw refuse('information-requests/confirmed');
  return doConfirm(kernel, snapshot, doing, legalDayOf(doing));
}

/** Staff find that an earlier request asked for the same. @throws Refusal access/forbidden, information-requests/not-found (404) */
export async function markSame(
  kernel: Kernel,
  { earlier, ...doing }: Doing & { readonly earlier: number | null },
): Promise<void> {
  const { snapshot } = await read(kernel, doing);
  kernel.access.check(doing.actor, 'information-requests.act', { agencyId: snapshot.agencyId });
  const other = earlier === null ? null : await read(kernel, { matter: earlier });
  // Whoever may not see a request learns nothing of it by saying that it is the same.
  if (other) kernel.access.check(doing.actor, 'information-requests.act', { agencyId: other.snapshot.agencyId });
  if (other?.snapshot.id === snapshot.id) throw refuse('information-requests/not-found', {}, 404);
  await remark(kernel, {
    snapshot,
    act: 'same-as',
    actor: doing.actor,
    at: doing.at,
    // Somebody else's number is not for whom this request is about.
    personal: { text: other?.snapshot.number ?? '' },
    write: (tx) => changeRequest(databaseIn(tx), snapshot.id, { sameAs: other?.snapshot.id ?? null }),
  });
}
