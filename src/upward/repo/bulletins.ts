import type { Transaction } from '../../kernel/index.ts';
import { BulletinContent } from '../contract.ts';
import type { Source } from './reports.ts';

export type BulletinRow = {
  readonly id: number;
  readonly agencyId: number;
  readonly month: string;
  readonly foreword: string;
  readonly edition: number;
  readonly publicationId: number | null;
  readonly index: string | null;
};

const COLUMNS = `matter_id as id, agency_id as "agencyId", month, foreword, edition, publication_id as "publicationId",
  index_number as index`;

export async function bulletinRow(source: Source, id: number): Promise<BulletinRow | null> {
  const { rows } = await source.query<BulletinRow>(`select ${COLUMNS} from upward.bulletin where matter_id = $1`, [id]);
  return rows[0] ?? null;
}

export type Edition = {
  readonly edition: number;
  readonly foreword: string;
  readonly content: BulletinContent;
  readonly digest: Buffer;
  readonly frozenAt: Date;
};

export async function editionOf(source: Source, id: number, edition: number): Promise<Edition | null> {
  const { rows } = await source.query<Omit<Edition, 'content'> & { content: unknown }>(
    `select edition, foreword, content, digest, frozen_at as "frozenAt" from upward.bulletin_edition
      where bulletin_id = $1 and edition = $2`,
    [id, edition],
  );
  const [row] = rows;
  return row ? { ...row, content: BulletinContent.parse(row.content) } : null;
}

export async function insertEdition(
  { client }: Transaction,
  id: number,
  { edition, foreword, content, digest, frozenAt }: Edition,
): Promise<void> {
  await client.query(
    `insert into upward.bulletin_edition (bulletin_id, edition, foreword, content, digest, frozen_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, edition, foreword, JSON.stringify(content), digest, frozenAt],
  );
  await client.query('update upward.bulletin set edition = $2 where matter_id = $1', [id, edition]);
}

export type ListedBulletin = {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly agencyId: number;
  readonly month: string;
  readonly state: string;
  readonly index: string | null;
};

/** Bulletins of the offices in sight, and what the offices above have issued; newest first. */
export async function bulletinsAt(
  source: Source,
  query: {
    readonly inSight: readonly number[];
    readonly below: readonly number[];
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<readonly ListedBulletin[]> {
  const { rows } = await source.query<ListedBulletin>(
    `select m.id, m.number, m.title, b.agency_id as "agencyId", b.month, m.state, b.index_number as index
       from upward.bulletin b join kernel.matter m on m.id = b.matter_id
      where (b.agency_id = any($1) or b.agency_id = any($2) and m.state = 'issued') and ($3::bigint is null or m.id < $3)
      order by m.id desc limit $4`,
    [query.inSight, query.below, query.before ?? null, query.limit],
  );
  return rows;
}
