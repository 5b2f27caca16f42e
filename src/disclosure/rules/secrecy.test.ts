import { expect, test } from 'vitest';
import { secrecyChecks, termsIn, unchecked } from './secrecy.ts';

test.each([
  ['机密★5年', '机密'],
  ['密　级：秘 密 ★ 一年', '密级'],
  ['内部资料，注意保存', '内部资料'],
  ['此件不得\n公开', '不得公开'],
])('%s', (text, term) => expect(termsIn(text)[0]?.term).toBe(term));

test('what is said to everybody has none', () => {
  expect(termsIn('关于食品安全监督抽检情况的通告。本期合格率百分之九十九。内部控制、秘书处、密切联系群众。')).toEqual(
    [],
  );
});

test('each check that was not answered for is named', () => {
  const all = secrecyChecks.map(({ key }) => key);
  expect(unchecked(all)).toEqual([]);
  expect(unchecked(all.slice(1))).toEqual([secrecyChecks[0]?.name]);
});
