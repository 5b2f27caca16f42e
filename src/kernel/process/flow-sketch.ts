import type { Action, Clock, Process, State } from './define.ts';
import type { Box, Link, Sketch } from './layout/sketch.ts';
import { flowText } from './text.ts';
import { textLines, textWidth } from './text-lines.ts';
import {
  clocksStartedIn,
  clocksSuspendedIn,
  clockText,
  extensionText,
  holderText,
  inOrder,
  isAutomatic,
  type RoleTitles,
  whoText,
} from './wording.ts';

/** A line of text in a box or a label; `indent` moves it right of an icon. */
export type Line = {
  readonly text: string;
  readonly kind: 'title' | 'holder' | 'clock' | 'law' | 'act' | 'who' | 'end';
};

/** A rounded patch in a box that holds the lines of one clock. */
export type Badge = { readonly lines: readonly Line[]; readonly kind: 'clock' | 'pause' };

export type BoxContent = {
  readonly shape: 'start' | 'state' | 'end';
  readonly lines: readonly Line[];
  readonly badges: readonly Badge[];
};

export type LabelContent = {
  readonly lines: readonly Line[];
  readonly automatic: boolean;
  readonly law: string | undefined;
};

/** A process measured for drawing: how large each box and label is and what stands in it. */
export type FlowSketch = {
  readonly sketch: Sketch;
  readonly boxes: ReadonlyMap<string, BoxContent>;
  readonly labels: ReadonlyMap<string, LabelContent>;
};

export const FONT_SIZES: Readonly<Record<Line['kind'], number>> = {
  title: 16,
  holder: 13,
  clock: 13,
  law: 12,
  act: 14,
  who: 12,
  end: 15,
};
export const LINE_HEIGHT = 1.35;
export const BOX_WIDTH = 256;
export const BOX_PADDING = 12;
export const BADGE_PADDING = 7;
export const BADGE_GAP = 7;
export const ICON_ROOM = 22;
const LABEL_WIDTH = 150;
const LABEL_PADDING = 5;

export const linesHeight = (lines: readonly Line[]): number =>
  lines.reduce((sum, { kind }) => sum + FONT_SIZES[kind] * LINE_HEIGHT, 0);

const broken = (text: string, kind: Line['kind'], width: number): readonly Line[] =>
  textLines(text, FONT_SIZES[kind], width).map((line) => ({ text: line, kind }));

const START = 'start';
const stateId = (name: string): string => `state ${name}`;

/** Measures a process. States are boxes, acts are labels; a state nobody holds before the first act is the start itself. */
export function flowSketch(process: Process, roles: RoleTitles): FlowSketch {
  const boxes = new Map<string, BoxContent>();
  const labels = new Map<string, LabelContent>();
  const links: Link[] = [];
  for (const [name, state] of inOrder(process.states))
    boxes.set(stateId(name), stateContent(process, name, state, roles));
  for (const [name, action] of inOrder(process.actions)) {
    const content = labelContent(process, name, action, roles);
    labels.set(name, content);
    const link = { id: name, from: action.from.map(stateId), to: stateId(action.to), label: labelSize(content) };
    links.push(content.automatic ? link : { ...link, main: true });
  }
  const first = stateId(process.initial);
  if (boxes.get(first)?.shape === 'start') return { sketch: sketchOf(first, boxes, links), boxes, labels };
  boxes.set(START, { shape: 'start', lines: [{ text: flowText.start, kind: 'end' }], badges: [] });
  links.push({ id: START, from: [START], to: first, label: { width: 2, height: 0 }, main: true });
  return { sketch: sketchOf(START, boxes, links), boxes, labels };
}

const sketchOf = (first: string, boxes: ReadonlyMap<string, BoxContent>, links: readonly Link[]): Sketch => ({
  first,
  boxes: [...boxes].map(([id, content]) => boxSize(id, content)),
  links,
  aside: true,
});

function stateContent(process: Process, name: string, state: State, roles: RoleTitles): BoxContent {
  const inner = BOX_WIDTH - 2 * BOX_PADDING;
  const holder = holderText(state.holder, roles);
  const isStart = name === process.initial && holder === null;
  if (state.closed || isStart) {
    return { shape: state.closed ? 'end' : 'start', lines: broken(state.title, 'end', inner), badges: [] };
  }
  const suspended = clocksSuspendedIn(process, name);
  const pause: Badge = {
    kind: 'pause',
    lines: broken(
      flowText.suspended(suspended.map(({ title }) => title).join('、')),
      'law',
      inner - ICON_ROOM - BADGE_PADDING,
    ),
  };
  return {
    shape: 'state',
    lines: [...broken(state.title, 'title', inner), ...(holder === null ? [] : broken(holder, 'holder', inner))],
    badges: [...clocksStartedIn(process, name).map(clockBadge), ...(suspended.length === 0 ? [] : [pause])],
  };
}

function clockBadge(clock: Clock): Badge {
  const width = BOX_WIDTH - 2 * BOX_PADDING - ICON_ROOM - BADGE_PADDING;
  const extension = extensionText(clock);
  return {
    kind: 'clock',
    lines: [
      ...broken(clockText(clock), 'clock', width),
      ...(extension === null ? [] : broken(extension, 'law', width)),
      ...broken(clock.law, 'law', width),
    ],
  };
}

function boxSize(id: string, { shape, lines, badges }: BoxContent): Box {
  if (shape !== 'state') {
    const widest = Math.max(...lines.map(({ text, kind }) => textWidth(text, FONT_SIZES[kind])));
    return { id, width: even(Math.max(96, widest + 44)), height: even(linesHeight(lines) + 18) };
  }
  const patches = badges.map((badge) => linesHeight(badge.lines) + 2 * BADGE_PADDING + BADGE_GAP);
  const height = linesHeight(lines) + 2 * BOX_PADDING + patches.reduce((sum, patch) => sum + patch, 0);
  return { id, width: BOX_WIDTH, height: even(height) };
}

function labelContent(process: Process, name: string, action: Action, roles: RoleTitles): LabelContent {
  const lines = [
    ...broken(action.title, 'act', LABEL_WIDTH),
    ...broken(whoText(process, name, action, roles), 'who', LABEL_WIDTH),
  ];
  return { lines, automatic: isAutomatic(action), law: action.law };
}

function labelSize({ lines }: LabelContent): { readonly width: number; readonly height: number } {
  const widest = Math.max(...lines.map(({ text, kind }) => textWidth(text, FONT_SIZES[kind])));
  return { width: even(widest + 2 * LABEL_PADDING), height: even(linesHeight(lines) + 4) };
}

const even = (n: number): number => 2 * Math.ceil(n / 2);
