import type { Screen } from '../screen.ts';
import { calendarText } from './text.ts';

export const calendarScreens: readonly Screen[] = [
  {
    path: '/calendar',
    title: calendarText.title,
    load: () => import('./calendar-page.tsx'),
    nav: { group: 'manage', may: 'calendar.read' },
  },
];
