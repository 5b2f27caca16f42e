import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, isCanonical, type Json } from './canonical.ts';

test('the example of RFC 8785', () => {
  const value = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '1': 'One',
    '\u0080': 'Control',
    '😀': 'Smiley',
    ö: 'Latin',
    '\ufb33': 'Hebrew',
  };
  expect(Object.keys(JSON.parse(canonical(value)) as object)).toEqual(expect.arrayContaining(Object.keys(value)));
  expect(canonical(value)).toMatch(/^\{"\\r":.*"1":.*"\u0080":.*"ö":.*"€":.*"😀":.*"\ufb33":/u);
  expect(canonical({ numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0] })).toBe(
    '{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0]}',
  );
});

test('the order of keys does not matter, and the text reads back to the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = canonical(value as Json);
      return canonical(reversed(JSON.parse(text) as Json)) === text;
    }),
  );
});

test.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\ud800']])('%j has no canonical text', (value) => {
  expect(() => canonical({ value })).toThrow(TypeError);
});

test('a text is canonical if and only if it is what would be written', () => {
  const isWritten = (text: string): boolean => {
    const value = JSON.parse(text) as Json;
    try {
      return canonical(value) === text;
    } catch {
      return false;
    }
  };
  const texts = fc.oneof(
    fc.json(),
    fc.jsonValue().map((value) => canonical(value as Json)),
    fc.constantFrom('{"10":1,"9":2}', '{"9":1,"10":2}', '{"a":1,"a":2}', '{"b":1,"a":2}', '"\\ud800"', '-0', '1.0'),
    fc.constantFrom('[{"a":1,"a":1}]', '{"a":":"}', '{":":1}', '"\ud800"', '1000000000000000000000', '-1', '[ ]'),
    fc.constantFrom('{"a":{"b":1,"B":2}}', '[{"z":1,"a":1}]', '{"__proto__":1}', '"\\ud83d\\ude00"', ' 1', '1e2'),
  );
  fc.assert(fc.property(texts, (text) => isCanonical(text, JSON.parse(text) as Json) === isWritten(text)));
  expect(['{"a":1}', '{"b":1,"a":2}', '"\\ud800"'].map((text) => isCanonical(text, JSON.parse(text) as Json))).toEqual([
    true,
    false,
    false,
  ]);
});

function reversed(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member: Json) => reversed(member));
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member as Json)]),
  );
}
