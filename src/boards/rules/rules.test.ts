import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../kernel/day.ts';
import type { Shown } from '../contract.ts';
import { accountsFault, yuan } from './accounts.ts';
import { lastDayOf, periodBefore, periodTitle } from './period.ts';
import { withoutTraces } from './photo.ts';
import { LONGEST_SENTENCE, scriptOf, shortSentences } from './script.ts';
import { slidesOf } from './slides.ts';
import { spoken, wholeNumber } from './spoken.ts';

describe('numbers are read out as an announcer says them', () => {
  test.each([
    ['0', '零'],
    ['10', '十'],
    ['12', '十二'],
    ['110', '一百一十'],
    ['1005', '一千零五'],
    ['1250', '一千二百五十'],
    ['20008', '二万零八'],
    ['100000', '十万'],
    ['1010000', '一百零一万'],
    ['100000001', '一亿零一'],
    ['2050030', '二百零五万零三十'],
  ])('%s', (digits, said) => {
    expect(wholeNumber(digits)).toBe(said);
  });

  test.each([
    ['2026年10月9日', '二零二六年十月九日'],
    ['2026-10-09起', '二零二六年十月九日起'],
    ['明政发〔2026〕12号', '明政发二零二六年第十二号'],
    ['增长12.5%', '增长百分之十二点五'],
    ['每月1,250元', '每月一千二百五十元'],
    ['80—89周岁', '八十至八十九周岁'],
    ['上午9:30开始', '上午九点三十分开始'],
    ['9:05', '九点零五分'],
    ['热线12345', '热线幺二三四五'],
    ['电话0590-8123456', '电话零五九零八幺二三四五六'],
    ['面积12㎡', '面积十二平方米'],
  ])('%s', (written, said) => {
    expect(spoken(written)).toBe(said);
  });

  test('no digit is left to be guessed at', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => !/\d/u.test(spoken(text))));
  });
});

describe('a script for the loudspeaker', () => {
  const article: Shown = {
    ...{ ref: 'x', version: 1, title: '高龄津贴办法', agency: '市政府', on: '2026-10-09', url: '' },
    parts: [
      {
        kind: 'paragraph',
        text: '具有本市户籍，年满八十周岁的老年人，可以向村民委员会提出申请，由乡镇人民政府在五个工作日内审核，再由县级民政部门按月发放。',
      },
      { kind: 'table', caption: '标准', head: ['年龄', '每月'], rows: [['80岁以上', '60元']] },
    ],
  };
  test('has short sentences, each with its end, and says how long it takes', () => {
    const { sentences, seconds, characters } = scriptOf([article], { opening: '大家好。', closing: '播送完了。' });
    expect(sentences.every((sentence) => sentence.length <= LONGEST_SENTENCE + 1)).toBe(true);
    expect(sentences.every((sentence) => /[。！？]$/u.test(sentence))).toBe(true);
    expect(sentences).toContain('八十岁以上，每月六十元。');
    expect(seconds).toBe(Math.round(characters * 0.3));
  });
  test('breaks what has no pause, and loses no word', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[甲乙丙丁，。]{1,200}$/u), (text) => {
        const plain = (words: string): string => words.replaceAll(/[，。]/gu, '');
        const found = shortSentences(text, 20);
        expect(plain(found.join(''))).toBe(plain(text));
        expect(found.every(({ length }) => length <= 21)).toBe(true);
      }),
    );
  });
});

test('slides hold no more than can be read, and lose nothing', () => {
  const parts: Shown['parts'] = [
    { kind: 'heading', text: '一、对象' },
    ...Array.from({ length: 30 }, (_, i) => ({ kind: 'paragraph' as const, text: `第${i}条${'字'.repeat(i * 9)}` })),
    { kind: 'table', caption: '', head: ['甲'], rows: Array.from({ length: 14 }, (_, i) => [String(i)]) },
  ];
  const slides = slidesOf({ ref: '', version: 1, title: '题', agency: '', on: '', url: '', parts });
  expect(slides.every(({ lines }) => lines.length <= 5 && lines.join('').length <= 300)).toBe(true);
  const words = slides.flatMap(({ lines }) => lines).join('');
  expect(words).toBe(parts.flatMap((part) => (part.kind === 'paragraph' ? [part.text] : [])).join(''));
  expect(slides.filter(({ table }) => table).map(({ table }) => table?.rows.length)).toEqual([6, 6, 2]);
});

test('accounts that do not balance are not told', () => {
  const line = (cents: number) => ({ item: '项目', cents, note: '' });
  const accounts = { period: '2026-Q3', openingCents: -500, supervision: '同意', supervisedOn: '2026-10-08' };
  const told = { ...accounts, income: [line(1000)], expense: [line(200)], closingCents: 300 };
  expect(accountsFault(told)).toBe(null);
  expect(accountsFault({ ...told, closingCents: 301 })).toBe('boards/does-not-balance');
  expect(accountsFault({ ...told, income: [], expense: [], closingCents: -500 })).toBe('boards/no-lines');
  expect([yuan(0), yuan(5), yuan(1_234_567), yuan(-100)]).toEqual(['0.00', '0.05', '12,345.67', '-1.00']);
});

test('periods that are over', () => {
  expect(periodBefore('month', day('2026-01-31'))).toEqual({ key: '2025-12', last: '2025-12-31' });
  expect(periodBefore('quarter', day('2026-10-01'))).toEqual({ key: '2026-Q3', last: '2026-09-30' });
  expect([lastDayOf('2026-02'), lastDayOf('2026-Q4'), lastDayOf('2026')]).toEqual([
    '2026-02-28',
    '2026-12-31',
    '2026-12-31',
  ]);
  expect([periodTitle('2026-02'), periodTitle('2026-Q4'), periodTitle('2026')]).toEqual([
    '2026年2月',
    '2026年第4季度',
    '2026年',
  ]);
});

describe('pictures keep nothing of where and by whom', () => {
  const segment = (marker: number, body: Uint8Array | string): Buffer => {
    const data = Buffer.from(body as string, 'latin1');
    return Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data]);
  };
  // Orientation 6, the moment it was taken, and a place.
  const tiff = Buffer.alloc(90);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(2, 8);
  tiff.set([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0], 10);
  tiff.set([0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38], 22);
  tiff.writeUInt16BE(1, 38);
  tiff.set([0x90, 0x03, 0, 2, 0, 0, 0, 20, 0, 0, 0, 60], 40);
  tiff.write('2026:11:23 09:30:00\0', 60, 'latin1');
  const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
  const rest = Buffer.concat([segment(0xda, 'scan'), Buffer.from([1, 2, 3, 0xff, 0xd9])]);
  const picture = Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 'JFIF\0'),
    exif,
    segment(0xfe, 'comment of somebody'),
    segment(0xed, 'Photoshop city of Mingtang'),
    rest,
  ]);

  test('only how it lies and when it was taken', () => {
    const { bytes, takenAt } = withoutTraces(picture);
    expect(takenAt).toBe('2026-11-23T01:30:00.000Z');
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).not.toMatch(/comment|Photoshop|2026/u);
    expect(text.endsWith(rest.toString('latin1'))).toBe(true);
    expect(withoutTraces(bytes).bytes).toEqual(bytes);
    expect(bytes[bytes.indexOf(0x12) + 8]).toBe(6);
  });
  test('what is cut short, or no picture, is left to be refused', () => {
    expect(withoutTraces(picture.subarray(0, 40)).bytes).toEqual(picture.subarray(0, 40));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => withoutTraces(bytes).bytes.length <= bytes.length + 40),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        withoutTraces(Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, ...bytes]));
        withoutTraces(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, ...bytes]));
      }),
    );
  });
});
