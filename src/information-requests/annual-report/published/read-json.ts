import type { Cell } from '../checks.ts';
import { COLUMNS, type Column, GROUPS, RESULTS, type Result } from '../form.ts';
import { cellOf } from './cell.ts';
import { columnOf, groupOf, headingOf, resultOf, rowOfCode, rowOfLabels } from './labels.ts';
import { type Draft, emptyDraft, isEmpty, type PublishedReport } from './report.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names under which a row or a group says what it is. */
const NAMES = ['code', 'row', 'key', 'id', 'label', 'name', 'group', 'title'];
const YEAR = /^(?:year|年度?|年份)$/iu;
/** Sections of a file that hold figures of another kind, or none. */
const DEEPEST = 12;

/**
 * The reports in a JSON file: our own, or another with rows by code or label and cells by column or in the order of the
 * form, however they are nested. An object or entry that names its year is a report of its own.
 */
export function reportsInJson(value: unknown): readonly PublishedReport[] {
  const drafts: Draft[] = [];
  walk(value, emptyDraft(null), drafts, 0);
  return drafts.filter((draft) => !isEmpty(draft));
}

function walk(value: unknown, draft: Draft, drafts: Draft[], depth: number): void {
  if (!drafts.includes(draft)) drafts.push(draft);
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
  const own = isFields(value) ? draftOf(value, draft) : draft;
  if (own !== draft) drafts.push(own);
  if (isFields(value)) readNamed(value, own);
  for (const [key, inner] of Object.entries(value)) {
    const year = /^(20\d\d)年?度?$/u.exec(key)?.[1];
    const under = year === undefined ? own : emptyDraft(Number(year));
    if (!readEntry(key, inner, under) && !readColumn(key, inner, under)) walk(inner, under, drafts, depth + 1);
  }
}

/** A report of its own where a year is named that the one around it has not. */
function draftOf(fields: Fields, around: Draft): Draft {
  const named = Object.entries(fields).find(([key]) => YEAR.test(key))?.[1];
  const year = Number(/20\d\d/u.exec(String(named ?? ''))?.[0] ?? Number.NaN);
  if (!Number.isInteger(year) || around.year === year) return around;
  if (around.year === null && isEmpty(around)) {
    around.year = year;
    return around;
  }
  return emptyDraft(year);
}

/** `"3.1": [..]` or `"reconsideration": {..}`. */
function readEntry(key: string, value: unknown, draft: Draft): boolean {
  const row =
    rowOfCode(key) ?? (headingOf(key) === null && !/[\p{Script=Han}]/u.test(key) ? null : rowOfLabels([key], null));
  const cells = row === null ? null : cellsOf(value, COLUMNS, columnOf);
  if (row !== null && cells) {
    draft.three[row] ??= cells as Partial<Record<Column, Cell>>;
    return true;
  }
  const group = groupOf(key);
  const results = group === null ? null : cellsOf(value, RESULTS, resultOf);
  if (group !== null && results) {
    draft.four[group] ??= results as Partial<Record<Result, Cell>>;
    return true;
  }
  return readSection4(key, value, draft);
}

/** `"自然人": {"R1": 3, ..}`: the table turned on its side. */
function readColumn(key: string, value: unknown, draft: Draft): boolean {
  const column = columnOf(key);
  if (column === null || !isFields(value)) return false;
  const cells = Object.entries(value).flatMap(([label, cell]) => {
    const row = rowOfCode(label) ?? rowOfLabels([label], null);
    return row === null || (typeof cell === 'object' && cell !== null) ? [] : [[row, jsonCell(cell)] as const];
  });
  for (const [row, cell] of cells) draft.three[row] = { [column]: cell, ...draft.three[row] };
  return cells.length > 0;
}

/** Section four as three lists, or as one of fifteen figures. */
function readSection4(key: string, value: unknown, draft: Draft): boolean {
  if (!/^(?:section)?_?-?(?:4|four)$|^四|remedies|复议.*诉讼/iu.test(key) || !Array.isArray(value)) return false;
  const lists: readonly unknown[] =
    value.length === GROUPS.length * RESULTS.length && !value.some((each) => Array.isArray(each))
      ? GROUPS.map((_, i) => value.slice(i * RESULTS.length, (i + 1) * RESULTS.length))
      : value;
  const cells = lists.map((list) => (Array.isArray(list) ? cellsOf(list, RESULTS, resultOf) : null));
  if (cells.length !== GROUPS.length || cells.some((each) => each === null)) return false;
  GROUPS.forEach((group, i) => {
    draft.four[group] ??= cells[i] as Partial<Record<Result, Cell>>;
  });
  return true;
}

/** `{ "code": "3.1", "cells": {..} }`, with the cells inside or beside the name. */
function readNamed(fields: Fields, draft: Draft): void {
  const names = NAMES.flatMap((name) => (typeof fields[name] === 'string' ? [fields[name]] : []));
  if (names.length === 0) return;
  const candidates = [fields, ...Object.values(fields)];
  for (const name of names) {
    const row = rowOfCode(name) ?? rowOfLabels([name], null);
    const cells = row && first(candidates, (value) => cellsOf(value, COLUMNS, columnOf));
    if (row && cells) {
      draft.three[row] ??= cells as Partial<Record<Column, Cell>>;
      return;
    }
    const group = groupOf(name);
    const results = group && first(candidates, (value) => cellsOf(value, RESULTS, resultOf));
    if (group && results) {
      draft.four[group] ??= results as Partial<Record<Result, Cell>>;
      return;
    }
  }
}

const first = <T>(values: readonly unknown[], read: (value: unknown) => T | null): T | null =>
  values.map(read).find((found) => found !== null) ?? null;

/** Cells by the names of their columns, or in the order of the form; null when this is something else. */
function cellsOf<T extends string>(
  value: unknown,
  order: readonly T[],
  named: (label: string) => T | null,
): Partial<Record<string, Cell>> | null {
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    if (list.length !== order.length || list.some((each) => typeof each === 'object' && each !== null)) return null;
    return Object.fromEntries(order.map((what, i) => [what, jsonCell(list[i])]));
  }
  if (!isFields(value)) return null;
  const cells = Object.entries(flat(value)).flatMap(([label, cell]): readonly [string, Cell][] => {
    const what = named(label);
    return what === null || (typeof cell === 'object' && cell !== null) ? [] : [[what, jsonCell(cell)]];
  });
  // One name alone may be anything: `total` stands in many files.
  return cells.length >= 3 ? Object.fromEntries(cells) : null;
}

/** 法人或其他组织 may hold its five columns inside. */
const flat = (fields: Fields): Fields => ({
  ...fields,
  ...Object.assign(
    {},
    ...Object.entries(fields).flatMap(([key, value]) =>
      isFields(value) && /法人|organi[sz]ation|legal.?person/iu.test(key) ? [value] : [],
    ),
  ),
});

function jsonCell(value: unknown): Cell {
  if (value === null || value === undefined) return { kind: 'blank' };
  if (typeof value === 'number') return { kind: 'number', value };
  if (typeof value === 'string') return cellOf(value);
  if (typeof value === 'object' && 'value' in value) return jsonCell(value.value);
  return { kind: 'text', text: JSON.stringify(value) };
}
