import { rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestCity, testCity } from '../../identity/testing.ts';
import { pdf, png } from '../../kernel/files/testing/samples.ts';
import { currentRecord, day, instant } from '../../kernel/index.ts';
import { doc } from '../../kernel/old-office/testing/letters.ts';
import { disclosureModule } from '../index.ts';
import { putCatalogue } from '../testing.ts';
import { importSite } from './import-site.ts';
import type { Mapping } from './mapping.ts';
import { robotsRules } from './robots.ts';
import { locations } from './sitemap.ts';
import { folderSource, type SiteSource } from './sources.ts';
import { oldSite } from './testing/old-site.ts';
import { sitemapSource } from './web-source.ts';

// A site as sites are: twenty years, five programs, a dozen hands.

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
  const site = oldSite('messy', {});
  ({ folder, mapping, put } = site);
  return site.remove;
});

const words =
  '各乡镇人民政府，县政府各部门：为进一步做好防汛抗旱工作，确保人民群众生命财产安全，现将有关事项通知如下，请认真贯彻执行。';
const tagged = (title: string, body: string, { date = '2019-05-12 17:47', after = '' } = {}): string =>
  `<html><head><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${date}"></head><body><div id="zoom">${body}</div>${after}</body></html>`;
const run = (source: SiteSource = folderSource(folder, mapping.base)) => importSite(city.kernel, source, mapping);
type Content = {
  readonly body: string;
  readonly source: string;
  readonly attachments: readonly { readonly name: string; readonly html?: string }[];
};
const at = async (path: string) => {
  const { rows } = await city.kernel.pool.query<{ index: string }>(
    'select index_number as index from disclosure.imported_page where site = $1 and address = $2',
    [mapping.base, `${mapping.base}${path}`],
  );
  const record = await currentRecord(city.kernel.pool, 'publication', rows[0]?.index ?? '');
  return record && { ...record, content: record.content as unknown as Content };
};
const leadsTo = async (path: string): Promise<string | undefined> => {
  const { rows } = await city.kernel.pool.query<{ to: string }>(
    'select new_path as "to" from sites.redirect where old_path = $1 and source = $2',
    [`/${path}`, mapping.site],
  );
  return rows[0]?.to;
};
const notes = async () => {
  const { rows } = await city.kernel.pool.query<{ note: string }>(
    `select concat_ws(' ', substr(address, length(site) + 1), kind, nullif(name, ''), nullif(code, '')) as note
       from disclosure.import_note where site = $1 order by 1`,
    [mapping.base],
  );
  return rows.map(({ note }) => note);
};

describe('articles', () => {
  test('equal titles on one day are two articles; one article under two addresses is one, and both lead to it', async () => {
    put('a/1.html', tagged('会议通知', `<p>${words}</p>`));
    put('a/2.html', tagged('会议通知', `<p>${words}另行通知。</p>`));
    put('b/1.html', tagged('会议通知', `<p>${words}</p>`));
    const report = await run();
    expect(report).toMatchObject({ imported: 2, same: [{ first: `${mapping.base}a/1.html` }] });
    expect(await leadsTo('b/1.html')).toBe(await leadsTo('a/1.html'));
    expect(await leadsTo('a/2.html')).not.toBe(await leadsTo('a/1.html'));
    expect(await run()).toMatchObject({ imported: 0, changed: 0, unchanged: 3, same: [] });
    // The second goes its own way: the first stays what it is.
    put('b/1.html', tagged('会议通知', `<p>${words}改期。</p>`));
    expect(await run()).toMatchObject({ imported: 1, changed: 0, unchanged: 2 });
    expect((await at('a/1.html'))?.version).toBe(1);
    expect(await leadsTo('b/1.html')).not.toBe(await leadsTo('a/1.html'));
  });

  test.each([
    ['GB 18030 that says UTF-8', 'utf-8', 'b9abbfaa'],
    ['GB 18030 that says ISO-8859-1', 'iso-8859-1', 'b9abbfaa'],
    ['Big5 that says so', 'big5', 'a4bdb67d'],
    ['UTF-8 with a mark, that says GB 2312', 'gb2312', 'e585ace5bc80'],
  ])('%s', async (_what, said, letters) => {
    const title = Buffer.from(letters, 'hex');
    const mark = letters.startsWith('e5') ? Buffer.from('efbbbf', 'hex') : Buffer.alloc(0);
    put(
      'c.html',
      Buffer.concat([
        mark,
        Buffer.from(
          `<html><meta charset=${said}><meta name="PubDate" content="2019-3-5"><meta name="ArticleTitle" content="`,
        ),
        title,
        Buffer.from('"><div id=zoom><p>'),
        title,
        Buffer.from('</p></div>'),
      ]),
    );
    await run();
    expect((await at('c.html'))?.title).toBe(said === 'big5' ? '公開' : '公开');
  });

  test('an article that stands in a frame, or that a page leads to at once, stands under the address of that page', async () => {
    put('f.html', '<html><frameset rows="80,*"><frame src="top.htm"><frame src="in/main.htm"></frameset></html>');
    put('top.htm', '<a href="/">首页</a>');
    put('in/main.htm', tagged('框架里的文章', `<p>${words}</p>`));
    put('g.html', '<meta http-equiv="refresh" content="0; url=in/main.htm">');
    put('h.html', '<script>location.href="in/other.htm"</script>');
    put('in/other.htm', tagged('跳转到的文章', `<p>${words}</p>`));
    const report = await run();
    expect(report).toMatchObject({ imported: 2, skipped: 1 });
    expect(await leadsTo('f.html')).toBe(await leadsTo('in/main.htm'));
    expect(await leadsTo('g.html')).toBe(await leadsTo('in/main.htm'));
    expect(await leadsTo('h.html')).toBe(await leadsTo('in/other.htm'));
  });

  test('lists with pages are none, with tags or without; a text that is nothing but its attachments is one', async () => {
    const list = `<ul>${'<li><a href="a/1.html">关于做好防汛工作的通知</a> 2019-3-5'.repeat(20)}</ul><a href="list_2.html">下一页</a>`;
    put('list.html', tagged('通知公告', list));
    put(
      'list_2.html',
      `<title>通知公告_平川县</title><h1>通知公告列表</h1><p>发布时间：2019-3-5</p><div class="content">${list}</div>`,
    );
    put(
      'only.html',
      `<title>关于印发预案的通知</title><h1>关于印发预案的通知</h1><p>发布时间：2019-3-5</p><div class="content"><a href="a.doc">关于印发预案的通知（附件下载）</a></div>`,
    );
    put('a.doc', doc({ lines: [{ text: '防汛预案' }] }));
    const report = await run();
    expect(report.skips.map(({ reason }) => reason)).toEqual(['list', 'list']);
    expect((await at('only.html'))?.content.attachments).toMatchObject([{ name: 'a.doc', html: '<p>防汛预案</p>' }]);
  });

  test('a page of a picture only stands; one whose pictures are all lost does not, and is told', async () => {
    put('p.html', tagged('一图读懂', '<p align=center><IMG SRC="IMG/A.PNG"></p>'));
    put('IMG/A.PNG', png());
    put('q.html', tagged('一图读懂', '<p><img src="img/lost.png"></p>', { date: '2019-5-13' }));
    put('e.html', tagged('空', '<p>&nbsp;</p>'));
    const report = await run();
    expect(report).toMatchObject({ imported: 1, skipped: 2 });
    expect((await at('p.html'))?.content.body).toMatch(/^<p class="center"><img src="\/content\/files\//u);
    expect(await notes()).toEqual(['e.html skipped no-body', 'q.html skipped only-lost-pictures']);
    put('img/lost.png', png());
    expect(await run()).toMatchObject({ imported: 1, unchanged: 1 });
    expect(await notes()).toEqual(['e.html skipped no-body']);
  });

  test('broken HTML is read as far as it goes', async () => {
    put(
      'b.html',
      `<html><meta name=ArticleTitle content=通知><meta name=PubDate content='2019/03/05 10:22'><div class="TRS_Editor"><p>${words}<table><tr><td>甲<b>乙<p>丙</table></div></span></font><!-- 未完`,
    );
    await run();
    const record = await at('b.html');
    expect(record?.firstPublishedAt).toEqual(instant(day('2019-03-05'), '10:22'));
    expect(record?.content.body).toContain('丙');
  });
});

describe('attachments', () => {
  test('come along however they hang on the page: relative, absolute, in capitals, by a script, in a frame, beside the text', async () => {
    put('1.DOC', doc({ lines: [{ text: '值班表' }] }));
    for (const name of [2, 3, 4, 5, 6, 7]) put(`f/${name}.pdf`, pdf());
    put(
      'p.html',
      tagged(
        '附件',
        `<p>${words}</p><a href="1.DOC">一</a><a href="${mapping.base}f/2.pdf">二</a>
         <a href="javascript:void(0)" onclick="window.open('/f/3.pdf','_blank')">三</a><a href="javascript:download('f/4.pdf')">四</a>
         <iframe src="/f/7.pdf" width=100%></iframe><a href="/f/5.pdf?v=2">五</a>`,
        {
          after: `<div class="fujian">附件下载：<a href="f/6.pdf">六</a></div>${'<p>页脚</p>'.repeat(40)}<a href="f/none.doc">无关</a>`,
        },
      ),
    );
    const report = await run();
    expect(report.files).toEqual([]);
    const content = (await at('p.html'))?.content;
    expect(content?.attachments.map(({ name }) => name)).toEqual([
      '1.DOC',
      '2.pdf',
      '3.pdf',
      '4.pdf',
      '7.pdf',
      '5.pdf',
      '6.pdf',
    ]);
    expect(content?.body.match(/href="\/content\/files\//gu)).toHaveLength(7);
    expect(await leadsTo('f/2.pdf')).toMatch(/^\/content\/files\//u);
  });

  test('an archive is kept aside, shown to nobody; what is lost is named, and found by another run once it is there', async () => {
    put(
      'p.html',
      tagged(
        '附件',
        `<p>${words}<a href="a.rar">甲</a><a href="b.7z">乙</a><a href="c.doc">丙</a><a href="d.exe.doc">丁</a></p>`,
      ),
    );
    put('a.rar', Buffer.from('526172211a07010033', 'hex'));
    put('b.7z', Buffer.from('377abcaf271c00040000000000000000', 'hex'));
    put('d.exe.doc', Buffer.from('4d5a9000', 'hex'));
    const report = await run();
    expect(report).toMatchObject({ imported: 1, aside: [{ names: ['a.rar', 'b.7z'] }] });
    expect((await at('p.html'))?.content.attachments).toEqual([]);
    expect(await notes()).toEqual([
      'p.html file-aside a.rar',
      'p.html file-aside b.7z',
      'p.html file-left c.doc disclosure/file-not-there',
      'p.html file-left d.exe.doc files/type-not-allowed',
    ]);
    const { rows } = await city.kernel.pool.query(
      `select f.matter_id as matter, count(p.file_id)::int as public from disclosure.import_note n join kernel.file f on f.id = n.file_id
        left join pub.pub_publication_file p on p.file_id = f.id where n.site = $1 and n.kind = 'file-aside' group by 1`,
      [mapping.base],
    );
    expect(rows).toEqual([{ matter: report.matter, public: 0 }]);
    expect(await run()).toMatchObject({ changed: 0, unchanged: 1 });
    put('c.doc', doc({ lines: [{ text: '补上了' }] }));
    expect(await run()).toMatchObject({ changed: 1, unchanged: 0 });
    expect((await at('p.html'))?.content.attachments).toMatchObject([{ name: 'c.doc' }]);
    expect(await notes()).not.toContain('p.html file-left c.doc disclosure/file-not-there');
    rmSync(join(folder, 'c.doc'));
  });
});

describe('a server', () => {
  let server: Server;
  let origin: string;
  let answers: Readonly<Record<string, string | Buffer | ((response: ServerResponse) => void)>>;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const answer = answers[request.url ?? '/'];
      if (typeof answer === 'function') answer(response);
      else if (answer === undefined) response.writeHead(404).end();
      else response.end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const manners = { pauseMs: 0, timeoutMs: 300, mostPages: 100 };
  const urls = (...paths: readonly string[]): string =>
    `<?xml version="1.0"?><urlset>${paths.map((path) => `<url><loc>${origin}${path}</loc></url>`).join('')}</urlset>`;

  test('packed sitemaps, one that is none, loops, faults, silence: each page that is missing is named with its reason', async () => {
    mapping = { ...mapping, base: `${origin}/` };
    let tries = 0;
    answers = {
      '/sitemap.xml': `<sitemapindex>${['/1.xml.gz', '/2.xml', '/3.xml.gz'].map((path) => `<sitemap><loc>${origin}${path}</loc></sitemap>`).join('')}</sitemapindex>`,
      '/1.xml.gz': gzipSync(urls('/a.html', '/loop1', '/private', '/fault', '/slow', '/cut', '/moved', '/once')),
      '/2.xml': '<html>404</html>',
      '/3.xml.gz': Buffer.from('1f8b0800deadbeef', 'hex'),
      '/a.html': tagged('甲', words),
      '/moved': (response) => void response.writeHead(301, { location: '/b.html' }).end(),
      '/b.html': tagged('乙', words),
      '/loop1': (response) => void response.writeHead(301, { location: '/loop2' }).end(),
      '/loop2': (response) => void response.writeHead(301, { location: '/loop1' }).end(),
      '/private': (response) => void response.writeHead(403).end(),
      '/fault': (response) => void response.writeHead(502).end(),
      '/slow': () => undefined,
      '/cut': (response) => response.destroy(),
      '/once': (response) => {
        tries += 1;
        if (tries === 1) response.writeHead(503).end();
        else response.end(tagged('丙', words));
      },
    };
    const report = await run(sitemapSource(`${origin}/sitemap.xml`, manners));
    expect(report).toMatchObject({ imported: 3, skipped: 7 });
    expect(report.skips.map(({ address, reason }) => `${new URL(address).pathname} ${reason}`).toSorted()).toEqual([
      '/2.xml sitemap-not-read',
      '/3.xml.gz sitemap-not-read',
      '/cut no-answer',
      '/fault server-fault',
      '/loop1 loop',
      '/private not-allowed',
      '/slow slow',
    ]);
    expect(await notes()).toHaveLength(7);
  });

  test('a server that is gone stops the import; the next run goes on', async () => {
    mapping = { ...mapping, base: `${origin}/` };
    const paths = Array.from({ length: 130 }, (_, i) => `/n/${i}.html`);
    let isUp = true;
    answers = {
      '/s.xml': urls(...paths),
      ...Object.fromEntries(
        paths.map((path, i) => [
          path,
          (response: ServerResponse) => {
            if (i >= 110 && isUp === false) response.destroy();
            else response.end(tagged(`第${i}号`, `${words}${i}`));
          },
        ]),
      ),
    };
    isUp = false;
    const again = () => run(sitemapSource(`${origin}/s.xml`, { ...manners, mostPages: 200 }));
    await expect(again()).rejects.toMatchObject({ code: 'disclosure/site-away' });
    isUp = true;
    expect(await again()).toMatchObject({ imported: 30, unchanged: 100 });
  });

  test('a robots.txt is read as its writer meant it', () => {
    const may = robotsRules(
      Buffer.from(
        'User-agent: Baiduspider\nUser-agent: *\nDisallow: /*.pdf$\nDisallow: /admin/\nAllow: /admin/public/\nDisallow: /*?print=\n\nUser-agent: bad\nDisallow: /\n',
      ),
    );
    expect(
      ['/a.html', '/a.pdf', '/a.pdf?x', '/admin/x', '/admin/public/x', '/a?print=1'].filter((path) => may(path)),
    ).toEqual(['/a.html', '/a.pdf?x', '/admin/public/x']);
  });

  test('a sitemap of lines', () => {
    expect(
      locations(Buffer.from('\ufeffhttps://a.gov.cn/1.html\r\nhttps://a.gov.cn/2.html\n'), 'https://a.gov.cn/'),
    ).toHaveLength(2);
    expect(locations(Buffer.from('not found'), 'https://a.gov.cn/')).toBeNull();
  });
});
