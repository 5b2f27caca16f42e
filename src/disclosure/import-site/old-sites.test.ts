import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestCity, testCity } from '../../identity/testing.ts';
import { currentRecord, day, instant } from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { putCatalogue } from '../testing.ts';
import { importSite } from './import-site.ts';
import type { Mapping } from './mapping.ts';
import { readPage } from './page.ts';
import { folderSource } from './sources.ts';
import { oldSite } from './testing/old-site.ts';
import { usualMapping } from './usual-mapping.ts';

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
  const site = oldSite('older', {});
  ({ folder, mapping, put } = site);
  return site.remove;
});

const run = () => importSite(city.kernel, folderSource(folder, mapping.base), mapping);
const rows = async () => {
  const { rows: found } = await city.kernel.pool.query<{ address: string; index: string }>(
    'select address, index_number as index from disclosure.imported_page where site = $1 order by address',
    [mapping.base],
  );
  return Promise.all(
    found.map(async ({ address, index }) => {
      const record = await currentRecord(city.kernel.pool, 'publication', index);
      return {
        path: address.slice(mapping.base.length),
        title: record?.title,
        at: record?.firstPublishedAt,
        content: record?.content as Record<string, string>,
      };
    }),
  );
};

const words =
  '各乡镇人民政府，县政府各部门：为进一步做好防汛抗旱工作，确保人民群众生命财产安全，现将有关事项通知如下，请认真贯彻执行。';
const menu = `<table width=100%><tr>${'<td><a href="/">政务公开</a></td><td><a href="list.asp?cid=2">通知公告</a></td>'.repeat(8)}</tr></table>`;
/** A page as sites were built in 2006: tables in tables, fonts, no tag, nothing closed. */
const asp = (title: string, line: string, body: string): string =>
  `<HTML><HEAD><TITLE>${title} - 平川县人民政府网</TITLE><META http-equiv=Content-Type content="text/html; charset=gb2312"></HEAD><BODY bgcolor=#ffffff>${menu}<TABLE><TR><TD align=center><font size=4><b>${title}</b></font><TR><TD align=center>${line}<TR><TD class=p14>${body}</TD></TR></TABLE><table><tr><td>版权所有：平川县人民政府 电话：0379-66231234<br>今天是2026年11月26日</table></BODY></HTML>`;

describe('a site without tags', () => {
  test('pages of a copy with queries in their names come in under the addresses they had', async () => {
    put(
      'show.asp?id=12',
      asp(
        '关于做好防汛工作的通知',
        '[2006-3-5]　来源：县政府办公室　点击：<script>hits()</script>次',
        `<p>　　${words}<p>　　一、加强值守。`,
      ),
    );
    put(
      'show.asp@id=13.html',
      asp(
        '关于表彰先进的决定',
        '发布时间：2007年12月1日 8:30:00 作者：admin',
        `${words}<br>${words}<br><img src="javascript:alert(1)"><a href="javascript:window.print()">打印</a>`,
      ),
    );
    put(
      'list.asp?cid=2&page=2',
      asp(
        '通知公告',
        '更新时间：2007-12-01',
        `<ul>${'<li><a href="show.asp?id=12">关于做好防汛工作的通知</a> 2006-3-5'.repeat(20)}</ul>`,
      ),
    );
    put(
      'index.asp',
      '<html><head><title>平川县人民政府网</title></head><frameset cols="20%,*"><frame src="left.asp"><frame src="main.asp"></frameset></html>',
    );
    put('show.asp?id=99', asp('您访问的页面不存在', '发布时间：2007-1-1', words));
    const report = await run();
    expect(report).toMatchObject({ imported: 2, held: 0, skipped: 3 });
    expect(report.skips.map(({ reason }) => reason).toSorted()).toEqual(['gone', 'no-article', 'no-article']);
    expect(report.inferred).toHaveLength(2);
    const [first, second] = await rows();
    expect(first).toMatchObject({
      path: 'show.asp?id=12',
      title: '关于做好防汛工作的通知',
      at: instant(day('2006-03-05'), '00:00'),
    });
    expect(first?.content).toMatchObject({ source: '县政府办公室' });
    expect(first?.content.body).toContain('一、加强值守');
    expect(first?.content.body).not.toContain('版权所有');
    expect(second).toMatchObject({
      path: 'show.asp?id=13',
      title: '关于表彰先进的决定',
      at: instant(day('2007-12-01'), '08:30'),
    });
    expect(second?.content.body).not.toMatch(/javascript|政务公开/u);
    const { rows: kept } = await city.kernel.pool.query(
      `select 1 from sites.redirect where old_path = '/show.asp?id=13' and source = $1`,
      [mapping.site],
    );
    expect(kept).toHaveLength(1);
    expect(await run()).toMatchObject({ imported: 0, changed: 0, unchanged: 2 });
  });

  test('tags win over what the page shows, and fill each other up', async () => {
    put(
      't/1.html',
      `<html><head><title>页面标题_平川县</title><meta name="ArticleTitle" content="标签标题"></head><body><h1>页面标题</h1><div>发布日期：（2019-3-5） 信息来源：县水利局</div><div class="TRS_UEDITOR">${words}</div></body></html>`,
    );
    await run();
    const [page] = await rows();
    expect(page).toMatchObject({
      title: '标签标题',
      at: instant(day('2019-03-05'), '00:00'),
      content: { source: '县水利局' },
    });
  });
});

describe('without a mapping', () => {
  const tagged = (column: string): string =>
    `<meta name="SiteName" content="明堂市市场监督管理局"><meta name="SiteDomain" content="scjgj.mt.gov.cn"><meta name="ColumnName" content="${column}"><meta name="ArticleTitle" content="题"><meta name="PubDate" content="2020-1-1"><div id="zoom">正文</div>`;

  test('a site that keeps to the national tags says itself where it stood and whose it is', async () => {
    put('a.html', '<html>首页</html>');
    put('b/1.html', tagged('政策解读'));
    const found = await usualMapping(city.kernel, folder);
    expect(found).toMatchObject({
      site: '明堂市市场监督管理局',
      base: 'http://scjgj.mt.gov.cn/',
      agency: '590900-SC',
      columns: { 政策解读: { node: 'ML.3.01.06' } },
    });
    expect(await importSite(city.kernel, folderSource(folder, found.base), found)).toMatchObject({ imported: 1 });
  });

  test('a site that says nothing of it is refused', async () => {
    put('a.html', '<html>首页</html>');
    await expect(usualMapping(city.kernel, folder)).rejects.toMatchObject({ code: 'disclosure/no-mapping' });
  });
});

test.each([
  [
    '<title>二〇一九年工作要点_平川县人民政府</title><h1>二〇一九年工作要点</h1><p>发布时间：二〇一九年三月十五日</p>',
    '2019-03-14T16:00:00.000Z',
  ],
  [
    '<title>工作要点</title><div class="bt">工作要点一览</div><div>2019年3月5日 10:20 来源：县政府 浏览：3次</div>',
    '2019-03-05T02:20:00.000Z',
  ],
  [
    '<title>工作要点</title><h2>工作要点一览</h2><span>浏览次数：120　日期：2019.3.5</span>',
    '2019-03-04T16:00:00.000Z',
  ],
])('a date is found where it is printed: %s', (head, iso) => {
  const found = readPage(
    Buffer.from(`<body>${head}<div>${words.repeat(3)}</div>`),
    'http://o.gov.cn/a.html',
    null,
    mapping,
  );
  expect('page' in found ? found.page.publishedAt.toISOString() : found.skipped).toBe(iso);
});

test('tags without end take no longer than the page', () => {
  for (const piece of [
    '<td>',
    '<a>',
    '<div class=title>',
    '发布时间：',
    '<h1>',
    '<td>字</td>',
    `${'<td>'.repeat(5)}</div>`,
    '<script>',
    '<!--',
  ])
    expect(
      readPage(Buffer.from(piece.repeat(Math.floor(300_000 / piece.length))), 'http://o.gov.cn/a.html', null, mapping),
    ).toMatchObject({ skipped: 'no-article' });
});
