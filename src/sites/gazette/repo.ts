import type pg from 'pg';
import { z } from 'zod';
import type { Transaction } from '../../kernel/index.ts';
import { GazetteEntry, GazetteItem } from './contract.ts';
import { gazetteText } from './text.ts';

type Source = Pick<pg.Pool, 'query'>;

export type IssueRow = {
  readonly id: number;
  readonly state: string;
  readonly seq: number;
  readonly agencyId: number;
  readonly region: string;
  readonly name: string;
  readonly year: number;
  readonly number: number;
  readonly total: number;
  readonly note: string;
  readonly items: readonly GazetteItem[];
  readonly issuedAt: Date | null;
  readonly version: number;
  readonly cancelledAt: Date | null;
  readonly cancelNote: string | null;
  readonly replacedBy: number | null;
};

const SELECT = `select g.matter_id as id, m.state, m.seq, g.agency_id as "agencyId", g.region, g.name, g.year, g.number, g.total,
    g.note, g.items, g.issued_at as "issuedAt", g.version, g.cancelled_at as "cancelledAt", g.cancel_note as "cancelNote",
    g.replaced_by as "replacedBy" from sites.gazette g join kernel.matter m on m.id = g.matter_id`;
const rowOf = (row: IssueRow & { items: unknown }): IssueRow => ({
  ...row,
  items: z.array(GazetteItem).parse(row.items),
});

export async function issueById(source: Source, id: number): Promise<IssueRow | null> {
  const { rows } = await source.query<IssueRow>(`${SELECT} where g.matter_id = $1`, [id]);
  return rows[0] ? rowOf(rows[0]) : null;
}

export async function issuesOf(source: Source, agencies: readonly number[]): Promise<readonly IssueRow[]> {
  const { rows } = await source.query<IssueRow>(
    `${SELECT} where g.agency_id = any($1) order by g.year desc, g.number desc limit 200`,
    [agencies],
  );
  return rows.map(rowOf);
}

/** The numbers of an agency's next issue, which nobody else gets meanwhile. */
export async function nextNumbers(
  tx: Transaction,
  agencyId: number,
  year: number,
): Promise<{ readonly number: number; readonly total: number; readonly isOpen: boolean }> {
  await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`gazette:${agencyId}`]);
  const { rows } = await tx.client.query<{ number: number; total: number; isOpen: boolean }>(
    `select coalesce(max(g.number) filter (where g.year = $2), 0) + 1 as number, coalesce(max(g.total), 0) + 1 as total,
            coalesce(bool_or(m.state = 'compiling'), false) as "isOpen"
       from sites.gazette g join kernel.matter m on m.id = g.matter_id where g.agency_id = $1`,
    [agencyId, year],
  );
  return rows[0] ?? { number: 1, total: 1, isOpen: false };
}

export async function insertIssue(
  tx: Transaction,
  row: Pick<IssueRow, 'id' | 'agencyId' | 'region' | 'name' | 'year' | 'number' | 'total'>,
): Promise<void> {
  await tx.client.query(
    `insert into sites.gazette (matter_id, agency_id, region, name, year, number, total) values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.agencyId, row.region, row.name, row.year, row.number, row.total],
  );
}

export const changeIssue = async (
  tx: Transaction,
  id: number,
  items: readonly GazetteItem[],
  note: string,
): Promise<void> =>
  void (await tx.client.query('update sites.gazette set items = $2, note = $3 where matter_id = $1', [
    id,
    JSON.stringify(items),
    note,
  ]));

export type Issued = {
  readonly id: number;
  readonly name: string;
  readonly year: number;
  readonly number: number;
  readonly total: number;
  readonly note: string;
  readonly issuedAt: Date;
  readonly agencyId: number;
  readonly version: number;
  readonly cancelledAt: Date | null;
  readonly cancelNote: string | null;
  readonly replacedBy: number | null;
};

const ISSUED = `id, name, year, number, total, note, issued_at as "issuedAt", agency_id as "agencyId", version,
  cancelled_at as "cancelledAt", cancel_note as "cancelNote", replaced_by as "replacedBy"`;

/** Issues that are out, newest first. */
export async function issuedGazettes(source: Source, most: number): Promise<readonly Issued[]> {
  const { rows } = await source.query<Issued>(
    `select ${ISSUED} from pub.pub_gazette
      order by issued_at desc, id desc limit $1`,
    [most],
  );
  return rows;
}

export type IssuedWhole = Issued & {
  readonly contents: readonly GazetteEntry[];
  readonly digest: Buffer;
  readonly file: {
    readonly name: string;
    readonly mediaType: string;
    readonly size: number;
    readonly sha256: Buffer;
  } | null;
};

export async function issuedGazette(source: Source, id: number): Promise<IssuedWhole | null> {
  const { rows } = await source.query<
    Issued & {
      contents: unknown;
      digest: Buffer;
      mediaType: string;
      size: number;
      sha256: Buffer | null;
    }
  >(
    `select ${ISSUED}, contents, digest,
            media_type as "mediaType", size::float8 as size, sha256 from pub.pub_gazette where id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  const { mediaType, size, sha256, contents, ...rest } = row;
  return {
    ...rest,
    contents: z.array(GazetteEntry).parse(contents),
    file:
      sha256 === null
        ? null
        : {
            name: `${rest.name}${gazetteText.number(rest.year, rest.number, rest.total)}.pdf`,
            mediaType,
            size,
            sha256,
          },
  };
}
