import type { Mapped } from './mapped.ts';

/** One text of a file, as it is looked through: a page, a sheet, the comments. */
export type Part = {
  /** `word/comments.xml`, `sheet:名单(隐藏)`, `page:12`, `a.zip!/b.txt!/text`. */
  readonly part: string;
  readonly text: string;
  readonly isCommaSeparated?: true;
  /** Where it was read from; null where it cannot be written back. */
  readonly source: Source | null;
  /** The way to the PDF it lies in, as a page or as an attachment: that is painted over, not written back. */
  readonly pdf?: readonly string[];
  /** Cells that are named by themselves: hits in them are told with the cell's name and offsets. */
  readonly cells?: readonly PartCell[];
};

export type PartCell = {
  readonly part: string;
  readonly start: number;
  readonly end: number;
  /** Number of the shared text it shows, where it has none of its own. */
  readonly shared?: number;
};

export type Source = {
  /** The entries that lead to it, from the outermost archive on; empty for the file itself. */
  readonly way: readonly string[];
  readonly mapped: Mapped;
  /** Texts that several cells show, in a part of their own. */
  readonly shared?: { readonly way: readonly string[]; readonly mappedItem: (item: number) => Mapped };
  /** A number of a sheet: it has to become a text before it can be masked. */
  readonly numbers?: ReadonlyMap<number, NumberCell>;
};

export type NumberCell = {
  readonly tagStart: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly end: number;
};

/** Something that could not be read, and why. */
export type Unread = { readonly part: string; readonly error: string };

export type Found = Part | Unread;

/** What reading a file may take, all that lies within it included. */
export type Bounds = {
  readonly unpackedBytes: number;
  readonly entryBytes: number;
  readonly entries: number;
  readonly depth: number;
  readonly milliseconds: number;
};

export const BOUNDS: Bounds = {
  unpackedBytes: 512 * 1_048_576,
  entryBytes: 128 * 1_048_576,
  entries: 5000,
  depth: 4,
  milliseconds: 60_000,
};

/** What is left of the bounds while a file is read. */
export type Budget = {
  bytes: number;
  entries: number;
  readonly entryBytes: number;
  readonly depth: number;
  readonly until: number;
};

export const budgetOf = (bounds: Bounds): Budget => ({
  bytes: bounds.unpackedBytes,
  entries: bounds.entries,
  entryBytes: bounds.entryBytes,
  depth: bounds.depth,
  until: performance.now() + bounds.milliseconds,
});
