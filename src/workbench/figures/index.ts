import type { Screen } from '../screen.ts';
import { figureText } from './text.ts';

export const figureScreens: readonly Screen[] = [
  {
    path: '/figures',
    title: figureText.title,
    load: () => import('./figures-page.tsx'),
    nav: { group: 'watch', may: 'measures.read' },
  },
  { path: '/figures/:id/:side', title: figureText.title, load: () => import('./rows-page.tsx') },
];
