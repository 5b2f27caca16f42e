import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { day, instant } from '../day.ts';
import { openPool } from '../db/database.ts';
import { act } from '../matter/act.ts';
import { openMatter } from '../matter/open.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../testing/kernel.ts';
import { permitKind, reviewKind } from '../testing/permit-process.ts';
import { type Examined, examine } from './examine.ts';
import { importRows } from './import.ts';
import { PLAIN_TEXT, plainTables } from './logical.ts';
import { type LogicalFacts, type Manifest, readManifest, readParts } from './manifest.ts';
import { lastBackups } from './runs.ts';
import { type BackupOptions, takeBackup } from './take.ts';
import { verifyBackup } from './verify.ts';

const at = instant(day('2026-11-20'), '10:00');
/** Text that a careless writer of rows would break on. */
const HOSTILE = [
  '\\N',
  '\\.',
  '\t\ttabs\tand\nlines\r\nof\rall kinds',
  '\\\\ \\t \\x00 \\u0000 "quotes" \'and\' `more`',
  '',
  ' spaces at both ends ',
  '汉字𠮷👩‍👩‍👧 \u200B\u202E\uFEFF\uFFFF',
  '\u0001\u0007\u001B[31m\u007F\u0085',
  '{"json": "\\\\n"}',
  'x'.repeat(300_000),
];

let source: TestKernel;
let folder: string;
let databases: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mt-logical-'));
  source = await testKernel([{ name: 'test', kinds: [permitKind, reviewKind] }]);
  for (let i = 0; i < 5; i += 1) await aMatter(`个人信息 ${i}`);
  for (const [i, text] of HOSTILE.entries()) {
    await source.owner.query('insert into kernel.setting (key, value) values ($1, to_jsonb($2::text))', [
      `hostile ${i}`,
      text,
    ]);
    await source.owner.query(
      `insert into kernel.notice (person_id, code, params, created_at) values ($1, $2, jsonb_build_object($2::text, 1), $3)`,
      [i, text, i % 2 === 0 ? 'infinity' : '0044-03-15 00:00:00+00 BC'],
    );
    await source.owner.query(
      `insert into kernel.search_document (kind, ref, title, url, published_on, tokens)
       values ('x', $1, $2, $2, 'infinity', array_to_tsvector(array['a', 'b''c', '\\']::text[]))`,
      [String(i), text],
    );
  }
  await source.owner.query(
    `insert into kernel.file (id, sha256, size, media_type, name, created_at)
     values (gen_random_uuid(), decode('00ff5c0a09', 'hex'), 1, 'x', 'x', '-infinity')`,
  );
});
afterAll(async () => {
  for (const name of databases) await asSuperuser(`drop database if exists ${name} with (force)`);
  await source.close();
  await rm(folder, { recursive: true, force: true });
});

async function aMatter(personal: string): Promise<number> {
  const { id } = await openMatter(source, {
    kind: 'test-permit',
    act: 'submit',
    title: '测试',
    region: '590922',
    agencyId: 7,
    subjectId: 1,
    actor: citizenActor(1),
    at,
    personal: { name: personal },
  });
  await act(source, { matter: id, act: 'accept', actor: staffMember(2, 7, 'clerk'), at });
  return id;
}

async function asSuperuser(sql: string, url = inject('testServerUrl')): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** An empty database; `as` owns it and may nothing else. */
async function emptyDatabase(as = 'postgres'): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(`create database ${name} owner ${as}`);
  databases = [...databases, name];
  const address = new URL(inject('testServerUrl'));
  address.pathname = `/${name}`;
  address.username = as;
  return address.href;
}

const exported = async (name: string, more: Partial<BackupOptions> = {}): Promise<string> => {
  const target = join(folder, name);
  const url = source.owner.options.connectionString ?? '';
  await takeBackup({
    ownerUrl: url,
    kind: 'logical',
    dataDir: join(folder, 'none'),
    folder: target,
    databaseOnly: true,
    keys: 'left-out',
    maxMegabytesPerSecond: 1000,
    atOnce: true,
    program: '0.1.0',
    now: () => at,
    ...more,
  });
  return target;
};

async function imported(from: string, url: string): Promise<Examined> {
  const manifest = (await readManifest(from)) as Manifest & { logical: LogicalFacts };
  const parts = await readParts(from, manifest);
  await importRows(url, from, manifest, parts);
  return examine({ url, folder: from, manifest, parts });
}

/** Every row of every table, as text. */
async function rowsOf(url: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(PLAIN_TEXT);
    const found = new Map<string, readonly string[]>();
    for (const { name, columns, orderBy } of await plainTables(client)) {
      const list = columns.map((column) => `"${column}"`).join(', ');
      const { rows } = await client.query<{ row: string }>(
        `select row(${list})::text as row from ${name} ${name === 'kernel.backup_run' ? 'where ok is null' : ''} order by ${orderBy}`,
      );
      found.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    return found;
  } finally {
    await client.end();
  }
}

describe('export and import', () => {
  test('every row arrives as it was, as an owner without further rights', async () => {
    const from = await exported('one');
    await asSuperuser(`do $$ begin create role test_importer login; exception when duplicate_object then null; end $$;
      grant mingtang_app, mingtang_public to test_importer`);
    const url = await emptyDatabase('test_importer');
    const { heads, ledger } = await imported(from, url);
    expect(heads).toMatchObject({ agrees: true, differing: [], entries: 10 });
    expect(ledger).toMatchObject({ matters: 5, entries: 10, faults: [] });

    const [before, after] = await Promise.all([rowsOf(source.owner.options.connectionString ?? ''), rowsOf(url)]);
    expect([...before.keys()]).toEqual([...after.keys()]);
    for (const [name, rows] of before) if (name !== 'kernel.backup_run') expect(after.get(name)).toEqual(rows);
    expect(before.get('kernel.setting')?.length).toBeGreaterThanOrEqual(HOSTILE.length);

    // What guards the rows is there again.
    await expect(asSuperuser(`update kernel.entry set act = 'x'`, url)).rejects.toThrow(/append-only/u);
    await expect(asSuperuser('insert into kernel.clock select 0, name from kernel.clock', url)).rejects.toThrow();
    await expect(asSuperuser('truncate kernel.entry', url)).rejects.toThrow(/append-only/u);
    const [keys, triggers] = await Promise.all(
      [
        `select count(*)::int as n from pg_constraint where contype = 'f' and conparentid = 0`,
        `select count(*)::int as n from pg_trigger where not tgisinternal and tgenabled = 'O'`,
      ].map(async (sql) => [(await asSuperuser(sql, url)).rows[0], (await source.owner.query(sql)).rows[0]]),
    );
    expect(keys?.[0]).toEqual(keys?.[1]);
    expect(triggers?.[0]).toEqual(triggers?.[1]);
    // Numbers go on where they stood.
    const next = `select nextval(pg_get_serial_sequence('kernel.matter', 'id'))::int as next`;
    expect((await asSuperuser(next, url)).rows).toEqual((await source.owner.query(next)).rows);
  });

  test('a database that holds anything is not imported into', async () => {
    const from = await exported('two');
    const url = await emptyDatabase();
    await asSuperuser('create table mine (n int)', url);
    await expect(imported(from, url)).rejects.toMatchObject({ code: 'backup/database-not-empty' });
  });

  test('an export of another program is refused before anything is done', async () => {
    const from = await exported('three');
    const manifest = (await readManifest(from)) as Manifest & { logical: LogicalFacts };
    const strange = {
      ...manifest,
      migrations: [...manifest.migrations, { name: '9999-later.sql', sha256: '0'.repeat(64) }],
    };
    const url = await emptyDatabase();
    await expect(importRows(url, from, strange, new Map())).rejects.toMatchObject({ code: 'backup/other-migrations' });
    expect((await asSuperuser(`select from pg_namespace where nspname = 'kernel'`, url)).rowCount).toBe(0);
  });

  test('a table that does not arrive whole undoes all of it', async () => {
    const from = await exported('four');
    const manifest = (await readManifest(from)) as Manifest & { logical: LogicalFacts };
    const tables = manifest.logical.tables.map((table) =>
      table.name === 'kernel.setting' ? { ...table, rows: table.rows + 1 } : table,
    );
    const url = await emptyDatabase();
    const parts = await readParts(from, manifest);
    const work = importRows(url, from, { ...manifest, logical: { ...manifest.logical, tables } }, parts);
    await expect(work).rejects.toMatchObject({ code: 'backup/table-differs', details: { table: 'kernel.setting' } });
    expect((await asSuperuser('select from kernel.matter', url)).rowCount).toBe(0);
  });

  test('what is written while it runs is not in it; the head is that of its moment', async () => {
    const from = await exported('five');
    const { ledger } = await readManifest(from);
    await aMatter('later');
    expect(ledger).toMatchObject({ matters: 5, entries: 10 });
    expect((await exported('six').then(readManifest)).ledger).toMatchObject({ matters: 6, entries: 12 });
  });
});

describe('the head of the ledger', () => {
  test('is found again in a database that has gone on, and names what differs', async () => {
    const from = await exported('seven');
    const manifest = await readManifest(from);
    const parts = await readParts(from, manifest);
    const url = source.owner.options.connectionString ?? '';
    const { rows } = await source.owner.query<{ id: number; number: string }>(
      `select id::int as id, number from kernel.matter where state = 'examining' order by id desc limit 1`,
    );
    const [{ id, number } = { id: 0, number: '' }] = rows;
    await act(source, { matter: id, act: 'visit', actor: staffMember(3, 7, 'examiner'), at });
    expect((await examine({ url, folder: from, manifest, parts })).heads).toMatchObject({ agrees: true, entries: 13 });

    const client = await source.owner.connect();
    await client.query('begin');
    await client.query('alter table kernel.entry disable trigger user');
    await client.query(
      `update kernel.entry set hash = decode(repeat('00', 32), 'hex') where matter_id = ${id} and seq = 2`,
    );
    await client.query('commit');
    client.release();
    const examined = await examine({ url, folder: from, manifest, parts });
    expect(examined.heads).toMatchObject({ agrees: false, differing: [number] });
    expect(examined.isRight).toBe(false);
  });
});

describe('a backup', () => {
  test('never goes over anything, and one at a time', async () => {
    const from = await exported('eight');
    await expect(exported('eight')).rejects.toMatchObject({ code: 'backup/folder-not-empty' });
    expect(await verifyBackup(from, await readManifest(from))).toEqual([]);
    const both = await Promise.allSettled([exported('nine'), exported('ten')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'backup/busy' } });
  });

  test('is written down with its head; one that fails with its reason', async () => {
    const { ledger, parts } = await exported('eleven').then(readManifest);
    const blocked = join(folder, 'blocked');
    await writeFile(blocked, '');
    await expect(exported('eleven', { keys: { folder: blocked } })).rejects.toThrow();
    await expect(exported('twelve', { keys: { folder: blocked } })).rejects.toThrow();
    const runs = await lastBackups(openPoolOf());
    expect(runs[0]).toMatchObject({ task: 'backup', ok: false, error: 'backup/failed', head: null });
    expect(runs[1]).toMatchObject({ ok: true, kind: 'logical', head: ledger.head, bytes: parts.bytes, entries: 13 });
    await expect(readFile(join(folder, 'twelve', 'manifest.json'))).rejects.toThrow();
  });
});

const pools: pg.Pool[] = [];
const openPoolOf = (): pg.Pool => {
  const pool = openPool({ url: source.owner.options.connectionString ?? '', max: 1 });
  pools.push(pool);
  return pool;
};
afterAll(() => Promise.all(pools.map((pool) => pool.end())));
