import type { Screen } from '../../workbench/screen.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const caseScreens: readonly Screen[] = [
  {
    path: '/window',
    title: words.intake.title,
    load: () => import('./intake/intake-page.tsx'),
    nav: { group: 'work', may: 'cases.window' },
  },
  {
    path: '/consultations/new',
    title: words.consultation.title,
    load: () => import('./consultation-page.tsx'),
    nav: { group: 'work', may: 'cases.answer' },
  },
  { path: '/cases/:id', title: words.title, load: () => import('./case-page.tsx') },
];
