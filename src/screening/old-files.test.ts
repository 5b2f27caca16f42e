import { expect, test } from 'vitest';
import { zip } from '../kernel/files/testing/zip.ts';
import { compound } from '../kernel/old-office/testing/compound.ts';
import { doc } from '../kernel/old-office/testing/letters.ts';
import { properties } from '../kernel/old-office/testing/properties.ts';
import { ppt, slideAtom } from '../kernel/old-office/testing/slides.ts';
import { scanDocument } from './scan.ts';
import { partName } from './text.ts';

const ID = '11010519491231002X';
const PHONE = '13800138000';

async function found(name: string, bytes: Buffer): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const one of scanDocument(name, bytes))
    all.push('error' in one ? `${one.part} ${one.error}` : `${one.part} ${one.kind} ${one.text}`);
  return all;
}

const record = (type: number, ...parts: readonly Buffer[]): Buffer => {
  const data = Buffer.concat(parts);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
};
const u16 = (...values: readonly number[]): Buffer => Buffer.from(new Uint16Array(values).buffer);
const u32 = (...values: readonly number[]): Buffer => Buffer.from(new Uint32Array(values).buffer);
const double = (value: number): Buffer => Buffer.from(new Float64Array([value]).buffer);
const wide = (text: string): Buffer =>
  Buffer.concat([u16(text.length), Buffer.from([1]), Buffer.from(text, 'utf16le')]);
const narrow = (text: string): Buffer =>
  Buffer.concat([u16(text.length), Buffer.from([0]), Buffer.from(text, 'latin1')]);
const bof = (kind: number): Buffer => record(0x809, u16(0x600, kind, 0, 0), u32(0, 0));
const END = record(0x0a);

/** A workbook with a sheet that is seen and one that is not, as Excel 97 writes them. */
function workbook(
  sheets: readonly { name: string; state: number; cells: Buffer }[],
  shared: readonly Buffer[],
): Buffer {
  const texts = record(0xfc, u32(shared.length, shared.length), ...shared);
  const heads = (at: readonly number[]): Buffer =>
    Buffer.concat(
      sheets.map(({ name, state }, i) =>
        record(0x85, u32(at[i] ?? 0), Buffer.from([state, 0, name.length, 1]), Buffer.from(name, 'utf16le')),
      ),
    );
  const bodies = sheets.map(({ cells }) => Buffer.concat([bof(0x10), cells, END]));
  const start = bof(5).length + heads([]).length + texts.length + END.length;
  const places = bodies.map((_, i) => start + bodies.slice(0, i).reduce((sum, body) => sum + body.length, 0));
  return Buffer.concat([bof(5), heads(places), texts, END, ...bodies]);
}

test('an old workbook is read cell by cell: numbers, shared texts over two records, hidden sheets', async () => {
  const head = (row: number, column: number): Buffer => u16(row, column, 0);
  const first = Buffer.concat([
    record(0xfd, head(0, 0), u32(0)),
    record(0xfd, head(0, 1), u32(1)),
    record(0xfd, head(0, 2), u32(2)),
    record(0xfd, head(1, 0), u32(3)),
    record(0x203, head(1, 1), double(Number(PHONE))),
    record(0xfd, head(1, 2), u32(4)),
  ]);
  const second = record(0x204, head(4, 2), narrow('13900139000'));
  const bytes = workbook(
    [
      { name: '名单', state: 0, cells: first },
      { name: '旧', state: 1, cells: second },
    ],
    [wide('姓名'), wide('手机'), wide('身份证号'), wide('王秀英'), narrow(ID)],
  );
  expect((await found('a.xls', compound([{ name: 'Workbook', bytes }]))).toSorted()).toEqual([
    'sheet:名单 mobile 13800138000',
    'sheet:名单 person_name 王秀英',
    `sheet:名单 resident_id ${ID}`,
    'sheet:旧(隐藏) mobile 13900139000',
  ]);
  const locked = Buffer.concat([bof(5), record(0x2f, u16(1, 0)), END]);
  expect(await found('a.xls', compound([{ name: 'Workbook', bytes: locked }]))).toEqual([' files/encrypted']);
  const half = bytes.subarray(0, bytes.length - 5);
  // What breaks off is read by its letters, and told all the same.
  const broken = await found('a.xls', compound([{ name: 'Workbook', bytes: half }]));
  expect(broken).toEqual([`Workbook resident_id ${ID}`, ' files/broken']);
});

test('a text that goes on in the next record, with letters of another width', async () => {
  const head = u16(0, 0, 0);
  const sst = Buffer.concat([
    record(0xfc, u32(1, 1), u16(14), Buffer.from([1]), Buffer.from('手机：', 'utf16le')),
    record(0x3c, Buffer.from([0]), Buffer.from(PHONE, 'latin1')),
  ]);
  const name = Buffer.concat([Buffer.from([0, 0, 1, 1]), Buffer.from('表', 'utf16le')]);
  const start = bof(5).length + 4 + 4 + name.length + sst.length + END.length;
  const bytes = Buffer.concat([
    bof(5),
    record(0x85, u32(start), name),
    sst,
    END,
    bof(0x10),
    record(0xfd, head, u32(0)),
    END,
  ]);
  expect(await found('a.xls', compound([{ name: 'Workbook', bytes }]))).toEqual([`sheet:表 mobile ${PHONE}`]);
});

test('an old letter and old slides are read by what is written in their streams, however wide', async () => {
  const text = Buffer.concat([Buffer.alloc(512), Buffer.from(`申请人张伟，手机：${PHONE}\r身份证号：`, 'utf16le')]);
  const letter = Buffer.concat([text, Buffer.from(`${ID}\r`, 'latin1'), Buffer.alloc(4500)]);
  expect((await found('a.doc', compound([{ name: 'WordDocument', bytes: letter }]))).toSorted()).toEqual([
    `WordDocument#rest mobile ${PHONE}`,
    'WordDocument#rest person_name 张伟',
    `WordDocument#rest resident_id ${ID}`,
  ]);
  const slides = Buffer.concat([Buffer.from([0, 0, 0xa0, 0x0f, 26, 0, 0, 0]), Buffer.from(`手机${PHONE}`, 'utf16le')]);
  expect(await found('a.ppt', compound([{ name: 'PowerPoint Document', bytes: slides }]))).toEqual([
    `PowerPoint Document mobile ${PHONE}`,
  ]);
  const locked = Buffer.alloc(600);
  locked.writeUInt16LE(0x100, 10);
  expect(await found('a.doc', compound([{ name: 'WordDocument', bytes: locked }]))).toEqual([' files/encrypted']);
  expect(await found('a.docx', compound([{ name: 'EncryptedPackage', bytes: Buffer.alloc(64) }]))).toEqual([
    ' files/encrypted',
  ]);
  expect(await found('a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual([' files/broken']);
  const circle = compound([{ name: 'WordDocument', bytes: Buffer.alloc(5000, 32) }]);
  // The table leads from the first sector to itself.
  circle.writeUInt32LE(0, circle.length - 512);
  expect(await found('a.doc', circle)).toEqual([' files/broken']);
});

test('an old letter is read in every corner: notes, headers, comments, boxes, hidden words, properties, what was saved over', async () => {
  const bytes = doc({
    lines: [{ text: '通知' }, { text: '手机13800138001', isHidden: true }],
    footnotes: '手机13800138002\r',
    headers: '手机13800138003\r',
    comments: '手机13800138004\r',
    boxes: '手机13800138005\r',
    leftOver: '手机13800138006。',
    more: [{ name: '\u0005SummaryInformation', bytes: properties(['申请人张伟，手机：13800138007']) }],
  });
  expect(await found('a.doc', bytes)).toEqual([
    'WordDocument mobile 13800138001',
    'WordDocument#footnotes mobile 13800138002',
    'WordDocument#headers mobile 13800138003',
    'WordDocument#comments mobile 13800138004',
    'WordDocument#textboxes mobile 13800138005',
    'WordDocument#rest mobile 13800138006',
    'SummaryInformation person_name 张伟',
    'SummaryInformation mobile 13800138007',
  ]);
});

test('old slides are read with their notes and what stands on no slide', async () => {
  const bytes = ppt(
    [
      { title: '通报', lines: ['手机13800138001'] },
      { title: '备份', lines: ['手机13800138002'], isHidden: true },
    ],
    { notes: ['手机13800138003'], extra: [slideAtom(0x0fba, Buffer.from('手机13800138004', 'utf16le'))] },
  );
  expect((await found('a.ppt', bytes)).toSorted()).toEqual([
    'PowerPoint Document mobile 13800138004',
    'notes:3 mobile 13800138003',
    'slide:1 mobile 13800138001',
    'slide:2 mobile 13800138002',
  ]);
});

test('a workbook of Excel 95 has letters of GBK; notes and what is printed over each page are read', async () => {
  const text = (words: Buffer): Buffer => Buffer.concat([u16(words.length), words]);
  // 手机, as GBK has it.
  const label = Buffer.concat([Buffer.from('cad6bbfa', 'hex'), Buffer.from(PHONE)]);
  const cells = record(0x204, u16(0, 0, 0), text(label));
  const start = record(0x809, u16(0x500, 5, 0, 0));
  const head = (at: number): Buffer => record(0x85, u32(at), Buffer.from([0, 0, 2]), Buffer.from('b1ed', 'hex'));
  const old = Buffer.concat([
    start,
    head(start.length + head(0).length + END.length),
    END,
    record(0x809, u16(0x500, 16, 0, 0)),
    cells,
    END,
  ]);
  expect(await found('a.xls', compound([{ name: 'Book', bytes: old }]))).toEqual([`sheet:表 mobile ${PHONE}`]);
  const note = Buffer.concat([
    record(0x1b6, u16(0, 0, 0, 0, 0, 13, 16, 0, 0)),
    record(0x3c, Buffer.from([1]), Buffer.from(`手机${PHONE}`, 'utf16le')),
  ]);
  const header = record(0x14, wide('手机13900139000'));
  const bytes = workbook([{ name: '表', state: 2, cells: Buffer.concat([header, note]) }], []);
  expect(await found('a.xls', compound([{ name: 'Workbook', bytes }]))).toEqual([
    'sheet:表(深度隐藏)#other mobile 13900139000',
    `sheet:表(深度隐藏)#other mobile ${PHONE}`,
  ]);
});

test('a document of GB/T 33190 (OFD) is read: pages, notes, what it carries', async () => {
  const page = (words: string): string =>
    `<?xml version="1.0"?><ofd:Page xmlns:ofd="o"><ofd:Content><ofd:Layer><ofd:TextObject ID="1"><ofd:TextCode X="1" Y="2">${words}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>`;
  const bytes = zip([
    { name: 'OFD.xml', bytes: '<?xml version="1.0"?><ofd:OFD xmlns:ofd="o"><ofd:Author>张伟</ofd:Author></ofd:OFD>' },
    { name: 'Doc_0/Pages/Page_0/Content.xml', bytes: page(`手机：${PHONE}`) },
    { name: 'Doc_0/Annots/Page_0/Annotation.xml', bytes: `<a><Remark>身份证号${ID}</Remark></a>` },
    { name: 'Doc_0/Attachs/b.txt', bytes: '手机：13900139000' },
  ]);
  expect(await found('a.ofd', bytes)).toEqual([
    `Doc_0/Pages/Page_0/Content.xml mobile ${PHONE}`,
    `Doc_0/Annots/Page_0/Annotation.xml resident_id ${ID}`,
    'Doc_0/Attachs/b.txt!/text mobile 13900139000',
  ]);
});

test.each([
  ['WordDocument#comments', '批注'],
  ['sheet:名单(隐藏)#other', '工作表“名单(隐藏)”的批注、页眉页脚等'],
  ['slide:2', '第 2 张幻灯片'],
  ['a.zip!/b.doc!/WordDocument', 'a.zip!/b.doc：正文'],
  ['SummaryInformation', '文档属性'],
])('people read of %s', (part, name) => expect(partName(part)).toBe(name));
