import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { firstPageOf, isPageRight, PAGE_BYTES } from './page-checksum.ts';

/** Pages that a real server has written: those of the databases nobody may connect to and change. */
async function realPages(): Promise<readonly { readonly page: Buffer; readonly number: number }[]> {
  const client = new pg.Client({ connectionString: inject('testServerUrl') });
  await client.connect();
  const { rows } = await client.query<{ folder: string }>(
    `select current_setting('data_directory') || '/base/' || oid as folder from pg_database where datname = 'template0'`,
  );
  await client.end();
  const folder = rows[0]?.folder ?? '';
  return readdirSync(folder).flatMap((name) => {
    if (firstPageOf(`base/1/${name}`) === null) return [];
    const bytes = readFileSync(join(folder, name));
    return Array.from({ length: bytes.length / PAGE_BYTES }, (_, number) => ({
      page: bytes.subarray(number * PAGE_BYTES, (number + 1) * PAGE_BYTES),
      number,
    }));
  });
}

test('the checksum is the one PostgreSQL writes; a changed bit or place is noticed', async () => {
  const pages = await realPages();
  expect(pages.length).toBeGreaterThan(500);
  expect(pages.filter(({ page, number }) => !isPageRight(page, number))).toEqual([]);
  const used = pages.filter(({ page }) => page.readUInt16LE(14) !== 0);
  expect(used.length).toBeGreaterThan(400);
  for (const [i, { page, number }] of used.slice(0, 200).entries()) {
    const changed = Buffer.from(page);
    const at = (i * 4099) % PAGE_BYTES;
    changed[at] = (changed[at] ?? 0) ^ (1 << (i % 8));
    expect(isPageRight(changed, number)).toBe(false);
    expect(isPageRight(page, number + 1)).toBe(false);
  }
});

test.each([
  ['base/16384/16400', 0],
  ['base/16384/16400.2', 262_144],
  ['base/16384/16400_vm', 0],
  ['global/1262', 0],
  ['global/pg_control', null],
  ['base/16384/pg_filenode.map', null],
  ['pg_wal/000000010000000000000001', null],
])('the first page of %s', (path, first) => expect(firstPageOf(path)).toBe(first));
