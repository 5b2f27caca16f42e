import { type RawBuilder, sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../kernel/index.ts';
import { KEY_WORK } from './batches.ts';
import scopes from './data/scopes.json' with { type: 'json' };
import { measureText as text } from './text.ts';

const among = (scope: MeasureScope) =>
  scope.agencyIds === null ? sql`true` : sql`p.agency_id = any(${[...scope.agencyIds]}::int[])`;

/** What was published in the period and was not withdrawn, by index number. */
const published = (label: string, condition: RawBuilder<unknown>): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`
    select p.index_number as ref, p.title as label, 1 as quantity, null::text as url from pub.pub_publication p
     where ${condition} and not p.withdrawn and ${among(scope)}
       and (p.published_at at time zone 'Asia/Shanghai')::date between ${scope.from} and ${scope.to}`,
});

const everything = published(text.all, sql`true`);

const publishedOn = sql`(p.published_at at time zone 'Asia/Shanghai')::date`;
const thisYear = (scope: MeasureScope) => sql`${publishedOn} between ${scope.from} and ${scope.to}`;
const yearBefore = (scope: MeasureScope) =>
  sql`${publishedOn} between (${scope.from}::date - interval '1 year')::date and (${scope.to}::date - interval '1 year')::date`;

/** Each row once, with +1 or −1; one that lies in both of two overlapping periods counts for nothing. */
const growth = (label: string, { before }: { readonly before: boolean }): RowSet => ({
  label,
  aggregate: 'sum',
  rows: (scope) => sql`
    select p.index_number as ref, p.title as label, null::text as url,
           ${before ? sql`1` : sql`(${thisYear(scope)})::int - (${yearBefore(scope)})::int`} as quantity
      from pub.pub_publication p
     where not p.withdrawn and ${among(scope)}
       and ${before ? yearBefore(scope) : sql`(${thisYear(scope)} or ${yearBefore(scope)})`}`,
});

const count = (
  id: string,
  { title, formula }: { readonly title: string; readonly formula: string },
  rows: RowSet,
): Measure => ({
  id,
  title,
  formula,
  unit: text.pieces,
  decimals: 0,
  numerator: rows,
});

const share = (
  id: string,
  { title, formula }: { readonly title: string; readonly formula: string },
  rows: RowSet,
  of: RowSet = everything,
): Measure => ({ id, title, formula, unit: text.percent, decimals: 2, factor: 100, numerator: rows, denominator: of });

const ofLevel = (condition: RawBuilder<unknown>) =>
  sql`exists (select from pub.pub_agency a join pub.pub_region r on r.code = a.region where a.id = p.agency_id and ${condition})`;

const inDomains = (keys: readonly string[]) => sql`p.domains && ${[...keys]}::text[]`;

/** Entries of key work by the day on which each first came in; the catalogue is the city's, no agency's. */
const keyWorkAdded: RowSet = {
  label: text.keyWork.title,
  aggregate: 'count',
  rows: ({ from, to, agencyIds }) => sql`
    select e.key as ref, e.value->>'name' as label, 1 as quantity, null::text as url from pub.pub_register_entry e
     where e.register = 'catalogue-node' and e.value->>'parent' = ${KEY_WORK} and e.valid_to is null
       and ${agencyIds === null ? sql`true` : sql`false`}
       and (select min(f.valid_from) from pub.pub_register_entry f where f.register = e.register and f.key = e.key)
           between ${from} and ${to}`,
};

/** M-020 to M-031 and M-088, as far as they are of what stands in public; each figure is its rows. */
/** The categories of a checklist, counted; nobody types how many there are. */
const categories = (id: string, words: { title: string; formula: string }, side: 'public' | 'internal'): Measure => ({
  id,
  ...words,
  unit: text.categories.unit,
  decimals: 0,
  numerator: {
    label: words.title,
    aggregate: 'count',
    rows: ({ to }) => sql`
      select i->>'key' as ref, i->>'name' as label, 1 as quantity, null::text as url
        from jsonb_array_elements(${JSON.stringify(scopes.checklists)}::jsonb) c
       cross join jsonb_array_elements(c->'items') i
       where c->>'key' = ${side} and (c->>'from')::date <= ${to}::date
         and (c->>'until' is null or (c->>'until')::date >= ${to}::date)`,
  },
});

export const measures: readonly Measure[] = [
  count('M-020', text.total, everything),
  share('M-021-city', text.city, published(text.city.title, ofLevel(sql`r.level = 'city' and a.line = 'ZF'`))),
  share(
    'M-021-departments',
    text.departments,
    published(text.departments.title, ofLevel(sql`r.level = 'city' and a.line is distinct from 'ZF'`)),
  ),
  share('M-021-counties', text.counties, published(text.counties.title, ofLevel(sql`r.level <> 'city'`))),
  count('M-022', text.keyDomains, published(text.keyDomains.title, sql`cardinality(p.domains) > 0`)),
  count('M-024', text.decisions, published(text.decisions.title, sql`p.axis = 'decision'`)),
  count('M-026', text.results, published(text.results.title, sql`p.axis = 'result'`)),
  count(
    'M-027',
    text.enforcement,
    published(text.enforcement.title, sql`p.genre in ('licence-result', 'penalty-result', 'enforcement-result')`),
  ),
  count('M-029', text.tax, published(text.tax.title, inDomains(['Z04', 'Z06', 'D05']))),
  count(
    'M-030',
    text.projects,
    published(text.projects.title, inDomains(['Z07', 'Z08', 'Z09', 'Z10', 'D01', 'D02', 'D24'])),
  ),
  count('M-031', text.industries, published(text.industries.title, inDomains(['Z15', 'Z16']))),
  {
    id: 'M-036',
    ...text.keyWork,
    unit: text.pieces,
    decimals: 0,
    numerator: keyWorkAdded,
  },
  {
    id: 'M-088',
    title: text.growth.title,
    formula: text.growth.formula,
    unit: text.percent,
    decimals: 2,
    factor: 100,
    numerator: growth(text.growth.more, { before: false }),
    denominator: growth(text.growth.base, { before: true }),
    note: text.growth.note,
  },
  categories('M-083', text.categories.outside, 'public'),
  categories('M-083-internal', text.categories.inside, 'internal'),
  share('P-14', text.news, published(text.news.title, sql`p.genre = 'news'`)),
];
