import { PDFiumLibrary } from '@hyzyla/pdfium';
import { expect, test } from 'vitest';
import { packedStream, pdf } from '../../kernel/files/testing/samples.ts';
import { zip } from '../../kernel/files/testing/zip.ts';
import { compound } from '../../kernel/old-office/testing/compound.ts';
import { maskOf } from '../rules/mask.ts';
import { scanDocument } from '../scan.ts';
import { paragraphs, sheetFile, slideFile, wordFile } from '../testing/documents.ts';
import { maskDocument } from './mask-document.ts';

const ID = '11010519491231002X';
const PHONE = '13800138000';

async function hitsOf(name: string, bytes: Buffer): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const found of scanDocument(name, bytes)) all.push('error' in found ? found.error : found.text);
  return all;
}

test.each([
  ['resident_id', ID, '1****************X'],
  ['resident_id', '110105 19491231 002X', '1***** ******** ***X'],
  ['mobile', PHONE, '138****8000'],
  ['mobile', '+86 138-0013-8000', '+86 138-****-8000'],
  ['bank_card', '6222000000000000004', '***************0004'],
  ['passport', 'EA0000001', 'E******01'],
  ['vehicle_plate', '鲁A12345', '鲁A***45'],
  ['email', 'zhang@qq.com', 'z****@qq.com'],
  ['email', 'z@qq.com', '*@qq.com'],
  ['person_name', '张伟', '张*'],
  ['person_name', '王秀英', '王*英'],
  ['home_address', '明堂市高城区和平路12号', '明堂市高城区******'],
  ['landline', '0531-86123456', '0531-******56'],
] as const)('%s %s is shown as %s', (kind, text, mask) => {
  expect(maskOf(kind, text)).toBe(mask);
  expect(maskOf(kind, text)).toHaveLength(text.length);
});

test.each([
  ['a.txt', Buffer.from(`申请人张伟，手机：${PHONE}`)],
  ['a.txt', Buffer.from(`\ufeff申请人张伟，手机：${PHONE}`, 'utf16le')],
  ['a.txt', Buffer.concat([Buffer.from('cad6bbfaa3ba', 'hex'), Buffer.from(PHONE)])],
  ['a.csv', Buffer.from(`姓名,身份证号\n王秀英,${ID}\n`)],
  [
    'a.html',
    Buffer.from(`<html><body title="${PHONE}"><p>手机：&#49;38<b>0013</b>8000</p><!-- ${ID} --></body></html>`),
  ],
  [
    'a.docx',
    wordFile(
      `${paragraphs('手机：138</w:t></w:r><w:r><w:t>00138000')}<w:p><w:del><w:r><w:delText>${ID}</w:delText></w:r></w:del></w:p>`,
    ),
  ],
  [
    'a.xlsx',
    sheetFile(
      [
        {
          name: '表',
          rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="3"><v>1.3800138E10</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>${ID}</t></is></c></row>`,
        },
      ],
      [`手机${PHONE}`, '没有用到13500135000'],
    ),
  ],
  ['a.pptx', slideFile([`手机${PHONE}`])],
  [
    'a.zip',
    zip([
      { name: 'x/名单.docx', bytes: wordFile(paragraphs(ID)) },
      { name: 'b.txt', bytes: PHONE },
    ]),
  ],
])('%s is written anew without what was found, and nothing else is touched', async (name, bytes) => {
  const before = await hitsOf(name, bytes);
  expect(before.length).toBeGreaterThan(0);
  const { bytes: clean, masked } = await maskDocument(name, bytes, () => true);
  expect(masked).toBe(before.length);
  expect(await hitsOf(name, clean)).toEqual([]);
});

test('what is kept stays', async () => {
  const bytes = Buffer.from(`手机：${PHONE}，身份证号：${ID}`);
  const { bytes: clean } = await maskDocument('a.txt', bytes, ({ kind }) => kind === 'mobile');
  expect(clean.toString()).toBe(`手机：138****8000，身份证号：${ID}`);
  expect((await maskDocument('a.txt', bytes, () => false)).bytes).toBe(bytes);
});

test('a page keeps its markup, GBK its code', async () => {
  const html = Buffer.from('<p class="a">手机：138<b>0013</b>8000&nbsp;好</p>');
  expect((await maskDocument('a.html', html, () => true)).bytes.toString()).toBe(
    '<p class="a">手机：138<b>****</b>8000&nbsp;好</p>',
  );
  const gbk = Buffer.concat([Buffer.from('cad6bbfaa3ba', 'hex'), Buffer.from(`${PHONE}`), Buffer.from('bac3', 'hex')]);
  expect((await maskDocument('a.txt', gbk, () => true)).bytes.toString('hex')).toBe(
    `cad6bbfaa3ba${Buffer.from('138****8000').toString('hex')}bac3`,
  );
});

/** A page with words at a place, turned and cut as given. */
const page = (words: string, more: string): Buffer => {
  const text = pdf([
    packedStream('', `BT /F1 12 Tf 60 120 Td (${words}) Tj ET`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Annot /Subtype /FreeText /Rect [60 60 160 80] /Contents (13700137000) /DA (/F1 12 Tf) >>',
  ]).toString('latin1');
  const plain = '/MediaBox [0 0 200 200] /Contents 4 0 R';
  const own = `${more} /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >> /Annots [7 0 R]`;
  return Buffer.from(text.replace(plain, own), 'latin1');
};

async function darkIn(bytes: Buffer): Promise<readonly [number, number, number, number]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  try {
    const drawn = await document.getPage(0).render({ scale: 1, render: 'bitmap', colorSpace: 'BGRA' });
    let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
    for (let at = 0; at < drawn.width * drawn.height; at += 1) {
      if ((drawn.data[at * 4] ?? 255) > 100) continue;
      const [x, y] = [at % drawn.width, Math.floor(at / drawn.width)];
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    }
    return [left, top, right, bottom];
  } finally {
    document.destroy();
    library.destroy();
  }
}

test.each([
  ['as usual', '/MediaBox [0 0 200 200]'],
  ['cut out of a larger one', '/MediaBox [40 40 200 200]'],
  ['turned', '/MediaBox [0 0 200 200] /Rotate 90'],
  ['turned and cut', '/MediaBox [0 0 220 200] /CropBox [20 30 200 190] /Rotate 270'],
])('a page %s is painted over where its letters are', async (_name, box) => {
  const bytes = page(PHONE, box);
  expect(await hitsOf('a.pdf', bytes)).toEqual([PHONE, '13700137000']);
  const before = await darkIn(bytes);
  const { bytes: clean, masked } = await maskDocument('a.pdf', bytes, () => true);
  expect(masked).toBe(2);
  expect(await hitsOf('a.pdf', clean)).toEqual(['screening/picture']);
  // The painted place reaches a little beyond every dot of the letters, and the picture holds no other letters.
  const after = await darkIn(clean);
  for (const side of [0, 1] as const) expect(after[side]).toBeLessThanOrEqual(before[side]);
  for (const side of [2, 3] as const) expect(after[side]).toBeGreaterThanOrEqual(before[side]);
});

test('a PDF within an archive is painted over, the rest of the archive stays', async () => {
  const bytes = zip([
    { name: 'x/a.pdf', bytes: page(PHONE, '/MediaBox [0 0 200 200]') },
    { name: 'b.txt', bytes: '通知' },
  ]);
  const { bytes: clean } = await maskDocument('a.zip', bytes, () => true);
  expect(await hitsOf('a.zip', clean)).toEqual(['screening/picture']);
});

test('what can be read and not written is refused', async () => {
  const bytes = compound([
    { name: 'WordDocument', bytes: Buffer.concat([Buffer.alloc(64), Buffer.from(`手机：${PHONE}`, 'utf16le')]) },
  ]);
  await expect(maskDocument('a.doc', bytes, () => true)).rejects.toMatchObject({ code: 'screening/cannot-mask' });
});
