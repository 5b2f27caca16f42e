import { createElement } from 'react';
import { z } from 'zod';
import { type Directory, directoryOf } from '../../identity/index.ts';
import { type Kernel, refuse, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { ConductPage, TopicPage, TopicsPage } from '../pages/topic-page.tsx';
import type { CatalogueCursor, CatalogueRow } from '../repo/catalogue.ts';
import { conductRows, topicCounts, topicRows } from '../repo/topics.ts';
import { topics } from '../topics.ts';

const HTML = 'text/html; charset=utf-8';
const PER_PAGE = 20;
/** One text of each agency, and a few besides. */
const MOST_CONDUCT = 500;
const config = { may: 'sites.read', allowance: { name: 'sites.topics', count: 120, seconds: 60 } };

/** Special columns, and what the people of the city's agencies must not do. */
export function topicRoutes(web: Web, kernel: Kernel): void {
  web.get('/topics', { config, schema: { hide: true } }, async (request, reply) => {
    const counts = await topicCounts(kernel.published.pool, topics);
    const shown = topics.map(({ key, title }) => ({ key, title, count: counts.get(key) ?? 0 }));
    return reply
      .type(HTML)
      .send(renderPage(createElement(TopicsPage, { context: pageContext(request), topics: shown })));
  });
  web.get(
    '/topics/:key',
    {
      config,
      schema: {
        hide: true,
        params: z.object({ key: z.string().max(40) }),
        querystring: z.object({ after: z.string().max(200).optional() }),
      },
    },
    async (request, reply) => {
      const topic = topics.find(({ key }) => key === request.params.key);
      if (!topic) throw refuse('http/not-found', {}, 404);
      const rows = await topicRows(kernel.published.pool, topic, cursorOf(request.query.after), PER_PAGE + 1);
      const last = rows[PER_PAGE - 1];
      const next = new URLSearchParams({ after: last ? `${last.publishedAt.toISOString()} ${last.index}` : '' });
      const props = {
        context: pageContext(request),
        title: topic.title,
        lines: withAgencies(await directoryOf(kernel.published), rows.slice(0, PER_PAGE)),
        nextHref: rows.length > PER_PAGE ? `/topics/${topic.key}?${next.toString()}` : undefined,
      };
      return reply.type(HTML).send(renderPage(createElement(TopicPage, props)));
    },
  );
  const Agency = z.preprocess((value) => (value === '' ? undefined : value), z.coerce.number().int().min(1).optional());
  web.get(
    '/conduct',
    { config, schema: { hide: true, querystring: z.object({ agency: Agency }) } },
    async (request, reply) => {
      const { agency } = request.query;
      const directory = await directoryOf(kernel.published);
      const rows = await conductRows(kernel.published.pool, MOST_CONDUCT);
      // A list of five hundred agencies is none to choose from: those that published something, and the one asked about.
      const told = new Set([...rows.map(({ agencyId }) => agencyId), agency]);
      const props = {
        context: pageContext(request),
        lines: withAgencies(
          directory,
          rows.filter(({ agencyId }) => agency === undefined || agencyId === agency),
        ),
        agencies: directory.agencies
          .filter(({ id }) => told.has(id))
          .map(({ id, name }) => ({ value: String(id), title: name })),
        agency: agency === undefined ? '' : String(agency),
      };
      return reply.type(HTML).send(renderPage(createElement(ConductPage, props)));
    },
  );
}

const withAgencies = (directory: Directory, rows: readonly CatalogueRow[]) =>
  rows.map((row) => ({ ...row, agency: directory.agencyName(row.agencyId) }));

/** @throws Refusal http/not-found for a mark that is none */
function cursorOf(after: string | undefined): CatalogueCursor | null {
  if (after === undefined) return null;
  const [at = '', ...index] = after.split(' ');
  if (Number.isNaN(Date.parse(at))) throw refuse('http/not-found', {}, 404);
  return { at: new Date(at), index: index.join(' ') };
}
