import { expect, test } from 'vitest';
import { sentencesOf } from './module.ts';

const sentence = sentencesOf([{ name: 'kernel', sentences: { 'a/b': '不能印：{characters}，共 {n} 个。' } }]);

test('what a refusal names stands in its sentence, several of a kind one after the other', () => {
  expect(sentence('a/b', { characters: ['𠮷（U+20BB7）', 'U+202E'], n: 2 })).toBe(
    '不能印：𠮷（U+20BB7）、U+202E，共 2 个。',
  );
});

test('what cannot be said is not said, and a code without a sentence is itself', () => {
  expect(sentence('a/b', { characters: [{}], n: 1 })).toBe('不能印：{characters}，共 1 个。');
  expect(sentence('x/y')).toBe('x/y');
});
