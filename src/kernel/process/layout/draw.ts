import type { Frame, Lines } from './frame.ts';
import { laneRoutes, lanesOf } from './lanes.ts';
import { type Layers, labelId, layersOf } from './layers.ts';
import { channelsOf, type Levels } from './levels.ts';
import { ordered } from './order.ts';
import { axes } from './place.ts';
import { portKey, portsOf, type Side } from './ports.ts';
import { type Plan, planOf } from './rank.ts';
import { sideRoutes } from './sides.ts';
import { type Drawing, known, type Point, type Rect, type Route, type Sketch } from './sketch.ts';

const MARGIN = 16;

/**
 * Lays out boxes and arrows from top to bottom: arrows are right-angled, labels and boxes never overlap, arrows that
 * lead back up run at the sides. The same sketch gives the same drawing, whatever the order of its parts.
 */
export function draw(sketch: Sketch): Drawing {
  const plan = planOf(sketch);
  const layers = layersOf(sketch, plan);
  const axis = axes(layers, ordered(layers));
  const sides = sidesOf(plan, layers, axis);
  const ports = portsOf(plan, layers, axis, sides);
  const levels = channelsOf(plan, layers, axis, ports, sides);
  const frame: Frame = { plan, layers, axis, ports, levels, boxes: boxRects(layers, axis, levels) };
  const inside = [downLines(frame), sideRoutes(frame)];
  const lines = [...inside, laneRoutes(frame, lanesOf(frame, sides, boundsOf(frame, inside)))];
  return framed(frame, { labels: lines.flatMap((it) => it.labels), routes: lines.flatMap((it) => it.routes) });
}

/** A line that runs back goes round the side that is nearer to both its ends. */
function sidesOf(
  { up }: Plan,
  { elementOf, elements }: Layers,
  axis: ReadonlyMap<string, number>,
): ReadonlyMap<string, Side> {
  const all = [...elements.values()].map((element) => ({
    low: known(axis, element.id) - element.left,
    high: known(axis, element.id) + element.right,
  }));
  const middle = (Math.min(...all.map(({ low }) => low)) + Math.max(...all.map(({ high }) => high))) / 2;
  return new Map(
    up.map((part) => {
      const ends = [part.link.to, ...part.from].map((box) => known(axis, known(elementOf, box)) - middle);
      return [part.key, ends.reduce((sum, x) => sum + x, 0) < 0 ? 'left' : 'right'] as const;
    }),
  );
}

function boxRects({ elements }: Layers, axis: ReadonlyMap<string, number>, levels: Levels): ReadonlyMap<string, Rect> {
  const rects = new Map<string, Rect>();
  for (const { id, layer, members } of elements.values()) {
    const { top, height } = levels.layer(layer);
    for (const { box, offset } of members) {
      const whole = box.height + (box.neck?.height ?? 0);
      const x = known(axis, id) + offset - box.width / 2;
      rects.set(box.id, { x, y: top + Math.round((height - whole) / 2), width: box.width, height: box.height });
    }
  }
  return rects;
}

/** The links that lead down: from each source along the chain of places kept for it. */
function downLines({ plan, layers, axis, ports, levels, boxes }: Frame): Lines {
  const labels: { link: string; rect: Rect }[] = [];
  const routes: Route[] = [];
  for (const part of plan.down) {
    const chain = known(layers.chains, part.key);
    const { link } = part;
    const label = known(layers.elements, labelId(part));
    const place = levels.layer(label.layer);
    const rect = {
      x: known(axis, label.id) - link.label.width / 2,
      y: place.top + (place.height - link.label.height) / 2,
    };
    labels.push({ link: link.id, rect: { ...rect, ...link.label } });
    for (const from of part.from) {
      const source = known(boxes, from);
      const start = known(layers.elements, known(layers.elementOf, from)).layer;
      const points: Point[] = [{ x: known(ports, portKey('bottom', from, part)), y: source.y + source.height }];
      const turn = (layer: number, x: number): void => {
        const level = levels.track(layer, part.key);
        const last = points.at(-1);
        if (last && last.x !== x) points.push({ x: last.x, y: level }, { x, y: level });
      };
      for (const id of chain.filter((it) => known(layers.elements, it).layer > start)) {
        turn(known(layers.elements, id).layer - 1, known(axis, id));
        const { layer } = known(layers.elements, id);
        points.push({ x: known(axis, id), y: levels.layer(layer).top });
      }
      const arrival = known(ports, portKey('top', link.to, part));
      turn(known(layers.elements, known(layers.elementOf, link.to)).layer - 1, arrival);
      points.push({ x: arrival, y: known(boxes, link.to).y });
      routes.push({ link: link.id, from, points });
    }
  }
  return { labels, routes };
}

type Bounds = { readonly left: number; readonly right: number };

const boundsOf = ({ boxes }: Frame, lines: readonly Lines[]): Bounds => {
  const rects = [...boxes.values(), ...lines.flatMap(({ labels }) => labels.map(({ rect }) => rect))];
  const xs = lines.flatMap(({ routes }) => routes.flatMap(({ points }) => points.map(({ x }) => x)));
  return {
    left: Math.min(...xs, ...rects.map(({ x }) => x)),
    right: Math.max(...xs, ...rects.map(({ x, width }) => x + width)),
  };
};

/** Moves everything so that it starts at the margin, and rounds to whole units. */
function framed(frame: Frame, lines: Lines): Drawing {
  const { left, right } = boundsOf(frame, [lines]);
  const at = ({ x, y }: Point): Point => ({ x: Math.round(x - left) + MARGIN, y: Math.round(y) + MARGIN });
  const moved = (rect: Rect): Rect => ({ ...at(rect), width: rect.width, height: rect.height });
  return {
    width: Math.ceil(right - left) + 2 * MARGIN,
    height: Math.ceil(frame.levels.height) + 2 * MARGIN,
    boxes: new Map([...frame.boxes].map(([id, rect]) => [id, moved(rect)])),
    labels: lines.labels.map(({ link, rect }) => ({ link, rect: moved(rect) })),
    routes: lines.routes.map((route) => ({ ...route, points: straightened(route.points.map(at)) })),
  };
}

/** Without the points at which a line does not turn. */
function straightened(points: readonly Point[]): readonly Point[] {
  return points.filter((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after) return true;
    if (point.x === before.x && point.y === before.y) return false;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}
