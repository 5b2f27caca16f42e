import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { citationsIn, LAW_INDEX, lawIndex, numberOf } from '../../scripts/law-index.ts';

test.each([
  ['行政许可法 第三十二条第四项', [['行政许可法', '第三十二条第四项']]],
  ['民法典第二百零一条第一款', [['民法典', '第二百零一条第一款']]],
  [
    '行政许可法 第四十三条 (twenty working days, no more), 第三十五条',
    [
      ['行政许可法', '第四十三条'],
      ['行政许可法', '第三十五条'],
    ],
  ],
  [
    '民法典 第二百零一条至第二百零三条；行政许可法 第八十二条、第四十五条',
    [
      ['民法典', '第二百零一条至第二百零三条'],
      ['行政许可法', '第八十二条'],
      ['行政许可法', '第四十五条'],
    ],
  ],
  ['GB/T 22239-2019 8.1.4.1 b) asks for a lock', [['GB/T 22239-2019', '8.1.4.1 b)']]],
  ['国办发〔2019〕51号', [['国办发〔2019〕51号', '']]],
  ['核查时间不计入按本市办件规则', [['本市办件规则', '']]],
  [
    'S-103, R-022: every unit names one',
    [
      ['S-103', ''],
      ['R-022', ''],
    ],
  ],
  ['the figures are the operator’s', []],
])('%s', (text, citations) => expect(citationsIn(text)).toEqual(citations));

test('Chinese numerals', () => {
  expect(['四', '十', '十二', '四十五', '一百零三', '二百一十'].map(numberOf)).toEqual([4, 10, 12, 45, 103, 210]);
});

test('docs/law-index.md is up to date: node --import tsx scripts/law-index.ts', () => {
  expect(readFileSync(LAW_INDEX, 'utf8')).toBe(lawIndex());
});
