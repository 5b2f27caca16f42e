import { describe, expect, test } from 'vitest';
import { DECISIONS } from './decisions.ts';
import { missingIn, remediesOf, TEMPLATES } from './templates.ts';

const forum = { reconsideration: '明堂市人民政府', court: '明堂市中级人民法院' };
const filled = (code: (typeof DECISIONS)[number]['code']) =>
  Object.fromEntries(TEMPLATES[code].blanks.map(({ key, label }) => [key, `〔${label}〕`]));

test('there are 21 leaf rows, in the order of the report', () => {
  expect(DECISIONS).toHaveLength(21);
  expect(DECISIONS.map(({ code }) => code)).toEqual(
    [...DECISIONS.map(({ code }) => code)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })),
  );
});

describe.each(DECISIONS.map((decision) => [decision.code, decision] as const))('%s', (code, decision) => {
  test('its letter cites the articles that it rests on', () => {
    const words = TEMPLATES[code].body(filled(code)).join('');
    const own = decision.law.match(/第[一二三四五六七八九十]+条/gu) ?? [];
    if (code === '3.5.5' || code === '3.6.3') return;
    const cited = words.match(/第[一二三四五六七八九十]+条/gu) ?? [];
    expect(cited.length).toBeGreaterThan(0);
    for (const article of cited) expect(own).toContain(article);
  });

  test('everything that is filled in stands in it', () => {
    const points = filled(code);
    const where =
      code === '3.1' ? [TEMPLATES[code].body(points), TEMPLATES[code].body({})] : [TEMPLATES[code].body(points)];
    for (const value of Object.values(points)) expect(where.flat().join('')).toContain(value);
  });

  test('is not complete while a required blank is empty', () => {
    expect(missingIn(code, filled(code), 1)).toEqual([]);
    for (const { key, required } of TEMPLATES[code].blanks)
      if (required) expect(missingIn(code, { ...filled(code), [key]: ' ' }, 1)).toContain(key);
  });

  test('its remedies are those of its kind', () => {
    const words = remediesOf(code, forum).join('');
    const mustGoFirst = /^3\.2$|^3\.3\.[1-7]$/u.test(code);
    expect(words.includes('应当先')).toBe(mustGoFirst);
    expect(words.includes('第二十三条')).toBe(mustGoFirst);
    // What partial disclosure gives may be taken to court at once.
    expect(words.includes('六个月内直接')).toBe(code === '3.2' || !mustGoFirst);
    expect(words).toContain('六十日');
  });
});

test('what can be public is given, or it is said where it is', () => {
  expect(missingIn('3.1', {}, 0)).toEqual(['attachments']);
  expect(missingIn('3.1', { where: 'https://www.mingtang.example' }, 0)).toEqual([]);
  expect(missingIn('3.2', filled('3.2'), 0)).toEqual(['attachments']);
});

test('what the applicant took back himself decides against nobody', () => {
  expect(remediesOf('3.6.3', forum, true)).toEqual(['本告知书不影响您再次申请公开政府信息。']);
});

test('what is somebody else’s to disclose is not said not to exist, whether he is known or not', () => {
  const said = (points: Readonly<Record<string, string>>) =>
    TEMPLATES['3.4.1'].body({ searched: '已检索档案。', ...points }).join('');
  expect(said({})).toMatch(/第三十六条第四项.*不存在/u);
  const unknown = said({ notOurs: '该项许可由其他部门实施' });
  expect(unknown).toMatch(/第三十六条第五项.*不属于本机关负责公开，理由：该项许可由其他部门实施。.*无法确定/u);
  expect(unknown).not.toContain('不存在');
  const known = said({ notOurs: '不是本机关的职责', rightAgency: '市住建局', rightContact: '0999-6000001' });
  expect(known).toMatch(/第五项.*负责公开该信息的是市住建局.*0999-6000001/u);
  expect(known).not.toContain('无法确定');
});

test('who names the right agency says how to reach it', () => {
  expect(missingIn('3.4.1', { searched: '已检索', rightAgency: '市住建局' }, 0)).toEqual(['rightContact']);
});
