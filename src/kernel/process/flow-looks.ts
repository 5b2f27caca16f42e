import type { Line } from './flow-sketch.ts';

/** Colours where no style sheet says otherwise; every one reaches 4.5:1 on its ground. */
export const INK = '#1b1b1b';
export const QUIET = '#505050';
export const GROUND = '#ffffff';
export const BOX = '#f5f8fc';
export const BORDER = '#2b5c8a';
export const AUTOMATIC = '#8a4b00';
export const PATCH = '#fff3dc';
export const PAUSE = '#ebebeb';

export type Look = { readonly class?: string; readonly fill: string; readonly 'font-weight'?: string };
const STRONG: Look = { fill: INK, 'font-weight': 'bold' };
export const SOFT: Look = { class: 'flow-soft', fill: QUIET };
export const INVERSE: Look = { class: 'flow-inverse', fill: GROUND, 'font-weight': 'bold' };
export const LOOKS: Readonly<Record<Line['kind'], Look>> = {
  title: STRONG,
  holder: SOFT,
  clock: STRONG,
  law: SOFT,
  act: STRONG,
  who: SOFT,
  end: STRONG,
};
