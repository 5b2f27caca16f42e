import type { Screen } from '../../workbench/screen.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const enforcementScreens: readonly Screen[] = [
  {
    path: '/enforcement/results',
    title: words.list.title,
    load: () => import('./results-page.tsx'),
    nav: { group: 'enforcement', may: 'enforcement.read' },
  },
  { path: '/enforcement/new', title: words.form.newTitle, load: () => import('./new-page.tsx') },
  { path: '/enforcement/results/:id', title: words.one.title, load: () => import('./result-page.tsx') },
  { path: '/enforcement/results/:id/edit', title: words.form.editTitle, load: () => import('./edit-page.tsx') },
  { path: '/enforcement/imports', title: words.import.title, load: () => import('./imports-page.tsx') },
  { path: '/enforcement/imports/:id', title: words.import.report, load: () => import('./import-page.tsx') },
  {
    path: '/enforcement/repairs',
    title: words.repairs.title,
    load: () => import('./repairs-page.tsx'),
    nav: { group: 'enforcement', may: 'enforcement.read' },
  },
  { path: '/enforcement/repairs/:id', title: words.repairs.title, load: () => import('./repair-page.tsx') },
  {
    path: '/enforcement/annual',
    title: words.annual.title,
    load: () => import('./annual-page.tsx'),
    nav: { group: 'enforcement', may: 'enforcement.read' },
  },
  {
    path: '/enforcement/lists',
    title: words.lists.title,
    load: () => import('./lists-page.tsx'),
    nav: { group: 'enforcement', may: 'enforcement.lists' },
  },
];
