import { expect, test } from 'vitest';
import { ALIKE, likeness, marksOf, pairsOf } from './alike.ts';

const asked = '申请公开明德区泽宫街道2025年度老旧小区改造项目招标文件、中标通知书和施工合同';
const again = '请求公开泽宫街道2025年度老旧小区改造项目的招标文件、施工合同和中标通知书复印件';
const other = '申请公开溪平县2024年度学校食堂食品安全检查结果和行政处罚决定书';

const share = (a: string, b: string): boolean => marksOf(a).some((mark) => marksOf(b).includes(mark));

test('the same asked in other words is alike, and found', () => {
  expect(likeness(pairsOf(asked), pairsOf(again))).toBeGreaterThan(ALIKE);
  expect(share(asked, again)).toBe(true);
});

test('another thing is not, though both are requests', () => {
  expect(likeness(pairsOf(asked), pairsOf(other))).toBeLessThan(0.2);
  expect(share(asked, other)).toBe(false);
});

test('nothing is alike to nothing', () => {
  expect(likeness(pairsOf(''), pairsOf(asked))).toBe(0);
  expect(marksOf('申请公开相关信息')).toEqual([]);
});

test('marks are whole numbers that PostgreSQL and JavaScript both hold', () => {
  for (const mark of marksOf(asked)) expect(Number.isSafeInteger(Number(mark))).toBe(true);
});
