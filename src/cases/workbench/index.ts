import type { Screen } from '../../workbench/screen.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const caseScreens: readonly Screen[] = [
  { path: '/cases/:id', title: words.title, load: () => import('./case-page.tsx') },
];
