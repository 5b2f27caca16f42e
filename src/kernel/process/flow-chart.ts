import type { Process } from './define.ts';
import { linesOf } from './flow-lines.ts';
import { AUTOMATIC, BORDER, GROUND, SOFT } from './flow-looks.ts';
import { boxOf, icon, labelOf } from './flow-shapes.ts';
import { type FlowSketch, FONT_SIZES, flowSketch } from './flow-sketch.ts';
import { draw } from './layout/draw.ts';
import { known } from './layout/sketch.ts';
import { flowText } from './text.ts';
import { inOrder, type RoleTitles } from './wording.ts';
import { element, textElement } from './xml.ts';

const FONT = "'Noto Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif";
const LEGEND_HEIGHT = 34;

/**
 * A process as an SVG picture: states as boxes with who acts and the limits that run, acts as arrows. Plain shapes
 * and text without script, style or ids that could clash, so it may stand in any page and prints as it is;
 * `flowChartCss` adapts it to dark and high-contrast pages. Two definitions with the same digest look the same.
 *
 * @param options.id begins the ids of title and description; give each chart of a page its own
 */
export function flowChart(
  process: Process,
  options: { readonly roles?: RoleTitles; readonly id?: string } = {},
): string {
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

/** What the two kinds of arrows mean, where both occur. */
function legend(top: number, { labels, boxes }: FlowSketch): string {
  const y = top + LEGEND_HEIGHT / 2 - 4;
  const hasAutomatic = [...labels.values()].some(({ automatic }) => automatic);
  const hasClock = [...boxes.values()].some(({ badges }) => badges.some(({ kind }) => kind === 'clock'));
  const size = FONT_SIZES.law;
  const word = (x: number, text: string): string =>
    textElement('text', { x, y: y + 4, 'font-size': size, ...SOFT }, text);
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
