import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { csv } from '../../kernel/csv.ts';
import { download } from '../../kernel/download.ts';
import { dayOf, type Kernel, refuse, type Web } from '../../kernel/index.ts';
import { pageContext } from '../../ui/index.ts';
import { Benchmark, Officer, type Part, Power, Subject } from '../contract.ts';
import { addressOf } from '../pages/frame.tsx';
import { BenchmarksPage, type Line, OfficersPage, PowersPage, SubjectsPage } from '../pages/lists.tsx';
import { type Counts, HomePage, OrganPage } from '../pages/organ-page.tsx';
import { registerOf } from '../registers.ts';
import { countedEntries, countedPublic, type PublicEntry, publicEntries, publicResults } from '../repo/public.ts';
import { kindTitles, natureTitles, officerStates, publicText as words } from '../text.ts';
import { askedOf, exports, kindOptions, lineOf, looks, optionsOf, Query, show, withQuery } from './public.ts';

const PER_PAGE = 50;
const EXPORTED = 20_000;
const NEWEST = 8;
const shapes = { subjects: Subject, officers: Officer, powers: Power, benchmarks: Benchmark } as const;
type Value<P extends Part> = z.output<(typeof shapes)[P]>;

const organHref = (key: string): string => `/enforcement/organs/${key}`;

/** Organs, officers, powers and benchmarks, as visitors look them up. */
export function listPages(web: Web, kernel: Kernel): void {
  home(web, kernel);
  list(web, kernel, 'subjects', SubjectsPage, (value) => [
    ...[natureTitles[value.nature], value.entrustedBy, value.scope, value.basis, value.procedure],
    ...[value.remedy, value.complaintPhone],
  ]);
  list(web, kernel, 'officers', OfficersPage, (value, key) => [
    ...[value.name, key, value.field, value.issuer, value.validUntil, officerStates[value.state]],
  ]);
  list(web, kernel, 'powers', PowersPage, (value, key) => [
    ...[codeOf(key), value.name, kindTitles[value.kind], value.department, value.basis],
  ]);
  list(web, kernel, 'benchmarks', BenchmarksPage, (value) => [
    ...[value.name, value.document, value.basis],
    value.steps.map(({ circumstance, measure }) => `${circumstance}：${measure}`).join('\n'),
  ]);
}

/** What stands after the key of the agency. */
const codeOf = (key: string): string => key.slice(key.indexOf('/') + 1);

const { facts, officer } = words.organ;
const COLUMNS: Readonly<Record<Part, readonly string[]>> = {
  subjects: [
    facts.nature,
    facts.entrustedBy,
    facts.scope,
    facts.basis,
    facts.procedure,
    facts.remedy,
    facts.complaintPhone,
  ],
  officers: [officer.name, officer.number, officer.field, officer.issuer, officer.until, officer.state],
  powers: [words.power.code, words.power.name, words.power.kind, words.power.department, words.power.basis],
  benchmarks: [words.benchmark.name, words.benchmark.document, words.benchmark.basis, words.benchmark.steps],
};

type PageOf<P extends Part> = (
  props: Parameters<typeof SubjectsPage>[0] & { readonly lines: readonly Line<Value<P>>[] },
) => React.ReactNode;

function list<P extends Part>(
  web: Web,
  kernel: Kernel,
  part: P,
  page: (props: never) => React.ReactNode,
  cells: (value: Value<P>, key: string) => readonly string[],
): void {
  const { pool } = kernel.published;
  const register = registerOf[part].name;
  const narrowed = async (query: Query) => {
    const directory = await directoryOf(kernel.published);
    const agency =
      query.agency === undefined ? undefined : directory.agencies.find(({ id }) => id === query.agency)?.key;
    const kind = part === 'powers' ? query.kind : undefined;
    return {
      directory,
      wanted: { q: query.q, agencies: query.agency === undefined ? undefined : [agency ?? ''], kind },
    };
  };
  const read = (entries: readonly PublicEntry[]) =>
    entries.map(({ key, value }) => ({ key, value: shapes[part].parse(value) as Value<P> }));
  web.get(
    `/enforcement/${part}`,
    { config: looks, schema: { hide: true, querystring: Query } },
    async (request, reply) => {
      const today = dayOf(kernel.now());
      const { query } = request;
      const asked = askedOf(query);
      const { directory, wanted } = await narrowed(query);
      const [entries, counts, all] = await Promise.all([
        publicEntries(pool, register, today, { ...wanted, after: query.after, limit: PER_PAGE + 1 }),
        countedEntries(pool, register, today, wanted),
        countedEntries(pool, register, today),
      ]);
      const last = entries.length > PER_PAGE ? entries[PER_PAGE - 1] : undefined;
      const organs = new Set(directory.agencies.filter(({ key }) => all.has(key)).map(({ id }) => id));
      const lines = read(entries.slice(0, PER_PAGE)).map(({ key, value }) => ({
        key,
        value,
        organ: directory.agencyByKey(value.agency)?.name ?? value.agency,
        organHref: organHref(value.agency),
      }));
      return show(reply, page as PageOf<P>, {
        context: pageContext(request),
        asked,
        lines: lines as never,
        agencies: optionsOf(directory, organs),
        ...(part === 'powers' ? { kinds: kindOptions } : {}),
        count: [...counts.values()].reduce((sum, count) => sum + count, 0),
        nextHref: last && withQuery(addressOf(part), { ...asked, after: last.key }),
        csvHref: withQuery(`/enforcement/${part}.csv`, asked),
      });
    },
  );
  web.get(
    `/enforcement/${part}.csv`,
    { config: exports, schema: { hide: true, querystring: Query } },
    async ({ query }, reply) => {
      const { directory, wanted } = await narrowed(query);
      const entries = await publicEntries(pool, register, dayOf(kernel.now()), { ...wanted, limit: EXPORTED });
      const rows = read(entries).map(({ key, value }) => [
        directory.agencyByKey(value.agency)?.name ?? value.agency,
        ...cells(value, key),
      ]);
      return download(reply, `${words.parts[part]}.csv`, 'text/csv; charset=utf-8').send(
        csv([[words.agency, ...COLUMNS[part]], ...rows]),
      );
    },
  );
}

function home(web: Web, kernel: Kernel): void {
  const { pool } = kernel.published;
  const countsOn = async () => {
    const today = dayOf(kernel.now());
    const [subjects, officers, powers, benchmarks, results] = await Promise.all([
      countedEntries(pool, registerOf.subjects.name, today),
      countedEntries(pool, registerOf.officers.name, today),
      countedEntries(pool, registerOf.powers.name, today),
      countedEntries(pool, registerOf.benchmarks.name, today),
      countedPublic(pool, {}, today),
    ]);
    const inResults = new Map<number, number>();
    for (const { agencyId, count } of results) inResults.set(agencyId, (inResults.get(agencyId) ?? 0) + count);
    const of = (key: string, id: number): Counts => ({
      subjects: subjects.get(key) ?? 0,
      officers: officers.get(key) ?? 0,
      powers: powers.get(key) ?? 0,
      benchmarks: benchmarks.get(key) ?? 0,
      results: inResults.get(id) ?? 0,
    });
    const sum = (counts: ReadonlyMap<unknown, number>): number =>
      [...counts.values()].reduce((all, one) => all + one, 0);
    const total = { subjects, officers, powers, benchmarks, results: inResults };
    return { today, subjects, of, total: mapped(total, sum) };
  };
  const config = looks;
  web.get('/enforcement', { config, schema: { hide: true } }, async (request, reply) => {
    const { today, subjects, of, total } = await countsOn();
    const [directory, newest] = await Promise.all([
      directoryOf(kernel.published),
      publicResults(pool, {}, { today, after: null, limit: NEWEST }),
    ]);
    return show(reply, HomePage, {
      context: pageContext(request),
      counts: total,
      organs: directory.agencies
        .filter(({ key }) => subjects.has(key))
        .map(({ id, key, name }) => ({ name, href: organHref(key), counts: of(key, id) })),
      newest: newest.map((row) => lineOf(directory, row)),
    });
  });
  web.get(
    '/enforcement/organs/:key',
    { config, schema: { hide: true, params: z.object({ key: z.string().max(40) }) } },
    async (request, reply) => {
      const { key } = request.params;
      const { today, of } = await countsOn();
      const directory = await directoryOf(kernel.published);
      const organ = directory.agencyByKey(key);
      const [entry] = await publicEntries(pool, registerOf.subjects.name, today, { agencies: [key], limit: 1 });
      if (!organ || !entry) throw refuse('http/not-found', {}, 404);
      const [officers, newest] = await Promise.all([
        publicEntries(pool, registerOf.officers.name, today, { agencies: [key], limit: 500 }),
        publicResults(pool, { agencyId: organ.id }, { today, after: null, limit: NEWEST }),
      ]);
      return show(reply, OrganPage, {
        context: pageContext(request),
        organ,
        subject: Subject.parse(entry.value),
        since: entry.validFrom,
        officers: officers.map(({ key: number, value }) => ({
          key: number,
          organ: organ.name,
          organHref: organHref(key),
          value: Officer.parse(value),
        })),
        counts: of(key, organ.id),
        newest: newest.map((row) => lineOf(directory, row)),
      });
    },
  );
}

const mapped = <K extends string>(
  all: Readonly<Record<K, ReadonlyMap<unknown, number>>>,
  make: (one: ReadonlyMap<unknown, number>) => number,
): Readonly<Record<K, number>> =>
  Object.fromEntries(
    Object.entries<ReadonlyMap<unknown, number>>(all).map(([name, one]) => [name, make(one)]),
  ) as Record<K, number>;
