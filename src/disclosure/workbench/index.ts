import type { Screen } from '../../workbench/screen.ts';
import { consentText } from '../consents/text.ts';
import { evaluationText } from '../evaluation/text.ts';
import { importText } from '../import-site/text.ts';
import { letterText } from '../letters/text.ts';
import { opinionText } from '../opinions/text.ts';
import { policyText } from '../policy-measures/text.ts';
import { specificationText } from '../specifications/text.ts';
import { staffText } from '../staff/text.ts';
import { dutyWords } from './duties-text.ts';
import { reassessmentWords } from './reassessments-text.ts';
import { scopeWords } from './scope-text.ts';
import { words } from './text.ts';

/** The staff screens of this module. */
export const disclosureScreens: readonly Screen[] = [
  {
    path: '/disclosure/publications',
    title: words.list.title,
    load: () => import('./list-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  {
    path: '/disclosure/new',
    title: words.editor.newTitle,
    load: () => import('./new-page.tsx'),
    nav: { group: 'open', may: 'disclosure.draft' },
  },
  { path: '/disclosure/publications/:id', title: words.list.title, load: () => import('./publication-page.tsx') },
  {
    path: '/disclosure/published',
    title: words.published.title,
    load: () => import('./published-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  {
    path: '/disclosure/internal',
    title: scopeWords.board.title,
    load: () => import('./internal-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read-inside' },
  },
  {
    path: '/disclosure/internal/:id',
    title: scopeWords.board.title,
    load: () => import('./internal-notice-page.tsx'),
  },
  {
    path: '/disclosure/affairs',
    title: scopeWords.affairs.title,
    load: () => import('./affairs-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  {
    path: '/disclosure/evaluations',
    title: evaluationText.staff.title,
    load: () => import('./evaluations-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  {
    path: '/disclosure/staff',
    title: staffText.title,
    load: () => import('./staff-page.tsx'),
    nav: { group: 'open', may: 'disclosure.see-staff' },
  },
  {
    path: '/disclosure/completeness',
    title: scopeWords.completeness.title,
    load: () => import('./completeness-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  {
    path: '/disclosure/imports',
    title: importText.notes.title,
    load: () => import('./imports-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  {
    path: '/disclosure/opinions',
    title: opinionText.staff.title,
    load: () => import('./opinions-page.tsx'),
    nav: { group: 'open', may: 'disclosure.opinions' },
  },
  {
    path: '/disclosure/letters',
    title: letterText.page.title,
    load: () => import('./letters-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  { path: '/disclosure/consents/:id', title: consentText.process.title, load: () => import('./consent-page.tsx') },
  { path: '/disclosure/letters/:id', title: letterText.page.title, load: () => import('./letter-page.tsx') },
  {
    path: '/disclosure/policy-measures',
    title: policyText.title,
    load: () => import('./policy-measures-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  { path: '/disclosure/opinions/:id', title: opinionText.staff.title, load: () => import('./opinion-page.tsx') },
  { path: '/disclosure/changes/:id', title: words.changes.title, load: () => import('./change-page.tsx') },
  {
    path: '/disclosure/duties',
    title: dutyWords.list.title,
    load: () => import('./duties-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  { path: '/disclosure/duties/:id', title: words.duties.title, load: () => import('./duty-page.tsx') },
  {
    path: '/disclosure/reassessments',
    title: reassessmentWords.list.title,
    load: () => import('./reassessments-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  {
    path: '/disclosure/reassessments/:id',
    title: reassessmentWords.page.title,
    load: () => import('./reassessment-page.tsx'),
  },
  { path: '/disclosure/entries/:id', title: words.entries.title, load: () => import('./entry-page.tsx') },
  {
    path: '/disclosure/gaps',
    title: words.gaps.title,
    load: () => import('./gaps-page.tsx'),
    nav: { group: 'open', may: 'disclosure.read' },
  },
  {
    path: '/disclosure/catalogue',
    title: words.catalogue.title,
    load: () => import('./catalogue-page.tsx'),
    nav: { group: 'open', may: 'disclosure.propose' },
  },
  {
    path: '/disclosure/catalogue/:key',
    title: words.catalogue.title,
    load: () => import('./catalogue-entry-page.tsx'),
  },
  {
    path: '/disclosure/specifications',
    title: specificationText.title,
    load: () => import('./specifications-page.tsx'),
    nav: { group: 'open', may: 'disclosure.propose' },
  },
  {
    path: '/disclosure/specifications/:id',
    title: specificationText.title,
    load: () => import('./specification-page.tsx'),
  },
  {
    path: '/disclosure/guide',
    title: words.guide.title,
    load: () => import('./guide-page.tsx'),
    nav: { group: 'open', may: 'disclosure.guide' },
  },
  {
    path: '/disclosure/institution',
    title: words.institution.title,
    load: () => import('./institution-page.tsx'),
    nav: { group: 'open', may: 'disclosure.guide' },
  },
];
