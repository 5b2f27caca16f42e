import type { Readable } from 'node:stream';

/** Bytes as they are named: by what they are. */
export type Content = { readonly sha256: Buffer; readonly size: number };
/** Bytes as a store has them; the instant is the store's own, not the city's. */
export type KeptContent = Content & { readonly modifiedAt: Date };
/** First and last byte, both counted. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Where bytes are kept, by their SHA-256: equal files once, nothing ever overwritten with something else.
 *
 * Every member throws Refusal files/store-away (503) when the store cannot be reached, files/no-space (507) when it is
 * full; then nothing was kept.
 */
export type FileStore = {
  /** Keeps the file at `path`, which stays where it is. Doing it again changes nothing. */
  readonly put: (path: string, content: Content) => Promise<void>;
  /** @throws Refusal files/lost (500) when the bytes are not there */
  readonly get: (sha256: Buffer, range?: ByteRange) => Promise<Readable>;
  readonly head: (sha256: Buffer) => Promise<Pick<KeptContent, 'size' | 'modifiedAt'> | null>;
  /** Nothing happens when they are not there. */
  readonly delete: (sha256: Buffer) => Promise<void>;
  /** Everything it keeps, in no order. */
  readonly list: () => AsyncIterable<KeptContent>;
  /** Whether it can be worked with; says why not. For the doctor: changes nothing. */
  readonly trouble: () => Promise<string | null>;
};

export type Verdict = { readonly kind: 'clean' } | { readonly kind: 'infected'; readonly finding: string };

/** Looks for viruses. */
export type Scanner = {
  /** @throws ScannerAway when there is no verdict, for whatever reason: what was not called clean is not clean */
  readonly scan: (bytes: Readable, patienceMs: number) => Promise<Verdict>;
  /** What it calls itself, with the day of its signatures. @throws ScannerAway */
  readonly version: () => Promise<string>;
};

/** There is no verdict: nobody listens, the connection broke, it took too long, or the scanner would not. */
export class ScannerAway extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`no verdict from the scanner: ${reason}`, options);
    this.name = 'ScannerAway';
  }
}

/** What the program has for files. */
export type Files = {
  readonly store: FileStore;
  /** Null: the city has none; files are kept unscanned. */
  readonly scanner: Scanner | null;
  /** Where uploads are put while they arrive and are looked at; readable by the program only. */
  readonly arriving: string;
  /** Of each module that uses files no matter has yet: a query for their ids. */
  readonly uses: readonly string[];
};
