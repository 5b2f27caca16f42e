/**
 * Routes whose objects the city of these tests does not hold yet. The table shows who gets past the gate of their
 * permission, and nothing of whose things they are shown: take each away when its calls are written.
 */
export const waiting: ReadonlySet<string> = new Set<string>([]);

/** Tables that the city of these tests has no row of yet, so that no canary can be planted there. */
export const emptyTables: ReadonlySet<string> = new Set<string>([
  'disclosure.change',
  'disclosure.draft',
  'disclosure.duty',
  'disclosure.gate',
  'disclosure.imported_page',
  'disclosure.index_number',
  'disclosure.link',
  'disclosure.proposal',
  'disclosure.publication',
  'disclosure.published',
  'sites.alarm',
  'sites.article',
  'sites.batch',
  'sites.column_duty',
  'sites.foreign_link',
  'sites.health',
  'sites.page',
  'sites.page_version',
  'sites.placement',
  'sites.reading',
  'sites.redirect',
  'sites.website',
  'screening.document',
  'screening.finding',
  'screening.pass',
  'screening.ticket',
  'information_requests.annual_report',
  'information_requests.annual_report_request',
  'information_requests.dispute',
  'information_requests.applicant',
  'information_requests.conversion',
  'information_requests.conversion_request',
  'information_requests.fee',
  'information_requests.letter',
  'information_requests.opinion',
  'information_requests.reply',
  'information_requests.request',
  'kernel.link_difference',
  'kernel.link_message',
  'kernel.payment_order',
]);
