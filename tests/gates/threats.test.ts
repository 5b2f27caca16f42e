import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './planted.ts';

const page = readFileSync(join(root, 'docs/threats.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| threat'))
  .map((line) => line.slice(2, -2).split(' | '));
const pathsIn = (cell = ''): readonly string[] => [...cell.matchAll(/`([\w./-]+)`/gu)].map(([, path = '']) => path);

test('every control has code and a test, and both are in the tree', () => {
  expect(rows.length).toBeGreaterThan(25);
  const faults = rows.flatMap(([threat, , code, tests]) => {
    const named = [...pathsIn(code), ...pathsIn(tests)];
    const missing = named.filter((path) => !existsSync(join(root, path)));
    const isWhole = pathsIn(code).length > 0 && pathsIn(tests).some((path) => path.endsWith('.test.ts'));
    return isWhole ? missing : [`${threat} lacks code or test`];
  });
  expect(faults).toEqual([]);
});
