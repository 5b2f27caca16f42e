import type { Screen } from '../../workbench/screen.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const upwardScreens: readonly Screen[] = [
  {
    path: '/upward/reports',
    title: words.reports.title,
    load: () => import('./reports-page.tsx'),
    nav: { group: 'upward', may: 'upward.read' },
  },
  { path: '/upward/new', title: words.opening.title, load: () => import('./new-page.tsx') },
  { path: '/upward/reports/:id', title: words.reports.title, load: () => import('./report-page.tsx') },
  {
    path: '/upward/received',
    title: words.received.title,
    load: () => import('./received-list-page.tsx'),
    nav: { group: 'upward', may: 'upward.receive' },
  },
  { path: '/upward/received/:id', title: words.received.title, load: () => import('./received-page.tsx') },
  {
    path: '/upward/counts',
    title: words.counts.title,
    load: () => import('./counts-page.tsx'),
    nav: { group: 'upward', may: 'upward.read' },
  },
  {
    path: '/upward/bulletins',
    title: words.bulletins.title,
    load: () => import('./bulletins-page.tsx'),
    nav: { group: 'upward', may: 'upward.read' },
  },
  {
    path: '/upward/demonstration-sites',
    title: words.sites.title,
    load: () => import('./sites-page.tsx'),
    nav: { group: 'upward', may: 'upward.sites' },
  },
  { path: '/upward/bulletins/:id', title: words.bulletins.title, load: () => import('./bulletin-page.tsx') },
];
