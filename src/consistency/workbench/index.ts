import type { Screen } from '../../workbench/screen.ts';
import { text } from '../text.ts';

/** The staff screens of this module. */
export const consistencyScreens: readonly Screen[] = [
  {
    path: '/consistency',
    title: text.page.title,
    load: () => import('./list-page.tsx'),
    nav: { group: 'open', may: 'consistency.read' },
  },
  { path: '/consistency/:id', title: text.ticket.title, load: () => import('./ticket-page.tsx') },
];
