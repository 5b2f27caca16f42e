import type { Element, End, Layers } from './layers.ts';
import { known, push } from './sketch.ts';

/** Half the distance kept between things in a layer. */
const ROOM = { box: 12, line: 7 } as const;
const MOST_PASSES = 60;
/** Nobody sees less than this. */
const STILL = 0.25;
/** Heavy enough that nothing moves what is pinned. */
const PIN = 1e6;
const INERTIA = 0.01;

/**
 * The values nearest to `wishes` (least weighted squares) that keep their order and their distances:
 * `result[i + 1] - result[i] >= gaps[i]`. Pool-adjacent-violators after the gaps are taken out.
 */
export function spaced(
  wishes: readonly number[],
  weights: readonly number[],
  gaps: readonly number[],
): readonly number[] {
  type Block = { sum: number; weight: number; count: number };
  const blocks: Block[] = [];
  let shift = 0;
  const shifts = wishes.map((_, i) => (shift += i === 0 ? 0 : (gaps[i - 1] ?? 0)));
  wishes.forEach((wish, i) => {
    const weight = weights[i] ?? 1;
    let block: Block = { sum: (wish - (shifts[i] ?? 0)) * weight, weight, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.weight >= block.sum / block.weight; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, count: last.count + block.count };
    }
    blocks.push(block);
  });
  const levels = blocks.flatMap(({ sum, weight, count }) => new Array<number>(count).fill(sum / weight));
  return levels.map((level, i) => level + (shifts[i] ?? 0));
}

type Order = readonly (readonly string[])[];
type Pull = { readonly to: string; readonly by: number; readonly weight: number; readonly slack: number };

/** The axis of each element: the main road on one line, the others as straight as they can be, nothing too close. */
export function axes(layers: Layers, order: Order): ReadonlyMap<string, number> {
  const pulls = pullsOf(layers);
  const axis = new Map([...layers.elements.keys()].map((id) => [id, 0]));
  const pinned = new Map([...layers.spine].map((id) => [id, 0]));
  const rows = order.map((layer) => ({ layer, gaps: gapsOf(layer.map((id) => known(layers.elements, id))) }));
  for (const { layer, gaps } of rows) {
    const wishes = layer.map((id) => ({ x: 0, weight: pinned.has(id) ? PIN : 1 }));
    settle(axis, layer, gaps, wishes);
  }
  const relax = (): void => {
    let moved = Number.POSITIVE_INFINITY;
    for (let pass = 0; pass < MOST_PASSES && moved > STILL; pass++) {
      moved = 0;
      for (const { layer, gaps } of pass % 2 === 0 ? rows : rows.toReversed()) {
        const wishes = layer.map((id) => wishOf(id, pulls.get(id) ?? [], axis, pinned.get(id)));
        moved = Math.max(moved, settle(axis, layer, gaps, wishes));
      }
    }
  };
  relax();
  for (const chain of [...layers.chains.values()].filter(({ length }) => length > 1)) {
    straighten(chain, order, layers.elements, axis);
    for (const id of chain) pinned.set(id, known(axis, id));
  }
  relax();
  for (const { top, bottom } of layers.pieces) {
    if (bottom.box === undefined || pinned.has(top.element)) continue;
    const above = known(axis, bottom.element) + offsetIn(layers, bottom);
    const [low, high] = freedom(top.element, order, layers.elements, axis);
    if (above >= low && above <= high) axis.set(top.element, above);
  }
  return new Map([...axis].map(([id, x]) => [id, Math.round(x)]));
}

/** Places a layer; answers how far the element that moved most has moved. */
function settle(
  axis: Map<string, number>,
  layer: readonly string[],
  gaps: readonly number[],
  wishes: readonly Wish[],
): number {
  const placed = spaced(
    wishes.map(({ x }) => x),
    wishes.map(({ weight }) => weight),
    gaps,
  );
  let most = 0;
  for (const [at, id] of layer.entries()) {
    const x = placed[at] ?? 0;
    most = Math.max(most, Math.abs(x - known(axis, id)));
    axis.set(id, x);
  }
  return most;
}

const offsetIn = ({ elements }: Layers, { element, box }: End): number =>
  known(elements, element).members.find((it) => it.box.id === box)?.offset ?? 0;

function pullsOf(layers: Layers): ReadonlyMap<string, readonly Pull[]> {
  const pulls = new Map<string, Pull[]>();
  for (const { top, bottom, weight, slack } of layers.pieces) {
    const by = offsetIn(layers, top) - offsetIn(layers, bottom);
    push(pulls, bottom.element, { to: top.element, by, weight, slack });
    push(pulls, top.element, { to: bottom.element, by: -by, weight, slack });
  }
  return pulls;
}

type Wish = { readonly x: number; readonly weight: number };

/** Where an element would stand if only its lines counted; inside the slack of a line it is content where it is. */
function wishOf(id: string, pulls: readonly Pull[], axis: ReadonlyMap<string, number>, pin: number | undefined): Wish {
  if (pin !== undefined) return { x: pin, weight: PIN };
  const own = known(axis, id);
  let [sum, weights] = [own * INERTIA, INERTIA];
  for (const { to, by, weight, slack } of pulls) {
    const away = known(axis, to) + by - own;
    sum += weight * (own + Math.sign(away) * Math.max(0, Math.abs(away) - slack));
    weights += weight;
  }
  return { x: sum / weights, weight: weights };
}

const gapsOf = (layer: readonly Element[]): readonly number[] =>
  layer.slice(1).map((element, i) => {
    const before = layer[i];
    return before ? distance(before, element) : 0;
  });

/** Between the axes of two neighbours. */
const distance = (left: Element, right: Element): number =>
  left.right + ROOM[kindOf(left)] + ROOM[kindOf(right)] + right.left;

const kindOf = ({ members }: Element): 'box' | 'line' => (members.length > 0 ? 'box' : 'line');

/** Moves the places of one link onto one line where their neighbours leave room, in runs as long as they can be. */
function straighten(
  chain: readonly string[],
  order: Order,
  elements: Layers['elements'],
  axis: Map<string, number>,
): void {
  let run: string[] = [];
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const settle = (): void => {
    const wish = run.reduce((sum, id) => sum + known(axis, id), 0) / Math.max(1, run.length);
    const x = Math.min(high, Math.max(low, wish));
    if (run.length > 1) for (const id of run) axis.set(id, x);
  };
  for (const id of chain) {
    const [from, to] = freedom(id, order, elements, axis);
    if (Math.max(low, from) > Math.min(high, to)) {
      settle();
      [run, low, high] = [[], from, to];
    }
    run.push(id);
    [low, high] = [Math.max(low, from), Math.min(high, to)];
  }
  settle();
}

/** How far an element may move between its neighbours. */
function freedom(
  id: string,
  order: Order,
  elements: Layers['elements'],
  axis: ReadonlyMap<string, number>,
): readonly [number, number] {
  const element = known(elements, id);
  const layer = order[element.layer] ?? [];
  const at = layer.indexOf(id);
  const [before, after] = [at > 0 ? layer[at - 1] : undefined, layer[at + 1]];
  const low =
    before === undefined ? Number.NEGATIVE_INFINITY : known(axis, before) + distance(known(elements, before), element);
  const high =
    after === undefined ? Number.POSITIVE_INFINITY : known(axis, after) - distance(element, known(elements, after));
  return [low, high];
}
