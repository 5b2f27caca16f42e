import type { GuardContext, MatterKind } from '../kernel/index.ts';
import { changeProcess, entryProcess, type PublicationGuard } from './process.ts';
import { text } from './text.ts';

const hasWords =
  (code: string) =>
  ({ facts }: GuardContext) =>
    typeof facts.words === 'string' && facts.words.trim().length >= 5 ? null : code;

/** The gates of a publication as guards: whoever acts, the program itself included, has to pass them. */
const publicationGuards: MatterKind<PublicationGuard>['guards'] = {
  complete: ({ facts }) => (facts.faults === 0 ? null : 'disclosure/incomplete'),
  'has-reason': hasWords('disclosure/no-words'),
  'same-text': ({ facts }) => (facts.sameText === true ? null : 'disclosure/other-text'),
  'gates-passed': ({ facts }) => (facts.gatesPassed === true ? null : 'disclosure/gate-open'),
  'is-public': ({ facts }) => (facts.attribute === 'proactive' ? null : 'disclosure/not-public'),
  'is-not-public': ({ facts }) =>
    facts.attribute === 'on-request' || facts.attribute === 'withheld' ? null : 'disclosure/is-public',
};

export const publicationKind: MatterKind<PublicationGuard> = {
  kind: 'publication',
  title: text.kinds.publication,
  prefix: 'GK',
  guards: publicationGuards,
  read: 'disclosure.read',
  page: '/workbench/disclosure/publications/{id}',
};

export const changeKind: MatterKind<'has-note'> = {
  kind: 'publication-change',
  title: text.kinds.change,
  prefix: 'GB',
  process: changeProcess,
  guards: { 'has-note': hasWords('disclosure/no-note') },
  read: 'disclosure.read',
  page: '/workbench/disclosure/changes/{id}',
};

export const entryKind: MatterKind<'has-note' | 'is-filled'> = {
  kind: 'catalogue-entry',
  title: text.kinds.entry,
  prefix: 'ML',
  process: entryProcess,
  guards: {
    'has-note': hasWords('disclosure/no-note'),
    'is-filled': ({ facts }) => (facts.missing === 0 ? null : 'disclosure/entry-empty'),
  },
  read: 'disclosure.read',
  page: '/workbench/disclosure/entries/{id}',
};
