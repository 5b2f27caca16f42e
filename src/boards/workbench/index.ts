import type { Screen } from '../../workbench/screen.ts';
import { recallText } from '../recalls/text.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const boardsScreens: readonly Screen[] = [
  {
    path: '/boards/list',
    title: words.boards.title,
    load: () => import('./boards-page.tsx'),
    nav: { group: 'boards', may: 'boards.read' },
  },
  { path: '/boards/new', title: words.choosing.title, load: () => import('./new-page.tsx') },
  {
    path: '/boards/postings',
    title: words.ledger.title,
    load: () => import('./ledger-page.tsx'),
    nav: { group: 'boards', may: 'boards.read' },
  },
  {
    path: '/boards/outreach',
    title: words.outreach.title,
    load: () => import('./outreach-page.tsx'),
    nav: { group: 'boards', may: 'boards.campaign' },
  },
  {
    path: '/boards/checks',
    title: words.checks.title,
    load: () => import('./checks-page.tsx'),
    nav: { group: 'boards', may: 'boards.read' },
  },
  {
    path: '/boards/prints',
    title: words.prints.title,
    load: () => import('./prints-page.tsx'),
    nav: { group: 'boards', may: 'boards.campaign' },
  },
  {
    path: '/boards/recalls',
    title: recallText.title,
    load: () => import('./recalls-page.tsx'),
    nav: { group: 'boards', may: 'boards.campaign' },
  },
  {
    path: '/boards/rules',
    title: words.rules.title,
    load: () => import('./rules-page.tsx'),
    nav: { group: 'boards', may: 'boards.rule' },
  },
  { path: '/boards/board/:key/checks', title: words.checks.board, load: () => import('./board-checks-page.tsx') },
  {
    path: '/boards/screens',
    title: words.screens.title,
    load: () => import('./screens-page.tsx'),
    nav: { group: 'boards', may: 'boards.screens' },
  },
  { path: '/boards/board/:key', title: words.boards.title, load: () => import('./board-page.tsx') },
  { path: '/boards/postings/:id', title: words.posting.title, load: () => import('./posting-page.tsx') },
  { path: '/boards/campaigns/:id', title: words.campaign.title, load: () => import('./campaign-page.tsx') },
  { path: '/boards/terminals/:id', title: words.terminal.title, load: () => import('./terminal-page.tsx') },
  { path: '/boards/duties/:id', title: words.duty.title, load: () => import('./duty-page.tsx') },
];
