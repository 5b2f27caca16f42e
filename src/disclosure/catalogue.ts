import { directoryOf } from '../identity/index.ts';
import { type Day, defineRegister, type Kernel } from '../kernel/index.ts';
import { checklistsOn } from './reference.ts';
import { CatalogueNode, leavesOf, levelOf, type Organ, reaches } from './rules/catalogue.ts';
import { isInternalNode } from './rules/checklist.ts';
import type { PublicationLimit } from './rules/limit.ts';

/** The entries of the catalogue, each in force from a day. */
export const catalogueRegister = defineRegister<CatalogueNode>(
  'catalogue-node',
  (value) => CatalogueNode.parse(value),
  'published',
);

type Source = { readonly pool: Kernel['pool'] };

/** The entries in force on a day, in the order of their keys. */
export async function catalogueOn({ pool }: Source, on: Day): Promise<readonly CatalogueNode[]> {
  return (await catalogueRegister.list(pool, on)).map(({ value }) => value);
}

/** An agency as the catalogue sees it. */
export async function organOf(kernel: Pick<Kernel, 'pool' | 'db'>, agencyId: number): Promise<Organ> {
  const directory = await directoryOf(kernel);
  const { id, kind, line, region } = directory.agencyById(agencyId);
  const { level } = directory.regionByCode(region);
  const regions = directory.regionPath(region).map(({ code }) => code);
  return { id, kind, line, level: level === 'city' || level === 'county' ? level : 'township', regions };
}

/** How an entry, or a category of the inside, stands to an agency that wants to publish under it. */
export async function nodeFor(
  kernel: Pick<Kernel, 'pool' | 'db'>,
  key: string,
  agencyId: number,
  on: Day,
): Promise<{ readonly node: CatalogueNode | null; readonly stands: 'holds' | 'is-group' | 'unknown' | 'other-level' }> {
  if (isInternalNode(key)) {
    const inside = (await checklistsOn(on)).find(({ side }) => side === 'internal');
    return { node: null, stands: inside?.items.some((item) => item.key === key) ? 'holds' : 'unknown' };
  }
  const nodes = await catalogueOn(kernel, on);
  const node = nodes.find((each) => each.key === key) ?? null;
  if (!node) return { node, stands: 'unknown' };
  if (!leavesOf(nodes).includes(node)) return { node, stands: 'is-group' };
  const organ = await organOf(kernel, agencyId);
  const fits = reaches(node, organ) && standsAt(node, organ);
  return { node, stands: fits ? 'holds' : 'other-level' };
}

/** The entries that an agency may publish under, by their keys. */
export async function nodesHolding(
  kernel: Pick<Kernel, 'pool' | 'db'>,
  agencyId: number,
  on: Day,
): Promise<readonly { readonly key: string; readonly name: string }[]> {
  const [nodes, organ] = await Promise.all([catalogueOn(kernel, on), organOf(kernel, agencyId)]);
  return leavesOf(nodes)
    .filter((node) => reaches(node, organ) && standsAt(node, organ))
    .map(({ key, name }) => ({ key, name }));
}

/** Whether such an organ publishes under such an entry. */
export const standsAt = (node: CatalogueNode, organ: Organ): boolean =>
  node.levels.includes(levelOf(organ)) || node.levels.includes(organ.level);

/** The limit that an entry sets for what is published under it; null when it only says how often. */
export function limitOfNode(node: CatalogueNode | null): PublicationLimit | null {
  if (!node) return null;
  const { freshness } = node;
  if (freshness.kind === 'on-change') return { workdays: freshness.workdays, law: freshness.law };
  return freshness.kind === 'each' && freshness.unit === 'workday'
    ? { workdays: freshness.days, law: freshness.law }
    : null;
}
