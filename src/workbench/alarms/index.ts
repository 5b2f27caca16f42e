import type { Screen } from '../screen.ts';
import { alarmText } from './text.ts';

export const alarmScreens: readonly Screen[] = [
  {
    path: '/alarms/overdue',
    title: alarmText.overdue.title,
    load: () => import('./overdue-page.tsx'),
    nav: { group: 'watch' },
  },
  {
    path: '/alarms/provisional',
    title: alarmText.provisional.title,
    load: () => import('./provisional-page.tsx'),
    nav: { group: 'watch' },
  },
  {
    path: '/alarms/unstaffed',
    title: alarmText.unstaffed.title,
    load: () => import('./unstaffed-page.tsx'),
    nav: { group: 'watch' },
  },
];
