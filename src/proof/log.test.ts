import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestCity, testCity } from '../identity/testing.ts';
import { inclusionOf, noteTrouble, publishedAt, publishLog, verifyPublished } from '../kernel/log/index.ts';
import { addEntries } from '../kernel/log/testing/entries.ts';
import { proofModule } from './index.ts';

let city: TestCity;
beforeAll(async () => {
  city = await testCity([proofModule], new Date('2026-11-23T10:00:00+08:00'), (web) => {
    web.decorate('publicUrl', 'https://city.example');
  });
});
afterAll(() => city.close());

const get = (url: string, accept = '*/*') => city.web.inject({ url, headers: { accept } });

test('before the first publication the page says so, and there is no checkpoint', async () => {
  const page = await get('/log', 'text/html');
  expect([page.statusCode, page.body.includes('日志还没有第一次发布')]).toEqual([200, true]);
  for (const url of [
    '/log/checkpoint',
    '/log/vkey',
    '/log/checkpoints/0',
    '/log/tile/0/000',
    '/log/proof/inclusion?index=0&size=1',
  ])
    expect((await get(url)).statusCode).toBe(404);
});

test('what is served is a whole log for whoever verifies it from outside', async () => {
  await addEntries(city.kernel.pool, 300);
  const published = await publishLog(city.kernel);
  const size = published?.size ?? 0;
  const vkey = (await get('/log/vkey')).body.trim();
  const found = await verifyPublished(
    async (path) => {
      const answer = await get(`/log/${path}`);
      return answer.statusCode === 200 ? answer.rawPayload : null;
    },
    { vkey, kept: [(await get('/log/checkpoints/0')).body] },
  );
  expect(found).toMatchObject({ size, faults: [] });
  expect(found).toMatchObject(await verifyPublished(publishedAt(city.kernel.log.folder), { vkey }));
});

test('files that never change may be kept for ever, the checkpoint for seconds', async () => {
  const [checkpoint, tile] = await Promise.all([get('/log/checkpoint'), get('/log/tile/0/000')]);
  expect(checkpoint.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'public, max-age=2',
  });
  expect(tile.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(tile.rawPayload.length).toBe(8192);
});

test('proofs are given for what there is, and nothing else', async () => {
  const { rows } = await city.kernel.pool.query<{ matter_id: number; seq: number }>(
    'select matter_id, seq from kernel.log_leaf where index = 5',
  );
  const found = await inclusionOf(city.kernel, rows[0]?.matter_id ?? 0, rows[0]?.seq ?? 0);
  const proof = (await get('/log/proof/inclusion?index=5&size=300')).json() as { proof: string[] };
  expect(proof.proof).toEqual(found?.proof.map((hash) => hash.toString('base64')));
  expect((await get('/log/proof/consistency?from=10&to=300')).statusCode).toBe(200);
  expect((await get('/log/proof/inclusion?index=300&size=300')).statusCode).toBe(404);
  expect((await get('/log/proof/inclusion?index=1&size=99999')).statusCode).toBe(404);
  expect((await get('/log/proof/consistency?from=0&to=3')).statusCode).toBe(404);
  expect((await get('/log/proof/inclusion?index=-1&size=300')).statusCode).toBe(400);
});

test.each([
  '0/0',
  '0/999',
  '../keys/master.key',
  '..%2fkeys%2fmaster.key',
  '0/000%00',
  'entries/000.p/256',
  `0/${'x000/'.repeat(9)}000`,
])('there is no tile %s', async (path) => {
  expect((await get(`/log/tile/${path}`)).statusCode).toBeGreaterThanOrEqual(400);
});

test('the page shows size, key and how to check; and that it has stopped, while it has', async () => {
  const { body } = await get('/log', 'text/html');
  const vkey = (await get('/log/vkey')).body.trim();
  for (const part of ['localhost/log', vkey, 'mingtang ledger verify --log https://city.example/log', '没有见证人'])
    expect(body.replaceAll('&#x27;', "'")).toContain(part);
  expect(body).not.toContain('暂停');
  await noteTrouble(city.kernel, { code: 'log/behind', details: {} });
  expect((await get('/log', 'text/html')).body).toContain('日志暂停发布');
  await noteTrouble(city.kernel, null);
  expect((await get('/log', 'text/html')).body).not.toContain('暂停');
});

test('the routine publishes, tells once what stops it, and goes on by itself', async () => {
  const [routine] = proofModule.routines?.(city.kernel) ?? [];
  if (!routine) throw new Error('no routine');
  expect([routine.name, routine.everyMs]).toEqual(['log', 10_000]);
  await addEntries(city.kernel.pool, 1);
  await routine.run(city.kernel.now());
  expect((await get('/log/checkpoint')).body).toContain('\n301\n');

  const stuck = { ...city.kernel, log: { ...city.kernel.log, origin: 'other/log' } };
  const [stopped] = proofModule.routines?.(stuck) ?? [];
  await expect(stopped?.run(city.kernel.now())).rejects.toThrow(
    '公开日志的名称已经定为 localhost/log，不能改为 other/log',
  );
  await expect(stopped?.run(city.kernel.now())).resolves.toBeUndefined();
  expect((await get('/log', 'text/html')).body).toContain('日志暂停发布');
  await routine.run(city.kernel.now());
  expect((await get('/log', 'text/html')).body).not.toContain('日志暂停发布');
});

test('a copy of the program that is told not to publish has no routine', () => {
  const quiet = { ...city.kernel, log: { ...city.kernel.log, everySeconds: 0 } };
  expect(proofModule.routines?.(quiet)).toEqual([]);
});
