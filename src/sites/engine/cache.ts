/** A page in memory, in the forms in which it is sent. */
export type KeptPage = {
  readonly status: number;
  readonly mediaType: string;
  readonly etag: string;
  readonly publishedAt: Date;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gz: Buffer;
};

/** The pages that were asked for last, up to so many bytes. */
export type PageCache = {
  readonly get: (path: string) => KeptPage | undefined;
  readonly put: (path: string, page: KeptPage) => void;
  readonly drop: (paths: readonly string[]) => void;
  readonly clear: () => void;
  readonly bytes: () => number;
};

/** What a page costs besides its bytes. */
const OVERHEAD = 500;
const sizeOf = ({ plain, br, gz }: KeptPage): number => plain.length + br.length + gz.length + OVERHEAD;

/** Keeps at most `limit` bytes; what was not asked for longest goes first, and what is too large for half is not kept. */
export function pageCache(limit: number): PageCache {
  const pages = new Map<string, KeptPage>();
  let bytes = 0;
  const forget = (path: string): void => {
    const page = pages.get(path);
    if (page && pages.delete(path)) bytes -= sizeOf(page);
  };
  return {
    get: (path) => {
      const page = pages.get(path);
      if (page) {
        // Last in the order of insertion: what was used last.
        pages.delete(path);
        pages.set(path, page);
      }
      return page;
    },
    put: (path, page) => {
      forget(path);
      if (sizeOf(page) > limit / 2) return;
      pages.set(path, page);
      bytes += sizeOf(page);
      for (const oldest of pages.keys()) {
        if (bytes <= limit) break;
        forget(oldest);
      }
    },
    drop: (paths) => {
      for (const path of paths) forget(path);
    },
    clear: () => {
      pages.clear();
      bytes = 0;
    },
    bytes: () => bytes,
  };
}
