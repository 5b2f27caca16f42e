import { describe, expect, test } from 'vitest';
import { UpdateRule } from '../contract.ts';
import rules from '../data/update-rules.json' with { type: 'json' };
import { type ColumnFacts, dueAt, healthOf, type SiteFacts, stateOf } from './health.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const ago = (days: number): Date => new Date(at.getTime() - days * 86_400_000);
const rule = (name: keyof typeof rules): UpdateRule => UpdateRule.parse(rules[name]);
const column = (title: string, more: Partial<ColumnFacts> = {}): ColumnFacts => ({
  key: title,
  title,
  type: title,
  count: 3,
  latestAt: ago(1),
  rule: null,
  ...more,
});
const sound: SiteFacts = {
  columns: [
    column('动态要闻', { rule: rule('news') }),
    column('政策文件', { rule: rule('notices') }),
    column('政策解读', { rule: rule('interpretation') }),
  ],
  homeAt: ago(1),
  openAlarms: 0,
  backdated: 0,
  brokenOnHome: 0,
  brokenElsewhere: 0,
  unlinked: 0,
  missingTags: 0,
  missingFooter: 0,
  domainIsRegular: true,
};

test('a sound site has a hundred points', () => {
  expect(healthOf(sound, at)).toMatchObject({ passed: true, score: 100, vetoes: [], deductions: [] });
});

describe('a veto ends the look', () => {
  test.each([
    ['an alarm that is open', { openAlarms: 1 }, 'V01'],
    ['a date that the ledger contradicts', { backdated: 1 }, 'V01'],
    ['a front page of two weeks ago', { homeAt: ago(15) }, 'V03'],
    [
      'five columns of news and notices',
      { columns: Array.from({ length: 5 }, (_, i) => column(`n${i}`, { latestAt: ago(15), rule: rule('news') })) },
      'V04',
    ],
    [
      'ten others',
      { columns: Array.from({ length: 10 }, (_, i) => column(`o${i}`, { latestAt: ago(400), rule: rule('yearly') })) },
      'V04',
    ],
    [
      'five blank ones',
      { columns: Array.from({ length: 5 }, (_, i) => column(`b${i}`, { count: 0, latestAt: null })) },
      'V04',
    ],
  ] as const)('%s', (_, change, id) => {
    const health = healthOf({ ...sound, ...change }, at);
    expect(health).toMatchObject({ passed: false, score: null, vetoes: [{ id }] });
  });
  test.each([
    ['fourteen days', { homeAt: ago(14) }],
    [
      'four columns',
      {
        columns: [
          ...sound.columns,
          ...Array.from({ length: 4 }, (_, i) => column(`n${i}`, { latestAt: ago(15), rule: rule('news') })),
        ],
      },
    ],
    [
      'four blank ones',
      {
        columns: [
          ...sound.columns,
          ...Array.from({ length: 4 }, (_, i) => column(`b${i}`, { count: 0, latestAt: null })),
        ],
      },
    ],
  ] as const)('%s are not enough', (_, change) => {
    expect(healthOf({ ...sound, ...change }, at).vetoes).toEqual([]);
  });
});

test('an item loses no more points than it has', () => {
  const health = healthOf({ ...sound, brokenOnHome: 3, brokenElsewhere: 200, missingFooter: 8 }, at);
  expect(health.deductions).toMatchObject([
    { id: 'D21', points: 2 },
    { id: 'D22', points: 4 },
  ]);
  expect(health.score).toBe(94);
});

test('a rule of six months ends on the same day, or on the last of a shorter month', () => {
  expect(dueAt(new Date('2026-08-31T02:00:00Z'), rule('notices'))).toEqual(new Date('2027-02-28T02:00:00Z'));
  expect(stateOf(column('x', { latestAt: ago(10), rule: rule('news') }), at)).toBe('soon');
  expect(stateOf(column('x', { latestAt: ago(3), rule: rule('news') }), at)).toBe('fresh');
});
