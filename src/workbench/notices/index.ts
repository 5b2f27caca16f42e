import type { Screen } from '../screen.ts';
import { noticeText } from './text.ts';

export const noticeScreens: readonly Screen[] = [
  { path: '/notices', title: noticeText.title, load: () => import('./notices-page.tsx'), nav: { group: 'work' } },
];
