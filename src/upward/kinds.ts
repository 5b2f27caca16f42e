import type { GuardContext, MatterKind } from '../kernel/index.ts';
import { bulletinProcess, receivedProcess, reportProcess } from './process.ts';
import { kinds } from './text.ts';

const hasReason = ({ facts }: GuardContext): string | null =>
  typeof facts.words === 'string' && facts.words.trim().length >= 5 ? null : 'upward/no-words';

const reportKind: MatterKind<'has-reason' | 'same-text' | 'is-written' | 'is-not-written'> = {
  kind: 'upward-report',
  title: kinds.report,
  prefix: 'XB',
  process: reportProcess(),
  guards: {
    'has-reason': hasReason,
    'same-text': ({ facts }) => (facts.sameText === true ? null : 'upward/other-text'),
    'is-written': ({ facts }) => (facts.source === 'written' ? null : 'upward/not-written-here'),
    'is-not-written': ({ facts }) => (facts.source === 'written' ? 'upward/written-here' : null),
  },
  read: 'upward.read',
  page: '/workbench/upward/reports/{id}',
};

const receivedKind: MatterKind<'has-reason' | 'has-use'> = {
  kind: 'report-received',
  title: kinds.received,
  prefix: 'XS',
  process: receivedProcess,
  guards: {
    'has-reason': hasReason,
    'has-use': ({ facts }) =>
      typeof facts.usedWhere === 'string' && facts.usedWhere.trim().length >= 2 ? null : 'upward/no-use',
  },
  read: 'upward.read',
  page: '/workbench/upward/received/{id}',
};

const bulletinKind: MatterKind<'has-reason' | 'is-over'> = {
  kind: 'monthly-bulletin',
  title: kinds.bulletin,
  prefix: 'XT',
  process: bulletinProcess,
  guards: {
    'has-reason': hasReason,
    'is-over': ({ facts }) => (facts.isOver === true ? null : 'upward/month-not-over'),
  },
  read: 'upward.bulletin',
  page: '/workbench/upward/bulletins/{id}',
};

export const allKinds: readonly MatterKind[] = [reportKind, receivedKind, bulletinKind];
