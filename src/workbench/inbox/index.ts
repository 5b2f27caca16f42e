import type { Screen } from '../screen.ts';
import { text } from '../text.ts';

export const inboxScreens: readonly Screen[] = [
  {
    path: '/',
    title: text.inbox.title,
    load: () => import('./inbox-page.tsx'),
    nav: { group: 'work', may: 'workbench.inbox' },
  },
];
