import type { MatterKind } from '../kernel/index.ts';
import { consultation, firstReview } from './process.ts';
import { applicationGuards, consultationGuards, firstReviewGuards } from './rules/guards.ts';
import { text } from './text.ts';

const PAGE = '/workbench/cases/{id}';

/** The kinds of matter of this module. The process of an application comes from its item. */
export const kinds: readonly MatterKind[] = [
  {
    kind: 'service-application',
    title: text.kinds.application,
    prefix: 'SP',
    guards: applicationGuards,
    page: PAGE,
    receipts: true,
  },
  {
    kind: 'first-review',
    title: text.kinds.review,
    prefix: 'CS',
    process: firstReview,
    guards: firstReviewGuards,
    page: PAGE,
  },
  {
    kind: 'consultation',
    title: text.kinds.consultation,
    prefix: 'ZX',
    process: consultation,
    guards: consultationGuards,
    page: PAGE,
    receipts: true,
  },
];
