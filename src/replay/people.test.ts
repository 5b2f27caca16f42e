import { expect, test } from 'vitest';
import { creditCodeFault, residentIdFault } from '../identity/index.ts';
import { day } from '../kernel/index.ts';
import { poolOf } from './people.ts';

const pool = poolOf({ people: 1_500, enterprises: 300 }, '590921', ['590921100', '590921101'], day('2024-01-01'));

test('every document is one that the window takes', () => {
  expect(pool.people.filter(({ document }) => residentIdFault(document, day('2024-01-02')) !== null)).toEqual([]);
  expect(pool.enterprises.filter(({ document }) => creditCodeFault(document) !== null)).toEqual([]);
});

test('no two of them are the same', () => {
  const documents = [...pool.people, ...pool.enterprises].map(({ document }) => document);
  expect(new Set(documents).size).toBe(documents.length);
});

test('nobody real has such a number: cards name a county, these a whole province', () => {
  expect(pool.people.every(({ document }) => document.slice(2, 6) === '0000')).toBe(true);
});
