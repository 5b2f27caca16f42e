import { type Kernel, matterById, Refusal, remark } from '../../kernel/index.ts';
import { digestOf, type PageVersion } from '../engine/digest.ts';
import { folderIn, layPage, liftPage } from '../engine/disk.ts';
import { compress, decompress, sha256 } from '../engine/encode.ts';
import type { RenderedPage } from '../engine/page.ts';
import { pageStoreOf } from '../engine/store.ts';
import {
  insertBatch,
  layoutOf,
  markLaid,
  noteFrames,
  type PageRow,
  putPages,
  removePages,
  standing,
  unlaidBatches,
} from '../repo/pages.ts';
import { siteMatter } from './site-matter.ts';

export type PagesToPublish = {
  readonly site: string;
  readonly pages: readonly RenderedPage[];
  /** Addresses that are taken away. */
  readonly removed?: readonly string[];
  /** What it was for, e.g. `article 1159…-2026-00001`; stands in the ledger. */
  readonly cause: string;
  readonly at: Date;
};

/** An entry names each page of a small batch; of a large one the digest says it all. */
const NAMED = 20;
const LAID_AT_ONCE = 8;
const TRIES = 8;

/**
 * Makes pages public, all of them at once: the register, its history and the entry in the ledger of the site are one
 * transaction. Then the files are laid; what a crash leaves undone the watch does. Pages that stand already as they are
 * are left alone. Answers how many were new or changed.
 */
export async function publishPages(kernel: Kernel, publication: PagesToPublish): Promise<number> {
  const rows = await Promise.all(publication.pages.map(rowOf));
  const bodies = new Map(publication.pages.map((page) => [page.path, bytesOf(page)]));
  const removedAsked = publication.removed ?? [];
  const before = await standing(kernel.pool, [...rows.map(({ path }) => path), ...removedAsked]);
  const news = rows.filter(({ path, sha256: hash }) => !before.get(path)?.equals(hash));
  const removed = removedAsked.filter((path) => before.has(path));
  const same = rows.filter(({ path, sha256: hash, frame }) => frame !== null && before.get(path)?.equals(hash));
  if (same.length > 0) await noteFrames(kernel.pool, same);
  if (news.length + removed.length === 0) return 0;
  const changed: readonly PageRow[] = await Promise.all(
    news.map(async (row) => ({ ...row, br: await compress(bodies.get(row.path) ?? Buffer.alloc(0)) })),
  );
  const batch = await enter(kernel, publication, changed, removed);
  pageStoreOf(kernel.published).changed([...changed.map(({ path }) => path), ...removed]);
  const folder = folderIn(kernel.dataDir);
  for (let from = 0; from < changed.length; from += LAID_AT_ONCE) {
    await Promise.all(
      changed.slice(from, from + LAID_AT_ONCE).map(async (page) => {
        if (page.status === 200) await layPage(folder, page.path, bodies.get(page.path) ?? Buffer.alloc(0), page.br);
        else await liftPage(folder, page.path);
      }),
    );
  }
  for (const path of removed) await liftPage(folder, path);
  await markLaid(kernel.pool, [batch], publication.at);
  return changed.length + removed.length;
}

const bytesOf = ({ body }: RenderedPage): Buffer => (typeof body === 'string' ? Buffer.from(body) : body);

async function rowOf(page: RenderedPage): Promise<Omit<PageRow, 'br'>> {
  const body = bytesOf(page);
  return {
    path: page.path,
    site: page.site,
    kind: page.kind,
    status: page.status ?? 200,
    mediaType: page.mediaType,
    sha256: sha256(body),
    bytes: body.length,
    frame: page.frame ?? null,
  };
}

async function enter(
  kernel: Kernel,
  { site, cause, at }: PagesToPublish,
  changed: readonly PageRow[],
  removed: readonly string[],
): Promise<number> {
  const versions: readonly PageVersion[] = [
    ...changed.map(({ path, status, sha256: hash, bytes }) => ({ path, status, sha256: hash, bytes })),
    ...removed.map((path) => ({ path, status: 0, sha256: null, bytes: 0 })),
  ];
  const digest = digestOf(versions);
  const matterId = await siteMatter(kernel, site, at);
  for (let tries = 1; ; tries++) {
    let batch = 0;
    const snapshot = await matterById(kernel, matterId);
    try {
      await remark(kernel, {
        snapshot,
        act: 'sites.published',
        at,
        facts: {
          cause,
          pages: versions.length,
          digest: digest.toString('hex'),
          ...(versions.length <= NAMED
            ? { named: versions.map(({ path, sha256: hash }) => `${path} ${hash?.toString('hex') ?? '-'}`) }
            : {}),
        },
        write: async (tx) => {
          batch = await insertBatch(tx, { site, matterId, at, cause }, versions, digest);
          await putPages(tx, batch, at, changed);
          await removePages(tx, removed);
        },
      });
      return batch;
    } catch (error) {
      // Somebody else published on this site meanwhile.
      if (!(error instanceof Refusal) || error.code !== 'matter/changed' || tries === TRIES) throw error;
    }
  }
}

/** Lays the files of what was published and never laid: by a copy that was killed, or one without a disk of its own. */
export async function layWhatIsUnlaid(kernel: Kernel, at: Date): Promise<number> {
  const batches = await unlaidBatches(kernel.pool);
  if (batches.length === 0) return 0;
  const folder = folderIn(kernel.dataDir);
  const pages = await layoutOf(kernel.pool, batches);
  for (const { path, br } of pages) {
    if (br === null) await liftPage(folder, path);
    else await layPage(folder, path, await decompress(br), br);
  }
  await markLaid(kernel.pool, batches, at);
  return pages.length;
}
