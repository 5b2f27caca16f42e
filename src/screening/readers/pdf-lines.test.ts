import { expect, test } from 'vitest';
import { type Glyph, laidOut } from './pdf-lines.ts';

/** Signs of ten points, a line every eighteen; a digit is half as wide. A number in the list leaves so many points out. */
function page(...lines: readonly (readonly (string | number)[])[]): readonly Glyph[] {
  const glyphs: Glyph[] = [];
  for (const [row, parts] of lines.entries()) {
    let left = 50;
    const bottom = 700 - row * 18;
    for (const part of parts) {
      if (typeof part === 'number') left += part;
      else
        for (const sign of part) {
          const right = left + (sign.charCodeAt(0) < 256 ? 5 : 10);
          glyphs.push({ code: sign.charCodeAt(0), left, right, bottom, top: bottom + 10 });
          left = right;
        }
    }
    for (const code of [13, 10]) glyphs.push({ code, left: 0, right: 0, bottom: 0, top: 0 });
  }
  return glyphs;
}

test('a number that the edge of the page tears apart is one', () => {
  const text = laidOut(
    page(['　　申请人张伟，家住平川县城关镇，身份证号1101051949'], ['1231002X，已经核实。'], ['　　另行通知。']),
  );
  expect(text.trimEnd()).toBe(
    '　　申请人张伟，家住平川县城关镇，身份证号11010519491231002X，已经核实。\n　　另行通知。',
  );
});

test('columns are apart', () => {
  expect(laidOut(page(['姓名', 20, '电话'], ['张伟', 20, '13800138000'])).trimEnd()).toBe(
    '姓名\t电话\n张伟\t13800138000',
  );
});

test('a number that is whole does not go on; a list and a short line stand for themselves', () => {
  const full = '联系人王芳，请向县政府办公室报名，联系电话13800138000';
  expect(laidOut(page([full], ['2024年3月5日截止'])).trimEnd()).toBe(`${full} 2024年3月5日截止`);
  expect(laidOut(page([full], ['二、有关要求'])).trimEnd()).toBe(`${full}\n二、有关要求`);
  expect(laidOut(page(['通知'], [full])).trimEnd()).toBe(`通知\n${full}`);
});
