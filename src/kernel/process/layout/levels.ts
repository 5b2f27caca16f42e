import type { Layers } from './layers.ts';
import { type Ports, portKey, type Side } from './ports.ts';
import type { Plan } from './rank.ts';
import { known, push } from './sketch.ts';
import { type Bus, tracksOf } from './tracks.ts';

/** The heights of things: layers of boxes and labels, and between them channels in which lines run sideways. */
export type Levels = {
  readonly layer: (layer: number) => { readonly top: number; readonly height: number };
  /** The level at which a link runs sideways in the channel under a layer (-1: above the first). */
  readonly track: (layer: number, partKey: string) => number;
  readonly height: number;
};

const TRACK_GAP = 12;
const ABOVE_TRACKS = 14;
/** Room for an arrow head. */
const BELOW_TRACKS = 18;
const STRAIGHT = 24;

export function channelsOf(
  plan: Plan,
  layers: Layers,
  axis: ReadonlyMap<string, number>,
  ports: Ports,
  sides: ReadonlyMap<string, Side>,
): Levels {
  const buses = busesOf(plan, layers, axis, ports, sides);
  const tops = new Map<number, number>();
  const heights = new Map<number, number>();
  const tracks = new Map<string, number>();
  let y = 0;
  for (let layer = -1; layer < layers.layers.length; layer++) {
    const ids = layers.layers[layer] ?? [];
    tops.set(layer, y);
    heights.set(layer, Math.max(0, ...ids.map((id) => known(layers.elements, id).height)));
    y += heights.get(layer) ?? 0;
    const levels = tracksOf(buses.get(layer) ?? []);
    for (const [key, level] of levels) tracks.set(`${layer} ${key}`, y + ABOVE_TRACKS + level * TRACK_GAP);
    const outermost = layer === -1 || layer === layers.layers.length - 1;
    if (levels.size > 0) y += ABOVE_TRACKS + Math.max(...levels.values()) * TRACK_GAP + BELOW_TRACKS;
    else if (!outermost) y += STRAIGHT;
  }
  return {
    layer: (layer) => ({ top: known(tops, layer), height: known(heights, layer) }),
    track: (layer, partKey) => tracks.get(`${layer} ${partKey}`) ?? known(tops, layer) + known(heights, layer),
    height: y,
  };
}

/** The lines in each channel, those of one link together. */
function busesOf(
  plan: Plan,
  layers: Layers,
  axis: ReadonlyMap<string, number>,
  ports: Ports,
  sides: ReadonlyMap<string, Side>,
): ReadonlyMap<number, readonly Bus[]> {
  type Growing = { key: string; tops: number[]; bottoms: number[]; out?: Side };
  const found = new Map<string, Growing & { layer: number }>();
  const bus = (layer: number, key: string): Growing => {
    const id = `${layer} ${key}`;
    const grown = found.get(id) ?? { layer, key, tops: [], bottoms: [] };
    found.set(id, grown);
    return grown;
  };
  for (const { part, layer, top, bottom } of layers.pieces) {
    const grown = bus(layer, part.key);
    grown.tops.push(top.box === undefined ? known(axis, top.element) : known(ports, portKey('bottom', top.box, part)));
    grown.bottoms.push(
      bottom.box === undefined ? known(axis, bottom.element) : known(ports, portKey('top', bottom.box, part)),
    );
  }
  const layerOf = (box: string): number => known(layers.elements, known(layers.elementOf, box)).layer;
  for (const part of plan.up) {
    const out = known(sides, part.key);
    for (const from of part.from) {
      const grown = bus(layerOf(from), part.key);
      grown.tops.push(known(ports, portKey('bottom', from, part)));
      grown.out = out;
    }
    const grown = bus(layerOf(part.link.to) - 1, part.key);
    grown.bottoms.push(known(ports, portKey('top', part.link.to, part)));
    grown.out = out;
  }
  const byLayer = new Map<number, Bus[]>();
  for (const { layer, ...rest } of found.values()) push(byLayer, layer, rest);
  return byLayer;
}
