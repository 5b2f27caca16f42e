import type { MatterKind } from '../kernel/index.ts';
import { closingKind } from './closing/process.ts';
import { errorReportKind } from './errors/process.ts';
import { gazetteChangeKind, gazetteKind } from './gazette/process.ts';
import { websiteProcess } from './process.ts';
import { text } from './text.ts';
import { yearTableKind } from './year-table/process.ts';

/** Sites in the ledger, and the duty to keep a column fresh: a process with the limit of its rule. */
export const kinds: readonly MatterKind[] = [
  { kind: 'website', title: text.process.website, prefix: 'WZ', process: websiteProcess, guards: {} },
  { kind: 'column-duty', title: text.process.duty, prefix: 'LM', guards: {} },
  errorReportKind,
  gazetteKind,
  gazetteChangeKind,
  closingKind,
  yearTableKind,
];
