/**
 * Routes whose objects the city of these tests does not hold yet. The table shows who gets past the gate of their
 * permission, and nothing of whose things they are shown: take each away when its calls are written.
 */
export const waiting: ReadonlySet<string> = new Set<string>([]);

/** Tables that the city of these tests has no row of yet, so that no canary can be planted there. */
export const emptyTables: ReadonlySet<string> = new Set<string>([
  'information_requests.annual_report_edition',
  'information_requests.annual_report_dispute',
  'information_requests.annual_report_item',
  'disclosure.readable_file',
  'sites.page_fault',
  'sites.touched',
  'disclosure.catalogue_end',
]);
