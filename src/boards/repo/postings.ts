import type { Day, Kernel, Transaction } from '../../kernel/index.ts';
import type { BoardKind, Sheet, Topic } from '../contract.ts';

type Source = Pick<Kernel['pool'], 'query'>;

export type PostingRow = {
  readonly id: number;
  readonly board: string;
  readonly agencyId: number;
  readonly region: string;
  readonly boardKind: BoardKind;
  readonly topic: Topic;
  readonly period: string | null;
  readonly paper: 'a3' | 'a4';
  readonly sheet: Sheet;
  readonly sheetHash: Buffer;
  readonly copies: number | null;
  readonly postedOn: Day | null;
  readonly expiresOn: Day | null;
  readonly photo: string | null;
  readonly photoTakenAt: Date | null;
  readonly replaces: number | null;
  readonly endedOn: Day | null;
  readonly endedHow: 'replaced' | 'removed' | 'cancelled' | null;
};

const COLUMNS = `p.matter_id as id, p.board, p.agency_id as "agencyId", p.region, p.board_kind as "boardKind", p.topic, p.period,
  p.paper, p.sheet, p.sheet_hash as "sheetHash", p.copies, p.posted_on as "postedOn", p.expires_on as "expiresOn", p.photo,
  p.photo_taken_at as "photoTakenAt", p.replaces, p.ended_on as "endedOn", p.ended_how as "endedHow"`;

export async function postingRow(source: Source, id: number): Promise<PostingRow | null> {
  const { rows } = await source.query<PostingRow>(`select ${COLUMNS} from boards.posting p where p.matter_id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

export async function insertPosting(
  tx: Transaction,
  row: Pick<
    PostingRow,
    | 'id'
    | 'board'
    | 'agencyId'
    | 'region'
    | 'boardKind'
    | 'topic'
    | 'period'
    | 'paper'
    | 'sheet'
    | 'sheetHash'
    | 'replaces'
  >,
): Promise<void> {
  await tx.client.query(
    `insert into boards.posting (matter_id, board, agency_id, region, board_kind, topic, period, paper, sheet, sheet_hash, replaces)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.board,
      row.agencyId,
      row.region,
      row.boardKind,
      row.topic,
      row.period,
      row.paper,
      JSON.stringify(row.sheet),
      row.sheetHash,
      row.replaces,
    ],
  );
}

export async function insertItems(
  tx: Transaction,
  id: number,
  items: readonly { readonly index: string; readonly version: number; readonly title: string }[],
): Promise<void> {
  await tx.client.query(
    `insert into boards.posting_item (matter_id, index_number, version, title)
     select $1, i, v, t from unnest($2::text[], $3::int[], $4::text[]) x(i, v, t)`,
    [id, items.map(({ index }) => index), items.map(({ version }) => version), items.map(({ title }) => title)],
  );
}

export type ListedPosting = {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly board: string;
  readonly boardName: string;
  readonly place: string;
  readonly boardKind: BoardKind;
  readonly topic: Topic;
  readonly period: string | null;
  readonly state: string;
  readonly postedOn: Day | null;
  readonly expiresOn: Day | null;
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
  readonly copies: number | null;
  readonly hasPhoto: boolean;
  readonly endedOn: Day | null;
};

export type PostingQuery = {
  readonly agencyIds: readonly number[];
  readonly q?: string | undefined;
  readonly board?: string | undefined;
  readonly kind?: string | undefined;
  readonly topic?: string | undefined;
  readonly state?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

/** The ledger of postings, newest first; each row names the board as it is called today. */
export async function listedPostings(source: Source, query: PostingQuery): Promise<readonly ListedPosting[]> {
  const { agencyIds, q, board, kind, topic, state, from, until, before, limit } = query;
  const { rows } = await source.query<ListedPosting>(
    `select m.id, m.number, m.title, p.board, b.value->>'name' as "boardName", b.value->>'place' as place,
            p.board_kind as "boardKind", p.topic, p.period, m.state, p.posted_on as "postedOn", p.expires_on as "expiresOn",
            nullif(m.due_on, 'infinity') as "dueOn", nullif(m.warn_on, 'infinity') as "warnOn", p.copies,
            p.photo is not null as "hasPhoto", p.ended_on as "endedOn"
       from boards.posting p
       join kernel.matter m on m.id = p.matter_id
       join lateral (select value from kernel.register_entry r where r.register = 'disclosure-board' and r.key = p.board
                      order by r.version desc limit 1) b on true
      where p.agency_id = any($1)
        and ($2::text is null or m.title ilike '%' || $2 || '%' or m.number = $2 or b.value->>'name' ilike '%' || $2 || '%'
             or b.value->>'place' ilike '%' || $2 || '%')
        and ($3::text is null or p.board = $3) and ($4::text is null or p.board_kind = $4)
        and ($5::text is null or p.topic = $5) and ($6::text is null or m.state = $6)
        and ($7::date is null or p.posted_on >= $7::date) and ($8::date is null or p.posted_on <= $8::date)
        and ($9::bigint is null or m.id < $9)
      order by m.id desc limit $10`,
    [
      agencyIds,
      escaped(q),
      board ?? null,
      kind ?? null,
      topic ?? null,
      state ?? null,
      from ?? null,
      until ?? null,
      before ?? null,
      limit,
    ],
  );
  return rows;
}

/** A percent sign that somebody looks for is a percent sign. */
export const escaped = (q: string | undefined): string | null =>
  q === undefined || q === '' ? null : q.replaceAll(/[\\%_]/gu, '\\$&');

/** What hangs and shows any of these; asked when they are no longer said, or said otherwise. */
export async function showing(source: Source, indexes: readonly string[]): Promise<readonly number[]> {
  const { rows } = await source.query<{ id: number }>(
    `select distinct i.matter_id as id from boards.posting_item i
       join boards.posting p on p.matter_id = i.matter_id
      where i.index_number = any($1) and p.posted_on is not null and p.ended_on is null`,
    [indexes],
  );
  return rows.map(({ id }) => id);
}

/** What hangs on boards now, in which version. */
export async function sheetsThatHang({ pool }: Pick<Kernel, 'pool'>): Promise<
  readonly {
    readonly board: string;
    readonly index: string;
    readonly title: string;
    readonly agencyId: number;
    readonly version: number;
  }[]
> {
  const { rows } = await pool.query(
    `select p.board, i.index_number as index, i.title, p.agency_id as "agencyId", i.version
       from boards.posting p join boards.posting_item i on i.matter_id = p.matter_id
      where p.posted_on is not null and p.ended_on is null order by p.board, i.index_number`,
  );
  return rows;
}
