import { expect, test } from 'vitest';
import { packedStream, pdf } from '../../kernel/files/testing/samples.ts';
import { zip } from '../../kernel/files/testing/zip.ts';
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

test('what can be read and not written is refused', async () => {
  const bytes = pdf([packedStream('', 'q'), '<< /Title (13900139000) >>'], '/Info 6 0 R ');
  await expect(maskDocument('a.pdf', bytes, () => true)).rejects.toMatchObject({ code: 'screening/cannot-mask' });
});
