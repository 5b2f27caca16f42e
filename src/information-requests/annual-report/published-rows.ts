import type pg from 'pg';
import { type Day, pageOf } from '../../kernel/index.ts';
import type { EnteredKey } from './contract.ts';
import type { Column, Group, Result, Row } from './form.ts';

type Source = Pick<pg.Pool, 'query'>;

/** One cell of a published report. */
export type PublishedCell =
  | { readonly kind: 'request'; readonly row: Row; readonly column: Column }
  | { readonly kind: 'dispute'; readonly group: Group; readonly result: Result }
  | { readonly kind: 'item'; readonly figure: EnteredKey };

/** What anybody may know of a thing that a figure counts: its number and its days; a document also by its title. */
export type PublishedRow = {
  readonly ref: string;
  readonly title: string | null;
  readonly from: Day;
  readonly until: Day | null;
  readonly url: string | null;
};

const PAGE = 100;

/** The rows behind a published figure, page by page. */
export async function publishedRows(
  source: Source,
  { id, edition }: { readonly id: number; readonly edition: number },
  cell: PublishedCell,
  after: string | null,
): Promise<{ readonly rows: readonly PublishedRow[]; readonly next: string | null }> {
  const { rows } = await source.query<PublishedRow>(...queryOf(cell, [id, edition, after, PAGE + 1]));
  return pageOf(rows, PAGE, ({ ref }) => ref);
}

function queryOf(cell: PublishedCell, values: readonly (string | number | null)[]): [string, unknown[]] {
  if (cell.kind === 'item')
    return [
      `select ref, title, day as "from", null::date as until, url from pub.pub_annual_report_item
        where report_id = $1 and edition = $2 and ($3::text is null or ref > $3) and cell = $5 order by ref limit $4`,
      [...values, cell.figure],
    ];
  if (cell.kind === 'dispute')
    return [
      `select number as ref, null as title, accepted_on as "from", result_on as until, null as url
         from pub.pub_annual_report_dispute
        where report_id = $1 and edition = $2 and ($3::text is null or number > $3)
          and decided_by = $5 and ($6 = 'total' or result = $6) order by number limit $4`,
      [...values, cell.group, cell.result],
    ];
  return [
    `select number as ref, null as title, received_on as "from", concluded_on as until, null as url
       from pub.pub_annual_report_request
      where report_id = $1 and edition = $2 and ($3::text is null or number > $3)
        and ($6 = 'total' or applicant_kind = $6)
        and case $5 when 'R1' then is_new when 'R2' then not is_new when '3.7' then leaf is not null
                 when 'R4' then leaf is null else leaf = $5 end
      order by number limit $4`,
    [...values, cell.row, cell.column],
  ];
}
