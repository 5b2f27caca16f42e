import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../kernel/package-root.ts';
import { ADMINISTRATORS, POST_ROLES } from './roles.ts';

const folder = join(packageRoot, 'migrations');
const sql = await readFile(join(folder, '0002-identity.sql'), 'utf8');
const all = await Promise.all((await readdir(folder)).sort().map((name) => readFile(join(folder, name), 'utf8')));
const quoted = (list: string) => [...list.matchAll(/'([a-z-]+)'/g)].map((match) => match[1]);

it('the database allows a post the roles that the program knows, no others', () => {
  // The last of them is what holds.
  const lists = [...all.join('\n').matchAll(/roles <@ array\[([^\]]+)\]/g)];
  expect(quoted(lists.at(-1)?.[1] ?? '')).toEqual(POST_ROLES);
});

it('the database keeps the same administrators apart as the rule', () => {
  const lists = [...sql.matchAll(/roles && array\[('system-admin'[^\]]+)\]/g)].map((match) => quoted(match[1] ?? ''));
  expect(lists).toHaveLength(3);
  for (const list of lists) expect(list).toEqual(ADMINISTRATORS);
});
