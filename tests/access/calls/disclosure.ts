import { secrecyChecks } from '../../../src/disclosure/testing.ts';
import type { Call } from '../call.ts';
import { type SeenPublication, told } from '../objects/disclosure.ts';
import type { Objects } from '../objects/index.ts';
import { entry } from '../objects/standing.ts';

const reason = '情况属实，符合条件';

/** A text as a form sends it. */
function textForm(): FormData {
  const form = new FormData();
  form.append('file', new Blob(['本期抽检一百批次']), '通告.txt');
  return form;
}

const publicationRoute = '/api/disclosure/publications/:id';
type Publication = keyof Objects['publications'];

/** Something done with a publication that is in the right state for it. */
const on = (
  route: string,
  which: Publication,
  send: (publication: SeenPublication, objects: Objects) => ReturnType<NonNullable<Call['send']>> = () => ({}),
  variant?: string,
): Call => ({
  route,
  ...(variant === undefined ? {} : { variant }),
  send: (objects) => {
    const publication = objects.publications[which];
    const { params = {}, ...sent } = send(publication, objects);
    return { params: { id: publication.id, ...params }, ...sent };
  },
});

const act = (
  name: string,
  which: Publication,
  more: (publication: SeenPublication) => Readonly<Record<string, unknown>> = () => ({}),
  variant = name,
): Call =>
  on(
    `POST ${publicationRoute}/acts`,
    which,
    (publication) => ({ json: { act: name, seenSeq: publication.seq, ...more(publication) } }),
    variant,
  );

const review = (gate: 'department' | 'office' | 'secrecy', passed: boolean): Call =>
  act(
    'review',
    gate,
    ({ text }) => ({
      ...{ gate, passed, words: passed ? '' : reason, seenText: text },
      ...(gate === 'secrecy' && passed ? { checked: secrecyChecks.map(({ key }) => key) } : {}),
    }),
    `${passed ? 'pass' : 'return'} ${gate}`,
  );

/** Publications on their way; every one belongs to the agency `own`. */
export const publicationCalls: readonly Call[] = [
  { route: 'GET /api/disclosure/publications', shows: ({ publications }) => publications.office.number },
  { route: 'GET /api/disclosure/queues', shows: () => '"office":1' },
  {
    route: 'POST /api/disclosure/publications',
    send: ({ agencyId }) => ({ json: { agencyId, content: told('新登记的通告') } }),
  },
  on(`GET ${publicationRoute}`, 'drafting', undefined, 'draft'),
  on(`GET ${publicationRoute}`, 'secrecy', undefined, 'in review'),
  on(`GET ${publicationRoute}`, 'withheld', undefined, 'not for the public'),
  {
    route: `GET ${publicationRoute}`,
    variant: 'published',
    send: ({ published }) => ({ params: { id: published.id } }),
  },
  {
    route: `GET ${publicationRoute}`,
    variant: 'no publication',
    send: ({ submitted }) => ({ params: { id: submitted.id } }),
    nobody: 'an application is no publication',
  },
  on(`POST ${publicationRoute}/draft`, 'drafting', ({ revision }) => ({
    json: { content: told('起草中的通告', { summary: '改过的' }), seenRevision: revision },
  })),
  on(`GET ${publicationRoute}/drafts/:draft`, 'drafting', (_, { revision }) => ({ params: { draft: revision } })),
  {
    ...on(
      `GET ${publicationRoute}/drafts/:draft`,
      'personal',
      (_, { revision }) => ({ params: { draft: revision } }),
      'of another publication',
    ),
    nobody: 'the revision belongs to another publication',
  },
  on(`GET ${publicationRoute}/privacy`, 'personal'),
  on(`POST ${publicationRoute}/findings/:finding`, 'personal', (_, { finding }) => ({
    params: { finding },
    json: { decision: 'mask', reason: '' },
  })),
  {
    ...on(
      `POST ${publicationRoute}/findings/:finding`,
      'drafting',
      (_, { finding }) => ({ params: { finding }, json: { decision: 'mask', reason: '' } }),
      'of another publication',
    ),
    nobody: 'what was found elsewhere is decided there',
  },
  on(`POST ${publicationRoute}/mask`, 'decided', ({ revision }) => ({ json: { seenRevision: revision } })),
  act('submit', 'drafting', ({ revision }) => ({ seenRevision: revision })),
  ...(['department', 'office', 'secrecy'] as const).flatMap((gate) => [review(gate, true), review(gate, false)]),
  act('stop-secrecy', 'secrecy', () => ({ words: reason })),
  act('recall', 'department', () => ({ words: reason })),
  act('drop', 'drafting', () => ({ words: reason })),
  act('publish', 'cleared'),
  act('schedule', 'cleared', () => ({ publishAt: '2026-05-06T09:00:00+08:00' })),
  act('unschedule', 'scheduled'),
  act('withhold', 'withheld'),
  {
    route: `POST ${publicationRoute}/acts`,
    variant: 'feedback',
    send: ({ published: { id, seq } }) => ({ params: { id }, json: { act: 'feedback', seenSeq: seq, words: reason } }),
  },
  on(`POST ${publicationRoute}/files`, 'drafting', () => ({ files: textForm() })),
  on(`GET ${publicationRoute}/files/:fileId`, 'drafting', (_, { draftFile }) => ({ params: { fileId: draftFile } })),
  {
    ...on(
      `GET ${publicationRoute}/files/:fileId`,
      'drafting',
      (_, { otherDraftFile }) => ({ params: { fileId: otherDraftFile } }),
      'of another publication',
    ),
    nobody: 'the file belongs to another publication',
  },
  on(`POST ${publicationRoute}/convert`, 'drafting', () => ({ files: textForm() })),
  on(`POST ${publicationRoute}/paste`, 'drafting', () => ({ json: { html: '<p>本期抽检</p>' } })),
  ...['', '/preview'].map((then) =>
    on(`POST ${publicationRoute}/official-document${then}`, 'drafting', () => ({ json: official })),
  ),
  on(`GET ${publicationRoute}/files/:fileId/readable`, 'drafting', (_, { draftFile }) => ({
    params: { fileId: draftFile },
  })),
  {
    ...on(
      `GET ${publicationRoute}/files/:fileId/readable`,
      'drafting',
      (_, { otherDraftFile }) => ({ params: { fileId: otherDraftFile } }),
      'of another publication',
    ),
    nobody: 'the file belongs to another publication',
  },
  on(`POST ${publicationRoute}/plan`, 'document', () => ({
    json: {
      plan: { forms: ['text'], interpreter: '综合科', elements: ['background', 'basis', 'aims', 'scope', 'local'] },
    },
  })),
  on(
    `POST ${publicationRoute}/plan`,
    'document',
    () => ({ json: { plan: { exemption: '只对内部程序作出规定，不涉及公众' } } }),
    'exemption',
  ),
  {
    route: 'POST /api/disclosure/check',
    send: () => ({
      json: {
        title: '通告',
        summary: '',
        body: '<p>本期抽检</p>',
        source: '',
        keywords: [],
        documentNumber: null,
        formedOn: null,
      },
    }),
  },
];

const official = {
  form: {
    kind: 'notice',
    agency: '明德区市场监督管理局',
    number: '明市监发〔2026〕3号',
    title: '关于抽检的通知',
    addressee: '各市场监管所',
    signature: '明德区市场监督管理局',
    issuedOn: '2026-04-20',
    attribute: 'proactive',
    printedBy: '办公室',
    printedOn: '2026-04-20',
  },
  body: '<p>现通知如下。</p>',
};

const change = (decision: 'carry' | 'refuse'): Call => ({
  route: 'POST /api/disclosure/changes/:id/:decision',
  variant: decision,
  send: ({ change: { id, seq } }) => ({ params: { id, decision }, json: { seenSeq: seq, words: reason } }),
});

const decideEntry = (decision: 'adopt' | 'refuse' | 'fill'): Call => ({
  route: 'POST /api/disclosure/catalogue/proposals/:id/:decision',
  variant: decision,
  send: ({ proposedEntry, fillingEntry }) => {
    const { id, seq } = decision === 'fill' ? fillingEntry : proposedEntry;
    return { params: { id, decision }, json: { seenSeq: seq, words: reason } };
  },
});

/** What stands in public, the catalogue, what is owed. */
export const standingCalls: readonly Call[] = [
  { route: 'GET /api/disclosure/published', shows: ({ published }) => published.index },
  {
    route: 'POST /api/disclosure/changes',
    variant: 'proposed',
    send: ({ published: { index } }) => ({ json: { index, change: 'abolish', note: reason } }),
  },
  {
    route: 'POST /api/disclosure/changes',
    variant: 'at once',
    send: ({ published: { index } }) => ({ json: { index, change: 'abolish', note: reason, atOnce: true } }),
  },
  {
    route: 'POST /api/disclosure/corrections',
    send: ({ published: { index } }) => ({ json: { index, note: reason } }),
  },
  change('carry'),
  change('refuse'),
  { route: 'GET /api/disclosure/catalogue', shows: () => '"ML.3.13.04"' },
  { route: 'POST /api/disclosure/catalogue/load', send: () => ({ json: {} }) },
  {
    route: 'POST /api/disclosure/catalogue/entries',
    send: () => ({ json: { node: { ...entry('ML.3.13.98'), name: '改了名的条目' }, source: '明政办发〔2026〕2号' } }),
  },
  {
    route: 'POST /api/disclosure/catalogue/proposals',
    send: ({ agencyId }) => ({ json: { agencyId, node: entry('ML.3.13.99') } }),
  },
  {
    route: 'GET /api/disclosure/catalogue/keepers',
    send: ({ agencyId }) => ({ query: { agency: String(agencyId) } }),
  },
  decideEntry('adopt'),
  decideEntry('refuse'),
  decideEntry('fill'),
  ...(['meet', 'excuse'] as const).map(
    (decision): Call => ({
      route: 'POST /api/disclosure/duties/:id/:decision',
      variant: decision,
      send: ({ duty: { id, seq }, published: { index } }) => ({
        params: { id, decision },
        json: { seenSeq: seq, words: decision === 'meet' ? index : reason },
      }),
    }),
  ),
  {
    route: 'GET /api/disclosure/gaps',
    send: ({ agencyId }) => ({ query: { agency: agencyId } }),
  },
  { route: 'GET /api/disclosure/gaps.csv', send: ({ agencyId }) => ({ query: { agency: agencyId } }) },
  { route: 'GET /api/disclosure/consistency' },
];

const ticket = (name: 'rectify' | 'verify' | 'return' | 'dismiss', which: keyof Objects['tickets']): Call => ({
  route: `POST /api/screening/tickets/:id/${name}`,
  send: ({ tickets: { [which]: found } }) => ({
    params: { id: found.id },
    json: { seenSeq: found.seq, ...(name === 'return' || name === 'dismiss' ? { reason } : {}) },
  }),
});

/** Personal data in what is written and in what stands in public. */
export const screeningCalls: readonly Call[] = [
  { route: 'GET /api/screening/tickets', shows: ({ tickets }) => tickets.found.number },
  { route: 'GET /api/screening/tickets.csv', shows: ({ tickets }) => tickets.found.number },
  {
    route: 'GET /api/screening/tickets/:id',
    send: ({ tickets }) => ({ params: { id: tickets.found.id } }),
    shows: ({ tickets }) => `"id":${tickets.found.id},`,
  },
  { route: 'GET /api/screening/statistics' },
  {
    route: 'POST /api/screening/tickets',
    send: ({ unticketed }) => ({ json: { ref: unticketed, findings: 1, words: '上级排查转来' } }),
  },
  { route: 'GET /api/screening/hits', shows: ({ tickets }) => tickets.found.number },
  { route: 'GET /api/screening/hits.csv', shows: ({ tickets }) => tickets.found.number },
  {
    route: 'POST /api/screening/hits/decide',
    send: ({ ticketHit }) => ({ json: { hits: [ticketHit], decision: 'mask' } }),
  },
  ticket('rectify', 'found'),
  ticket('verify', 'rectified'),
  ticket('return', 'rectified'),
  ticket('dismiss', 'found'),
];
