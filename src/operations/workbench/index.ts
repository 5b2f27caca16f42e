import type { Screen } from '../../workbench/screen.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const operationsScreens: readonly Screen[] = [
  {
    path: '/operations',
    title: words.operations.title,
    load: () => import('./operations-page.tsx'),
    nav: { group: 'watch', may: 'operations.see' },
  },
  {
    path: '/incidents',
    title: words.incidents.title,
    load: () => import('./incidents-page.tsx'),
    nav: { group: 'watch', may: 'operations.see-incidents' },
  },
  { path: '/incidents/:id', title: words.incidents.one, load: () => import('./incident-page.tsx') },
  { path: '/incidents/duties/:id', title: words.incidents.duty, load: () => import('./duty-page.tsx') },
  {
    path: '/on-call',
    title: words.onCall.title,
    load: () => import('./on-call-page.tsx'),
    nav: { group: 'watch', may: 'operations.see-on-call' },
  },
];
