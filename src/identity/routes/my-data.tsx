import { z } from 'zod';
import { type Kernel, type OwnData, personalPart, refuse, timeline, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage, writtenMoment } from '../../ui/index.ts';
import { directoryOf } from '../directory.ts';
import { askErasure } from '../operations/data-requests.ts';
import { MyDataCopy, MyDataPage } from '../pages/my-data.tsx';
import { words } from '../pages/text.ts';
import { personView } from '../people.ts';
import { requestsOf } from '../repo/data-requests.ts';
import { databaseOf } from '../repo/database.ts';
import { viewsOf } from '../repo/viewings.ts';
import { viewedFields, viewingCategories } from '../text.ts';
import { html } from './pages.tsx';

const VIEWS_SHOWN = 100;
const may = { may: 'identity.own-data' } as const;

/**
 * What a citizen reads about his own data: what there is, who looked, a copy, and asking to have it erased.
 *
 * @law 个人信息保护法 第四十四条, 第四十五条, 第四十七条
 */
export function myDataPages(web: Web, kernel: Kernel): void {
  web.get(
    '/me/data',
    {
      config: may,
      schema: { hide: true, querystring: z.object({ asked: z.string().max(40).optional().catch(undefined) }) },
    },
    async (request, reply) => {
      const personId = ownId(request.actor.personId);
      const [view, views, requests] = await Promise.all([
        personView(kernel, personId),
        viewsOf(databaseOf(kernel), personId, VIEWS_SHOWN),
        requestLines(kernel, personId),
      ]);
      const directory = await directoryOf(kernel);
      const page = (
        <MyDataPage
          frame={{ ...pageContext(request), path: '/me/data' }}
          person={{
            name: view.maskedName,
            document: view.maskedDocument,
            phone: view.maskedPhone,
            address: view.maskedAddress,
          }}
          views={views.map((row, i) => ({
            key: String(i),
            at: row.at,
            agency: row.agencyId === null ? '' : directory.agencyName(row.agencyId),
            category: viewingCategories[row.category],
            fields: row.fields.map((field) => viewedFields[field] ?? field).join('、'),
            matter: row.matter,
          }))}
          requests={requests}
          mayAsk={!requests.some(({ isOpen }) => isOpen)}
          asked={requests.find(({ number }) => number === request.query.asked)?.number ?? null}
        />
      );
      return html(reply, renderPage(page));
    },
  );
  web.post(
    '/me/data/erasure',
    { config: may, schema: { hide: true, body: z.object({ words: z.string().max(500).default('') }) } },
    async (request, reply) => {
      const { actor, body } = request;
      const { number } = await askErasure(kernel, { actor, words: body.words, at: kernel.now() });
      return reply.redirect(`/me/data?asked=${number}`, 303);
    },
  );
  copies(web, kernel);
}

function copies(web: Web, kernel: Kernel): void {
  web.get('/me/data/copy.json', { config: may, schema: { hide: true } }, async (request, reply) => {
    const parts = await everything(kernel, ownId(request.actor.personId));
    reply.header('content-disposition', 'attachment; filename="my-data.json"');
    const readable = parts.map(({ title, items }) => ({
      title,
      items: items.map((item) => ({
        title: item.title,
        facts: item.facts.map(([label, value]) => ({ label, value })),
      })),
    }));
    return reply
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ madeAt: kernel.now().toISOString(), parts: readable }, null, 2));
  });
  web.get('/me/data/copy.html', { config: may, schema: { hide: true } }, async (request, reply) => {
    const parts = await everything(kernel, ownId(request.actor.personId));
    reply.header('content-disposition', 'attachment; filename="my-data.html"');
    const made = writtenMoment(kernel.now());
    return html(
      reply,
      renderPage(<MyDataCopy frame={{ ...pageContext(request), path: '/me/data' }} parts={parts} made={made} />),
    );
  });
}

const ownId = (personId: number | null): number => {
  if (personId === null) throw refuse('access/sign-in-first', {}, 401);
  return personId;
};

async function everything(kernel: Kernel, personId: number): Promise<readonly OwnData[]> {
  const parts: OwnData[] = [];
  for (const source of kernel.ownData) parts.push(...(await source(kernel, personId)));
  return parts;
}

const states: Readonly<Record<string, string>> = words.data.states;

async function requestLines(kernel: Kernel, personId: number) {
  const rows = await requestsOf(databaseOf(kernel), personId);
  return Promise.all(
    rows.map(async ({ id, number, state, openedAt, closedAt }) => ({
      number,
      at: openedAt,
      isOpen: closedAt === null,
      state: states[state] ?? state,
      reason: state === 'refused' ? await reasonOf(kernel, id) : null,
    })),
  );
}

/** Why it was refused: in the sealed part of the act that refused it. */
async function reasonOf(kernel: Kernel, matterId: number): Promise<string | null> {
  const refused = (await timeline(kernel, matterId)).find(({ act }) => act === 'refuse');
  const part: unknown = refused ? await personalPart(kernel, matterId, refused.seq) : null;
  const spoken: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, 'text') : null;
  return typeof spoken === 'string' ? spoken : null;
}
