import { AUTOMATIC, BORDER, BOX, GROUND, INVERSE, LOOKS, type Look, PATCH, PAUSE } from './flow-looks.ts';
import {
  BADGE_GAP,
  BADGE_PADDING,
  type Badge,
  BOX_PADDING,
  type BoxContent,
  FONT_SIZES,
  ICON_ROOM,
  type LabelContent,
  LINE_HEIGHT,
  type Line,
  linesHeight,
} from './flow-sketch.ts';
import type { Rect } from './layout/sketch.ts';
import { flowText } from './text.ts';
import { element, textElement } from './xml.ts';

export function labelOf(content: LabelContent | undefined, rect: Rect): readonly string[] {
  if (!content) return [];
  const ground = element('rect', { class: 'flow-ground', ...rect, fill: GROUND });
  const middle = rect.x + rect.width / 2;
  const title = content.law === undefined ? [] : [textElement('title', {}, flowText.law(content.law))];
  return [
    element(
      'g',
      { class: content.automatic ? 'flow-act flow-automatic' : 'flow-act' },
      ...title,
      ground,
      ...written(content.lines, middle, rect.y + 2, 'middle'),
    ),
  ];
}

/** Lines of text from the given upper edge. */
function written(
  lines: readonly Line[],
  x: number,
  top: number,
  anchor: 'start' | 'middle',
  look?: Look,
): readonly string[] {
  let y = top;
  return lines.map(({ text, kind }) => {
    const size = FONT_SIZES[kind];
    y += size * LINE_HEIGHT;
    const at = { x, y: tenth(y - size * 0.32), 'text-anchor': anchor === 'middle' ? anchor : undefined };
    return textElement('text', { ...at, 'font-size': size, ...(look ?? LOOKS[kind]) }, text);
  });
}

const tenth = (n: number): number => Math.round(n * 10) / 10;

export function boxOf({ shape, lines, badges }: BoxContent, rect: Rect): string {
  const middle = rect.x + rect.width / 2;
  const look = {
    fill: shape === 'start' ? BORDER : shape === 'end' ? GROUND : BOX,
    stroke: BORDER,
    'stroke-width': shape === 'end' ? 2.5 : 1.4,
  };
  const border = element('rect', {
    class: `flow-${shape}`,
    ...rect,
    rx: shape === 'state' ? 6 : Math.min(22, rect.height / 2),
    ...look,
  });
  const patches = badges.map((badge) => linesHeight(badge.lines) + 2 * BADGE_PADDING + BADGE_GAP);
  const content = linesHeight(lines) + patches.reduce((sum, patch) => sum + patch, 0);
  const top = rect.y + (rect.height - content) / 2;
  const texts = written(lines, middle, top, 'middle', shape === 'start' ? INVERSE : undefined);
  let y = top + linesHeight(lines);
  const drawnBadges = badges.flatMap((badge, i) => {
    const drawn = badgeOf(badge, {
      x: rect.x + BOX_PADDING,
      y: tenth(y + BADGE_GAP),
      width: rect.width - 2 * BOX_PADDING,
    });
    y += patches[i] ?? 0;
    return drawn;
  });
  return element('g', {}, border, ...texts, ...drawnBadges);
}

function badgeOf(
  { kind, lines }: Badge,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): readonly string[] {
  const height = tenth(linesHeight(lines) + 2 * BADGE_PADDING);
  return [
    element('rect', {
      class: `flow-badge flow-badge-${kind}`,
      x,
      y,
      width,
      height,
      rx: 4,
      fill: kind === 'clock' ? PATCH : PAUSE,
    }),
    icon(kind, x + 13, tenth(y + BADGE_PADDING + 9)),
    ...written(lines, x + ICON_ROOM + 2, y + BADGE_PADDING, 'start'),
  ];
}

/** A clock face, or the two bars of a pause. */
export function icon(kind: Badge['kind'], x: number, y: number): string {
  const d =
    kind === 'clock' ? `M${x} ${tenth(y - 3.5)}V${y}L${x + 3} ${y + 2}` : `M${x - 2} ${y - 3}v6M${x + 2} ${y - 3}v6`;
  const circle = element('circle', {
    class: 'flow-icon',
    cx: x,
    cy: y,
    r: 6.5,
    fill: 'none',
    stroke: AUTOMATIC,
    'stroke-width': 1.3,
  });
  return circle + element('path', { class: 'flow-icon', d, fill: 'none', stroke: AUTOMATIC, 'stroke-width': 1.3 });
}
