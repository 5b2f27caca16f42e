import type pg from 'pg';
import type { Transaction } from '../../kernel/index.ts';
import type { PageVersion } from '../engine/digest.ts';
import type { PageKind } from '../engine/page.ts';

type Source = Pick<pg.Pool, 'query'>;

/** A page as it is entered into the register. */
export type PageRow = {
  readonly path: string;
  readonly site: string;
  readonly kind: PageKind;
  readonly status: 200 | 410;
  readonly mediaType: string;
  readonly sha256: Buffer;
  readonly bytes: number;
  readonly frame: string | null;
  readonly br: Buffer;
};

/** A page as it is served. */
export type ServedPage = {
  readonly status: number;
  readonly mediaType: string;
  readonly sha256: Buffer;
  readonly br: Buffer;
  readonly publishedAt: Date;
};

/** The hashes of pages that stand at these addresses. */
export async function standing(source: Source, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const { rows } = await source.query<{ path: string; sha256: Buffer }>({
    name: 'sites-standing',
    text: 'select path, sha256 from sites.page where path = any($1)',
    values: [paths],
  });
  return new Map(rows.map(({ path, sha256 }) => [path, sha256]));
}

/** Which of these addresses lead to a page, or on to one. */
export async function pathsThatStand(source: Source, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await source.query<{ path: string }>(
    `select path from sites.page where path = any($1) and status = 200
     union select old_path from sites.redirect where old_path = any($1)`,
    [paths],
  );
  // Files of articles are served by their own rule; whether one is there the article says.
  return new Set([...rows.map(({ path }) => path), ...paths.filter((path) => path.startsWith('/content/files/'))]);
}

export async function insertBatch(
  tx: Transaction,
  batch: { readonly site: string; readonly matterId: number; readonly at: Date; readonly cause: string },
  versions: readonly PageVersion[],
  digest: Buffer,
): Promise<number> {
  const { rows } = await tx.client.query<{ id: number }>(
    'insert into sites.batch (site, matter_id, at, cause, pages, digest) values ($1, $2, $3, $4, $5, $6) returning id',
    [batch.site, batch.matterId, batch.at, batch.cause, versions.length, digest],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('a batch was not entered');
  await tx.client.query(
    `insert into sites.page_version (path, version, batch, status, sha256, bytes, at)
     select v.path, coalesce((select max(version) from sites.page_version o where o.path = v.path), 0) + 1, $1, v.status,
            v.sha256, v.bytes, $2
       from unnest($3::text[], $4::smallint[], $5::bytea[], $6::integer[]) v(path, status, sha256, bytes)`,
    [
      id,
      batch.at,
      versions.map(({ path }) => path),
      versions.map(({ status }) => status),
      versions.map(({ sha256 }) => sha256),
      versions.map(({ bytes }) => bytes),
    ],
  );
  return id;
}

export async function putPages(tx: Transaction, batch: number, at: Date, pages: readonly PageRow[]): Promise<void> {
  if (pages.length === 0) return;
  await tx.client.query(
    `insert into sites.page (path, site, kind, status, media_type, sha256, bytes, br, frame, version, batch, published_at)
     select p.path, p.site, p.kind, p.status, p.media_type, p.sha256, p.bytes, p.br, p.frame,
            (select version from sites.page_version v where v.path = p.path and v.batch = $1), $1, $2
       from unnest($3::text[], $4::text[], $5::text[], $6::smallint[], $7::text[], $8::bytea[], $9::integer[], $10::bytea[],
         $11::text[]) p(path, site, kind, status, media_type, sha256, bytes, br, frame)
     on conflict (path) do update set site = excluded.site, kind = excluded.kind, status = excluded.status,
       media_type = excluded.media_type, sha256 = excluded.sha256, bytes = excluded.bytes, br = excluded.br,
       frame = excluded.frame, version = excluded.version, batch = excluded.batch, published_at = excluded.published_at`,
    [
      batch,
      at,
      pages.map((page) => page.path),
      pages.map((page) => page.site),
      pages.map((page) => page.kind),
      pages.map((page) => page.status),
      pages.map((page) => page.mediaType),
      pages.map((page) => page.sha256),
      pages.map((page) => page.bytes),
      pages.map((page) => page.br),
      pages.map((page) => page.frame),
    ],
  );
}

export async function removePages(tx: Transaction, paths: readonly string[]): Promise<void> {
  if (paths.length > 0) await tx.client.query('delete from sites.page where path = any($1)', [paths]);
}

/** The frame of pages that were made anew and came out the same. */
export async function noteFrames(
  source: Source,
  pages: readonly { readonly path: string; readonly frame: string | null }[],
): Promise<void> {
  await source.query({
    name: 'sites-note-frames',
    text: `update sites.page p set frame = x.frame from unnest($1::text[], $2::text[]) x(path, frame)
            where p.path = x.path and p.frame is distinct from x.frame`,
    values: [pages.map(({ path }) => path), pages.map(({ frame }) => frame)],
  });
}

/** Pages of a site that were made with another frame: index numbers of articles, and how many pages in all. */
export async function oldFrames(
  source: Source,
  site: string,
  frame: string,
  most: number,
): Promise<{ readonly pages: number; readonly indexes: readonly string[] }> {
  const { rows } = await source.query<{ index: string | null }>({
    name: 'sites-old-frames',
    text: `select a.index_number as index from sites.page p left join sites.article a on a.path = p.path
            where p.site = $1 and p.frame is not null and p.frame <> $2 order by p.path limit $3`,
    values: [site, frame, most],
  });
  return { pages: rows.length, indexes: rows.flatMap(({ index }) => index ?? []) };
}

/** The page at an address, read as a visitor. */
export async function pageAt(source: Source, path: string): Promise<ServedPage | null> {
  const { rows } = await source.query<ServedPage>({
    name: 'sites-page-at',
    text: `select status, media_type as "mediaType", sha256, br, published_at as "publishedAt"
             from pub.pub_page where path = $1`,
    values: [path],
  });
  return rows[0] ?? null;
}

/** The number of the batch that was published last; 0 before the first. */
export async function latestBatch(source: Source): Promise<number> {
  const { rows } = await source.query<{ last: number | null }>({
    name: 'sites-latest-batch',
    text: 'select max(id) as last from pub.pub_page_batch',
  });
  return rows[0]?.last ?? 0;
}

/** The addresses that changed after a batch, and the latest batch; null when nothing has. */
export async function changedSince(
  source: Source,
  batch: number,
): Promise<{ readonly batch: number; readonly paths: readonly string[] } | null> {
  const last = await latestBatch(source);
  if (last <= batch) return null;
  const changed = await source.query<{ path: string }>({
    name: 'sites-changed-since',
    text: 'select path from pub.pub_page_version where batch > $1',
    values: [batch],
  });
  return { batch: last, paths: changed.rows.map(({ path }) => path) };
}

/** Batches whose files were laid by nobody yet, oldest first, with what is in them. */
export async function unlaidBatches(source: Source): Promise<readonly number[]> {
  const { rows } = await source.query<{ id: number }>(
    'select id from sites.batch where laid_at is null order by id limit 1000',
  );
  return rows.map(({ id }) => id);
}

export const markLaid = async (source: Source, batches: readonly number[], at: Date): Promise<void> =>
  void (await source.query('update sites.batch set laid_at = $2 where id = any($1)', [batches, at]));

/** What belongs on the disk for the pages of these batches: what stands now, or nothing. */
export async function layoutOf(
  source: Source,
  batches: readonly number[],
): Promise<readonly { readonly path: string; readonly br: Buffer | null }[]> {
  const { rows } = await source.query<{ path: string; br: Buffer | null }>(
    `select distinct on (v.path) v.path, case when p.status = 200 then p.br end as br
       from sites.page_version v left join sites.page p on p.path = v.path where v.batch = any($1)`,
    [batches],
  );
  return rows;
}

/** Pages in order of their address, for the watch over the files. */
export async function pagesAfter(
  source: Source,
  after: string,
  most: number,
): Promise<readonly { readonly path: string; readonly sha256: Buffer; readonly laid: boolean }[]> {
  const { rows } = await source.query<{ path: string; sha256: Buffer; laid: boolean }>(
    `select p.path, p.sha256, b.laid_at is not null as laid from sites.page p join sites.batch b on b.id = p.batch
      where p.path > $1 and p.status = 200 order by p.path limit $2`,
    [after, most],
  );
  return rows;
}

/** Which of these addresses have a page that is to be a file. */
export async function knownPaths(source: Source, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await source.query<{ path: string }>(
    'select path from sites.page where path = any($1) and status = 200',
    [paths],
  );
  return new Set(rows.map(({ path }) => path));
}
