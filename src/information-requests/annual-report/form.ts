/**
 * The printed form of the annual report: which rows, columns and groups there are, and how they hang together.
 *
 * @law 政府信息公开条例 第四十九条, 第五十条; 国办公开办函〔2021〕30号; M-041
 */

/** Who asked. `total` is the sum of the other six; there is no column of its own for all organisations. */
export const PART_COLUMNS = ['natural', 'business', 'research', 'charity', 'legal', 'other'] as const;
export const COLUMNS = [...PART_COLUMNS, 'total'] as const;
export type PartColumn = (typeof PART_COLUMNS)[number];
export type Column = (typeof COLUMNS)[number];

/** How a request can end: each is counted in exactly one of these rows. */
export const LEAVES = [
  '3.1',
  '3.2',
  '3.3.1',
  '3.3.2',
  '3.3.3',
  '3.3.4',
  '3.3.5',
  '3.3.6',
  '3.3.7',
  '3.3.8',
  '3.4.1',
  '3.4.2',
  '3.4.3',
  '3.5.1',
  '3.5.2',
  '3.5.3',
  '3.5.4',
  '3.5.5',
  '3.6.1',
  '3.6.2',
  '3.6.3',
] as const;
export type Leaf = (typeof LEAVES)[number];

/** The 25 rows of section three, as printed. */
export const ROWS = ['R1', 'R2', ...LEAVES, '3.7', 'R4'] as const;
export type Row = (typeof ROWS)[number];

/** Rows that the form of 2019 did not have: everything under （六） was one row, counted here as 3.6.3. */
export const ROWS_SINCE_2021: readonly Row[] = ['3.6.1', '3.6.2'];

/** Section four: who decided. */
export const GROUPS = ['reconsideration', 'direct-lawsuit', 'lawsuit-after-reconsideration'] as const;
export type Group = (typeof GROUPS)[number];

/** Section four: how. `pending` is 尚未审结 on the last day of the year. */
export const RESULT_PARTS = ['upheld', 'corrected', 'other', 'pending'] as const;
export const RESULTS = [...RESULT_PARTS, 'total'] as const;
export type Result = (typeof RESULTS)[number];
export type ResultPart = (typeof RESULT_PARTS)[number];

/** Section two. */
export const DOCUMENT_ROWS = ['rules', 'normative-documents'] as const;
export const DOCUMENT_COLUMNS = ['made', 'abolished', 'in-force'] as const;
export const DECISION_ROWS = ['licences', 'penalties', 'compulsion'] as const;
export type DocumentRow = (typeof DOCUMENT_ROWS)[number];
export type DocumentColumn = (typeof DOCUMENT_COLUMNS)[number];
export type DecisionRow = (typeof DECISION_ROWS)[number];

/** The checks, by the name under which a violation is reported. */
export const CHECKS = ['S3-BALANCE', 'S3-SUM', 'S3-ROW', 'S3-BLANK', 'S4-SUM', 'YEAR-CARRY', 'CELL'] as const;
export type Check = (typeof CHECKS)[number];
