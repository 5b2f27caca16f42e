import type { Screen } from '../../workbench/screen.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const siteScreens: readonly Screen[] = [
  {
    path: '/sites',
    title: words.title,
    load: () => import('./health-page.tsx'),
    nav: { group: 'watch', may: 'sites.see-health' },
  },
];
