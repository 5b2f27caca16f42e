import type { Kind } from './kinds.ts';

/** Takes what stands in [start, end) of the text as a find. */
export type Take = (kind: Kind, start: number, end: number) => void;
