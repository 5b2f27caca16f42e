import type { Layers } from './layers.ts';
import type { Levels } from './levels.ts';
import type { Ports } from './ports.ts';
import type { Plan } from './rank.ts';
import type { Drawing, Rect } from './sketch.ts';

/** Everything that has been decided about a drawing but its lines. */
export type Frame = {
  readonly plan: Plan;
  readonly layers: Layers;
  readonly axis: ReadonlyMap<string, number>;
  readonly ports: Ports;
  readonly levels: Levels;
  readonly boxes: ReadonlyMap<string, Rect>;
};

/** Arrows and their labels. */
export type Lines = Pick<Drawing, 'labels' | 'routes'>;
