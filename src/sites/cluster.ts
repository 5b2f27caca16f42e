import { type Day, dayOf, defineRegister, type Kernel, refuse } from '../kernel/index.ts';
import { type Column, Site } from './contract.ts';

/** 站点和栏目: each site with its columns, in force from a day. */
export const siteRegister = defineRegister<Site>('site', (value) => Site.parse(value), 'published');

/** All sites as they stand, in memory: every page asks for its site. */
export type Cluster = {
  readonly sites: readonly Site[];
  readonly byKey: ReadonlyMap<string, Site>;
  /** The site of an agency's own. */
  readonly ofAgency: ReadonlyMap<number, Site>;
  /** The site of a region's government. */
  readonly ofRegion: ReadonlyMap<string, Site>;
};

export const PORTAL = 'portal';

const STALE_MS = 30_000;
type Kept = {
  readonly cluster: Promise<Cluster>;
  readonly readAt: number;
  readonly on: Day;
  /** The same once it has been read. */
  known?: Cluster;
};
const kept = new WeakMap<object, Kept>();

const isFresh = ({ on, readAt }: Kept, today: Day): boolean => on === today && performance.now() - readAt < STALE_MS;

/** The sites in force; read at most every half minute. */
export function clusterOf(kernel: Pick<Kernel, 'published' | 'now'>): Promise<Cluster> {
  const on = dayOf(kernel.now());
  const known = kept.get(kernel.published.pool);
  if (known && isFresh(known, on)) return known.cluster;
  const cluster = siteRegister
    .list(kernel.published.pool, on)
    .then((entries) => clusterFrom(entries.map(({ value }) => value)));
  const entry: Kept = { cluster, readAt: performance.now(), on };
  kept.set(kernel.published.pool, entry);
  cluster.then(
    (read) => {
      entry.known = read;
    },
    () => kept.delete(kernel.published.pool),
  );
  return cluster;
}

/** The sites without waiting: null when they have to be read (again). */
export function clusterAtHand(kernel: Pick<Kernel, 'published' | 'now'>): Cluster | null {
  const known = kept.get(kernel.published.pool);
  return known?.known && isFresh(known, dayOf(kernel.now())) ? known.known : null;
}

/** Call after a change of the register. */
export const forgetCluster = (kernel: Pick<Kernel, 'published'>): void => void kept.delete(kernel.published.pool);

const ofGovernment = ({ template }: Site): boolean =>
  template === 'portal' || template === 'government' || template === 'township';

function clusterFrom(sites: readonly Site[]): Cluster {
  return {
    sites,
    byKey: new Map(sites.map((site) => [site.key, site])),
    ofAgency: new Map(sites.map((site) => [site.agencyId, site])),
    ofRegion: new Map(sites.filter(ofGovernment).map((site) => [site.region, site])),
  };
}

/** @throws Refusal sites/site-not-found (404) */
export async function siteOf(kernel: Pick<Kernel, 'published' | 'now'>, key: string): Promise<Site> {
  const site = (await clusterOf(kernel)).byKey.get(key);
  if (!site) throw refuse('sites/site-not-found', { key }, 404);
  return site;
}

export const columnOf = (site: Site, key: string): Column | undefined =>
  site.columns.find((column) => column.key === key);
