import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { reportCheckCommand } from './check-command.ts';
import { COLUMNS, GROUPS, RESULTS, ROWS, type Row } from './form.ts';
import { type Figures, pageOf, sheetOf, soundFigures } from './testing.ts';
import { columnLabels, groupLabels, resultLabels, rowHeadings, rowLabels } from './text.ts';

const folder = mkdtempSync(join(tmpdir(), 'mt-unseen-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
async function check(content: string | Uint8Array) {
  files += 1;
  const path = join(folder, String(files));
  writeFileSync(path, content);
  return (await reportCheckCommand([path])).json;
}

type Cell = string | number | null;
type Line = readonly Cell[];
const workbook = async (rows: readonly Line[]): Promise<Uint8Array> => {
  const path = join(folder, `book-${++files}.xlsx`);
  const width = Math.max(...rows.map((row) => row.length));
  const cells = rows.map((row) =>
    Array.from({ length: width }, (_, x) => {
      const value = row[x] ?? null;
      return value === null ? null : { value, type: typeof value === 'number' ? Number : String };
    }),
  );
  await writeWorkbook(cells as never).toFile(path);
  const { readFileSync } = await import('node:fs');
  return readFileSync(path);
};
const table = (rows: readonly Line[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell ?? ''}</td>`).join('')}</tr>`).join('')}</table>`;
const heading = (row: Row): string => new Map(Object.entries(rowHeadings)).get(row.slice(0, 3)) ?? '';
const label = (row: Row): string => `${heading(row)}${heading(row) ? '-' : ''}${rowLabels[row]}`;
const names = COLUMNS.map((column) => columnLabels[column]);
const results = RESULTS.map((result) => resultLabels[result]);

/** Two years, of which the second takes up what the first carried over. */
const before = soundFigures(3);
const after = soundFigures(4);
const shift = (figures: Figures, by: readonly number[]): void => {
  figures.three.R2 = figures.three.R2.map((value, x) => value + (by[x] ?? 0));
  figures.three.R1 = figures.three.R1.map((value, x) => value - (by[x] ?? 0));
};
shift(
  after,
  before.three.R4.map((value, x) => value - (after.three.R2[x] ?? 0)),
);
const wrong = structuredClone(after);
wrong.three['3.5.2'][1] = (wrong.three['3.5.2'][1] ?? 0) + 5;
wrong.four[2] = [1, 2, 3, 4, 11];
const uncarried = structuredClone(after);
shift(uncarried, [1, 0, 0, 0, 0, 0, 1]);

const sections4 = (figures: readonly Figures[]): Line[] => [
  ['年度', ...GROUPS.flatMap((group) => RESULTS.map(() => groupLabels[group]))],
  ['', ...GROUPS.flatMap(() => results)],
  ...figures.map((f, i) => [`${2024 + i}年`, ...f.four.flat()]),
];
const years: readonly (readonly [string, (a: Figures, b: Figures) => readonly Line[]])[] = [
  [
    'labels once, seven columns for each year',
    (a, b) => [
      ['', '2024年', null, null, null, null, null, null, '2025年'],
      ['', ...names, ...names],
      ...ROWS.map((row) => [label(row), ...a.three[row], ...b.three[row]]),
      ...sections4([a, b]),
    ],
  ],
  [
    'the later year first',
    (a, b) => [
      ['', '2025年度', null, null, null, null, null, null, '2024年度'],
      ['', ...names, ...names],
      ...ROWS.map((row) => [label(row), ...b.three[row], ...a.three[row]]),
      ...sections4([a, b]),
    ],
  ],
  [
    'two whole tables beside each other',
    (a, b) => [
      ['某局2024年政府信息公开工作年度报告', ...names.map(() => null), null, '某局2025年政府信息公开工作年度报告'],
      ['', ...names, null, '', ...names],
      ...ROWS.map((row) => [label(row), ...a.three[row], null, label(row), ...b.three[row]]),
      ...sections4([a, b]),
    ],
  ],
  [
    'both years under each column',
    (a, b) => [
      ['', ...names.flatMap((name) => [name, null])],
      ['', ...names.flatMap(() => ['2024年', '2025年'])],
      ...ROWS.map((row) => [label(row), ...a.three[row].flatMap((value, x) => [value, b.three[row][x] ?? 0])]),
      ...sections4([a, b]),
    ],
  ],
  [
    '上年 and 本年 under each column',
    (a, b) => [
      ['某局2025年政府信息公开工作年度报告'],
      ['', ...names.flatMap((name) => [name, null])],
      ['', ...names.flatMap(() => ['上年', '本年'])],
      ...ROWS.map((row) => [label(row), ...a.three[row].flatMap((value, x) => [value, b.three[row][x] ?? 0])]),
    ],
  ],
  [
    'the name of the year in each heading',
    (a, b) => [
      ['', ...names.map((name) => `2024年${name}`), ...names.map((name) => `2025年${name}`)],
      ...ROWS.map((row) => [label(row), ...a.three[row], ...b.three[row]]),
    ],
  ],
];

describe.each(years)('two years in one sheet: %s', (name, draw) => {
  const has4 = !name.startsWith('上年') && !name.startsWith('the name');
  test.each(['workbook', 'page'])('in a %s', async (kind) => {
    const drawn = (a: Figures, b: Figures) => (kind === 'page' ? table(draw(a, b)) : workbook(draw(a, b)));
    const sound = await check(await drawn(before, after));
    expect(sound.reports.map(({ year, violations }) => [year, violations])).toEqual([
      [2024, []],
      [2025, []],
    ]);
    expect(
      (await check(await drawn(before, wrong))).violations.map((v) => [v.check, v.row, v.column, v.group]),
    ).toEqual([
      ['S3-ROW', '3.5.2', 'total', null],
      ['S3-SUM', '3.7', 'business', null],
      ...(has4 ? [['S4-SUM', null, 'total', 'lawsuit-after-reconsideration']] : []),
    ]);
    expect((await check(await drawn(before, uncarried))).violations.map((v) => [v.check, v.row, v.column])).toEqual([
      ['YEAR-CARRY', 'R2', 'natural'],
      ['YEAR-CARRY', 'R2', 'total'],
    ]);
  });
});

const sound = soundFigures(3);
const broken = structuredClone(sound);
broken.three['3.5.2'][1] = (broken.three['3.5.2'][1] ?? 0) + 5;
broken.four[2] = [1, 2, 3, 4, 11];
const page = (f: Figures): string => pageOf(f);
const first = (f: Figures): string => page(f).slice(0, page(f).indexOf('<p>四、'));
const counts = Array.from({ length: 15 }, (_, i) => i + 1);

/** What people write beside a figure. */
const remarks: Readonly<Partial<Record<Row, (value: number) => string>>> = {
  R1: (value) => `${value}*`,
  R2: (value) => `${value}（含2023年结转2件）`,
  R4: (value) => `${value}<a href="#_ftn1">[1]</a>`,
  '3.1': (value) => `${value}（注1）`,
  '3.2': (value) => `${value}<br>（其中网络申请3件）`,
  '3.7': (value) => `${value} 注②`,
};

const layouts: readonly (readonly [string, (f: Figures) => string | Promise<Uint8Array>])[] = [
  [
    'no headings at all',
    (f) =>
      table(ROWS.map((row) => [label(row), ...f.three[row]])) +
      table(f.four.map((each, i) => [Object.values(groupLabels)[i] ?? '', ...each])),
  ],
  [
    'headings that are numbers only',
    (f) =>
      workbook([
        ['某局2025年政府信息公开工作年度报告'],
        ['', ...counts.slice(0, 7)],
        ...ROWS.map((row) => [label(row), ...f.three[row]]),
        ['四、政府信息公开行政复议、行政诉讼情况'],
        counts,
        f.four.flat(),
      ]),
  ],
  [
    'a line of numbers below the headings',
    (f) =>
      table([
        ['项目', ...names],
        ['栏次', ...counts.slice(0, 7)],
        ...ROWS.map((row) => [label(row), ...f.three[row]]),
      ]) +
      table([
        GROUPS.flatMap((group) => RESULTS.map(() => groupLabels[group])),
        GROUPS.flatMap(() => results),
        counts,
        f.four.flat(),
      ]),
  ],
  [
    '甲 over the labels, numbers over the figures, a column of row numbers',
    (f) =>
      table([['甲', '行次', ...counts.slice(0, 7)], ...ROWS.map((row, i) => [label(row), i + 1, ...f.three[row]])]) +
      page(f).slice(page(f).indexOf('<p>四、')),
  ],
  [
    'pasted from Word',
    (f) =>
      `<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->${page(f)
        .replaceAll(/<td>(?!<p>)(\d+)<\/td>/gu, '<td><p class=MsoNormal><span lang=EN-US>$1<o:p></o:p></span></p></td>')
        .replaceAll(
          /<p>(\d+)<\/p>/gu,
          '<p class="MsoNormal" style="mso-pagination:none"><b><span lang="EN-US" style="font-size:10.5pt">&nbsp;$1&ensp;</span></b><o:p>&nbsp;</o:p></p>',
        )
        .replaceAll('总&nbsp;计', '总<span style="mso-spacerun:yes">&nbsp;&nbsp; </span>计')}`,
  ],
  [
    'nested in the tables of an old page',
    (f) =>
      `<html><body><table width=1000><tr><td colspan=2><table><tr><td>首页</td><td>2023年</td></tr></table></td></tr><tr><td>索引号：<br>2025-0001</td><td><div id="zoom"><table><tr><td>${page(f)}</td></tr></table></div></td></tr></table></body></html>`,
  ],
  [
    'without numbers of sections and rows',
    (f) => page(f).replaceAll(/>[一二三四]、(?=[本上结])|>（[一二三四五六七]）|>[1-8]\.(?=[^\d<])/gu, '>'),
  ],
  [
    'without numbers, labels flat',
    (f) =>
      table([
        ['', '', ...names],
        ...ROWS.map((row) => [
          heading(row).replace(/（.）/u, ''),
          rowLabels[row].replace(/^（.）|^\d\.|^.、/u, ''),
          ...f.three[row],
        ]),
      ]) + page(f).slice(page(f).indexOf('<p>四、')),
  ],
  [
    'footnotes and notes in the cells',
    (f) =>
      pageOf(f, {
        write: (value, row, column) => (column === 'natural' ? (remarks[row]?.(value) ?? `${value}`) : `${value}`),
      }),
  ],
  [
    'a merging to the end of the table',
    (f) =>
      page(f)
        .replace('rowspan="22"', 'rowspan="0"')
        .replace(/<tr><td colspan="3">四、/u, '</tbody><tbody><tr><td colspan="3">四、')
        .replace('<table border=1>', '<table border=1><tbody>'),
  ],
  [
    'numbers stored as text, with apostrophes and units',
    (f) => workbook(sheetOf(f).map((row) => row.map((cell) => (typeof cell === 'number' ? `'${cell}件` : cell)))),
  ],
  [
    'other words for nothing',
    (f) =>
      pageOf(f, {
        write: (value, row, column) =>
          value === 0 && column !== 'total' && row !== '3.7'
            ? (['N/A', '暂无', '没有', '未发生', '／／'][COLUMNS.indexOf(column) % 5] ?? '')
            : String(value),
      }),
  ],
  [
    'labels in two columns, the heading repeated in each row and the results in section four below one another',
    (f) =>
      table([
        ['指标', '情形', ...names],
        ...ROWS.map((row) => [
          row.startsWith('3') ? heading(row) || '三、本年度办理结果' : '',
          rowLabels[row],
          ...f.three[row],
        ]),
      ]) +
      table([
        ['类别', '结果', '件数'],
        ...GROUPS.flatMap((group, i) => results.map((result, x) => [groupLabels[group], result, f.four[i]?.[x] ?? 0])),
      ]),
  ],
  [
    'section four in three tables, one for each group',
    (f) =>
      first(f) + GROUPS.map((group, i) => `<p>${groupLabels[group]}</p>${table([results, f.four[i] ?? []])}`).join(''),
  ],
  [
    'one sheet, a cell for each figure: row, column, number',
    (f) =>
      table([
        ['项目', '申请人', '数量'],
        ...ROWS.flatMap((row) => names.map((name, x) => [label(row), name, f.three[row][x] ?? 0])),
      ]) + page(f).slice(page(f).indexOf('<p>四、')),
  ],
];

describe.each(layouts)('%s', (_name, draw) => {
  test('a sound report is sound', async () => {
    expect(await check(await draw(sound))).toMatchObject({
      violations: [],
      reports: [{ layout: '2021', missing: [] }],
    });
  });
  test('and a fault is found where it is', async () => {
    const { violations } = await check(await draw(broken));
    expect(violations.map((each) => [each.check, each.row, each.column, each.group])).toEqual([
      ['S3-ROW', '3.5.2', 'total', null],
      ['S3-SUM', '3.7', 'business', null],
      ['S4-SUM', null, 'total', 'lawsuit-after-reconsideration'],
    ]);
  });
});

/** 政府信息公开情况统计表, as it was published until 2018. */
const statistics = (received: Cell, reconsidered: readonly Cell[]): readonly Line[] => [
  ['政府信息公开情况统计表（2017年度）'],
  ['统计指标', '单位', '统计数'],
  ['一、主动公开情况', '——', '——'],
  ['（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）', '条', 1520],
  ['三、依申请公开情况', '——', '——'],
  ['（一）收到申请数', '件', received],
  ['1.当面申请数', '件', 3],
  ['2.传真申请数', '件', 0],
  ['（二）申请办结数', '件', 38],
  ['（三）申请答复数', '件', 38],
  ['4.不同意公开答复数', '件', 2],
  ['其中：1.涉及国家秘密', '件', 1],
  ['四、行政复议数量', '件', reconsidered[0] ?? null],
  ['（一）维持具体行政行为数', '件', reconsidered[1] ?? null],
  ['（二）被依法纠错数', '件', reconsidered[2] ?? null],
  ['（三）其他情形数', '件', reconsidered[3] ?? null],
  ['五、行政诉讼数量', '件', 9],
  ['（一）维持具体行政行为或者驳回原告诉讼请求数', '件', 1],
  ['（二）被依法纠错数', '件', 0],
  ['（三）其他情形数', '件', 0],
  ['六、举报投诉数量', '件', 0],
];

describe('the form before that of 2019', () => {
  test.each([
    ['a page', (lines: readonly Line[]) => table(lines)],
    ['a workbook', workbook],
    ['a page with serial numbers', (lines: readonly Line[]) => table(lines.map((line, i) => [i, ...line]))],
    [
      'a page with codes behind the units',
      (lines: readonly Line[]) =>
        table(lines.map(([name, unit, value], i) => [name ?? null, unit ?? null, String(i + 10), value ?? null])),
    ],
  ])('is recognised in %s', async (_name, draw) => {
    expect(await check(await draw(statistics(38, [5, 3, 1, 1])))).toMatchObject({
      violations: [],
      reports: [{ year: 2017, layout: 'statistics' }],
    });
    expect((await check(await draw(statistics('约40', [5, 3, 1, 0])))).violations).toMatchObject([
      { check: 'CELL', row: 'R1', column: 'total' },
      { check: 'S4-SUM', group: 'reconsideration', expected: 4, found: 5 },
    ]);
  });
});

test('two years one below the other in each row', async () => {
  const lines = (a: Figures, b: Figures): readonly Line[] => [
    ['项目', '年度', ...names],
    ...ROWS.flatMap((row) => [
      [label(row), '2024年', ...a.three[row]],
      ['', '2025年', ...b.three[row]],
    ]),
  ];
  const drawn = await check(table(lines(before, after)));
  expect(drawn.reports.map(({ year, violations, missing }) => [year, violations, missing])).toEqual([
    [2024, [], []],
    [2025, [], []],
  ]);
  expect((await check(table(lines(before, uncarried)))).violations.map(({ check: name }) => name)).toEqual([
    'YEAR-CARRY',
    'YEAR-CARRY',
  ]);
});
