import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { reportCheckCommand } from './check-command.ts';
import { COLUMNS, GROUPS, RESULTS, ROWS, type Row } from './form.ts';
import { type Figures, pageOf, sheetOf, soundFigures } from './testing.ts';
import { columnLabels, groupLabels, resultLabels, rowHeadings, rowLabels } from './text.ts';

const folder = mkdtempSync(join(tmpdir(), 'mt-sums-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
async function check(content: string | Uint8Array) {
  files += 1;
  const path = join(folder, String(files));
  writeFileSync(path, content);
  return (await reportCheckCommand([path])).json;
}
const workbook = (rows: readonly (readonly (string | number | null)[])[]) =>
  writeWorkbook(rows.map((row) => row.map((value) => (value === null ? null : { value })))).toBuffer();
const sound = { violations: [], reports: [{ year: 2025, layout: '2021', missing: [] }] };
const figures = soundFigures(3);
const page = pageOf(figures);

type Line = readonly (string | number | null)[];
const table = (rows: readonly Line[]): string =>
  `<h1>2025年政府信息公开工作年度报告</h1><table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell ?? ''}</td>`).join('')}</tr>`).join('')}</table>`;
const heading = (row: Row): string => new Map(Object.entries(rowHeadings)).get(row.slice(0, 3)) ?? '';
const names = COLUMNS.map((column) => columnLabels[column]);
const lines = (of: Figures, isSumNamed = true): readonly Line[] =>
  ROWS.map((row) => [heading(row), row === '3.7' && !isSumNamed ? '小计' : rowLabels[row], ...of.three[row]]);
const organisations = (row: Line): number => row.slice(3, 8).reduce<number>((all, each) => all + Number(each), 0);

describe('小计', () => {
  test('as the last column is the total', async () => {
    expect(await check(table([['', '', ...names.slice(0, 6), '小计'], ...lines(figures)]))).toMatchObject(sound);
    const broken = structuredClone(figures);
    broken.three['3.1'][6] = 1;
    const { violations } = await check(table([['', '', ...names.slice(0, 6), '小计'], ...lines(broken)]));
    expect(violations[0]).toMatchObject({ check: 'S3-ROW', row: '3.1', column: 'total', found: 1 });
    expect(await check(page.replace('总&nbsp;计', '小计'))).toMatchObject(sound);
    expect(
      await check(
        await workbook(sheetOf(figures).map((row, y) => (y === 2 ? row.map((x) => (x === '总计' ? '小计' : x)) : row))),
      ),
    ).toMatchObject(sound);
  });

  test('of organisations beside a total is none', async () => {
    const withBoth = [
      ['', '', ...names.slice(0, 6), '小计', '总计'],
      ...lines(figures).map((row) => [...row.slice(0, 8), organisations(row), row[8] ?? null]),
    ];
    expect(await check(table(withBoth))).toMatchObject(sound);
    const totalFirst = [
      ['', '', '总计', ...names.slice(0, 6), '小计'],
      ...lines(figures).map((row) => [...row.slice(0, 2), row[8] ?? null, ...row.slice(2, 8), organisations(row)]),
    ];
    expect(await check(table(totalFirst))).toMatchObject(sound);
  });

  test('under the heading of organisations is not taken for the total that is missing', async () => {
    const under = page.replace('colspan=5>法人', 'colspan=6>法人').replace('<td rowspan=2>总&nbsp;计</td>', '');
    const { violations } = await check(under.replace('<td>其他</td></tr>', '<td>其他</td><td>小计</td></tr>'));
    expect(violations.filter((each) => each.check === 'S3-ROW')).toEqual([]);
    expect(violations).toMatchObject([{ check: 'S3-BLANK', row: null, column: 'total' }]);
  });

  test('as a line below all results is their sum', async () => {
    const head = ['', '', ...names];
    expect(await check(table([head, ...lines(figures, false)]))).toMatchObject(sound);
    const broken = structuredClone(figures);
    broken.three['3.7'][1] = 1;
    expect((await check(table([head, ...lines(broken, false)]))).violations).toContainEqual(
      expect.objectContaining({ check: 'S3-SUM', row: '3.7', column: 'business', found: 1 }),
    );
  });

  test('as a line below the results of each heading is not', async () => {
    const rows = lines(figures).flatMap((row, i): readonly Line[] => {
      const own = ROWS[i];
      const isLast = own && heading(own) !== '' && heading(own) !== (ROWS[i + 1] ? heading(ROWS[i + 1] ?? 'R1') : '');
      return isLast ? [row, ['', '小计', ...names.map(() => 99)]] : [row];
    });
    expect(await check(table([['', '', ...names], ...rows]))).toMatchObject(sound);
    const without = await check(table([['', '', ...names], ...rows.filter((row) => row[1] !== rowLabels['3.7'])]));
    expect(without.violations).toMatchObject([{ check: 'S3-BLANK', row: '3.7' }]);
  });

  test('in section four is the total of its group, and 合计 behind two of them that of both', async () => {
    const four = [
      [...GROUPS.flatMap((group) => RESULTS.map(() => groupLabels[group])), '行政诉讼合计'],
      [...GROUPS.flatMap(() => RESULTS.map((result) => (result === 'total' ? '小计' : resultLabels[result]))), '合计'],
      [...figures.four.flat(), (figures.four[1]?.[4] ?? 0) + (figures.four[2]?.[4] ?? 0)],
    ];
    const start = page.slice(0, page.indexOf('<p>四、'));
    expect(await check(start + table(four))).toMatchObject(sound);
    four[2]?.splice(9, 1, 1);
    expect((await check(start + table(four))).violations).toMatchObject([
      { check: 'S4-SUM', group: 'direct-lawsuit', found: 1 },
    ]);
  });
});

describe('what people write for a figure', () => {
  const full = (value: number): string =>
    [...String(value)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
  const large = structuredClone(figures);
  for (const row of ROWS) large.three[row] = large.three[row].map((value) => value * 12_345);
  large.four = large.four.map((row) => row.map((value) => value * 12_345));

  test.each(['-', '—', '——', '－', '–', '‐', '─', '−', '/', '／', '\\', '', '　', '&nbsp;', '无', '０', '零', '0.0'])(
    '“%s” is nought',
    async (nought) => {
      const drawn = pageOf(figures, {
        write: (value, _row, column) => (value || column === 'total' ? `${value}` : nought),
      });
      expect(await check(drawn)).toMatchObject(sound);
    },
  );

  test.each([
    ['1,234', (value: number) => value.toLocaleString('en')],
    ['1，234', (value: number) => value.toLocaleString('en').replaceAll(',', '，')],
    ['1 234', (value: number) => value.toLocaleString('en').replaceAll(',', ' ')],
    ['１２３４', full],
    ['1,234 件', (value: number) => `${value.toLocaleString('en')} 件`],
  ])('%s is a figure, and a wrong one is found', async (_name, write) => {
    expect(await check(pageOf(large, { write }))).toMatchObject(sound);
    const json = { year: 2025, section3: Object.fromEntries(ROWS.map((row) => [row, large.three[row].map(write)])) };
    expect(await check(JSON.stringify(json))).toMatchObject(sound);
    const broken = structuredClone(large);
    broken.three.R4[0] = 1;
    expect((await check(pageOf(broken, { write }))).violations.map((each) => each.check)).toEqual([
      'S3-ROW',
      'S3-BALANCE',
    ]);
  });
});

describe('notes', () => {
  test.each([
    '注：1.本年新收政府信息公开申请数量含网络申请。',
    '备注：2023年政府信息公开工作年度报告中的结转数已更正。',
    '本年新收政府信息公开申请数量含上年结转下年度继续办理的3件。',
    '说明：（七）总计含重复申请',
  ])('in the last line of a table: %s', async (note) => {
    const drawn = page.replace('</table>', `<tr><td colspan=10>${note}</td></tr></table><p>${note}</p>`);
    expect(await check(drawn)).toMatchObject(sound);
    const below = [...sheetOf(figures).slice(0, -4), [note], ...sheetOf(figures).slice(-4), [note], [null, note]];
    expect(await check(await workbook(below))).toMatchObject(sound);
  });

  test('that name another year do not name the next report', async () => {
    const next = soundFigures(4);
    const { reports } = await check(
      `${pageOf(figures, { year: 2024 })}<p>注：上年结转数见2023年政府信息公开工作年度报告。</p>${pageOf(next, { year: 2025 })}`,
    );
    expect(reports.map(({ year }) => year)).toEqual([2024, 2025]);
  });
});

test('two years, each section under a heading of its own that names the year', async () => {
  const drawn = [2024, 2025].map((year) =>
    pageOf(figures, { year }).replace('<p>四、', `<h2>某局${year}年政府信息公开工作年度报告</h2><p>四、`),
  );
  expect((await check(drawn.join(''))).reports.map(({ year }) => year)).toEqual([2024, 2025]);
});

test('an older form with fewer rows, where one was not wanted: what is there adds up', async () => {
  const fewer = structuredClone(figures);
  const gone: readonly Row[] = ['3.3.7', '3.3.8', '3.5.5', '3.6.1', '3.6.2'];
  for (const row of gone)
    fewer.three['3.6.3'] = fewer.three['3.6.3'].map((value, x) => value + (fewer.three[row][x] ?? 0));
  const rows = ROWS.filter((row) => !gone.includes(row));
  expect(await check(pageOf(fewer, { rows, year: 2019 }))).toMatchObject({
    violations: [],
    reports: [{ year: 2019, layout: 'partial', missing: gone }],
  });
  expect(await check(await workbook([...sheetOf(fewer).slice(0, 4), ...linesOf(fewer, rows)]))).toMatchObject({
    violations: [],
    reports: [{ layout: 'partial', missing: gone }],
  });
});

const linesOf = (of: Figures, rows: readonly Row[]): readonly Line[] =>
  rows.map((row) => ['', heading(row), rowLabels[row], ...of.three[row]]);
