import type pg from 'pg';
import type { Transaction } from '../../kernel/index.ts';

type Source = Pick<pg.Pool, 'query'>;

/** A column in which something came, went or changed. */
export type Touched = {
  readonly site: string;
  readonly column: string;
  /** Of the earliest that did. */
  readonly publishedAt: Date;
  readonly isNews: boolean;
};

/** Notes columns whose lists are to be made anew, with what changed in them: whoever dies after it is made up for. */
export async function noteTouched(tx: Transaction, touched: readonly Touched[], at: Date): Promise<void> {
  if (touched.length === 0) return;
  await tx.client.query({
    name: 'sites-note-touched',
    text: `insert into sites.touched (site, column_key, published_at, is_news, at)
           select site, column_key, min(published_at), bool_or(is_news), $5
             from unnest($1::text[], $2::text[], $3::timestamptz[], $4::boolean[]) x(site, column_key, published_at, is_news)
            group by site, column_key`,
    values: [
      touched.map(({ site }) => site),
      touched.map(({ column }) => column),
      touched.map(({ publishedAt }) => publishedAt),
      touched.map(({ isNews }) => isNews),
      at,
    ],
  });
}

/** What was noted and not done; the ids are for {@link forgetTouched}. */
export async function touchedColumns(
  source: Source,
): Promise<{ readonly touched: readonly Touched[]; readonly ids: readonly number[] }> {
  const { rows } = await source.query<Touched & { ids: number[] }>({
    name: 'sites-touched',
    text: `select site, column_key as "column", min(published_at) as "publishedAt", bool_or(is_news) as "isNews",
                  array_agg(id::float8) as ids
             from sites.touched group by site, column_key order by site, column_key`,
  });
  return {
    touched: rows.map(({ ids: _, ...one }) => one),
    ids: rows.flatMap(({ ids }) => ids),
  };
}

export const forgetTouched = async (source: Source, ids: readonly number[]): Promise<void> =>
  void (await source.query('delete from sites.touched where id = any($1::bigint[])', [ids]));
