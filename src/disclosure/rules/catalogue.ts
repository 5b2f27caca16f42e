import { z } from 'zod';
import { AXES } from '../contract.ts';

/** Levels that keep a catalogue. */
export const LEVELS = ['city', 'county', 'township', 'department'] as const;
export type Level = (typeof LEVELS)[number];

/** How often something is told: for as long as it holds, at fixed times, stage by stage, at once. */
export const TIME_CLASSES = ['long-term', 'regular', 'by-stage', 'prompt'] as const;

/** When an entry is late or stale. */
export const Freshness = z.discriminatedUnion('kind', [
  /** Told anew when it changes. */
  z.object({ kind: z.literal('on-change'), workdays: z.int().positive(), law: z.string() }),
  /** Each within so many days of its formation. */
  z.object({ kind: z.literal('each'), days: z.int().positive(), unit: z.enum(['workday', 'day']), law: z.string() }),
  /** Something new in every so many months. */
  z.object({ kind: z.literal('every'), months: z.int().positive(), law: z.string() }),
  /** Once a year until a day. */
  z.object({ kind: z.literal('yearly'), until: z.string().regex(/^\d\d-\d\d$/u), law: z.string() }),
]);
export type Freshness = z.output<typeof Freshness>;

/** An entry of the catalogue. */
export const CatalogueNode = z.object({
  key: z.string().trim().min(1).max(60),
  parent: z.string().max(60).nullable(),
  name: z.string().trim().min(2).max(100),
  levels: z.array(z.enum(LEVELS)).min(1),
  basis: z.object({ law: z.string().trim().min(1).max(200), article: z.string().max(100).nullable() }),
  timeClass: z.enum(TIME_CLASSES),
  freshness: Freshness,
  axis: z.enum(AXES).nullable(),
  domains: z.array(z.string().max(40)),
  /** Lines (条线) of the agencies that owe it; none: every organ its own. */
  owners: z.array(z.string().max(10)),
  /** Every department tells its own part. */
  everyDepartment: z.boolean(),
  /** One of the items of the Regulations: it can be filled with more, and never taken away. */
  fixed: z.boolean(),
  /** 20-1 … 20-15, or the article on the level. */
  statutoryItem: z.string().max(20).nullable(),
  /** Named by the law itself, or what cities usually have. */
  source: z.enum(['statute', 'usual', 'city']),
  forms: z.array(z.string().max(20)),
  /** What a list of this entry has as columns. */
  fields: z.array(z.string().max(60)),
  /** Region of the county or township that keeps it and alone owes it; null: the city keeps it, for everybody. */
  keeper: z.string().max(12).nullable().default(null),
});
export type CatalogueNode = z.output<typeof CatalogueNode>;

export type TreeNode = CatalogueNode & { readonly children: readonly TreeNode[] };

/** The entries as a tree, in the order of their keys; of one level, when it is named. */
export function treeOf(nodes: readonly CatalogueNode[], level?: Level): readonly TreeNode[] {
  const shown = level === undefined ? nodes : nodes.filter(({ levels }) => levels.includes(level));
  const byParent = Map.groupBy(shown, ({ parent }) => parent);
  const under = (parent: string | null): readonly TreeNode[] =>
    (byParent.get(parent) ?? []).map((node) => ({ ...node, children: under(node.key) }));
  return under(null);
}

/** Entries that hold articles: those with nothing below them. */
export function leavesOf(nodes: readonly CatalogueNode[]): readonly CatalogueNode[] {
  const parents = new Set(nodes.map(({ parent }) => parent));
  return nodes.filter(({ key }) => !parents.has(key));
}

/** Why an entry may not be put in force, as a code, or null. */
export function nodeFault(node: CatalogueNode, nodes: readonly CatalogueNode[]): string | null {
  const before = nodes.find(({ key }) => key === node.key);
  if (before?.fixed && (!node.fixed || before.name !== node.name)) return 'disclosure/fixed-node';
  if (node.parent === null) return null;
  const parent = nodes.find(({ key }) => key === node.parent);
  if (!parent) return 'disclosure/no-parent';
  if (isBelow(node.parent, node.key, nodes)) return 'disclosure/parent-is-below';
  const keeperFault = keeperFaultOf(node, parent, nodes);
  if (keeperFault) return keeperFault;
  return node.levels.every((level) => parent.levels.includes(level)) ? null : 'disclosure/levels-beyond-parent';
}

/**
 * A county may add to what the city keeps, and not turn an entry under which others publish into a heading; nothing of the
 * city's stands below an entry of a county's.
 */
function keeperFaultOf(node: CatalogueNode, parent: CatalogueNode, nodes: readonly CatalogueNode[]): string | null {
  const before = nodes.find(({ key }) => key === node.key);
  if (before && before.keeper !== node.keeper) return 'disclosure/other-keeper';
  if (parent.keeper !== null && parent.keeper !== node.keeper) return 'disclosure/parent-of-other-keeper';
  if (node.keeper === null || parent.keeper === node.keeper) return null;
  const isLeaf = !nodes.some((each) => each.parent === parent.key && each.keeper === null);
  return isLeaf && parent.parent !== null ? 'disclosure/parent-is-entry' : null;
}

function isBelow(key: string | null, of: string, nodes: readonly CatalogueNode[]): boolean {
  for (let at = key, steps = 0; at !== null && steps <= nodes.length; steps += 1) {
    if (at === of) return true;
    const above = at;
    at = nodes.find((node) => node.key === above)?.parent ?? null;
  }
  return false;
}

/** An agency as the catalogue sees it. */
export type Organ = {
  readonly id: number;
  readonly kind: string;
  readonly line: string | null;
  readonly level: 'city' | 'county' | 'township';
  /** Its region and those around it. */
  readonly regions: readonly string[];
};

/** Whether an entry holds for an organ at all: a county's own for those of the county. */
export const reaches = ({ keeper }: CatalogueNode, { regions }: Pick<Organ, 'regions'>): boolean =>
  keeper === null || regions.includes(keeper);

/** Which catalogue an organ keeps. */
export const levelOf = (organ: Pick<Organ, 'kind' | 'line' | 'level'>): Level =>
  organ.line === 'ZF' ? organ.level : 'department';

/**
 * Whether an organ owes an entry: its own line is named; or every department tells its part; or nobody is named, and
 * each organ of such a level tells its own. A township owes all of its level, whoever is named: it has no departments.
 */
export function owes(organ: Organ, node: CatalogueNode): boolean {
  if (!reaches(node, organ)) return false;
  const level = levelOf(organ);
  if (level === 'township') return node.levels.includes('township');
  if (level === 'department') {
    if (organ.line !== null && node.owners.includes(organ.line)) {
      return node.levels.includes(organ.level) || node.levels.includes('department');
    }
    return (node.everyDepartment || node.owners.length === 0) && node.levels.includes('department');
  }
  return node.owners.length === 0 && !node.everyDepartment && node.levels.includes(level);
}
