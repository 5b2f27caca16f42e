import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../kernel/index.ts';
import { dataFolderFindings } from './data-folder.ts';
import { type MachineFacts, machineFindings, openFilesIn, readMachine } from './machine.ts';
import { type ServerFacts, serverFindings } from './server.ts';
import { type AddressFacts, addressFindings, portFindings, serviceFindings, visit } from './surroundings.ts';
import { timeFindings } from './time.ts';

const codes = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ level }) => level !== 'ok').map(({ level, code }) => `${level} ${code}`);

/** Every finding that is not well says how it is mended. */
const isMended = (findings: readonly Finding[]): boolean =>
  findings.every(({ level, mend }) => (level === 'ok') === (mend === null));

const GB = 2 ** 30;
const room = { freeBytes: 100 * GB, totalBytes: 200 * GB, freeFiles: 1e6, totalFiles: 2e6 };

describe('the machine', () => {
  const good: MachineFacts = {
    node: '24.1.0',
    uid: 999,
    umask: 0o077,
    openFiles: 65_536,
    memoryBytes: 8 * GB,
    freeMemoryBytes: 4 * GB,
    outOfMemory: 0,
    shanghaiOffset: 8,
    chineseOrder: '安李张',
    missingFonts: [],
    disk: room,
    processors: 2,
  };

  test('a good one has nothing to mend', () => expect(codes(machineFindings(good, true))).toEqual([]));

  test.each<[string, Partial<MachineFacts>]>([
    ['wrong machine/node-too-old', { node: '22.17.9' }],
    ['wrong machine/node-too-old', { node: '20.20.2' }],
    ['warning machine/root', { uid: 0 }],
    ['warning machine/umask', { umask: 0o002 }],
    ['warning machine/open-files', { openFiles: 1024 }],
    ['warning machine/memory', { memoryBytes: GB / 2, freeMemoryBytes: GB / 4 }],
    ['warning machine/memory-full', { freeMemoryBytes: GB / 8 }],
    ['warning machine/out-of-memory', { outOfMemory: 3 }],
    ['wrong machine/time-zones', { shanghaiOffset: 0 }],
    ['wrong machine/time-zones', { shanghaiOffset: Number.NaN }],
    ['wrong machine/locale', { chineseOrder: '安张李' }],
    ['wrong machine/fonts', { missingFonts: ['noto-serif-sc/400Regular'] }],
    ['warning disk/low', { disk: { ...room, freeBytes: GB } }],
    ['warning disk/low', { disk: { ...room, totalBytes: 4000 * GB, freeBytes: 150 * GB } }],
    ['warning disk/files-low', { disk: { ...room, freeFiles: 10 } }],
  ])('%s', (code, fault) => {
    const findings = machineFindings({ ...good, ...fault }, true);
    expect(codes(findings)).toEqual([code]);
    expect(isMended(findings)).toBe(true);
  });

  test('a file system that counts no files is not short of them; root alone at home is no fault', () => {
    expect(codes(machineFindings({ ...good, disk: { ...room, freeFiles: 0, totalFiles: 0 } }, true))).toEqual([]);
    expect(codes(machineFindings({ ...good, uid: 0 }, false))).toEqual([]);
  });

  test('the limits of the system are read as they are written', () => {
    const line = (soft: string): string =>
      `Max open files            ${soft}                 524288               files\n`;
    expect([line('1024'), line('unlimited'), ''].map(openFilesIn)).toEqual([1024, Number.POSITIVE_INFINITY, null]);
  });

  test('this machine is read', async () => {
    const facts = await readMachine(tmpdir());
    expect(facts).toMatchObject({ shanghaiOffset: 8, chineseOrder: '安李张', missingFonts: [] });
    expect(facts.memoryBytes).toBeGreaterThan(GB / 4);
  });
});

describe('the data folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mt-doctor-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const now = new Date();
  const own = (dataDir: string) => ({ dataDir, keys: { ring: null, command: null } });
  const look = async (): Promise<readonly string[]> => codes(await dataFolderFindings(own(folder), now));

  test('is made, and well', async () => {
    folder = join(folder, 'data');
    await mkdir(folder, { mode: 0o700 });
    expect(await look()).toEqual([]);
  });

  test('that is a file cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(codes(await dataFolderFindings(own(join(folder, 'file', 'below')), now))).toEqual([
      'wrong data/not-writable',
    ]);
  });

  test('that others may write to', async () => {
    await chmod(folder, 0o777);
    expect(await look()).toEqual(['warning data/open']);
    await chmod(folder, 0o700);
  });

  test('with a key that others can read', async () => {
    await mkdir(join(folder, 'keys'));
    await writeFile(join(folder, 'keys', 'master.key'), 'x', { mode: 0o644 });
    expect(await look()).toEqual(['wrong key/readable']);
    await chmod(join(folder, 'keys', 'master.key'), 0o600);
    expect(await look()).toEqual([]);
  });

  test('with a ring of the operator that others can read', async () => {
    const ring = join(folder, 'given.json');
    await writeFile(ring, '{}', { mode: 0o640 });
    const given = { dataDir: folder, keys: { ring, command: null } };
    expect(codes(await dataFolderFindings(given, now))).toEqual(['wrong key/readable']);
    await chmod(ring, 0o600);
    expect(codes(await dataFolderFindings(given, now))).toEqual([]);
  });

  test('with uploads that nobody finished', async () => {
    const arriving = join(folder, 'files', 'arriving');
    await mkdir(arriving, { recursive: true });
    await writeFile(join(arriving, 'fresh'), 'x');
    expect(await look()).toEqual([]);
    const old = new Date(now.getTime() - 2 * 86_400_000);
    await utimes(join(arriving, 'fresh'), old, old);
    expect(await look()).toEqual(['warning data/leftovers']);
  });
});

describe('the configuration', () => {
  const good: AddressFacts = {
    publicUrl: 'https://www.example.gov.cn',
    host: '127.0.0.1',
    port: 3000,
    role: 'all',
    trustProxy: true,
    seedDemo: false,
    logRequests: false,
    drainSeconds: 5,
  };

  test('a good one has nothing to mend', () => expect(codes(addressFindings(good))).toEqual([]));

  test.each<[string, Partial<AddressFacts>]>([
    ['warning address/local', { publicUrl: 'http://localhost:3000' }],
    ['warning address/local', { publicUrl: 'http://127.0.0.1:3000' }],
    ['warning address/not-https', { publicUrl: 'http://www.example.gov.cn' }],
    ['wrong address/path', { publicUrl: 'https://www.example.gov.cn/city' }],
    ['warning address/proxy-not-trusted', { trustProxy: false, logRequests: true }],
    ['warning address/trusts-anybody', { host: '0.0.0.0' }],
    ['warning address/no-drain', { drainSeconds: 0 }],
    ['warning address/seed-demo', { seedDemo: true }],
    ['warning address/not-logged', { publicUrl: 'http://10.1.2.3', trustProxy: false, host: '0.0.0.0' }],
  ])('%s', (code, fault) => {
    const findings = addressFindings({ ...good, ...fault });
    expect(codes(findings)).toContain(code);
    expect(isMended(findings)).toBe(true);
  });

  const serve = async (answer: (url: string, method: string) => [number, Record<string, string>]): Promise<number> => {
    const server = createServer((request, reply) => {
      reply.writeHead(...answer(request.url ?? '', request.method ?? '')).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return (server.address() as AddressInfo).port;
  };
  const ours = { 'x-request-id': 'a' };

  test('a port that is free, ours, taken, or not for us', async () => {
    const port = await serve(() => [200, ours]);
    const other = await serve(() => [200, {}]);
    const all = (facts: Partial<AddressFacts>, uid = 999) => portFindings({ ...good, ...facts }, uid);
    expect((await all({ port })).map(({ code }) => code)).toEqual(['port/ours']);
    expect((await all({ port: 1 }, 0)).map(({ code }) => code)).toEqual(['port/free']);
    expect(codes(await all({ port: other }))).toEqual(['wrong port/taken']);
    expect(codes(await all({ port: 443 }))).toEqual(['wrong port/privileged']);
    expect(await all({ role: 'worker', port: other })).toEqual([]);
  });

  test.each<[string, (url: string, method: string) => [number, Record<string, string>]]>([
    ['visit/reachable', (_url, method) => [method === 'POST' ? 404 : 200, ours]],
    ['visit/not-ours', () => [200, {}]],
    ['visit/host-lost', (_url, method) => [method === 'POST' ? 403 : 200, ours]],
  ])('a visit finds %s', async (code, answer) => {
    expect((await visit(`http://127.0.0.1:${await serve(answer)}`)).map((finding) => finding.code)).toEqual([code]);
  });

  test('a visit to nobody', async () => {
    expect(codes(await visit('http://127.0.0.1:1'))).toEqual(['warning visit/unreachable']);
  });

  test('the service', async () => {
    const root = `${await mkdtemp(join(tmpdir(), 'mt-doctor-root-'))}/`;
    onTestFinished(() => rm(root, { recursive: true, force: true }));
    expect(await serviceFindings(good, root)).toEqual([]);
    await mkdir(join(root, 'run/systemd/system'), { recursive: true });
    expect(codes(await serviceFindings(good, root))).toEqual(['warning service/no-unit']);
    await mkdir(join(root, 'etc/systemd/system'), { recursive: true });
    await writeFile(join(root, 'etc/systemd/system/mingtang@.service'), '');
    await writeFile(join(root, 'etc/mingtang.env'), '', { mode: 0o644 });
    expect(codes(await serviceFindings(good, root))).toEqual(['wrong service/environment-readable']);
    await chmod(join(root, 'etc/mingtang.env'), 0o600);
    expect((await serviceFindings(good, root)).map(({ code }) => code)).toEqual(['service/unit']);
  });
});

describe('the database server', () => {
  const good: ServerFacts = {
    version: 180_001,
    settings: {
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      autovacuum: 'on',
      max_connections: '100',
      superuser_reserved_connections: '3',
      log_statement: 'none',
    },
    encoding: 'UTF8',
    collationChanged: false,
    hasPinyin: true,
    knowsShanghai: true,
    superuser: false,
    embedded: false,
    connections: 20,
    wanted: 34,
    oldestTransaction: 5,
    preparedTransactions: 0,
    heldBySlots: 0,
    wal: GB,
    failedArchives: false,
    transactionAge: 1e6,
    invalidIndexes: [],
    disk: room,
  };
  const set = (name: string, value: string): Partial<ServerFacts> => ({
    settings: { ...good.settings, [name]: value },
  });

  test('a good one has nothing to mend', () => expect(codes(serverFindings(good))).toEqual([]));

  test.each<[string, Partial<ServerFacts>]>([
    ['wrong database/version-too-old', { version: 140_010 }],
    ['wrong database/encoding', { encoding: 'SQL_ASCII' }],
    ['wrong database/no-icu', { hasPinyin: false }],
    ['wrong database/collation-changed', { collationChanged: true }],
    ['wrong database/time-zones', { knowsShanghai: false }],
    ['warning database/superuser', { superuser: true }],
    ['wrong database/fsync', set('fsync', 'off')],
    ['wrong database/full-page-writes', set('full_page_writes', 'off')],
    ['wrong database/async-commit', set('synchronous_commit', 'off')],
    ['warning database/no-checksums', set('data_checksums', 'off')],
    ['wrong database/no-autovacuum', set('autovacuum', 'off')],
    ['warning database/logs-statements', set('log_statement', 'all')],
    ['warning database/connections', { wanted: 119 }],
    ['warning database/connections-used', { connections: 95 }],
    ['warning database/wal', { wal: 20 * GB }],
    ['warning database/slots', { heldBySlots: 2 * GB }],
    ['wrong database/archiving', { failedArchives: true }],
    ['warning disk/low', { disk: { ...room, freeBytes: GB } }],
    ['warning database/long-transaction', { oldestTransaction: 3_600 }],
    ['warning database/prepared', { preparedTransactions: 1 }],
    ['wrong database/wraparound', { transactionAge: 1.5e9 }],
    ['wrong database/indexes', { invalidIndexes: ['kernel.entry_at'] }],
  ])('%s', (code, fault) => {
    const findings = serverFindings({ ...good, ...fault });
    expect(codes(findings)).toEqual([code]);
    expect(isMended(findings)).toBe(true);
  });

  test('the embedded one belongs to its superuser, and WAL that may not be looked at is no fault', () => {
    expect(codes(serverFindings({ ...good, superuser: true, embedded: true, wal: null, disk: null }))).toEqual([]);
  });
});

describe('the clocks', () => {
  const now = new Date('2026-11-23T10:00:00+08:00');
  const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
  test.each<[readonly string[], number, Date | null]>([
    [[], 0.1, null],
    [[], -1.5, at(30)],
    [['warning time/skew'], 5, null],
    [['warning time/skew'], -30, at(-30)],
    [['wrong time/skew'], 3_600, null],
    [['wrong time/behind-ledger'], 0, at(120)],
  ])('%j', (expected, ahead, latestEntry) => {
    expect(codes(timeFindings({ ahead, latestEntry, now }))).toEqual(expected);
  });
});
