import { entryReach, exitReach, type Layers } from './layers.ts';
import { spaced } from './place.ts';
import type { Part, Plan } from './rank.ts';
import { type Box, known, push } from './sketch.ts';

/** Where on the edge of a box a line leaves or arrives, by {@link portKey}. */
export type Ports = ReadonlyMap<string, number>;

const PORT_GAP = 18;
const SPINE_WEIGHT = 1000;
const BESIDE_CORNER = 22;
const BESIDE_GAP = 44;

export const portKey = (edge: 'top' | 'bottom', box: string, part: Part): string => `${edge} ${box} ${part.key}`;

/** On which side a link runs back up. */
export type Side = 'left' | 'right';

type Wish = { readonly part: Part; readonly x: number; readonly weight: number };

/** Each line meets the edge as near to where it comes from as the box allows, in an order in which none cross. */
export function portsOf(
  plan: Plan,
  layers: Layers,
  axis: ReadonlyMap<string, number>,
  sides: ReadonlyMap<string, Side>,
): Ports {
  const wishes = wishesOf(plan, layers, axis, sides);
  const ports = new Map<string, number>();
  for (const { id, members } of layers.elements.values()) {
    for (const { box, offset } of members) {
      const centre = known(axis, id) + offset;
      const top = alongTop(box, centre, wishes.get(`top ${box.id}`) ?? []);
      const bottom = alongBottom(box, centre, wishes.get(`bottom ${box.id}`) ?? []);
      for (const [part, x] of top) ports.set(portKey('top', box.id, part), x);
      for (const [part, x] of bottom) ports.set(portKey('bottom', box.id, part), x);
    }
  }
  return ports;
}

/** Where the lines at each edge would be straight; ways back wish for their side. */
function wishesOf(
  { up }: Plan,
  { pieces, spine }: Layers,
  axis: ReadonlyMap<string, number>,
  sides: ReadonlyMap<string, Side>,
): ReadonlyMap<string, readonly Wish[]> {
  const wishes = new Map<string, Wish[]>();
  for (const { part, top, bottom } of pieces) {
    const weight = spine.has(top.element) && spine.has(bottom.element) ? SPINE_WEIGHT : 1;
    if (top.box !== undefined) push(wishes, `bottom ${top.box}`, { part, x: known(axis, bottom.element), weight });
    if (bottom.box !== undefined) push(wishes, `top ${bottom.box}`, { part, x: known(axis, top.element), weight });
  }
  for (const part of up) {
    const x = sides.get(part.key) === 'left' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    for (const box of part.from) push(wishes, `bottom ${box}`, { part, x, weight: 1 });
    push(wishes, `top ${part.link.to}`, { part, x, weight: 1 });
  }
  return wishes;
}

const alongTop = (box: Box, centre: number, wishes: readonly Wish[]): readonly (readonly [Part, number])[] =>
  spread(wishes, centre, entryReach(box));

function alongBottom(box: Box, centre: number, wishes: readonly Wish[]): readonly (readonly [Part, number])[] {
  if (!box.neck) return spread(wishes, centre, exitReach(box));
  const beside = wishes.filter(({ part }) => part.link.beside);
  const left = beside.filter(({ x }) => x < centre);
  const right = beside.filter(({ x }) => x >= centre).toReversed();
  const reach = box.width / 2 - BESIDE_CORNER;
  return [
    ...spread(
      wishes.filter(({ part }) => !part.link.beside),
      centre,
      exitReach(box),
    ),
    ...left.map(({ part }, i) => [part, Math.round(centre - reach + i * BESIDE_GAP)] as const),
    ...right.map(({ part }, i) => [part, Math.round(centre + reach - i * BESIDE_GAP)] as const),
  ];
}

/** Puts the lines on the edge within `reach` of its centre, nearest to their wishes. */
function spread(wishes: readonly Wish[], centre: number, reach: number): readonly (readonly [Part, number])[] {
  const sorted = wishes.toSorted(
    (a, b) => compare(a.x, b.x) || compare(b.part.link.from.length, a.part.link.from.length),
  );
  const gaps = sorted.length - 1;
  const straight = sorted.findIndex(({ weight }) => weight === SPINE_WEIGHT);
  // The main road keeps the middle; the others share what is left on its two sides.
  const room = straight === -1 ? (2 * reach) / Math.max(1, gaps) : reach / Math.max(1, straight, gaps - straight);
  const gap = Math.min(PORT_GAP, room);
  const clamped = sorted.map(({ x }) => Math.min(centre + reach, Math.max(centre - reach, x)));
  const placed = spaced(
    clamped,
    sorted.map(({ weight }) => weight),
    new Array<number>(Math.max(0, gaps)).fill(gap),
  );
  return sorted.map(({ part }, i) => {
    const low = centre - reach + i * gap;
    const high = centre + reach - (gaps - i) * gap;
    return [part, Math.round(Math.min(high, Math.max(low, placed[i] ?? centre)))] as const;
  });
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
