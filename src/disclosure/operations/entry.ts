import type { z } from 'zod';
import { directoryOf, personNames } from '../../identity/index.ts';
import { type Actor, type Day, day, dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { catalogueOn } from '../catalogue.ts';
import { CatalogueNode, type Level } from '../rules/catalogue.ts';
import type { readEntry } from '../wire.ts';
import { mayKeep } from './catalogue.ts';

type Version = {
  readonly version: number;
  readonly from: Day;
  readonly until: Day | null;
  readonly value: unknown;
  readonly source: string;
  readonly changedBy: number | null;
  readonly ended: string | null;
};

/**
 * An entry with every version of it, newest first: who changed it, why, and why it was ended.
 *
 * @throws Refusal disclosure/no-such-node (404)
 */
export async function entryView(
  kernel: Kernel,
  key: string,
  actor: Actor,
): Promise<z.output<typeof readEntry.response>> {
  const { rows } = await kernel.pool.query<Version>(
    `select e.version, e.valid_from as from, e.valid_to as until, e.value, e.source, e.changed_by as "changedBy",
            (select d.reason from disclosure.catalogue_end d where d.key = e.key and d.last_day = e.valid_to
              order by d.at desc limit 1) as ended
       from kernel.register_entry e where e.register = 'catalogue-node' and e.key = $1 order by e.version desc`,
    [key],
  );
  const [newest] = rows;
  if (!newest) throw refuse('disclosure/no-such-node', {}, 404);
  const node = CatalogueNode.parse(newest.value);
  const names = await personNames(kernel, [...new Set(rows.flatMap(({ changedBy }) => changedBy ?? []))]);
  const inForce = (await catalogueOn(kernel, dayOf(kernel.now()))).some((each) => each.key === key);
  return {
    node,
    inForce,
    mayKeep: await mayKeep(kernel, actor, node.keeper),
    versions: rows.map(({ version, from, until, source, changedBy, value, ended }) => ({
      ...{ version, source, ended, node: CatalogueNode.parse(value) },
      ...{ from: day(from), until: until === null ? null : day(until) },
      by: changedBy === null ? null : (names.get(changedBy) ?? null),
    })),
  };
}

/** Who may keep an entry, as a region or null for the city, and for which levels such an entry can be. */
type Keeper = { readonly region: string | null; readonly name: string; readonly levels: Level[] };

/** Those around an agency that may keep an entry that it proposes: the city first, the nearest last. */
export async function keepersFor(kernel: Pick<Kernel, 'pool' | 'db'>, agencyId: number): Promise<readonly Keeper[]> {
  const directory = await directoryOf(kernel);
  const path = directory.regionPath(directory.agencyById(agencyId).region);
  return path
    .filter(({ level }) => level === 'city' || level === 'county' || level === 'township')
    .map(({ code, name, level }) => ({ region: level === 'city' ? null : code, name, levels: LEVELS_OF[level] ?? [] }))
    .toSorted((a, b) => (a.region ?? '').length - (b.region ?? '').length);
}

const LEVELS_OF: Readonly<Record<string, Level[]>> = {
  city: ['city', 'county', 'township', 'department'],
  county: ['county', 'township', 'department'],
  township: ['township'],
};
