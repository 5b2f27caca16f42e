import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labelOf } from './call.ts';
import { GATE_ONLY } from './calls/gates.ts';
import { calls, isAsset } from './calls.ts';
import { type AccessCity, accessCity } from './city.ts';
import { type Row, rowOf, textOf } from './table.ts';

const FILE = join(import.meta.dirname, 'matrix.txt');

let city: AccessCity;
const rows: Row[] = [];
beforeAll(async () => {
  city = await accessCity();
  for (const call of calls) rows.push(await rowOf(city, call));
}, 1_800_000);
afterAll(() => city.close());

test('every route has a row, and every row a route', () => {
  const routes = city.routes.map(({ method, url }) => `${method} ${url}`).filter((route) => !isAsset(route));
  const withRow = new Set(calls.map(({ route }) => route));
  // HEAD is answered by the handler of GET, under the same permission.
  const heads = routes.filter((route) => route.startsWith('HEAD '));
  const others = routes.filter((route) => !route.startsWith('HEAD '));
  expect(heads.filter((head) => !others.includes(head.replace('HEAD', 'GET')))).toEqual([]);
  expect(
    others.filter((route) => !withRow.has(route)),
    'write how these are called in tests/access/calls/, and review their rows',
  ).toEqual([]);
  expect([...withRow].filter((route) => !others.includes(route))).toEqual([]);
});

test('who may do what is what was reviewed', () => {
  const found = textOf(rows);
  if (process.env.UPDATE_ACCESS === '1') writeFileSync(FILE, found);
  expect(found.split('\n'), 'if this is meant: UPDATE_ACCESS=1, and read every changed line').toEqual(
    readFileSync(FILE, 'utf8').split('\n'),
  );
});

const called = calls.filter(({ variant }) => variant !== GATE_ONLY);

test.each(called.map((call) => [labelOf(call), call] as const))('%s is called so that somebody may', (label, call) => {
  const row = rows.find((each) => each.label === label);
  // Else the table would only say that the call was wrong.
  expect(row?.letters.includes('+'), `${label}: ${row?.letters} ${row?.codes.join(' ')}`).toBe(
    call.nobody === undefined,
  );
});
