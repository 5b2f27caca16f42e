import { expect, test } from 'vitest';
import { periodIn } from './period.ts';

const now = new Date('2026-11-23T04:00:00Z');
const asked = (query: string) => periodIn(new URLSearchParams(query), now);

test('this year up to today, unless the address says otherwise', () => {
  expect(asked('')).toEqual({ from: '2026-01-01', to: '2026-11-23' });
  expect(asked('from=2025-01-01&to=2025-11-30&agency=7')).toEqual({ from: '2025-01-01', to: '2025-11-30', agency: 7 });
  expect(asked('from=yesterday&agency=-1')).toEqual({ from: '2026-01-01', to: '2026-11-23' });
});
