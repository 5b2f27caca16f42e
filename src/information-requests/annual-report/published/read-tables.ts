import type { Cell } from '../checks.ts';
import { COLUMNS, type Column, type DocumentColumn, GROUPS, type Group, type Result } from '../form.ts';
import { type Block, bare, type Grid } from './blocks.ts';
import { cellOf, isFigure } from './cell.ts';
import { columnOf, groupOf, headingOf, resultOf, rowOfLabels, yearOfHeading, yearSpokenOf } from './labels.ts';
import { documentColumnsOf, readDocuments } from './read-documents.ts';
import { type Draft, emptyDraft, isEmpty, type PublishedReport } from './report.ts';

type Place<T> = { readonly what: T; readonly x: number };

/** What has been read so far, and what the rows above said of the columns. */
type Reading = {
  readonly drafts: Draft[];
  year: number | null;
  spoken: number | null;
  columns: Map<Column, number>;
  width: number;
  heading: string | null;
  results: Map<number, Result>;
  group: Group | null;
  /** The columns of documents in section two. */
  documents: Map<DocumentColumn, number>;
};

const LEAST_RESULTS = 4;

/** The reports in a page or workbook, in its order; several years may follow one another. */
export function reportsIn(blocks: readonly Block[]): readonly PublishedReport[] {
  const reading: Reading = {
    drafts: [],
    year: null,
    spoken: null,
    columns: new Map(),
    width: 0,
    heading: null,
    results: new Map(),
    group: null,
    documents: new Map(),
  };
  for (const block of blocks) {
    if (block.kind === 'words') readWords(reading, block.text);
    else readTable(reading, block.grid);
  }
  const found = reading.drafts.filter((draft) => !isEmpty(draft));
  const [only] = found;
  if (found.length === 1 && only) only.year ??= reading.spoken;
  return found;
}

/** The first heading since the last report names the year of the next; later ones are links to other years. */
function readWords(reading: Reading, text: string): void {
  reading.year ??= yearOfHeading(text);
  reading.spoken ??= yearSpokenOf(text);
}

function readTable(reading: Reading, grid: Grid): void {
  reading.columns = new Map();
  reading.results = new Map();
  reading.group = null;
  reading.documents = new Map();
  reading.heading = null;
  for (const row of grid) {
    const said = new Set(row.filter((text) => bare(text) !== ''));
    const [only] = said;
    if (said.size === 1 && only !== undefined && !isFigure(only)) readWords(reading, only);
    if (!readResultHeader(reading, row) && !readColumnHeader(reading, row)) readRow(reading, row);
  }
}

function readRow(reading: Reading, row: readonly string[]): void {
  if (readRequests(reading, row)) return;
  if (reading.results.size > 0 && readResults(reading, row)) return;
  const header = documentColumnsOf(row);
  if (header.size > 0) reading.documents = header;
  else {
    readDocuments(row, reading.documents, (has) =>
      draftFor(reading, (draft) => Object.keys(draft.three).length > 0 || has(draft)),
    );
  }
}

/** The report that a row belongs to: a new one when the one at hand has such a row already. */
function draftFor(reading: Reading, isTaken: (draft: Draft) => boolean): Draft {
  const last = reading.drafts.at(-1);
  if (last && !isTaken(last)) {
    last.year ??= reading.year;
    return last;
  }
  const draft = emptyDraft(reading.year);
  reading.year = null;
  reading.drafts.push(draft);
  return draft;
}

/** 自然人 … 总计: the columns of section three. */
function readColumnHeader(reading: Reading, row: readonly string[]): boolean {
  const places = row.flatMap((text, x): readonly Place<Column>[] => {
    const what = columnOf(text);
    return what ? [{ what, x }] : [];
  });
  const isHeader = places.some(({ what }) => what !== 'other' && what !== 'total');
  if (!isHeader) return false;
  for (const { what, x } of places) if (!reading.columns.has(what)) reading.columns.set(what, x);
  reading.width = row.length;
  return true;
}

/** One row of section three, if it is one. */
function readRequests(reading: Reading, row: readonly string[]): boolean {
  const at = placesIn(reading, row);
  if (at === null) return false;
  const labels = row.slice(0, Math.min(...at.map(({ x }) => x)));
  const heading = labels.map(headingOf).findLast((found) => found !== null);
  reading.heading = heading ?? reading.heading;
  const code = rowOfLabels(labels, reading.heading);
  if (code === null) return readFurther(reading, labels, row, at);
  if (code === 'R1' || code === 'R2' || code === 'R4') reading.heading = null;
  const draft = draftFor(reading, ({ three }) => code === 'R1' && three.R1 !== undefined);
  draft.three[code] ??= Object.fromEntries(at.map(({ what, x }) => [what, cellOf(row[x] ?? '')]));
  return true;
}

/** A result that the form does not know, such as one that a later form has: no sum is right without it. */
function readFurther(
  { drafts, heading }: Reading,
  labels: readonly string[],
  row: readonly string[],
  at: readonly Place<Column>[],
): boolean {
  const label = labels.map(bare).findLast((words) => words !== '') ?? '';
  const draft = drafts.at(-1);
  if (!draft?.three.R1 || heading === null || headingOf(label) !== null || !/^\d[.、]\D/u.test(label)) return false;
  const cells = Object.fromEntries(at.map(({ what, x }) => [what, cellOf(row[x] ?? '')]));
  draft.further.push({ label, cells });
  return true;
}

/** Where the figures of a row stand: under their headings, or the last seven where the row was drawn narrower. */
function placesIn(reading: Reading, row: readonly string[]): readonly Place<Column>[] | null {
  const start = row.length - COLUMNS.length;
  const last = COLUMNS.map((what, i) => ({ what, x: start + i }));
  const endsInFigures = start > 0 && row.slice(start).every(isFigure) && bare(row[start - 1] ?? '') !== '';
  if (reading.columns.size === 0) return endsInFigures ? last : null;
  if (row.length < reading.width && endsInFigures && !isFigure(row[start - 1] ?? '')) return last;
  return [...reading.columns].map(([what, x]) => ({ what, x }));
}

/** 结果维持 … 总计: the columns of section four, and the group they stand under where there is only one. */
function readResultHeader(reading: Reading, row: readonly string[]): boolean {
  const places = row.flatMap((text, x): readonly Place<Result>[] => {
    const what = resultOf(text);
    return what ? [{ what, x }] : [];
  });
  const groups = new Set(row.map(groupOf).filter((group) => group !== null));
  const [group] = groups;
  const isHeader = places.length >= LEAST_RESULTS && places.some(({ what }) => what === 'upheld');
  if (groups.size === 1 && group && !row.some((text) => cellOf(text).kind === 'number')) reading.group = group;
  if (!isHeader) return false;
  for (const { what, x } of places) if (!reading.results.has(x)) reading.results.set(x, what);
  return true;
}

function readResults(reading: Reading, row: readonly string[]): boolean {
  const places = [...reading.results].toSorted(([a], [b]) => a - b);
  const cells = places.map(([x, result]) => [result, cellOf(row[x] ?? '')] as const);
  if (!cells.some(([, cell]) => cell.kind === 'number') || cells.filter(([, { kind }]) => kind === 'text').length > 2) {
    return false;
  }
  const own = row.map(groupOf).find((group) => group !== null) ?? reading.group;
  const split = groupsOf(cells);
  const groups = split.length === 1 && own ? [own] : GROUPS;
  split.forEach((part, i) => {
    const group = groups[i];
    if (!group) return;
    const draft = draftFor(reading, ({ four }) => four[group] !== undefined);
    draft.four[group] = part;
  });
  return true;
}

/** A new group begins where a result comes a second time. */
function groupsOf(cells: readonly (readonly [Result, Cell])[]): readonly Partial<Record<Result, Cell>>[] {
  const groups: Partial<Record<Result, Cell>>[] = [];
  for (const [result, cell] of cells) {
    const last = groups.at(-1);
    if (last && last[result] === undefined) last[result] = cell;
    else groups.push({ [result]: cell });
  }
  return groups;
}
