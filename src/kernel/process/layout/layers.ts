import type { Part, Plan } from './rank.ts';
import { type Box, known, type Sketch } from './sketch.ts';

/** Something that takes room in a layer: a box (with what stands beside it), a label, or a line passing through. */
export type Element = {
  readonly id: string;
  readonly layer: number;
  /** Room to the left and to the right of its axis. */
  readonly left: number;
  readonly right: number;
  readonly height: number;
  /** Boxes of a box element, with the distance of their axis from that of the element. */
  readonly members: readonly { readonly box: Box; readonly offset: number }[];
};

/** A piece of a link between two neighbouring layers; `box` says which member of the element is meant. */
export type End = { readonly element: string; readonly box?: string };
export type Piece = {
  readonly part: Part;
  /** Between this layer and the next. */
  readonly layer: number;
  readonly top: End;
  readonly bottom: End;
  /** How much it wants to be straight. */
  readonly weight: number;
  /** How far its ends may be apart and still be joined by a straight line, because a box is wide. */
  readonly slack: number;
};

export type Layers = {
  readonly elements: ReadonlyMap<string, Element>;
  readonly layers: readonly (readonly string[])[];
  readonly pieces: readonly Piece[];
  /** The elements along a link, from its highest to its lowest, by part. */
  readonly chains: ReadonlyMap<string, readonly string[]>;
  readonly elementOf: ReadonlyMap<string, string>;
  /** The elements of the main road, which stand exactly below each other. */
  readonly spine: ReadonlySet<string>;
};

export const ROW_GAP = 10;
/** From the edge of a box to the label of an arrow that leaves it sideways. */
export const SIDE_GAP = 26;
const LINE_ROOM = 7;
/** Side branches turn once, above their label, and then drop straight onto their box. */
const SOURCE_WEIGHT = 1;
const TARGET_WEIGHT = 4;
const CHAIN_WEIGHT = 20;

/** Boxes in the even layers, labels in the odd ones, and every layer a link crosses holds a place for it. */
export function layersOf(sketch: Sketch, plan: Plan): Layers {
  const elements = new Map<string, Element>();
  const guests = new Set(plan.companion.values());
  const elementOf = new Map<string, string>();
  for (const element of boxElements(sketch, plan)) {
    elements.set(element.id, element);
    for (const { box } of element.members) elementOf.set(box.id, element.id);
  }
  const chains = new Map<string, readonly string[]>();
  const pieces: Piece[] = [];
  const boxes = new Map(sketch.boxes.map((box) => [box.id, box]));
  const slackOf = (id: string): number => exitReach(known(boxes, id));
  const spine = new Set(plan.road.flatMap((id) => (guests.has(id) ? [] : [known(elementOf, id)])));
  for (const part of plan.down) {
    const chain = chainOf(part, plan);
    for (const element of chain) elements.set(element.id, element);
    chains.set(
      part.key,
      chain.map(({ id }) => id),
    );
    if (isMain(part, plan) && !part.from.some((id) => guests.has(id))) for (const { id } of chain) spine.add(id);
    pieces.push(...piecesOf(part, chain, plan, elementOf, slackOf));
  }
  const depth = Math.max(...[...elements.values()].map(({ layer }) => layer)) + 1;
  const layers = Array.from({ length: depth }, (_, layer) =>
    [...elements.values()].filter((it) => it.layer === layer).map(({ id }) => id),
  );
  return { elements, layers, pieces, chains, elementOf, spine };
}

const CORNER = 10;
const NECK_CORNER = 6;

/** How far from the middle of a box a line may meet its upper edge. */
export const entryReach = (box: Box): number => box.entryReach ?? box.width / 2 - CORNER;
/** The same for lines that leave it below. */
export const exitReach = (box: Box): number => (box.neck ? box.neck.width / 2 - NECK_CORNER : entryReach(box));

/** The label's place comes right after its lowest source. */
export const labelId = (part: Part): string => `label ${part.key}`;
const labelLayer = (part: Part, { rank }: Plan): number => 2 * Math.max(...part.from.map((id) => known(rank, id))) + 1;

function chainOf(part: Part, plan: Plan): readonly Element[] {
  const first = 2 * Math.min(...part.from.map((id) => known(plan.rank, id))) + 1;
  const last = 2 * known(plan.rank, part.link.to) - 1;
  const atLabel = labelLayer(part, plan);
  const { width, height } = part.link.label;
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const layer = first + i;
    if (layer !== atLabel)
      return { id: `line ${part.key} ${layer}`, layer, left: LINE_ROOM, right: LINE_ROOM, height: 0, members: [] };
    return { id: labelId(part), layer, left: width / 2, right: width / 2, height, members: [] };
  });
}

const isMain = ({ link, from }: Part, { road }: Plan): boolean => {
  const [source] = from;
  return (
    link.main === true &&
    from.length === 1 &&
    source !== undefined &&
    road.indexOf(link.to) === road.indexOf(source) + 1 &&
    road.includes(source)
  );
};

function piecesOf(
  part: Part,
  chain: readonly Element[],
  plan: Plan,
  elementOf: ReadonlyMap<string, string>,
  slackOf: (box: string) => number,
): readonly Piece[] {
  const pieces: Piece[] = [];
  chain.forEach((element, i) => {
    for (const box of part.from) {
      if (2 * known(plan.rank, box) !== element.layer - 1) continue;
      const top = { element: known(elementOf, box), box };
      pieces.push({
        part,
        layer: element.layer - 1,
        top,
        bottom: { element: element.id },
        weight: SOURCE_WEIGHT,
        slack: slackOf(box),
      });
    }
    const next = chain[i + 1];
    if (next)
      pieces.push({
        part,
        layer: element.layer,
        top: { element: element.id },
        bottom: { element: next.id },
        weight: CHAIN_WEIGHT,
        slack: 0,
      });
  });
  const last = chain.at(-1);
  if (last) {
    const bottom = { element: known(elementOf, part.link.to), box: part.link.to };
    pieces.push({ part, layer: last.layer, top: { element: last.id }, bottom, weight: TARGET_WEIGHT, slack: 0 });
  }
  return pieces;
}

/** Room that the arrows at the side of a box take: their number of rows, and the width of the widest label. */
export function sideRoom(parts: readonly Part[]): { readonly width: number; readonly height: number } {
  const rows = parts.map(({ link }) => link.label.height + ROW_GAP);
  return {
    width: Math.max(0, ...parts.map(({ link }) => link.label.width)),
    height: rows.reduce((sum, row) => sum + row, 0),
  };
}

function boxElements(sketch: Sketch, plan: Plan): readonly Element[] {
  const boxes = new Map(sketch.boxes.map((box) => [box.id, box]));
  const guests = new Set(plan.companion.values());
  // One distance for all detours, so that they stand in a column.
  const distance = sideRoom(plan.across).width + 2 * SIDE_GAP;
  return sketch.boxes
    .filter(({ id }) => !guests.has(id))
    .map((box): Element => {
      const companion = plan.companion.get(box.id);
      const guest = companion === undefined ? undefined : known(boxes, companion);
      const across = sideRoom(plan.across.filter(({ link, from }) => [link.to, ...from].includes(box.id)));
      const loops = sideRoom(plan.loops.filter(({ link }) => link.to === box.id));
      const guestLoops = sideRoom(plan.loops.filter(({ link }) => link.to === companion));
      const height = Math.max(box.height, across.height, loops.height);
      const members = [{ box: { ...box, height }, offset: 0 }];
      let right = box.width / 2;
      if (guest) {
        members.push({
          box: { ...guest, height: Math.max(guest.height, across.height, guestLoops.height) },
          offset: right + distance + guest.width / 2,
        });
        right += distance + guest.width + sideWidth(guestLoops.width);
      }
      return {
        id: `box ${box.id}`,
        layer: 2 * known(plan.rank, box.id),
        left: box.width / 2 + sideWidth(loops.width),
        right,
        height: Math.max(...members.map((member) => member.box.height + (member.box.neck?.height ?? 0))),
        members,
      };
    });
}

const sideWidth = (label: number): number => (label === 0 ? 0 : label + SIDE_GAP);
