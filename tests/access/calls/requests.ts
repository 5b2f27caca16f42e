import type { Call } from '../call.ts';
import { pictureForm } from '../draft.ts';
import type { Objects } from '../objects/index.ts';
import { draftOfReply } from '../objects/requests.ts';

const reason = '情况属实，符合条件';
const AT_STAFF = '/api/information-requests/:id';
type Request = keyof Objects['requests'];

const applicant = {
  kind: 'natural',
  name: '陈晓岚',
  documentKind: 'resident-id',
  document: '110000198805120029',
  phone: '13000000001',
  address: '明堂市明德区明伦大道20号',
};
const period = { from: '2025-01-01', to: '2027-12-31' };
const request = { subject: '食品安全抽检结果', wanted: '抽检结果', medium: 'electronic' };

/** One act of the workbench on a request that is in the right state for it. */
const act = (name: string, which: Request, more: Readonly<Record<string, unknown>> = {}, variant = name): Call => ({
  route: `POST ${AT_STAFF}/acts`,
  variant,
  send: ({ requests }) => ({
    params: { id: requests[which].id },
    json: { act: name, seenSeq: requests[which].seq, ...more },
  }),
});

const onLetter = (
  name: string,
  which: keyof Objects['opinions'],
  more: Readonly<Record<string, unknown>> = {},
): Call => ({
  route: `POST ${AT_STAFF}/acts`,
  variant: `${name} of a letter`,
  send: ({ opinions }) => ({
    params: { id: opinions[which].id },
    json: { act: name, seenSeq: opinions[which].seq, ...more },
  }),
});

const conversion = (
  name: string,
  which: keyof Objects['conversions'],
  more: Readonly<Record<string, unknown>> = {},
): Call => ({
  route: 'POST /api/information-requests/conversions/:id/acts',
  variant: name,
  send: ({ conversions }) => ({
    params: { id: conversions[which].id },
    json: { act: name, seenSeq: conversions[which].seq, ...more },
  }),
});

/** What staff does with requests; every one belongs to the agency `own`, but where it says otherwise. */
export const requestCalls: readonly Call[] = [
  { route: 'GET /api/information-requests', shows: ({ requests }) => requests.handling.number },
  {
    route: 'GET /api/information-requests',
    variant: 'by the name',
    send: () => ({ query: { q: applicant.name } }),
    shows: ({ requests }) => requests.handling.number,
  },
  { route: 'GET /api/information-requests.csv', shows: ({ requests }) => requests.handling.number },
  { route: 'GET /api/information-requests.xlsx' },
  { route: 'GET /api/information-requests/statistics', send: () => ({ query: period }) },
  {
    route: 'GET /api/information-requests/statistics/rows',
    send: () => ({ query: { ...period, measure: 'received' } }),
    shows: ({ requests }) => requests.handling.number,
  },
  { route: 'GET /api/information-requests/statistics.csv', send: () => ({ query: period }) },
  { route: 'GET /api/information-requests/statistics.xlsx', send: () => ({ query: period }) },
  {
    route: 'POST /api/information-requests',
    send: ({ agencyId }) => ({
      json: {
        key: '7f9c24e8-3b12-4fef-91e0-4d6a5b7c8d9e',
        agencyId,
        channel: 'counter',
        applicant,
        ...request,
        way: 'pickup',
      },
    }),
  },
  { route: `GET ${AT_STAFF}`, send: ({ requests }) => ({ params: { id: requests.handling.id } }) },
  {
    route: `GET ${AT_STAFF}`,
    variant: 'who asks',
    send: ({ requests }) => ({ params: { id: requests.handling.id } }),
    shows: () => '"masked":true',
  },
  {
    route: `GET ${AT_STAFF}`,
    variant: 'what the draft says',
    send: ({ requests }) => ({ params: { id: requests.reviewing.id } }),
    shows: () => '见网站',
  },
  {
    route: `GET ${AT_STAFF}`,
    variant: 'whom it asks',
    send: ({ requests }) => ({ params: { id: requests.consulting.id } }),
    shows: () => '鹿鸣小馆',
  },
  {
    route: `GET ${AT_STAFF}`,
    variant: 'in the clear',
    send: ({ requests }) => ({ params: { id: requests.handling.id } }),
    shows: () => applicant.document,
    nobody: 'who wants the numbers says why',
  },
  {
    route: 'GET /api/information-requests/opinions/:id',
    send: ({ opinions }) => ({ params: { id: opinions.asked.id } }),
  },
  {
    route: `GET ${AT_STAFF}/files/:fileId`,
    send: ({ requests, requestFile }) => ({ params: { id: requests.handling.id, fileId: requestFile } }),
  },
  {
    route: `GET ${AT_STAFF}/files/:fileId`,
    variant: 'file of another request',
    send: ({ requests, fileOfOtherRequest }) => ({ params: { id: requests.handling.id, fileId: fileOfOtherRequest } }),
    nobody: 'the file belongs to another request',
  },
  ...['', '/:page'].flatMap((page): readonly Call[] => [
    {
      route: `GET ${AT_STAFF}/files/:fileId/pages${page}`,
      send: ({ requests, requestPaper }) => ({
        params: { id: requests.handling.id, fileId: requestPaper, page: 1 },
      }),
    },
    {
      route: `GET ${AT_STAFF}/files/:fileId/pages${page}`,
      variant: 'file of another request',
      send: ({ requests, fileOfOtherRequest }) => ({
        params: { id: requests.handling.id, fileId: fileOfOtherRequest, page: 1 },
      }),
      nobody: 'the file belongs to another request',
    },
  ]),
  {
    route: `POST ${AT_STAFF}/proof`,
    send: ({ requests }) => ({
      params: { id: requests.handling.id },
      json: { category: 'verification', words: reason },
    }),
  },
  {
    route: `POST ${AT_STAFF}/refund`,
    send: ({ requests }) => ({
      params: { id: requests.paid.id },
      json: { seenSeq: requests.paid.seq, amountFen: 100, why: 'reversed', words: reason },
    }),
  },
  {
    route: `POST ${AT_STAFF}/unmask`,
    send: ({ requests }) => ({ params: { id: requests.handling.id }, json: { category: 'contact', words: reason } }),
    shows: () => applicant.document,
  },
  act('confirm', 'submitted'),
  act('take-up', 'received'),
  act('ask-to-correct', 'received', { items: [{ title: '名称', detail: '写明文号' }] }),
  act('receive-correction', 'correcting', { wanted: '2025年' }),
  act('confirm-correction', 'resubmitted'),
  act('consult', 'handling', { letters: [{ whom: 'third-party', addressee: '企业', question: '是否同意' }] }),
  onLetter('letter-received', 'asked'),
  onLetter('answer', 'waiting', { answer: 'agrees', reason }),
  act('extend', 'handling', { days: 10, reason }),
  act('ask-reasons', 'handling', { days: 5, reason }),
  act('give-reasons', 'explaining', { reason }),
  act('delay', 'explained', { days: 20, reason }),
  act('charge', 'handling', { method: 'items', quantity: 15 }),
  act('notice-received', 'paying'),
  act('pay', 'paying'),
  act('draft', 'handling', { draft: draftOfReply }),
  act('send-back', 'reviewing', { reason }, 'send-back in review'),
  act('send-back', 'signing', { reason }, 'send-back before signing'),
  act('approve', 'reviewing'),
  act('sign', 'signing'),
  act('send', 'signed', { how: 'web' }),
  act('prove-delivery', 'replied', { reason }),
  act('withdraw', 'handling', { reason }),
  act('archive', 'delivered'),
  act('resume-corrected', 'uncorrected', { wanted: '2025年', on: '2026-04-28' }),
  act('resume-paid', 'unpaid', { on: '2026-04-28' }),
  {
    route: `PUT ${AT_STAFF}/draft`,
    send: ({ requests: { handling } }) => ({
      params: { id: handling.id },
      json: { seenSeq: handling.seq, draft: draftOfReply },
    }),
  },
  {
    route: `PUT ${AT_STAFF}/draft`,
    variant: 'with the file of another request',
    send: ({ requests: { handling }, fileOfOtherRequest }) => ({
      params: { id: handling.id },
      json: { seenSeq: handling.seq, draft: { ...draftOfReply, attachments: [fileOfOtherRequest] } },
    }),
    nobody: 'the file belongs to another request',
  },
  {
    route: `PUT ${AT_STAFF}/same`,
    send: ({ requests }) => ({ params: { id: requests.handling.id }, json: { earlier: requests.replied.id } }),
  },
  {
    route: `PUT ${AT_STAFF}/same`,
    variant: "a sister's",
    send: ({ requests }) => ({ params: { id: requests.handling.id }, json: { earlier: requests.ofSister.id } }),
    nobody: 'who cannot read a request does not learn its number',
  },
  {
    route: `POST ${AT_STAFF}/redactions`,
    send: ({ requests, requestFile }) => ({
      params: { id: requests.handling.id },
      json: { fileId: requestFile, texts: ['王某'], regions: [] },
    }),
  },
  {
    route: `POST ${AT_STAFF}/redactions`,
    variant: 'file of another request',
    send: ({ requests, fileOfOtherRequest }) => ({
      params: { id: requests.handling.id },
      json: { fileId: fileOfOtherRequest, texts: ['王某'], regions: [] },
    }),
    nobody: 'the file belongs to another request',
  },
  { route: 'POST /api/information-requests/files', send: () => ({ files: pictureForm('file') }) },
  {
    route: 'GET /api/information-requests/conversions/:id',
    send: ({ conversions }) => ({ params: { id: conversions.proposed.id } }),
  },
  conversion('recommend', 'proposed', { reason }),
  conversion('approve', 'deciding', { reason }),
  conversion('decline', 'deciding', { reason }),
  conversion('publish', 'publishing', { answer: '名单如下', url: null }),
];

const byCode = ({ requests: { replied } }: Objects) => ({ number: replied.number, code: replied.code });
const signedIn = ({ requests: { replied } }: Objects) => ({ number: replied.number, code: '' });

/** A page that shows a request to who knows its code, and to whom it is about. */
const both = (
  page: string,
  more: (objects: Objects) => Readonly<Record<string, string | number>> = () => ({}),
): readonly Call[] => [
  {
    route: `POST /information-requests/progress${page}`,
    variant: 'by the code',
    send: (objects) => ({ form: { ...byCode(objects), ...more(objects) } }),
  },
  {
    route: `POST /information-requests/progress${page}`,
    variant: 'signed in',
    send: (objects) => ({ form: { ...signedIn(objects), ...more(objects) } }),
  },
];

/** What people do with their own requests, and what anybody reads. */
export const ownRequestCalls: readonly Call[] = [
  { route: 'GET /information-requests', shows: ({ conversions }) => `/answers/${conversions.published.id}` },
  { route: 'GET /information-requests/process.svg' },
  {
    route: 'GET /information-requests/answers/:id',
    send: ({ conversions }) => ({ params: { id: conversions.published.id } }),
  },
  {
    route: 'GET /information-requests/answers/:id',
    variant: 'not published yet',
    send: ({ conversions }) => ({ params: { id: conversions.publishing.id } }),
    nobody: 'what is to be published is not public yet',
  },
  { route: 'GET /information-requests/new' },
  {
    route: 'POST /information-requests/new',
    send: ({ agencyId, captcha }) => ({
      form: {
        ...{ key: '7f9c24e8-3b12-4fef-91e0-4d6a5b7c8d9f', agency: agencyId, ...applicant, ...request, way: 'web' },
        ...captcha,
      },
    }),
  },
  { route: 'GET /information-requests/progress' },
  ...both(''),
  ...both('/letter', ({ letter }) => ({ letter: letter.id })),
  ...both('/letter', ({ letter }) => ({ letter: letter.id, format: 'pdf' })).map(
    (call): Call => ({ ...call, variant: `${call.variant}, as a file` }),
  ),
  ...both('/file', ({ replyFile }) => ({ file: replyFile })),
  ...both('/file', ({ requestFile }) => ({ file: requestFile })).map(
    (call): Call => ({ ...call, variant: `${call.variant}, of another request`, nobody: 'it was given to nobody' }),
  ),
  ...both('/receipt', () => ({ format: 'json' })),
  {
    route: 'POST /information-requests/progress/act',
    variant: 'withdraw',
    send: ({ requests: { handling } }) => ({
      form: { number: handling.number, code: '', act: 'withdraw', words: reason },
    }),
  },
  {
    route: 'POST /information-requests/progress/act',
    variant: 'withdraw, the enterprise’s',
    send: ({ requests: { ofEnterprise } }) => ({
      form: { number: ofEnterprise.number, code: '', act: 'withdraw', words: reason },
    }),
  },
  {
    route: 'POST /information-requests/progress/act',
    variant: 'correct',
    send: ({ requests: { correcting } }) => ({
      form: { number: correcting.number, code: '', act: 'correct', words: '2025年' },
    }),
  },
  {
    route: 'POST /information-requests/progress/act',
    variant: 'give-reasons',
    send: ({ requests: { explaining } }) => ({
      form: { number: explaining.number, code: '', act: 'give-reasons', words: reason },
    }),
  },
  {
    route: 'GET /my/information-requests',
    variant: 'of the citizen',
    shows: ({ requests }) => requests.replied.number,
  },
  {
    route: 'GET /my/information-requests',
    variant: 'of the enterprise',
    shows: ({ requests }) => requests.ofEnterprise.number,
  },
  {
    route: 'GET /my/information-requests/:number',
    variant: 'of the citizen',
    send: ({ requests }) => ({ params: { number: requests.replied.number } }),
  },
  {
    route: 'GET /my/information-requests/:number',
    variant: 'of the enterprise',
    send: ({ requests }) => ({ params: { number: requests.ofEnterprise.number } }),
  },
  {
    route: 'GET /my/information-requests/:number',
    variant: 'an application',
    send: ({ finished }) => ({ params: { number: finished.number } }),
    nobody: 'an application is no request',
  },
  { route: 'GET /information-requests/letters/:code', send: ({ letter }) => ({ params: { code: letter.code } }) },
  {
    route: 'GET /information-requests/letters/:code',
    variant: 'what it says',
    send: ({ letter }) => ({ params: { code: letter.code } }),
    shows: () => '见网站',
    nobody: 'a paper is confirmed, and not read to whoever has its code',
  },
  { route: 'GET /payments/:id', send: ({ order }) => ({ params: { id: order.id } }) },
  { route: 'POST /links/payment', send: ({ order }) => ({ json: order.notice }) },
  {
    route: 'POST /links/payment',
    variant: 'signed by somebody else',
    send: ({ order }) => ({ json: order.forged }),
    nobody: 'only the gateway says what was paid',
  },
];
