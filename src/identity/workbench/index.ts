import type { Screen } from '../../workbench/screen.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const identityScreens: readonly Screen[] = [
  {
    path: '/staffing',
    title: words.filings.title,
    load: () => import('./filings-page.tsx'),
    nav: { group: 'manage', may: 'identity.see-filings' },
  },
  { path: '/staffing/:id', title: words.filings.title, load: () => import('./filing-page.tsx') },
  {
    path: '/posts',
    title: words.posts.title,
    load: () => import('./posts-page.tsx'),
    nav: { group: 'manage', may: 'identity.see-staffing' },
  },
  {
    path: '/accounts',
    title: words.accounts.title,
    load: () => import('./accounts-page.tsx'),
    nav: { group: 'manage', may: 'identity.see-accounts' },
  },
  {
    path: '/data-requests',
    title: words.dataRequests.title,
    load: () => import('./data-requests-page.tsx'),
    nav: { group: 'work', may: 'identity.data-requests' },
  },
  {
    path: '/audit',
    title: words.audit.title,
    load: () => import('./audit-page.tsx'),
    nav: { group: 'watch', may: 'identity.audit' },
  },
  {
    path: '/viewings',
    title: words.viewings.title,
    load: () => import('./viewings-page.tsx'),
    nav: { group: 'watch', may: 'identity.viewings' },
  },
  {
    path: '/delegations',
    title: words.delegations.title,
    load: () => import('./delegations-page.tsx'),
    nav: { group: 'work', may: 'identity.delegate' },
  },
];
