import type { Column, Site } from '../contract.ts';

/** What decides where something stands. */
export type Placeable = {
  readonly agencyId: number;
  readonly region: string;
  readonly genre: string;
  readonly axis: string | null;
  readonly node: string;
  readonly hasFiles: boolean;
};

export type Place = { readonly site: string; readonly column: string };

/** Codes of regions nest: a county's begins with the four digits of its city, a township's with the six of its county. */
export function isBelow(region: string, of: string): boolean {
  const stem = of.length === 6 && of.endsWith('00') ? of.slice(0, of.endsWith('0000') ? 2 : 4) : of;
  return region !== of && region.startsWith(stem);
}

function isInScope(column: Column, site: Site, what: Placeable): boolean {
  if (column.scope === 'own') return what.agencyId === site.agencyId;
  if (column.scope === 'region') return what.region === site.region;
  if (column.scope === 'under') return isBelow(what.region, site.region);
  return what.region === site.region || isBelow(what.region, site.region);
}

const isMeant = (column: Column, what: Placeable): boolean =>
  column.nodes.includes(what.node) ||
  column.genres.includes(what.genre) ||
  (what.axis !== null && column.axes.includes(what.axis)) ||
  (column.attachments && what.hasFiles);

/** The columns of one site that something stands in, those meant for its genre or its place in the catalogue first. */
export function columnsFor(site: Site, what: Placeable): readonly string[] {
  const within = site.columns.filter((column) => isInScope(column, site, what));
  const meant = within.filter((column) => !column.rest && isMeant(column, what));
  const rank = (column: Column): number =>
    column.nodes.includes(what.node)
      ? 0
      : column.genres.includes(what.genre)
        ? 1
        : column.attachments || column.second
          ? 3
          : 2;
  // A column for files, or one of the five axes beside what a text is, is a second place only.
  const named = meant.some((column) => rank(column) < 3);
  const rest = named ? [] : within.filter((column) => column.rest);
  return [
    ...meant.toSorted((a, b) => rank(a) - rank(b)).filter((c) => named && rank(c) < 3),
    ...rest,
    ...meant.filter((c) => rank(c) === 3),
  ].map(({ key }) => key);
}

/**
 * Where something stands, the place it belongs to first: the agency's own site, then that of its region, then those above.
 *
 * @param sites the sites it can stand on, nearest first
 */
export const placesOf = (sites: readonly Site[], what: Placeable): readonly Place[] =>
  sites.flatMap((site) => columnsFor(site, what).map((column) => ({ site: site.key, column })));
