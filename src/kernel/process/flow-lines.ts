import { AUTOMATIC, BORDER } from './flow-looks.ts';
import type { FlowSketch } from './flow-sketch.ts';
import type { Drawing, Point, Route } from './layout/sketch.ts';
import { element } from './xml.ts';

/** The lines of one link run together into one; a piece already drawn is not drawn again, so that dashes stay dashes. */
export function linesOf({ routes }: Drawing, { labels }: FlowSketch): readonly string[] {
  const drawn = new Map<string, Route[]>();
  // The longest first, so that the others join it.
  const ordered = routes.toSorted((a, b) => (a.points[0]?.y ?? 0) - (b.points[0]?.y ?? 0));
  return ordered.flatMap((route) => {
    const automatic = labels.get(route.link)?.automatic ?? false;
    const before = drawn.get(route.link) ?? [];
    drawn.set(route.link, [...before, route]);
    const points = untilJoined(route.points, before);
    const path = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
    const stroke = automatic ? AUTOMATIC : BORDER;
    const line = element('path', {
      class: automatic ? 'flow-line flow-automatic' : 'flow-line',
      d: path,
      fill: 'none',
      stroke,
      'stroke-width': 1.6,
      'stroke-dasharray': automatic ? '6 4' : undefined,
      'stroke-linejoin': 'round',
    });
    return before.length > 0 ? [line] : [line, arrowHead(route.points, automatic, stroke)];
  });
}

/** The way without its last legs that lie on a line already drawn. */
function untilJoined(points: readonly Point[], others: readonly Route[]): readonly Point[] {
  const drawn = others.flatMap((other) => legsOf(other.points));
  let end = points.length;
  while (end >= 2) {
    const [from, to] = [points[end - 2], points[end - 1]];
    if (!from || !to || !drawn.some((leg) => isOn(from, leg) && isOn(to, leg))) break;
    end--;
  }
  return points.slice(0, end);
}

type Leg = readonly [Point, Point];

const legsOf = (points: readonly Point[]): readonly Leg[] => points.slice(1).map((to, i): Leg => [points[i] ?? to, to]);

const isOn = ({ x, y }: Point, [a, b]: Leg): boolean =>
  x >= Math.min(a.x, b.x) && x <= Math.max(a.x, b.x) && y >= Math.min(a.y, b.y) && y <= Math.max(a.y, b.y);

function arrowHead(points: readonly Point[], automatic: boolean, fill: string): string {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (!tip || !before) return '';
  const [dx, dy] = [Math.sign(tip.x - before.x), Math.sign(tip.y - before.y)];
  const [x, y] = [tip.x - 9 * dx, tip.y - 9 * dy];
  const d = `M${tip.x} ${tip.y}L${x - 5 * dy} ${y - 5 * dx}L${x + 5 * dy} ${y + 5 * dx}Z`;
  return element('path', { class: automatic ? 'flow-head flow-automatic' : 'flow-head', d, fill });
}
