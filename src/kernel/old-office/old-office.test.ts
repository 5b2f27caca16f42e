import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { oldOfficeKind, propertyTexts, readBook, readCompound, readLetter, readSlides } from './index.ts';
import { bookRecord, xls } from './testing/books.ts';
import { compound } from './testing/compound.ts';
import { doc } from './testing/letters.ts';
import { properties } from './testing/properties.ts';
import { ppt, slideAtom } from './testing/slides.ts';

// Made by writers of our own from the published structures (MS-CFB, MS-DOC, MS-XLS, MS-PPT, MS-OLEPS): no office program
// is at hand where the tests run.

const letterOf = (bytes: Buffer) => readLetter(readCompound(bytes));

describe('a letter', () => {
  test('its paragraphs are what a reader sees: headings, sides, tables, no hidden words, of fields the result', () => {
    const letter = letterOf(
      doc({
        lines: [
          { text: '关于防汛的通知', style: 1, side: 1 },
          { text: '内部使用', isHidden: true },
          { text: '见\u0013HYPERLINK "http://a.gov.cn"\u0014网站\u0015。\u0002' },
          { text: '甲', end: '\u0007', isInTable: true },
          { text: '乙', end: '\u0007', isInTable: true },
          { text: '', end: '\u0007', isRowEnd: true, row: { edges: [0, 100, 200], fromAbove: [false, true] } },
        ],
        headers: '页眉\r',
      }),
    );
    expect(letter?.texts.map(({ part }) => part)).toEqual(['main', 'headers']);
    expect(letter?.texts[0]?.text).toContain('内部使用');
    expect(letter?.paragraphs().map(({ text, level, side, end }) => [text, level, side, end])).toEqual([
      ['关于防汛的通知', 1, 'center', 'paragraph'],
      ['', null, 'left', 'paragraph'],
      ['见网站。', null, 'left', 'paragraph'],
      ['甲', null, 'left', 'cell'],
      ['乙', null, 'left', 'cell'],
      ['', null, 'left', 'row'],
    ]);
    expect(letter?.paragraphs().at(-1)?.row).toEqual({ edges: [0, 100, 200], fromAbove: [false, true] });
  });

  test('one of Word 95 has letters of GBK', () => {
    const word = Buffer.alloc(5000);
    word.writeUInt16LE(0xa5dc, 0);
    word.writeUInt32LE(1024, 24);
    word.writeUInt32LE(1028, 28);
    Buffer.from('b9abbfaa', 'hex').copy(word, 1024);
    expect(letterOf(compound([{ name: 'WordDocument', bytes: word }]))?.texts).toEqual([
      { part: 'main', text: '公开' },
    ]);
  });
});

test('slides in their order, titles apart, hidden ones marked', () => {
  const slides = readSlides(
    readCompound(
      ppt([
        { title: '一', lines: ['甲', '乙'] },
        { title: '二', lines: ['丙'], isHidden: true },
      ]),
    ),
  );
  expect(slides?.slides()).toEqual([
    {
      isHidden: false,
      texts: [
        { isTitle: true, text: '一' },
        { isTitle: false, text: '甲' },
        { isTitle: false, text: '乙' },
      ],
    },
    {
      isHidden: true,
      texts: [
        { isTitle: true, text: '二' },
        { isTitle: false, text: '丙' },
      ],
    },
  ]);
});

test('properties', () => expect(propertyTexts(properties(['题', '张伟']))).toEqual(['题', '张伟']));

const refused = (bytes: Buffer): string => {
  try {
    return String(oldOfficeKind(bytes));
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const plain = { lines: [{ text: '通知' }] };

describe('what an old file is', () => {
  test.each([
    ['a letter', doc(plain), 'letter'],
    ['slides', ppt([{ title: '题', lines: [] }]), 'slides'],
    ['something else in a compound file', compound([{ name: 'x', bytes: Buffer.alloc(9) }]), 'null'],
    ['a letter with a password', doc({ ...plain, isLocked: true }), 'files/encrypted'],
    [
      'a new letter with a password',
      compound([{ name: 'EncryptedPackage', bytes: Buffer.alloc(9) }]),
      'files/encrypted',
    ],
    [
      'slides with a password',
      ppt([], { more: [{ name: 'EncryptedSummary', bytes: Buffer.alloc(9) }] }),
      'files/encrypted',
    ],
    [
      'a letter with macros',
      doc({ ...plain, more: [{ name: 'VBA', bytes: Buffer.alloc(0), isFolder: true }] }),
      'files/has-macros',
    ],
    [
      'a letter that carries a file',
      doc({ ...plain, more: [{ name: '_1234567890', bytes: Buffer.alloc(0), isFolder: true }] }),
      'files/embedded-files',
    ],
    [
      'a letter that calls a program',
      doc({ lines: [{ text: '\u0013DDEAUTO c:\\cmd\u0014x\u0015' }] }),
      'files/active-content',
    ],
    [
      'slides with macros',
      ppt([], { extra: [slideAtom(0x0400, Buffer.from([1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0]))] }),
      'files/has-macros',
    ],
    [
      'slides that run a program on a click',
      ppt([], { extra: [slideAtom(0x0ff3, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0]))] }),
      'files/active-content',
    ],
    ['a workbook', xls([{ name: '表', rows: [['甲']] }]), 'book'],
    ['a workbook with a password', xls([], { records: [bookRecord(0x2f, Buffer.alloc(4))] }), 'files/encrypted'],
    [
      'a workbook that takes figures from another',
      xls([], { records: [bookRecord(0x1ae, Buffer.from([1, 0, 5, 0, 0, 1, 65, 65, 65]))] }),
      'files/external-content',
    ],
    [
      'a workbook with a sheet of macros',
      xls([], { records: [bookRecord(0x85, Buffer.from([0, 0, 0, 0, 0, 1, 1, 0, 65]))] }),
      'files/has-macros',
    ],
    ['slides that carry a file', ppt([], { extra: [slideAtom(0x1011, Buffer.alloc(8))] }), 'files/embedded-files'],
  ])('%s', (_what, bytes, code) => expect(refused(bytes)).toBe(code));
});

describe('what does not hold together is refused, soon', () => {
  const whole = doc({
    ...plain,
    headers: '页眉\r',
    more: [{ name: '\u0005SummaryInformation', bytes: properties(['题']) }],
  });
  const deck = ppt([{ title: '题', lines: ['甲'] }], { notes: ['乙'] });
  const circle = (bytes: Buffer): Buffer => {
    const round = Buffer.from(bytes);
    const table = (round.readUInt32LE(76) + 1) * 512;
    // Each sector is followed by the first.
    for (let at = table; at < table + 200; at += 4) round.writeUInt32LE(0, at);
    return round;
  };
  test('chains that go round, files cut short, counts beyond all bounds', () => {
    expect(refused(circle(whole))).toBe('files/broken');
    expect(refused(whole.subarray(0, 700))).toBe('files/broken');
    expect(refused(whole.subarray(0, 3000))).toBe('files/broken');
    const many = Buffer.from(whole);
    // The table of sectors goes on in a chain that leads to itself.
    many.writeUInt32LE(0, 68);
    expect(refused(many)).toBe('files/broken');
    const long = compound(Array.from({ length: 40 }, (_, i) => ({ name: `s${i}`, bytes: Buffer.alloc(5000) })));
    const directory = (long.readUInt32LE(48) + 1) * 512;
    for (let at = directory + 128; at < directory + 41 * 128; at += 128) long.writeUInt32LE(200_000, at + 120);
    expect(refused(long)).toBe('files/broken');
  });

  test('a letter that lost a page of its formats is no page: nobody knows what is hidden in it', () => {
    const bytes = doc({ lines: [{ text: '内部', isHidden: true }] });
    const table = bytes.lastIndexOf(Buffer.from([0, 8, 0, 0, 6, 8, 0, 0]));
    bytes.writeUInt32LE(90_000, table + 8);
    expect(() => letterOf(bytes)?.paragraphs()).toThrow(Refusal);
  });

  test('a text of thirty thousand letters in every cell', () => {
    const record = (type: number, data: Buffer): Buffer => {
      const head = Buffer.alloc(4);
      head.writeUInt16LE(type, 0);
      head.writeUInt16LE(data.length, 2);
      return Buffer.concat([head, data]);
    };
    const text = Buffer.concat([Buffer.from([1, 0, 0, 0, 1, 0, 0, 0, 0, 0x1f, 0]), Buffer.alloc(0x1f00, 65)]);
    const begin = record(0x809, Buffer.from([0, 6, 5, 0, 0, 0, 0, 0]));
    const head = record(0x85, Buffer.from([0, 0, 0, 0, 0, 0, 1, 0, 65]));
    const cells = Buffer.concat(Array.from({ length: 9000 }, () => record(0xfd, Buffer.alloc(10))));
    const bytes = Buffer.concat([begin, head, record(0xfc, text), record(0x0a, Buffer.alloc(0)), begin, cells]);
    bytes.writeUInt32LE(begin.length + head.length + text.length + 8, begin.length + 4);
    expect(refused(compound([{ name: 'Workbook', bytes }]))).toBe('files/archive-bomb');
  });

  test.each([
    ['a letter', whole],
    ['slides', deck],
  ])('%s with any bytes changed, or cut anywhere, is read or refused', (_what, bytes) => {
    const edit = fc.tuple(fc.nat(bytes.length - 1), fc.constantFrom(0, 1, 0x7f, 0x80, 0xfe, 0xff));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), fc.nat(bytes.length), (edits, cut) => {
        const changed = Buffer.from(edits.length > 0 ? bytes : bytes.subarray(0, cut));
        for (const [at, value] of edits) changed[at] = value;
        const code = refused(changed);
        expect(code === 'null' || ['letter', 'slides'].includes(code) || code.startsWith('files/')).toBe(true);
        if (code === 'letter') readOrRefused(() => letterOf(changed)?.paragraphs());
        if (code === 'slides') readOrRefused(() => readSlides(readCompound(changed))?.slides());
      }),
      { numRuns: 400 },
    );
  });

  const readOrRefused = (read: () => unknown): void => {
    try {
      read();
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
    }
  };

  test('a workbook of any records', () => {
    const one = fc.tuple(
      fc.constantFrom(
        0x06,
        0x0a,
        0x14,
        0x3c,
        0x7d,
        0x85,
        0xbd,
        0xe0,
        0xe5,
        0xfc,
        0xfd,
        0x1b6,
        0x203,
        0x204,
        0x207,
        0x208,
        0x27e,
        0x41e,
        0x809,
      ),
      fc.uint8Array({ maxLength: 24 }),
    );
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (records) => {
        const bytes = Buffer.concat([
          Buffer.from([9, 8, 4, 0, 0, 6, 5, 0]),
          ...records.map(([type, data]) => Buffer.from([type & 255, type >> 8, data.length, 0, ...data])),
        ]);
        const book = readBook(readCompound(compound([{ name: 'Workbook', bytes }])));
        readOrRefused(() => book?.sheets());
        readOrRefused(() => book?.rest());
      }),
      { numRuns: 300 },
    );
  });
});
