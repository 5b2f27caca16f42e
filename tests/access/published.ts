/** What a published view shows of a table; everything else of it is planted with canaries. */
type Shown = {
  readonly columns: readonly string[];
  /** Which of its rows; all of them when left out. */
  readonly rows?: string;
  /** Rows of which single columns are shown and no more. */
  readonly also?: Readonly<Record<string, string>>;
};

/** Matters that figures count and nothing else tells of: their numbers stand behind these. */
const COUNTED = `kind in ('privacy-ticket', 'reconsideration', 'lawsuit', 'disclosure-complaint', 'disclosure-reassessment',
  'applicant-complaint', 'consistency-mismatch', 'credit-repair', 'interpretation-follow-up', 'consultation-letter')`;

/**
 * The columns of text that visitors see or that decide what they see, table by table. The test compares it with what the
 * views really depend on: a view that begins to read another column makes it fail until the column is written here.
 */
export const published: Readonly<Record<string, Shown>> = {
  'identity.agency': { columns: ['address', 'key', 'kind', 'line', 'name', 'phone', 'region', 'short_name', 'uscc'] },
  'identity.region': { columns: ['code', 'kind', 'level', 'name', 'parent'] },
  'identity.post': {
    columns: ['roles', 'title'],
    rows: `roles && array['liaison', 'disclosure-officer', 'hotline-agent']`,
  },
  'screening.hit': { columns: ['finder', 'state'] },
  // Which of its publications a result in public was told by last.
  'disclosure.publication': { columns: ['index_number'] },
  // What lacked something is counted by its number; of its text nothing is told.
  'disclosure.turned_back': { columns: ['code'] },
  'enforcement.result': {
    columns: ['document_number', 'kind', 'party', 'party_code', 'party_kind', 'penalties', 'subject'],
  },
  'enforcement.repair': { columns: ['outcome'] },
  'upward.report': {
    columns: ['outcome', 'source', 'title'],
    rows: `source = 'published' and first_sent_on is not null`,
  },
  'service_items.offer': {
    columns: [
      'agency_name',
      'basic_code',
      'code',
      'flow',
      'legal_theme',
      'name',
      'person_theme',
      'region',
      'type_code',
      'type_name',
    ],
  },
  'kernel.register_entry': {
    columns: ['key', 'register', 'source', 'value'],
    rows: `register in ('service-item', 'hall-facility', 'published-calendar', 'catalogue-node', 'disclosure-guide', 'institution', 'site', 'reading-point',
      'enforcement-subject', 'enforcement-officer', 'enforcement-power', 'enforcement-benchmark', 'information-fee-table', 'disclosure-board')`,
  },
  'kernel.record': {
    columns: ['change', 'content', 'hash', 'key', 'kind', 'note', 'validity'],
    rows: `kind = 'publication'`,
  },
  'kernel.file': {
    columns: ['media_type', 'scan', 'sha256'],
    rows: `id in (select (a->>'fileId')::uuid from kernel.record r cross join jsonb_array_elements(r.content->'attachments') a
      where r.kind = 'publication' and r.replaced_at is null and not r.withdrawn)
      or id in (select file_id from sites.gazette where issued_at is not null)`,
  },
  'disclosure.affair': {
    columns: ['basis', 'kind', 'title'],
    rows: 'id in (select affair_id from disclosure.published where not withdrawn)',
  },
  'disclosure.opinion': { columns: ['improved', 'index_number', 'said'], rows: 'said is not null' },
  'disclosure.evaluation': { columns: ['index_number', 'source'] },
  'press.carried': { columns: ['index_number', 'kind', 'outlet', 'title', 'url'], rows: 'struck_at is null' },
  'press.follow_up': { columns: ['outcome'] },
  'disclosure.policy_set': { columns: ['title'], rows: 'struck_at is null' },
  'disclosure.published': {
    columns: [
      'axis',
      'category',
      'document_number',
      'domains',
      'genre',
      'index_number',
      'interpretation',
      'keywords',
      'node',
      'note',
      'region',
      'stage',
      'summary',
      'title',
      'topic',
      'validity',
    ],
  },
  'disclosure.link': { columns: ['from_index', 'relation', 'to_index'] },
  'sites.article': {
    columns: ['column_key', 'index_number', 'path', 'ref', 'site', 'text', 'title', 'validity'],
  },
  'sites.batch': { columns: ['digest', 'site'] },
  'sites.foreign_link': { columns: ['ref', 'url'] },
  'sites.page': { columns: ['br', 'kind', 'media_type', 'path', 'sha256', 'site'] },
  'sites.page_version': { columns: ['path', 'sha256'] },
  'sites.placement': { columns: ['column_key', 'ref', 'site'] },
  'sites.reading': { columns: ['ref'] },
  'sites.delivery': { columns: ['index_number', 'kind', 'receipt', 'target', 'title'] },
  'sites.error_report': { columns: ['answer', 'kind', 'site'] },
  'sites.gazette': {
    columns: ['cancel_note', 'contents', 'digest', 'name', 'note', 'region'],
    rows: 'issued_at is not null',
  },
  'sites.gazette_version': { columns: ['change', 'digest', 'note'] },
  'sites.gazette_item': { columns: ['index_number'] },
  'sites.year_table': { columns: ['figures', 'site'], rows: 'published_at is not null' },
  'sites.closing': { columns: ['notice', 'site'], rows: 'approved_at is not null and not dropped' },
  'sites.redirect': { columns: ['new_path', 'old_path'] },
  'kernel.search_document': {
    columns: ['facets', 'kind', 'ref', 'region', 'summary', 'title', 'tokens', 'url'],
  },
  'kernel.matter': {
    columns: ['kind', 'number', 'state', 'title'],
    rows: `kind in ('service-application', 'consultation', 'information-request')`,
    // Behind the figures of what was found and put right, and of what was lost.
    also: { kind: COUNTED, number: `${COUNTED} or id in (select matter_id from disclosure.turned_back)` },
  },
  // Which clock it is decides what a figure counts; nobody is shown its name.
  'kernel.clock': { columns: ['name'], rows: `name in ('assess', 'follow-up')` },
  'information_requests.annual_report': { columns: ['covers'] },
  'information_requests.annual_report_edition': { columns: ['content', 'correction', 'hash'] },
  'information_requests.annual_report_request': { columns: ['applicant_kind', 'leaf'] },
  'information_requests.annual_report_dispute': { columns: ['decided_by', 'result'] },
  'information_requests.annual_report_item': { columns: ['cell', 'ref', 'title', 'url'] },
  'information_requests.dispute': { columns: ['kind', 'result'], rows: `kind = 'complaint' or result = 'corrected'` },
  'information_requests.conversion': { columns: ['answer', 'topic', 'url'] },
  'disclosure.consent_letter': { columns: ['code', 'number', 'title'] },
  'information_requests.letter': { columns: ['code', 'kind', 'number', 'title'] },
  'information_requests.request': { columns: ['applicant_kind', 'channel', 'decision'] },
  'kernel.payment_order': { columns: ['state'] },
  'boards.print_report': { columns: ['kind'] },
  'boards.print_run': { columns: ['form'] },
  'boards.posting': { columns: ['board', 'board_kind', 'region', 'topic'], rows: 'posted_on is not null' },
  'cases.application': { columns: ['case_type', 'item_code', 'outcome'] },
  'cases.consultation': { columns: ['item_code'] },
  'cases.document': { columns: ['code', 'holder_masked', 'kind', 'number', 'title'] },
  'hall.call_back': { columns: ['result'] },
  'kernel.log': { columns: ['origin', 'reason', 'suite', 'vkey'] },
  'kernel.log_leaf': { columns: ['hash'] },
  'kernel.log_node': { columns: ['hash'] },
  'kernel.log_checkpoint': { columns: ['cluster', 'note', 'root'] },
  'kernel.log_cosignature': { columns: ['line', 'witness'] },
  'kernel.setting': { columns: ['key', 'value'], rows: `key = 'log.trouble'` },
};

/** Read by a view, and never shown as it is. */
export const masked: Readonly<Record<string, readonly string[]>> = { 'identity.person': ['name'] };
