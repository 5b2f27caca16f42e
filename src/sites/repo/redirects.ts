import type pg from 'pg';

type Source = Pick<pg.Pool, 'query'>;

/** Where what stood at an old address stands now; asked with its query first, then without. */
export async function newAddress(source: Source, url: string): Promise<string | null> {
  const plain = url.split('?')[0] ?? url;
  const { rows } = await source.query<{ path: string }>({
    name: 'sites-new-address',
    text: `select new_path as path from pub.pub_redirect where old_path = any($1) order by length(old_path) desc limit 1`,
    values: [[...new Set([url, plain])].map((one) => one.slice(0, 2000))],
  });
  return rows[0]?.path ?? null;
}

/** Keeps an old address; the later word counts. */
export async function keepAddresses(
  source: Source,
  moves: readonly { readonly from: string; readonly to: string }[],
  origin: string,
  at: Date,
): Promise<void> {
  await source.query(
    `insert into sites.redirect (old_path, new_path, source, since)
     select distinct on (x.from) x.from, x.to, $2, $3 from jsonb_to_recordset($1) x("from" text, "to" text)
     on conflict (old_path) do update set new_path = excluded.new_path, source = excluded.source, since = excluded.since`,
    [JSON.stringify(moves), origin, at],
  );
}
