import type { Screen } from '../../workbench/screen.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const itemScreens: readonly Screen[] = [
  {
    path: '/items',
    title: words.title,
    load: () => import('./items-page.tsx'),
    nav: { group: 'manage', may: 'service-items.list' },
  },
  { path: '/items/:code', title: words.item, load: () => import('./item-page.tsx') },
];
