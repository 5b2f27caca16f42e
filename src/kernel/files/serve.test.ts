import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { anonymous } from '../access/actor.ts';
import { accessOf, anyone } from '../access/permission.ts';
import { createWeb, type Web } from '../http/web.ts';
import { packageRoot } from '../package-root.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { addFile, fileById, type StoredFile } from './files.ts';
import { submissionTypes } from './inspect/inspect.ts';
import { disposition, sendFile } from './serve.ts';
import { s3Store } from './store-s3.ts';
import { type S3Server, s3Server } from './testing/s3-server.ts';
import { pdf, png } from './testing/samples.ts';

const AT = new Date('2026-11-23T10:00:00+08:00');
const PDF = pdf(['<< /Mark (served) >>']);

let kernel: TestKernel;
let web: Web;
let s3: S3Server;
beforeAll(async () => {
  kernel = await testKernel([], AT);
  s3 = await s3Server();
  ({ web } = await createWeb({
    access: accessOf([{ 't.any': [anyone] }]),
    authenticate: async () => anonymous,
    spend: async () => undefined,
    refused: async () => undefined,
    sentence: (code) => code,
    problemPage: ({ title }) => title,
    title: 'test',
    maxUploadBytes: 2_000_000,
    trustProxy: false,
    log: 'nothing',
  }));
  web.get(
    '/files/:id',
    {
      config: { may: 't.any' },
      schema: { params: z.object({ id: z.uuid() }), querystring: z.object({ show: z.string().optional() }) },
    },
    async (request, reply) =>
      sendFile(kernel, request, reply, await fileById(kernel.pool, request.params.id), request.query.show === '1'),
  );
  web.post('/upload', { config: { may: 't.any' } }, async (request) => {
    const part = await request.file();
    if (!part) throw new Error('no file');
    const { id } = await addFile(kernel, part.file, {
      name: part.filename,
      maxBytes: 2_000_000,
      allowed: submissionTypes,
      ownerId: 1,
      at: AT,
    });
    return { id };
  });
  await web.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await web.close();
  await s3.stop();
  await kernel.close();
});

const upload = (bytes: Buffer, name: string, of: TestKernel = kernel): Promise<StoredFile> =>
  addFile(of, Readable.from([bytes]), { name, maxBytes: 2_000_000, allowed: submissionTypes, ownerId: 1, at: AT });
const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  web.inject({ method: 'GET', url, headers });

describe('a file that is sent', () => {
  test('is saved as what it is, under its own name, and kept nowhere on the way', async () => {
    const { id } = await upload(PDF, '申请表(1).pdf');
    const { statusCode, headers, rawPayload } = await get(`/files/${id}`);
    expect([statusCode, rawPayload]).toEqual([200, PDF]);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="file.pdf"; filename*=UTF-8''%E7%94%B3%E8%AF%B7%E8%A1%A8%281%29.pdf`,
      'content-length': String(PDF.length),
      'content-security-policy':
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test.each([
    ['a picture', png(3, 3), 'a.png', 'inline'],
    ['a PDF', PDF, 'a.pdf', 'inline'],
  ])('is shown when asked for: %s', async (_what, bytes, name, how) => {
    const { id } = await upload(bytes, name);
    const { headers } = await get(`/files/${id}?show=1`);
    expect(headers['content-disposition']).toMatch(new RegExp(`^${how};`, 'u'));
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*; sandbox$/u);
  });

  test.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/javascript',
    'application/xml',
    'text/html; charset=x',
    '',
    'x\ny',
  ])('is never the type %j, whatever a row says', async (type) => {
    const { id } = await upload(PDF, 'a.pdf');
    await kernel.owner.query('update kernel.file set media_type = $2 where id = $1', [id, type]);
    for (const url of [`/files/${id}`, `/files/${id}?show=1`]) {
      const { headers } = await get(url);
      expect(headers['content-type']).toBe('application/octet-stream');
      expect(headers['content-disposition']).toMatch(/^attachment;/u);
      expect(headers['content-security-policy']).toMatch(/sandbox$/u);
    }
  });

  test.each([
    ['bytes=0-9', 206, 0, 10],
    ['bytes=5-', 206, 5, PDF.length],
    ['bytes=-4', 206, PDF.length - 4, PDF.length],
    ['bytes=10-999999', 206, 10, PDF.length],
    ['bytes=999999-', 416, 0, 0],
    ['bytes=9-3', 416, 0, 0],
    ['bytes=0-1,4-5', 200, 0, PDF.length],
    ['lines=1-2', 200, 0, PDF.length],
  ])('is sent in part where a part is asked for: %s', async (range, status, start, end) => {
    const { id } = await upload(PDF, 'a.pdf');
    const { statusCode, rawPayload } = await get(`/files/${id}`, { range });
    expect([statusCode, rawPayload]).toEqual([status, PDF.subarray(start, end)]);
  });

  test('is sent whole when it is no longer the one that was begun', async () => {
    const { id } = await upload(PDF, 'a.pdf');
    const { headers } = await get(`/files/${id}`);
    const of = (etag: string) => get(`/files/${id}`, { range: 'bytes=0-3', 'if-range': etag });
    expect((await of(String(headers.etag))).statusCode).toBe(206);
    expect((await of('"other"')).statusCode).toBe(200);
  });

  test.each([
    ['waiting', 423, 'files/waiting-for-scan'],
    ['infected', 410, 'files/infected-gone'],
  ])('is not sent to anybody while it is %s', async (scan, status, code) => {
    const { id } = await upload(PDF, 'a.pdf');
    await kernel.owner.query(
      `update kernel.file set scan = $2, finding = case when $2 = 'infected' then 'x' end where id = $1`,
      [id, scan],
    );
    const answer = await get(`/files/${id}`);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  test('breaks off when its bytes are no longer those that came in', async () => {
    const { id, sha256, size } = await upload(pdf([randomBytes(500_000).toString('hex')]), 'a.pdf');
    const hex = sha256.toString('hex');
    await writeFile(join(kernel.files.arriving, '..', hex.slice(0, 2), hex.slice(2, 4), hex), Buffer.alloc(size));
    const { port } = web.server.address() as AddressInfo;
    const whole = fetch(`http://127.0.0.1:${port}/files/${id}`).then((answer) => answer.arrayBuffer());
    await expect(whole).rejects.toThrow();
  });

  test('has a name that any header can carry', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const header = disposition('attachment', name);
        expect(header).toMatch(/^attachment; filename="[\w .-]*"; filename\*=UTF-8''[\w%.~&$+^`|#-]*$/u);
        expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(name.toWellFormed());
      }),
      { numRuns: 300 },
    );
  });
});

/** Begins to upload a file over a real connection, and leaves in the middle. */
async function leaveMidway(bytes: Buffer): Promise<void> {
  const { port } = web.server.address() as AddressInfo;
  const boundary = randomUUID();
  const request = httpRequest({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/upload',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': 1_000_000 },
  });
  request.on('error', () => undefined);
  request.write(`--${boundary}\r\ncontent-disposition: form-data; name="f"; filename="a.pdf"\r\n\r\n`);
  request.write(bytes);
  await expect.poll(() => readdir(kernel.files.arriving), { timeout: 20_000 }).toHaveLength(1);
  request.destroy();
}

test('a sender who goes away in the middle leaves nothing', async () => {
  await upload(PDF, 'a.pdf');
  const before = await kernel.pool.query('select from kernel.file');
  await leaveMidway(PDF.subarray(0, 300));
  await expect.poll(() => readdir(kernel.files.arriving), { timeout: 20_000 }).toEqual([]);
  expect((await kernel.pool.query('select from kernel.file')).rowCount).toBe(before.rowCount);
});

describe('with files in a bucket', () => {
  const inBucket = (): TestKernel => ({ ...kernel, files: { ...kernel.files, store: s3Store(s3.options) } });

  test('a file goes there and comes back', async () => {
    const file = await upload(pdf([randomUUID()]), 'a.pdf', inBucket());
    expect([...s3.objects.keys()]).toEqual([`files/${file.sha256.toString('hex')}`]);
    expect(await kernel.files.store.head(file.sha256)).toBeNull();
  });

  test('a store that is away is a refusal with nothing done', async () => {
    const before = await kernel.pool.query('select from kernel.file');
    s3.spoil('internal', 'internal', 'internal', 'internal');
    await expect(upload(pdf([randomUUID()]), 'a.pdf', inBucket())).rejects.toMatchObject({
      code: 'files/store-away',
      status: 503,
    });
    expect((await kernel.pool.query('select from kernel.file')).rowCount).toBe(before.rowCount);
    expect(await readdir(kernel.files.arriving)).toEqual([]);
  });
});

test('no other code gives out what is kept', async () => {
  const sources = (await readdir(join(packageRoot, 'src'), { recursive: true })).filter((name) =>
    /\.tsx?$/u.test(name),
  );
  expect(sources.length).toBeGreaterThan(150);
  const reading = sources.filter((name) => {
    const source = readFileSync(join(packageRoot, 'src', name), 'utf8');
    return (
      !name.startsWith('kernel/files/') &&
      /\bstore\.get\(|\bsaveRequestFiles\b|\b(?:part|file|data)\.toBuffer\(\)/u.test(source)
    );
  });
  expect(reading).toEqual([]);
});
