import type { PublicRecord } from '../../kernel/index.ts';
import type { PublishedRow } from '../repo/published.ts';
import type { Prepared } from './prepare.ts';

/** A page that came in, as lists show it. */
export const publishedAs = (
  agency: { readonly id: number; readonly region: string },
  content: Prepared['content'],
  index: string,
  record: PublicRecord,
): PublishedRow => ({
  index,
  version: record.version,
  title: content.title,
  summary: content.summary,
  agencyId: agency.id,
  region: agency.region,
  node: content.node,
  axis: content.axis,
  domains: content.domains,
  keywords: content.keywords,
  topic: content.topic,
  genre: content.genre,
  documentNumber: content.documentNumber,
  formedOn: null,
  dueOn: null,
  publishedAt: record.firstPublishedAt,
  changedAt: record.publishedAt,
  validity: record.validity,
  lapsesOn: null,
  withdrawn: false,
  note: record.note,
  interpretation: null,
  headLed: false,
  needsInterpretation: false,
  exempted: false,
  category: null,
  implementsOn: null,
  affairId: null,
  stage: null,
});
