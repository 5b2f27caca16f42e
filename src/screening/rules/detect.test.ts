import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corpus, scores } from '../testing/corpus.ts';
import { detect } from './detect.ts';
import { isBankCard, isOldResidentId, isResidentId } from './numbers.ts';

const found = (text: string): readonly string[] => detect(text).map(({ kind, text: words }) => `${kind} ${words}`);

test.each(scores(corpus(12)))(
  '$kind is found in the labelled texts: $right of $labelled, $found found',
  ({ labelled, found: all, right }) => {
    expect(labelled).toBeGreaterThan(10);
    expect(right / labelled).toBeGreaterThanOrEqual(0.97);
    expect(right / all).toBeGreaterThanOrEqual(0.97);
  },
);

test.each([
  '110000190001010004',
  '440000200002290012',
  '32000019880808005X',
  '11010519491231002X',
  '810000198506150127',
  '911840198001010013',
])('%s is a resident number', (id) => {
  expect(isResidentId(id)).toBe(true);
  // Every single digit that is wrong is noticed.
  for (let i = 0; i < 17; i += 1)
    for (let d = 0; d < 10; d += 1)
      if (id[i] !== String(d)) expect(isResidentId(`${id.slice(0, i)}${d}${id.slice(i + 1)}`)).toBe(false);
});

test('numbers that are none', () => {
  expect(isResidentId('110000190002300004')).toBe(false);
  expect(isOldResidentId('110000500101001')).toBe(true);
  expect(isOldResidentId('110000501301001')).toBe(false);
  expect(isBankCard('6222000000000000004', false)).toBe(true);
  expect(isBankCard('6222000000000000005', true)).toBe(false);
});

test.each([
  ['身份证１１０１０５１９４９１２３１００２Ｘ', ['resident_id １１０１０５１９４９１２３１００２Ｘ']],
  ['110105 19491231 002X', ['resident_id 110105 19491231 002X']],
  ['1101 0519 4912 3100 2X', ['resident_id 1101 0519 4912 3100 2X']],
  ['序号1 11010519491231002X', ['resident_id 11010519491231002X']],
  ['统一社会信用代码：11010519491231002X', []],
  ['电话13800138000，金额13800138000.00元，编号：13800138000', ['mobile 13800138000']],
  ['请拨打12345，监督电话：0531-88886666、13800138000', []],
  ['http://www.mingtang.gov.cn/art/13800138000.html', []],
  ['<tel:13800138000>', ['mobile 13800138000']],
  ['mtsmzj@mingtang.gov.cn；邮箱zhang88@qq.com', ['email zhang88@qq.com']],
  ['鲁ICP备12345678号，鲁B2-20050104，明市监罚〔2024〕12345号', []],
  ['第三百八十四条 138 万元 2024-01-15 08:30:00 2024年1月15日', []],
  ['市长王建国主持会议，副市长李红梅出席', []],
  ['当事人陈述申辩，申请人应当提交，居民委员会', []],
])('%s', (text, expected) => expect(found(text)).toEqual(expected));

test.each([
  ['请将补贴款打入胡建宇的银行卡，并电话告知（13905571234）。', ['person_name 胡建宇', 'mobile 13905571234']],
  ['我叫唐若伟，电话是13905571234。', ['person_name 唐若伟', 'mobile 13905571234']],
  ['投诉人联系方式：13905571234/liuyang@qq.com', ['mobile 13905571234', 'email liuyang@qq.com']],
  [
    '违停车辆：浙G13269、豫AZ762Q、浙L V2TN4',
    ['vehicle_plate 浙G13269', 'vehicle_plate 豫AZ762Q', 'vehicle_plate 浙L V2TN4'],
  ],
  ['违停车辆：苏F46933，请车主于三日内处理。', ['vehicle_plate 苏F46933']],
  [
    '3\t冯萍\t11010519491231002X\t灵璧县娄庄镇大庙村李圩组',
    ['person_name 冯萍', 'resident_id 11010519491231002X', 'home_address 灵璧县娄庄镇大庙村李圩组'],
  ],
  ['家住溪平县东关街道城市之光34-3-262', ['home_address 溪平县东关街道城市之光34-3-262']],
  ['联系人：市发展改革委 王主任，联系电话：0557-3795763', []],
  ['举报邮箱：jjjc@suzhou.gov.cn；地址：宿州市埇桥区银河一路402号市政务中心478室', []],
] as const)('%s', (text, hits) => {
  expect(found(text)).toEqual(hits);
});

test('what is printed is what stands there, in order, without overlaps, whatever the text', () => {
  const pieces = fc.constantFrom(
    '身份证',
    '11010519491231002X',
    '13800138000',
    '，',
    '\t',
    '\n',
    '张伟',
    '住址：',
    '和平路1号',
    '𠮷',
    '@qq.com',
    'a1',
    '室',
    '单元',
    '：',
    '鲁A',
    '12345',
    ' ',
    '户主',
    '(',
    '０',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      let at = 0;
      const codes = Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
      expect(detect(text, { codes })).toEqual(detect(text));
      for (const hit of detect(text)) {
        expect(hit.start).toBeGreaterThanOrEqual(at);
        expect(text.slice(hit.start, hit.end)).toBe(hit.text);
        expect(hit.text.length).toBeGreaterThan(0);
        at = hit.end;
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['digits', '1'.repeat(300_000)],
  ['digits in groups', '12 '.repeat(30_000)],
  ['labels', '申请人'.repeat(30_000)],
  ['addresses', '住址'.repeat(30_000)],
  ['one long line of cells', '住址\t13800138000\t'.repeat(3_000)],
  ['signs', '@'.repeat(300_000)],
  ['rows', '张伟\t13800138000\n'.repeat(5_000)],
])('%s without end take no longer than text', (_name, text) => {
  const began = performance.now();
  detect(text);
  expect(performance.now() - began).toBeLessThan(20_000);
});
