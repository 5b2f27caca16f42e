import type { Frame, Lines } from './frame.ts';
import { ROW_GAP, SIDE_GAP } from './layers.ts';
import type { Part } from './rank.ts';
import { known, push, type Rect, type Route } from './sketch.ts';

const LOOP_DEPTH = 16;
const LOOP_HALF_HEIGHT = 9;

/** The arrows beside a box: to and from its companion, and from the box to itself. */
export function sideRoutes({ plan, boxes }: Frame): Lines {
  const labels: { link: string; rect: Rect }[] = [];
  const routes: Route[] = [];
  for (const [host, guest] of plan.companion) {
    const [left, right] = [known(boxes, host), known(boxes, guest)];
    const parts = plan.across
      .filter(({ link }) => link.to === host || link.to === guest)
      .filter(({ link, from }) => [link.to, ...from].includes(guest));
    // Away from the box first, back to it below.
    const rows = rowsOf(
      parts.toSorted((a, b) => Number(a.link.to === host) - Number(b.link.to === host)),
      left,
    );
    const middle = (left.x + left.width + right.x) / 2;
    for (const { part, y } of rows) {
      const { label, id, to } = part.link;
      labels.push({ link: id, rect: { x: middle - label.width / 2, y: y - label.height / 2, ...label } });
      const there = { x: right.x, y };
      const here = { x: left.x + left.width, y };
      for (const from of part.from)
        routes.push({ link: id, from, points: to === guest ? [here, there] : [there, here] });
    }
  }
  const loops = new Map<string, Part[]>();
  for (const part of plan.loops) push(loops, part.link.to, part);
  const guests = new Set(plan.companion.values());
  for (const [id, parts] of loops) {
    const box = known(boxes, id);
    const outwards = guests.has(id) ? 1 : -1;
    const edge = guests.has(id) ? box.x + box.width : box.x;
    for (const { part, y } of rowsOf(parts, box)) {
      const { label } = part.link;
      const [upper, lower] = [y - LOOP_HALF_HEIGHT, y + LOOP_HALF_HEIGHT];
      const x = edge + outwards * LOOP_DEPTH;
      const labelAxis = edge + outwards * (SIDE_GAP + label.width / 2);
      labels.push({ link: part.link.id, rect: { x: labelAxis - label.width / 2, y: y - label.height / 2, ...label } });
      const points = [
        { x: edge, y: upper },
        { x, y: upper },
        { x, y: lower },
        { x: edge, y: lower },
      ];
      routes.push({ link: part.link.id, from: id, points });
    }
  }
  return { labels, routes };
}

/** The arrows one under the other, in the middle of the box. */
function rowsOf(parts: readonly Part[], box: Rect): readonly { readonly part: Part; readonly y: number }[] {
  const heights = parts.map(({ link }) => link.label.height + ROW_GAP);
  let y = box.y + (box.height - heights.reduce((sum, height) => sum + height, 0)) / 2;
  return parts.map((part, i) => {
    const height = heights[i] ?? 0;
    y += height;
    return { part, y: Math.round(y - height / 2) };
  });
}
