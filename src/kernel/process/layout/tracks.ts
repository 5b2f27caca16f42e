/** Lines of one link between two layers: they come from above at `tops`, run together, and go down at `bottoms`. */
export type Bus = {
  readonly key: string;
  readonly tops: readonly number[];
  readonly bottoms: readonly number[];
  /** Leads out of the layers altogether, to run back up at that side. */
  readonly out?: 'left' | 'right';
};

const NEAR = 9;
const FAR = 1e6;

const span = ({ tops, bottoms, out }: Bus): readonly [number, number] => {
  const ends = [...tops, ...bottoms, ...(out === 'left' ? [-FAR] : out === 'right' ? [FAR] : [])];
  return [Math.min(...ends), Math.max(...ends)];
};

/** A line that goes straight down needs no track. */
export const isStraight = (bus: Bus): boolean => {
  const [low, high] = span(bus);
  return low === high;
};

/** The level at which each bus runs sideways, 0 the highest: no two share a piece of a line, few cross. */
export function tracksOf(buses: readonly Bus[]): ReadonlyMap<string, number> {
  const order: Bus[] = [];
  for (const bus of buses.filter((it) => !isStraight(it))) {
    const costs = Array.from({ length: order.length + 1 }, (_, at) => costOf(order.toSpliced(at, 0, bus)));
    order.splice(costs.indexOf(Math.min(...costs)), 0, bus);
  }
  const tracks = new Map<string, number>();
  order.forEach((bus, at) => {
    const above = order.slice(0, at).filter((other) => meet(bus, other));
    tracks.set(bus.key, Math.max(-1, ...above.map(({ key }) => tracks.get(key) ?? 0)) + 1);
  });
  return tracks;
}

function meet(a: Bus, b: Bus): boolean {
  const [[lowA, highA], [lowB, highB]] = [span(a), span(b)];
  return lowA <= highB + NEAR && lowB <= highA + NEAR;
}

function costOf(order: readonly Bus[]): number {
  let cost = 0;
  order.forEach((above, i) => {
    for (const below of order.slice(i + 1)) cost += pairCost(above, below);
  });
  return cost;
}

/** Crossings when one runs above the other; lines close together are as bad as a hundred, on each other as a thousand. */
function pairCost(above: Bus, below: Bus): number {
  const crosses = (x: number, [low, high]: readonly [number, number]): number =>
    x > low - NEAR && x < high + NEAR ? 1 : 0;
  let cost = 0;
  for (const x of above.bottoms) cost += crosses(x, span(below));
  for (const x of below.tops) cost += crosses(x, span(above));
  for (const x of above.bottoms) for (const y of below.tops) cost += closeness(Math.abs(x - y));
  return cost;
}

const closeness = (distance: number): number => (distance <= 1 ? 1000 : distance < NEAR ? 100 : 0);
