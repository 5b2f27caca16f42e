import type { Cell } from '../checks.ts';
import { type Column, type DocumentColumn, GROUPS, type Group, RESULTS, type Result, type Row } from '../form.ts';
import { apart } from './beside.ts';
import { type Block, bare, type Grid } from './blocks.ts';
import { cellOf, isFigure } from './cell.ts';
import {
  completeHeads,
  groupsAt,
  type Heads,
  isRuler,
  noHeads,
  type Place,
  placesIn,
  readHeads,
  upright,
} from './headers.ts';
import {
  agencyOfSheet,
  agencyOfTitle,
  groupOf,
  headingOf,
  isHeadingAlone,
  isNote,
  isSubtotal,
  rowOfLabels,
  yearNear,
  yearOfHeading,
  yearSpokenOf,
} from './labels.ts';
import { wide } from './long.ts';
import { documentColumnsOf, readDocuments } from './read-documents.ts';
import { type Draft, emptyDraft, finished, isEmpty, type PublishedReport } from './report.ts';
import { readStatistics } from './statistics.ts';
import { type PartYear, yearIn, yearsApart } from './years-apart.ts';

/** What has been read so far, and what the rows above said of the columns. */
type Reading = {
  readonly drafts: Draft[];
  year: number | null;
  spoken: number | null;
  /** The year in the last line that may be a heading, since the last report began. */
  near: number | null;
  /** Whose report comes next. */
  agency: string | null;
  /** 上年 or 本年, where a heading or the name of a sheet is nothing else. */
  called: 'last' | 'this' | null;
  heads: Heads;
  heading: string | null;
  group: Group | null;
  /** The group that the words before a table name. */
  said: Group | null;
  /** Whether section four has begun. */
  isFour: boolean;
  /** The row above, for a line that says only its year. */
  row: Row | null;
  /** The year of the columns or the line at hand, where several stand in one table. */
  part: PartYear | null;
  readonly parts: Map<PartYear, Draft>;
  /** The columns of documents in section two. */
  documents: Map<DocumentColumn, number>;
};

/** The reports in a page or workbook, in its order; several years may follow one another. */
export function reportsIn(blocks: readonly Block[]): readonly PublishedReport[] {
  const reading: Reading = {
    drafts: [],
    year: null,
    spoken: null,
    near: null,
    agency: null,
    called: null,
    heads: noHeads(),
    heading: null,
    group: null,
    said: null,
    isFour: false,
    row: null,
    part: null,
    parts: new Map(),
    documents: new Map(),
  };
  for (const block of blocks) {
    if (block.kind === 'words') {
      if (block.isSheet) reading.agency = agencyOfSheet(block.text);
      readWords(reading, block.text);
    } else if (isFrame(block.grid)) for (const text of block.grid.flat()) readWords(reading, text);
    else if (!readOlder(reading, block.grid)) for (const grid of apart(wide(block.grid))) readYears(reading, grid);
  }
  const found = distinct(reading.drafts.filter((draft) => !isEmpty(draft)).map(finished));
  const [only] = found;
  if (found.length === 1 && only) only.year ??= reading.spoken;
  return found;
}

/** A page may carry the same table twice, once for telephones. */
const distinct = (drafts: readonly Draft[]): readonly Draft[] => {
  const seen = new Set<string>();
  return drafts.filter((draft) => {
    const all = JSON.stringify(draft);
    return !seen.has(all) && seen.add(all).has(all);
  });
};

/** A table of one or two cells frames a title or a page: it holds words and no form. */
const isFrame = (grid: Grid): boolean => grid.length === 1 && (grid[0]?.length ?? 0) <= 2;

/** The form before that of 2019 is a report by itself. */
function readOlder(reading: Reading, grid: Grid): boolean {
  const title = grid
    .flat()
    .map(yearOfHeading)
    .find((year) => year !== null);
  const found = readStatistics(grid, reading.year ?? title ?? reading.spoken);
  if (!found) return false;
  reading.year = null;
  reading.drafts.push(found);
  return true;
}

/** One table, or one after the other those of the years that stand beside each other in it. */
function readYears(reading: Reading, grid: Grid): void {
  const { isFour, said } = reading;
  for (const { year, grid: own } of yearsApart(grid)) {
    reading.isFour = isFour;
    reading.said = said;
    reading.part = year;
    readTable(reading, upright(own));
  }
  reading.part = null;
  reading.said = null;
}

/** The first heading since the last report names the year of the next; later ones are links to other years. */
function readWords(reading: Reading, text: string): void {
  const words = bare(text).replace(/^[(]?[一二三四五六1-9][)、.．]+/u, '');
  reading.said = groupOf(words) ?? reading.said;
  if (/行政复议.*行政诉讼/u.test(words)) reading.isFour = true;
  if (!isNote(text)) reading.year ??= yearOfHeading(text);
  reading.near = yearNear(text) ?? reading.near;
  reading.agency = agencyOfTitle(text) ?? reading.agency;
  const called = yearIn(text);
  if (called === 'last' || called === 'this') reading.called = called;
  reading.spoken ??= yearSpokenOf(text);
}

/** A table that the end of a page cut in two goes on under the heading where it was cut. */
function readTable(reading: Reading, grid: Grid): void {
  reading.heads = noHeads();
  reading.group = reading.said;
  reading.row = null;
  reading.documents = new Map();
  for (const row of grid) {
    const said = new Set(row.filter((text) => bare(text) !== ''));
    const [only] = said;
    if (said.size === 1 && only !== undefined && (!isFigure(only) || isYearAlone(row))) readWords(reading, only);
    if (isRuler(row)) continue;
    nameGroup(reading, row);
    if (!readHeads(reading.heads, row)) readRow(reading, row);
  }
}

/** 2023 in one cell heads what follows. */
const isYearAlone = (row: readonly string[]): boolean => {
  const [only = '', more] = row.map(bare).filter((text) => text !== '');
  return more === undefined && /^20\d\d$/u.test(only);
};

/** A line that names one group stands over its figures: 行政复议, and below it one line of results. */
function nameGroup(reading: Reading, row: readonly string[]): void {
  const groups = new Set(row.map(groupOf).filter((group) => group !== null));
  const [group] = groups;
  if (groups.size === 1 && group && !row.some((text) => cellOf(text).kind === 'number')) reading.group = group;
}

function readRow(reading: Reading, row: readonly string[]): void {
  if (isNote(row.find((text) => bare(text) !== '') ?? '')) return;
  if (row.some((text) => cellOf(text).kind === 'number')) completeHeads(reading.heads);
  if (readRequests(reading, row)) return;
  if (reading.heads.results.size > 0 ? readResults(reading, row) : readUnheaded(reading, row)) return;
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
  if (reading.part !== null) return draftOfPart(reading, reading.part, isTaken);
  const last = reading.drafts.at(-1);
  if (last && !isTaken(last)) {
    last.year ??= reading.year;
    // Each section may stand under a heading that names the year.
    if (last.year === reading.year) reading.year = null;
    return last;
  }
  const draft = emptyDraft(reading.year ?? reading.near);
  draft.agency = reading.agency;
  draft.called = draft.year === null ? reading.called : null;
  reading.year = null;
  reading.near = null;
  reading.called = null;
  reading.drafts.push(draft);
  return draft;
}

/** The report of a year that is named beside another, whichever was read last. */
function draftOfPart(reading: Reading, part: PartYear, isTaken: (draft: Draft) => boolean): Draft {
  const known = reading.parts.get(part) ?? reading.drafts.find(({ year }) => year === part);
  if (known && !isTaken(known)) return known;
  const own = reading.year ?? reading.spoken;
  const draft = emptyDraft(typeof part === 'number' ? part : own === null ? null : own - (part === 'last' ? 1 : 0));
  draft.agency = reading.agency;
  draft.called = typeof part === 'number' ? null : part;
  reading.parts.set(part, draft);
  reading.drafts.push(draft);
  return draft;
}

/** A line may name its year where both years stand one below the other. */
function within<T>(reading: Reading, labels: readonly string[], read: () => T): T {
  const year = labels.map(yearIn).find((found) => found !== null);
  if (year === undefined || year === null) return read();
  const around = reading.part;
  reading.part = year;
  const done = read();
  reading.part = around;
  return done;
}

/** One row of section three, if it is one. */
function readRequests(reading: Reading, row: readonly string[]): boolean {
  const at = placesIn(reading.heads, row);
  if (at === null) return false;
  const labels = row.slice(0, Math.min(...at.map(({ x }) => x)));
  return within(reading, labels, () => readRequest(reading, row, at, labels));
}

function readRequest(
  reading: Reading,
  row: readonly string[],
  at: readonly Place<Column>[],
  all: readonly string[],
): boolean {
  const labels = all.filter((text) => yearIn(text) === null);
  const heading = labels.map(headingOf).findLast((found) => found !== null);
  reading.heading = heading ?? reading.heading;
  const saysYear = labels.length < all.length && labels.every((text) => bare(text) === '');
  // A year without a figure is the heading of what follows.
  if (saysYear && !isFigured(row, at)) return false;
  const code = saysYear ? reading.row : rowOfLabels(labels, reading.heading);
  reading.row = code;
  if (code === null) return readSubtotal(reading, labels, row, at) || readFurther(reading, labels, row, at);
  if (code === 'R1' && !isFigured(row, at) && isBegun(reading)) return true;
  if (code === 'R1' || code === 'R2' || code === 'R4') reading.heading = null;
  const draft = draftFor(reading, ({ three }) => code === 'R1' && three.R1 !== undefined);
  const cells = Object.fromEntries(at.map(({ what, x }) => [what, cellOf(row[x] ?? '')]));
  // （六） alone is a row of its own in the form of 2019, and else the line above its three.
  if (code === '3.6.3' && isHeadingAlone(labels)) draft.otherAsOne ??= cells;
  else draft.three[code] ??= cells;
  return true;
}

const isFigured = (row: readonly string[], at: readonly Place<Column>[]): boolean =>
  at.some(({ x }) => cellOf(row[x] ?? '').kind === 'number');

/** A line without a figure begins no second report: people explain the rows below the table. */
const isBegun = ({ drafts }: Reading): boolean => drafts.at(-1)?.three.R1 !== undefined;

/** 小计 below the results of one heading, or below all of them. */
function readSubtotal(
  { drafts, heading }: Reading,
  labels: readonly string[],
  row: readonly string[],
  at: readonly Place<Column>[],
): boolean {
  const draft = drafts.at(-1);
  if (!draft || !isSubtotal(labels.findLast((label) => bare(label) !== '') ?? '')) return false;
  const isOfHeading = labels.some((label) => headingOf(label) !== null) || (heading !== null && heading !== '3.6');
  if (isOfHeading) draft.hasSubtotals = true;
  else draft.subtotal ??= Object.fromEntries(at.map(({ what, x }) => [what, cellOf(row[x] ?? '')]));
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

type Results = readonly (readonly [Result, Cell, number])[];

/** A line of section four without headings: a group and its five figures, or all fifteen in the order of the form. */
function readUnheaded(reading: Reading, row: readonly string[]): boolean {
  const last = row.findLastIndex((text) => bare(text) !== '') + 1;
  const own =
    row
      .slice(0, last)
      .map(groupOf)
      .findLast((group) => group !== null) ?? null;
  const all = row.slice(own === null ? row.findIndex((text) => bare(text) !== '') : last - RESULTS.length, last);
  const isWhole = reading.isFour && all.length === GROUPS.length * RESULTS.length;
  if (!all.every(isFigure) || !(own !== null || isWhole)) return false;
  const groups = own === null ? GROUPS : [own];
  groups.forEach((group, i) => {
    const draft = draftFor(reading, ({ four }) => four[group] !== undefined);
    const cells = RESULTS.map((result, x) => [result, cellOf(all[i * RESULTS.length + x] ?? '')] as const);
    draft.four[group] = Object.fromEntries(cells);
  });
  return true;
}

function readResults(reading: Reading, row: readonly string[]): boolean {
  const [first = 0] = [...reading.heads.results.keys()].toSorted((a, b) => a - b);
  return within(reading, row.slice(0, first), () => readGroups(reading, row));
}

function readGroups(reading: Reading, row: readonly string[]): boolean {
  const places = [...reading.heads.results].toSorted(([a], [b]) => a - b);
  const cells = places.map(([x, result]) => [result, cellOf(row[x] ?? ''), x] as const);
  if (!cells.some(([, cell]) => cell.kind === 'number') || cells.filter(([, { kind }]) => kind === 'text').length > 2) {
    return false;
  }
  const own = row.map(groupOf).findLast((group) => group !== null) ?? reading.group;
  const split = groupsOf(cells);
  const named = groupsAt(
    reading.heads,
    split.map(([first]) => first?.[2] ?? 0),
  );
  const groups = split.length === 1 && own ? [own] : named;
  split.forEach((part, i) => {
    const group = groups[i];
    if (!group) return;
    const draft = draftFor(reading, ({ four }) => four[group] !== undefined);
    draft.four[group] = Object.fromEntries(part.map(([result, cell]) => [result, cell]));
  });
  return true;
}

/** A new group begins where a result comes a second time. */
function groupsOf(cells: Results): readonly Results[] {
  const groups: (readonly [Result, Cell, number])[][] = [];
  for (const each of cells) {
    const last = groups.at(-1);
    if (last && !last.some(([result]) => result === each[0])) last.push(each);
    else groups.push([each]);
  }
  // 合计 behind two sums is that of both lawsuits.
  return groups.filter((group) => group.length > 1);
}
