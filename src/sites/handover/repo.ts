import type pg from 'pg';
import type { Transaction } from '../../kernel/index.ts';
import type { RECEIVERS } from './contract.ts';

type Source = Pick<pg.Pool, 'query'>;
export type Receiver = (typeof RECEIVERS)[number];

export type HandoverRow = {
  readonly id: number;
  readonly number: string;
  readonly seq: number;
  readonly state: 'owed' | 'done';
  readonly dueOn: string | null;
  readonly agencyId: number;
  readonly year: number;
};

const SELECT = `select h.matter_id as id, m.number, m.seq, m.state, h.agency_id as "agencyId", h.year,
    nullif(m.due_on, 'infinity')::text as "dueOn"
  from sites.handover h join kernel.matter m on m.id = h.matter_id`;

export async function handovers(
  source: Source,
  asked: Readonly<{ agencies: readonly number[]; onlyOpen: boolean; before: number | null; limit: number }>,
): Promise<readonly HandoverRow[]> {
  const { rows } = await source.query<HandoverRow>(
    `${SELECT} where h.agency_id = any($1) and (not $2 or m.closed_at is null) and ($3::bigint is null or h.matter_id < $3)
      order by h.matter_id desc limit $4`,
    [asked.agencies, asked.onlyOpen, asked.before, asked.limit],
  );
  return rows;
}

export async function handoverById(source: Source, id: number): Promise<HandoverRow | null> {
  const { rows } = await source.query<HandoverRow>(`${SELECT} where h.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

export type Document = {
  readonly index: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly on: string;
};

/** What an agency told in a year and what still stands, the genres that are left out aside; in the order of its days. */
export async function documentsOf(
  published: Source,
  agencyId: number,
  year: number,
  leftOut: readonly string[],
): Promise<readonly Document[]> {
  const { rows } = await published.query<Document>(
    `select index_number as index, title, document_number as "documentNumber",
            (published_at at time zone 'Asia/Shanghai')::date::text as on
       from pub.pub_publication
      where agency_id = $1 and not withdrawn and not (genre = any($3))
        and published_at >= make_timestamptz($2, 1, 1, 0, 0, 0, 'Asia/Shanghai')
        and published_at < make_timestamptz($2 + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')
      order by published_at, index_number`,
    [agencyId, year, leftOut],
  );
  return rows;
}

/** Agencies that told something in a year, and have no handover of it yet. */
export async function agenciesOwing(
  source: Source,
  published: Source,
  year: number,
  leftOut: readonly string[],
): Promise<readonly number[]> {
  const { rows } = await published.query<{ id: number }>(
    `select distinct agency_id as id from pub.pub_publication
      where not withdrawn and not (genre = any($2))
        and published_at >= make_timestamptz($1, 1, 1, 0, 0, 0, 'Asia/Shanghai')
        and published_at < make_timestamptz($1 + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai') order by 1`,
    [year, leftOut],
  );
  const known = await source.query<{ id: number }>('select agency_id as id from sites.handover where year = $1', [
    year,
  ]);
  const have = new Set(known.rows.map(({ id }) => id));
  return rows.map(({ id }) => id).filter((id) => !have.has(id));
}

export type ReceiptRow = {
  readonly id: number;
  readonly kind: Receiver;
  readonly receiver: string;
  readonly on: string;
  readonly copies: number;
  readonly receipt: string;
  readonly items: readonly Document[];
};

export async function receiptsOf(source: Source, id: number): Promise<readonly ReceiptRow[]> {
  const { rows } = await source.query<ReceiptRow>(
    `select id, receiver_kind as kind, receiver, on_day::text as on, copies, receipt, items
       from sites.handover_receipt where matter_id = $1 order by id`,
    [id],
  );
  return rows;
}

export async function insertReceipt(
  tx: Transaction,
  matterId: number,
  row: Omit<ReceiptRow, 'id'> & { readonly by: number | null; readonly at: Date },
): Promise<void> {
  await tx.client.query(
    `insert into sites.handover_receipt (matter_id, receiver_kind, receiver, on_day, copies, receipt, items, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [matterId, row.kind, row.receiver, row.on, row.copies, row.receipt, JSON.stringify(row.items), row.by, row.at],
  );
}
