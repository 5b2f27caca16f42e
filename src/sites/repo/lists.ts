import type pg from 'pg';

type Source = Pick<pg.Pool, 'query'>;

/** Addresses of the pages of a column that stand. @param base the address of the column, with a slash at its end */
export async function columnPages(source: Source, base: string): Promise<readonly string[]> {
  const { rows } = await source.query<{ path: string }>(
    `select path from sites.page where path = $1 or path ^@ ($1 || 'list-')`,
    [base],
  );
  return rows.map(({ path }) => path);
}

/** How many in a column were published before an instant. */
export async function placedEarlier(source: Source, site: string, column: string, at: Date): Promise<number> {
  const { rows } = await source.query<{ n: number }>({
    name: 'sites-placed-earlier',
    text: 'select count(*)::int as n from pub.pub_placement where site = $1 and column_key = $2 and published_at < $3',
    values: [site, column, at],
  });
  return rows[0]?.n ?? 0;
}
