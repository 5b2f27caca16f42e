import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestCity, testCity } from '../../identity/testing.ts';
import { docx } from '../../kernel/files/testing/samples.ts';
import { currentRecord, day, instant, matterById, verifyLedger } from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { publishedRow } from '../repo/published.ts';
import { putCatalogue } from '../testing.ts';
import { importSite } from './import-site.ts';
import { Mapping } from './mapping.ts';
import { momentOf, readPage } from './page.ts';
import { folderSource, type SiteSource } from './sources.ts';
import { oldSite } from './testing/old-site.ts';
import { sitemapSource } from './web-source.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: TestCity;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  await putCatalogue(city.kernel);
});
afterAll(() => city.close());

let folder: string;
let mapping: Mapping;
let put: (path: string, bytes: string | Uint8Array) => void;
beforeEach(() => {
  const site = oldSite('old', { 政策解读: { node: 'ML.3.01.06', genre: 'other' } });
  ({ folder, mapping, put } = site);
  return site.remove;
});

const article = (title: string, body: string, over: { date?: string; column?: string; head?: string } = {}): string =>
  `<html><head><meta name="SiteName" content="旧网站"><meta name="ColumnName" content="${over.column ?? '通知公告'}"><META content='${title}' NAME='ArticleTitle'/><meta name=PubDate content="${over.date ?? '2019-05-12 17:47'}"><meta name="ContentSource" content="市局办公室"><meta name="Keywords" content="食品 抽检">${over.head ?? ''}</head><body><div class=nav>首页</div><div class="main" id="zoom">${body}</div><div>页脚</div></body></html>`;
const run = (source: SiteSource = folderSource(folder, mapping.base)) => importSite(city.kernel, source, mapping);
const indexAt = async (path: string): Promise<string> => {
  const { rows } = await city.kernel.pool.query<{ index: string }>(
    'select index_number as index from disclosure.imported_page where site = $1 and address = $2',
    [mapping.base, `${mapping.base}${path}`],
  );
  return rows[0]?.index ?? '';
};
const standing = async (path: string) => currentRecord(city.kernel.pool, 'publication', await indexAt(path));

describe('a folder', () => {
  test('pages become publications with their dates, sources, words and old addresses; twice is once', async () => {
    put(
      'art/1.html',
      article('抽检通告', '<p>合格<b>九十九</b>批次</p><script>alert(1)</script><table><tr><td>甲<td>乙</table>'),
    );
    put('art/2.shtml', article('解读', '<p>第二页</p>', { column: '政策解读', date: '2020.3.5 10:00:59' }));
    put('index.html', '<html><head><meta name="ColumnName" content="首页"></head><body>列表</body></html>');
    expect(await run()).toMatchObject({ imported: 2, held: 0, skipped: 1, skips: [{ reason: 'no-article' }] });
    const record = await standing('art/1.html');
    expect(record).toMatchObject({
      title: '抽检通告',
      version: 1,
      firstPublishedAt: instant(day('2019-05-12'), '17:47'),
    });
    expect(record?.content).toMatchObject({
      body: '<p>合格<strong>九十九</strong>批次</p>\n<table><tbody><tr><td>甲</td><td>乙</td></tr></tbody></table>',
      source: '市局办公室',
      keywords: ['食品', '抽检'],
      node: 'ML.3.13.04',
      attribute: 'proactive',
    });
    expect(await indexAt('art/1.html')).toMatch(/\/2019-\d{5}$/u);
    expect(await standing('art/2.shtml')).toMatchObject({
      content: { node: 'ML.3.01.06' },
      firstPublishedAt: instant(day('2020-03-05'), '10:00'),
    });
    const { rows } = await city.kernel.pool.query<{ to: string }>(
      `select new_path as "to" from sites.redirect where old_path = '/art/1.html' and source = $1`,
      [mapping.site],
    );
    expect(rows[0]?.to).toMatch(/^\/content\/2019\/.+-2019-\d{5}\.html$/u);
    expect(await run()).toMatchObject({ imported: 0, changed: 0, unchanged: 2, skipped: 1 });
    expect((await standing('art/1.html'))?.version).toBe(1);
  });

  test('what has changed is a new version under the same number, told to the public', async () => {
    put('a.html', article('通告', '<p>一百批次</p>'));
    await run();
    const before = await standing('a.html');
    put('a.html', article('通告', '<p>一百零一批次</p>'));
    expect(await run()).toMatchObject({ imported: 0, changed: 1 });
    const after = await standing('a.html');
    expect(after).toMatchObject({ key: before?.key, version: 2, firstPublishedAt: before?.firstPublishedAt });
    expect(after?.note).not.toBeNull();
  });

  test('GBK, tags in capitals, elements never closed', async () => {
    const gbk = Buffer.concat([
      Buffer.from('<html><meta charset=gb2312><META NAME="ArticleTitle" CONTENT="'),
      Buffer.from('b9abbfaa', 'hex'),
      Buffer.from('"><meta name="PubDate" content="2018/1/2"><div id=\'zoom\'><table><tr><td>'),
      Buffer.from('b9abbfaa', 'hex'),
      Buffer.from('<td>x<p>y</div></b></span>'),
    ]);
    put('gbk.htm', gbk);
    expect(await run()).toMatchObject({ imported: 1 });
    expect(await standing('gbk.htm')).toMatchObject({
      title: '公开',
      firstPublishedAt: instant(day('2018-01-02'), '00:00'),
    });
  });

  test('a page with personal data stands nowhere: it is a draft that waits for its gates', async () => {
    put('p.html', article('名单', '<p>联系人：王小明，身份证号码11010519491231002X，手机13800138000</p>'));
    put('q.html', article('附件名单', '<p>见<a href="files/list.docx">附件</a></p>'));
    put(
      'files/list.docx',
      docx([
        {
          name: 'word/document.xml',
          bytes:
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>身份证号码11010519491231002X</w:t></w:r></w:p></w:body></w:document>',
        },
      ]),
    );
    const report = await run();
    expect(report).toMatchObject({ imported: 0, held: 2 });
    expect(JSON.stringify(report)).not.toContain('11010519491231002X');
    const { rows } = await city.kernel.pool.query<{ draft: number; state: string }>(
      'select draft_id as draft, state from disclosure.imported_page where site = $1',
      [mapping.base],
    );
    expect(rows.map(({ state }) => state)).toEqual(['held', 'held']);
    expect(await matterById(city.kernel, rows[0]?.draft ?? 0)).toMatchObject({
      kind: 'publication',
      state: 'drafting',
    });
    expect(await run()).toMatchObject({ held: 0, unchanged: 2 });
  });

  test('attachments and pictures come along; what is hostile or of another kind stays behind, and is told', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    put('img/a.png', png);
    put('f/ok.docx', docx());
    put('f/macro.docx', docx([{ name: 'word/vbaProject.bin', bytes: 'x' }]));
    put(
      'n/a.html',
      article(
        '附件',
        '<p><img src="../img/a.png" alt="图"><a href="/f/ok.docx">甲</a><a href="/f/macro.docx">乙</a><a href="../../../../../etc/passwd.txt">丙</a></p>',
      ),
    );
    const report = await run();
    expect(report.files).toMatchObject([
      {
        left: [
          { name: 'macro.docx', code: 'files/has-macros' },
          { name: 'passwd.txt', code: 'disclosure/file-not-there' },
        ],
      },
    ]);
    const record = await standing('n/a.html');
    const { body, attachments } = (record?.content ?? {}) as {
      body: string;
      attachments: readonly { name: string; html?: string }[];
    };
    expect(attachments.map(({ name }) => name)).toEqual(['a.png', 'ok.docx']);
    expect(attachments[1]?.html).toContain('申请书');
    expect(body).toMatch(
      /<img src="\/content\/files\/[0-9a-f-]{36}\/a\.png" alt="图"><a href="\/content\/files\/[0-9a-f-]{36}\/ok\.docx">甲<\/a>/u,
    );
    expect(body).toContain(`href="${mapping.base}f/macro.docx"`);
  });

  test('an import that dies goes on where it was: nothing twice, nothing missing', async () => {
    for (let i = 0; i < 250; i += 1)
      put(`n/${String(i).padStart(3, '0')}.html`, article(`第${i}号`, `<p>正文${i}</p>`));
    const whole = folderSource(folder, mapping.base);
    let left = 170;
    const dying: SiteSource = {
      ...whole,
      fetch: (address) => {
        left -= 1;
        if (left < 0) throw new Error('killed');
        return whole.fetch(address);
      },
    };
    await expect(run(dying)).rejects.toThrow('killed');
    const report = await run();
    expect(report).toMatchObject({ imported: 150, unchanged: 100 });
    const { rows } = await city.kernel.pool.query<{ pages: number; numbers: number; imports: number }>(
      'select count(*)::int as pages, count(distinct index_number)::int as numbers, count(distinct matter_id)::int as imports from disclosure.imported_page where site = $1',
      [mapping.base],
    );
    expect(rows[0]).toEqual({ pages: 250, numbers: 250, imports: 1 });
    expect(await publishedRow(city.kernel.pool, await indexAt('n/000.html'))).toMatchObject({
      title: '第0号',
      publishedAt: instant(day('2019-05-12'), '17:47'),
    });
    expect((await verifyLedger(city.kernel)).faults).toEqual([]);
  });

  test('an agency or an entry of the catalogue that is not there is refused before anything comes in', async () => {
    put('a.html', article('甲', '<p>乙</p>'));
    await expect(
      importSite(city.kernel, folderSource(folder, mapping.base), { ...mapping, agency: 'x' }),
    ).rejects.toMatchObject({ code: 'disclosure/no-such-agency' });
    await expect(
      importSite(city.kernel, folderSource(folder, mapping.base), {
        ...mapping,
        usual: { node: 'ML.9', genre: 'news' },
      }),
    ).rejects.toMatchObject({ code: 'disclosure/no-such-node' });
    await expect(run(folderSource(join(folder, 'none'), mapping.base))).rejects.toMatchObject({
      code: 'disclosure/no-such-folder',
    });
  });
});

describe('a sitemap', () => {
  let server: Server;
  let asked: string[];
  let origin: string;
  const pagesOfServer = (): Readonly<Record<string, string | Buffer>> => ({
    '/robots.txt': 'User-agent: *\nDisallow: /secret/\n',
    '/sitemap.xml': `<sitemapindex><sitemap><loc>${origin}/s1.xml</loc></sitemap><sitemap><loc>http://127.0.0.2:9/x.xml</loc></sitemap><sitemap><loc>${origin}/sitemap.xml</loc></sitemap></sitemapindex>`,
    '/s1.xml': `<urlset><url><loc>${origin}/a.html</loc></url><url><loc>${origin}/secret/b.html</loc></url><url><loc>http://other.example/c.html</loc></url><url><loc>${origin}/away</loc></url><url><loc>${origin}/big.html</loc></url><url><loc>${origin}/gone.html</loc>`,
    '/a.html': article('甲', '<p>乙<a href="f.txt">丙</a></p>'),
    '/f.txt': '附件内容',
    '/big.html': Buffer.alloc(6_000_000, 32),
  });
  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = request.url ?? '/';
      asked.push(path);
      const page = pagesOfServer()[path];
      if (path === '/away') response.writeHead(302, { location: 'http://127.0.0.2:9/' }).end();
      else if (page === undefined) response.writeHead(404).end();
      else response.end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  test('is followed on its own host only, within bounds, and not where robots.txt forbids', async () => {
    asked = [];
    mapping = { ...mapping, base: `${origin}/` };
    const manners = { pauseMs: 1, timeoutMs: 2000, mostPages: 100 };
    const report = await run(sitemapSource(`${origin}/sitemap.xml`, manners));
    expect(report.imported).toBe(1);
    expect(report.skips.map(({ address, reason }) => [new URL(address).pathname, reason])).toEqual([
      ['/secret/b.html', 'robots'],
      ['/away', 'elsewhere'],
      ['/big.html', 'too-large'],
      ['/gone.html', 'not-there'],
      ['/x.xml', 'other-host'],
      ['/c.html', 'other-host'],
    ]);
    expect(asked).not.toContain('/secret/b.html');
    expect(asked.filter((path) => path === '/sitemap.xml')).toHaveLength(1);
    expect((await standing('a.html'))?.content).toMatchObject({ attachments: [{ name: 'f.txt' }] });
    await expect(run(sitemapSource(`${origin}/none.xml`, manners))).rejects.toMatchObject({
      code: 'disclosure/no-sitemap',
    });
  });
});

test.each([
  ['2024-03-05 10:00', '2024-03-05T02:00:00.000Z'],
  ['2024.3.5 10:00:59', '2024-03-05T02:00:00.000Z'],
  ['2024/03/05', '2024-03-04T16:00:00.000Z'],
  ['2024年3月5日 10：00', '2024-03-05T02:00:00.000Z'],
  ['2024-03-05T10:00:00+08:00', '2024-03-05T02:00:00.000Z'],
  ['2024-02-30 10:00', null],
  ['2024-03-05 25:00', null],
  ['昨天', null],
])('the moment %s', (text, iso) => expect(momentOf(text)?.toISOString() ?? null).toBe(iso));

test('a mapping names tags and elements that are not the national ones', () => {
  const own = Mapping.parse({
    ...JSON.parse(JSON.stringify(mappingSample)),
    body: ['my-text'],
    tags: { title: 'bt', date: 'rq' },
  });
  const html =
    '<meta name="bt" content="题"><meta name="rq" content="2019-1-1"><section class="x my-text">正文</section>';
  expect(readPage(Buffer.from(html), 'http://old.gov.cn/a.html', null, own)).toMatchObject({ page: { title: '题' } });
  expect(readPage(Buffer.from(html), 'http://old.gov.cn/a.html', null, Mapping.parse(mappingSample))).toMatchObject({
    skipped: 'no-article',
  });
});
const mappingSample = { site: '旧', base: 'http://old.gov.cn/', agency: 'a', usual: { node: 'x', genre: 'news' } };
