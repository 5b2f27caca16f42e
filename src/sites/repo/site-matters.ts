import type pg from 'pg';

/** The matter of a site in the ledger; null before its first page. */
export async function matterOfSite(source: Pick<pg.Pool, 'query'>, site: string): Promise<number | null> {
  const { rows } = await source.query<{ id: number }>('select matter_id as id from sites.website where site = $1', [
    site,
  ]);
  return rows[0]?.id ?? null;
}
