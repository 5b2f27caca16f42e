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
  hasServices: true,
  judged: [],
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

describe('what people have found', () => {
  const found = (item: string, times: readonly number[], days = 10) => ({
    item,
    times,
    note: '现场核对发现',
    at: ago(days),
  });

  test('counts with what the program has counted, to what an item has and no more', () => {
    // Of D22 the program counts links; pop-ups are for people, and what they enter of links is not taken.
    const judged = [found('D22', [9, 9, 1]), found('D10', [3, 0])];
    const { deductions, score } = healthOf({ ...sound, brokenOnHome: 1, judged }, at);
    expect(deductions).toMatchObject([
      { id: 'D10', points: 3, says: '现场核对发现' },
      { id: 'D22', points: 2 },
    ]);
    expect(score).toBe(95);
  });

  test('a veto by a person ends the look as one by the program does, until it was looked at again', () => {
    const bad = healthOf({ ...sound, judged: [found('V02', [1], 20)] }, at);
    expect(bad).toMatchObject({ passed: false, score: null, vetoes: [{ id: 'V02', says: '现场核对发现' }] });
    expect(healthOf({ ...sound, judged: [found('V02', [1], 20), found('V02', [0])] }, at).passed).toBe(true);
  });

  test('is gone after three months, and the item is to be judged again', () => {
    expect(healthOf(sound, at).manual).toContain('互动回应差');
    expect(healthOf({ ...sound, judged: [found('V05', [0], 80)] }, at).manual).not.toContain('互动回应差');
    const old = healthOf({ ...sound, judged: [found('V05', [1], 100)] }, at);
    expect(old.manual).toContain('互动回应差');
    expect(old.vetoes).toEqual([]);
  });

  test('points beyond the hundred count above eighty only, thirty at most', () => {
    const bonus = found('B01', [40]);
    expect(healthOf({ ...sound, judged: [bonus] }, at)).toMatchObject({ score: 130, bonus: 30 });
    const at80 = ['D01', 'D02', 'D03', 'D09'].map((item) => found(item, [1, 0]));
    expect(healthOf({ ...sound, judged: [bonus, ...at80] }, at)).toMatchObject({ score: 80, bonus: 0 });
  });

  test('below sixty fails, without a veto', () => {
    const judged = ['D01', 'D02', 'D03', 'D07', 'D09', 'D10', 'D14', 'D16', 'D17'].map((item) => found(item, [9, 9]));
    expect(healthOf({ ...sound, judged }, at)).toMatchObject({ passed: false, score: 52 });
  });

  test('who has no services is not asked about them: seventy-five points, made a hundred', () => {
    const closed = { ...sound, hasServices: false };
    expect(healthOf(closed, at)).toMatchObject({ score: 100 });
    expect(healthOf({ ...closed, judged: [found('D10', [5, 0]), found('D01', [0, 3])] }, at)).toMatchObject({
      score: 96,
      deductions: [{ id: 'D01', points: 3 }],
    });
    expect(healthOf(closed, at).manual).not.toContain('办事指南');
  });
});

test('a rule of six months ends on the same day, or on the last of a shorter month', () => {
  expect(dueAt(new Date('2026-08-31T02:00:00Z'), rule('notices'))).toEqual(new Date('2027-02-28T02:00:00Z'));
  expect(stateOf(column('x', { latestAt: ago(10), rule: rule('news') }), at)).toBe('soon');
  expect(stateOf(column('x', { latestAt: ago(3), rule: rule('news') }), at)).toBe('fresh');
});
