import type { Screen } from '../../workbench/screen.ts';
import { closingText } from '../closing/text.ts';
import { grantText } from '../column-grants/text.ts';
import { errorText } from '../errors/text.ts';
import { gazetteText } from '../gazette/text.ts';
import { readingText } from '../reading-point/text.ts';
import { siteEditText, targetText } from '../targets/text.ts';
import { yearTableText } from '../year-table/text.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const siteScreens: readonly Screen[] = [
  {
    path: '/sites',
    title: words.title,
    load: () => import('./health-page.tsx'),
    nav: { group: 'sites', may: 'sites.see-health' },
  },
  {
    path: '/site-errors',
    title: errorText.staff.title,
    load: () => import('./errors-page.tsx'),
    nav: { group: 'sites', may: 'sites.answer-errors' },
  },
  {
    path: '/gazette',
    title: gazetteText.staff.title,
    load: () => import('./gazettes-page.tsx'),
    nav: { group: 'sites', may: 'sites.compile-gazette' },
  },
  {
    path: '/gazette/changes/:id',
    title: gazetteText.process.changeTitle,
    load: () => import('./gazette-change-page.tsx'),
  },
  { path: '/gazette/:id', title: gazetteText.staff.title, load: () => import('./gazette-page.tsx') },
  {
    path: '/publishing-targets',
    title: targetText.title,
    load: () => import('./targets-page.tsx'),
    nav: { group: 'sites', may: 'sites.note-delivery' },
  },
  {
    path: '/site-settings',
    title: siteEditText.title,
    load: () => import('./site-edit-page.tsx'),
    nav: { group: 'sites', may: 'sites.edit' },
  },
  {
    path: '/reading-points',
    title: readingText.staff.title,
    load: () => import('./reading-points-page.tsx'),
    nav: { group: 'sites', may: 'sites.edit' },
  },
  {
    path: '/column-grants',
    title: grantText.title,
    load: () => import('./column-grants-page.tsx'),
    nav: { group: 'sites', may: 'sites.edit' },
  },
  {
    path: '/site-years',
    title: yearTableText.title,
    load: () => import('./years-page.tsx'),
    nav: { group: 'sites', may: 'sites.answer-errors' },
  },
  { path: '/site-years/:id', title: yearTableText.title, load: () => import('./year-page.tsx') },
  {
    path: '/site-closings',
    title: closingText.title,
    load: () => import('./closings-page.tsx'),
    nav: { group: 'sites', may: 'sites.see-health' },
  },
  { path: '/site-errors/:id', title: errorText.staff.title, load: () => import('./error-page.tsx') },
];
