import type { Frame, Lines } from './frame.ts';
import { portKey, type Side } from './ports.ts';
import type { Part } from './rank.ts';
import { known, type Point, type Rect, type Route } from './sketch.ts';

/** A way back up beside the layers; its label stands in the middle of it. */
type Lane = { readonly part: Part; readonly x: number };

const LANE_GAP = 20;

const layerOf = ({ layers }: Frame, box: string): number => known(layers.elements, known(layers.elementOf, box)).layer;

const lowest = (frame: Frame, part: Part): number => Math.max(...part.from.map((box) => layerOf(frame, box)));

/** Gives each way back a column of its own at its side, short ways inside. */
export function lanesOf(
  frame: Frame,
  sides: ReadonlyMap<string, Side>,
  bounds: { readonly left: number; readonly right: number },
): readonly Lane[] {
  const length = (part: Part): number => lowest(frame, part) - layerOf(frame, part.link.to);
  return (['left', 'right'] as const).flatMap((side) => {
    const parts = frame.plan.up.filter(({ key }) => sides.get(key) === side).toSorted((a, b) => length(a) - length(b));
    const outwards = side === 'left' ? -1 : 1;
    let edge = bounds[side];
    return parts.map((part) => {
      const half = Math.max(part.link.label.width / 2, 4);
      const x = edge + outwards * (LANE_GAP + half);
      edge = x + outwards * half;
      return { part, x };
    });
  });
}

/** Down from the box, out to the lane, up, and in to the target from above. */
export function laneRoutes(frame: Frame, lanes: readonly Lane[]): Lines {
  const labels: { link: string; rect: Rect }[] = [];
  const routes: Route[] = [];
  for (const { part, x } of lanes) {
    const { id, to, label } = part.link;
    const arrivalLayer = layerOf(frame, to) - 1;
    const arrivalY = frame.levels.track(arrivalLayer, part.key);
    const arrival = { x: known(frame.ports, portKey('top', to, part)), y: known(frame.boxes, to).y };
    for (const from of part.from) {
      const box = known(frame.boxes, from);
      const start: Point = { x: known(frame.ports, portKey('bottom', from, part)), y: box.y + box.height };
      const y = frame.levels.track(layerOf(frame, from), part.key);
      const points = [start, { x: start.x, y }, { x, y }, { x, y: arrivalY }, { x: arrival.x, y: arrivalY }, arrival];
      routes.push({ link: id, from, points });
    }
    const beside = frame.levels.layer(labelLayer(frame, part));
    labels.push({
      link: id,
      rect: { x: x - label.width / 2, y: beside.top + (beside.height - label.height) / 2, ...label },
    });
  }
  return { labels, routes };
}

/** Labels stand beside a layer of boxes, never beside a channel, where the lines of outer lanes pass. */
function labelLayer(frame: Frame, part: Part): number {
  const [from, to] = [layerOf(frame, part.link.to), Math.min(...part.from.map((box) => layerOf(frame, box)))];
  const middle = Math.round((from + to) / 2);
  return middle % 2 === 0 ? middle : middle + 1;
}
