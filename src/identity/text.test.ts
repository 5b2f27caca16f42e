import { expect, it } from 'vitest';
import { ROLES } from './roles.ts';
import { refusals, roleText } from './text.ts';

it('every refusal is a sentence of its own', () => {
  const sentences = Object.values(refusals);
  expect(sentences.filter((sentence) => !/[。]$/u.test(sentence))).toEqual([]);
  expect(new Set(sentences).size).toBe(sentences.length);
});

it('every role is called by a name of its own', () => {
  const titles = ROLES.map((role) => roleText[role].title);
  expect(new Set(titles).size).toBe(ROLES.length);
});
