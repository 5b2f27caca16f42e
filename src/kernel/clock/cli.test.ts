import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { calendarOf, shippedYears } from '../calendar/index.ts';
import { clockDueCommand } from './index.ts';

const calendar = calendarOf({ years: shippedYears() });
const folder = mkdtempSync(join(tmpdir(), 'clock-due-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (line: string) => clockDueCommand(calendar, line.split(' ').filter(Boolean));
const json = (line: string) => {
  const { exitCode, stdout } = run(`${line} --json`);
  return { exitCode, answer: JSON.parse(String(stdout)) as Record<string, unknown> };
};
const codeOf = (line: string) => {
  const { exitCode, answer } = json(line);
  const error = answer.error as { code: string; message: string } | undefined;
  if (error === undefined) return 'no refusal';
  expect(exitCode).toBe(2);
  expect(Object.keys(error)).toEqual(['code', 'message']);
  expect(error.message).not.toMatch(/\{\w+\}|undefined/);
  return error.code;
};
async function batch(content: string | Uint8Array, options = '') {
  const file = join(folder, 'questions.jsonl');
  writeFileSync(file, content);
  const { exitCode, stdout } = run(`--batch ${file} ${options}`);
  let text = '';
  for await (const block of stdout) text += block;
  expect(exitCode).toBe(0);
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as { due?: string; error?: { code: string } });
}

describe('one question', () => {
  test('one JSON object with the due date and the days not counted', () => {
    const { exitCode, stdout, stderr } = run('--from 2026-04-03 --days 1 --unit workday --json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(
      '{"due":"2026-04-07","skipped":[{"day":"2026-04-04","why":"清明节放假（星期六），不计入"},' +
        '{"day":"2026-04-05","why":"清明节，法定节假日，不计入"},{"day":"2026-04-06","why":"清明节放假（星期一），不计入"}]}\n',
    );
  });

  test('excluded intervals are half-open and may overlap', () => {
    const { answer } = json(
      '--from 2026-03-02 --days 20 --unit workday --exclude 2026-03-09..2026-03-20 --exclude 2026-03-12..2026-03-23',
    );
    const skipped = answer.skipped as { day: string }[];
    expect(answer.due).toBe('2026-04-14');
    expect(skipped.map((s) => s.day)).toContain('2026-03-23');
    expect(skipped.map((s) => s.day)).not.toContain('2026-03-09');
  });

  test('calendar days roll over', () => {
    expect(json('--from 2026-09-01 --days 30 --unit day').answer.due).toBe('2026-10-08');
  });

  test('a sentence, and day by day on request', () => {
    expect(run('--from 2026-09-30 --days 5 --unit workday').stdout).toBe('截止日期：2026-10-13（星期二）\n');
    const lines = String(run('--from 2026-09-30 --days 5 --unit workday --explain').stdout).split('\n');
    expect(lines).toContain('2026-09-30  不计  起算当日，不计入〔民法典第二百零一条第一款〕');
    expect(lines.find((l) => l.startsWith('2026-10-10'))).toMatch(
      /计入 {2}星期六，国庆节调休上班，计第3个工作日〔国务院办公厅/,
    );
    const { answer } = json('--from 2026-09-30 --days 5 --unit workday --explain');
    expect(answer).toMatchObject({ due: '2026-10-13', calendar: calendar.version });
    expect(answer.steps).toHaveLength(14);
  });

  test('a year without notice is refused, or answered provisionally and marked', () => {
    expect(codeOf('--from 2026-12-30 --days 5 --unit workday')).toBe('calendar/year-not-loaded');
    const plain = run('--from 2026-12-30 --days 5 --unit workday');
    expect(plain).toMatchObject({ exitCode: 2, stdout: '' });
    expect(plain.stderr).toContain('2027年的放假安排尚未载入');
    const marked = json('--from 2026-12-30 --days 5 --unit workday --provisional').answer;
    expect(marked).toMatchObject({ due: '2027-01-07', provisional: true });
    expect(json('--from 2026-12-02 --days 5 --unit workday --provisional').answer).not.toHaveProperty('provisional');
    expect(run('--from 2026-12-30 --days 5 --unit workday --provisional').stdout).toContain('暂定截止日期');
  });

  test('help', () => {
    const { exitCode, stdout } = run('--help');
    expect(exitCode).toBe(0);
    for (const option of ['--from', '--days', '--unit', '--exclude', '--explain', '--provisional', '--json', '--batch'])
      expect(stdout).toContain(option);
  });

  test.each([
    ['clock/bad-day', '--from 2026-02-29 --days 5 --unit workday'],
    ['clock/bad-day', '--from 20260201 --days 5 --unit workday'],
    ['clock/bad-day', '--from 2026-03-02 --days 5 --unit workday --exclude 2026-13-01..2026-03-09'],
    ['clock/bad-days', '--from 2026-03-02 --days 0 --unit workday'],
    ['clock/bad-days', '--from 2026-03-02 --days 3661 --unit workday'],
    ['clock/bad-days', '--from 2026-03-02 --days 1.5 --unit workday'],
    ['clock/bad-days', '--from 2026-03-02 --days=-5 --unit workday'],
    ['clock/bad-days', '--from 2026-03-02 --days five --unit workday'],
    ['clock/bad-unit', '--from 2026-03-02 --days 5 --unit week'],
    ['clock/missing', '--from 2026-03-02 --days 5'],
    ['clock/missing', ''],
    ['clock/bad-exclude', '--from 2026-03-02 --days 5 --unit day --exclude 2026-03-03'],
    ['clock/exclude-backwards', '--from 2026-03-02 --days 5 --unit day --exclude 2026-03-09..2026-03-03'],
    ['clock/unknown-option', '--form 2026-03-02'],
    ['clock/unexpected-argument', '--from 2026-03-02 five'],
    ['clock/bad-option', '--from'],
    ['clock/bad-option', '--explain=yes'],
    ['clock/repeated-option', '--from 2026-03-02 --from 2026-03-03 --days 5 --unit day'],
    ['clock/batch-alone', '--batch x.jsonl --days 5'],
    ['clock/unreadable-file', '--batch /nowhere/x.jsonl'],
    ['clock/unreadable-file', '--batch /'],
    ['calendar/year-not-loaded', '--from 9999-12-31 --days 5 --unit day'],
    ['calendar/year-not-loaded', '--from 9999-12-31 --days 5 --unit workday'],
    ['calendar/year-not-loaded', '--from 1990-01-01 --days 5 --unit workday --provisional'],
  ])('%s: %s', (code, line) => {
    expect(codeOf(line)).toBe(code);
  });
});

describe('many questions', () => {
  test('one answer per line, in order; a bad line spoils only itself', async () => {
    const answers = await batch(
      [
        '{"from":"2026-09-30","days":5,"unit":"workday","exclude":[]}',
        'not json',
        '{"from":"2026-03-02","days":20,"unit":"workday","exclude":[["2026-03-09","2026-03-23"]]}',
        '',
        '[]',
        '{"from":"2026-03-02","days":"20","unit":"workday"}',
        '{"from":"2026-03-02","days":20,"unit":"workday","exlude":[]}',
        '{"from":"2026-03-02","days":20,"unit":"workday","exclude":[["2026-03-09"]]}',
        '{"from":"2026-12-31","days":1,"unit":"workday"}',
        '{"from":"2026-09-01","days":30,"unit":"day"}\r',
      ].join('\n'),
    );
    expect(answers.map((a) => a.due ?? a.error?.code)).toEqual([
      '2026-10-13',
      'clock/bad-line',
      '2026-04-14',
      'clock/bad-line',
      'clock/bad-line',
      'clock/bad-days',
      'clock/unknown-field',
      'clock/bad-exclude',
      'calendar/year-not-loaded',
      '2026-10-08',
    ]);
  });

  test('the same answer as the single question', async () => {
    const [first] = await batch('{"from":"2026-04-03","days":1,"unit":"workday"}\n');
    expect(first).toEqual(json('--from 2026-04-03 --days 1 --unit workday').answer);
  });

  test('a byte order mark, an empty file, and a line without end', async () => {
    expect(await batch('\uFEFF{"from":"2026-09-30","days":5,"unit":"workday"}\n')).toMatchObject([
      { due: '2026-10-13' },
    ]);
    expect(await batch('')).toEqual([]);
    expect(await batch('x'.repeat(300_000))).toMatchObject([{ error: { code: 'clock/line-too-long' } }]);
  });

  test('lines that meet the edges of the blocks read from disk', async () => {
    const question = '{"from":"2026-09-30","days":5,"unit":"workday","exclude":[]}\n';
    const answers = await batch(question.repeat(5000));
    expect(answers).toHaveLength(5000);
    expect(new Set(answers.map((a) => a.due))).toEqual(new Set(['2026-10-13']));
  });

  test('provisional for the whole file', async () => {
    const answers = await batch('{"from":"2026-12-30","days":5,"unit":"workday"}\n', '--provisional');
    expect(answers).toMatchObject([{ due: '2027-01-07', provisional: true }]);
  });
});
