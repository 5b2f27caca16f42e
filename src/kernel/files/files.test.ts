import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '../db/transaction.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { addFile, attachFiles, fileById, plainName } from './files.ts';
import { localFiles, submissionTypes } from './store.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');

let kernel: TestKernel;
let folder: string;
beforeAll(async () => {
  kernel = await testKernel([]);
  folder = await mkdtemp(join(tmpdir(), 'mt-files-'));
});
afterAll(() => kernel.close());

const put = (bytes: Buffer, name: string, maxBytes = 1000) =>
  localFiles(folder).put(Readable.from([bytes]), { name, maxBytes, allowed: submissionTypes });

describe('taking in bytes', () => {
  test('what they are decides, and equal files are kept once', async () => {
    const [first, second] = [await put(PDF, '申请表.pdf'), await put(PDF, 'again.PDF')];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ mediaType: 'application/pdf', size: PDF.length });
  });

  test.each([
    ['an empty file', Buffer.alloc(0), 'a.pdf', 'files/empty', 422],
    ['one byte too many', Buffer.concat([PDF, Buffer.alloc(1001 - PDF.length)]), 'a.pdf', 'files/too-large', 413],
    ['a program called a picture', Buffer.from('MZ\x90\x00\x03\x00\x00\x00'), 'a.png', 'files/type-not-allowed', 415],
    [
      'a web page called a document',
      Buffer.from('<html><script>alert(1)</script>'),
      'a.pdf',
      'files/type-not-allowed',
      415,
    ],
    ['a picture called a document', PNG, 'a.pdf', 'files/mislabelled', 415],
    ['a script by its ending', PDF, 'a.pdf.js', 'files/mislabelled', 415],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg', 'files/type-not-allowed', 415],
  ])('refuses %s and keeps nothing of it', async (_what, bytes, name, code, status) => {
    await expect(put(bytes, name)).rejects.toMatchObject({ code, status });
    expect(await readdir(join(folder, 'arriving'))).toEqual([]);
  });

  test('a sender who breaks off leaves nothing behind', async () => {
    const broken = Readable.from(
      (async function* () {
        yield PDF;
        throw new Error('connection lost');
      })(),
    );
    await expect(
      localFiles(folder).put(broken, { name: 'a.pdf', maxBytes: 1000, allowed: submissionTypes }),
    ).rejects.toThrow('connection lost');
    expect(await readdir(join(folder, 'arriving'))).toEqual([]);
  });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\fakepath\\表.pdf', '表.pdf'],
  ['a\u0000b\u202Efdp.exe', 'abfdp.exe'],
  ['', 'file'],
])('the name %j is kept as %j', (name, kept) => {
  expect(plainName(name)).toBe(kept);
});

test('a file is handed in by its owner only', async () => {
  const file = await addFile(kernel, Readable.from([PDF]), {
    name: 'a.pdf',
    maxBytes: 1000,
    allowed: submissionTypes,
    ownerId: 1,
    at: new Date(),
  });
  expect(await fileById(kernel.pool, file.id)).toMatchObject({ name: 'a.pdf', ownerId: 1, matterId: null });
  await kernel.owner.query(`insert into kernel.process (kind, digest, definition) values ('t', 't', '{}')`);
  await kernel.owner.query(`insert into kernel.matter (kind, process_id, number, title, region, agency_id, state, opened_at, acted_at, seq, head)
    select 't', max(id), 'F-1', '', '590922', 1, 'x', now(), now(), 1, '' from kernel.process`);
  const { rows } = await kernel.pool.query<{ id: number }>(`select id from kernel.matter where number = 'F-1'`);
  const matterId = rows[0]?.id ?? 0;
  const attach = (ownerId: number): Promise<void> =>
    inTransaction(kernel.pool, (tx) => attachFiles(tx, [file.id], matterId, ownerId));
  await expect(attach(2)).rejects.toMatchObject({ code: 'files/not-found' });
  await attach(1);
  expect((await fileById(kernel.pool, file.id)).matterId).toBe(matterId);
});

test('an unknown file is not found', async () => {
  await expect(fileById(kernel.pool, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
    code: 'files/not-found',
    status: 404,
  });
});
