import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cell, csv } from './csv.ts';

test('a cell that begins like a formula becomes text', () => {
  expect(cell('=HYPERLINK("http://x")')).toBe(`"'=HYPERLINK(""http://x"")"`);
  expect(cell('+8613000000001')).toBe("'+8613000000001");
  expect(cell('@SUM(A1)')).toBe("'@SUM(A1)");
  expect(cell('\t=1+1')).toBe("'\t=1+1");
  expect(cell('－1＋cmd')).toBe("'－1＋cmd");
});

test('numbers stay numbers, negative ones too', () => {
  expect(cell('-12.50')).toBe('-12.50');
  expect(cell(-3)).toBe('-3');
  expect(cell(null)).toBe('');
});

test('commas, quotes and line breaks are kept inside the cell', () => {
  expect(csv([['a,b', 'c"d', 'e\nf']])).toBe('\uFEFF"a,b","c""d","e\nf"\r\n');
});

test('whatever is written, no cell begins a formula', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const written = cell(text).replace(/^"/u, '');
      expect(/^[=+@]/u.test(written)).toBe(false);
      expect(/^-/u.test(written) && !/^-\d+(\.\d+)?$/u.test(written)).toBe(false);
    }),
  );
});
