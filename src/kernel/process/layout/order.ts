import type { End, Layers, Piece } from './layers.ts';
import { byText, known, push } from './sketch.ts';

type Order = readonly (readonly string[])[];

const SWEEPS = 12;

/** The order within each layer in which few lines cross: barycentre sweeps, then exchanges of neighbours. */
export function ordered({ layers, pieces, elements }: Layers): Order {
  const memberAt = (end: End): number =>
    known(elements, end.element).members.findIndex(({ box }) => box.id === end.box);
  const channels = new Map<number, Piece[]>();
  for (const piece of pieces) push(channels, piece.layer, piece);
  const crossings = (order: Order, from = 0, to = order.length): number => {
    const place = placesOf(order);
    const at = (end: End): number => known(place, end.element) + Math.max(0, memberAt(end)) / 2;
    let sum = 0;
    for (let layer = Math.max(0, from); layer < to; layer++) sum += crossingsIn(channels.get(layer) ?? [], at);
    return sum;
  };
  let order: Order = layers.map((layer) => [...layer].sort(byText));
  let best = order;
  let least = crossings(order);
  for (let sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
    order = swept(order, pieces, sweep % 2 === 0, memberAt);
    const now = crossings(order);
    if (now < least) [best, least] = [order, now];
  }
  return exchanged(best, crossings);
}

const placesOf = (order: Order): ReadonlyMap<string, number> =>
  new Map(order.flatMap((layer) => layer.map((id, at) => [id, at] as const)));

function crossingsIn(pieces: readonly Piece[], at: (end: End) => number): number {
  let sum = 0;
  pieces.forEach((a, i) => {
    for (const b of pieces.slice(i + 1)) {
      if (a.part === b.part) continue;
      const apart = (at(a.top) - at(b.top)) * (at(a.bottom) - at(b.bottom));
      if (apart < 0) sum += 1;
    }
  });
  return sum;
}

function swept(order: Order, pieces: readonly Piece[], down: boolean, memberAt: (end: End) => number): Order {
  const result = order.map((layer) => [...layer]);
  const towards = new Map<string, End[]>();
  for (const { top, bottom } of pieces) push(towards, down ? bottom.element : top.element, down ? top : bottom);
  const indices = result.map((_, i) => i);
  for (const index of down ? indices : indices.reverse()) {
    const place = placesOf(result);
    const layer = result[index] ?? [];
    const wish = new Map(
      layer.map((id, at) => {
        const ends = towards.get(id) ?? [];
        const sum = ends.reduce((total, end) => total + known(place, end.element) + Math.max(0, memberAt(end)) / 2, 0);
        return [id, ends.length === 0 ? at : sum / ends.length];
      }),
    );
    layer.sort((a, b) => known(wish, a) - known(wish, b) || known(place, a) - known(place, b));
  }
  return result;
}

/** Exchanges neighbours in a layer as long as that removes crossings. */
function exchanged(order: Order, crossings: (order: Order, from: number, to: number) => number): Order {
  const result = order.map((layer) => [...layer]);
  let improved = true;
  while (improved) {
    improved = false;
    for (const [index, layer] of result.entries()) {
      for (let at = 0; at + 1 < layer.length; at++) {
        const before = crossings(result, index - 1, index + 1);
        const pair = layer.slice(at, at + 2);
        layer.splice(at, 2, ...pair.toReversed());
        if (crossings(result, index - 1, index + 1) < before) improved = true;
        else layer.splice(at, 2, ...pair);
      }
    }
  }
  return result;
}
