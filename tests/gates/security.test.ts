import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './planted.ts';

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

/** Paths of the tree that a text names: with a slash and an ending, from the root. */
const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:src|tests|docs|deploy|migrations|scripts|bin)\/[\w@./-]+)(?: [^`]*)?`/gu)].map(
    ([, path = '']) => path,
  );
const missingIn = (text: string): readonly string[] => pathsIn(text).filter((path) => !existsSync(join(root, path)));

type Row = {
  readonly control: string;
  readonly how: string;
  readonly code: string;
  readonly test: string;
  readonly operator: string;
};
const rowsIn = (text: string): readonly Row[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| control'))
    .map((line) => {
      const [control = '', how = '', code = '', tests = '', operator = ''] = line.slice(2, -2).split(' | ');
      return { control, how, code, test: tests, operator };
    });

test('a path to nothing is found', () => {
  expect(missingIn('`src/none.ts`, `src/cli.ts`, `bin/mingtang doctor`, `tests/gates/none.test.ts` (x)')).toEqual([
    'src/none.ts',
    'tests/gates/none.test.ts',
  ]);
});

test('every path on the page is in the tree', () => {
  expect(pathsIn(page).length).toBeGreaterThan(70);
  expect(missingIn(page)).toEqual([]);
});

test('every control names code and a test, or says that it is not met or the operator’s', () => {
  const rows = rowsIn(page);
  expect(rows.length).toBeGreaterThan(25);
  const faults = rows.filter(({ how, code, test: tests, operator }) => {
    const isOurs = pathsIn(code).length > 0 && pathsIn(tests).some((path) => path.endsWith('.test.ts'));
    const isSaid = /not met|proxy/u.test(how) && operator.length > 10;
    return !isOurs && !isSaid;
  });
  expect(faults.map(({ control }) => control)).toEqual([]);
});
