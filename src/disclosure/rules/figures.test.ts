import { expect, test } from 'vitest';
import { compare, type Figure, figuresFrom } from './figures.ts';

const line = (value: string, indicator = '收入', unit = '亿元') => ({ indicator, unit, value });
const read = (value: string): unknown => {
  const found = figuresFrom([line(value)]);
  return 'figures' in found ? found.figures[0]?.value : found.fault.code;
};
const figure = (value: string | null, unit = '亿元'): Figure => ({ indicator: '收入', unit, value });

test.each([
  ['1,234.50', '1234.50'],
  ['１２．３', '12.3'],
  ['−5', '-5'],
  ['-0.0', '0.0'],
  ['007', '7'],
  ['', null],
  ['——', null],
  ['12,34', 'disclosure/figure-no-number'],
  ['8%', 'disclosure/figure-no-number'],
  ['1e9', 'disclosure/figure-no-number'],
  ['1234567890123456', 'disclosure/figure-no-number'],
  ['=1+1', 'disclosure/figure-no-number'],
])('%s is read as %s', (written, kept) => expect(read(written)).toBe(kept));

test('empty lines are left out; a name is wanted, and once', () => {
  expect(figuresFrom([line('', '', ''), line('1')])).toMatchObject({ figures: [{ value: '1' }] });
  expect(figuresFrom([line('1'), line('2', '')])).toMatchObject({
    fault: { code: 'disclosure/figure-nameless', line: 2 },
  });
  expect(figuresFrom([line('1'), line('2')])).toMatchObject({ fault: { code: 'disclosure/figure-twice', line: 2 } });
});

test.each([
  ['110', '100', '10', '10'],
  ['0.3', '0.1', '0.2', '200'],
  ['99.95', '100', '-0.05', '-0.1'],
  ['123456789012345.1', '123456789012345', '0.1', '0'],
  ['5', '5', '0', '0'],
])('%s after %s: %s, %s per cent', (now, before, difference, percent) => {
  expect(compare(figure(now), [figure(before)])).toEqual({ before, difference, percent, note: null });
});

test('what cannot be reckoned says why', () => {
  expect(compare(figure('3'), [figure('0')])).toMatchObject({
    difference: '3',
    percent: null,
    note: 'base-not-positive',
  });
  expect(compare(figure('3'), [figure('-2')])).toMatchObject({ difference: '5', note: 'base-not-positive' });
  expect(compare(figure('3'), [figure(null)])).toMatchObject({ difference: null, note: 'missing' });
  expect(compare(figure('3'), null)).toMatchObject({ note: 'missing' });
  expect(compare(figure(null), [figure('3')])).toMatchObject({ before: '3', note: 'blank' });
  expect(compare(figure('3'), [figure('3', '万元')])).toMatchObject({ note: 'other-unit' });
  expect(compare(figure('5.2', '%'), [figure('4.9', '%')])).toMatchObject({ difference: '0.3', note: 'points' });
});
