import type { FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { z } from 'zod';
import { type Directory, directoryOf } from '../../identity/index.ts';
import { csv } from '../../kernel/csv.ts';
import { dayOf, type Kernel, refuse, search, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { clusterOf, PORTAL } from '../cluster.ts';
import { CataloguePage, LeavingPage, SitesPage } from '../pages/catalogue-page.tsx';
import { sitemapIndex } from '../pages/feeds.ts';
import { type CatalogueCursor, type CatalogueRow, catalogueRows, nodeNames } from '../repo/catalogue.ts';
import { sitesWithContent } from '../repo/lists.ts';
import { text } from '../text.ts';

const HTML = 'text/html; charset=utf-8';
const MAY = { may: 'sites.read' } as const;
const PER_PAGE = 20;
/** Rows of one export; whoever wants all of a large catalogue narrows it by year and agency. */
const EXPORTED = 20_000;
const FIRST_YEAR = 2008;

const given = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), shape.optional());
/** News is told on the sites; the platform is for what the law asks for. @law 国办公开办函〔2019〕61号 */
const { news: _, ...OWED } = text.catalogue.genres;
const GENRES = Object.keys(OWED) as [string, ...string[]];
const Query = z.object({
  q: given(z.string().trim().max(100)),
  agency: given(z.coerce.number().int().min(1)),
  axis: given(z.enum(['decision', 'execution', 'management', 'service', 'result'])),
  node: given(z.string().max(60)),
  genre: given(z.enum(GENRES)),
  validity: given(z.enum(['in-force', 'abolished', 'lapsed'])),
  year: given(z.coerce.number().int().min(1990).max(2100)),
  after: given(z.string().max(200)),
});
type Query = z.output<typeof Query>;
/** A search costs more than a page. */
const looks = { name: 'sites.catalogue', count: 120, seconds: 60 };
const exports = { name: 'sites.export', count: 20, seconds: 60 };

/** Pages that answer questions: the catalogue with its exports, the library of policies, sites, notices. */
export function catalogueRoutes(web: Web, kernel: Kernel): void {
  const page =
    (kind: { readonly title: string; readonly intro: string; readonly action: string; readonly genre?: string }) =>
    async (request: FastifyRequest<{ Querystring: Query }>): Promise<string> => {
      const { query } = request;
      const directory = await directoryOf(kernel.published);
      const on = dayOf(kernel.now());
      const names = await nodeNames(kernel.published.pool, on);
      const { rows, next } = await lookUp(kernel, query, kind.genre ?? query.genre, under(query.node, names));
      const asked = askedOf(query);
      const props = {
        context: pageContext(request),
        ...kind,
        ...(isSystem(query) ? { title: text.catalogue.systemTitle } : {}),
        block: isSystem(query) ? ('system' as const) : ('content' as const),
        query: asked,
        agencies: agencyOptions(directory),
        nodes: names.map(({ key, name }) => ({ value: key, title: name })),
        genres: kind.genre === undefined ? OWED : {},
        lines: rows.map((row) => ({ ...row, agency: directory.agencyName(row.agencyId) })),
        years: Array.from({ length: Number(on.slice(0, 4)) - FIRST_YEAR + 1 }, (_, i) => Number(on.slice(0, 4)) - i),
        nextHref:
          next === null ? undefined : `${kind.action}?${new URLSearchParams({ ...asked, after: next }).toString()}`,
      };
      return renderPage(createElement(CataloguePage, props));
    };
  const config = { ...MAY, allowance: looks };
  const schema = { hide: true, querystring: Query };
  const catalogue = page({ title: text.catalogue.title, intro: text.catalogue.intro, action: '/catalogue' });
  web.get('/catalogue', { config, schema }, async (request, reply) => reply.type(HTML).send(await catalogue(request)));
  const library = page({
    title: text.library.title,
    intro: text.library.intro,
    action: '/policies',
    genre: 'policy-document',
  });
  web.get('/policies', { config, schema }, async (request, reply) => reply.type(HTML).send(await library(request)));
  exported(web, kernel);
  notices(web, kernel);
}

const askedOf = ({ after: _, ...query }: Query): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

const agencyOptions = (directory: Directory) =>
  directory.agencies
    .filter(({ kind, line }) => kind !== 'committee' || line === 'ZF')
    .map(({ id, name }) => ({ value: String(id), title: name }));

/** The block of the rules by which a city is open, of its own or of one of its organs. */
const SYSTEM = 'ML.2';
const isSystem = ({ node }: Query): boolean => node !== undefined && `${node}.`.startsWith(`${SYSTEM}.`);

/** An entry with all that stands below it; a heading holds nothing itself. */
const under = (node: string | undefined, names: readonly { readonly key: string }[]): readonly string[] | undefined =>
  node === undefined ? undefined : [node, ...names.map(({ key }) => key).filter((key) => key.startsWith(`${node}.`))];

type Page = { readonly rows: readonly CatalogueRow[]; readonly next: string | null };

/** What was asked for: by words through the search, newest first without. */
async function lookUp(
  kernel: Kernel,
  query: Query,
  genre: string | undefined,
  nodes: readonly string[] | undefined,
): Promise<Page> {
  const { pool } = kernel.published;
  if (query.q !== undefined) return byWords(kernel, query.q, query, { genre, nodes });
  const rows = await catalogueRows(pool, { ...query, genre, nodes }, cursorOf(query.after), PER_PAGE + 1);
  const shown = rows.slice(0, PER_PAGE);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > PER_PAGE && last ? `${last.publishedAt.toISOString()} ${last.index}` : null,
  };
}

async function byWords(
  kernel: Kernel,
  q: string,
  query: Query,
  { genre, nodes }: { readonly genre: string | undefined; readonly nodes: readonly string[] | undefined },
): Promise<Page> {
  const offset = Math.max(0, Number(query.after) || 0);
  const wanted: Readonly<Record<string, string | number | undefined>> = {
    agency: query.agency,
    axis: query.axis,
    validity: query.validity,
    year: query.year,
  };
  const filters = {
    ...Object.fromEntries(
      Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, [String(value)]]])),
    ),
    genre: genre === undefined ? GENRES : [genre],
    ...(nodes === undefined ? {} : { node: nodes }),
  };
  const found = await search(kernel.published.pool, { typed: [q], kind: 'article', filters, offset, limit: PER_PAGE });
  const { rows } = await kernel.published.pool.query<CatalogueRow>(
    `select p.index_number as index, p.title, p.summary, a.path, p.document_number as "documentNumber", p.agency_id as "agencyId",
            p.node, p.axis, p.genre, p.topic, p.formed_on as "formedOn", p.published_at as "publishedAt", p.validity
       from unnest($1::text[]) with ordinality x(ref, place)
       join pub.pub_article a on a.ref = x.ref join pub.pub_publication p on p.index_number = a.index_number
      where not p.withdrawn order by x.place`,
    [found.rows.map(({ ref }) => ref)],
  );
  return { rows, next: found.more ? String(offset + PER_PAGE) : null };
}

/** @throws Refusal http/not-found for a mark that is none */
function cursorOf(after: string | undefined): CatalogueCursor | null {
  if (after === undefined) return null;
  const [at = '', ...index] = after.split(' ');
  if (Number.isNaN(Date.parse(at))) throw refuse('http/not-found', {}, 404);
  return { at: new Date(at), index: index.join(' ') };
}

function exported(web: Web, kernel: Kernel): void {
  const config = { ...MAY, allowance: exports };
  const rowsOf = async (query: Query) => {
    const directory = await directoryOf(kernel.published);
    const names = await nodeNames(kernel.published.pool, dayOf(kernel.now()));
    const nodes = under(query.node, names);
    const rows = await catalogueRows(kernel.published.pool, { ...query, nodes }, cursorOf(query.after), EXPORTED);
    return rows.map((row) => ({ ...row, agency: directory.agencyName(row.agencyId) }));
  };
  web.get('/catalogue.csv', { config, schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const words = text.catalogue;
    const rows = await rowsOf(request.query);
    const table = [
      [
        words.index,
        words.name,
        words.summary,
        words.formed,
        words.number,
        words.publisher,
        words.date,
        words.validity,
        words.node,
        'URL',
      ],
      ...rows.map((row) => [
        row.index,
        row.title,
        row.summary,
        row.formedOn ?? '',
        row.documentNumber ?? '',
        row.agency,
        dayOf(row.publishedAt),
        text.article.validities[row.validity],
        row.node,
        row.path === null ? '' : kernel.publicUrl + row.path,
      ]),
    ];
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="catalogue.csv"')
      .send(csv(table));
  });
  web.get(
    '/catalogue.json',
    { config, schema: { summary: 'The catalogue of what is published', querystring: Query } },
    async (request, reply) => {
      const rows = await rowsOf(request.query);
      const items = rows.map(({ agencyId: _, path, publishedAt, ...row }) => ({
        ...row,
        publishedAt: publishedAt.toISOString(),
        url: path === null ? null : kernel.publicUrl + path,
      }));
      return reply.type('application/json; charset=utf-8').send(JSON.stringify({ items }));
    },
  );
}

function notices(web: Web, kernel: Kernel): void {
  web.get('/sites', { config: MAY, schema: { hide: true } }, async (request, reply) => {
    const open = new Set(await sitesWithContent(kernel.published.pool));
    const sites = (await clusterOf(kernel)).sites.filter(({ key }) => open.has(key) || key === PORTAL);
    const directory = await directoryOf(kernel.published);
    const groups = [...Map.groupBy(sites, ({ region }) => region.slice(0, 6))].map(([region, members]) => ({
      title: directory.regionName(region),
      links: members.map(({ key, name }) => ({ href: `/site/${key}/`, title: name })),
    }));
    return reply.type(HTML).send(renderPage(createElement(SitesPage, { context: pageContext(request), groups })));
  });
  web.get(
    '/leaving',
    { config: MAY, schema: { hide: true, querystring: z.object({ to: z.string().max(2000).default('') }) } },
    async (request, reply) => {
      const { rowCount } = await kernel.published.pool.query(
        'select from pub.pub_foreign_link where url = $1 limit 1',
        [request.query.to],
      );
      // Only where a published page leads: the city lends its name to no other address.
      if (rowCount === 0) throw refuse('sites/not-linked', {}, 404);
      const props = { context: pageContext(request), url: request.query.to, title: text.leaving.title };
      return reply.type(HTML).send(renderPage(createElement(LeavingPage, props)));
    },
  );
  web.get('/sitemap.xml', { config: MAY, schema: { hide: true } }, async (_request, reply) => {
    const { rows } = await kernel.published.pool.query<{ site: string }>(
      `select site from pub.pub_page where kind = 'sitemap' order by site`,
    );
    return reply.type('application/xml; charset=utf-8').send(
      sitemapIndex(
        kernel.publicUrl,
        rows.map(({ site }) => site),
      ),
    );
  });
}
