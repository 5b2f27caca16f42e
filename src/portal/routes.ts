import { createElement } from 'react';
import { z } from 'zod';
import { type Directory, directoryOf } from '../identity/index.ts';
import {
  dayOf,
  drillDown,
  figureOf,
  isDay,
  type Kernel,
  type Measure,
  type MeasureScope,
  refuse,
  search,
  type Web,
} from '../kernel/index.ts';
import { itemsOf, searchTerms } from '../service-items/index.ts';
import { newestInPublic, searchColumns, searchSites } from '../sites/index.ts';
import { type Asset, pageContext, publicAssets, renderPage } from '../ui/index.ts';
import { DrillPage, HomePage, SitemapPage, StatisticsPage, type StatisticsQuery } from './pages.tsx';
import { SearchPage } from './search-page.tsx';
import { securityTxt } from './security-contact.ts';
import { SecurityPage } from './security-page.tsx';
import { text } from './text.ts';

const HTML = 'text/html; charset=utf-8';
const HOME_FIGURES = ['M-002-accepted', 'M-002-completed', 'M-003'];
const HOME_ITEMS = 6;
const HOME_NEWEST = 6;
const PER_PAGE = 20;
const GUIDES_SHOWN = 5;

/** What a visitor may choose; anything else falls back to the present year and the whole city. */
const Query = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  region: z
    .string()
    .regex(/^\d{6,12}$/u)
    .optional(),
  /** Together with everything below the region; without it the agencies of the region itself. */
  below: z.enum(['', '1']).default(''),
});
const DrillQuery = Query.extend({ side: z.enum(['numerator', 'denominator']), after: z.string().max(200).optional() });

/** Pages that compose what the modules offer; the portal owns no rule and no table. */
export function portalRoutes(web: Web, kernel: Kernel, measures: readonly Measure[]): void {
  for (const asset of Object.values(publicAssets())) serveAsset(web, asset);
  serveIcon(web);
  home(web, kernel, measures);
  searching(web, kernel);
  statistics(web, kernel, measures);
  securityContact(web, kernel);
  web.get('/sitemap', { config: { may: 'portal.read' }, schema: { hide: true } }, async (request, reply) => {
    return reply.type(HTML).send(renderPage(createElement(SitemapPage, { context: pageContext(request) })));
  });
}

function securityContact(web: Web, kernel: Kernel): void {
  const config = { may: 'portal.read' };
  web.get('/.well-known/security.txt', { config, schema: { hide: true } }, async ({ server }, reply) => {
    const { securityContacts: contacts, publicUrl } = server;
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(securityTxt({ contacts, publicUrl, at: kernel.now() }));
  });
  web.get('/security', { config, schema: { hide: true } }, async (request, reply) => {
    const props = { context: pageContext(request), contacts: request.server.securityContacts };
    return reply.type(HTML).send(renderPage(createElement(SecurityPage, props)));
  });
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Whom to tell of a weakness: addresses as in `security.txt`, the preferred one first. */
    securityContacts: readonly string[];
  }
}

function serveAsset(web: Web, asset: Asset): void {
  web.get(asset.href, { config: { may: 'portal.read' }, schema: { hide: true } }, async (_request, reply) =>
    reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable').send(asset.body),
  );
}

/** For whatever names no icon of its own: a PDF, a feed, a picture in a tab. */
function serveIcon(web: Web): void {
  const { type, body } = publicAssets().icon;
  web.get('/favicon.ico', { config: { may: 'portal.read' }, schema: { hide: true } }, async (_request, reply) =>
    reply.type(type).header('cache-control', 'public, max-age=86400').send(body),
  );
}

function home(web: Web, kernel: Kernel, measures: readonly Measure[]): void {
  web.get('/', { config: { may: 'portal.read' }, schema: { hide: true } }, async (request, reply) => {
    const today = dayOf(kernel.now());
    const scope: MeasureScope = { from: `${today.slice(0, 8)}01` as typeof today, to: today, agencyIds: null };
    const chosen = measures.filter((measure) => HOME_FIGURES.includes(measure.id));
    const figures = await Promise.all(chosen.map((measure) => figureOf(kernel.published.db, measure, scope)));
    // What can be done from here to the end comes first.
    const offered = await itemsOf(kernel.published, { online: true }, today);
    const items = [...offered.filter((item) => item.hasForm), ...offered.filter((item) => !item.hasForm)]
      .slice(0, HOME_ITEMS)
      .map((item) => ({
        href: `/items/${item.code}`,
        name: item.name,
        agency: item.agencyName,
        note:
          item.flow.caseType === 'instant'
            ? '当场办结'
            : `承诺 ${item.flow.promised?.n ?? item.flow.statutory.limit.n} 个工作日办结`,
      }));
    const newest = await newestInPublic(kernel.published.pool, HOME_NEWEST);
    return reply
      .type(HTML)
      .send(renderPage(createElement(HomePage, { context: pageContext(request), items, newest, figures })));
  });
}

/** A search costs more than a page; nobody types this fast. */
const searches = { name: 'portal.search', count: 120, seconds: 60 };

function searching(web: Web, kernel: Kernel): void {
  const none = (value: unknown): unknown => (value === '' ? undefined : value);
  const SearchQuery = z.object({
    q: z.string().max(100).default(''),
    page: z.coerce.number().int().min(1).max(100).default(1),
    column: z.preprocess(none, z.string().max(100).optional()),
    year: z.preprocess(none, z.coerce.number().int().min(1990).max(2100).optional()),
    agency: z.preprocess(none, z.coerce.number().int().min(1).optional()),
    validity: z.preprocess(none, z.enum(['in-force', 'abolished', 'lapsed']).optional()),
  });
  web.get(
    '/search',
    { config: { may: 'portal.read', allowance: searches }, schema: { hide: true, querystring: SearchQuery } },
    async (request, reply) => {
      const { q, page, ...narrow } = request.query;
      const typed = q.trim();
      const terms = searchTerms(typed);
      const isNarrow = Object.values(narrow).some((value) => value !== undefined);
      const { pool } = kernel.published;
      const none = { rows: [], more: false, total: '0' };
      const guides =
        page > 1 || isNarrow ? none : await search(pool, { typed: terms, kind: 'service-guide', limit: GUIDES_SHOWN });
      const reports =
        page > 1 || isNarrow ? none : await search(pool, { typed: terms, kind: 'annual-report', limit: GUIDES_SHOWN });
      const offset = (page - 1) * PER_PAGE;
      const found = await searchSites(kernel, { typed: terms, ...narrow, offset, limit: PER_PAGE });
      const asked = Object.fromEntries(
        Object.entries({ q: typed, ...narrow }).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        ),
      );
      const nextHref = found.more
        ? `/search?${new URLSearchParams({ ...asked, page: String(page + 1) }).toString()}`
        : undefined;
      const directory = await directoryOf(kernel.published);
      const thisYear = Number(dayOf(kernel.now()).slice(0, 4));
      const props = {
        context: pageContext(request),
        typed,
        asked,
        guides: guides.rows.map(({ url, title, summary }) => ({ href: url, title, summary })),
        guidesTotal: guides.total,
        reports: reports.rows.map(({ url, title, summary }) => ({ href: url, title, summary })),
        hits: found.hits,
        total: found.total,
        nextHref,
        columns: (await searchColumns(kernel)).columns,
        years: Array.from({ length: 10 }, (_, i) => String(thisYear - i)),
        agencies: directory.agencies
          .filter(({ kind }) => kind !== 'committee')
          .map(({ id, name }) => ({ value: String(id), title: name })),
      };
      return reply.type(HTML).send(renderPage(createElement(SearchPage, props)));
    },
  );
}

function statistics(web: Web, kernel: Kernel, measures: readonly Measure[]): void {
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  web.get(
    '/statistics',
    { config: { may: 'portal.read' }, schema: { hide: true, querystring: Query } },
    async (request, reply) => {
      const directory = await directoryOf(kernel.published);
      const { query, scope, wrong } = scopeOf(kernel, directory, request.query);
      const figures = [];
      // One after the other: a page of figures must not take every connection from the people who work.
      for (const measure of measures) figures.push(await figureOf(kernel.published.db, measure, scope));
      const regions = placesIn(directory);
      const props = { context: pageContext(request), query, regions, figures, wrong };
      return reply
        .code(wrong ? 422 : 200)
        .type(HTML)
        .send(renderPage(createElement(StatisticsPage, props)));
    },
  );
  web.get(
    '/statistics/:id',
    {
      config: { may: 'portal.read' },
      schema: { hide: true, params: z.object({ id: z.string().max(40) }), querystring: DrillQuery },
    },
    async (request, reply) => {
      const measure = byId.get(request.params.id);
      if (!measure) throw refuse('http/not-found', {}, 404);
      const { query, scope } = scopeOf(kernel, await directoryOf(kernel.published), request.query);
      const { side, after } = request.query;
      const figure = await figureOf(kernel.published.db, measure, scope);
      const { rows, next } = await drillDown(kernel.published.db, measure, side, scope, after ?? null);
      const nextHref =
        next === null
          ? undefined
          : `/statistics/${encodeURIComponent(measure.id)}?${new URLSearchParams({ ...query, side, after: next }).toString()}`;
      const props = { context: pageContext(request), query, figure, side, rows, nextHref };
      return reply.type(HTML).send(renderPage(createElement(DrillPage, props)));
    },
  );
}

/** The period and place somebody asked for. Agencies of the whole city need no list. */
function scopeOf(
  kernel: Kernel,
  directory: Directory,
  asked: z.infer<typeof Query>,
): { readonly query: StatisticsQuery; readonly scope: MeasureScope; readonly wrong: boolean } {
  const today = dayOf(kernel.now());
  const from = asked.from ?? `${today.slice(0, 4)}-01-01`;
  const to = asked.to ?? today;
  const city = directory.cityGovernment().region;
  const region = asked.region ?? city;
  const agencyIds = region === city ? null : agenciesWithin(directory, region, asked.below === '1');
  const query = { from, to, region, ...(asked.below === '1' ? { below: asked.below } : {}) };
  if (isDay(from) && isDay(to) && from <= to) return { query, scope: { from, to, agencyIds }, wrong: false };
  return { query, scope: { from: today, to: today, agencyIds }, wrong: true };
}

/** The city and everything below it down to townships, in the order of the tree. */
function placesIn(directory: Directory): readonly { readonly code: string; readonly name: string }[] {
  const city = directory.regionByCode(directory.cityGovernment().region);
  return [city, ...directory.regionsBelow(city.code).filter((region) => region.level !== 'village')].map(
    ({ code, name }) => ({ code, name }),
  );
}

/** Agencies of a region, and on request of everything below it: a county centre and its townships report apart. */
const agenciesWithin = (directory: Directory, region: string, below: boolean): readonly number[] =>
  [region, ...(below ? directory.regionsBelow(region).map(({ code }) => code) : [])].flatMap((code) =>
    directory.agenciesIn(code).map(({ id }) => id),
  );
