import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement, type FunctionComponent } from 'react';
import { z } from 'zod';
import { type Agency, type Directory, directoryOf } from '../../identity/index.ts';
import { downloadCsv } from '../../kernel/download.ts';
import { type Day, dayOf, type Kernel, refuse, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { RESULT_KINDS } from '../contract.ts';
import { addressOf } from '../pages/frame.tsx';
import { type ResultLine, ResultsPage, StatisticsPage } from '../pages/lists.tsx';
import { subjectRegister } from '../registers.ts';
import {
  countedEntries,
  countedPublic,
  foundPublic,
  type PublicCursor,
  type PublicQuery,
  type PublicResult,
  publicResults,
  publishedReports,
} from '../repo/public.ts';
import { ANNUAL_NODE } from '../rules/annual.ts';
import { yuan } from '../rules/article.ts';
import { kindTitles, penaltyTitles, publicText as words } from '../text.ts';

const HTML = 'text/html; charset=utf-8';
const PER_PAGE = 20;
const EXPORTED = 20_000;
const FIRST_YEAR = 2019;
const MOST_REPORTS = 50;

export const looks = {
  may: 'enforcement.visit',
  allowance: { name: 'enforcement.pages', count: 240, seconds: 60 },
} as const;
export const exports = {
  may: 'enforcement.visit',
  allowance: { name: 'enforcement.export', count: 20, seconds: 60 },
} as const;

const given = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), shape.optional());
export const Query = z.object({
  q: given(z.string().trim().max(100)),
  agency: given(z.coerce.number().int().min(1)),
  kind: given(z.enum(RESULT_KINDS)),
  year: given(z.coerce.number().int().min(1990).max(2100)),
  after: given(z.string().max(200)),
});
export type Query = z.output<typeof Query>;

export const show = <P extends object>(reply: FastifyReply, page: FunctionComponent<P>, props: P): FastifyReply =>
  reply.type(HTML).send(renderPage(createElement(page, props)));

/** What was asked for, as it stands in an address. */
export const askedOf = ({ after: _, ...query }: Query): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

export const withQuery = (path: string, query: Readonly<Record<string, string>>): string =>
  Object.keys(query).length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`;

export const kindOptions = RESULT_KINDS.map((value) => ({ value, title: kindTitles[value] }));

const yearsUntil = (today: Day): readonly number[] => {
  const last = Number(today.slice(0, 4));
  return Array.from({ length: last - FIRST_YEAR + 1 }, (_, i) => last - i);
};

export const lineOf = (directory: Directory, row: PublicResult): ResultLine => ({
  ...row,
  organ: directory.agencyShortName(row.agencyId),
  fen: row.fineFen + row.confiscatedFen,
});

/** What visitors look up of the results, and how many there were. */
export function resultPages(web: Web, kernel: Kernel): void {
  const { pool } = kernel.published;
  web.get(
    '/enforcement/results',
    { config: looks, schema: { hide: true, querystring: Query } },
    async (request, reply) => {
      const { query } = request;
      const today = dayOf(kernel.now());
      const asked = askedOf(query);
      const wanted = wantedOf(query);
      const [directory, { rows, count }, organs] = await Promise.all([
        directoryOf(kernel.published),
        listOf(pool, wanted, { today, after: cursorOf(query.after), limit: PER_PAGE + 1 }),
        countedEntries(pool, subjectRegister.name, today),
      ]);
      const last = rows.length > PER_PAGE ? rows[PER_PAGE - 1] : undefined;
      return show(reply, ResultsPage, {
        context: pageContext(request),
        asked,
        agencies: optionsOf(
          directory,
          new Set(directory.agencies.flatMap(({ id, key }) => (organs.has(key) ? [id] : []))),
        ),
        kinds: kindOptions,
        years: yearsUntil(today).map((year) => ({ value: String(year), title: String(year) })),
        count,
        lines: rows.slice(0, PER_PAGE).map((row) => lineOf(directory, row)),
        nextHref: last && withQuery(addressOf('results'), { ...asked, after: markOf(last) }),
        csvHref: withQuery('/enforcement/results.csv', asked),
      });
    },
  );
  web.get(
    '/enforcement/results.csv',
    { config: exports, schema: { hide: true, querystring: Query } },
    async ({ query }, reply) => {
      const [directory, rows] = await Promise.all([
        directoryOf(kernel.published),
        publicResults(pool, wantedOf(query), { today: dayOf(kernel.now()), after: null, limit: EXPORTED }),
      ]);
      return downloadCsv(reply, `${words.parts.results}.csv`, [
        RESULT_COLUMNS,
        ...rows.map((row) => resultCells(row, directory.agencyName(row.agencyId))),
      ]);
    },
  );
  statistics(web, kernel);
}

/** A page of the list, and how many there are in all. */
async function listOf(
  pool: Kernel['published']['pool'],
  query: PublicQuery,
  wanted: Parameters<typeof foundPublic>[2],
) {
  if (query.q !== undefined) return foundPublic(pool, query, wanted);
  const [rows, counts] = await Promise.all([
    publicResults(pool, query, wanted),
    countedPublic(pool, query, wanted.today),
  ]);
  return { rows, count: counts.reduce((sum, { count }) => sum + count, 0) };
}

const { result: named } = words;
const RESULT_COLUMNS = [
  ...[named.documentNumber, named.kind, named.subject, named.party, named.code, named.agency, named.decidedOn],
  ...[named.penalties, named.fine, named.publishedOn, named.shownUntil, named.index],
];
const resultCells = (row: PublicResult, agency: string): readonly (string | null)[] => [
  ...[row.documentNumber, kindTitles[row.kind], row.subject, row.party, row.partyCode, agency, row.decidedOn],
  row.penalties.map((one) => penaltyTitles[one]).join('、'),
  row.kind === 'penalty' ? yuan(row.fineFen + row.confiscatedFen) : null,
  dayOf(row.publishedAt),
  row.shownUntil,
  row.index,
];

const wantedOf = ({ q, agency, kind, year }: Query): PublicQuery => ({ q, agencyId: agency, kind, year });

export const optionsOf = (directory: Directory, ids: ReadonlySet<number>) =>
  directory.agencies.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ value: String(id), title: name }));

const markOf = ({ publishedAt, index }: PublicResult): string => `${publishedAt.toISOString()} ${index}`;

/** @throws Refusal http/not-found for a mark that is none */
function cursorOf(after: string | undefined): PublicCursor | null {
  if (after === undefined) return null;
  const [at = '', ...index] = after.split(' ');
  if (Number.isNaN(Date.parse(at))) throw refuse('http/not-found', {}, 404);
  return { at: new Date(at), index: index.join(' ') };
}

const OfYear = z.object({ year: given(z.coerce.number().int().min(1990).max(2100)) });

function statistics(web: Web, kernel: Kernel): void {
  const { pool } = kernel.published;
  const table = async (request: FastifyRequest<{ Querystring: z.output<typeof OfYear> }>) => {
    const today = dayOf(kernel.now());
    const year = request.query.year ?? Number(today.slice(0, 4));
    const [directory, counted] = await Promise.all([
      directoryOf(kernel.published),
      countedPublic(pool, { year }, today),
    ]);
    const organs = directory.agencies.filter(({ id }) => counted.some(({ agencyId }) => agencyId === id));
    const countOf = (agency: Agency | null, kind: string): number =>
      counted
        .filter((one) => one.kind === kind && (agency === null || one.agencyId === agency.id))
        .reduce((sum, { count }) => sum + count, 0);
    const lines = organs.map((agency) => {
      const counts = RESULT_KINDS.map((kind) => countOf(agency, kind));
      const href = withQuery(addressOf('results'), { agency: String(agency.id), year: String(year) });
      return { organ: agency.name, href, counts, total: counts.reduce((sum, count) => sum + count, 0) };
    });
    return { directory, today, year, lines, totals: RESULT_KINDS.map((kind) => countOf(null, kind)) };
  };
  web.get(
    '/enforcement/statistics',
    { config: looks, schema: { hide: true, querystring: OfYear } },
    async (request, reply) => {
      const { directory, today, year, lines, totals } = await table(request);
      const reports = await publishedReports(pool, ANNUAL_NODE, MOST_REPORTS);
      return show(reply, StatisticsPage, {
        context: pageContext(request),
        ...{ year, lines, totals },
        years: yearsUntil(today),
        kinds: RESULT_KINDS,
        csvHref: `/enforcement/statistics.csv?year=${year}`,
        reports: reports.map((one) => ({ ...one, organ: directory.agencyShortName(one.agencyId) })),
      });
    },
  );
  web.get(
    '/enforcement/statistics.csv',
    { config: exports, schema: { hide: true, querystring: OfYear } },
    async (request, reply) => {
      const { year, lines } = await table(request);
      const head = [words.statistics.organ, ...RESULT_KINDS.map((kind) => kindTitles[kind]), words.statistics.total];
      return downloadCsv(reply, `${words.statistics.caption(year)}.csv`, [
        head,
        ...lines.map(({ organ, counts, total }) => [organ, ...counts, total]),
      ]);
    },
  );
}
