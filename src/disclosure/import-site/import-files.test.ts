import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestCity, testCity } from '../../identity/testing.ts';
import { docx, packedStream, pdf, png, xlsx } from '../../kernel/files/testing/samples.ts';
import { day, instant, type Kernel, verifyLedger } from '../../kernel/index.ts';
import { xls } from '../../kernel/old-office/testing/books.ts';
import { doc } from '../../kernel/old-office/testing/letters.ts';
import { ppt } from '../../kernel/old-office/testing/slides.ts';
import { disclosureModule } from '../index.ts';
import { putCatalogue } from '../testing.ts';
import { importSiteCommand } from './cli.ts';
import { importSite } from './import-site.ts';
import type { Mapping } from './mapping.ts';
import { folderSource } from './sources.ts';
import { oldSite } from './testing/old-site.ts';

const AT = instant(day('2026-11-23'), '10:00');
const PHONE = '13812345678';
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
  const site = oldSite('files', {});
  ({ folder, mapping, put } = site);
  return site.remove;
});

const article = (title: string, body: string): string =>
  `<html><head><meta name="ColumnName" content="通知公告"><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="2019-05-12 17:47"></head><body><div id="zoom">${body}</div></body></html>`;
const run = (kernel: Kernel = city.kernel) => importSite(kernel, folderSource(folder, mapping.base), mapping);

/** A PDF whose only page says this. */
const written = (text: string): Buffer =>
  Buffer.from(
    pdf([
      packedStream('', `BT /F1 12 Tf 10 100 Td (${text}) Tj ET`),
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F1 6 0 R >> >> /Contents 5 0 R >>',
    ])
      .toString('latin1')
      .replace('/Kids [3 0 R] ', '/Kids [7 0 R] '),
    'latin1',
  );

const SHEETS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const hiddenSheet = (): Buffer =>
  xlsx(
    ['SUM(A1:A3)'],
    [
      {
        name: 'xl/_rels/workbook.xml.rels',
        bytes: `<Relationships><Relationship Id="rId1" Type="${SHEETS}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
      },
      {
        name: 'xl/worksheets/sheet2.xml',
        bytes: `<worksheet xmlns="x"><sheetData><row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t>${PHONE}</t></is></c></row></sheetData></worksheet>`,
      },
    ],
  );
const commented = (): Buffer =>
  docx([
    {
      name: 'word/comments.xml',
      bytes: `<w:comments xmlns:w="w"><w:comment><w:p><w:r><w:t>手机${PHONE}</w:t></w:r></w:p></w:comment></w:comments>`,
    },
  ]);

describe('what is attached is screened whole, and holds its page back', () => {
  test.each([
    ['the text layer of a PDF', 'a.pdf', () => written(PHONE), 'a.pdf page:1'],
    ['a sheet that nobody sees', 'a.xlsx', hiddenSheet, 'a.xlsx xl/worksheets/sheet2.xml'],
    [
      'a hidden sheet of an old workbook',
      'a.xls',
      () =>
        xls([
          { name: '表', rows: [['甲']] },
          { name: '旧', state: 1, rows: [[`手机${PHONE}`]] },
        ]),
      'a.xls sheet:旧(隐藏)',
    ],
    [
      'a comment in an old letter',
      'a.DOC',
      () => doc({ lines: [{ text: '通知' }], comments: `手机${PHONE}\r` }),
      'a.DOC WordDocument#comments',
    ],
    ['a comment in a letter', 'a.docx', commented, 'a.docx word/comments.xml'],
    [
      'a table of GBK',
      'a.csv',
      () => Buffer.concat([Buffer.from('d0d5c3fb', 'hex'), Buffer.from(`,\n,${PHONE}\n`)]),
      'a.csv text',
    ],
  ] as const)('%s', async (_what, name, bytes, place) => {
    put('p.html', article('名单', `<p>见<a href="${name}">附件</a></p>`));
    put(name, bytes());
    const report = await run();
    expect(report).toMatchObject({ imported: 0, held: 1, holds: [{ kinds: ['mobile'], places: [place] }] });
    expect(JSON.stringify(report)).not.toContain(PHONE);
    const seen = await city.kernel.published.pool.query(
      'select from pub.pub_publication_content where content::text like $1',
      [`%${name}%`],
    );
    expect(seen.rowCount).toBe(0);
  });

  test('old letters, sheets and slides come along, each with its page beside it', async () => {
    put('p.html', article('附件', '<p><a href="A.DOC">甲</a><a href="b.xls">乙</a><a href="c.ppt">丙</a></p>'));
    put('A.DOC', doc({ lines: [{ text: '值班安排' }] }));
    put(
      'b.xls',
      xls([
        {
          name: '表',
          rows: [
            ['乡镇', '件数'],
            ['高城', 12],
          ],
        },
      ]),
    );
    put('c.ppt', ppt([{ title: '通报', lines: ['办结12件'] }]));
    expect(await run()).toMatchObject({ imported: 1, files: [] });
    const seen = await city.kernel.published.pool.query<{ content: { attachments: { name: string; html: string }[] } }>(
      'select content from pub.pub_publication_content where content::text like $1',
      ['%值班安排%'],
    );
    const attachments = seen.rows[0]?.content.attachments ?? [];
    expect(attachments.map(({ name }) => name)).toEqual(['A.DOC', 'b.xls', 'c.ppt']);
    expect(attachments.map(({ html }) => html).join('\n')).toMatch(/值班安排[\s\S]*高城[\s\S]*办结12件/u);
  });

  test('a link that dials a telephone holds its page back too', async () => {
    put('p.html', article('联系', `<p><a href="tel:${PHONE}">打电话</a></p>`));
    expect(await run()).toMatchObject({ held: 1, holds: [{ kinds: ['mobile'], places: [] }] });
  });

  test('a page of pictures is told to somebody; the report says each in a line', async () => {
    put('p.html', article('扫描', '<p><a href="scan.pdf">附件</a><a href="old.doc">旧</a><img src="a.png"></p>'));
    put('scan.pdf', pdf());
    put('old.doc', doc({ lines: [{ text: '密' }], isLocked: true }));
    put('a.png', png());
    put('q.html', article('名单', '<p><a href="a.pdf">附件</a></p>'));
    put('a.pdf', written(PHONE));
    const map = join(folder, 'map.json');
    put('map.json', JSON.stringify(mapping));
    const { human } = await importSiteCommand(city.kernel, [folder, '--mapping', map], () => undefined);
    expect(human).toContain(`请人工查看 ${mapping.base}p.html 的附件：scan.pdf（第 1 页）读不出文字`);
    expect(human).toContain(`没有带进来 ${mapping.base}p.html 的附件“old.doc”：设置了密码或者使用限制`);
    expect(human).toContain(`留待审核 ${mapping.base}q.html：手机号码（a.pdf（第 1 页））`);
    expect(human).not.toContain(PHONE);
  });
});

describe('what is attached is looked at for viruses like any upload', () => {
  const withScanner = (scan: Kernel['files']['scanner']): Kernel => ({
    ...city.kernel,
    files: { ...city.kernel.files, scanner: scan },
  });

  test('one that has a virus stays behind, and nobody is led to it from here', async () => {
    put('p.html', article('甲', '<p><a href="a.pdf">附件</a>乙</p>'));
    put('a.pdf', pdf());
    const kernel = withScanner({
      scan: async (bytes) => {
        bytes.destroy();
        return { kind: 'infected', finding: 'Eicar' };
      },
      version: async () => 'test',
    });
    expect(await run(kernel)).toMatchObject({
      imported: 1,
      files: [{ left: [{ name: 'a.pdf', code: 'files/infected' }] }],
    });
    const { rows } = await kernel.published.pool.query<{ body: string }>(
      `select content->>'body' as body from pub.pub_publication_content where content->>'title' = '甲'`,
    );
    expect(rows).toEqual([{ body: '<p>附件乙</p>' }]);
  });

  test('one that came in is not taken for a work of the program', async () => {
    put('p.html', article('丙', '<p><a href="a.pdf">附件</a></p>'));
    put('a.pdf', pdf());
    await run();
    const { rows } = await city.kernel.published.pool.query(
      `select f.scan from pub.pub_publication_file f join pub.pub_publication p using (index_number) where p.title = '丙'`,
    );
    expect(rows).toEqual([{ scan: 'unscanned' }]);
  });
});

test('an import that is killed goes on where it was: each page once, the ledger whole', async () => {
  for (let i = 0; i < 230; i += 1) put(`n/${String(i).padStart(3, '0')}.html`, article(`第${i}号`, `<p>正文${i}</p>`));
  put('n/005.html', article('名单', `<p>联系人王小明，手机${PHONE}</p>`));
  const dataDir = dirname(dirname(city.kernel.files.arriving));
  const killed = promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--import',
    'tsx',
    join(import.meta.dirname, 'testing/half-way.ts'),
    city.database.url,
    dataDir,
    folder,
    JSON.stringify(mapping),
    '210',
  ]);
  await expect(killed).rejects.toMatchObject({ signal: 'SIGKILL' });
  const count = async (): Promise<unknown> =>
    (
      await city.kernel.pool.query(
        `select count(*)::int as pages, count(distinct index_number)::int as numbers, count(distinct draft_id)::int as drafts,
                count(distinct matter_id)::int as imports from disclosure.imported_page where site = $1`,
        [mapping.base],
      )
    ).rows[0];
  const before = (await count()) as { readonly pages: number };
  expect(before.pages).toBeGreaterThanOrEqual(100);
  expect(before.pages).toBeLessThanOrEqual(200);
  const report = await run();
  expect(report.imported + report.unchanged + report.held).toBe(230);
  expect(report.imported).toBeLessThanOrEqual(130);
  expect(await count()).toEqual({ pages: 230, numbers: 229, drafts: 1, imports: 1 });
  expect((await verifyLedger(city.kernel)).faults).toEqual([]);
});
