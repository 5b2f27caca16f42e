import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Content, FileStore } from './port.ts';
import { localStore } from './store-local.ts';
import { type S3Options, s3Store } from './store-s3.ts';
import { type S3Server, s3Server } from './testing/s3-server.ts';
import { signatureFault } from './testing/s3-signature.ts';

let folder: string;
let server: S3Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mt-store-'));
  server = await s3Server(2);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(bytes: Buffer): Promise<Content & { readonly path: string }> {
  const path = join(folder, `arriving-${randomBytes(6).toString('hex')}`);
  await writeFile(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest(), size: bytes.length };
}
const hashesIn = async (store: FileStore): Promise<string[]> => {
  const found: string[] = [];
  for await (const { sha256 } of store.list()) found.push(sha256.toString('hex'));
  return found;
};

/** A server of the operator's choice, e.g. S3_TEST=http://KEY:SECRET@127.0.0.1:8080/bucket?region=us-east-1 */
function realServer(): S3Options | null {
  const address = process.env.S3_TEST;
  if (!address) return null;
  const { origin, username, password, pathname, searchParams, protocol, host } = new URL(address);
  return {
    endpoint: origin === 'null' ? `${protocol}//${host}` : origin,
    bucket: pathname.slice(1),
    region: searchParams.get('region') ?? 'us-east-1',
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
    pathStyle: true,
  };
}
const real = realServer();

describe.each<readonly [string, () => FileStore]>([
  ['a folder', () => localStore(join(folder, 'kept'))],
  ['S3', () => s3Store(server.options)],
  ...(real ? [['the S3 server of this machine', () => s3Store(real)] as const] : []),
])('%s', (_name, open) => {
  test('keeps bytes by what they are, once, and gives them back', async () => {
    const store = open();
    const bytes = randomBytes(300_000);
    const file = await fileOf(bytes);
    expect(await store.head(file.sha256)).toBeNull();
    await store.put(file.path, file);
    await store.put(file.path, file);
    expect((await store.head(file.sha256))?.size).toBe(bytes.length);
    expect(Math.abs(Date.now() - ((await store.head(file.sha256))?.modifiedAt.getTime() ?? 0))).toBeLessThan(60_000);
    expect(await buffer(await store.get(file.sha256))).toEqual(bytes);
    expect(await buffer(await store.get(file.sha256, { start: 1000, end: 1999 }))).toEqual(bytes.subarray(1000, 2000));
    expect((await hashesIn(store)).filter((hash) => hash === file.sha256.toString('hex'))).toHaveLength(1);
    await store.delete(file.sha256);
    await store.delete(file.sha256);
    expect(await store.head(file.sha256)).toBeNull();
    await expect(store.get(file.sha256)).rejects.toMatchObject({ code: 'files/lost', status: 500 });
  });

  test('lists all it keeps, whatever the number', async () => {
    const store = open();
    const files = await Promise.all(
      Array.from({ length: 5 }, (_, i) => fileOf(Buffer.from(`file ${i} ${randomBytes(4).toString('hex')}`))),
    );
    for (const file of files) await store.put(file.path, file);
    expect(await hashesIn(store)).toEqual(expect.arrayContaining(files.map(({ sha256 }) => sha256.toString('hex'))));
    for (const { sha256 } of files) await store.delete(sha256);
  });

  test('takes a large file without taking it into memory whole', async () => {
    const store = open();
    const file = await fileOf(Buffer.alloc(24 * 1_048_576, randomBytes(64)));
    await store.put(file.path, file);
    expect((await store.head(file.sha256))?.size).toBe(file.size);
    await store.delete(file.sha256);
  });

  test('is fit to be worked with', async () => {
    expect(await open().trouble()).toBeNull();
  });

  test('keeps nothing under a hash that is not of these bytes', async () => {
    const store = open();
    const file = await fileOf(Buffer.from('something'));
    await writeFile(file.path, 'something else entirely');
    await expect(store.put(file.path, file)).rejects.toThrow();
    expect(await store.head(file.sha256)).toBeNull();
  });
});

test('a folder leaves nothing beside what it keeps', async () => {
  const file = await fileOf(Buffer.from('alone'));
  const store = localStore(join(folder, 'alone'));
  await store.put(file.path, file);
  const hex = file.sha256.toString('hex');
  expect(await readdir(join(folder, 'alone'), { recursive: true })).toEqual([
    hex.slice(0, 2),
    `${hex.slice(0, 2)}/${hex.slice(2, 4)}`,
    `${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex}`,
  ]);
});

describe('a server that', () => {
  const store = (): FileStore => s3Store(server.options);

  test.each([
    ['is busy', ['slow-down', 'internal']],
    ['breaks off', ['cut', 'nothing', 'cut']],
  ] as const)('%s is asked again', async (_what, faults) => {
    const file = await fileOf(randomBytes(5000));
    server.spoil(...faults);
    await store().put(file.path, file);
    expect((await store().head(file.sha256))?.size).toBe(5000);
  });

  test('stays busy is away, with nothing done', async () => {
    const file = await fileOf(randomBytes(50));
    server.spoil('nothing', 'slow-down', 'slow-down', 'slow-down', 'slow-down');
    await expect(store().put(file.path, file)).rejects.toMatchObject({
      code: 'files/store-away',
      status: 503,
      details: { reason: 'SlowDown' },
    });
    expect(await store().head(file.sha256)).toBeNull();
  });

  test('is not there is away', async () => {
    const gone = s3Store({ ...server.options, endpoint: 'http://127.0.0.1:9' });
    await expect(gone.head(Buffer.alloc(32))).rejects.toMatchObject({ code: 'files/store-away', status: 503 });
    expect(await gone.trouble()).toMatch(/\w/u);
  });

  test.each([
    ['a wrong secret', { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
    ['an unknown key', { accessKeyId: 'nobody' }, 'InvalidAccessKeyId'],
    ['another region', { region: 'elsewhere' }, 'AuthorizationHeaderMalformed'],
    ['a bucket that is not there', { bucket: 'none' }, 'NoSuchBucket'],
  ])('does not take %s says so once', async (_what, wrong, code) => {
    const misled = s3Store({ ...server.options, ...wrong });
    expect(await misled.trouble()).toBe(code);
    const before = server.seen.length;
    const file = await fileOf(Buffer.from('x'));
    await expect(misled.put(file.path, file)).rejects.toMatchObject({ code: 'files/store-away' });
    expect(server.seen.length - before).toBeLessThan(3);
  });

  test('breaks off in the middle of the bytes is no whole file', async () => {
    const file = await fileOf(randomBytes(500_000));
    await store().put(file.path, file);
    server.spoil('cut-in-body');
    await expect(
      store()
        .get(file.sha256)
        .then((stream) => buffer(stream)),
    ).rejects.toThrow();
  });
});

// The examples of "Authenticating Requests: Using the Authorization Header" of the S3 documentation.
test.each([
  [
    'GET',
    '/test.txt',
    { range: 'bytes=0-9' },
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'host;range;x-amz-content-sha256;x-amz-date',
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'PUT',
    '/test%24file.text',
    { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
  [
    'GET',
    '/?lifecycle',
    {},
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'host;x-amz-content-sha256;x-amz-date',
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'GET',
    '/?max-keys=2&prefix=J',
    {},
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'host;x-amz-content-sha256;x-amz-date',
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
])('the test server computes the published signature of %s %s', (method, target, headers, hash, names, signature) => {
  const request = (given: string) => ({
    method,
    target,
    headers: {
      ...headers,
      host: 'examplebucket.s3.amazonaws.com',
      'x-amz-date': '20130524T000000Z',
      'x-amz-content-sha256': hash,
      authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=${given}`,
    },
  });
  const known = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
  };
  const now = new Date('2013-05-24T00:00:00Z');
  expect(signatureFault(request(signature), known, now)).toBeNull();
  expect(signatureFault(request(signature.replace(/^./u, '0').replace(/.$/u, '1')), known, now)).toBe(
    'SignatureDoesNotMatch',
  );
  expect(signatureFault(request(signature), known, new Date('2013-05-24T01:00:00Z'))).toBe('RequestTimeTooSkewed');
});
