import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { checkpointText } from './checkpoint.ts';
import { logVerified, verifyPublishedLog } from './cli.ts';
import { currentCheckpoint, logKey, publishedCheckpoint } from './inclusion.ts';
import { signatureLine, writtenNote } from './note.ts';
import { publishLog } from './publish.ts';
import { parseWitnesses } from './settings.ts';
import { ed25519Signer } from './signer.ts';
import { addEntries } from './testing/entries.ts';
import { testWitness } from './testing/witness.ts';
import { verifyLog } from './verify.ts';
import { publishedAt, verifyPublished } from './verify-published.ts';
import { acceptCosignatures } from './witness.ts';

let kernel: TestKernel;
let vkey: string;
let witnessKey: string;
/** What was published, as it was. */
let pristine: string;

/** 600 entries in two full tiles and a partial one, in three checkpoints, the last signed by a witness. */
beforeAll(async () => {
  const plain = await testKernel([]);
  const witness = await testWitness();
  await witness.close();
  witnessKey = witness.vkey;
  kernel = { ...plain, log: { ...plain.log, witnesses: parseWitnesses(witness.vkey) } };
  for (const count of [10, 300, 290]) {
    await addEntries(kernel.pool, count);
    await publishLog(kernel);
  }
  const note = (await currentCheckpoint(kernel))?.note ?? '';
  await acceptCosignatures(kernel, `${note}${witness.cosign(note)}\n`);
  await publishLog(kernel);
  vkey = (await logKey(kernel)) ?? '';
  pristine = await mkdtemp(join(tmpdir(), 'mt-log-'));
  await cp(kernel.log.folder, pristine, { recursive: true });
});
afterAll(async () => {
  await kernel.close();
  await rm(pristine, { recursive: true, force: true });
});

/** Looks while something is changed past the triggers, and puts it back. */
async function withRows<T>(sql: string, work: () => Promise<T>): Promise<T> {
  const client = await kernel.owner.connect();
  const tables = ['entry', 'log_leaf', 'log_node', 'log_checkpoint', 'log_cosignature'];
  try {
    await client.query('set session_replication_role = replica');
    for (const table of tables) await client.query(`create table public.kept_${table} as table kernel.${table}`);
    await client.query(sql);
    return await work();
  } finally {
    for (const table of tables.toReversed()) {
      await client.query(`delete from kernel.${table}`);
    }
    for (const table of tables) {
      await client.query(`insert into kernel.${table} select * from public.kept_${table}`);
      await client.query(`drop table public.kept_${table}`);
    }
    await client.query('set session_replication_role = default');
    client.release();
  }
}

const flip = async (path: string, at: number): Promise<void> => {
  const bytes = await readFile(path);
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await writeFile(path, bytes);
};

test('what nobody touched has no faults', async () => {
  expect(await verifyLog(kernel)).toEqual({
    origin: 'localhost/log',
    size: 600,
    checkpoints: 4,
    tiles: 8,
    waiting: 0,
    faults: [],
  });
  expect((await logVerified(kernel)).human).toBe(
    '核对了公开日志的 600 条记录、4 个检查点、8 个文件，0 条记录等待发布，全部无误。',
  );
});

describe('in the database', () => {
  const forged = Buffer.alloc(68, 1).toString('base64');
  test.each([
    [
      'a leaf',
      `update kernel.log_leaf set hash = sha256('x') where index = 300`,
      'leaf-differs',
      /^leaf 300, #\d+\/291$/u,
    ],
    [
      'a leaf that is no hash',
      `update kernel.log_leaf set hash = '\\x00' where index = 300`,
      'leaf-differs',
      /^leaf 300, /u,
    ],
    [
      'a leaf under a root',
      `update kernel.log_leaf set hash = sha256('x') where index = 300`,
      'root-differs',
      /^checkpoint 310$/u,
    ],
    [
      'a leaf in a tile',
      `update kernel.log_leaf set hash = sha256('x') where index = 300`,
      'tile-changed',
      /^tile\/0\/001$/u,
    ],
    [
      'an entry and its leaf',
      `update kernel.entry e set hash = sha256('x') from kernel.log_leaf l where l.index = 20 and l.matter_id = e.matter_id and l.seq = e.seq;
       update kernel.log_leaf set hash = sha256('x') where index = 20`,
      'root-differs',
      /^checkpoint 310$/u,
    ],
    ['an entry', `update kernel.entry set hash = sha256('x') where seq = 10`, 'leaf-differs', /^leaf \d+, #\d+\/10$/u],
    ['an entry taken out', `delete from kernel.entry where seq = 299`, 'leaf-without-entry', /^leaf 308, #\d+\/299$/u],
    ['a leaf taken out', `delete from kernel.log_leaf where index = 17`, 'leaf-missing', /^leaf 17$/u],
    ['the leaf of an entry taken out', `delete from kernel.log_leaf where index = 17`, 'entry-unlogged', /^#\d+\/8$/u],
    [
      'the end of the log',
      `delete from kernel.log_leaf where index >= 590`,
      'log-truncated',
      /^checkpoint 600, 590 leaves$/u,
    ],
    ['a leaf put in', `insert into kernel.log_leaf values (1, 600, 5, 5, sha256('x'))`, 'leaf-unsigned', /^leaf 600$/u],
    [
      'a leaf put in for no entry',
      `insert into kernel.log_leaf values (1, 600, 5, 5, sha256('x'))`,
      'leaf-without-entry',
      /^leaf 600, #5\/5$/u,
    ],
    ['a stored node', `update kernel.log_node set hash = sha256('x') where index = 1`, 'node-differs', /^node 1\/1$/u],
    ['a node too many', `insert into kernel.log_node values (1, 1, 9, sha256('x'))`, 'node-differs', /^node 1\/9$/u],
    [
      'a root',
      `update kernel.log_checkpoint set root = sha256('x') where size = 310`,
      'checkpoint-changed',
      /^checkpoint 310$/u,
    ],
    [
      'the text of a checkpoint',
      `update kernel.log_checkpoint set note = replace(note, E'\\n310\\n', E'\\n311\\n') where size = 310`,
      'signature-forged',
      /^checkpoint 310$/u,
    ],
    [
      'the signature of a checkpoint',
      `update kernel.log_checkpoint set note = regexp_replace(note, '.{8}={1,2}\n$', E'AAAAAAAA=\n') where size = 310`,
      'signature-forged',
      /^checkpoint 310$/u,
    ],
    [
      'a checkpoint that is none',
      `update kernel.log_checkpoint set note = 'x' where size = 310`,
      'checkpoint-changed',
      /^checkpoint 310$/u,
    ],
    [
      'the signature of a witness',
      `update kernel.log_cosignature set line = regexp_replace(line, ' [^ ]{20}', ' AAAAAAAAAAAAAAAAAAAA')`,
      'checkpoint-changed',
      /^checkpoint$/u,
    ],
    [
      'a witness who is no witness',
      `update kernel.log_cosignature set line = '— a ' || '${forged}' || ' b'`,
      'cosignature-forged',
      /^checkpoint 600$/u,
    ],
    ['all checkpoints', `delete from kernel.log_checkpoint`, 'checkpoint-missing', /^checkpoint 0$/u],
  ])('%s is named', async (_what, sql, fault, place) => {
    const { faults } = await withRows(sql, () => verifyLog(kernel));
    expect(faults).toContainEqual({ fault, place: expect.stringMatching(place) });
  });

  test('a forged signature of a known witness is named', async () => {
    const sql = `update kernel.log_cosignature set line = left(line, length(line) - 12) || 'AAAAAAAAAAA='`;
    const { faults } = await withRows(sql, () => verifyLog(kernel));
    expect(faults).toContainEqual({ fault: 'cosignature-forged', place: 'checkpoint 600, witness.example/w1' });
  });

  test('the same entry twice is named, with the index that forbids it gone', async () => {
    await kernel.owner.query('drop index kernel.log_leaf_entry');
    const sql = `insert into kernel.log_leaf select log, 600, matter_id, seq, hash from kernel.log_leaf where index = 0`;
    const { faults } = await withRows(sql, () => verifyLog(kernel));
    await kernel.owner.query('create unique index log_leaf_entry on kernel.log_leaf (log, matter_id, seq)');
    expect(faults).toContainEqual({ fault: 'leaf-twice', place: expect.stringMatching(/^#\d+\/1$/u) });
  });

  test('one changed leaf does not fill the page', async () => {
    const sql = `update kernel.log_leaf set hash = sha256(hash)`;
    const { faults } = await withRows(sql, () => verifyLog(kernel));
    expect(faults.filter(({ fault }) => fault === 'leaf-differs')).toHaveLength(20);
  });

  test('an entry that has not been gathered yet is no fault', async () => {
    await addEntries(kernel.pool, 2);
    expect(await verifyLog(kernel)).toMatchObject({ waiting: 2, faults: [] });
    await kernel.owner.query(
      'set session_replication_role = replica; delete from kernel.entry where matter_id not in (select matter_id from kernel.log_leaf); set session_replication_role = default',
    );
  });
});

const FILES = [
  'tile/entries/000',
  'tile/entries/001',
  'tile/entries/002.p/88',
  'tile/0/000',
  'tile/0/001',
  'tile/0/002.p/88',
  'tile/1/000.p/2',
];

const NARROWER = 'tile/1/000.p/1';

test('these are the files', async () => {
  const found = await readdir(pristine, { recursive: true, withFileTypes: true });
  const names = found
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(pristine.length + 1));
  // A tile that is still partial keeps its narrower versions.
  expect(names.toSorted()).toEqual(['checkpoint', NARROWER, ...FILES].toSorted());
});

describe('in the files', () => {
  const restore = (): Promise<void> => cp(pristine, kernel.log.folder, { recursive: true });

  test.each(FILES.flatMap((file) => [0, 33, -1].map((at) => [file, at] as const)))(
    'a changed byte of %s at %i is named from inside, and from outside',
    async (file, at) => {
      await flip(join(kernel.log.folder, file), at);
      const inside = await verifyLog(kernel);
      const outside = await verifyPublished(publishedAt(kernel.log.folder), { vkey });
      await restore();
      expect(inside.faults).toEqual([{ fault: 'tile-changed', place: file }]);
      expect(outside.faults).toEqual([{ fault: 'tile-changed', place: file }]);
    },
  );
  test('a changed byte of a version that is not the latest is named from inside', async () => {
    await flip(join(kernel.log.folder, NARROWER), 3);
    const { faults } = await verifyLog(kernel);
    await restore();
    expect(faults).toEqual([{ fault: 'tile-changed', place: NARROWER }]);
  });
  test.each(FILES)('%s taken away is named', async (file) => {
    await unlink(join(kernel.log.folder, file));
    const inside = await verifyLog(kernel);
    const outside = await verifyPublished(publishedAt(kernel.log.folder), { vkey });
    await restore();
    expect(inside.faults).toEqual([{ fault: 'tile-missing', place: file }]);
    expect(outside.faults).toEqual([{ fault: 'tile-missing', place: file }]);
  });
  test.each(['tile/0/003', 'tile/0/002.p/89', 'tile/9', 'tile/entries/x001/000'])(
    '%s put in is named',
    async (file) => {
      const path = join(kernel.log.folder, file);
      await cp(join(kernel.log.folder, 'checkpoint'), path, { recursive: true });
      const { faults } = await verifyLog(kernel);
      await unlink(path);
      expect(faults).toEqual([{ fault: 'tile-unexpected', place: file }]);
    },
  );
  test('what a cut off publication left is nobody’s', async () => {
    const path = join(kernel.log.folder, 'tile/0/003.abc.draft');
    await writeFile(path, 'x');
    expect((await verifyLog(kernel)).faults).toEqual([]);
    await unlink(path);
  });
  test('any changed byte of the checkpoint is named', async () => {
    const path = join(kernel.log.folder, 'checkpoint');
    const { length } = await readFile(path);
    for (let at = 0; at < length; at += 1) {
      await flip(path, at);
      const { faults } = await verifyLog(kernel);
      await restore();
      expect(faults).toContainEqual({
        fault: expect.stringMatching(/^(signature-forged|checkpoint-changed)$/u),
        place: 'checkpoint',
      });
      at += at > 20 && at < length - 20 ? 12 : 0;
    }
  });
  test('an older checkpoint is no fault; a newer one than the database is', async () => {
    const older = (await publishedCheckpoint(kernel, 310)) ?? '';
    await writeFile(join(kernel.log.folder, 'checkpoint'), older);
    expect((await verifyLog(kernel)).faults).toEqual([]);
    await restore();
    const { faults } = await withRows(
      'delete from kernel.log_leaf where index >= 310; delete from kernel.log_checkpoint where size > 310',
      () => verifyLog(kernel),
    );
    expect(faults).toContainEqual({ fault: 'log-truncated', place: 'checkpoint 600, 310 leaves' });
  });
  test('a history that differs from the file is a fork', async () => {
    const { faults } = await withRows(
      `update kernel.entry set hash = sha256('y') where seq = 2; update kernel.log_leaf l set hash = e.hash from kernel.entry e where e.matter_id = l.matter_id and e.seq = l.seq`,
      () => verifyLog(kernel),
    );
    expect(faults).toContainEqual({ fault: 'log-forked', place: 'checkpoint 600' });
  });
});

describe('from outside', () => {
  const outside = (options: Partial<Parameters<typeof verifyPublished>[1]> = {}) =>
    verifyPublished(publishedAt(pristine), { vkey, ...options });

  test('a whole log is whole, goes on from what was kept, and has its witness', async () => {
    const kept = await Promise.all(
      [0, 10, 310, 600].map(async (size) => (await publishedCheckpoint(kernel, size)) ?? ''),
    );
    expect(await outside({ kept, witnesses: [witnessKey] })).toEqual({
      origin: 'localhost/log',
      size: 600,
      witnesses: ['witness.example/w1'],
      faults: [],
    });
  });

  test('two tiles changed to fit one another are found by what stands above', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mt-log-'));
    await cp(pristine, folder, { recursive: true });
    const bundle = await readFile(join(folder, 'tile/entries/000'));
    bundle[2] = (bundle[2] ?? 0) ^ 1;
    await writeFile(join(folder, 'tile/entries/000'), bundle);
    const leaf = createHash('sha256').update(Buffer.of(0)).update(bundle.subarray(2, 34)).digest();
    const tile = await readFile(join(folder, 'tile/0/000'));
    leaf.copy(tile);
    await writeFile(join(folder, 'tile/0/000'), tile);
    expect((await verifyPublished(publishedAt(folder), { vkey })).faults).toEqual([
      { fault: 'tile-changed', place: 'tile/entries/000' },
      { fault: 'tile-changed', place: 'tile/0/000' },
    ]);
    await rm(folder, { recursive: true });
  });

  test('a forged signature, another key, no checkpoint', async () => {
    const stranger = ed25519Signer('localhost/log', generateKeyPairSync('ed25519').privateKey);
    expect((await outside({ vkey: stranger.vkey })).faults).toEqual([
      { fault: 'signature-forged', place: 'checkpoint' },
    ]);
    const none = await verifyPublished(async () => null, { vkey });
    expect(none.faults).toEqual([{ fault: 'checkpoint-missing', place: 'checkpoint' }]);
    const garbage = await verifyPublished(async () => Buffer.from('x'), { vkey });
    expect(garbage.faults).toEqual([{ fault: 'checkpoint-changed', place: 'checkpoint' }]);
  });

  test('a log that was cut short or rewritten does not go on from a checkpoint that was kept', async () => {
    const pem = await readFile(join(kernel.log.keys, 'log-ed25519.key'), 'utf8');
    const signer = ed25519Signer('localhost/log', createPrivateKey(pem));
    const sign = async (size: number, root: Buffer): Promise<string> => {
      const text = checkpointText({ origin: 'localhost/log', size, root });
      const { name, keyId } = signer;
      return writtenNote(text, [signatureLine({ name, keyId, signature: await signer.sign(text) })]);
    };
    const longer = await sign(700, Buffer.alloc(32, 1));
    const other = await sign(310, Buffer.alloc(32, 1));
    expect((await outside({ kept: [longer, other] })).faults).toEqual([
      { fault: 'log-truncated', place: 'checkpoint 600, kept 700' },
      { fault: 'log-forked', place: 'kept 310' },
    ]);
    // The head itself over another tree than the one that is published.
    const head = await sign(600, Buffer.alloc(32, 1));
    const read = publishedAt(pristine);
    const lying = await verifyPublished(async (path) => (path === 'checkpoint' ? Buffer.from(head) : read(path)), {
      vkey,
    });
    expect(lying.faults).toContainEqual({ fault: 'root-differs', place: 'checkpoint' });
  });

  test('a kept checkpoint that was changed is named', async () => {
    const kept = ((await publishedCheckpoint(kernel, 310)) ?? '').replace('\n310\n', '\n309\n');
    expect((await outside({ kept: [kept] })).faults).toEqual([{ fault: 'signature-forged', place: 'kept 1' }]);
  });

  test('over HTTP, by the command', async () => {
    const server = createServer((request, response) => {
      const bytes = readFile(join(pristine, request.url?.slice('/log/'.length) ?? ''));
      bytes.then(
        (found) => response.end(found),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`;
    const good = await verifyPublishedLog(['--log', `${url}/`, '--vkey', vkey, '--witness', witnessKey]);
    expect(good).toMatchObject({
      exitCode: 0,
      json: { ok: true, size: 600 },
      human: '核对了公开日志的 600 条记录和 0 个以前的检查点，全部无误。',
    });
    const empty = await verifyPublishedLog(['--log', `${url}/none`, '--vkey', vkey]);
    expect(empty).toMatchObject({ exitCode: 1, json: { ok: false } });
    server.close();
    server.closeAllConnections();
    await expect(verifyPublishedLog(['--log', url, '--vkey', vkey])).rejects.toMatchObject({ code: 'log/unreachable' });
    for (const argv of [[], ['--log', url], ['--log', url, '--vkey', vkey, '--odd']])
      await expect(verifyPublishedLog(argv)).rejects.toThrow(Refusal);
  });
});
