import type { Call } from '../call.ts';
import { pictureForm } from '../draft.ts';
import type { Objects } from '../objects/index.ts';
import type { Seen } from '../objects/setting.ts';

const reason = '情况属实，符合条件';

type Case = { [Key in keyof Objects]: Objects[Key] extends Seen ? Key : never }[keyof Objects];

/** One act of the workbench on a case that is in the right state for it. */
const act = (
  name: string,
  which: Case,
  more: Readonly<Record<string, unknown>> | ((objects: Objects) => Readonly<Record<string, unknown>>) = {},
  variant = name,
): Call => ({
  route: 'POST /api/cases/:id/acts',
  variant,
  send: (objects) => ({
    params: { id: objects[which].id },
    json: { act: name, seenSeq: objects[which].seq, ...(typeof more === 'function' ? more(objects) : more) },
  }),
});

/** What staff does with cases; every case belongs to the agency `own`. */
export const caseCalls: readonly Call[] = [
  { route: 'GET /api/cases/:id', variant: 'application', send: ({ submitted }) => ({ params: { id: submitted.id } }) },
  { route: 'GET /api/cases/:id', variant: 'first review', send: ({ visiting }) => ({ params: { id: visiting.id } }) },
  { route: 'GET /api/cases/:id', variant: 'consultation', send: ({ asked }) => ({ params: { id: asked.id } }) },
  {
    route: 'GET /api/cases/:id',
    variant: 'no case',
    send: ({ reported }) => ({ params: { id: reported.id } }),
    nobody: 'a report about a liaison is no case',
  },
  {
    route: 'GET /api/cases/:id/files/:fileId',
    send: ({ submitted, file }) => ({ params: { id: submitted.id, fileId: file } }),
  },
  {
    route: 'GET /api/cases/:id/files/:fileId',
    variant: 'file of another case',
    send: ({ submitted, fileElsewhere }) => ({ params: { id: submitted.id, fileId: fileElsewhere } }),
    nobody: 'the file belongs to a case of another agency',
  },
  {
    route: 'GET /api/cases/:id/files/:fileId',
    variant: 'first review',
    send: ({ visiting, fileElsewhere }) => ({ params: { id: visiting.id, fileId: fileElsewhere } }),
  },
  act('accept', 'submitted', ({ findings }) => ({ checklist: findings.good })),
  {
    ...act('accept', 'submitted', ({ findings }) => ({ checklist: findings.good, seenSeq: 99 }), 'accept, long ago'),
    nobody: 'the form has gone stale; whoever has no right learns not even that',
  },
  act('ask-to-correct', 'submitted', ({ findings }) => ({ checklist: findings.bad })),
  act('correct', 'correcting'),
  act('refuse-acceptance', 'submitted', { reason }),
  act('tell-not-needed', 'submitted', { reason }),
  act('start-special', 'examining', { expectedWorkdays: 3 }),
  act('end-special', 'special', { findings: reason }),
  act('recommend', 'examining', { opinion: 'agree', reason }),
  act('extend', 'examining', { reason }),
  act('send-back', 'deciding', { reason }),
  act('grant', 'deciding'),
  act('deny', 'deciding', { reason }),
  act('make-document', 'making'),
  act('deliver', 'made', { how: 'window' }),
  act('record-visit', 'visiting', { visitedOn: '2026-04-27', findings: reason }),
  act('conclude', 'concluding', { opinion: 'agree', reason }),
  act('answer', 'asked', { reason }),
  {
    route: 'PUT /api/cases/:id/checklist',
    send: ({ submitted, findings }) => ({ params: { id: submitted.id }, json: findings.good }),
  },
  {
    route: 'POST /api/cases/:id/unmask',
    variant: 'application',
    send: ({ submitted }) => ({ params: { id: submitted.id }, json: { category: 'contact', words: reason } }),
  },
  {
    route: 'POST /api/cases/:id/unmask',
    variant: 'first review',
    send: ({ visiting }) => ({ params: { id: visiting.id }, json: { category: 'contact', words: reason } }),
  },
  {
    route: 'POST /api/cases/window',
    variant: 'at the window',
    send: ({ items }) => ({ json: windowBody(items.food.code, 'window') }),
  },
  {
    route: 'POST /api/cases/window',
    variant: 'by proxy',
    send: ({ items }) => ({ json: windowBody(items.food.code, 'proxy') }),
  },
  {
    route: 'POST /api/consultations',
    send: ({ agencyId }) => ({ json: { agencyId, channel: 'phone', question: '要几天？' } }),
  },
  {
    route: 'POST /api/call-backs',
    send: ({ finished }) => ({ json: { matter: finished.id, result: 'satisfied', complaint: false } }),
  },
  {
    route: 'POST /api/supervision/cards/:id/explain',
    send: ({ cards }) => ({
      params: { id: cards.issued.id },
      json: { seenSeq: cards.issued.seq, explanation: reason },
    }),
  },
  {
    route: 'POST /api/supervision/cards/:id/return',
    send: ({ cards }) => ({
      params: { id: cards.explained.id },
      json: { seenSeq: cards.explained.seq, explanation: reason },
    }),
  },
  {
    route: 'POST /api/supervision/cards/:id/return',
    variant: 'no card',
    send: ({ reported }) => ({ params: { id: reported.id }, json: { seenSeq: reported.seq, explanation: reason } }),
    nobody: 'a report about a liaison is no card, though it too can be returned',
  },
  {
    route: 'POST /api/supervision/cards/:id/close',
    send: ({ cards }) => ({ params: { id: cards.explained.id }, json: { seenSeq: cards.explained.seq } }),
  },
];

const windowBody = (itemCode: string, channel: 'window' | 'proxy') => ({
  key: '7f9c24e8-3b12-4fef-91e0-4d6a5b7c8d9e',
  itemCode,
  channel,
  applicant: { kind: 'enterprise', name: '明堂市鹿鸣小馆餐饮有限公司', document: '91590902MA00000159' },
  answers: { who: 'self', kind: 'catering' },
});

const draftPages: readonly Call[] = ['', '/situation', '/steps/:step', '/materials', '/review', '/discard'].map(
  (page): Call => ({
    route: `GET /my/drafts/:draft${page}`,
    send: ({ draft }) => ({ params: { draft, step: 'holder' } }),
  }),
);

const ofCitizen = ({ finished }: Objects) => ({ params: { number: finished.number } });
const ofEnterprise = ({ finishedForEnterprise }: Objects) => ({ params: { number: finishedForEnterprise.number } });
const both = (route: string): readonly Call[] => [
  { route, variant: 'of the citizen', send: ofCitizen },
  { route, variant: 'of the enterprise', send: ofEnterprise },
];

/** What people do with their own drafts and applications. */
export const ownCalls: readonly Call[] = [
  { route: 'GET /apply/:code', variant: 'for people', send: ({ items }) => ({ params: { code: items.senior.code } }) },
  {
    route: 'GET /apply/:code',
    variant: 'for enterprises',
    send: ({ items }) => ({ params: { code: items.food.code } }),
  },
  { route: 'POST /apply/:code', variant: 'for people', send: ({ items }) => ({ params: { code: items.senior.code } }) },
  {
    route: 'POST /apply/:code',
    variant: 'for enterprises',
    send: ({ items }) => ({ params: { code: items.food.code } }),
  },
  ...draftPages,
  {
    route: 'POST /my/drafts/:draft/situation',
    send: ({ draft }) => ({ params: { draft }, form: { for: 'self', photo: 'new', register: 'yes' } }),
  },
  {
    route: 'POST /my/drafts/:draft/steps/:step',
    send: ({ draft }) => ({ params: { draft, step: 'holder' }, form: { forSelf: 'true' } }),
  },
  {
    route: 'POST /my/drafts/:draft/materials',
    send: ({ draft }) => ({ params: { draft }, files: pictureForm('filephoto') }),
  },
  { route: 'POST /my/drafts/:draft/submit', send: ({ draft }) => ({ params: { draft } }) },
  {
    route: 'POST /my/drafts/:draft/discard',
    send: ({ draft }) => ({ params: { draft } }),
    done: ({ draft }) => ({ sql: 'select not exists (select from cases.draft where id = $1)', values: [draft] }),
  },
  { route: 'GET /my', variant: 'of the citizen', shows: ({ finished }) => finished.number },
  { route: 'GET /my', variant: 'of the enterprise', shows: ({ finishedForEnterprise: { number } }) => number },
  ...both('GET /my/applications/:number'),
  ...both('GET /my/applications/:number/receipt'),
  ...both('GET /my/applications/:number/withdraw'),
  {
    route: 'GET /my/applications/:number',
    variant: 'an enquiry',
    send: ({ asked }) => ({ params: { number: asked.number } }),
    nobody: 'an enquiry is no application',
  },
  {
    route: 'GET /my/applications/:number/documents/:document',
    variant: 'of the citizen',
    send: ({ finished, document }) => ({ params: { number: finished.number, document: document.id } }),
  },
  {
    route: 'GET /my/applications/:number/documents/:document',
    variant: "another's document under one's own number",
    send: ({ finished, documentForEnterprise }) => ({
      params: { number: finished.number, document: documentForEnterprise.id },
    }),
    nobody: 'the document belongs to another application',
  },
  {
    route: 'POST /my/applications/:number/withdraw',
    variant: 'of the citizen',
    send: ({ submitted }) => ({ params: { number: submitted.number }, form: { seenSeq: submitted.seq } }),
  },
  {
    route: 'POST /my/applications/:number/withdraw',
    variant: 'of the enterprise',
    send: ({ submittedForEnterprise: { number, seq } }) => ({ params: { number }, form: { seenSeq: seq } }),
  },
  {
    route: 'POST /my/applications/:number/correct',
    send: ({ correcting }) => ({ params: { number: correcting.number } }),
  },
  { route: 'GET /my/consultations', shows: () => '五个工作日' },
  { route: 'POST /my/consultations', send: ({ agencyId }) => ({ form: { agency: agencyId, question: '要几天？' } }) },
  { route: 'GET /my/notices', shows: () => 'SP-TOLD-people' },
  {
    route: 'POST /my/notices/read',
    send: ({ notices }) => ({ form: { upTo: notices.citizen } }),
    done: ({ notices }) => ({
      sql: 'select read_at is not null from kernel.notice where id = $1',
      values: [notices.citizen],
    }),
  },
  ...both('GET /rate/:number'),
  {
    route: 'POST /rate/:number',
    variant: 'of the citizen',
    send: ({ finished }) => ({ params: { number: finished.number }, form: { level: 5 } }),
  },
  {
    route: 'POST /rate/:number',
    variant: 'of the enterprise',
    send: ({ finishedForEnterprise: { number } }) => ({ params: { number }, form: { level: 5 } }),
  },
];
