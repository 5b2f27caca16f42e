import { type Day, type Kernel, type SearchDocument, search } from '../kernel/index.ts';
import type { ItemInForce } from './contract.ts';
import groups from './synonyms.json' with { type: 'json' };

/** The kind under which guides are published and found. */
export const GUIDE = 'service-guide';

/** So many ways of saying the same are tried at most; an ambiguous word would otherwise ask for half the city. */
const MOST_TERMS = 8;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

/** Short, folk and former names by what they stand for. Mistyped forms are understood and never shown. */
const meanings: ReadonlyMap<string, readonly string[]> = new Map(
  [
    ...Map.groupBy(
      groups.flatMap(({ terms, means }) => terms.map((term) => ({ term: plain(term), means }))),
      ({ term }) => term,
    ),
  ].map(([term, found]) => [term, found.flatMap(({ means }) => means)]),
);

/** What somebody typed, and what else the city calls it; for {@link search}. Longer words inside a sentence count too. */
export function searchTerms(typed: string): readonly string[] {
  const asked = plain(typed);
  if (asked === '') return [];
  const exact = meanings.get(asked) ?? [];
  const within = exact.length > 0 ? [] : [...meanings].flatMap(([term, means]) => (asked.includes(term) ? means : []));
  return [...new Set([typed.trim(), ...exact, ...within])].slice(0, MOST_TERMS);
}

/**
 * Items that fit what somebody typed, best first; short and folk names are understood.
 *
 * @param where.region county or city; items of the city above it are found too
 */
export const findItems = (
  kernel: Pick<Kernel, 'pool'>,
  typed: string,
  where: { readonly region?: string | undefined; readonly offset?: number; readonly limit?: number } = {},
) =>
  search(kernel.pool, {
    typed: searchTerms(typed),
    kind: GUIDE,
    ...(where.region === undefined ? {} : { regions: [where.region, `${where.region.slice(0, 4)}00`] }),
    offset: where.offset ?? 0,
    limit: where.limit ?? 20,
  });

/** What of an item is searched: its names before all, then its papers, basis and themes. */
export function searchDocumentOf(item: ItemInForce): SearchDocument {
  const { situation, basis, themes, conditions } = item;
  return {
    kind: GUIDE,
    ref: item.code,
    title: item.name,
    url: `/items/${item.code}`,
    summary: `${item.typeName} · ${item.agencyName}`,
    text: [
      ...item.otherNames,
      item.typeName,
      item.agencyName,
      themes.person,
      themes.legal,
      item.result.name,
      ...situation.materials.map(({ name }) => name),
      ...basis.map(({ law }) => law),
      ...conditions,
    ]
      .filter((part) => part !== null)
      .join('\n'),
    agencyId: item.agencyId,
    region: item.region,
    publishedOn: item.validFrom satisfies Day,
    // An item that can be sent from here comes before one that is only described.
    weight: item.form === null ? 0 : 1,
    facets: { type: item.typeCode, person: themes.person, legal: themes.legal, online: item.online },
  };
}
