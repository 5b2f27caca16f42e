import type { Day, Kernel, Transaction } from '../../kernel/index.ts';
import type { CheckState, PrintKind } from '../contract.ts';

type Source = Pick<Kernel['pool'], 'query'>;

export type MarkRow = {
  readonly id: number;
  readonly board: string;
  readonly list: string;
  readonly item: string;
  readonly state: CheckState;
  readonly hasPhoto: boolean;
  readonly note: string;
  readonly on: Day;
};

/** The latest look at each item of these boards. */
export async function latestMarks(source: Source, boards: readonly string[]): Promise<readonly MarkRow[]> {
  const { rows } = await source.query<MarkRow>(
    `select distinct on (board, list, item) id, board, list, item, state, photo is not null as "hasPhoto", note,
            checked_on as on
       from boards.check_mark where board = any($1) order by board, list, item, id desc`,
    [boards],
  );
  return rows;
}

/** Every look at a board, the newest first. */
export async function marksOf(source: Source, board: string, most: number): Promise<readonly MarkRow[]> {
  const { rows } = await source.query<MarkRow>(
    `select id, board, list, item, state, photo is not null as "hasPhoto", note, checked_on as on
       from boards.check_mark where board = $1 order by id desc limit $2`,
    [board, most],
  );
  return rows;
}

export async function insertMark(
  tx: Transaction,
  mark: Omit<MarkRow, 'id' | 'hasPhoto'> & {
    readonly agencyId: number;
    readonly region: string;
    readonly photo: string | null;
    readonly photoTakenAt: Date | null;
    readonly by: number;
    readonly at: Date;
  },
): Promise<number> {
  const { rows } = await tx.client.query<{ id: number }>(
    `insert into boards.check_mark (list, item, board, agency_id, region, state, photo, photo_taken_at, note, checked_on,
       checked_by, checked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
    [
      ...[mark.list, mark.item, mark.board, mark.agencyId, mark.region, mark.state, mark.photo, mark.photoTakenAt],
      ...[mark.note, mark.on, mark.by, mark.at],
    ],
  );
  return rows[0]?.id ?? 0;
}

export async function photoOfMark(
  source: Source,
  id: number,
): Promise<{ readonly photo: string | null; readonly agencyId: number } | null> {
  const { rows } = await source.query<{ photo: string | null; agencyId: number }>(
    'select photo, agency_id as "agencyId" from boards.check_mark where id = $1',
    [id],
  );
  return rows[0] ?? null;
}

export type PrintRow = {
  readonly id: number;
  readonly agencyId: number;
  readonly title: string;
  readonly kind: PrintKind;
  readonly copies: number;
  readonly on: Day;
  readonly evidence: string;
  readonly enteredAt: Date;
};

/** What was printed elsewhere, as it stands: lines that were replaced are not among them, nor what was struck out. */
export async function printReports(
  source: Source,
  query: {
    readonly agencyIds: readonly number[];
    readonly from: Day | null;
    readonly until: Day | null;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<readonly PrintRow[]> {
  const { rows } = await source.query<PrintRow>(
    `select p.id, p.agency_id as "agencyId", p.title, p.kind, p.copies, p.printed_on as on, p.evidence, p.entered_at as "enteredAt"
       from boards.print_report p
      where p.agency_id = any($1) and p.copies > 0 and ($2::date is null or p.printed_on >= $2)
        and ($3::date is null or p.printed_on <= $3) and ($4::bigint is null or p.id < $4)
        and not exists (select from boards.print_report n where n.replaces = p.id)
      order by p.id desc limit $5`,
    [query.agencyIds, query.from, query.until, query.before, query.limit],
  );
  return rows;
}

/** How many copies that is all together. */
export async function copiesReported(
  source: Source,
  { agencyIds, from, until }: { agencyIds: readonly number[]; from: Day | null; until: Day | null },
): Promise<number> {
  const { rows } = await source.query<{ copies: number }>(
    `select coalesce(sum(p.copies), 0)::float8 as copies from boards.print_report p
      where p.agency_id = any($1) and ($2::date is null or p.printed_on >= $2) and ($3::date is null or p.printed_on <= $3)
        and not exists (select from boards.print_report n where n.replaces = p.id)`,
    [agencyIds, from, until],
  );
  return rows[0]?.copies ?? 0;
}

export async function printReport(
  source: Source,
  id: number,
): Promise<{ readonly agencyId: number; readonly isReplaced: boolean } | null> {
  const { rows } = await source.query<{ agencyId: number; isReplaced: boolean }>(
    `select agency_id as "agencyId", exists (select from boards.print_report n where n.replaces = p.id) as "isReplaced"
       from boards.print_report p where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function insertPrint(
  tx: Transaction,
  row: Omit<PrintRow, 'id' | 'enteredAt'> & {
    readonly replaces: number | null;
    readonly by: number;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `insert into boards.print_report (agency_id, title, kind, copies, printed_on, evidence, replaces, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (replaces) do nothing`,
    [row.agencyId, row.title, row.kind, row.copies, row.on, row.evidence, row.replaces, row.by, row.at],
  );
  return rowCount === 1;
}
