import { type RawBuilder, sql } from 'kysely';
import type { Pool } from 'pg';
import { addDays, type Day, type Db, type Kernel, type Transaction } from '../kernel/index.ts';
import type { ItemFilter, ItemInForce, ItemSummary } from './contract.ts';
import type { ItemFlow } from './process.ts';
import type { DB } from './tables.ts';

/** A page of a list, after the item with that code. */
export type ItemPage = { readonly after?: string | undefined; readonly limit: number };

type WithDb = Pick<Kernel, 'db'>;
/** Items are public: they are read as they are published, whoever asks. */
type Published = { 'pub.pub_offer': DB['service_items.offer'] };
type PublishedDb = Db<Published>;

const publishedIn = (kernel: WithDb): PublishedDb => kernel.db.withTables<Published>();

/** Puts a version on the lists: the one before ends the day before, or was never in force. */
export async function storeOffer(tx: Transaction, item: ItemInForce): Promise<void> {
  const db = tx.as<DB>();
  await db
    .deleteFrom('service_items.offer')
    .where('code', '=', item.code)
    .where('valid_from', '=', item.validFrom)
    .execute();
  await db
    .updateTable('service_items.offer')
    .set({ valid_to: addDays(item.validFrom, -1) })
    .where('code', '=', item.code)
    .where('valid_to', 'is', null)
    .execute();
  await db.insertInto('service_items.offer').values(offerOf(item)).execute();
}

const offerOf = (item: ItemInForce) => ({
  code: item.code,
  version: item.version,
  valid_from: item.validFrom,
  basic_code: item.basicCode,
  name: item.name,
  type_code: item.typeCode,
  type_name: item.typeName,
  agency_id: item.agencyId,
  agency_name: item.agencyName,
  region: item.region,
  level: item.level,
  person_theme: item.themes.person,
  legal_theme: item.themes.legal,
  targets: [...item.targets],
  visits: item.visits,
  online: item.online,
  township: item.township,
  has_form: item.form !== null,
  flow: JSON.stringify(item.flow),
});

/** Which version of an item is in force on a day; null when none is. Asked for every act on every application. */
export async function versionInForce(source: Pick<Pool, 'query'>, code: string, on: Day): Promise<number | null> {
  const { rows } = await source.query<{ version: number }>({
    name: 'service-items-version',
    text: `select version from pub.pub_offer
      where code = $1 and valid_from <= $2::date and (valid_to is null or valid_to >= $2::date)`,
    values: [code, on],
  });
  return rows[0]?.version ?? null;
}

const offersInForce = (db: PublishedDb, on: Day) =>
  db
    .selectFrom('pub.pub_offer as o')
    .where('o.valid_from', '<=', on)
    .where((row) => row.or([row('o.valid_to', 'is', null), row('o.valid_to', '>=', on)]));

type Offers = ReturnType<typeof offersInForce>;

function narrowed(offers: Offers, filter: ItemFilter): Offers {
  const { region, agencyId, theme, target, legalPersons, online } = filter;
  let query = offers;
  if (region !== undefined) query = query.where('o.region', '=', region);
  if (agencyId !== undefined) query = query.where('o.agency_id', '=', agencyId);
  if (theme !== undefined) {
    query = query.where((row) => row.or([row('o.person_theme', '=', theme), row('o.legal_theme', '=', theme)]));
  }
  if (target !== undefined) query = query.where(sql<boolean>`${target}::int = any(o.targets)`);
  if (legalPersons !== undefined) query = query.where('o.legal_theme', legalPersons ? 'is not' : 'is', null);
  if (online !== undefined) query = query.where('o.online', '=', online);
  return query;
}

const summariesFrom = (offers: Offers) =>
  offers.select([
    'o.code',
    'o.version',
    'o.basic_code as basicCode',
    'o.name',
    'o.type_code as typeCode',
    'o.type_name as typeName',
    'o.agency_id as agencyId',
    'o.agency_name as agencyName',
    'o.region',
    'o.level',
    'o.targets',
    'o.visits',
    'o.online',
    'o.township',
    'o.has_form as hasForm',
    sql<ItemFlow>`o.flow`.as('flow'),
    sql<ItemSummary['themes']>`jsonb_build_object('person', o.person_theme, 'legal', o.legal_theme)`.as('themes'),
  ]);

/** Items in force: those that can be sent from here first, each part in the order of names; all, or one page. */
export function itemSummaries(
  kernel: WithDb,
  filter: ItemFilter,
  on: Day,
  page?: ItemPage,
): Promise<readonly ItemSummary[]> {
  const db = publishedIn(kernel);
  let query = summariesFrom(narrowed(offersInForce(db, on), filter));
  if (page?.after !== undefined) query = query.where(isAfter(page.after));
  if (page) query = query.limit(page.limit);
  return query.orderBy('o.has_form', 'desc').orderBy('o.name').orderBy('o.code').execute();
}

const isAfter = (code: string): RawBuilder<boolean> => sql<boolean>`(not o.has_form, o.name, o.code) > (
  select not has_form, name, code from pub.pub_offer where code = ${code} order by version desc limit 1)`;

/** Those of the named items that are in force. */
export const itemsByCode = (kernel: WithDb, codes: readonly string[], on: Day): Promise<readonly ItemSummary[]> =>
  summariesFrom(offersInForce(publishedIn(kernel), on))
    .where('o.code', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute();

/** A value some items in force have, and how many. */
export type Facet = { readonly value: string; readonly title: string; readonly items: number };

/** What a list can be narrowed by, each way with the number of its items, most first. */
export type Facets = {
  readonly person: readonly Facet[];
  readonly legal: readonly Facet[];
  readonly agencies: readonly Facet[];
  readonly regions: readonly Facet[];
  readonly items: number;
};

/** Themes, agencies and regions of the items that fit, counted in one pass. */
export async function itemFacets(kernel: WithDb, filter: ItemFilter, on: Day): Promise<Facets> {
  const rows = await narrowed(offersInForce(publishedIn(kernel), on), filter)
    .select((row) => [
      'o.person_theme as person',
      'o.legal_theme as legal',
      'o.agency_id as agency',
      'o.region as region',
      sql<string | null>`max(o.agency_name)`.as('agencyName'),
      sql<number>`grouping(o.person_theme, o.legal_theme, o.agency_id, o.region)`.as('by'),
      row.fn.countAll<number>().as('items'),
    ])
    .groupBy(sql`grouping sets ((o.person_theme), (o.legal_theme), (o.agency_id), (o.region), ())`)
    .orderBy('items', 'desc')
    // Else the order of equal counts is how the database happened to count.
    .orderBy('by')
    .orderBy(sql`coalesce(o.person_theme, o.legal_theme, o.region, to_char(o.agency_id, 'FM0000000000'))`)
    .execute();
  const facet = (by: number, of: (row: (typeof rows)[number]) => readonly [string | null, string | null]) =>
    rows
      .filter((row) => row.by === by)
      .flatMap((row): readonly Facet[] => {
        const [value, title] = of(row);
        return value === null || title === null ? [] : [{ value, title, items: row.items }];
      });
  // grouping() has a bit for each column that a row is not grouped by, the first column highest.
  return {
    person: facet(0b0111, ({ person }) => [person, person]),
    legal: facet(0b1011, ({ legal }) => [legal, legal]),
    agencies: facet(0b1101, ({ agency, agencyName }) => [String(agency), agencyName]),
    regions: facet(0b1110, ({ region }) => [region, region]),
    items: rows.find(({ by }) => by === 0b1111)?.items ?? 0,
  };
}

/** Names and types under which a basic code stands at other agencies. */
export const namesOfBasicCode = (
  kernel: WithDb,
  basicCode: string,
  exceptCode: string,
  on: Day,
): Promise<readonly { readonly name: string; readonly typeCode: string }[]> =>
  offersInForce(publishedIn(kernel), on)
    .select(['o.name', 'o.type_code as typeCode'])
    .distinct()
    .where('o.basic_code', '=', basicCode)
    .where('o.code', '<>', exceptCode)
    .execute();

/** Items whose version in force on the day is not the one their guide shows. */
export async function codesWithoutGuide(kernel: WithDb, on: Day): Promise<readonly string[]> {
  const rows = await offersInForce(publishedIn(kernel), on)
    .select('o.code')
    .where(
      sql<boolean>`not exists (select from kernel.record r where r.kind = 'service-guide' and r.key = o.code
        and r.replaced_at is null and (r.content->>'version')::int = o.version)`,
    )
    .orderBy('o.code')
    .execute();
  return rows.map(({ code }) => code);
}
