import { expect, test } from 'vitest';
import { packedStream, pdf } from '../kernel/files/testing/samples.ts';
import { zip } from '../kernel/files/testing/zip.ts';
import { BOUNDS } from './readers/part.ts';
import { scanDocument } from './scan.ts';
import { paragraphs, sheetFile, slideFile, wordFile, wordPart } from './testing/documents.ts';

const ID = '11010519491231002X';
const PHONE = '13800138000';
const CARD = '6222000000000000004';

async function found(name: string, bytes: Buffer, bounds = BOUNDS): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const one of scanDocument(name, bytes, bounds))
    all.push('error' in one ? `${one.part} ${one.error}` : `${one.part} ${one.kind} ${one.start} ${one.text}`);
  return all;
}

const GBK_PHONE = Buffer.concat([Buffer.from('cad6bbfaa3ba', 'hex'), Buffer.from(PHONE)]);

test.each([
  ['UTF-8', Buffer.from(`手机：${PHONE}`), 3],
  ['UTF-8 with a mark', Buffer.from(`\ufeff手机：${PHONE}`), 3],
  ['UTF-16', Buffer.from(`\ufeff手机：${PHONE}`, 'utf16le'), 3],
  ['UTF-16 without a mark', Buffer.from(`手机：${PHONE}`, 'utf16le'), 3],
  ['GBK', GBK_PHONE, 3],
])('a text in %s is read', async (_name, bytes, start) => {
  expect(await found('a.txt', bytes)).toEqual([`text mobile ${start} ${PHONE}`]);
});

test('a table between commas knows its columns', async () => {
  const csv = `单位,办公电话,联系人手机\n民政局,0531-88886666,${PHONE}\n`;
  expect(await found('a.csv', Buffer.from(csv))).toEqual([`text mobile 32 ${PHONE}`]);
});

test('a page is read where it is seen and where it is not', async () => {
  const html = `<!doctype html><html><head><meta name="author" content="联系 ${PHONE}"><title>公示</title></head><body>
    <!-- ${ID} --><p>手机：138<b>0013</b>8000</p><p>&#49;3900139000</p><a href="tel:13700137000">拨打</a>
    <script>const who = '13600136000';</script></body></html>`;
  expect((await found('a.html', Buffer.from(html))).toSorted()).toEqual([
    `attributes mobile 10 ${PHONE}`,
    'attributes mobile 26 13700137000',
    `comments resident_id 1 ${ID}`,
    'scripts mobile 13 13600136000',
    'text mobile 22 13900139000',
    `text mobile 9 ${PHONE}`,
  ]);
});

test('a letter is read in every part', async () => {
  const bytes = wordFile(
    `${paragraphs(`手机：138</w:t></w:r><w:r><w:t>00138000`)}<w:p><w:del><w:r><w:delText>身份证 ${ID}</w:delText></w:r></w:del></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>卡号${CARD}</w:t></w:r></w:p><wp:docPr descr="车牌鲁A12345"/><w:txbxContent>${paragraphs('手机13500135000')}</w:txbxContent>`,
    [
      {
        name: 'word/comments.xml',
        bytes: wordPart('comments', `<w:comment>${paragraphs('他的手机13900139000')}</w:comment>`),
      },
      { name: 'word/header1.xml', bytes: wordPart('hdr', paragraphs('13700137000')) },
      {
        name: 'docProps/custom.xml',
        bytes: '<Properties><property name="x"><v>13600136000</v></property></Properties>',
      },
      {
        name: 'word/embeddings/a.xlsx',
        bytes: sheetFile([{ name: '表', rows: `<row r="1"><c r="A1"><v>${PHONE}</v></c></row>` }]),
      },
    ],
  );
  expect((await found('a.docx', bytes)).map((line) => line.replace(/ \d+ /u, ' ')).toSorted()).toEqual(
    [
      `word/document.xml mobile ${PHONE}`,
      `word/document.xml bank_card ${CARD}`,
      `word/document.xml#deleted resident_id ${ID}`,
      'word/document.xml#attributes vehicle_plate 鲁A12345',
      'word/document.xml#textbox mobile 13500135000',
      'word/comments.xml mobile 13900139000',
      'word/header1.xml mobile 13700137000',
      'docProps/custom.xml mobile 13600136000',
      `word/embeddings/a.xlsx!/sheet:表!A1 mobile ${PHONE}`,
    ].toSorted(),
  );
});

test('a workbook is read with what is hidden, and numbers as they are', async () => {
  const bytes = sheetFile(
    [
      {
        name: '名单',
        rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>办公电话</t></is></c></row><row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>王秀英</t></is></c><c r="B2"><v>1.3800138E10</v></c><c r="C2" t="str"><v>13700137000</v></c></row>`,
      },
      { name: '旧', state: 'hidden', rows: `<row r="3"><c r="B3" t="inlineStr"><is><t>${ID}</t></is></c></row>` },
      {
        name: '更旧',
        state: 'veryHidden',
        rows: `<row r="1"><c r="A1"><f>"手机"&amp;"13600136000"</f><v>1</v></c></row>`,
      },
    ],
    ['姓名', '手机', `没有用到 13500135000`],
    [{ name: 'xl/comments1.xml', bytes: '<comments><text><t>13900139000</t></text></comments>' }],
  );
  expect((await found('a.xlsx', bytes)).toSorted()).toEqual(
    [
      'sheet:名单!A2 person_name 0 王秀英',
      `sheet:名单!B2 mobile 0 ${PHONE}`,
      `sheet:旧(隐藏)!B3 resident_id 0 ${ID}`,
      'sheet:更旧(深度隐藏)!A1#formula mobile 6 13600136000',
      'xl/sharedStrings.xml#unused mobile 5 13500135000',
      'xl/comments1.xml mobile 0 13900139000',
    ].toSorted(),
  );
});

test('slides, hidden ones and notes are read', async () => {
  const bytes = slideFile(
    [`手机${PHONE}`, '手机13900139000'],
    [
      {
        name: 'ppt/notesSlides/notesSlide1.xml',
        bytes: '<p:notes xmlns:p="p" xmlns:a="a"><a:p><a:t>13700137000</a:t></a:p></p:notes>',
      },
    ],
  );
  expect(await found('a.pptx', bytes)).toHaveLength(3);
});

test('a PDF is read: pages, what it says of itself; a page of pictures is told', async () => {
  const bytes = pdf(
    [
      packedStream('', `BT /F1 12 Tf 10 100 Td (${PHONE}) Tj ET`),
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      '<< /Title (13900139000) >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F1 6 0 R >> >> /Contents 5 0 R /Annots [9 0 R] >>',
      '<< /Type /Annot /Subtype /Text /Rect [0 0 10 10] /Contents (13700137000) >>',
    ],
    '/Info 7 0 R ',
  );
  const text = bytes.toString('latin1').replace('/Kids [3 0 R] /Count 1', '/Kids [3 0 R 8 0 R]/Count 2');
  expect(await found('a.pdf', Buffer.from(text.replace('/Count 2', '/Count 2'), 'latin1'))).toEqual([
    'properties mobile 0 13900139000',
    'page:1 screening/picture',
    `page:2 mobile 0 ${PHONE}`,
    'page:2#notes mobile 0 13700137000',
  ]);
});

test('archives within archives are read down to a depth', async () => {
  const inner = zip([{ name: 'b.txt', bytes: PHONE }]);
  const middle = zip([{ name: 'a.zip', bytes: inner }]);
  expect(await found('x.zip', middle)).toEqual([`a.zip!/b.txt!/text mobile 0 ${PHONE}`]);
  let deep = inner;
  for (let i = 0; i < 6; i += 1) deep = zip([{ name: 'z.zip', bytes: deep }]);
  expect((await found('x.zip', deep)).at(-1)).toMatch(/screening\/too-deep$/u);
});

test('names in GBK are readable', async () => {
  const bytes = zip([{ name: 'aaaa.txt', bytes: PHONE }]);
  const gbk = Buffer.from('c3fbb5a5', 'hex');
  for (let at = bytes.indexOf('aaaa'); at !== -1; at = bytes.indexOf('aaaa', at + 1)) gbk.copy(bytes, at);
  expect(await found('x.zip', bytes)).toEqual([`名单.txt!/text mobile 0 ${PHONE}`]);
});

test('bombs, entities, passwords, halves and pictures are told in one line, nothing else', async () => {
  const bomb = zip([{ name: 'a.txt', bytes: Buffer.alloc(40_000_000, 32) }]);
  expect(await found('a.zip', bomb)).toEqual([' files/archive-bomb']);
  const entity = wordFile('', [
    { name: 'word/x.xml', bytes: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
  ]);
  expect(await found('a.docx', entity)).toEqual(['word/x.xml files/unsafe-xml']);
  const locked = zip([{ name: 'a.txt', bytes: PHONE }]);
  for (const mark of ['PK\u0003\u0004', 'PK\u0001\u0002']) {
    const at = locked.indexOf(mark, 0, 'latin1');
    const flag = at + (mark.endsWith('\u0004') ? 6 : 8);
    locked.writeUInt16LE(locked.readUInt16LE(flag) | 1, flag);
  }
  expect(await found('a.zip', locked)).toEqual([' files/encrypted']);
  expect(await found('a.docx', wordFile(paragraphs('好')).subarray(0, 200))).toEqual([' files/broken']);
  expect(await found('a.pdf', Buffer.from('%PDF-1.7\nnothing'))).toEqual([' files/broken']);
  expect(await found('a.png', Buffer.from('89504e470d0a1a0a0000', 'hex'))).toEqual([' screening/picture']);
  expect(await found('a.txt', Buffer.from('00ff00fe1234560000aa', 'hex'))).toEqual([' screening/not-text']);
  const wide = { ...BOUNDS, entries: 3 };
  expect(await found('a.zip', zip([1, 2, 3, 4].map((n) => ({ name: `${n}.txt`, bytes: PHONE }))), wide)).toEqual([
    ' files/archive-bomb',
  ]);
  expect(await found('a.txt', Buffer.from(PHONE), { ...BOUNDS, milliseconds: -1 })).toEqual([' screening/too-long']);
});

test('macros are neither run nor in the way', async () => {
  const bytes = wordFile(paragraphs(PHONE), [
    { name: 'word/vbaProject.bin', bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex') },
  ]);
  expect(await found('a.docm', bytes)).toEqual([
    `word/document.xml mobile 0 ${PHONE}`,
    'word/vbaProject.bin files/broken',
  ]);
});
