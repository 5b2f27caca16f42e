import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { consult, letterReceived } from '../../../src/information-requests/operations/consulting.ts';
import {
  type ConversionAct,
  decideConversion,
  proposeConversion,
  publishConversion,
} from '../../../src/information-requests/operations/conversions.ts';
import { askToCorrect, correct } from '../../../src/information-requests/operations/correction.ts';
import { tellEnding } from '../../../src/information-requests/operations/ending.ts';
import { charge, feeNoticeReceived, pay } from '../../../src/information-requests/operations/fees.ts';
import { confirm, type Intake, receiveRequest } from '../../../src/information-requests/operations/intake.ts';
import {
  approve,
  proveDelivery,
  saveDraft,
  send,
  sign,
  submitDraft,
} from '../../../src/information-requests/operations/reply.ts';
import { askReasons, giveReasons, takeUp } from '../../../src/information-requests/operations/time.ts';
import { unmask } from '../../../src/information-requests/operations/unmask.ts';
import { redactedFile } from '../../../src/information-requests/redaction/redact.ts';
import { databaseOf } from '../../../src/information-requests/repo/database.ts';
import { feeOf } from '../../../src/information-requests/repo/fees.ts';
import { lettersOf } from '../../../src/information-requests/repo/letters.ts';
import { opinionsOf } from '../../../src/information-requests/repo/opinions.ts';
import {
  act,
  addFile,
  dayOf,
  matterById,
  type Actor as ProgramActor,
  submissionTypes,
  system,
} from '../../../src/kernel/index.ts';
import { receivePayment } from '../../../src/kernel/link/payments.ts';
import { signed as signedMessage } from '../../../src/kernel/link/signature.ts';
import { followed } from '../../../src/kernel/matter/sweep.ts';
import { agencyAt, colleague, columnOf, type Seen, type Setting, seen } from './setting.ts';

/** The secret that the program of these tests shares with the payment gateway. */
export const PAYMENT_SECRET = 'the-gateway-and-the-city-know-it';

const drawn = { publicUrl: 'http://localhost' };
export const draftOfReply = { decision: '3.1', points: { where: '见网站' }, attachments: [] };

type People = {
  readonly officer: ProgramActor;
  readonly legal: ProgramActor;
  readonly head: ProgramActor;
  readonly citizen: ProgramActor;
};

/** A request for information by the citizen, as the form sends it. */
const intakeOf = ({ at }: Setting, agencyId: number, actor: ProgramActor, change: Partial<Intake>): Intake => ({
  key: null,
  agencyId,
  channel: 'web',
  applicant: {
    kind: 'natural',
    name: '陈晓岚',
    documentKind: 'resident-id',
    document: '110000198805120029',
    phone: '13000000001',
    address: '明堂市明德区泽宫街道明伦大道20号',
    personId: actor.personId,
  },
  subject: '食品安全抽检结果',
  wanted: '2025年第四季度抽检结果',
  medium: 'electronic',
  way: 'web',
  actor,
  at,
  papers: null,
  ...change,
});

type State =
  | 'submitted'
  | 'received'
  | 'correcting'
  | 'resubmitted'
  | 'handling'
  | 'consulting'
  | 'explaining'
  | 'explained'
  | 'uncorrected'
  | 'paying'
  | 'noticed'
  | 'unpaid'
  | 'paid'
  | 'reviewing'
  | 'signing'
  | 'signed'
  | 'replied'
  | 'delivered';

/** Requests in every state in which somebody may do something, all of one agency. */
export async function prepareRequests(setting: Setting) {
  const agencyId = await agencyAt(setting, 'o');
  const who: People = {
    officer: await colleague(setting, 'request-officer'),
    legal: await colleague(setting, 'legal-reviewer'),
    head: await colleague(setting, 'decider'),
    citizen: columnOf(setting, 'people', 'o').acting,
  };
  const enterprise = columnOf(setting, 'people', 'e').acting;
  const course = courseOf(setting, who);
  const asked = async (change: Partial<Intake> = {}, actor = who.citizen) =>
    receiveRequest(setting.kernel, intakeOf(setting, agencyId, actor, change));
  const on = async (to: State, change: Partial<Intake> = {}): Promise<Seen> => {
    const { id } = await asked({ subject: `抽检结果${to}`, ...change });
    await course(id, to);
    return seen(setting, id);
  };
  const replied = await asked({ subject: '农贸市场改造补贴名单', papers: drawn });
  await course(replied.id, 'replied', await requestFile(setting, null, who.officer));
  const ofEnterprise = await asked({ subject: '冷链检测' }, enterprise);
  const paper = await drawnPaper();
  const proofFile = await requestFile(setting, null, who.citizen, paper);
  const handling = await asked({ proofFile });
  await course(handling.id, 'handling');
  await unmask(setting.kernel, {
    id: handling.id,
    actor: who.officer,
    at: setting.at,
    reason: { category: 'contact', words: '核对联系方式' },
  });
  const requests = {
    submitted: await on('submitted'),
    received: await on('received'),
    correcting: await on('correcting'),
    resubmitted: await on('resubmitted'),
    handling: await seen(setting, handling.id),
    consulting: await on('consulting'),
    explaining: await on('explaining'),
    explained: await on('explained'),
    paying: await on('paying', { way: 'post' }),
    paid: await on('paid', { way: 'post' }),
    /** Ended by the program. */
    uncorrected: await on('uncorrected'),
    unpaid: await on('unpaid', { way: 'post' }),
    reviewing: await on('reviewing'),
    signing: await on('signing'),
    signed: await on('signed'),
    replied: { ...(await seen(setting, replied.id)), code: replied.code ?? '' },
    delivered: await on('delivered'),
    ofEnterprise: await seen(setting, ofEnterprise.id),
    /** Of the sister agency, by another citizen. */
    ofSister: await sisterRequest(setting),
  };
  const { consulting } = requests;
  return {
    requests,
    requestFile: await requestFile(setting, handling.id, who.officer),
    requestPaper: await requestFile(setting, handling.id, who.officer, paper),
    fileOfOtherRequest: await requestFile(setting, consulting.id, who.officer),
    opinions: await prepareOpinions(setting, consulting.id, who),
    letter: await letterOf(setting, replied.id),
    replyFile: await replyFileOf(setting, replied.id),
    order: await orderOf(setting, requests.paying.id),
    conversions: await prepareConversions(setting, who, asked, course),
  };
}

/** On which ways a request comes to a state. */
const TO_REPLY: readonly State[] = ['received', 'handling', 'reviewing', 'signing', 'signed', 'replied', 'delivered'];
const BESIDE: Readonly<Partial<Record<State, readonly State[]>>> = {
  submitted: [],
  correcting: ['received', 'correcting'],
  resubmitted: ['received', 'correcting', 'resubmitted'],
  uncorrected: ['received', 'correcting', 'uncorrected'],
  consulting: ['received', 'handling', 'consulting'],
  explaining: ['received', 'handling', 'explaining'],
  explained: ['received', 'handling', 'explaining', 'explained'],
  paying: ['received', 'handling', 'paying'],
  paid: ['received', 'handling', 'paying', 'paid'],
  unpaid: ['received', 'handling', 'paying', 'noticed', 'unpaid'],
};
const wayTo = (to: State): readonly State[] => BESIDE[to] ?? TO_REPLY.slice(0, TO_REPLY.indexOf(to) + 1);

/** Takes a request as far as a state. */
function courseOf(setting: Setting, { officer, legal, head, citizen }: People) {
  const { kernel, at } = setting;
  return async (matter: number, to: State, attachment: string | null = null): Promise<void> => {
    const doing = (actor: ProgramActor) => ({ matter, actor, at, papers: attachment === null ? null : drawn });
    const office = doing(officer);
    const draft = { ...draftOfReply, attachments: attachment === null ? [] : [attachment] };
    const steps: Readonly<Record<Exclude<State, 'submitted'>, () => Promise<unknown>>> = {
      received: () => confirm(kernel, office),
      correcting: () => askToCorrect(kernel, { ...office, items: [{ title: '名称', detail: '写明文号' }] }),
      resubmitted: () => correct(kernel, { ...doing(citizen), wanted: '2025年第四季度' }),
      handling: () => takeUp(kernel, office),
      consulting: () => consult(kernel, { ...office, letters }),
      explaining: () => askReasons(kernel, { ...office, days: 5, reason: '数量明显超过合理范围' }),
      explained: () => giveReasons(kernel, { ...doing(citizen), reason: '研究使用' }),
      paying: () => charge(kernel, { ...office, method: 'items', quantity: 15 }),
      paid: () => pay(kernel, office),
      noticed: () => feeNoticeReceived(kernel, office),
      uncorrected: () => abandoned(setting, matter, 'abandon-uncorrected'),
      unpaid: () => abandoned(setting, matter, 'abandon-unpaid'),
      reviewing: () => saveDraft(kernel, { ...office, draft }).then(() => submitDraft(kernel, office)),
      signing: () => approve(kernel, doing(legal)),
      signed: () => sign(kernel, doing(head)),
      replied: () => send(kernel, { ...office, how: 'web' }),
      delivered: () => proveDelivery(kernel, { ...office, proof: '签收' }),
    };
    for (const state of wayTo(to)) if (state !== 'submitted') await steps[state]();
  };
}

/** The program gives a request up, as it does when a limit has passed, and writes to the applicant. */
async function abandoned({ kernel, at }: Setting, matter: number, name: string): Promise<void> {
  const snapshot = await matterById(kernel, matter);
  const rows = followed(kernel, snapshot, name, dayOf(at), at);
  await act(kernel, { matter: snapshot, act: name, actor: system, at, ...rows });
  await tellEnding(kernel, matter, at);
}

const letters = [
  { whom: 'third-party', addressee: '鹿鸣小馆', question: '是否同意公开检测报告' },
  { whom: 'agency', addressee: '卫生健康局', question: '是否同意公开联合检查记录' },
] as const;

async function sisterRequest(setting: Setting): Promise<Seen> {
  const agencyId = await agencyAt(setting, 's');
  const { acting } = columnOf(setting, 'people', 'x');
  const { id } = await receiveRequest(setting.kernel, intakeOf(setting, agencyId, acting, { subject: '低保名单' }));
  return seen(setting, id);
}

const LIST: Paper = { name: '名单.txt', bytes: Buffer.from('抽检名单：王某') };
type Paper = { readonly name: string; readonly bytes: Buffer };

/** A file with pages that can be drawn. */
async function drawnPaper(): Promise<Paper> {
  const issue = { number: 'XG-0', agency: '明德区市场监管局', at: new Date('2026-04-20T09:00:00+08:00') };
  const { pdf } = await redactedFile(LIST.bytes, 'text/plain', LIST.name, { texts: [], regions: [] }, issue);
  return { name: '身份证.pdf', bytes: Buffer.from(pdf) };
}

async function requestFile(
  { kernel, at }: Setting,
  matterId: number | null,
  owner: ProgramActor,
  { name, bytes }: Paper = LIST,
): Promise<string> {
  const file = await addFile(kernel, Readable.from([bytes]), {
    name,
    maxBytes: 10_000_000,
    allowed: new Set([...submissionTypes, 'text/plain']),
    ownerId: owner.personId,
    ...(matterId === null ? {} : { matterId }),
    at,
  });
  return file.id;
}

/** A letter that is on its way, and one that has come. */
async function prepareOpinions(setting: Setting, requestId: number, { officer }: People) {
  const { kernel, at } = setting;
  const [asked, waiting] = (await opinionsOf(databaseOf(kernel), requestId)).map(({ id }) => id);
  if (asked === undefined || waiting === undefined) throw new Error('no letters were written');
  await letterReceived(kernel, { matter: waiting, actor: officer, at, papers: null });
  return { asked: await seen(setting, asked), waiting: await seen(setting, waiting) };
}

/** The reply as it was drawn: with a code on it. */
async function letterOf({ kernel }: Setting, id: number) {
  const letter = (await lettersOf(databaseOf(kernel), id)).find(({ kind }) => kind === 'reply');
  if (!letter?.code) throw new Error('the reply was not drawn');
  return { id: letter.id, code: letter.code, fileId: letter.fileId ?? '' };
}

async function replyFileOf({ owner }: Setting, id: number): Promise<string> {
  const { rows } = await owner.query<{ file: string }>(
    'select attachments[1] as file from information_requests.reply where matter_id = $1',
    [id],
  );
  return rows[0]?.file ?? '';
}

/** What the gateway says of an order of the city, signed as it signs. */
const notice = (order: string, amountFen: number, at: Date, secret = PAYMENT_SECRET) =>
  signedMessage(
    secret,
    JSON.stringify({ order, ref: `R-${order}`, amountFen, paidAt: at.toISOString(), key: `K-${order}` }),
    at,
    createHash('sha256').update(order).digest('hex'),
  );

/** An order that waits to be paid, and one that was. */
async function orderOf(setting: Setting, id: number) {
  const { kernel, owner, at } = setting;
  const fee = await feeOf(databaseOf(kernel), id);
  if (!fee?.orderId) throw new Error('nothing was charged');
  const { rows } = await owner.query<{ id: string }>(
    `insert into kernel.payment_order (id, gateway, purpose, matter_id, subject, amount_fen, state, created_at)
     select gen_random_uuid(), gateway, 'nothing', matter_id, subject, 100, 'open', created_at
       from kernel.payment_order where id = $1 returning id`,
    [fee.orderId],
  );
  const paid = rows[0]?.id ?? '';
  await receivePayment(kernel, notice(paid, 100, at), at);
  return {
    id: fee.orderId,
    notice: notice(fee.orderId, fee.amountFen, at),
    forged: notice(fee.orderId, fee.amountFen, at, 'guessed'),
  };
}

type Course = ReturnType<typeof courseOf>;
type Asked = (change: Partial<Intake>) => Promise<{ readonly id: number }>;

/** Proposals to publish what was asked for, in every state. */
async function prepareConversions(setting: Setting, who: People, asked: Asked, course: Course) {
  const { kernel, at } = setting;
  const proposed = async (subject: string): Promise<number> => {
    const { id } = await asked({ subject, wanted: '', suggestsPublication: true });
    await course(id, 'replied');
    const found = await proposeConversion(kernel, id, at);
    if (found === null) throw new Error('nothing was proposed');
    return found;
  };
  const decide = (matter: number, act: ConversionAct, actor: ProgramActor) =>
    decideConversion(kernel, { matter, actor, at, papers: null, act, reason: '涉及公众利益' });
  const deciding = await proposed('公交线路调整听证记录');
  await decide(deciding, 'recommend', who.officer);
  const publishing = await proposed('溪平县水质监测月报');
  const published = await proposed('老旧小区电梯检验');
  for (const one of [publishing, published]) {
    await decide(one, 'recommend', who.officer);
    await decide(one, 'approve', who.head);
  }
  const doing = { actor: who.officer, at, papers: null };
  await publishConversion(kernel, { ...doing, matter: published, answer: '检验合格的电梯名单如下', url: null });
  return {
    proposed: await seen(setting, await proposed('停车场收费依据')),
    deciding: await seen(setting, deciding),
    publishing: await seen(setting, publishing),
    published: await seen(setting, published),
  };
}
