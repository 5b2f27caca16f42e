import type { Transaction } from '../../kernel/index.ts';
import type { Source } from '../repo/publications.ts';
import { TRIED_AGAIN } from './file-keeper.ts';
import type { Note } from './report.ts';

/** What is known of a page that came in before. */
export type Known = {
  readonly address: string;
  readonly hash: Buffer;
  readonly state: 'published' | 'held';
  readonly index: string | null;
  readonly draftId: number | null;
  /** The address under which the same article came in first. */
  readonly doubleOf: string | null;
};

export async function knownPages(
  source: Source,
  site: string,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Known>> {
  const { rows } = await source.query<Known>({
    name: 'disclosure-known-pages',
    text: `select address, hash, state, index_number as index, draft_id as "draftId", double_of as "doubleOf" from disclosure.imported_page where site = $1 and address = any($2)`,
    values: [site, addresses],
  });
  return new Map(rows.map((row) => [row.address, row]));
}

export type ImportedRow = Known & {
  readonly site: string;
  readonly matterId: number;
  readonly hits: number;
  readonly at: Date;
};

export async function putImported(tx: Transaction, rows: readonly ImportedRow[]): Promise<void> {
  await tx.client.query({
    name: 'disclosure-put-imported',
    text: `insert into disclosure.imported_page (site, address, matter_id, hash, state, index_number, draft_id, hits, double_of, imported_at)
     select site, address, matter_id, decode(hash, 'hex'), state, index_number, draft_id, hits, double_of, $2 from jsonb_to_recordset($1) x(
       site text, address text, matter_id bigint, hash text, state text, index_number text, draft_id bigint, hits integer, double_of text)
     on conflict (site, address) do update set matter_id = excluded.matter_id, hash = excluded.hash, state = excluded.state,
       index_number = coalesce(excluded.index_number, disclosure.imported_page.index_number), draft_id = excluded.draft_id,
       hits = excluded.hits, double_of = excluded.double_of, imported_at = excluded.imported_at`,
    values: [
      JSON.stringify(
        rows.map(({ site, address, matterId, hash, state, index, draftId, hits, doubleOf }) => ({
          site,
          address,
          matter_id: matterId,
          hash: hash.toString('hex'),
          state,
          index_number: index,
          draft_id: draftId,
          hits,
          double_of: doubleOf,
        })),
      ),
      rows[0]?.at,
    ],
  });
}

/** The import of a site that was begun and not finished. */
export async function runningImport(source: Source, title: string, agencyId: number): Promise<number | null> {
  const { rows } = await source.query<{ id: number }>(
    `select id from kernel.matter where kind = 'site-import' and state = 'running' and title = $1 and agency_id = $2
      order by id desc limit 1`,
    [title, agencyId],
  );
  return rows[0]?.id ?? null;
}

/** Pages that say what these hashes say, by hash: the first that came in. */
export async function standingSame(
  source: Source,
  site: string,
  hashes: readonly Buffer[],
): Promise<ReadonlyMap<string, string>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await source.query<{ hash: string; address: string }>({
    name: 'disclosure-same-pages',
    text: `select encode(hash, 'hex') as hash, min(address) as address from disclosure.imported_page
      where site = $1 and hash = any($2) and double_of is null group by hash`,
    values: [site, hashes],
  });
  return new Map(rows.map(({ hash, address }) => [hash, address]));
}

/** Pages of which files are missing that may be there today, and how many. */
export async function filesToTryAgain(
  source: Source,
  site: string,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await source.query<{ address: string; count: number }>({
    name: 'disclosure-files-again',
    text: `select address, count(*)::int as count from disclosure.import_note
      where site = $1 and address = any($2) and kind = 'file-left' and code = any($3) and settled_at is null group by address`,
    values: [site, addresses, TRIED_AGAIN],
  });
  return new Map(rows.map(({ address, count }) => [address, count]));
}

/** Keeps what an import says of pages in place of what was said of them before, but for what somebody has seen to. */
export async function putNotes(
  { client }: Transaction,
  { site, matterId, at }: { readonly site: string; readonly matterId: number; readonly at: Date },
  renewed: readonly string[],
  notes: readonly Note[],
): Promise<void> {
  if (renewed.length === 0 && notes.length === 0) return;
  await client.query(
    'delete from disclosure.import_note where site = $1 and address = any($2) and settled_at is null',
    [site, renewed],
  );
  await client.query(
    `insert into disclosure.import_note (matter_id, site, address, kind, name, code, file_id, noted_at)
     select $1, $2, address, kind, name, code, "fileId", $3
       from jsonb_to_recordset($4) x(address text, kind text, name text, code text, "fileId" uuid)`,
    [matterId, site, at, JSON.stringify(notes)],
  );
}
