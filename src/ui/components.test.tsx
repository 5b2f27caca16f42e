import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { day } from '../kernel/day.ts';
import { parseSubmission, rowActionOf } from '../kernel/form/index.ts';
import { goodAnswers, sampleForm } from '../kernel/form/testing.ts';
import {
  BarChart,
  Derivation,
  ErrorSummary,
  FormAnswers,
  FormStep,
  Light,
  OnDay,
  Pagination,
  Rating,
  Table,
} from './index.ts';

const html = (element: ReactElement) => renderToStaticMarkup(element);
const words = (element: ReactElement) =>
  html(element)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test('a day is written out and machine-readable', () => {
  expect(html(<OnDay day={day('2026-10-30')} />)).toBe('<time dateTime="2026-10-30">2026年10月30日 星期五</time>');
});

test('a light always says in words what it means, and each level has its own shape', () => {
  const levels = ['green', 'yellow', 'red', 'paused', 'done'] as const;
  const drawn = levels.map((level) => html(<Light level={level} />));
  expect(new Set(drawn.map((light) => /d="([^"]*)"/.exec(light)?.[1])).size).toBe(levels.length);
  expect(levels.map((level) => words(<Light level={level} />))).toEqual([
    '正常',
    '临近到期',
    '已超期',
    '暂停计时',
    '已办结',
  ]);
});

test('a derivation begins with its sentence; the days are folded', () => {
  const page = words(
    <Derivation
      sentence="最迟应在 10 月 9 日答复。"
      rows={[
        { day: day('2026-10-08'), nth: 1, why: '工作日' },
        { day: day('2026-10-10'), why: '周末', law: '第八十二条' },
      ]}
    />,
  );
  expect(page).toMatch(/^最迟应在 10 月 9 日答复。 这一天是怎样算出来的/);
  expect(page).toContain('2026年10月8日 周四 第 1 天 工作日');
  expect(page).toContain('10月10日 周六 不计入 周末 第八十二条');
});

test('nothing is shown where there is nothing', () => {
  expect(html(<ErrorSummary errors={[]} />)).toBe('');
  expect(html(<Pagination />)).toBe('');
  expect(words(<Table caption="表" rows={[]} rowKey={String} columns={[]} empty="还没有办件。" />)).toBe(
    '还没有办件。',
  );
  expect(html(<BarChart title="图" points={[{ label: '甲', value: 0 }]} />)).toContain('h0.0v1');
});

test('a rating offers its levels and chooses none', () => {
  const page = html(
    <Rating name="r" legend="满意吗" levels={['好', '中', '差'].map((title) => ({ value: title, title }))} />,
  );
  expect(page.match(/type="radio"/g)).toHaveLength(3);
  expect(page).not.toContain('checked');
});

describe('a step of a form', () => {
  const step = (key: string, data = {}) => html(<FormStep form={sampleForm} step={key} data={data} action="/x" />);

  test('asks on the same page for what hangs on this page, and says when it is wanted', () => {
    expect(step('applicant')).toContain('“住房情况”选“租房”时才需要填写。');
    expect(step('applicant')).toMatch(/data-if="housing" data-in="\[&quot;rent&quot;\]"/);
  });

  test('does not ask for what an answer on another page has ruled out', () => {
    expect(step('household', { married: false })).not.toContain('配偶姓名');
    expect(step('household', { married: true })).toContain('配偶姓名');
  });

  test('what is optional is said, what is required is marked for screen readers', () => {
    const page = step('applicant');
    expect(page).toMatch(/出生日期<span class="optional">（选填）/);
    expect(page).toMatch(/aria-required="true"[^>]*name="applicant.name"/);
  });

  test('rows carry names that the parser reads back, and buttons that it understands', () => {
    const page = step('household', goodAnswers);
    const inputs = [
      ...page.matchAll(/<(?:input|select|button)[^>]*\sname="([^"]+)"[^>]*?(?:\svalue="([^"]*)")?[^>]*>/g),
    ];
    const names = inputs.map(([, name = '']) => name);
    expect(names).toContain('members[1].relationNote');
    const body = Object.fromEntries(names.filter((name) => name.endsWith('.name')).map((name) => [name, '甲']));
    expect(parseSubmission(sampleForm, 'household', body)).toEqual({ members: [{ name: '甲' }, { name: '甲' }] });
    expect(rowActionOf(sampleForm, { _add: 'members' })).not.toBeNull();
    expect(page).toContain('value="members[1]" name="_remove"');
  });

  test('the Enter key presses a button that does not add or remove', () => {
    const first = /<button[^>]*>/.exec(step('household', goodAnswers))?.[0];
    expect(first).not.toContain('name=');
  });

  test('what was typed is shown again as it was', () => {
    const page = step('applicant', { housing: 'rent', rentFen: '很多', applicant: { name: '"><b>' } });
    expect(page).toContain('value="很多"');
    expect(page).toContain('value="&quot;&gt;&lt;b&gt;"');
    expect(step('applicant', goodAnswers)).toContain('value="650"');
  });
});

test('answers are shown in words, masked where the page says so', () => {
  const page = words(
    <FormAnswers
      form={sampleForm}
      data={goodAnswers}
      present={(path) => (path === 'applicant.idNumber' ? '1****4' : undefined)}
    />,
  );
  for (const part of [
    '公民身份号码 1****4',
    '650 元',
    '48.5 平方米',
    '是否已婚 否',
    '生活补助、日间照料',
    '家庭成员 2',
    '具体关系 姑母',
    '已同意：以上内容属实',
  ]) {
    expect(page).toContain(part);
  }
  expect(page).not.toContain('110000190001010004');
  expect(page).not.toContain('配偶姓名');
});
