import type { Module } from '../kernel/index.ts';
import { gates } from './gates.ts';
import { measures } from './measures.ts';
import { sentences } from './text.ts';

/** 政策解读: no document goes out without what explains it, or a recorded reason why nothing does. */
export const pressModule: Module = { name: 'press', sentences, gates, measures };
