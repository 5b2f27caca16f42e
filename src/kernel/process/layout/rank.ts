import { byText, known, type Link, push, type Sketch } from './sketch.ts';

/** A link, or those of its sources that run the same way. */
export type Part = { readonly key: string; readonly link: Link; readonly from: readonly string[] };

/** Which box stands how far down, and how each link runs. */
export type Plan = {
  readonly rank: ReadonlyMap<string, number>;
  /** The longest way down: the main road, drawn straight. */
  readonly road: readonly string[];
  /** The detour drawn beside a box, by the box. */
  readonly companion: ReadonlyMap<string, string>;
  readonly down: readonly Part[];
  /** Back to a box above or level. */
  readonly up: readonly Part[];
  /** Between a box and its companion. */
  readonly across: readonly Part[];
  /** From a box to itself, drawn at its side. */
  readonly loops: readonly Part[];
};

type Edge = { readonly from: string; readonly to: string };

/** Longest-path layering after the links that close a cycle are set aside. */
export function planOf(sketch: Sketch): Plan {
  const links = [...sketch.links].sort((a, b) => byText(a.id, b.id));
  const edges = links.flatMap(({ from, to }) => from.filter((id) => id !== to).map((id): Edge => ({ from: id, to })));
  const forward = acyclic(sketch, edges);
  const companion = sketch.aside ? companionsOf(sketch, links, edges, forward) : new Map<string, string>();
  const hosts = new Map([...companion].map(([host, guest]) => [guest, host]));
  const host = (id: string): string => hosts.get(id) ?? id;
  const rank = ranks(
    sketch,
    forward.map(({ from, to }) => ({ from: host(from), to: host(to) })),
    host,
  );
  const road = longestRoad(sketch, forward);
  const parts = { down: [] as Part[], up: [] as Part[], across: [] as Part[], loops: [] as Part[] };
  for (const link of links) {
    const runs = new Map<keyof typeof parts, string[]>();
    for (const id of [...link.from].sort(byText)) push(runs, runOf(sketch, host, rank, id, link.to), id);
    for (const [run, from] of runs) parts[run].push({ key: `${run}:${link.id}`, link, from });
  }
  return { rank, road, companion, ...parts };
}

function runOf(
  { aside }: Sketch,
  host: (id: string) => string,
  rank: ReadonlyMap<string, number>,
  from: string,
  to: string,
): 'down' | 'up' | 'across' | 'loops' {
  if (from === to) return aside ? 'loops' : 'up';
  if (host(from) === host(to)) return 'across';
  return known(rank, from) < known(rank, to) ? 'down' : 'up';
}

const following = (edges: readonly Edge[]): ReadonlyMap<string, readonly string[]> => {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) push(next, from, to);
  return next;
};

/** The edges without those that lead back to a box on the way to them (depth first from the first box). */
function acyclic({ first, boxes }: Sketch, edges: readonly Edge[]): readonly Edge[] {
  const next = following(edges);
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<string>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const to of next.get(id) ?? []) {
      if (state.get(to) === 'open') back.add(`${id}\n${to}`);
      else if (!state.has(to)) visit(to);
    }
    state.set(id, 'done');
  };
  for (const id of [first, ...boxes.map((box) => box.id).sort(byText)]) if (!state.has(id)) visit(id);
  return edges.filter(({ from, to }) => !back.has(`${from}\n${to}`));
}

function ranks({ boxes }: Sketch, edges: readonly Edge[], host: (id: string) => string): ReadonlyMap<string, number> {
  const before = new Map<string, string[]>();
  for (const { from, to } of edges) if (from !== to) push(before, to, from);
  const rank = new Map<string, number>();
  const rankOf = (id: string): number => {
    const seen = rank.get(id);
    if (seen !== undefined) return seen;
    const is = Math.max(-1, ...(before.get(id) ?? []).map(rankOf)) + 1;
    rank.set(id, is);
    return is;
  };
  return new Map(boxes.map(({ id }) => [id, rankOf(host(id))]));
}

/**
 * Detours: entered from one box only, with a way back to it, and not needed to get anywhere else. A detour that ends
 * the matter by itself counts too, unless it lies on the longest way down, which is then the main road.
 */
function companionsOf(
  sketch: Sketch,
  links: readonly Link[],
  edges: readonly Edge[],
  forward: readonly Edge[],
): ReadonlyMap<string, string> {
  const companions = new Map<string, string>();
  const road = new Set(longestRoad(sketch, forward));
  const leaves = new Set(edges.map(({ from }) => from));
  for (const { id } of [...sketch.boxes].sort((a, b) => byText(a.id, b.id))) {
    const sources = new Set(edges.filter(({ to }) => to === id).map(({ from }) => from));
    const [host] = sources;
    if (host === undefined || sources.size !== 1 || id === sketch.first || companions.has(host)) continue;
    const taken = [...companions].flat();
    if (taken.includes(id) || [...companions.values()].includes(host)) continue;
    if (!links.some(({ from, to }) => to === host && from.length === 1 && from[0] === id)) continue;
    const reachable = reachableWithout(edges, host, id);
    const onward = edges.filter(({ from, to }) => from === id && !reachable.has(to)).map(({ to }) => to);
    const ends = onward.every((to) => !leaves.has(to));
    if (onward.length === 0 || (ends && !road.has(id))) companions.set(host, id);
  }
  return companions;
}

function reachableWithout(edges: readonly Edge[], start: string, without: string): ReadonlySet<string> {
  const found = new Set([start]);
  for (const id of found) {
    for (const { from, to } of edges) if (from === id && to !== without) found.add(to);
  }
  return found;
}

/** Over main links from one box only: what may happen from anywhere, like withdrawing, is not the way things go. */
function longestRoad({ first, links }: Sketch, forward: readonly Edge[]): readonly string[] {
  const main = new Set(links.flatMap(({ main, from, to }) => (main && from.length === 1 ? [`${from[0]}\n${to}`] : [])));
  const next = following(forward.filter(({ from, to }) => main.has(`${from}\n${to}`)));
  const roads = new Map<string, readonly string[]>();
  const roadFrom = (id: string): readonly string[] => {
    const seen = roads.get(id);
    if (seen) return seen;
    let longest: readonly string[] = [];
    for (const to of next.get(id) ?? []) {
      const road = roadFrom(to);
      if (road.length > longest.length) longest = road;
    }
    const road = [id, ...longest];
    roads.set(id, road);
    return road;
  };
  return roadFrom(first);
}
