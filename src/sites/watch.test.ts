import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publishPages } from './operations/publish.ts';
import { openWatch, type Watch } from './operations/watch.ts';
import { say, sitesCity } from './testing.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const PATH = '/content/2026/11590902MT0000022A-2026-00001.html';
let city: Awaited<ReturnType<typeof sitesCity>>;
let watch: Watch;
let file: string;
let good: Buffer;
beforeAll(async () => {
  city = await sitesCity(at);
  await say(city.kernel, [{ index: '11590902MT0000022A/2026-00001', agency: '590902-SC', title: '通告' }]);
  watch = openWatch(city.kernel, city.raise);
  file = join(city.kernel.dataDir, 'pages', PATH.slice(1));
  good = await readFile(file);
});
afterAll(() => city.close());
beforeEach(() => {
  city.raised.length = 0;
});

const alarms = async (): Promise<readonly string[]> =>
  (
    await city.kernel.pool.query<{ line: string }>(
      `select fault || ' ' || file || case when restored_at is null then ' open' else '' end as line from sites.alarm order by id`,
    )
  ).rows.map(({ line }) => line);

test('untouched files raise nothing, however often they are looked at', async () => {
  for (const _ of [1, 2]) expect(await watch.turn(at)).toMatchObject({ alarms: 0, ended: true });
  expect(city.raised).toEqual([]);
});

test('one changed byte is found, restored, kept as evidence and told', async () => {
  const bad = Buffer.from(good);
  bad[bad.length >> 1] = (bad[bad.length >> 1] ?? 0) ^ 1;
  await writeFile(file, bad);
  // What the program itself sends comes from the register: nobody was shown the change by it.
  expect((await city.web.inject(PATH)).rawPayload.equals(good)).toBe(true);
  expect((await watch.turn(at)).alarms).toBe(1);
  expect((await readFile(file)).equals(good)).toBe(true);
  expect(city.raised).toMatchObject([{ category: 'tamper', summary: expect.stringContaining(PATH) }]);
  const aside = join(city.kernel.dataDir, 'pages-evidence');
  const [kept = ''] = await readdir(aside);
  expect((await readFile(join(aside, kept))).equals(bad)).toBe(true);
  expect((await watch.turn(at)).alarms).toBe(0);
});

test('a compressed form that says something else is found', async () => {
  await writeFile(`${file}.br`, brotliCompressSync('<p>别的话</p>'));
  await writeFile(`${file}.gz`, 'nothing that unpacks');
  expect((await watch.turn(at)).alarms).toBe(2);
  expect(await alarms()).toContain(`changed ${PATH.slice(1)}.br`);
  expect((await watch.turn(at)).alarms).toBe(0);
});

test('what is missing is laid again; what was put there is moved away', async () => {
  await rm(file);
  const strange = join(city.kernel.dataDir, 'pages', 'site', 'portal', 'lottery', 'index.html');
  await mkdir(dirname(strange), { recursive: true });
  await writeFile(strange, '<p>中奖</p>');
  expect((await watch.turn(at)).alarms).toBe(2);
  expect((await readFile(file)).equals(good)).toBe(true);
  await expect(readFile(strange)).rejects.toMatchObject({ code: 'ENOENT' });
  expect((await city.web.inject('/site/portal/lottery/')).statusCode).toBe(404);
  expect(await alarms()).toEqual(
    expect.arrayContaining([`missing ${PATH.slice(1)}`, 'added site/portal/lottery/index.html']),
  );
});

test('what was published and not laid, as by a copy that was killed, is laid without an alarm', async () => {
  await publishPages(city.kernel, {
    site: 'portal',
    pages: [
      {
        path: '/site/portal/x.html',
        site: 'portal',
        kind: 'article',
        mediaType: 'text/html; charset=utf-8',
        body: 'x',
      },
    ],
    cause: 'test',
    at,
  });
  const late = join(city.kernel.dataDir, 'pages', 'site/portal/x.html');
  await rm(late);
  await city.kernel.pool.query(`update sites.batch set laid_at = null where cause = 'test'`);
  expect((await watch.turn(at)).alarms).toBe(0);
  expect((await readFile(late)).toString()).toBe('x');
});
