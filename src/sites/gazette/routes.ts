import { createElement } from 'react';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, type Kernel, refuse, search, sendFile, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { withNotice } from '../rules/address.ts';
import { gazetteChangeRoutes } from './change-routes.ts';
import { standingOf } from './change-view.ts';
import {
  beginGazette,
  changeGazette,
  findForGazette,
  GazetteView,
  issueGazette,
  readGazette,
  readGazettes,
} from './contract.ts';
import { gazetteRss } from './feed.ts';
import { arrangeIssue, beginIssue, bringOut, issueOrRefuse, labelOf } from './operations.ts';
import { GazettePage, GazettesPage } from './pages.tsx';
import { gazetteProcess } from './process.ts';
import { type IssueRow, issuedGazette, issuedGazettes, issuesOf } from './repo.ts';
import { replacedIssues, versionsOf } from './versions.ts';

const HTML = 'text/html; charset=utf-8';
const MAY = { may: 'sites.read' } as const;
const STAFF = { config: { may: 'sites.compile-gazette' } } as const;
const SHOWN = 500;
const IN_FEED = 30;
const Id = z.object({ id: z.coerce.number().int().positive() });

/** 政府公报: issues for everybody, and the screen on which they are compiled. */
export function gazetteRoutes(web: Web, kernel: Kernel): void {
  publicRoutes(web, kernel);
  staffRoutes(web, kernel);
  gazetteChangeRoutes(web, kernel);
}

function publicRoutes(web: Web, kernel: Kernel): void {
  const { pool } = kernel.published;
  web.get('/gazette', { config: MAY, schema: { hide: true } }, async (request, reply) => {
    const props = { context: pageContext(request), issues: await issuedGazettes(pool, SHOWN) };
    return reply.type(HTML).send(renderPage(createElement(GazettesPage, props)));
  });
  web.get('/gazette/rss.xml', { config: MAY, schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('application/rss+xml; charset=utf-8')
      .send(gazetteRss(kernel.publicUrl, await issuedGazettes(pool, IN_FEED))),
  );
  web.get('/gazette/:id', { config: MAY, schema: { hide: true, params: Id } }, async (request, reply) => {
    const issue = await issuedGazette(pool, request.params.id);
    if (!issue) throw refuse('http/not-found', {}, 404);
    const agency = (await directoryOf(kernel.published)).agencyName(issue.agencyId);
    const contents = issue.contents.map((entry) => ({ ...entry, html: withNotice(entry.html) }));
    const around = {
      versions: await versionsOf(pool, issue.id),
      replaces: await replacedIssues(pool, issue.id),
      replacing: issue.replacedBy === null ? null : await issuedGazette(pool, issue.replacedBy),
    };
    const props = { context: pageContext(request), issue: { ...issue, contents }, agency, ...around };
    // What was cancelled says so to machines too.
    reply.code(issue.cancelledAt === null ? 200 : 410);
    return reply.type(HTML).send(renderPage(createElement(GazettePage, props)));
  });
  web.get('/gazette/:id/file', { config: MAY, schema: { hide: true, params: Id } }, async (request, reply) => {
    const issue = await issuedGazette(pool, request.params.id);
    if (!issue?.file) throw refuse('http/not-found', {}, 404);
    return sendFile(kernel, request, reply, { ...issue.file, scan: 'clean' });
  });
}

function staffRoutes(web: Web, kernel: Kernel): void {
  const schema = { tags: ['sites'], response: { 200: GazetteView } };
  web.get(
    readGazettes.path,
    { ...STAFF, schema: { summary: '各期公报', tags: ['sites'], response: { 200: readGazettes.response } } },
    async ({ actor }) => {
      const mine = (await directoryOf(kernel)).agencies.filter(({ id }) => mayCompile(kernel, actor, id));
      const issues = await issuesOf(
        kernel.pool,
        mine.map(({ id }) => id),
      );
      return {
        issues: await Promise.all(issues.map((issue) => viewOf(kernel, actor, issue))),
        agencies: mine.map(({ id, name }) => ({ id, name })),
      };
    },
  );
  web.post(
    beginGazette.path,
    { ...STAFF, schema: { ...schema, summary: '编新一期公报', body: beginGazette.body } },
    async ({ actor, body }) => {
      kernel.access.check(actor, 'sites.compile-gazette', { agencyId: body.agencyId });
      const id = await beginIssue(kernel, { ...body, actor, at: kernel.now() });
      return viewOf(kernel, actor, await issueOrRefuse(kernel, id));
    },
  );
  web.get(
    readGazette.path,
    { ...STAFF, schema: { ...schema, summary: '一期公报', params: readGazette.params } },
    async ({ actor, params }) => viewOf(kernel, actor, await checked(kernel, actor, params.id)),
  );
  web.put(
    changeGazette.path,
    {
      ...STAFF,
      schema: { ...schema, summary: '调整公报目录', params: changeGazette.params, body: changeGazette.body },
    },
    async ({ actor, params: { id }, body }) => {
      await checked(kernel, actor, id);
      await arrangeIssue(kernel, { id, ...body, actor, at: kernel.now() });
      return viewOf(kernel, actor, await issueOrRefuse(kernel, id));
    },
  );
  web.post(
    issueGazette.path,
    { ...STAFF, schema: { ...schema, summary: '出版公报', params: issueGazette.params, body: issueGazette.body } },
    async ({ actor, params: { id }, body }) => {
      await checked(kernel, actor, id);
      await bringOut(kernel, { id, ...body, actor, at: kernel.now() });
      return viewOf(kernel, actor, await issueOrRefuse(kernel, id));
    },
  );
  web.get(
    findForGazette.path,
    {
      ...STAFF,
      schema: {
        summary: '可编入公报的文件',
        tags: ['sites'],
        querystring: findForGazette.query,
        response: { 200: findForGazette.response },
      },
    },
    async ({ query }) => {
      const { rows } = await search(kernel.published.pool, { typed: [query.q], kind: 'article', limit: 30 });
      const found = await kernel.published.pool.query<{ ref: string; index: string }>(
        'select ref, index_number as index from pub.pub_article where ref = any($1)',
        [rows.map(({ ref }) => ref)],
      );
      const index = new Map(found.rows.map((row) => [row.ref, row.index]));
      return {
        rows: rows.flatMap(({ ref, title, facets, publishedOn }) => {
          const number = index.get(ref);
          return number === undefined
            ? []
            : [{ index: number, title, agency: String(facets.agency ?? ''), on: publishedOn }];
        }),
      };
    },
  );
}

const mayCompile = (kernel: Kernel, actor: Actor, agencyId: number): boolean =>
  kernel.access.may(actor, 'sites.compile-gazette', { agencyId });

async function checked(kernel: Kernel, actor: Actor, id: number): Promise<IssueRow> {
  const issue = await issueOrRefuse(kernel, id);
  kernel.access.check(actor, 'sites.compile-gazette', { agencyId: issue.agencyId });
  return issue;
}

async function viewOf(kernel: Kernel, actor: Actor, issue: IssueRow): Promise<GazetteView> {
  const { rows } = await kernel.published.pool.query<{ index: string; title: string }>(
    'select index_number as index, title from pub.pub_publication where index_number = any($1)',
    [issue.items.map(({ index }) => index)],
  );
  const titles = new Map(rows.map(({ index, title }) => [index, title]));
  return {
    id: issue.id,
    seq: issue.seq,
    name: issue.name,
    label: labelOf(issue),
    state: issue.state,
    stateTitle: Object.entries(gazetteProcess.states).find(([key]) => key === issue.state)?.[1].title ?? issue.state,
    note: issue.note,
    items: issue.items.map((item) => ({ ...item, title: titles.get(item.index) ?? item.index })),
    issuedAt: issue.issuedAt?.toISOString() ?? null,
    mayAct: mayCompile(kernel, actor, issue.agencyId),
    ...(await standingOf(kernel, issue)),
  };
}
