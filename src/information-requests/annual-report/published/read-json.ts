import type { Cell } from '../checks.ts';
import { COLUMNS, type Column, GROUPS, type Group, RESULTS, type Result, ROWS, type Row } from '../form.ts';
import { cellOf } from './cell.ts';
import { flatCellOf, groupOfPath, isPath, isUnderSection, rowOfPath, withoutSection } from './flat-keys.ts';
import { columnOfKey, groupOfKey, resultOfKey, rowOfKey } from './keys.ts';
import { columnOf, groupOf, headingOf, resultOf, rowOfCode, rowOfLabels } from './labels.ts';
import { type Draft, emptyDraft, isEmpty, type PublishedReport } from './report.ts';

type Fields = Readonly<Record<string, unknown>>;
type Cells = Readonly<Partial<Record<string, Cell>>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Names under which a row or a group says what it is. */
const NAMES =
  'code row key id label name group title rowCode row_code rowKey row_key rowName row_name rowLabel item category 项目 名称 类别 类型 指标 行 代码 项目代码 编码'.split(
    ' ',
  );
/** Names under which an entry for one cell says its column, and what stands there. */
const ACROSS =
  'column col columnCode column_code columnName column_name field result applicant 列 申请人 申请人类型 结果'.split(
    ' ',
  );
const FOUND = 'value count number found cell 值 数量 数值'.split(' ');
export const YEAR = /^(?:year|(?:报告|统计)?年度?|年份|reportyear|report_year)$/iu;
/** What holds the report of the year before, beside this year's. */
const BEFORE = /^(?:previous|prior|last)_?(?:year|report)?$|^(?:上年度?|上一年度?)(?:报告)?$/iu;
/** Sections of a file that hold figures of another kind, or none. */
const DEEPEST = 12;
/** Nobody publishes more years in one file. */
const MOST_REPORTS = 100;

/**
 * The reports in a JSON file: our own, or another with rows by code, label or English name and cells by column or in the
 * order of the form, however they are nested. An object or entry that names its year is a report of its own.
 */
export function reportsInJson(value: unknown): readonly PublishedReport[] {
  const drafts = new Set<Draft>();
  walk(value, { draft: emptyDraft(null), heading: null, depth: 0 }, drafts);
  return [...drafts].filter((draft) => !isEmpty(draft));
}

type Around = { readonly draft: Draft; readonly heading: string | null; readonly depth: number };

function walk(value: unknown, { draft, heading, depth }: Around, drafts: Set<Draft>): void {
  if (depth > DEEPEST || typeof value !== 'object' || value === null || drafts.size > MOST_REPORTS) return;
  drafts.add(draft);
  const own = isFields(value) ? draftOf(value, draft) : draft;
  drafts.add(own);
  if (isFields(value)) readNamed(value, own, heading, drafts);
  else if (readMatrix(value, own)) return;
  const isBelow = isUnderSection(Object.keys(value));
  for (const [name, inner] of Object.entries(value)) {
    const key = isBelow ? withoutSection(name) : name;
    const year = /^(20\d\d)年?度?$/u.exec(key)?.[1];
    const isBefore = own.year !== null && isFields(inner) && BEFORE.test(key) && rowNamed(key, heading) === null;
    const under = year !== undefined ? emptyDraft(Number(year)) : isBefore ? emptyDraft((own.year ?? 0) - 1) : own;
    if (readEntry(key, inner, under, heading) || readColumn(key, inner, under) || readFlat(key, inner, under, drafts))
      continue;
    walk(inner, { draft: under, heading: headingOf(key) ?? heading, depth: depth + 1 }, drafts);
  }
}

/** A report of its own where a year is named that the one around it has not. */
function draftOf(fields: Fields, around: Draft): Draft {
  const named = Object.entries(fields).find(([key]) => YEAR.test(key))?.[1];
  const year = Number(typeof named === 'string' ? /20\d\d/u.exec(named)?.[0] : named);
  if (!Number.isInteger(year) || around.year === year) return around;
  if (around.year === null && isEmpty(around)) {
    around.year = year;
    return around;
  }
  return emptyDraft(year);
}

const rowNamed = (key: string, heading: string | null): Row | null =>
  rowOfCode(key) ??
  (headingOf(key) === null && !/[\p{Script=Han}]/u.test(key) ? rowOfKey(key) : rowOfLabels([key], heading));
const columnNamed = (key: string): Column | null => columnOf(key) ?? columnOfKey(key);
const resultNamed = (key: string): Result | null => resultOf(key) ?? resultOfKey(key);
const groupNamed = (key: string): Group | null => groupOf(key) ?? groupOfKey(key);

/** `"3.1": [..]` or `"reconsideration": {..}`. */
function readEntry(key: string, value: unknown, draft: Draft, heading: string | null): boolean {
  const row = rowNamed(key, heading) ?? (isPath(key) ? rowOfPath(key) : null);
  const cells = row === null ? null : cellsOf(value, COLUMNS, columnNamed, true);
  if (row !== null && cells) {
    draft.three[row] ??= cells;
    return true;
  }
  const group = groupNamed(key) ?? (isPath(key) ? groupOfPath(key) : null);
  const results = group === null ? null : cellsOf(value, RESULTS, resultNamed, true);
  if (group !== null && results) {
    draft.four[group] ??= results;
    return true;
  }
  return readSection4(key, value, draft);
}

/** `"自然人": {"R1": 3, ..}`: applicants first, their results perhaps in groups. */
function readColumn(key: string, value: unknown, draft: Draft): boolean {
  const column = columnNamed(key);
  if (column === null || !isFields(value)) return false;
  const cells = leavesOf(value, null, 0);
  for (const [row, cell] of cells) draft.three[row] = { [column]: cell, ...draft.three[row] };
  return cells.length > 0;
}

/** `"3.1.natural": 3`: a key that names its cell by itself, perhaps with the year before it. */
function readFlat(key: string, value: unknown, draft: Draft, drafts: Set<Draft>): boolean {
  const found = isCell(value) ? flatCellOf(key) : null;
  if (!found) return false;
  const into = found.year === null ? draft : draftOfYear(found.year, draft, drafts);
  if ('row' in found) into.three[found.row] = { [found.column]: jsonCell(value), ...into.three[found.row] };
  else into.four[found.group] = { [found.result]: jsonCell(value), ...into.four[found.group] };
  return true;
}

function draftOfYear(year: number, around: Draft, drafts: Set<Draft>): Draft {
  const found = around.year === year ? around : [...drafts].find((draft) => draft.year === year);
  const draft = found ?? emptyDraft(year);
  drafts.add(draft);
  return draft;
}

function leavesOf(fields: Fields, heading: string | null, depth: number): readonly (readonly [Row, Cell])[] {
  return Object.entries(fields).flatMap(([key, value]): readonly (readonly [Row, Cell])[] => {
    if (isFields(value)) {
      const isOther = depth > 0 && /^other$/iu.test(key);
      return depth > 4 ? [] : leavesOf(value, headingOf(key) ?? (isOther ? '3.6' : heading), depth + 1);
    }
    // In the form of 2019 there is one figure for all other results.
    const row = rowNamed(key, heading) ?? (depth > 0 && /^other$/iu.test(key) ? '3.6.3' : null);
    return row === null || !isScalar(value) ? [] : [[row, jsonCell(value)]];
  });
}

/** Twenty-five lists of seven figures, in the order of the form. */
function readMatrix(value: object, draft: Draft): boolean {
  const lists = Object.values(value);
  if (lists.length !== ROWS.length) return false;
  const rows = lists.map((list) => (Array.isArray(list) ? cellsOf(list, COLUMNS, columnNamed, true) : null));
  if (rows.some((row) => row === null)) return false;
  ROWS.forEach((row, i) => {
    draft.three[row] ??= rows[i] ?? {};
  });
  return true;
}

/** Section four as three lists, or as one of fifteen figures. */
function readSection4(key: string, value: unknown, draft: Draft): boolean {
  if (!/^(?:section|table)?_?-?(?:4|four)$|^四|^表四|remedies|复议.*诉讼/iu.test(key)) return false;
  if (typeof value !== 'object' || value === null) return false;
  const all: readonly unknown[] = Object.values(value);
  const lists: readonly unknown[] =
    all.length === GROUPS.length * RESULTS.length && all.every(isScalar)
      ? GROUPS.map((_, i) => all.slice(i * RESULTS.length, (i + 1) * RESULTS.length))
      : all;
  const isNamed =
    isFields(value) && Object.keys(value).some((name) => groupNamed(name) !== null || flatCellOf(name) !== null);
  if (isNamed || lists.length !== GROUPS.length) return false;
  const cells = lists.map((list) => cellsOf(list, RESULTS, resultNamed, true));
  if (cells.some((each) => each === null) || lists.some((list) => isFields(list) && namesGroup(list))) return false;
  GROUPS.forEach((group, i) => {
    draft.four[group] ??= cells[i] ?? {};
  });
  return true;
}

const namesGroup = (fields: Fields): boolean =>
  NAMES.some((name) => typeof fields[name] === 'string' && groupNamed(fields[name]) !== null);

/** `{ "code": "3.1", "cells": {..} }`, with the cells inside or beside the name. */
function readNamed(fields: Fields, draft: Draft, heading: string | null, drafts: Set<Draft>): void {
  const names = namesIn(fields, NAMES);
  if (names.length === 0 || readCell(fields, names, draft, heading)) return;
  const found = FOUND.find((each) => each in fields);
  if (found !== undefined && names.some((name) => readFlat(name, fields[found], draft, drafts))) return;
  const inside = Object.values(fields).filter((value) => !isScalar(value));
  for (const name of names) {
    const row = rowNamed(name, heading);
    const cells =
      row &&
      (cellsOf(fields, COLUMNS, columnNamed, false) ??
        first(inside, (value) => cellsOf(value, COLUMNS, columnNamed, true)));
    if (row && cells) {
      draft.three[row] ??= cells;
      return;
    }
    const group = groupNamed(name);
    const results =
      group &&
      (cellsOf(fields, RESULTS, resultNamed, false) ??
        first(inside, (value) => cellsOf(value, RESULTS, resultNamed, true)));
    if (group && results) {
      draft.four[group] ??= results;
      return;
    }
  }
}

const namesIn = (fields: Fields, keys: readonly string[]): readonly string[] =>
  keys.flatMap((name) => (typeof fields[name] === 'string' ? [fields[name]] : []));

/** `{ "row": "3.1", "column": "natural", "value": 5 }`: an entry for each cell. */
function readCell(fields: Fields, names: readonly string[], draft: Draft, heading: string | null): boolean {
  const [across] = namesIn(fields, ACROSS);
  const key = FOUND.find((each) => each in fields);
  if (across === undefined || key === undefined || !isScalar(fields[key])) return false;
  const cell = jsonCell(fields[key]);
  const row = first(names, (name) => rowNamed(name, heading));
  const column = columnNamed(across);
  if (row !== null && column !== null) {
    draft.three[row] = { [column]: cell, ...draft.three[row] };
    return true;
  }
  const group = first(names, groupNamed);
  const result = resultNamed(across);
  if (group === null || result === null) return false;
  draft.four[group] = { [result]: cell, ...draft.four[group] };
  return true;
}

const first = <S, T>(values: readonly S[], read: (value: S) => T | null): T | null =>
  values.map(read).find((found) => found !== null) ?? null;

/**
 * Cells by the names of their columns, or in the order of the form; null when this is something else.
 *
 * @param inOrder whether names that are not known may be those of the form, one after the other
 */
function cellsOf<T extends string>(
  value: unknown,
  order: readonly T[],
  named: (label: string) => T | null,
  inOrder: boolean,
): Cells | null {
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    if (list.length !== order.length || !list.every(isCell)) return null;
    return Object.fromEntries(order.map((what, i) => [what, jsonCell(list[i])]));
  }
  if (!isFields(value)) return null;
  const entries = Object.entries(flat(value)).filter(([, cell]) => isCell(cell));
  const cells = entries.flatMap(([label, cell]): readonly [string, Cell][] => {
    const what = named(label);
    return what === null ? [] : [[what, jsonCell(cell)]];
  });
  const distinct = new Set(cells.map(([what]) => what)).size;
  if (
    inOrder &&
    distinct < order.length &&
    entries.length === order.length &&
    entries.every(([, cell]) => isFigured(cell))
  )
    return Object.fromEntries(order.map((what, i) => [what, jsonCell(entries[i]?.[1])]));
  // One name alone may be anything: `total` stands in many files.
  return distinct >= 3 ? Object.fromEntries(cells) : null;
}

const isCell = (value: unknown): boolean => isScalar(value) || (isFields(value) && 'value' in value);
const isFigured = (value: unknown): boolean => jsonCell(value).kind !== 'text';

/** 法人或其他组织 may hold its five columns inside. */
const flat = (fields: Fields): Fields => ({
  ...fields,
  ...Object.assign(
    {},
    ...Object.entries(fields).flatMap(([key, value]) =>
      isFields(value) && /法人|organi[sz]ation|legal.?(?:person|entity|entities)/iu.test(key) ? [value] : [],
    ),
  ),
});

function jsonCell(value: unknown): Cell {
  if (value === null || value === undefined) return { kind: 'blank' };
  if (typeof value === 'number') return { kind: 'number', value };
  if (typeof value === 'string') return cellOf(value);
  if (typeof value === 'object' && 'value' in value) return isScalar(value.value) ? jsonCell(value.value) : text(value);
  return text(value);
}

const text = (value: unknown): Cell => ({ kind: 'text', text: JSON.stringify(value).slice(0, 200) });
