/** Size of a page of PostgreSQL's tables and indexes. */
export const PAGE_BYTES = 8192;
/** How many pages a file of a large table holds before the next begins. */
const SEGMENT_PAGES = 131_072;
const LANES = 32;
const PRIME = 16_777_619;
const BASES = Uint32Array.of(
  0x5b1f36e9,
  0xb8525960,
  0x02ab50aa,
  0x1de66d2a,
  0x79ff467a,
  0x9bb9f8a3,
  0x217e7cd2,
  0x83e13d2c,
  0xf8d4474f,
  0xe39eb970,
  0x42c6ae16,
  0x993216fa,
  0x7b093b5d,
  0x98daff3c,
  0xf718902a,
  0x0b1c9cdb,
  0xe58f764b,
  0x187636bc,
  0x5d7b3bb1,
  0xe73de7de,
  0x92bec979,
  0xcca6c0b2,
  0x304a0979,
  0x85aa43d4,
  0x783125bb,
  0x6ca8eaa2,
  0xe407eac6,
  0x4b5cfc3e,
  0x9fbf8c76,
  0x15ca20be,
  0xf2ca9fd3,
  0x959bd756,
);

/** One page, where its words can be read at once: a city's database has millions of pages. Both machines we run on are little-endian. */
const aligned = new Uint32Array(PAGE_BYTES / 4);
const alignedBytes = new Uint8Array(aligned.buffer);

/** Whether a file of a cluster is made of pages, and which is its first; null when it is not. */
export function firstPageOf(path: string): number | null {
  const name = /^(?:base\/\d+|global)\/\d+(?:_(?:fsm|vm|init))?(?:\.(\d+))?$/u.exec(path);
  return name === null ? null : Number(name[1] ?? 0) * SEGMENT_PAGES;
}

/** What PostgreSQL's checksum of a page must be: FNV-1a in 32 lanes, mixed with the number of the page. */
export function pageChecksum(page: Buffer, number: number): number {
  const words = aligned;
  alignedBytes.set(page);
  words[2] = (words[2] ?? 0) & 0xffff_0000; // the checksum itself counts as nothing
  const sums = Uint32Array.from(BASES);
  const mix = (lane: number, word: number): void => {
    const mixed = (sums[lane] ?? 0) ^ word;
    sums[lane] = Math.imul(mixed, PRIME) ^ (mixed >>> 17);
  };
  for (let i = 0; i < words.length; i += 1) mix(i % LANES, words[i] ?? 0);
  for (let i = 0; i < 2 * LANES; i += 1) mix(i % LANES, 0);
  const folded = sums.reduce((all, sum) => (all ^ sum) >>> 0, 0);
  return (((folded ^ number) >>> 0) % 65_535) + 1;
}

/** Whether a page is as it was written; one that was never used has no checksum. */
export function isPageRight(page: Buffer, number: number): boolean {
  if (page.readUInt16LE(14) === 0) return page.every((byte) => byte === 0);
  return page.readUInt16LE(8) === pageChecksum(page, number);
}

/** When a page was last changed, as an address in the WAL. */
export const pageLsn = (page: Buffer): bigint => (BigInt(page.readUInt32LE(0)) << 32n) | BigInt(page.readUInt32LE(4));
