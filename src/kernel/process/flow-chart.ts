import type { Process } from './define.ts';
import {
  BADGE_GAP,
  BADGE_PADDING,
  type Badge,
  BOX_PADDING,
  type BoxContent,
  FONT_SIZES,
  type FlowSketch,
  flowSketch,
  ICON_ROOM,
  type LabelContent,
  LINE_HEIGHT,
  type Line,
  linesHeight,
} from './flow-sketch.ts';
import { draw } from './layout/draw.ts';
import { type Drawing, known, type Point, type Rect, type Route } from './layout/sketch.ts';
import { flowText } from './text.ts';
import { inOrder, type RoleTitles } from './wording.ts';
import { element, textElement } from './xml.ts';

const FONT = "'Noto Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif";
/** Colours where no style sheet says otherwise; every one reaches 4.5:1 on its ground. */
const INK = '#1b1b1b';
const QUIET = '#505050';
const GROUND = '#ffffff';
const BOX = '#f5f8fc';
const BORDER = '#2b5c8a';
const AUTOMATIC = '#8a4b00';
const PATCH = '#fff3dc';
const PAUSE = '#ebebeb';
const LEGEND_HEIGHT = 34;

type Look = { readonly class?: string; readonly fill: string; readonly 'font-weight'?: string };
const STRONG: Look = { fill: INK, 'font-weight': 'bold' };
const SOFT: Look = { class: 'flow-soft', fill: QUIET };
const INVERSE: Look = { class: 'flow-inverse', fill: GROUND, 'font-weight': 'bold' };
const LOOKS: Readonly<Record<Line['kind'], Look>> = {
  title: STRONG,
  holder: SOFT,
  clock: STRONG,
  law: SOFT,
  act: STRONG,
  who: SOFT,
  end: STRONG,
};

/**
 * A process as an SVG picture: states as boxes with who acts and the limits that run, acts as arrows. Plain shapes
 * and text without script, style or ids that could clash, so it may stand in any page and prints as it is;
 * `flowChartCss` adapts it to dark and high-contrast pages. Two definitions with the same digest look the same.
 *
 * @param options.id begins the ids of title and description; give each chart of a page its own
 */
export function flowChart(process: Process, options: { readonly roles?: RoleTitles; readonly id?: string } = {}): string {
  const flow = flowSketch(process, options.roles ?? {});
  const drawing = draw(flow.sketch);
  const id = options.id ?? `flow-${process.kind}`;
  const width = Math.max(drawing.width, 420);
  const height = drawing.height + LEGEND_HEIGHT;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'flow',
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      lang: 'zh-CN',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': FONT,
    },
    textElement('title', { id: `${id}-title` }, flowText.chart(process.title)),
    textElement('desc', { id: `${id}-desc` }, descriptionOf(process)),
    element('rect', { class: 'flow-ground', width, height, fill: GROUND }),
    ...linesOf(drawing, flow),
    ...drawing.labels.flatMap(({ link, rect }) => labelOf(flow.labels.get(link), rect)),
    ...[...drawing.boxes].map(([box, rect]) => boxOf(known(flow.boxes, box), rect)),
    legend(drawing.height, flow),
  );
}

function descriptionOf({ states, actions, initial }: Process): string {
  const ends = inOrder(states).filter(([, state]) => state.closed);
  const first = states[initial]?.title ?? initial;
  return flowText.describe(
    Object.keys(states).length,
    Object.keys(actions).length,
    first,
    ends.map(([, { title }]) => title).join('、'),
  );
}

/** The lines of one link run together into one; a piece already drawn is not drawn again, so that dashes stay dashes. */
function linesOf({ routes }: Drawing, { labels }: FlowSketch): readonly string[] {
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

const legsOf = (points: readonly Point[]): readonly Leg[] =>
  points.slice(1).map((to, i): Leg => [points[i] ?? to, to]);

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

function labelOf(content: LabelContent | undefined, rect: Rect): readonly string[] {
  if (!content) return [];
  const ground = element('rect', { class: 'flow-ground', ...rect, fill: GROUND });
  const middle = rect.x + rect.width / 2;
  const title = content.law === undefined ? [] : [textElement('title', {}, flowText.law(content.law))];
  return [element('g', { class: content.automatic ? 'flow-act flow-automatic' : 'flow-act' }, ...title, ground, ...written(content.lines, middle, rect.y + 2, 'middle'))];
}

/** Lines of text from the given upper edge. */
function written(lines: readonly Line[], x: number, top: number, anchor: 'start' | 'middle', look?: Look): readonly string[] {
  let y = top;
  return lines.map(({ text, kind }) => {
    const size = FONT_SIZES[kind];
    y += size * LINE_HEIGHT;
    const at = { x, y: tenth(y - size * 0.32), 'text-anchor': anchor === 'middle' ? anchor : undefined };
    return textElement('text', { ...at, 'font-size': size, ...(look ?? LOOKS[kind]) }, text);
  });
}

const tenth = (n: number): number => Math.round(n * 10) / 10;

function boxOf({ shape, lines, badges }: BoxContent, rect: Rect): string {
  const middle = rect.x + rect.width / 2;
  const look = { fill: shape === 'start' ? BORDER : shape === 'end' ? GROUND : BOX, stroke: BORDER, 'stroke-width': shape === 'end' ? 2.5 : 1.4 };
  const border = element('rect', { class: `flow-${shape}`, ...rect, rx: shape === 'state' ? 6 : Math.min(22, rect.height / 2), ...look });
  const patches = badges.map((badge) => linesHeight(badge.lines) + 2 * BADGE_PADDING + BADGE_GAP);
  const content = linesHeight(lines) + patches.reduce((sum, patch) => sum + patch, 0);
  const top = rect.y + (rect.height - content) / 2;
  const texts = written(lines, middle, top, 'middle', shape === 'start' ? INVERSE : undefined);
  let y = top + linesHeight(lines);
  const drawnBadges = badges.flatMap((badge, i) => {
    const drawn = badgeOf(badge, { x: rect.x + BOX_PADDING, y: tenth(y + BADGE_GAP), width: rect.width - 2 * BOX_PADDING });
    y += patches[i] ?? 0;
    return drawn;
  });
  return element('g', {}, border, ...texts, ...drawnBadges);
}

function badgeOf({ kind, lines }: Badge, { x, y, width }: { readonly x: number; readonly y: number; readonly width: number }): readonly string[] {
  const height = tenth(linesHeight(lines) + 2 * BADGE_PADDING);
  return [
    element('rect', { class: `flow-badge flow-badge-${kind}`, x, y, width, height, rx: 4, fill: kind === 'clock' ? PATCH : PAUSE }),
    icon(kind, x + 13, tenth(y + BADGE_PADDING + 9)),
    ...written(lines, x + ICON_ROOM + 2, y + BADGE_PADDING, 'start'),
  ];
}

/** A clock face, or the two bars of a pause. */
function icon(kind: Badge['kind'], x: number, y: number): string {
  const d = kind === 'clock' ? `M${x} ${tenth(y - 3.5)}V${y}L${x + 3} ${y + 2}` : `M${x - 2} ${y - 3}v6M${x + 2} ${y - 3}v6`;
  const circle = element('circle', { class: 'flow-icon', cx: x, cy: y, r: 6.5, fill: 'none', stroke: AUTOMATIC, 'stroke-width': 1.3 });
  return circle + element('path', { class: 'flow-icon', d, fill: 'none', stroke: AUTOMATIC, 'stroke-width': 1.3 });
}

/** What the two kinds of arrows mean, where both occur. */
function legend(top: number, { labels, boxes }: FlowSketch): string {
  const y = top + LEGEND_HEIGHT / 2 - 4;
  const hasAutomatic = [...labels.values()].some(({ automatic }) => automatic);
  const hasClock = [...boxes.values()].some(({ badges }) => badges.some(({ kind }) => kind === 'clock'));
  const size = FONT_SIZES.law;
  const word = (x: number, text: string): string => textElement('text', { x, y: y + 4, 'font-size': size, ...SOFT }, text);
  const dash = (x: number, automatic: boolean): string =>
    element('path', {
      class: automatic ? 'flow-line flow-automatic' : 'flow-line',
      d: `M${x} ${y}h34`,
      stroke: automatic ? AUTOMATIC : BORDER,
      'stroke-width': 1.6,
      'stroke-dasharray': automatic ? '6 4' : undefined,
    });
  const parts = [dash(16, false), word(56, flowText.legend.act)];
  if (hasAutomatic) parts.push(dash(124, true), word(164, flowText.legend.automatic));
  if (hasClock) parts.push(icon('clock', 316, y), word(328, flowText.legend.clock));
  return element('g', {}, ...parts);
}

