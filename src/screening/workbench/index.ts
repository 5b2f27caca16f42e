import type { Screen } from '../../workbench/screen.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const screeningScreens: readonly Screen[] = [
  {
    path: '/screening/tickets',
    title: words.list.title,
    load: () => import('./list-page.tsx'),
    nav: { group: 'open', may: 'screening.read' },
  },
  {
    path: '/screening/hits',
    title: words.hits.title,
    load: () => import('./hits-page.tsx'),
    nav: { group: 'open', may: 'screening.read' },
  },
  { path: '/screening/tickets/:id', title: words.ticket.title, load: () => import('./ticket-page.tsx') },
  { path: '/screening/statistics', title: words.statistics.title, load: () => import('./statistics-page.tsx') },
];
