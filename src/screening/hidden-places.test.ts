import { expect, test } from 'vitest';
import { packedStream, pdf } from '../kernel/files/testing/samples.ts';
import { pptx } from '../kernel/files/testing/slides.ts';
import { maskDocument } from './masking/mask-document.ts';
import { scanDocument } from './scan.ts';
import { paragraphs, sheetFile, slideFile, wordFile, wordPart } from './testing/documents.ts';

const PHONE = '13800138000';
const ID = '11010519491231002X';

async function partsOf(name: string, bytes: Buffer): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const one of scanDocument(name, bytes)) all.push('error' in one ? `${one.part} ${one.error}` : one.part);
  return all;
}

const chart = `<c:chartSpace xmlns:c="c"><c:ser><c:tx><c:strCache><c:pt><c:v>联系电话</c:v></c:pt><c:pt><c:v>${PHONE}</c:v></c:pt></c:strCache></c:tx></c:ser></c:chartSpace>`;

test.each([
  ['word/footnotes.xml', wordPart('footnotes', `<w:footnote>${paragraphs(`手机${PHONE}`)}</w:footnote>`)],
  ['word/endnotes.xml', wordPart('endnotes', `<w:endnote>${paragraphs(`手机${PHONE}`)}</w:endnote>`)],
  ['word/footer2.xml', wordPart('ftr', paragraphs(`手机${PHONE}`))],
  ['word/glossary/document.xml', wordPart('glossaryDocument', paragraphs(`手机${PHONE}`))],
  ['word/charts/chart1.xml', chart],
  ['word/diagrams/data1.xml', `<d:dataModel xmlns:d="d" xmlns:a="a"><a:t>手机${PHONE}</a:t></d:dataModel>`],
  [
    'docProps/core.xml',
    `<p:coreProperties xmlns:p="p" xmlns:dc="d"><dc:creator>张伟 ${PHONE}</dc:creator></p:coreProperties>`,
  ],
  ['customXml/item1.xml', `<root><phone>${PHONE}</phone></root>`],
])('a letter is read in %s', async (name, bytes) => {
  expect(await partsOf('a.docx', wordFile(paragraphs('通知'), [{ name, bytes }]))).toContain(name);
});

test('links of a letter are read', async () => {
  const bytes = `<Relationships xmlns="r"><Relationship Id="rId1" Type="hyperlink" Target="tel:${PHONE}" TargetMode="External"/></Relationships>`;
  const found = await partsOf(
    'a.docx',
    wordFile(paragraphs('通知'), [{ name: 'word/_rels/document.xml.rels', bytes }]),
  );
  expect(found).toEqual(['word/_rels/document.xml.rels#attributes']);
});

test.each([
  ['xl/charts/chart1.xml', chart],
  ['xl/drawings/drawing1.xml', `<x:wsDr xmlns:x="x" xmlns:a="a"><a:t>手机${PHONE}</a:t></x:wsDr>`],
  [
    'xl/threadedComments/threadedComment1.xml',
    `<ThreadedComments><threadedComment><text>手机${PHONE}</text></threadedComment></ThreadedComments>`,
  ],
  [
    'xl/pivotCache/pivotCacheDefinition1.xml',
    `<pivotCacheDefinition><sharedItems><s v="手机${PHONE}"/></sharedItems></pivotCacheDefinition>`,
  ],
])('a workbook is read in %s', async (name, bytes) => {
  const sheet = [{ name: '表', rows: '' }];
  expect((await partsOf('a.xlsx', sheetFile(sheet, [], [{ name, bytes }]))).join()).toContain(name);
});

test('a hidden column is read, with the heading over it', async () => {
  const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t>户主</t></is></c><c r="D1" t="inlineStr"><is><t>家庭住址</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>王秀英</t></is></c><c r="D2" t="inlineStr"><is><t>高城区和平路12号3栋501室</t></is></c></row>`;
  const bytes = sheetFile([{ name: '表', rows }]);
  expect(await partsOf('a.xlsx', bytes)).toEqual(['sheet:表!A2', 'sheet:表!D2']);
});

test.each([
  ['ppt/comments/comment1.xml', `<p:cmLst xmlns:p="p"><p:cm><p:text>手机${PHONE}</p:text></p:cm></p:cmLst>`],
  ['ppt/charts/chart1.xml', chart],
  [
    'ppt/slideMasters/slideMaster1.xml',
    `<p:sldMaster xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>手机${PHONE}</a:t></a:r></a:p></p:sldMaster>`,
  ],
])('slides are read in %s', async (name, bytes) => {
  expect(await partsOf('a.pptx', slideFile(['通知'], [{ name, bytes }]))).toContain(name);
});

test('real slides are read and masked: notes, slides not shown, comments, properties', async () => {
  const phones = ['13800138001', '13800138002', '13800138003', '13800138004', '13800138005'];
  const bytes = pptx(
    [
      { title: '通报', lines: [`手机${phones[0]}`], notes: `联系${phones[1]}`, comment: `他的手机${phones[2]}` },
      { title: '备份', lines: [`手机${phones[3]}`], isHidden: true },
    ],
    [
      {
        name: 'docProps/core.xml',
        bytes: `<p:coreProperties xmlns:p="p" xmlns:dc="d"><dc:creator>张伟 ${phones[4]}</dc:creator></p:coreProperties>`,
      },
    ],
  );
  expect([...new Set(await partsOf('a.pptx', bytes))].toSorted()).toEqual([
    'docProps/core.xml',
    'ppt/comments/comment1.xml',
    'ppt/notesSlides/notesSlide1.xml',
    'ppt/slides/slide1.xml',
    'ppt/slides/slide2.xml',
  ]);
  const masked = await maskDocument('a.pptx', bytes, () => true);
  expect(masked.masked).toBeGreaterThanOrEqual(phones.length);
  expect(await partsOf('a.pptx', masked.bytes)).toEqual([]);
});

test('a page is read and masked in all its corners', async () => {
  const html = [
    `<!doctype html><html><head><meta name="description" content="联系 13800138001"><title>公示 13800138002</title>`,
    `<script type="application/ld+json">{"n":"\\u624b\\u673a","p":"13800138003","a":"\\u9ad8\\u57ce\\u533a\\u548c\\u5e73\\u8def12\\u53f73\\u680b501\\u5ba4"}</script>`,
    `<style>td::after{content:"手机13800138004";color:#13800138009}</style></head><body>`,
    `<div hidden style="display:none">手机13800138005</div><!-- 手机13800138006 -->`,
    `<img src="/f/身份证${ID}.png" alt="车牌鲁A12345"><tr id="${ID}" data-x="13800138007"></tr>`,
    `<noscript>手机13800138008</noscript></body></html>`,
  ].join('');
  const found: string[] = [];
  for await (const one of scanDocument('a.html', Buffer.from(html)))
    found.push('error' in one ? one.error : `${one.part} ${one.text}`);
  expect(found.toSorted()).toEqual([
    `attributes ${ID}`,
    `attributes ${ID}`,
    'attributes 13800138001',
    'attributes 13800138007',
    'attributes 鲁A12345',
    'comments 13800138006',
    'scripts 13800138003',
    'scripts 13800138004',
    'scripts 高城区和平路12号3栋501室',
    'text 13800138002',
    'text 13800138005',
    'text 13800138008',
  ]);
  const { bytes } = await maskDocument('a.html', Buffer.from(html), () => true);
  expect(await partsOf('a.html', bytes)).toEqual([]);
  expect(bytes.toString()).not.toContain(ID);
});

test('fields of a PDF and what is attached to it are read', async () => {
  const attached = packedStream('/Type /EmbeddedFile', `手机：${PHONE}`);
  const bytes = pdf([
    attached,
    '<< /Type /Filespec /F (a.txt) /UF (a.txt) /EF << /F 5 0 R >> >>',
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (phone) /V (13900139000) /Rect [10 10 90 30] >>',
  ]).toString('latin1');
  const own = bytes
    .replace(
      '/OpenAction [3 0 R /Fit]',
      '/Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> >> /AcroForm << /Fields [7 0 R] >>',
    )
    .replace('/Contents 4 0 R', '/Contents 4 0 R /Annots [7 0 R]');
  const found = await partsOf('a.pdf', Buffer.from(own, 'latin1'));
  expect(found).toEqual(['page:1 screening/picture', 'page:1#notes', 'a.txt!/text']);
});
