import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AlignmentType,
  Document,
  HeadingLevel,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { docx, xlsx } from '../../../kernel/files/testing/samples.ts';
import { pptx } from '../../../kernel/files/testing/slides.ts';
import { xls } from '../../../kernel/old-office/testing/books.ts';
import { doc } from '../../../kernel/old-office/testing/letters.ts';
import { ppt } from '../../../kernel/old-office/testing/slides.ts';
import { cleanHtml } from '../content/clean.ts';
import { writeContent } from '../content/write.ts';
import { convertFile } from './convert.ts';
import { decodeText } from './decode.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'convert-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let serial = 0;
async function converted(bytes: Uint8Array | string, ending: string, bounds?: Parameters<typeof convertFile>[2]) {
  serial += 1;
  const path = join(folder, `${serial}.${ending}`);
  writeFileSync(path, bytes);
  const { blocks, images, notices } = await convertFile(path, `稿件.${ending}`, bounds);
  const html = writeContent(blocks);
  expect(cleanHtml(html)).toBe(html);
  return { html, images, notices };
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const cell = (text: string, more: object = {}) => new TableCell({ children: [new Paragraph(text)], ...more });

test('slides become their words under their titles; what is not shown stays away, and is told', async () => {
  const row = (cells: string) => `<a:tr>${cells}</a:tr>`;
  const cells = (...words: readonly string[]) =>
    words.map((word) => `<a:tc><a:txBody><a:p><a:r><a:t>${word}</a:t></a:r></a:p></a:txBody></a:tc>`).join('');
  const table = `<p:graphicFrame><a:tbl>${row(cells('区县', '件数'))}${row(cells('高城区', '12'))}</a:tbl></p:graphicFrame>`;
  const picture = '<p:pic><p:nvPicPr><p:cNvPr id="9" name="图" descr="办件趋势图"/></p:nvPicPr></p:pic>';
  const { html, notices } = await converted(
    pptx([
      { title: '工作通报', lines: ['办结<![CDATA[12]]>件', '群众满意'], notes: '私下说' },
      { title: '不放映', lines: ['内部'], isHidden: true },
      { more: table + picture },
    ]),
    'pptx',
  );
  expect(html).toBe(
    [
      '<h2>第 1 页 工作通报</h2>',
      '<p>办结12件</p>',
      '<p>群众满意</p>',
      '<h2>第 2 页</h2>',
      '<table><thead><tr><th scope="col">区县</th><th scope="col">件数</th></tr></thead><tbody><tr><td>高城区</td><td>12</td></tr></tbody></table>',
      '<p>办件趋势图</p>',
    ].join('\n'),
  );
  expect(notices).toEqual([
    { code: 'pictures-left', count: 1 },
    { code: 'hidden-left', count: 1 },
  ]);
});

describe('a letter of Word', () => {
  test('headings, tables with merged cells, pictures; and twice is once', async () => {
    const letter = new Document({
      sections: [
        {
          children: [
            new Paragraph({ text: '一、总体要求', heading: HeadingLevel.HEADING_1 }),
            new Paragraph({ children: [new TextRun('严格'), new TextRun({ text: '执行', bold: true })] }),
            new Paragraph({ text: '居中', alignment: AlignmentType.CENTER }),
            new Table({
              rows: [
                new TableRow({ children: [cell('收费目录', { columnSpan: 3 })] }),
                new TableRow({ children: [cell('项目'), cell('单位'), cell('标准')] }),
                new TableRow({
                  children: [cell('证照', { verticalMerge: VerticalMergeType.RESTART }), cell('本'), cell('10')],
                }),
                new TableRow({
                  children: [cell('', { verticalMerge: VerticalMergeType.CONTINUE }), cell('套'), cell('20')],
                }),
              ],
            }),
            new Paragraph({
              children: [new ImageRun({ type: 'png', data: PNG, transformation: { width: 9, height: 9 } })],
            }),
          ],
        },
      ],
    });
    const { html, images } = await converted(await Packer.toBuffer(letter), 'docx');
    expect(html).toContain('<h2>一、总体要求</h2>\n<p>严格<strong>执行</strong></p>');
    expect(html).toContain(
      '<table><caption>收费目录</caption><thead><tr><th scope="col">项目</th><th scope="col">单位</th><th scope="col">标准</th></tr></thead><tbody><tr><td rowspan="2">证照</td><td>本</td><td>10</td></tr>\n<tr><td>套</td><td>20</td></tr></tbody></table>',
    );
    expect(html).toContain('<img src="image:0" alt="">');
    expect(Buffer.from(images[0]?.bytes ?? []).equals(PNG)).toBe(true);
  });

  test.each([
    ['macros', 'files/has-macros', docx([{ name: 'word/vbaProject.bin', bytes: 'x' }])],
    [
      'entities',
      'files/unsafe-xml',
      docx([{ name: 'word/document.xml', bytes: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' }]),
    ],
    ['a bomb', 'files/archive-bomb', docx([{ name: 'word/big.xml', bytes: Buffer.alloc(80_000_000, 32) }])],
    ['a password', 'files/encrypted', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)])],
    ['half of it', 'files/broken', docx().subarray(0, 300)],
    ['something else', 'files/type-not-allowed', Buffer.from('%PDF-1.7\n')],
  ])('is refused with %s', async (_name, code, bytes) => {
    await expect(converted(bytes, 'docx')).rejects.toMatchObject({ code });
  });

  test('that takes too much time or memory is given up, and the program goes on', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `<w:p><w:r><w:t>第${at}段文字</w:t></w:r></w:p>`).join('');
    const big = docx([
      {
        name: 'word/document.xml',
        bytes: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${rows}</w:body></w:document>`,
      },
    ]);
    await expect(converted(big, 'docx', { megabytes: 12, milliseconds: 60_000 })).rejects.toMatchObject({
      code: 'disclosure/file-too-heavy',
    });
    await expect(converted(big, 'docx', { megabytes: 384, milliseconds: 1 })).rejects.toMatchObject({
      code: 'disclosure/file-too-heavy',
    });
  });
});

describe('a workbook', () => {
  test('each visible sheet as a table, merged cells and dates kept', async () => {
    const book = await writeExcel([
      {
        sheet: '预算',
        data: [
          [{ value: '二〇二六年预算', columnSpan: 2 }, null],
          [{ value: '科目' }, { value: '金额' }],
          [{ value: '教育' }, { value: 0.1 + 0.2 }],
          [{ value: new Date(Date.UTC(2026, 10, 2)), format: 'yyyy-mm-dd' }, { value: true }],
        ],
      },
      {
        sheet: '说明',
        data: [
          [{ value: '第一行\n第二行' }, { value: '乙' }],
          [{ value: '丙' }, { value: '丁' }],
        ],
      },
    ]).toBuffer();
    const { html } = await converted(book, 'xlsx');
    expect(html).toContain(
      '<h2>预算</h2>\n<table><caption>二〇二六年预算</caption><thead><tr><th scope="col">科目</th><th scope="col">金额</th></tr></thead><tbody><tr><td>教育</td><td>0.3</td></tr>\n<tr><td>2026-11-02</td><td>是</td></tr></tbody></table>',
    );
    expect(html).toContain('<h2>说明</h2>');
    expect(html).toContain('<p>第一行</p><p>第二行</p>');
  });

  test('that calls a program is refused', () =>
    expect(converted(xlsx(["cmd|'/c calc'!A0"]), 'xlsx')).rejects.toMatchObject({ code: 'files/active-content' }));
});

describe('pages and texts', () => {
  const GBK = Buffer.from('b9abbfaa', 'hex'); // 公开

  test.each([
    ['GBK that says nothing', GBK],
    ['GBK that says so', Buffer.concat([Buffer.from('<meta charset="gb2312">'), GBK])],
    ['UTF-8 that says GBK', Buffer.from('<meta charset=gbk>公开')],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('公开', 'utf16le')])],
  ])('%s', (_name, bytes) => expect(decodeText(bytes)).toMatch(/公开$/u));

  test('copied from Word', async () => {
    const { html, images } = await converted(
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style:x}</style></head><body lang=ZH-CN><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><p class=MsoNormal style='text-align:center;mso-pagination:none'><b><span style='font-size:22.0pt'>通　知<o:p></o:p></span></b></p><p class=MsoNormal><span lang=EN-US>&nbsp;<o:p></o:p></span></p><p>正文<img src="data:image/png;base64,${PNG.toString('base64')}" alt="章"><img src="file:///C:/x.png"></p></body></html>`,
      'html',
    );
    expect(html).toBe('<p class="center"><strong>通　知</strong></p>\n<p>正文<img src="image:0" alt="章"></p>');
    expect(images).toHaveLength(1);
  });

  test('plain text has paragraphs and numbered headings', async () => {
    const { html } = await converted('　　一、总体要求\r\n\r\n　　坚持<公开>为常态。\r\n（一）范围\r\n市本级。', 'txt');
    expect(html).toBe('<h2>一、总体要求</h2>\n<p>坚持&lt;公开&gt;为常态。</p>\n<h3>（一）范围</h3>\n<p>市本级。</p>');
  });

  test('a program is no text, and other files are not read', async () => {
    await expect(converted(Buffer.from([1, 2, 3, 0, 5]), 'txt')).rejects.toMatchObject({ code: 'disclosure/not-text' });
    await expect(converted('x', 'exe')).rejects.toMatchObject({ code: 'disclosure/cannot-convert' });
  });
});

describe('files of Office 97 to 2003, and of WPS', () => {
  test('a letter keeps headings, sides and its table; what is hidden stays away', async () => {
    const row = (fromAbove: readonly boolean[], edges = [0, 1000, 2000]) =>
      ({ text: '', end: '\u0007', isRowEnd: true, row: { edges, fromAbove } }) as const;
    const cellOf = (text: string) => ({ text, end: '\u0007', isInTable: true }) as const;
    const bytes = doc({
      lines: [
        { text: '关于防汛的通知', style: 1, side: 1 },
        { text: '各乡镇人民政府：\v请执行。' },
        { text: '内部', isHidden: true },
        cellOf('汇总'),
        row([false], [0, 2000]),
        cellOf('乡镇'),
        cellOf('件数'),
        row([false, false]),
        cellOf(''),
        cellOf('12'),
        row([true, false]),
        cellOf('合计12件'),
        row([false], [0, 2000]),
        { text: '平川县水利局', side: 2 },
      ],
      headers: '页眉',
    });
    for (const ending of ['doc', 'wps']) {
      const { html } = await converted(bytes, ending);
      expect(html).toMatch(
        /^<h2>关于防汛的通知<\/h2>\n<p>各乡镇人民政府：<br>请执行。<\/p>\n<table><caption>汇总<\/caption>/u,
      );
      expect(html).toContain('colspan="2"');
      expect(html).toContain('rowspan="2"');
      expect(html).toContain('平川县水利局');
      expect(html).not.toMatch(/内部|页眉/u);
    }
  });

  test('each visible sheet becomes a table: days as days, merged cells, nothing of what is hidden', async () => {
    const bytes = xls([
      {
        name: '名单',
        rows: [['标题'], ['姓名', '密', '日期'], ['甲', '藏', { date: 43529 }], ['乙', null, null]],
        hiddenRows: [3],
        hiddenColumns: [1],
        merged: [[0, 0, 0, 2]],
      },
      { name: '旧', state: 1, rows: [['旧名单']] },
    ]);
    const { html, notices } = await converted(bytes, 'xls');
    expect(html).toContain('2019-03-05');
    expect(html).not.toMatch(/密|藏|乙|旧/u);
    expect(notices).toEqual([{ code: 'hidden-left', count: 3 }]);
    expect((await converted(bytes, 'et')).html).toBe(html);
  });

  test('slides under their titles', async () => {
    const bytes = ppt([
      { title: '工作通报', lines: ['办结12件'] },
      { title: '不放映', lines: ['内部'], isHidden: true },
    ]);
    const { html, notices } = await converted(bytes, 'ppt');
    expect(html).toBe('<h2>第 1 页 工作通报</h2>\n<p>办结12件</p>');
    expect(notices).toEqual([{ code: 'hidden-left', count: 1 }]);
  });

  test('what has a password or macros is refused, and so is one that is called what it is not', async () => {
    const locked = doc({ lines: [{ text: '密' }], isLocked: true });
    await expect(converted(locked, 'doc')).rejects.toMatchObject({ code: 'files/encrypted' });
    const macro = xls([{ name: '表', rows: [] }], { more: [{ name: 'VBA', bytes: Buffer.alloc(0), isFolder: true }] });
    await expect(converted(macro, 'xls')).rejects.toMatchObject({ code: 'files/has-macros' });
    await expect(converted(xls([{ name: '表', rows: [] }]), 'doc')).rejects.toMatchObject({
      code: 'files/mislabelled',
    });
  });
});
