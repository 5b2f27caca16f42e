import type { Screen } from '../../workbench/screen.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const supervisionScreens: readonly Screen[] = [
  { path: '/matters/:id', title: words.title, load: () => import('./card-page.tsx') },
];
