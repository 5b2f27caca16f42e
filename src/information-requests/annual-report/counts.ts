import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Day, pageOf, type Transaction } from '../../kernel/index.ts';

import type { Cell, Section3, Section4 } from './checks.ts';
import {
  COLUMNS,
  type Column,
  GROUPS,
  type Group,
  RESULT_PARTS,
  RESULTS,
  type Result,
  type ResultPart,
  ROWS,
  type Row,
} from './form.ts';

/** A year of some agencies; null: of all. */
export type ReportScope = { readonly year: number; readonly agencyIds: readonly number[] | null };

type Numbers3 = Readonly<Record<Row, Readonly<Record<Column, number>>>>;
type Numbers4 = Readonly<Record<Group, Readonly<Record<Result, number>>>>;

const firstDay = ({ year }: ReportScope): string => `${year}-01-01`;
const lastDay = ({ year }: ReportScope): string => `${year}-12-31`;

/**
 * What each row means, once: counting and opening a cell use the same words. A request is counted from the day of its
 * receipt to the day on which it was concluded, so what came in and was carried over is what was concluded and is left.
 */
const isNew = (scope: ReportScope) => sql`r.received_on >= ${firstDay(scope)}::date`;
const isConcluded = (scope: ReportScope) => sql`r.concluded_on <= ${lastDay(scope)}::date`;
const isInYear = (scope: ReportScope) => sql`
  r.received_on <= ${lastDay(scope)}::date
  and (r.concluded_on is null or r.concluded_on >= ${firstDay(scope)}::date)
  and (${scope.agencyIds}::int[] is null or r.agency_id = any(${scope.agencyIds}::int[]))`;

function isInRow(scope: ReportScope, row: Row): RawBuilder<unknown> {
  if (row === 'R1') return isNew(scope);
  if (row === 'R2') return sql`not (${isNew(scope)})`;
  if (row === 'R4') return sql`(r.concluded_on is null or not (${isConcluded(scope)}))`;
  if (row === '3.7') return isConcluded(scope);
  return sql`(${isConcluded(scope)} and r.decision = ${row})`;
}

/**
 * Section three, counted from the requests in one pass.
 *
 * @law 政府信息公开条例 第五十条第一款第二项; 国办公开办函〔2021〕30号; M-041
 */
export async function section3(db: QueryExecutorProvider, scope: ReportScope): Promise<Numbers3> {
  const { rows } = await sql<Counted>`
    select r.applicant_kind as kind, ${isNew(scope)} as "isNew", ${leafOf(scope)} as leaf, count(*)::int as n
      from information_requests.request r where ${isInYear(scope)} group by 1, 2, 3`.execute(db);
  return numbersOf(rows);
}

type Counted = {
  readonly kind: string;
  readonly isNew: boolean;
  /** null: not concluded at the end of the year. */
  readonly leaf: string | null;
  readonly n: number;
};

const leafOf = (scope: ReportScope) => sql`case when ${isConcluded(scope)} then r.decision end`;

function numbersOf(counted: readonly Counted[]): Numbers3 {
  const all = Object.fromEntries(ROWS.map((row) => [row, Object.fromEntries(COLUMNS.map((column) => [column, 0]))]));
  const add = (row: string, column: string, n: number): void => {
    const cells = all[row];
    if (!cells || cells[column] === undefined) throw new Error(`no cell ${row} ${column}`);
    cells[column] += n;
  };
  for (const { kind, isNew: isOfYear, leaf, n } of counted) {
    for (const column of [kind, 'total']) {
      add(isOfYear ? 'R1' : 'R2', column, n);
      add(leaf ?? 'R4', column, n);
      if (leaf !== null) add('3.7', column, n);
    }
  }
  return all as Numbers3;
}

/** One edition of a report: what is published again after a correction is another. */
export type Edition = { readonly id: number; readonly edition: number };

/** Keeps every request that a report counts, and counts from what was kept; `hash` names all of them. */
export async function freezeRequests(
  tx: Transaction,
  { id, edition }: Edition,
  scope: ReportScope,
): Promise<{ readonly figures: Numbers3; readonly count: number; readonly hash: string }> {
  const db = tx.as();
  await sql`
    insert into information_requests.annual_report_request (report_id, edition, request_id, applicant_kind, is_new, leaf)
    select ${id}, ${edition}, r.matter_id, r.applicant_kind, ${isNew(scope)}, ${leafOf(scope)}
      from information_requests.request r where ${isInYear(scope)}`.execute(db);
  const counted = await sql<Counted>`
    select applicant_kind as kind, is_new as "isNew", leaf, count(*)::int as n
      from information_requests.annual_report_request where report_id = ${id} and edition = ${edition} group by 1, 2, 3`.execute(
    db,
  );
  const hashed = await sql<{ hash: string; n: number }>`
    select encode(sha256(convert_to(coalesce(string_agg(request_id || ' ' || applicant_kind || ' ' || is_new || ' ' || coalesce(leaf, '-'), E'\n' order by request_id), ''), 'utf8')), 'hex') as hash,
           count(*)::int as n
      from information_requests.annual_report_request where report_id = ${id} and edition = ${edition}`.execute(db);
  const [{ hash, n } = { hash: '', n: 0 }] = hashed.rows;
  return { figures: numbersOf(counted.rows), count: n, hash };
}

/** The requests behind one cell of a frozen report. */
export async function frozenRequestsIn(
  db: QueryExecutorProvider,
  { id, edition }: Edition,
  { row, column, after = null, limit = 50 }: CellQuery,
): Promise<{ readonly rows: readonly CountedRequest[]; readonly next: number | null }> {
  const { rows } = await sql<CountedRequest>`
    select r.matter_id as id, m.number, r.subject, r.agency_id as "agencyId",
           r.received_on as "receivedOn", r.concluded_on as "concludedOn"
      from information_requests.annual_report_request f
      join information_requests.request r on r.matter_id = f.request_id join kernel.matter m on m.id = f.request_id
     where f.report_id = ${id} and f.edition = ${edition} and (${column} = 'total' or f.applicant_kind = ${column})
       and case ${row} when 'R1' then f.is_new when 'R2' then not f.is_new when '3.7' then f.leaf is not null
                when 'R4' then f.leaf is null else f.leaf = ${row} end
       and (${after}::bigint is null or r.matter_id > ${after}::bigint)
     order by r.matter_id limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, ({ id }) => id);
}

export type CountedRequest = {
  readonly id: number;
  readonly number: string;
  readonly subject: string;
  readonly agencyId: number;
  readonly receivedOn: Day;
  readonly concludedOn: Day | null;
};

/** The requests behind one cell, in the order of their matters, after `after`. */
export async function requestsIn(
  db: QueryExecutorProvider,
  scope: ReportScope,
  { row, column, after = null, limit = 50 }: CellQuery,
): Promise<{ readonly rows: readonly CountedRequest[]; readonly next: number | null }> {
  const { rows } = await sql<CountedRequest>`
    select r.matter_id as id, m.number, r.subject, r.agency_id as "agencyId",
           r.received_on as "receivedOn", r.concluded_on as "concludedOn"
      from information_requests.request r join kernel.matter m on m.id = r.matter_id
     where ${isInYear(scope)} and ${isInRow(scope, row)}
       and (${column} = 'total' or r.applicant_kind = ${column})
       and (${after}::bigint is null or r.matter_id > ${after}::bigint)
     order by r.matter_id limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, ({ id }) => id);
}

export type CellQuery = {
  readonly row: Row;
  readonly column: Column;
  readonly after?: number | null;
  readonly limit?: number;
};

/** Cases that were decided in the year, and those that were not at its end. */
const isCounted = (scope: ReportScope) => sql`
  d.kind <> 'complaint' and d.accepted_on <= ${lastDay(scope)}::date
  and (d.result_on is null or d.result_on >= ${firstDay(scope)}::date)
  and (${scope.agencyIds}::int[] is null or d.agency_id = any(${scope.agencyIds}::int[]))`;
const group = sql`case when d.kind = 'reconsideration' then 'reconsideration'
  when d.after_reconsideration then 'lawsuit-after-reconsideration' else 'direct-lawsuit' end`;
const result = (scope: ReportScope) =>
  sql`case when d.result_on <= ${lastDay(scope)}::date then d.result else 'pending' end`;

/** Keeps every case that an edition counts, and counts from what was kept. */
export async function freezeDisputes(
  tx: Transaction,
  { id, edition }: Edition,
  scope: ReportScope,
): Promise<{ readonly figures: Numbers4; readonly count: number; readonly hash: string }> {
  const db = tx.as();
  await sql`
    insert into information_requests.annual_report_dispute (report_id, edition, dispute_id, decided_by, result)
    select ${id}, ${edition}, d.matter_id, ${group}, ${result(scope)}
      from information_requests.dispute d where ${isCounted(scope)}`.execute(db);
  const { rows } = await sql<Counted4>`
    select decided_by as "group", result, count(*)::int as n from information_requests.annual_report_dispute
     where report_id = ${id} and edition = ${edition} group by 1, 2`.execute(db);
  const hashed = await sql<{ hash: string; n: number }>`
    select encode(sha256(convert_to(coalesce(string_agg(dispute_id || ' ' || decided_by || ' ' || result, E'\n' order by dispute_id), ''), 'utf8')), 'hex') as hash,
           count(*)::int as n
      from information_requests.annual_report_dispute where report_id = ${id} and edition = ${edition}`.execute(db);
  const [{ hash, n } = { hash: '', n: 0 }] = hashed.rows;
  return { figures: numbers4Of(rows), count: n, hash };
}

/** The cases behind one cell of a frozen edition. */
export async function frozenDisputesIn(
  db: QueryExecutorProvider,
  { id, edition }: Edition,
  cell: DisputeCell,
): Promise<{ readonly rows: readonly CountedDispute[]; readonly next: number | null }> {
  const { after = null, limit = 50 } = cell;
  const { rows } = await sql<CountedDispute>`
    select d.matter_id as id, m.number, d.authority, d.case_number as "caseNumber", d.agency_id as "agencyId",
           d.accepted_on as "acceptedOn", case when f.result <> 'pending' then d.result_on end as "resultOn"
      from information_requests.annual_report_dispute f
      join information_requests.dispute d on d.matter_id = f.dispute_id join kernel.matter m on m.id = d.matter_id
     where f.report_id = ${id} and f.edition = ${edition} and f.decided_by = ${cell.group}
       and (${cell.result} = 'total' or f.result = ${cell.result})
       and (${after}::bigint is null or d.matter_id > ${after}::bigint)
     order by d.matter_id limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, ({ id }) => id);
}

type Counted4 = { readonly group: Group; readonly result: ResultPart; readonly n: number };

/** Section four, counted from the register of disputes. @law 政府信息公开条例 第五十条第一款第四项; M-043, W-35 */
export async function section4(db: QueryExecutorProvider, scope: ReportScope): Promise<Numbers4> {
  const { rows } = await sql<Counted4>`
    select ${group} as "group", ${result(scope)} as result, count(*)::int as n
      from information_requests.dispute d where ${isCounted(scope)} group by 1, 2`.execute(db);
  return numbers4Of(rows);
}

function numbers4Of(rows: readonly Counted4[]): Numbers4 {
  const of = (each: Group, part: ResultPart): number =>
    rows.find((row) => row.group === each && row.result === part)?.n ?? 0;
  return Object.fromEntries(
    GROUPS.map((each) => {
      const parts = RESULT_PARTS.map((part) => [part, of(each, part)] as const);
      return [each, { ...Object.fromEntries(parts), total: parts.reduce((all, [, n]) => all + n, 0) }];
    }),
  ) as Numbers4;
}

export type DisputeCell = {
  readonly group: Group;
  readonly result: Result;
  readonly after?: number | null;
  readonly limit?: number;
};

export type CountedDispute = {
  readonly id: number;
  readonly number: string;
  readonly authority: string;
  readonly caseNumber: string;
  readonly agencyId: number;
  readonly acceptedOn: Day;
  readonly resultOn: Day | null;
};

/** The cases behind one cell of section four. */
export async function disputesIn(
  db: QueryExecutorProvider,
  scope: ReportScope,
  cell: DisputeCell,
): Promise<{ readonly rows: readonly CountedDispute[]; readonly next: number | null }> {
  const { after = null, limit = 50 } = cell;
  const { rows } = await sql<CountedDispute>`
    select d.matter_id as id, m.number, d.authority, d.case_number as "caseNumber", d.agency_id as "agencyId",
           d.accepted_on as "acceptedOn", d.result_on as "resultOn"
      from information_requests.dispute d join kernel.matter m on m.id = d.matter_id
     where ${isCounted(scope)} and ${group} = ${cell.group}
       and (${cell.result} = 'total' or ${result(scope)} = ${cell.result})
       and (${after}::bigint is null or d.matter_id > ${after}::bigint)
     order by d.matter_id limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, ({ id }) => id);
}

const cell = (value: number): Cell => ({ kind: 'number', value });

/** Counted figures in the form that the checks take. */
export const cells3 = (numbers: Numbers3): Section3 =>
  Object.fromEntries(
    ROWS.map((row) => [row, Object.fromEntries(COLUMNS.map((column) => [column, cell(numbers[row][column])]))]),
  );
export const cells4 = (numbers: Numbers4): Section4 =>
  Object.fromEntries(
    GROUPS.map((each) => [each, Object.fromEntries(RESULTS.map((part) => [part, cell(numbers[each][part])]))]),
  );
