import { access, chmod, cp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPool } from '../db/database.ts';
import type { Kernel } from '../kernel.ts';
import { act } from '../matter/act.ts';
import { openMatter } from '../matter/open.ts';
import { Refusal } from '../refusal.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../testing/kernel.ts';
import { permitKind } from '../testing/permit-process.ts';
import { openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import {
  consistencyOf,
  currentCheckpoint,
  inclusionAt,
  inclusionOf,
  logKey,
  publishedCheckpoint,
} from './inclusion.ts';
import { isConsistent, isIncluded, treeHash } from './merkle.ts';
import { rebuildLog, resetLog } from './operator.ts';
import { publishLog, type Step } from './publish.ts';
import { logOverview, servedTile } from './serve.ts';
import { suiteOf } from './settings.ts';
import { verifierOf } from './signer.ts';
import { addEntries } from './testing/entries.ts';
import { tilePath, tilesGrown } from './tiles.ts';
import { verifyLog } from './verify.ts';

let kernel: TestKernel;
beforeEach(async () => {
  kernel = await testKernel([{ name: 'test', kinds: [permitKind] }]);
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
  await kernel.close();
});

const sha256 = treeHash('sha256');
const at = new Date('2026-11-02T10:00:00+08:00');
const checkpointFile = (): string => join(kernel.log.folder, 'checkpoint');
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );
const faults = async (): Promise<readonly unknown[]> => (await verifyLog(kernel)).faults;

/** As only the owner of the database could, past its triggers. */
async function tamper(sql: string, ...values: readonly unknown[]): Promise<void> {
  const client = await kernel.owner.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(sql, [...values]);
  } finally {
    await client.query('set session_replication_role = default');
    client.release();
  }
}

/** Connections of a program that has just started. */
function another({ pool }: Pick<TestKernel, 'pool'>): TestKernel['pool'] {
  const fresh = openPool({ url: pool.options.connectionString ?? '', max: 3 });
  fresh.on('error', () => undefined);
  pools.push(fresh);
  return fresh;
}
const pools: TestKernel['pool'][] = [];

test('an entry is in the next checkpoint, and proved to be there', async () => {
  await addEntries(kernel.pool, 300);
  expect(await publishLog(kernel)).toMatchObject({ origin: 'localhost/log', size: 300, added: 300 });
  const opened = await openMatter(kernel, {
    kind: 'test-permit',
    act: 'submit',
    title: '测试',
    region: '590922',
    agencyId: 7,
    subjectId: 1,
    actor: citizenActor(1),
    at,
  });
  const accepted = await act(kernel, { matter: opened.id, act: 'accept', actor: staffMember(2, 7, 'clerk'), at });
  expect(await inclusionOf(kernel, opened.id, 1)).toBeNull();
  expect(await publishLog(kernel)).toMatchObject({ size: 302, added: 2 });
  const proofs = await inclusionOf(kernel, opened.id, [1, 2, 3]);
  expect(proofs[2]).toBeNull();
  const verifier = verifierOf((await logKey(kernel)) ?? '');
  for (const [place, data] of [opened.hash, accepted.hash].entries()) {
    const found = proofs[place];
    if (!found) throw new Error('not in the log');
    const { root, size } = openCheckpoint(found.checkpoint, [verifier]);
    expect(isIncluded(sha256, sha256.leaf(data), found.index, size, found.proof, root)).toBe(true);
    expect(await inclusionAt(kernel, found.index, size)).toEqual(found.proof);
  }
  expect(await readFile(checkpointFile(), 'utf8')).toBe((await currentCheckpoint(kernel))?.note);
  expect(await faults()).toEqual([]);
});

test('every checkpoint stays, and the next begins with it', async () => {
  for (const more of [1, 5, 260, 3]) {
    await addEntries(kernel.pool, more);
    await publishLog(kernel);
  }
  const heads = await Promise.all(
    [0, 1, 6, 266, 269].map(async (size) => {
      const verifier = verifierOf((await logKey(kernel)) ?? '');
      return openCheckpoint((await publishedCheckpoint(kernel, size)) ?? '', [verifier]);
    }),
  );
  for (const [place, to] of heads.entries()) {
    for (const from of heads.slice(1, place)) {
      const proof = await consistencyOf(kernel, from.size, to.size);
      expect(isConsistent(sha256, from, to, proof ?? [])).toBe(true);
    }
  }
  expect(await publishedCheckpoint(kernel, 2)).toBeNull();
  expect(await consistencyOf(kernel, 1, 270)).toBeNull();
});

test('nothing new makes no new checkpoint', async () => {
  await addEntries(kernel.pool, 3);
  await publishLog(kernel);
  const before = await currentCheckpoint(kernel);
  expect(await publishLog(kernel)).toMatchObject({ size: 3, added: 0 });
  expect(await currentCheckpoint(kernel)).toEqual(before);
});

test('an entry of a transaction that ends late is not passed over', async () => {
  const slow = await kernel.pool.connect();
  try {
    await slow.query('begin');
    await addEntries(slow, 1);
    await addEntries(kernel.pool, 2);
    // Whoever is younger than the open transaction waits with it.
    expect(await publishLog(kernel)).toMatchObject({ size: 0 });
    await slow.query('commit');
  } finally {
    slow.release();
  }
  expect(await publishLog(kernel)).toMatchObject({ size: 3 });
  expect(await faults()).toEqual([]);
});

test('entries from before transactions were noted are gathered too, in steps', async () => {
  await addEntries(kernel.pool, 700);
  await tamper('update kernel.entry set xid = 0');
  await addEntries(kernel.pool, 5);
  expect(await publishLog(kernel, { batch: 200 })).toMatchObject({ size: 705 });
  expect(await verifyLog(kernel)).toMatchObject({ waiting: 0, checkpoints: 5, faults: [] });
});

test('in another cluster, whose transactions count anew, nothing is taken twice and nothing left out', async () => {
  await addEntries(kernel.pool, 300);
  await publishLog(kernel);
  // As after a logical import: new transaction ids, the old position.
  await tamper(`update kernel.log_checkpoint set cluster = 'elsewhere/1', upto_xid = upto_xid + 1000000000`);
  expect(await publishLog(kernel)).toMatchObject({ size: 300, added: 0 });
  await addEntries(kernel.pool, 2);
  expect(await publishLog(kernel)).toMatchObject({ size: 302, added: 2 });
  await tamper('update kernel.log_checkpoint set upto_xid = upto_xid + 1000000000');
  await addEntries(kernel.pool, 2);
  expect(await publishLog(kernel)).toMatchObject({ size: 304, added: 2 });
  expect(await faults()).toEqual([]);
});

test('a position that lies behind what was gathered stops nothing', async () => {
  await addEntries(kernel.pool, 30);
  await publishLog(kernel);
  await tamper('update kernel.log_checkpoint set upto_xid = 0, upto_matter = 0, upto_seq = 0');
  await addEntries(kernel.pool, 2);
  expect(await publishLog({ ...kernel, pool: another(kernel) })).toMatchObject({ size: 32, added: 2 });
  expect(await faults()).toEqual([]);
});

test('no entry is taken twice or left out while acts go on', async () => {
  let isOver = false;
  const acts = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let round = 0; round < 25; round += 1) await addEntries(kernel.pool, 1 + (round % 3));
    }),
  ).finally(() => {
    isOver = true;
  });
  while (!isOver) await publishLog(kernel);
  await acts;
  await publishLog(kernel);
  expect(await verifyLog(kernel)).toMatchObject({ size: 196, waiting: 0, faults: [] });
});

test('several copies of the program publish one log', async () => {
  await publishLog(kernel);
  const others = Array.from({ length: 3 }, (_, i) => ({
    ...kernel,
    log: { ...kernel.log, folder: `${kernel.log.folder}${i}` },
  }));
  for (let round = 0; round < 5; round += 1) {
    await addEntries(kernel.pool, 70);
    await Promise.all([kernel, ...others].map((copy) => publishLog(copy, { wait: round % 2 === 0 })));
  }
  for (const copy of [kernel, ...others]) await publishLog(copy);
  const expected = await verifyLog(kernel);
  expect(expected).toMatchObject({ size: 350, faults: [] });
  for (const copy of others)
    expect(await verifyLog(copy)).toMatchObject({ size: 350, tiles: expect.any(Number), faults: [] });
});

test('while one publishes another does not wait for it', async () => {
  await addEntries(kernel.pool, 1);
  let other: unknown = 'not asked';
  const published = publishLog(kernel, {
    onStep: (step) => {
      if (step === 'begun' && other === 'not asked') other = publishLog(kernel, { wait: false });
    },
  });
  expect(await published).toMatchObject({ size: 1 });
  expect(await other).toBeNull();
});

const STEPS: readonly Step[] = ['begun', 'gathered', 'committed', 'tiles', 'checkpoint'];

test.each(STEPS)('cut off after “%s” the log is valid, and goes on', async (step) => {
  await addEntries(kernel.pool, 250);
  await publishLog(kernel);
  await addEntries(kernel.pool, 300);
  let seen = 0;
  const cut = publishLog(kernel, {
    onStep: (at) => {
      // The first files are those of the publication before.
      seen += at === step ? 1 : 0;
      if (at === step && seen === (step === 'tiles' || step === 'checkpoint' ? 2 : 1)) throw new Error('cut off');
    },
  });
  await expect(cut).rejects.toThrow('cut off');
  expect(await faults()).toEqual([]);
  const onDisk = parseCheckpoint(
    await readFile(checkpointFile(), 'utf8').then((note) => note.slice(0, note.indexOf('\n\n') + 1)),
  );
  expect(onDisk.size).toBe(step === 'checkpoint' ? 550 : 250);
  for (const tile of tilesGrown(0, onDisk.size)) await access(join(kernel.log.folder, tilePath(tile)));
  expect(await publishLog(kernel)).toMatchObject({ size: 550 });
  expect(await faults()).toEqual([]);
});

test('a disk that cannot be written stops the files, not the log; they follow', async () => {
  await addEntries(kernel.pool, 3);
  await publishLog(kernel);
  await rename(kernel.log.folder, `${kernel.log.folder}.away`);
  await writeFile(kernel.log.folder, 'in the way');
  await addEntries(kernel.pool, 3);
  await expect(publishLog(kernel)).rejects.toThrow();
  await rm(kernel.log.folder);
  await rename(`${kernel.log.folder}.away`, kernel.log.folder);
  expect(await publishLog(kernel)).toMatchObject({ size: 6 });
  expect(await faults()).toEqual([]);
});

test('every tile is served alike with and without its file', async () => {
  await addEntries(kernel.pool, 250);
  await publishLog(kernel);
  await addEntries(kernel.pool, 320);
  await publishLog(kernel);
  const paths = [250, 570].flatMap((size) => [...tilesGrown(0, size)].map(tilePath));
  const withFiles = await Promise.all(paths.map((path) => servedTile(kernel, path)));
  const bare = { pool: kernel.pool, log: { ...kernel.log, folder: join(kernel.log.folder, 'none') } };
  expect(await Promise.all(paths.map((path) => servedTile(bare, path)))).toEqual(withFiles);
  expect(withFiles.every((bytes) => bytes !== null)).toBe(true);
  for (const path of ['tile/0/003', 'tile/0/002.p/59', 'tile/1/000', 'tile/2/000.p/1', 'tile/0/000.p/0', 'checkpoint'])
    expect(await servedTile(kernel, path)).toBeNull();
});

test('a database put back to an older state signs nothing, says so, and a log of another name goes on', async () => {
  const folder = `${kernel.log.folder}.newer`;
  await addEntries(kernel.pool, 10);
  await publishLog(kernel);
  await addEntries(kernel.pool, 10);
  await publishLog(kernel);
  await cp(kernel.log.folder, folder, { recursive: true });
  await tamper('delete from kernel.log_leaf where index >= 10');
  await tamper('delete from kernel.log_checkpoint where size > 10');
  await tamper('delete from kernel.entry where matter_id not in (select matter_id from kernel.log_leaf)');
  // A program that has seen it stops, and so does one that starts.
  expect(await codeOf(publishLog(kernel))).toBe('log/behind');
  const started = { ...kernel, pool: another(kernel) };
  expect(await codeOf(publishLog(started))).toBe('log/behind');
  await addEntries(kernel.pool, 30);
  expect(await codeOf(publishLog(started))).toBe('log/behind');
  expect(await codeOf(rebuildLog(started))).toBe('log/behind');
  expect(await currentCheckpoint(kernel)).toMatchObject({ size: 10 });
  expect(await faults()).toEqual([{ fault: 'log-truncated', place: 'checkpoint 20, 10 leaves' }]);

  expect(await codeOf(resetLog(started, { origin: 'localhost/log', reason: '重来', withNewKey: false }))).toBe(
    'log/origin-used',
  );
  expect(await codeOf(resetLog(started, { origin: 'a b', reason: '重来', withNewKey: false }))).toBe(
    'log/not-an-origin',
  );
  const key = await logKey(kernel);
  expect(
    await resetLog(started, { origin: 'localhost/log2', reason: '数据库恢复到了较早的备份', withNewKey: true }),
  ).toMatchObject({
    origin: 'localhost/log2',
    size: 40,
  });
  expect(await logKey(kernel)).not.toBe(key);
  expect(await verifyLog(started)).toMatchObject({ origin: 'localhost/log2', size: 40, waiting: 0, faults: [] });
  // Another machine that still has the files of the old log does not serve them, and puts them aside when it publishes.
  const other = { ...started, log: { ...kernel.log, folder } };
  const tile = await servedTile(other, 'tile/0/000.p/20');
  expect(tile).toEqual(await servedTile(started, 'tile/0/000.p/20'));
  expect(tile?.equals(await readFile(join(folder, 'tile/0/000.p/20')))).toBe(false);
  expect(await publishLog(other)).toMatchObject({ origin: 'localhost/log2', size: 40 });
  expect(await verifyLog(other)).toMatchObject({ faults: [] });
  const asides = (await readdir(join(folder, '..'))).filter((name) => name.startsWith('log.newer.'));
  expect(asides).toHaveLength(1);
  // The program that runs still names the old one, and says what to do.
  const named = { ...started, log: { ...kernel.log, origin: 'localhost/log' } };
  expect(await codeOf(publishLog(named))).toBe('log/origin-fixed');
  const third = { origin: 'localhost/log3', reason: '演练', withNewKey: false };
  expect(await resetLog(named, third)).toMatchObject({ origin: 'localhost/log3', size: 40 });
  expect((await logOverview(started))?.former.map(({ origin, size }) => [origin, size])).toEqual([
    ['localhost/log', 10],
    ['localhost/log2', 40],
  ]);
});

test('a history that is not the published one is not signed', async () => {
  await addEntries(kernel.pool, 10);
  await publishLog(kernel);
  const note = await readFile(checkpointFile());
  await addEntries(kernel.pool, 5);
  await publishLog(kernel);
  await tamper(`update kernel.log_leaf set hash = sha256('x') where index = 3`);
  expect(await codeOf(publishLog(kernel))).toBe('log/damaged');
  // Somebody who makes the rows fit one another again is found by what was published.
  await tamper(`delete from kernel.log_checkpoint where size > 0`);
  await tamper('delete from kernel.log_leaf');
  await tamper(`update kernel.entry set hash = sha256('y') where seq = 2`);
  await rename(kernel.log.folder, `${kernel.log.folder}.away`);
  const forger = { ...kernel, pool: another(kernel) };
  expect(await publishLog(forger)).toMatchObject({ size: 15 });
  await rm(kernel.log.folder, { recursive: true });
  await rename(`${kernel.log.folder}.away`, kernel.log.folder);
  await writeFile(checkpointFile(), note);
  expect(await codeOf(publishLog({ ...kernel, pool: another(kernel) }))).toBe('log/forked');
});

test('a checkpoint file that was changed stops the log until its files are made again', async () => {
  await addEntries(kernel.pool, 10);
  await publishLog(kernel);
  const note = await readFile(checkpointFile(), 'utf8');
  await writeFile(checkpointFile(), note.replace('\n10\n', '\n11\n'));
  await addEntries(kernel.pool, 1);
  expect(await codeOf(publishLog(kernel))).toBe('log/file-changed');
  expect(await rebuildLog(kernel)).toEqual(['checkpoint']);
  expect(await publishLog(kernel)).toMatchObject({ size: 11 });
});

test('files that were changed or lost are made again', async () => {
  await addEntries(kernel.pool, 300);
  await publishLog(kernel);
  await writeFile(join(kernel.log.folder, 'tile/0/000'), 'x');
  await rm(join(kernel.log.folder, 'tile/entries/001.p/44'));
  expect(await rebuildLog(kernel)).toEqual(['tile/entries/001.p/44', 'tile/0/000']);
  expect(await rebuildLog(kernel)).toEqual([]);
  expect(await faults()).toEqual([]);
});

test('a folder of a log that the database does not know is not overwritten', async () => {
  await addEntries(kernel.pool, 2);
  await publishLog({ ...kernel, log: { ...kernel.log, originIfNew: 'elsewhere/log' } });
  const other = await testKernel([]);
  try {
    const confused = { ...other, log: { ...other.log, folder: kernel.log.folder } };
    expect(await codeOf(publishLog(confused))).toBe('log/other-origin');
    const same = { ...other, log: { ...other.log, folder: kernel.log.folder, originIfNew: 'elsewhere/log' } };
    expect(await codeOf(publishLog(same))).toBe('log/other-origin');
  } finally {
    await other.close();
  }
});

test('the key is made at the first publication, for its owner alone, and never made anew', async () => {
  const key = join(kernel.log.keys, 'log-ed25519.key');
  await publishLog(kernel);
  expect((await stat(key)).mode & 0o777).toBe(0o600);
  const pem = await readFile(key);
  await rm(key);
  expect(await codeOf(publishLog(kernel))).toBe('log/key-missing');
  await writeFile(key, 'not a key');
  expect(await codeOf(publishLog(kernel))).toBe('log/key-unreadable');
  const other = await testKernel([]);
  try {
    await publishLog(other);
    await writeFile(key, await readFile(join(other.log.keys, 'log-ed25519.key')));
  } finally {
    await other.close();
  }
  expect(await codeOf(publishLog(kernel))).toBe('log/key-differs');
  await writeFile(key, pem);
  await chmod(key, 0o600);
  expect(await codeOf(publishLog(kernel))).toBe('nothing');
});

test('the name of the log does not follow the address of the program', async () => {
  await publishLog(kernel);
  const moved: Kernel = { ...kernel, log: { ...kernel.log, originIfNew: 'other.example/log' } };
  expect(await publishLog(moved)).toMatchObject({ origin: 'localhost/log' });
  const told: Kernel = { ...kernel, log: { ...kernel.log, origin: 'other.example/log' } };
  expect(await codeOf(publishLog(told))).toBe('log/origin-fixed');
});

test('the suite is chosen once', async () => {
  expect(await suiteOf(kernel.pool, null)).toBe('sha256-ed25519');
  expect(await suiteOf(kernel.pool, 'sha256-ed25519')).toBe('sha256-ed25519');
  expect(await codeOf(suiteOf(kernel.pool, 'sm3-sm2'))).toBe('ledger/other-suite');
});

test('a ledger that is older than the choice keeps SHA-256', async () => {
  await tamper(`delete from kernel.setting where key = 'ledger.suite'`);
  await addEntries(kernel.pool, 1);
  expect(await codeOf(suiteOf(kernel.pool, 'sm3-sm2'))).toBe('ledger/other-suite');
});

test('nobody changes what is in the log, not even the owner', async () => {
  await addEntries(kernel.pool, 300);
  await publishLog(kernel);
  for (const table of ['log', 'log_leaf', 'log_node', 'log_checkpoint']) {
    await expect(kernel.pool.query(`delete from kernel.${table}`)).rejects.toMatchObject({ code: '42501' });
    await expect(kernel.owner.query(`delete from kernel.${table}`)).rejects.toMatchObject({ code: 'MT001' });
    await expect(kernel.owner.query(`truncate kernel.${table} cascade`)).rejects.toMatchObject({ code: 'MT001' });
  }
});
