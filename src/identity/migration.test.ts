import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../kernel/package-root.ts';
import { ADMINISTRATORS, POST_ROLES } from './roles.ts';

const sql = await readFile(join(packageRoot, 'migrations', '0002-identity.sql'), 'utf8');
const quoted = (list: string) => [...list.matchAll(/'([a-z-]+)'/g)].map((match) => match[1]);

it('the database allows a post the roles that the program knows, no others', () => {
  const list = /roles <@ array\[([^\]]+)\]/.exec(sql)?.[1] ?? '';
  expect(quoted(list)).toEqual(POST_ROLES);
});

it('the database keeps the same administrators apart as the rule', () => {
  const lists = [...sql.matchAll(/roles && array\[('system-admin'[^\]]+)\]/g)].map((match) => quoted(match[1] ?? ''));
  expect(lists).toHaveLength(3);
  for (const list of lists) expect(list).toEqual(ADMINISTRATORS);
});
