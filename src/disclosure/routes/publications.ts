import { type Actor, act, dayOf, type Kernel, matterById, refuse, type Web } from '../../kernel/index.ts';
import { partName, personalDataNames } from '../../screening/index.ts';
import { pageInPlaceCall } from '../editor/wire.ts';
import { readRevision, saveDraft, submit } from '../operations/draft.ts';
import { openPublication } from '../operations/open.ts';
import { setPlan } from '../operations/plan.ts';
import { decidePrivacy, maskPrivacy, putPageInPlace } from '../operations/privacy.ts';
import { publish, type Released, withhold } from '../operations/publish.ts';
import { review, stopForSecrecy, takeBack } from '../operations/review.ts';
import { schedule, unschedule } from '../operations/schedule.ts';
import { screenPublication } from '../operations/screen.ts';
import { agenciesToRead, publicationList, publicationView } from '../operations/view.ts';
import { queueCounts } from '../repo/lists.ts';
import {
  actOnPublication,
  countQueues,
  decidePrivacyCall,
  listPublications,
  maskPrivacyCall,
  openDraft,
  type PublicationActBody,
  readPrivacy,
  readPublication,
  readRevisionCall,
  saveDraftCall,
  setPlanCall,
} from '../wire.ts';

const tags = ['disclosure'];
/** An article with large tables, as JSON. */
const LARGEST_BODY = 8_000_000;

/** What the workbench asks of publications on their way. */
export function publicationRoutes(web: Web, kernel: Kernel): void {
  reading(web, kernel);
  writing(web, kernel);
}

function reading(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'disclosure.read' } };
  web.get(
    listPublications.path,
    {
      ...may,
      schema: {
        summary: '公开件列表',
        tags,
        querystring: listPublications.query,
        response: { 200: listPublications.response },
      },
    },
    ({ query: { queue, q, genre, before }, actor }) =>
      publicationList(kernel, { queue, q, genre, before }, actor, kernel.now()),
  );
  web.get(
    countQueues.path,
    { ...may, schema: { summary: '各环节件数', tags, response: { 200: countQueues.response } } },
    async ({ actor }) => ({
      counts: await queueCounts(kernel, {
        agencyIds: agenciesToRead(kernel, actor),
        personId: actor.personId,
        today: dayOf(kernel.now()),
      }),
    }),
  );
  web.get(
    readPublication.path,
    {
      ...may,
      schema: { summary: '公开件', tags, params: readPublication.params, response: { 200: readPublication.response } },
    },
    ({ params, actor }) => publicationView(kernel, params.id, actor, kernel.now()),
  );
  web.get(
    readRevisionCall.path,
    {
      ...may,
      schema: {
        summary: '公开件的一个版本',
        tags,
        params: readRevisionCall.params,
        response: { 200: readRevisionCall.response },
      },
    },
    async ({ params, actor }) => {
      await assertReadable(kernel, params.id, actor);
      const { content, revision } = await readRevision(kernel, params.id, params.draft);
      return { content, revision };
    },
  );
}

/** @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function assertReadable(kernel: Kernel, id: number, actor: Actor): Promise<void> {
  const snapshot = await matterById(kernel, id);
  if (snapshot.kind !== 'publication') throw refuse('matter/not-found', {}, 404);
  kernel.access.check(actor, 'disclosure.read', { agencyId: snapshot.agencyId });
}

function writing(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'disclosure.draft' }, bodyLimit: LARGEST_BODY };
  web.post(
    openDraft.path,
    {
      ...may,
      schema: { summary: '登记待公开信息', tags, body: openDraft.body, response: { 200: openDraft.response } },
    },
    async ({ body: { agencyId, content, corrects, interprets }, actor }) => {
      const { id, number } = await openPublication(kernel, {
        agencyId,
        content,
        actor,
        at: kernel.now(),
        ...(corrects ? { corrects } : {}),
        ...(interprets === undefined ? {} : { interprets }),
      });
      return { id, number };
    },
  );
  web.post(
    saveDraftCall.path,
    {
      ...may,
      schema: {
        summary: '保存草稿',
        tags,
        params: saveDraftCall.params,
        body: saveDraftCall.body,
        response: { 200: saveDraftCall.response },
      },
    },
    ({ params, body, actor }) => saveDraft(kernel, { id: params.id, ...body, actor, at: kernel.now() }),
  );
  web.post(
    setPlanCall.path,
    {
      config: { may: 'disclosure.draft' },
      schema: { summary: '解读方案', tags, params: setPlanCall.params, body: setPlanCall.body },
    },
    async ({ params, body, actor }, reply) => {
      await setPlan(kernel, { id: params.id, plan: body.plan, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  privacy(web, kernel);
  web.post(
    actOnPublication.path,
    {
      config: { may: 'disclosure.read' },
      schema: {
        summary: '办理公开件',
        tags,
        params: actOnPublication.params,
        body: actOnPublication.body,
        response: { 200: actOnPublication.response },
      },
    },
    async ({ params, body, actor }) => {
      await assertReadable(kernel, params.id, actor);
      const released = await doAct(kernel, params.id, body, actor, kernel.now());
      return { released: released.map(({ index, version }) => ({ index, version })) };
    },
  );
}

function privacy(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'disclosure.draft' } };
  web.get(
    readPrivacy.path,
    {
      config: { may: 'disclosure.read' },
      schema: {
        summary: '个人信息排查结果',
        tags,
        params: readPrivacy.params,
        response: { 200: readPrivacy.response },
      },
    },
    async ({ params, actor }) => {
      await assertReadable(kernel, params.id, actor);
      const parts = await screenPublication(kernel, params.id, kernel.now());
      return {
        parts: parts.map((part) => ({
          ...part,
          findings: part.findings.map((found) => ({
            ...found,
            part: found.part === 'text' ? '' : partName(found.part),
            kind: personalDataNames[found.kind],
          })),
        })),
      };
    },
  );
  web.post(
    decidePrivacyCall.path,
    {
      ...may,
      schema: { summary: '处理一处个人信息', tags, params: decidePrivacyCall.params, body: decidePrivacyCall.body },
    },
    async ({ params, body, actor }, reply) => {
      await decidePrivacy(kernel, { ...params, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.post(
    maskPrivacyCall.path,
    {
      ...may,
      schema: {
        summary: '遮盖选定的个人信息',
        tags,
        params: maskPrivacyCall.params,
        body: maskPrivacyCall.body,
        response: { 200: maskPrivacyCall.response },
      },
    },
    ({ params, body, actor }) => maskPrivacy(kernel, { ...params, ...body, actor, at: kernel.now() }),
  );
  web.post(
    pageInPlaceCall.path,
    {
      ...may,
      schema: {
        summary: '用网页版代替附件',
        tags,
        params: pageInPlaceCall.params,
        body: pageInPlaceCall.body,
        response: { 200: pageInPlaceCall.response },
      },
    },
    ({ params, body, actor }) => putPageInPlace(kernel, { ...params, ...body, actor, at: kernel.now() }),
  );
}

async function doAct(
  kernel: Kernel,
  id: number,
  body: PublicationActBody,
  actor: Actor,
  at: Date,
): Promise<readonly Released[]> {
  const who = { id, actor, at, seenSeq: body.seenSeq };
  switch (body.act) {
    case 'submit':
      await submit(kernel, { ...who, seenRevision: body.seenRevision });
      return [];
    case 'review': {
      const { gate, passed, words, seenText } = body;
      await review(kernel, { ...who, gate, passed, words, seenText, checked: body.checked });
      return [];
    }
    case 'stop-secrecy':
      await stopForSecrecy(kernel, { ...who, words: body.words });
      return [];
    case 'recall':
    case 'drop':
      await takeBack(kernel, { ...who, how: body.act, words: body.words });
      return [];
    case 'schedule':
      await schedule(kernel, { ...who, publishAt: new Date(body.publishAt) });
      return [];
    case 'unschedule':
      await unschedule(kernel, who);
      return [];
    case 'withhold':
      await withhold(kernel, who);
      return [];
    case 'feedback': {
      const { seenSeq, words } = body;
      const facts = { reason: words };
      await act(kernel, { matter: id, act: 'feedback', actor, at, seenSeq, facts, evidence: { words } });
      return [];
    }
    case 'publish':
      return publish(kernel, who);
  }
}
