import { expect, test } from 'vitest';
import { ALIKE, likeness, likenessOf, marksOf, marksOfRequest, pairsOf } from './alike.ts';

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

const pair = (a: readonly [string, string], b: readonly [string, string]) => {
  const one = { subject: a[0], wanted: a[1] };
  const two = { subject: b[0], wanted: b[1] };
  const marks = marksOfRequest(two);
  return { likeness: likenessOf(one, two), found: marksOfRequest(one).some((mark) => marks.includes(mark)) };
};

test.each([
  [
    ['2026年第三季度食品安全监督抽检结果', '抽检了哪些品种，哪些不合格，怎样处置'],
    ['2026年第三季度食品安全监督抽检结果和不合格产品名单', '希望得到完整的名单'],
  ],
  [
    ['某连锁超市价格处罚案卷全部材料', '立案审批表、询问笔录'],
    ['关于某连锁超市价格处罚案卷的全部材料复印件', '全部都要'],
  ],
  [
    ['泮水社区电梯定期检验结果', '第一居民小区12台电梯最近一次检验报告'],
    ['请提供泮水社区电梯定期检验的结果', ''],
  ],
] as const)('%j and %j are the same, however each describes it', (a, b) => {
  const { likeness: share_, found } = pair(a, b);
  expect(share_).toBeGreaterThanOrEqual(ALIKE);
  expect(found).toBe(true);
});

test.each([
  // The same street and year, another thing.
  [
    ['泽宫街道2025年社区食堂补贴标准', '补贴依据、标准、申请条件'],
    ['泽宫街道2025年电梯检验结果', '检验报告'],
  ],
  // The same kind of thing, of somebody else.
  [
    ['检查记录', '2026年起重机械单位的检查记录'],
    ['检查记录', '2026年校园食堂的检查记录'],
  ],
  [
    ['行政处罚决定书', '对明堂市甲公司作出的处罚决定书，案号12'],
    ['公交线路调整听证记录', '2024年听证会笔录'],
  ],
] as const)('%j and %j are not', (a, b) => {
  expect(pair(a, b).likeness).toBeLessThan(ALIKE);
});
