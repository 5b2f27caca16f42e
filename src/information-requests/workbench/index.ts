import type { Screen } from '../../workbench/screen.ts';
import { ruleText } from '../rules-changed/text.ts';
import { statisticsText } from '../statistics/text.ts';
import { reportWords } from './report-words.ts';
import { screenText } from './text.ts';

/** The staff screens of this module. */
export const requestScreens: readonly Screen[] = [
  {
    path: '/information-requests',
    title: screenText.register,
    load: () => import('./register-page.tsx'),
    nav: { group: 'requests', may: 'information-requests.read' },
  },
  {
    path: '/information-requests/new',
    title: screenText.intake,
    load: () => import('./intake-page.tsx'),
    nav: { group: 'requests', may: 'information-requests.register' },
  },
  {
    path: '/information-requests/statistics',
    title: statisticsText.title,
    load: () => import('./statistics-page.tsx'),
    nav: { group: 'requests', may: 'information-requests.read' },
  },
  {
    path: '/information-requests/statistics/rows',
    title: statisticsText.title,
    load: () => import('./statistics-rows-page.tsx'),
  },
  {
    path: '/information-requests/conversions/:id',
    title: screenText.conversion,
    load: () => import('./conversion-page.tsx'),
  },
  {
    path: '/information-requests/opinions/:id',
    title: screenText.opinions,
    load: () => import('./opinion-page.tsx'),
  },
  { path: '/information-requests/:id', title: screenText.request, load: () => import('./request-page.tsx') },
  {
    path: '/request-rules',
    title: ruleText.title,
    load: () => import('./rules-page.tsx'),
    nav: { group: 'manage', may: 'request-rules.read' },
  },
  { path: '/request-rules/:id', title: ruleText.change, load: () => import('./rule-change-page.tsx') },
  {
    path: '/annual-reports',
    title: reportWords.reports.title,
    load: () => import('./reports-page.tsx'),
    nav: { group: 'requests', may: 'annual-report.see' },
  },
  { path: '/annual-reports/:id', title: reportWords.reports.one, load: () => import('./report-page.tsx') },
  {
    path: '/disputes',
    title: reportWords.disputes.title,
    load: () => import('./disputes-page.tsx'),
    nav: { group: 'requests', may: 'remedies.see' },
  },
  { path: '/disputes/:id', title: reportWords.disputes.one, load: () => import('./dispute-page.tsx') },
];
