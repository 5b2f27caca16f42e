import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLedger } from '../kernel/index.ts';
import { digestOf } from './engine/digest.ts';
import { keepAddresses } from './repo/redirects.ts';
import { say, sitesCity } from './testing.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const MARKET = '590902-SC';
const index = (serial: number): string => `11590902MT0000022A/2026-${String(serial).padStart(5, '0')}`;
const path = (serial: number): string =>
  `/content/2026/11590902MT0000022A-2026-${String(serial).padStart(5, '0')}.html`;
const HOME = '/site/590902-sc/';

let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(at);
});
afterAll(() => city.close());

const get = (url: string, headers: Record<string, string> = {}) => city.web.inject({ url, headers });
const tags = (html: string): readonly (readonly [string, string])[] =>
  [...html.matchAll(/<meta name="([A-Z]\w+)" content="([^"]*)"/gu)].map(([, name = '', content = '']) => [
    name,
    content,
  ]);

describe('what is published', () => {
  beforeAll(async () => {
    await say(city.kernel, [
      {
        index: index(1),
        agency: MARKET,
        title: '关于食品安全抽检结果的通告',
        body: '<p>抽检结果见附件。<a href="https://example.com/x?a=1&amp;b=2">外部说明</a></p>',
      },
      {
        index: index(2),
        agency: MARKET,
        title: '食品小作坊管理办法',
        genre: 'policy-document',
        documentNumber: '明德市监〔2026〕3号',
      },
    ]);
  });

  test('is live at one address, on the lists of its columns, on the front page and in the feeds', async () => {
    const article = await get(path(1));
    expect(article.statusCode).toBe(200);
    expect(article.body).toContain('抽检结果见附件');
    for (const url of [
      HOME,
      `${HOME}tzgg/`,
      `${HOME}rss.xml`,
      `${HOME}atom.xml`,
      `${HOME}feed.json`,
      '/site/590902-zf/tzgg/',
    ]) {
      const { statusCode, body } = await get(url);
      expect([url, statusCode, body.includes('关于食品安全抽检结果的通告')]).toEqual([url, 200, true]);
    }
    expect((await get('/site/590902-sc')).headers.location).toBe(HOME);
  });

  test('draws the figures of a period beside those before, as a picture that can be read aloud, without script', async () => {
    const points = [
      { label: '上年同期', name: '2025年10月', value: '95.1' },
      { label: '上期', name: '2026年9月', value: null },
      { label: '本期', name: '2026年10月', value: '-12.4' },
    ];
    const chart = { kind: 'compared' as const, indicator: '一般公共预算收入<b>', unit: '亿元', points };
    const charts = [chart, ...Array.from({ length: 6 }, (_, n) => ({ ...chart, indicator: `指标${n}` }))];
    await say(city.kernel, [{ index: index(60), agency: MARKET, title: '2026年10月财政收支', charts }]);
    const { body } = await get(path(60));
    const [drawing = ''] = /<svg class="period-chart few"[\s\S]*?<\/svg>/u.exec(body) ?? [];
    expect(drawing).toContain('role="img"');
    expect(drawing).toContain('一般公共预算收入&lt;b&gt;（亿元）：本期与以前的比较</title>');
    expect(drawing).toContain(
      '上年同期（2025年10月） 95.1；上期（2026年9月） 没有数据；本期（2026年10月） -12.4。</desc>',
    );
    expect(drawing.match(/<rect/gu)).toHaveLength(2);
    expect(body).toContain('其余 1 项指标的图');
    expect(body.match(/<svg class="period-chart few"/gu)).toHaveLength(7);
  });

  test('carries the required tags, none empty, none twice', async () => {
    const required = {
      site: ['SiteName', 'SiteDomain', 'SiteIDCode'],
      column: ['ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType'],
      article: ['ArticleTitle', 'PubDate', 'ContentSource'],
    };
    const optional = new Set(['Keywords', 'Author', 'Description', 'Image', 'Url']);
    const wanted = [
      [HOME, required.site],
      [`${HOME}tzgg/`, [...required.site, ...required.column]],
      [path(1), [...required.site, ...required.column, ...required.article]],
    ] as const;
    for (const [url, names] of wanted) {
      const found = tags((await get(url)).body);
      expect(found.map(([name]) => name).filter((name) => !optional.has(name))).toEqual(names);
      expect(found.filter(([, content]) => content.trim() === '')).toEqual([]);
    }
    const date = tags((await get(path(1))).body).find(([name]) => name === 'PubDate')?.[1];
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/u);
  });

  test('leads to foreign addresses only over the notice', async () => {
    expect((await get(path(1))).body).toContain('href="/leaving?to=https%3A%2F%2Fexample.com%2Fx%3Fa%3D1%26b%3D2"');
  });

  test('is the same bytes in every form, from the program and on the disk, with a strong ETag', async () => {
    const plain = await get(path(1));
    const br = await get(path(1), { 'accept-encoding': 'gzip, br' });
    const gz = await get(path(1), { 'accept-encoding': 'gzip;q=0.5, br;q=0' });
    expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(gunzipSync(gz.rawPayload).equals(plain.rawPayload)).toBe(true);
    const etag = String(br.headers.etag);
    expect(etag).toMatch(/^"[0-9a-f]{32}-br"$/u);
    expect((await get(path(1), { 'if-none-match': etag, 'accept-encoding': 'br' })).statusCode).toBe(304);
    const file = join(city.kernel.dataDir, 'pages', path(1).slice(1));
    expect((await readFile(file)).equals(plain.rawPayload)).toBe(true);
    expect(brotliDecompressSync(await readFile(`${file}.br`)).equals(plain.rawPayload)).toBe(true);
    expect(gunzipSync(await readFile(`${file}.gz`)).equals(plain.rawPayload)).toBe(true);
  });

  test('is shown as the visitor chose, though it is a file', async () => {
    const shown = await get(path(1), { cookie: 'display=senior.larger' });
    expect(shown.body).toContain('<html lang="zh-CN" class="show-senior show-larger">');
    expect(shown.body).toContain('value="senior-off"');
    expect(shown.headers['cache-control']).toContain('private');
  });

  test('stands in the ledger: each batch with a digest that its pages give again', async () => {
    const { rows } = await city.kernel.pool.query<{ id: number; digest: Buffer }>('select id, digest from sites.batch');
    expect(rows.length).toBeGreaterThan(2);
    for (const { id, digest } of rows) {
      const versions = await city.kernel.pool.query<{
        path: string;
        status: number;
        sha256: Buffer | null;
        bytes: number;
      }>('select path, status, sha256, bytes from sites.page_version where batch = $1', [id]);
      expect(digestOf(versions.rows).equals(digest)).toBe(true);
      const entry = await city.kernel.pool.query(
        `select from kernel.entry where act = 'sites.published' and body like '%' || $1 || '%'`,
        [digest.toString('hex')],
      );
      expect(entry.rowCount).toBe(1);
    }
    expect((await verifyLedger(city.kernel)).faults).toEqual([]);
  });
});

test('what is abolished says so on its own page, and on those that link to it', async () => {
  await say(city.kernel, [{ index: index(3), agency: MARKET, title: '旧办法', genre: 'policy-document' }]);
  await say(city.kernel, [
    {
      index: index(4),
      agency: MARKET,
      title: '新办法',
      genre: 'policy-document',
      links: [{ relation: 'abolishes', back: 'abolished-by', to: index(3) }],
    },
    {
      index: index(3),
      agency: MARKET,
      title: '旧办法',
      genre: 'policy-document',
      validity: 'abolished',
      note: '由《新办法》废止',
    },
  ]);
  const old = (await get(path(3))).body;
  expect(old).toContain('本文件已经废止');
  expect(old).toContain('由《新办法》废止');
  expect(old).toContain(`href="${path(4)}"`);
  expect((await get(path(4))).body).toContain(`href="${path(3)}"`);
  expect((await get(`${HOME}zcfg/`)).body).toContain('已废止');
});

test('what is withdrawn is gone from lists, search and disk; its address says why', async () => {
  await say(city.kernel, [{ index: index(5), agency: MARKET, title: '误发的名单' }]);
  expect((await get(`${HOME}tzgg/`)).body).toContain('误发的名单');
  await say(city.kernel, [
    { index: index(5), agency: MARKET, title: '误发的名单', withdrawn: true, note: '含有个人信息' },
  ]);
  const gone = await get(path(5));
  expect(gone.statusCode).toBe(410);
  expect(gone.body).toContain('含有个人信息');
  expect((await get(`${HOME}tzgg/`)).body).not.toContain('误发的名单');
  expect((await get(`${HOME}rss.xml`)).body).not.toContain('误发的名单');
  const found = await city.kernel.pool.query(`select from kernel.search_document where title = '误发的名单'`);
  expect(found.rowCount).toBe(0);
  await expect(readFile(join(city.kernel.dataDir, 'pages', path(5).slice(1)))).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('a list is paged from the oldest: something new changes the first page only', async () => {
  const agency = '590921-SC';
  const many = Array.from({ length: 63 }, (_, i) => ({
    index: `11590921MT0000049J/2026-${String(i + 1).padStart(5, '0')}`,
    agency,
    publishedAt: new Date(at.getTime() - (100 - i) * 3_600_000),
  }));
  await say(city.kernel, many);
  const list = (page: string) => get(`/site/590921-sc/tzgg/${page}`);
  const seen: string[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const { body, statusCode } = await list(next);
    expect(statusCode).toBe(200);
    seen.push(...[...body.matchAll(/公开信息 ([^<\s]+)</gu)].map(([, one = '']) => one));
    next = /href="\/site\/590921-sc\/tzgg\/([^"]*)" rel="next"/u.exec(body)?.[1];
  }
  expect(seen).toEqual(many.map((one) => one.index).toReversed());
  const before = [(await list('list-1.html')).body, (await list('list-2.html')).body];
  await say(city.kernel, [{ index: `11590921MT0000049J/2026-00064`, agency }]);
  expect([(await list('list-1.html')).body, (await list('list-2.html')).body]).toEqual(before);
  expect((await list('')).body).toContain('2026-00064');
});

test('an old address leads to the new one, with its query or without; what was never there is not found', async () => {
  await keepAddresses(
    city.kernel.pool,
    [
      { from: '/art/2019/show.asp?id=7', to: path(1) },
      { from: '/old/a.html', to: path(1) },
    ],
    'test',
    at,
  );
  expect((await get('/art/2019/show.asp?id=7')).headers.location).toBe(path(1));
  expect((await get('/old/a.html?from=weixin')).headers.location).toBe(path(1));
  for (const url of ['/art/2019/show.asp?id=8', '/site/none/', '/content/2026/none.html', '/site/../etc/passwd'])
    expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
});
