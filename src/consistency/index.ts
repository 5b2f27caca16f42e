import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { measures } from './measures.ts';
import { beginWhenDue, compareSlice } from './operations.ts';
import { mismatchKind } from './process.ts';
import { consistencyRoutes } from './routes.ts';
import { text } from './text.ts';

/** 一致性: everything that shows what is published says the same. */
export const consistencyModule: Module = {
  name: 'consistency',
  permissions,
  kinds: [mismatchKind],
  measures,
  sentences: text.sentences,
  routes: consistencyRoutes,
  routines: (kernel) => [
    { name: 'consistency.begin', everyMs: 600_000, run: (at) => beginWhenDue(kernel, at) },
    { name: 'consistency.slice', everyMs: 2_000, run: async (at) => void (await compareSlice(kernel, at)) },
  ],
};
