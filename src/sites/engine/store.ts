import type { Published } from '../../kernel/index.ts';
import { changedSince, latestBatch, pageAt } from '../repo/pages.ts';
import { type KeptPage, type PageCache, pageCache } from './cache.ts';
import { decompress, sha256, zip } from './encode.ts';

/** How long another copy of the program may have published something before this one notices. */
const LOOK_MS = 200;
const CACHE_BYTES = 96 * 1024 * 1024;

/** Published pages as this copy of the program serves them: from the register, kept in memory. */
export type PageStore = {
  /** The page at an address; null when there is none. */
  readonly page: (path: string) => Promise<KeptPage | null>;
  /** The same when it is in memory and nothing can have changed: without waiting for anything. */
  readonly atHand: (path: string) => KeptPage | undefined;
  /** Something was published by this copy. */
  readonly changed: (paths: readonly string[]) => void;
};

const stores = new WeakMap<object, PageStore>();

/** The one store over these connections. */
export function pageStoreOf(published: Published): PageStore {
  const known = stores.get(published.pool);
  if (known) return known;
  const store = openStore(published);
  stores.set(published.pool, store);
  return store;
}

function openStore(published: Published, cache: PageCache = pageCache(CACHE_BYTES)): PageStore {
  let seen = -1;
  let lookedAt = -Infinity;
  let looking: Promise<void> | null = null;
  // Counts changes, so that what was read before one is not kept after it.
  let turn = 0;

  const drop = (paths: readonly string[]): void => {
    turn++;
    cache.drop(paths);
  };
  const look = async (): Promise<void> => {
    try {
      const began = performance.now();
      const news =
        seen < 0 ? { batch: await latestBatch(published.pool), paths: [] } : await changedSince(published.pool, seen);
      if (news) {
        drop(news.paths);
        seen = news.batch;
      }
      lookedAt = began;
    } finally {
      looking = null;
    }
  };
  const fresh = (): boolean => performance.now() - lookedAt < LOOK_MS;

  return {
    atHand: (path) => (fresh() ? cache.get(path) : undefined),
    page: async (path) => {
      if (!fresh()) {
        looking ??= look();
        const kept = cache.get(path);
        // Where the database is away, what is in memory is still what was published last.
        await (kept ? looking.catch(() => undefined) : looking);
      }
      const kept = cache.get(path);
      if (kept) return kept;
      const before = turn;
      const found = await pageAt(published.pool, path);
      if (!found) return null;
      const plain = await decompress(found.br);
      if (!sha256(plain).equals(found.sha256)) throw new Error(`the register of pages is damaged at ${path}`);
      const page: KeptPage = {
        status: found.status,
        mediaType: found.mediaType,
        etag: found.sha256.toString('hex').slice(0, 32),
        publishedAt: found.publishedAt,
        plain,
        br: found.br,
        gz: await zip(plain),
      };
      if (before === turn) cache.put(path, page);
      return page;
    },
    changed: drop,
  };
}
