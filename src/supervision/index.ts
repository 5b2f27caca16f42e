import { type Module, numberIn, role, textIn } from '../kernel/index.ts';
import { issueCard } from './operations.ts';
import { supervisionKind } from './process.ts';
import { supervisionRoutes } from './routes.ts';
import { sentences } from './text.ts';

/** 电子监察: a card for every limit that was missed, explained by who missed it and judged by who supervises. */
export const supervisionModule: Module = {
  name: 'supervision',
  permissions: {
    'supervision.explain': [role('decider')],
    'supervision.judge': [role('supervisor', 'agencies-below')],
  },
  kinds: [supervisionKind],
  sentences,
  routes: supervisionRoutes,
  tasks: (kernel) => ({
    'kernel.overdue': (payload, at) =>
      issueCard(kernel, { matter: numberIn(payload, 'matter'), clock: textIn(payload, 'clock') }, at),
  }),
};
