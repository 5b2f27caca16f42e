import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { followDocuments } from './follow-ups.ts';
import { gates } from './gates.ts';
import { measures } from './measures.ts';
import { followUpKind } from './process.ts';
import { pressRoutes } from './routes.ts';
import { sentences } from './text.ts';

/** 政策解读: no document goes out without what explains it, or a recorded reason why nothing does. */
export const pressModule: Module = {
  name: 'press',
  permissions,
  kinds: [followUpKind],
  sentences,
  gates,
  measures,
  routes: pressRoutes,
  onRecords: followDocuments,
};
