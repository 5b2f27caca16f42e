import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueAt } from '../../../kernel/form/path.ts';
import { fenOf, withoutRow, withRow, withValue } from './values.ts';

test('a value goes to its place and nothing else moves', () => {
  const data = { name: '甲', at: { town: 'a' }, members: [{ name: '乙' }, { name: '丙' }] };
  expect(withValue(data, ['at', 'street'], 'b')).toEqual({ ...data, at: { town: 'a', street: 'b' } });
  expect(withValue(data, ['members', 1, 'name'], '丁').members).toEqual([{ name: '乙' }, { name: '丁' }]);
  expect(withValue(data, ['name'], undefined)).toEqual({ at: data.at, members: data.members });
  expect(data.name).toBe('甲');
});

test('whatever is put is found again', () => {
  const key = fc.stringMatching(/^[a-z]{1,4}$/u);
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 3 }), fc.string(), (path, value) => {
      expect(valueAt(withValue({}, path, value), path)).toBe(value);
    }),
  );
});

test('rows come and go', () => {
  const two = withRow(withRow({}, 'members'), 'members');
  expect(two.members).toEqual([{}, {}]);
  expect(withoutRow(withValue(two, ['members', 1, 'name'], '乙'), 'members', 0).members).toEqual([{ name: '乙' }]);
});

test('yuan to fen without a float', () => {
  expect([fenOf('1200.5'), fenOf('0.07'), fenOf(' 8 '), fenOf('19.99')]).toEqual([120050, 7, 800, 1999]);
  expect([fenOf(''), fenOf('1,200'), fenOf('1.234'), fenOf('-1')]).toEqual([null, null, null, null]);
});
