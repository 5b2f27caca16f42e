import type pg from 'pg';
import type { Day } from '../kernel/index.ts';
import type { ItemFilter, ItemSummary } from './contract.ts';
import type { ItemFlow } from './process.ts';

/** A page of a list, after the item with that code. */
export type ItemPage = { readonly after?: string | undefined; readonly limit: number };

type Source = Pick<pg.Pool, 'query'>;

type SummaryRow = Omit<ItemSummary, 'flow'> & { readonly flow: ItemFlow };

// The register checked each value when it was stored, so a list takes the members it shows without parsing the whole.
const SUMMARY = `e.key as code, e.version, e.value->>'basicCode' as "basicCode", e.value->>'name' as name,
  e.value->>'typeCode' as "typeCode", e.value->>'typeName' as "typeName", (e.value->>'agencyId')::int as "agencyId",
  e.value->>'agencyName' as "agencyName", e.value->>'region' as region, (e.value->>'level')::int as level,
  e.value->'flow' as flow, e.value->'targets' as targets, e.value->'themes' as themes,
  (e.value->>'visits')::int as visits, (e.value->>'online')::boolean as online,
  (e.value->>'township')::boolean as township, jsonb_typeof(e.value->'form') = 'object' as "hasForm"`;

/** Versions in force on the day in `$1`, each item once: where two begin on one day, the later version counts. */
const IN_FORCE = `e.register = 'service-item' and e.valid_from <= $1::date and (e.valid_to is null or e.valid_to >= $1::date)
  and not exists (select from kernel.register_entry later where later.register = e.register and later.key = e.key
    and later.version > e.version and later.valid_from <= $1::date
    and (later.valid_to is null or later.valid_to >= $1::date))`;

/** Parameters `$2`–`$7`; null does not narrow. */
const FITS = `($2::text is null or e.value->>'region' = $2)
  and ($3::int is null or (e.value->>'agencyId')::int = $3)
  and ($4::text is null or $4 in (e.value->'themes'->>'person', e.value->'themes'->>'legal'))
  and ($5::int is null or e.value->'targets' @> to_jsonb($5::int))
  and ($6::boolean is null or (e.value->>'online')::boolean = $6)
  and ($7::boolean is null or (e.value->'themes'->>'legal' is not null) = $7)`;

const valuesOf = (filter: ItemFilter, on: Day) => [
  on,
  filter.region ?? null,
  filter.agencyId ?? null,
  filter.theme ?? null,
  filter.target ?? null,
  filter.online ?? null,
  filter.legalPersons ?? null,
];

const NAME = `e.value->>'name' collate "zh-x-icu"`;

/** Items in force in the order of their names; after an item and at most so many when a page is asked for. */
export async function itemSummaries(
  source: Source,
  filter: ItemFilter,
  on: Day,
  page?: ItemPage,
): Promise<readonly ItemSummary[]> {
  const { rows } = await source.query<SummaryRow>({
    name: 'service-items-list',
    text: `select ${SUMMARY} from kernel.register_entry e
      where ${IN_FORCE} and ${FITS}
        and ($8::text is null or (${NAME}, e.key) > (
          select ${NAME.replace('e.', 'a.')}, a.key from kernel.register_entry a
           where a.register = 'service-item' and a.key = $8 order by a.version desc limit 1))
      order by ${NAME}, e.key limit $9`,
    values: [...valuesOf(filter, on), page?.after ?? null, page?.limit ?? null],
  });
  return rows;
}

/** Those of the named items that are in force. */
export async function itemsByCode(source: Source, codes: readonly string[], on: Day): Promise<readonly ItemSummary[]> {
  const { rows } = await source.query<SummaryRow>(
    `select ${SUMMARY} from kernel.register_entry e where ${IN_FORCE} and e.key = any($2)`,
    [on, codes],
  );
  return rows;
}

/** A value some items in force have, and how many. */
export type Facet = { readonly value: string; readonly title: string; readonly items: number };

/** What the list can be narrowed by, each with the number of items: themes of persons and of organisations, agencies, regions. */
export async function itemFacets(
  source: Source,
  filter: ItemFilter,
  on: Day,
): Promise<{
  readonly person: readonly Facet[];
  readonly legal: readonly Facet[];
  readonly agencies: readonly Facet[];
  readonly regions: readonly Facet[];
  readonly items: number;
}> {
  const { rows } = await source.query<{
    facet: string | null;
    value: string | null;
    title: string | null;
    items: number;
  }>({
    name: 'service-items-facets',
    text: `with fitting as (select e.value from kernel.register_entry e where ${IN_FORCE} and ${FITS})
      select 'person' as facet, value->'themes'->>'person' as value, value->'themes'->>'person' as title, count(*)::int as items
        from fitting group by 2
      union all select 'legal', value->'themes'->>'legal', value->'themes'->>'legal', count(*)::int from fitting group by 2
      union all select 'agency', value->>'agencyId', value->>'agencyName', count(*)::int from fitting group by 2, 3
      union all select 'region', value->>'region', value->>'region', count(*)::int from fitting group by 2
      union all select 'all', '', '', count(*)::int from fitting
      order by 1, items desc, 2`,
    values: valuesOf(filter, on),
  });
  const of = (facet: string): readonly Facet[] =>
    rows.flatMap((row) =>
      row.facet === facet && row.value !== null && row.title !== null
        ? [{ value: row.value, title: row.title, items: row.items }]
        : [],
    );
  return {
    person: of('person'),
    legal: of('legal'),
    agencies: of('agency'),
    regions: of('region'),
    items: of('all')[0]?.items ?? 0,
  };
}

/** Names and types under which a basic code stands at other agencies. */
export async function namesOfBasicCode(
  source: Source,
  basicCode: string,
  exceptCode: string,
  on: Day,
): Promise<readonly { readonly name: string; readonly typeCode: string }[]> {
  const { rows } = await source.query<{ name: string; typeCode: string }>(
    `select distinct e.value->>'name' as name, e.value->>'typeCode' as "typeCode" from kernel.register_entry e
      where ${IN_FORCE} and e.value->>'basicCode' = $2 and e.key <> $3`,
    [on, basicCode, exceptCode],
  );
  return rows;
}

/** Items whose version in force on the day is not the one their guide shows. */
export async function codesWithoutGuide(source: Source, on: Day): Promise<readonly string[]> {
  const { rows } = await source.query<{ code: string }>(
    `select e.key as code from kernel.register_entry e
       left join kernel.record r on r.kind = 'service-guide' and r.key = e.key and r.replaced_at is null
      where ${IN_FORCE} and (r.content->>'version')::int is distinct from e.version
      order by e.key`,
    [on],
  );
  return rows.map(({ code }) => code);
}
