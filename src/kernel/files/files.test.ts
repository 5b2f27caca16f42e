import { createHash, randomBytes } from 'node:crypto';
import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anyone } from '../access/permission.ts';
import { inTransaction } from '../db/transaction.ts';
import { startWorker } from '../jobs/worker.ts';
import { openMatter } from '../matter/open.ts';
import { matterById } from '../matter/read.ts';
import { kernelTasks } from '../matter/tasks.ts';
import { timeline } from '../matter/timeline.ts';
import type { Module } from '../module.ts';
import { noticesOf } from '../notices/notices.ts';
import { citizenActor, type TestKernel, testKernel } from '../testing/kernel.ts';
import { permitKind } from '../testing/permit-process.ts';
import { clamd } from './clamd.ts';
import { addFile, attachFiles, fileById, plainName, type StoredFile } from './files.ts';
import { submissionTypes } from './inspect/inspect.ts';
import { scanRoutine } from './scan-later.ts';
import { sweepFiles } from './sweep.ts';
import { type ClamdServer, clamdServer, eicar } from './testing/clamd-server.ts';
import { jpeg, pdf } from './testing/samples.ts';
import { verifyFiles } from './verify.ts';

const CLERK = 77;
const module: Module = {
  name: 'test',
  permissions: { 't.any': [anyone] },
  kinds: [permitKind],
  fileUses: [
    `select one.id::uuid from kernel.setting s, jsonb_array_elements_text(s.value) one (id) where s.key = 'test.files'`,
  ],
  holders: async (_kernel, agencyId, role) => (agencyId === 7 && role === 'clerk' ? [CLERK] : []),
};
const AT = new Date('2026-11-23T10:00:00+08:00');

let plain: TestKernel;
let server: ClamdServer;
/** The same kernel with a scanner. */
let scanned: TestKernel;
beforeAll(async () => {
  plain = await testKernel([module], AT);
  server = await clamdServer();
  scanned = { ...plain, files: { ...plain.files, scanner: clamd(server.address) } };
});
afterAll(async () => {
  await server.stop();
  await plain.close();
});
afterEach(async () => {
  await plain.owner.query('delete from kernel.job');
  await plain.owner.query('delete from kernel.file');
});

/** A true PDF like no other, with these bytes in it. */
const paper = (inside: Buffer | string = ''): Buffer =>
  pdf([
    Buffer.concat([
      Buffer.from(`<< >> stream\n${randomBytes(8).toString('hex')}`),
      Buffer.from(inside),
      Buffer.from('\nendstream'),
    ]),
  ]);
const upload = (kernel: TestKernel, bytes: Buffer, name = 'a.pdf', ownerId: number | null = 1): Promise<StoredFile> =>
  addFile(kernel, Readable.from([bytes]), { name, maxBytes: 100_000, allowed: submissionTypes, ownerId, at: AT });
const pathOf = ({ sha256 }: StoredFile): string => {
  const hex = sha256.toString('hex');
  return join(plain.files.arriving, '..', hex.slice(0, 2), hex.slice(2, 4), hex);
};
const arriving = (): Promise<string[]> => readdir(plain.files.arriving).catch(() => []);

async function drain(kernel: TestKernel, at = AT): Promise<readonly string[]> {
  const failed: string[] = [];
  const worker = startWorker({
    pool: kernel.pool,
    tasks: kernelTasks(kernel),
    routines: [],
    now: () => at,
    report: (_event, details) => void failed.push(String(details.error)),
    pollMs: 3_600_000,
  });
  await worker.drain();
  await worker.stop();
  return failed;
}

async function matterWith(file: StoredFile): Promise<number> {
  const { id } = await openMatter(plain, {
    kind: 'test-permit',
    act: 'submit',
    title: '测试',
    region: '590922',
    agencyId: 7,
    subjectId: 5,
    actor: citizenActor(5),
    at: AT,
    write: (tx, matterId) => attachFiles(tx, [file.id], matterId, file.ownerId),
  });
  return id;
}

describe('taking in a file', () => {
  test('what it is decides, and equal files are kept once', async () => {
    const bytes = paper();
    const [first, second] = [await upload(plain, bytes, '申请表.pdf'), await upload(plain, bytes, 'again.PDF')];
    expect(first.sha256).toEqual(second.sha256);
    expect(first).toMatchObject({ mediaType: 'application/pdf', size: bytes.length, scan: 'unscanned' });
    expect(await buffer(await plain.files.store.get(first.sha256))).toEqual(bytes);
    expect(await arriving()).toEqual([]);
  });

  test('what the program makes itself needs no scan', async () => {
    expect((await upload(scanned, paper(), 'a.pdf', null)).scan).toBe('made');
  });

  test.each([
    ['an empty file', Buffer.alloc(0), 'a.pdf', 'files/empty', 422],
    [
      'one byte too many',
      Buffer.concat([pdf(), Buffer.alloc(100_001 - pdf().length, 0x20)]),
      'a.pdf',
      'files/too-large',
      413,
    ],
    ['a program called a picture', Buffer.from('MZ\x90\x00\x03\x00\x00\x00'), 'a.png', 'files/type-not-allowed', 415],
    ['a picture called a document', jpeg(), 'a.pdf', 'files/mislabelled', 415],
    ['a script by its ending', pdf(), 'a.pdf.js', 'files/mislabelled', 415],
    ['a document that acts', pdf(['/JavaScript ']), 'a.pdf', 'files/active-content', 422],
  ])('refuses %s and keeps nothing of it', async (_what, bytes, name, code, status) => {
    await expect(upload(plain, bytes, name)).rejects.toMatchObject({ code, status });
    expect(await arriving()).toEqual([]);
    expect((await plain.pool.query('select from kernel.file')).rowCount).toBe(0);
  });

  test('just as large as allowed is not too large', async () => {
    const spare = 100_000 - pdf([Buffer.alloc(90_000, 0x20)]).length;
    const bytes = pdf([Buffer.alloc(90_000 + spare, 0x20)]);
    expect((await upload(plain, bytes)).size).toBe(100_000);
  });

  test('what hangs behind a picture is not kept', async () => {
    const picture = jpeg(100, 100 + Math.floor(Math.random() * 1000));
    const file = await upload(plain, Buffer.concat([picture, Buffer.from('<?php evil')]), 'a.jpg');
    expect(await buffer(await plain.files.store.get(file.sha256))).toEqual(picture);
    expect(file.sha256).toEqual(createHash('sha256').update(picture).digest());
    const { rows } = await plain.pool.query('select size, trimmed from kernel.file where id = $1', [file.id]);
    expect(rows).toEqual([{ size: picture.length, trimmed: 10 }]);
  });

  test('a sender who breaks off leaves nothing behind', async () => {
    const broken = Readable.from(
      (async function* () {
        yield paper();
        throw new Error('connection lost');
      })(),
    );
    const taken = addFile(plain, broken, {
      name: 'a.pdf',
      maxBytes: 1000,
      allowed: submissionTypes,
      ownerId: 1,
      at: AT,
    });
    await expect(taken).rejects.toThrow('connection lost');
    expect(await arriving()).toEqual([]);
    expect((await plain.pool.query('select from kernel.file')).rowCount).toBe(0);
  });

  test('while it arrives nobody else on the machine can read it', async () => {
    let mode = 0;
    const slow = Readable.from(
      (async function* () {
        const bytes = paper();
        yield bytes.subarray(0, 100);
        for (let i = 0; i < 100 && mode === 0; i += 1) {
          const [name] = await arriving();
          if (name !== undefined) mode = (await stat(join(plain.files.arriving, name))).mode & 0o777;
          else await new Promise((settle) => setTimeout(settle, 10));
        }
        yield bytes.subarray(100);
      })(),
    );
    await addFile(plain, slow, { name: 'a.pdf', maxBytes: 10_000, allowed: submissionTypes, ownerId: 1, at: AT });
    expect(mode).toBe(0o600);
    expect((await stat(plain.files.arriving)).mode & 0o077).toBe(0);
  });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\fakepath\\表.pdf', '表.pdf'],
  ['a\u0000b\u202Efdp.exe', 'abfdp.exe'],
  [`${'😀'.repeat(200)}.pdf`, `${'😀'.repeat(116)}.pdf`],
  ['\ud800.pdf', '\ufffd.pdf'],
  ['', 'file'],
])('the name %j is kept as %j', (name, kept) => {
  expect(plainName(name)).toBe(kept);
});

test('a file is handed in by its owner only', async () => {
  const file = await upload(plain, paper());
  const matterId = await matterWith(await upload(plain, paper()));
  const attach = (ownerId: number): Promise<void> =>
    inTransaction(plain.pool, (tx) => attachFiles(tx, [file.id], matterId, ownerId));
  await expect(attach(2)).rejects.toMatchObject({ code: 'files/not-found' });
  await attach(1);
  expect((await fileById(plain.pool, file.id)).matterId).toBe(matterId);
});

test('an unknown file is not found', async () => {
  const unknown = fileById(plain.pool, '00000000-0000-4000-8000-000000000000');
  await expect(unknown).rejects.toMatchObject({ code: 'files/not-found', status: 404 });
});

describe('the virus check', () => {
  test('lets through what is clean', async () => {
    expect((await upload(scanned, paper())).scan).toBe('clean');
  });

  test('refuses what is not, keeps no byte of it, and remembers that somebody tried', async () => {
    const bytes = paper(eicar);
    const refusal = { code: 'files/infected', status: 422, details: { finding: 'Eicar-Test-Signature' } };
    await expect(upload(scanned, bytes)).rejects.toMatchObject(refusal);
    expect(await plain.files.store.head(createHash('sha256').update(bytes).digest())).toBeNull();
    const { rows } = await plain.pool.query('select owner_id, scan, finding from kernel.file');
    expect(rows).toEqual([{ owner_id: 1, scan: 'infected', finding: 'Eicar-Test-Signature' }]);
  });

  test('that cannot be made holds a file back until it is', async () => {
    server.behave('hangs-up', 'out-of-memory');
    const file = await upload(scanned, paper());
    expect(file.scan).toBe('waiting');
    expect(await drain(scanned)).toEqual([expect.stringContaining('no verdict')]);
    expect((await fileById(plain.pool, file.id)).scan).toBe('waiting');
    await drain(scanned, new Date(AT.getTime() + 3_600_000));
    expect((await fileById(plain.pool, file.id)).scan).toBe('clean');
  });

  test('that comes late takes the file away and tells everybody whom it concerns', async () => {
    server.behave('hangs-up');
    const bytes = paper(eicar);
    const file = await upload(scanned, bytes);
    const matterId = await matterWith(file);
    await drain(scanned);
    expect((await fileById(plain.pool, file.id)).scan).toBe('infected');
    expect(await plain.files.store.head(file.sha256)).toBeNull();
    const told = await Promise.all([1, 5, CLERK].map((person) => noticesOf(plain.pool, person)));
    const { number } = await matterById(plain, matterId);
    for (const notices of told)
      expect(notices[0]).toMatchObject({
        code: 'kernel.file-infected',
        matterId,
        params: { number, finding: 'Eicar-Test-Signature' },
      });
    expect((await timeline(plain, matterId)).at(-1)).toMatchObject({ act: 'file-infected', facts: { file: file.id } });
    await drain(scanned);
    expect(await noticesOf(plain.pool, CLERK)).toHaveLength(1);
    await expect(inTransaction(plain.pool, (tx) => attachFiles(tx, [file.id], matterId, 1))).rejects.toMatchObject({
      code: 'files/infected',
    });
  });

  test('of the same bytes holds for all who sent them', async () => {
    const bytes = paper(eicar);
    const [mine, theirs] = [await upload(plain, bytes), await upload(plain, bytes, 'b.pdf', 9)];
    const matterId = await matterWith(theirs);
    await expect(upload(scanned, bytes, 'c.pdf', 10)).rejects.toMatchObject({ code: 'files/infected' });
    expect((await fileById(plain.pool, mine.id)).scan).toBe('waiting');
    await drain(scanned);
    expect([(await fileById(plain.pool, mine.id)).scan, (await fileById(plain.pool, theirs.id)).scan]).toEqual([
      'infected',
      'infected',
    ]);
    expect((await noticesOf(plain.pool, 9))[0]).toMatchObject({ code: 'kernel.file-infected', matterId });
    expect(await plain.files.store.head(mine.sha256)).toBeNull();
  });

  test('is made up for what came in before there was one', async () => {
    const [old, bad] = [await upload(plain, paper()), await upload(plain, paper(eicar))];
    await scanRoutine(scanned).run(AT);
    await drain(scanned);
    expect([(await fileById(plain.pool, old.id)).scan, (await fileById(plain.pool, bad.id)).scan]).toEqual([
      'clean',
      'infected',
    ]);
    expect((await noticesOf(plain.pool, 1))[0]).toMatchObject({ code: 'kernel.upload-infected', matterId: null });
  });

  test('holds nothing back any longer once the city has none', async () => {
    server.behave('hangs-up');
    const file = await upload(scanned, paper());
    await scanRoutine(plain).run(AT);
    expect((await fileById(plain.pool, file.id)).scan).toBe('unscanned');
  });
});

describe('what is left over', () => {
  const DAY = 86_400_000;
  const tomorrow = new Date(Date.now() + DAY + 60_000);

  test('uploads cut off by the end of the program are gone after a day', async () => {
    await upload(plain, paper());
    const [young, old] = ['young', 'old'].map((name) => join(plain.files.arriving, name));
    for (const path of [young, old]) await writeFile(path ?? '', 'half of a fi');
    await utimes(old ?? '', new Date(), new Date(Date.now() - DAY - 60_000));
    expect((await sweepFiles(plain, AT, new Date())).arriving).toBe(1);
    expect(await arriving()).toEqual(['young']);
    expect((await sweepFiles(plain, AT, tomorrow)).arriving).toBe(1);
  });

  test('bytes without a row are gone after a day; the others stay', async () => {
    await sweepFiles(plain, AT, tomorrow);
    const kept = await upload(plain, paper());
    const lost = await upload(plain, paper());
    await plain.owner.query('delete from kernel.file where id = $1', [lost.id]);
    expect((await sweepFiles(plain, AT, new Date())).orphans).toBe(0);
    expect(await sweepFiles(plain, AT, tomorrow)).toMatchObject({ orphans: 1, bytes: lost.size });
    expect(await plain.files.store.head(lost.sha256)).toBeNull();
    expect(await plain.files.store.head(kept.sha256)).not.toBeNull();
    const { rows } = await plain.pool.query(`select value from kernel.setting where key = 'files.swept'`);
    expect(rows[0]?.value).toMatchObject({ orphans: 1 });
  });

  test('bytes that are swept while the same file comes in again are there all the same', async () => {
    const bytes = paper();
    const lost = await upload(plain, bytes);
    await plain.owner.query('delete from kernel.file where id = $1', [lost.id]);
    const longAgo = new Date(Date.now() - 2 * DAY);
    await utimes(pathOf(lost), longAgo, longAgo);
    const [files] = await Promise.all([
      Promise.all(Array.from({ length: 4 }, () => upload(plain, bytes))),
      ...Array.from({ length: 4 }, () => sweepFiles(plain, AT, new Date())),
    ]);
    expect(files).toHaveLength(4);
    expect((await plain.files.store.head(lost.sha256))?.size).toBe(bytes.length);
  });

  test('a file that was never handed in is gone when its time is up, unless a module has it', async () => {
    const [loose, used, held] = [
      await upload(plain, paper()),
      await upload(plain, paper()),
      await upload(plain, paper()),
    ];
    await matterWith(held);
    await plain.pool.query(`insert into kernel.setting (key, value) values ('test.files', $1)`, [
      JSON.stringify([used.id]),
    ]);
    const at = (days: number) => new Date(AT.getTime() + days * DAY);
    expect((await sweepFiles(plain, at(89), new Date())).unclaimed).toBe(0);
    expect((await sweepFiles(plain, at(91), new Date())).unclaimed).toBe(1);
    const { rows } = await plain.pool.query<{ id: string }>('select id from kernel.file order by created_at');
    expect(rows.map(({ id }) => id).toSorted()).toEqual([used.id, held.id].toSorted());
    await plain.pool.query(`insert into kernel.setting (key, value) values ('files.unclaimed-days', '10')`);
    const later = await upload(plain, paper());
    expect((await sweepFiles(plain, at(11), new Date())).unclaimed).toBe(1);
    await plain.owner.query(`delete from kernel.setting where key in ('files.unclaimed-days', 'test.files')`);
    await expect(fileById(plain.pool, later.id)).rejects.toMatchObject({ code: 'files/not-found' });
    expect(loose.id).not.toBe(later.id);
  });
});

test('every file that is lost or changed is named', async () => {
  const [good, changed, lost] = [
    await upload(plain, paper()),
    await upload(plain, paper()),
    await upload(plain, paper()),
  ];
  const matterId = await matterWith(changed);
  expect((await verifyFiles(plain)).faults).toEqual([]);
  const hex = changed.sha256.toString('hex');
  const bytes = await buffer(await plain.files.store.get(changed.sha256));
  bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
  await writeFile(pathOf(changed), bytes);
  await plain.files.store.delete(lost.sha256);
  const { files, faults } = await verifyFiles(plain);
  const { number } = await matterById(plain, matterId);
  expect(files).toBe(3);
  expect(faults.toSorted((a, b) => a.fault.localeCompare(b.fault))).toEqual([
    { sha256: hex, fault: 'changed', files: [{ id: changed.id, matter: number }] },
    { sha256: lost.sha256.toString('hex'), fault: 'missing', files: [{ id: lost.id, matter: null }] },
  ]);
  expect(faults.some(({ sha256 }) => sha256 === good.sha256.toString('hex'))).toBe(false);
});
