import type { LeftFile } from './file-keeper.ts';
import type { Prepared } from './prepare.ts';
import type { NotHere } from './text.ts';

/** What became of a site's pages. */
export type ImportReport = {
  readonly matter: number;
  imported: number;
  changed: number;
  unchanged: number;
  held: number;
  skipped: number;
  /** Pages that did not come in, and why. */
  readonly skips: { readonly address: string; readonly reason: NotHere }[];
  /** Pages held back, with the kinds of personal data in them, and where in their files it stands. */
  readonly holds: {
    readonly address: string;
    readonly kinds: readonly string[];
    readonly places: readonly string[];
  }[];
  /** Pages of which files stayed on the old site, and why. */
  readonly files: { readonly address: string; readonly left: readonly LeftFile[] }[];
  /** Pages of which archives are kept aside: nobody could look into them, so nobody gets them. */
  readonly aside: { readonly address: string; readonly names: readonly string[] }[];
  /** Pages without tags, or whose text nobody named: they were read from what they show. */
  readonly inferred: string[];
  /** Pages in whose files something could not be read by the screening. */
  readonly unread: { readonly address: string; readonly places: readonly string[] }[];
  /** Addresses under which an article stood a second time: they lead to the first. */
  readonly same: { readonly address: string; readonly first: string }[];
};

export const emptyReport = (matter: number): ImportReport => ({
  matter,
  imported: 0,
  changed: 0,
  unchanged: 0,
  held: 0,
  skipped: 0,
  skips: [],
  holds: [],
  files: [],
  aside: [],
  inferred: [],
  unread: [],
  same: [],
});

/** Something that an import says of a page or of a file on it, kept until somebody has seen to it. */
export type Note = {
  readonly address: string;
  readonly kind: 'skipped' | 'held' | 'file-left' | 'file-aside' | 'inferred' | 'unread' | 'same';
  readonly name: string;
  readonly code: string;
  readonly fileId: string | null;
};

export const noteOf = (
  address: string,
  kind: Note['kind'],
  name = '',
  code = '',
  fileId: string | null = null,
): Note => ({
  address,
  kind,
  name,
  code,
  fileId,
});

/** Enters a page that came in, or was held back, and answers what is to be kept of it. */
export function notesOf(report: ImportReport, { page, left, aside, unread, hits, places }: Prepared): readonly Note[] {
  const { address } = page;
  if (page.isInferred) report.inferred.push(address);
  if (left.length > 0) report.files.push({ address, left });
  if (aside.length > 0) report.aside.push({ address, names: aside.map(({ name }) => name) });
  if (unread.length > 0) report.unread.push({ address, places: unread });
  const kinds = [...new Set(hits)];
  return [
    ...(page.isInferred ? [noteOf(address, 'inferred')] : []),
    ...left.map(({ name, code }) => noteOf(address, 'file-left', name, code)),
    ...aside.map(({ name, fileId }) => noteOf(address, 'file-aside', name, '', fileId)),
    ...unread.map((place) => noteOf(address, 'unread', place)),
    ...(kinds.length > 0 ? [noteOf(address, 'held', places.slice(0, 5).join('、'), kinds.join(','))] : []),
  ];
}
