import type { Transaction } from '../../kernel/index.ts';
import type { Source } from '../repo/publications.ts';

/** What is known of a page that came in before. */
export type Known = {
  readonly address: string;
  readonly hash: Buffer;
  readonly state: 'published' | 'held';
  readonly index: string | null;
};

export async function knownPages(
  source: Source,
  site: string,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Known>> {
  const { rows } = await source.query<Known>({
    name: 'disclosure-known-pages',
    text: `select address, hash, state, index_number as index from disclosure.imported_page where site = $1 and address = any($2)`,
    values: [site, addresses],
  });
  return new Map(rows.map((row) => [row.address, row]));
}

export type ImportedRow = Known & {
  readonly site: string;
  readonly matterId: number;
  readonly draftId: number | null;
  readonly hits: number;
  readonly at: Date;
};

export async function putImported(tx: Transaction, rows: readonly ImportedRow[]): Promise<void> {
  await tx.client.query({
    name: 'disclosure-put-imported',
    text: `insert into disclosure.imported_page (site, address, matter_id, hash, state, index_number, draft_id, hits, imported_at)
     select site, address, matter_id, decode(hash, 'hex'), state, index_number, draft_id, hits, $2 from jsonb_to_recordset($1) x(
       site text, address text, matter_id bigint, hash text, state text, index_number text, draft_id bigint, hits integer)
     on conflict (site, address) do update set matter_id = excluded.matter_id, hash = excluded.hash, state = excluded.state,
       index_number = coalesce(excluded.index_number, disclosure.imported_page.index_number), draft_id = excluded.draft_id,
       hits = excluded.hits, imported_at = excluded.imported_at`,
    values: [
      JSON.stringify(
        rows.map(({ site, address, matterId, hash, state, index, draftId, hits }) => ({
          site,
          address,
          matter_id: matterId,
          hash: hash.toString('hex'),
          state,
          index_number: index,
          draft_id: draftId,
          hits,
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
