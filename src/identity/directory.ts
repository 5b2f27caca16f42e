import { type Kernel, refuse } from '../kernel/index.ts';
import { type AgencyRow, allAgencies, allRegions, type RegionRow } from './repo/directory.ts';

export type Agency = AgencyRow;
export type Region = RegionRow;
export type RegionNode = Region & { readonly children: readonly RegionNode[] };

/** The region tree and the agencies as they stand, in memory: every module asks for names many times a request. */
export type Directory = {
  readonly agencies: readonly Agency[];
  /** @throws Refusal identity/agency-not-found */
  readonly agencyById: (id: number) => Agency;
  readonly agencyByKey: (key: string) => Agency | null;
  readonly agencyName: (id: number) => string;
  readonly agencyShortName: (id: number) => string;
  /** The agency that acts for a line (条线) in a region; a township's government is `ZF`, a village committee `CW`. */
  readonly agencyByLine: (region: string, line: string) => Agency | null;
  readonly agenciesIn: (region: string) => readonly Agency[];
  /** The agency itself, all below it, and all below those that it oversees. */
  readonly agenciesBelow: (id: number) => ReadonlySet<number>;
  readonly regions: readonly Region[];
  /** @throws Refusal identity/region-not-found */
  readonly regionByCode: (code: string) => Region;
  readonly regionName: (code: string) => string;
  /** The region and what it lies in, from the city down. */
  readonly regionPath: (code: string) => readonly Region[];
  readonly regionsBelow: (code: string) => readonly Region[];
  readonly regionTree: readonly RegionNode[];
  /** @throws Refusal identity/no-city while no city has been loaded */
  readonly cityGovernment: () => Agency;
};

/** Changes made by another program are seen after this long at the latest. */
const STALE_MS = 60_000;

type Kept = { readonly directory: Promise<Directory>; readonly readAt: number };
const kept = new WeakMap<object, Kept>();

/** The directory; read from the database at most once a minute. */
export function directoryOf(kernel: Pick<Kernel, 'pool' | 'db'>): Promise<Directory> {
  const known = kept.get(kernel.pool);
  if (known && performance.now() - known.readAt < STALE_MS) return known.directory;
  return reloadDirectory(kernel);
}

/** Reads it anew; call after a change of regions or agencies. */
export function reloadDirectory(
  kernel: Pick<Kernel, 'pool' | 'db'> & Partial<Pick<Kernel, 'published'>>,
): Promise<Directory> {
  const directory = read(kernel);
  // What visitors are shown is read when the next of them asks.
  if (kernel.published) kept.delete(kernel.published.pool);
  kept.set(kernel.pool, { directory, readAt: performance.now() });
  // A failure is not remembered.
  directory.catch(() => kept.delete(kernel.pool));
  return directory;
}

async function read(kernel: Pick<Kernel, 'pool' | 'db'>): Promise<Directory> {
  return directoryFrom(await allAgencies(kernel), await allRegions(kernel));
}

function directoryFrom(agencies: readonly Agency[], regions: readonly Region[]): Directory {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const byKey = new Map(agencies.map((agency) => [agency.key, agency]));
  const byLine = new Map(agencies.map((agency) => [`${agency.region} ${agency.line}`, agency]));
  const byRegion = Map.groupBy(agencies, (agency) => agency.region);
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const children = Map.groupBy(regions, (region) => region.parent);
  const agencyById = (id: number): Agency => byId.get(id) ?? notFound('identity/agency-not-found');
  const regionByCode = (code: string): Region => byCode.get(code) ?? notFound('identity/region-not-found');
  const nodeOf = (region: Region): RegionNode => ({ ...region, children: childrenOf(region.code).map(nodeOf) });
  const childrenOf = (code: string): readonly Region[] => children.get(code) ?? [];
  const regionsBelow = (code: string): readonly Region[] =>
    childrenOf(code).flatMap((child) => [child, ...regionsBelow(child.code)]);
  const city = regions.find((region) => region.level === 'city');
  return {
    agencies,
    agencyById,
    agencyByKey: (key) => byKey.get(key) ?? null,
    agencyName: (id) => agencyById(id).name,
    agencyShortName: (id) => agencyById(id).shortName,
    agencyByLine: (region, line) => byLine.get(`${region} ${line}`) ?? null,
    agenciesIn: (region) => byRegion.get(region) ?? [],
    agenciesBelow: belowIn(agencies),
    regions,
    regionByCode,
    regionName: (code) => regionByCode(code).name,
    regionPath: (code) => pathTo(regionByCode(code), byCode).filter((region) => region.level !== 'province'),
    regionsBelow,
    regionTree: regions.filter((region) => region.parent === null).map(nodeOf),
    cityGovernment: () => (city && byLine.get(`${city.code} ZF`)) ?? notFound('identity/no-city'),
  };
}

const notFound = (code: string): never => {
  throw refuse(code, {}, 404);
};

function pathTo(region: Region, byCode: ReadonlyMap<string, Region>): readonly Region[] {
  const parent = region.parent === null ? undefined : byCode.get(region.parent);
  return parent ? [...pathTo(parent, byCode), region] : [region];
}

function belowIn(agencies: readonly Agency[]): (id: number) => ReadonlySet<number> {
  const under = Map.groupBy(agencies, (agency) => agency.parentId);
  const overseen = new Map(agencies.map((agency) => [agency.id, agency.overseesId]));
  const found = new Map<number, ReadonlySet<number>>();
  const collect = (id: number, into: Set<number>): void => {
    if (into.has(id)) return;
    into.add(id);
    for (const child of under.get(id) ?? []) collect(child.id, into);
  };
  return (id) => {
    const known = found.get(id);
    if (known) return known;
    const below = new Set<number>();
    collect(id, below);
    const more = overseen.get(id);
    if (more !== undefined && more !== null) collect(more, below);
    found.set(id, below);
    return below;
  };
}
