import { expect, test } from 'vitest';
import { cursorOf, cursorText, pageOf } from './inbox.ts';

test('a page is an address below the workbench, however a kind writes it', () => {
  expect(pageOf('/workbench/cases/{id}', 7)).toBe('/cases/7');
  expect(pageOf('/matters', 7)).toBe('/matters/7');
  expect(pageOf('staffing', 7)).toBe('/staffing/7');
  expect(pageOf('/x/:id/y/', 7)).toBe('/x/7/y');
});

test('a cursor comes back from an address; what stands still sorts last', () => {
  for (const cursor of [
    { dueOn: '2026-11-23', id: 7 },
    { dueOn: 'infinity', id: 1_000_000 },
  ]) {
    expect(cursorOf(cursorText(cursor) ?? undefined)).toEqual(cursor);
  }
  expect(cursorText(null)).toBeNull();
  expect(cursorOf(undefined)).toBeNull();
});
