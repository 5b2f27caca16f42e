import type { Screen } from '../../workbench/screen.ts';
import { pressWords as words } from '../text.ts';

/** The staff screens of this module. */
export const pressScreens: readonly Screen[] = [
  {
    path: '/press/documents',
    title: words.coverage.title,
    load: () => import('./coverage-page.tsx'),
    nav: { group: 'open', may: 'press.read' },
  },
  { path: '/press/dossier', title: words.dossier.title, load: () => import('./dossier-page.tsx') },
  {
    path: '/press/returns',
    title: words.returned.title,
    load: () => import('./returns-page.tsx'),
    nav: { group: 'open', may: 'press.read' },
  },
  { path: '/press/follow-ups/:id', title: words.followUp.title, load: () => import('./follow-up-page.tsx') },
];
