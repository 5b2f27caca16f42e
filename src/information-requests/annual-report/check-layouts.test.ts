import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { reportCheckCommand } from './check-command.ts';
import { COLUMNS, GROUPS, RESULTS, ROWS, type Row } from './form.ts';
import { type Figures, pageOf, sheetOf, soundFigures } from './testing.ts';
import { columnLabels, groupLabels, resultLabels, rowHeadings, rowLabels } from './text.ts';

const folder = mkdtempSync(join(tmpdir(), 'mt-layout-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
async function check(content: string | Uint8Array) {
  files += 1;
  const path = join(folder, String(files));
  writeFileSync(path, content);
  return (await reportCheckCommand([path])).json;
}
const refusal = (content: string | Uint8Array) =>
  check(content).then(
    () => 'read',
    (error: { code: string }) => error.code,
  );

const sound = soundFigures(3);
const broken: Figures = structuredClone(sound);
broken.three['3.5.2'][1] = (broken.three['3.5.2'][1] ?? 0) + 5;
broken.four[2] = [1, 2, 3, 4, 11];

const table = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell ?? ''}</td>`).join('')}</tr>`).join('')}</table>`;
const heading = (row: Row): string => new Map(Object.entries(rowHeadings)).get(row.slice(0, 3)) ?? '';
const numbers = COLUMNS.map((column) => columnLabels[column]);
const four = (figures: Figures) => [
  ['', ...RESULTS.map((result) => resultLabels[result])],
  ...GROUPS.map((group, i) => [groupLabels[group], ...(figures.four[i] ?? [])]),
];
const merged = (figures: Figures): string => pageOf(figures);
const section4 = (figures: Figures): string => merged(figures).slice(merged(figures).indexOf('<p>四、'));

type Line = readonly (string | number | null)[];
const flatLabel = (row: Row): string => `${heading(row)}${heading(row) ? '-' : ''}${rowLabels[row]}`;
/** Two tables in one sheet, under one title. */
const beside = (left: readonly Line[], right: readonly Line[]): string => {
  const width = Math.max(...left.map((row) => row.length));
  const lines = Array.from({ length: Math.max(left.length, right.length) }, (_, y) => [
    ...Array.from({ length: width }, (_none, x) => left[y]?.[x] ?? ''),
    ...(right[y] ?? []),
  ]);
  const title = `<tr><td colspan=${width + 6}>某局2025年政府信息公开工作年度报告</td></tr>`;
  return table(lines).replace('<table>', `<table>${title}`);
};

/** Every way in which the same report is drawn, as found on the pages of cities and departments. */
const layouts: readonly (readonly [string, (figures: Figures) => string])[] = [
  [
    'names of columns over two rows',
    (f) =>
      merged(f).replace(
        /<tr><td>商业<br>企业.*?<\/tr>/u,
        '<tr><td>商业</td><td>科研</td><td>社会公益</td><td>法律服务</td><td>其他</td></tr><tr><td></td><td></td><td></td><td></td><td>企业</td><td>机构</td><td>组织</td><td>机构</td><td></td></tr>',
      ),
  ],
  [
    'one flat cell for each label',
    (f) =>
      table([
        ['', ...numbers],
        ...ROWS.map((row) => [`${heading(row)}${heading(row) ? '-' : ''}${rowLabels[row]}`, ...f.three[row]]),
      ]) + table(four(f)),
  ],
  [
    'headings as rows of their own, a sub-total beside them',
    (f) =>
      table([
        ['办理情况', ...numbers],
        ...ROWS.flatMap((row) => [
          ...(row.endsWith('.1') && heading(row) ? [[heading(row), ...numbers.map(() => 7)]] : []),
          [rowLabels[row], ...f.three[row]],
        ]),
      ]) + table(four(f)),
  ],
  [
    'columns in another order, with a sum of organisations',
    (f) => {
      const order = [6, 0, 1, 2, 3, 4, 5];
      return (
        table([
          ['', ...order.map((x) => numbers[x] ?? ''), '法人或其他组织小计'],
          ...ROWS.map((row) => [
            `${heading(row)}${heading(row) ? '：' : ''}${rowLabels[row]}`,
            ...order.map((x) => f.three[row][x] ?? 0),
            f.three[row].slice(1, 6).reduce((all, each) => all + each, 0),
          ]),
        ]) + table(four(f))
      );
    },
  ],
  [
    'lying on its side',
    (f) =>
      table([
        ['', ...ROWS.map((row) => heading(row) || rowLabels[row])],
        ['', ...ROWS.map((row) => rowLabels[row])],
        ...COLUMNS.map((column, x) => [columnLabels[column], ...ROWS.map((row) => f.three[row][x] ?? 0)]),
      ]) +
      table([
        ['结果', ...GROUPS.map((group) => groupLabels[group])],
        ...RESULTS.map((result, x) => [resultLabels[result], ...f.four.map((each) => each[x] ?? 0)]),
      ]),
  ],
  ['a merging that is too short', (f) => merged(f).replace('rowspan="22"', 'rowspan="20"')],
  ['a merging that is too long', (f) => merged(f).replace('rowspan="22"', 'rowspan="23"')],
  [
    'cut in two by the end of a page, in the middle of a heading',
    (f) => merged(f).replace('<tr><td>3.其他</td>', '</table><p>— 5 —</p><table><tr><td>3.其他</td>'),
  ],
  [
    'the results of reconsideration drawn over two rows, without merging',
    (f) =>
      merged(f)
        .replaceAll(/<td rowspan=2>(结果维持|结果纠正|其他结果|尚未审结|总计)<\/td>/gu, '<td>$1</td>')
        .replace(
          /<tr>(?=(?:<td>结果维持<\/td>)(?:(?!colspan).)*<\/tr><tr><td>\d)/u,
          '<tr><td></td><td></td><td></td><td></td><td></td>',
        ),
  ],
  [
    'groups and results in one heading',
    (f) =>
      merged(f).slice(0, merged(f).indexOf('<p>四、')) +
      table([
        GROUPS.flatMap((group) => RESULTS.map((result) => `${groupLabels[group]}-${resultLabels[result]}`)),
        f.four.flat(),
      ]),
  ],
  [
    'the lawsuits in another order',
    (f) =>
      merged(f).slice(0, merged(f).indexOf('<p>四、')) +
      table([
        [2, 0, 1].flatMap((i) => [GROUPS.map((group) => groupLabels[group])[i] ?? '', '', '', '', '']),
        [2, 0, 1].flatMap(() => RESULTS.map((result) => resultLabels[result])),
        [2, 0, 1].flatMap((i) => f.four[i] ?? []),
      ]),
  ],
  [
    'notes between and below, a mark of a footnote, 件 behind the figures',
    (f) =>
      pageOf(f, {
        write: (value, row) => (row === 'R1' ? `${value} 件` : `${value}${row === 'R2' ? '<sup>①</sup>' : ''}`),
      })
        .replace(
          '</table>',
          '<tr><td colspan=10>注：本表数据统计至12月31日，单位：件。2024年数据见上年报告。</td></tr></table>',
        )
        .replace('<tr><td colspan="3">二、', '<tr><td colspan=10>（其中网络申请）</td></tr><tr><td colspan="3">二、'),
  ],
  [
    'heading and label in one cell without a mark, with a column of serial numbers',
    (f) =>
      table([
        ['序号', '项目', ...numbers],
        ...ROWS.map((row, i) => [i + 1, `${heading(row)}${rowLabels[row]}`, ...f.three[row]]),
      ]) + table(four(f)),
  ],
  [
    'numbers in circles',
    (f) => merged(f).replaceAll(/>([1-8])\./gu, (_, n: string) => `>${'①②③④⑤⑥⑦⑧'[Number(n) - 1] ?? ''}`),
  ],
  ['the same tables twice, once for telephones', (f) => merged(f) + merged(f)],
  [
    'codes instead of words',
    (f) =>
      table([['', ...COLUMNS], ...ROWS.map((row) => [row, ...f.three[row]])]) +
      table([['', ...RESULTS], ...GROUPS.map((group, i) => [group, ...(f.four[i] ?? [])])]),
  ],
  ['other names of applicants', (f) => merged(f).replace('法律服务机构', '法律机构').replace('科研机构', '科研单位')],
  [
    'sections three and four side by side, each group in a line',
    (f) => beside([['', ...numbers], ...ROWS.map((row) => [flatLabel(row), ...f.three[row]])], four(f)),
  ],
  [
    'side by side, with an empty column between and the second table further down',
    (f) =>
      beside(
        [['办理情况', ...numbers, null], ...ROWS.map((row) => [flatLabel(row), ...f.three[row], null])],
        [[], [], ['单位：件'], ...four(f)],
      ),
  ],
  [
    'side by side, all cases in one line',
    (f) =>
      beside(
        [['', ...numbers], ...ROWS.map((row) => [flatLabel(row), ...f.three[row]])],
        [
          GROUPS.flatMap((group) => [groupLabels[group], '', '', '', '']),
          GROUPS.flatMap(() => RESULTS.map((result) => resultLabels[result])),
          f.four.flat(),
        ],
      ),
  ],
  [
    'side by side, cases first',
    (f) => beside(four(f), [['', ...numbers], ...ROWS.map((row) => [flatLabel(row), ...f.three[row]])]),
  ],
  [
    'side by side, results one below the other',
    (f) =>
      beside(
        [['', ...numbers], ...ROWS.map((row) => [flatLabel(row), ...f.three[row]])],
        [
          ['结果', ...GROUPS.map((group) => groupLabels[group])],
          ...RESULTS.map((result, x) => [resultLabels[result], ...f.four.map((each) => each[x] ?? 0)]),
        ],
      ),
  ],
  ['section four alone first', (f) => section4(f) + merged(f).slice(0, merged(f).indexOf('<p>四、'))],
];

describe.each(layouts)('%s', (_name, draw) => {
  test('a sound report is sound, with every row', async () => {
    expect(await check(draw(sound))).toMatchObject({ violations: [], reports: [{ layout: '2021', missing: [] }] });
  });
  test('and a fault is found where it is', async () => {
    const { violations } = await check(draw(broken));
    expect(violations.map((each) => [each.check, each.row, each.column, each.group])).toEqual([
      ['S3-ROW', '3.5.2', 'total', null],
      ['S3-SUM', '3.7', 'business', null],
      ['S4-SUM', null, 'total', 'lawsuit-after-reconsideration'],
    ]);
  });
});

const nested = (f: Figures): object => {
  const applicant = (x: number) => {
    const of = (row: Row): number => f.three[row][x] ?? 0;
    return {
      newReceived: of('R1'),
      carriedOver: of('R2'),
      results: {
        granted: of('3.1'),
        partialGrant: of('3.2'),
        denied: {
          stateSecret: of('3.3.1'),
          lawForbidden: of('3.3.2'),
          safetyStability: of('3.3.3'),
          thirdPartyRights: of('3.3.4'),
          internalAffairs: of('3.3.5'),
          processInfo: of('3.3.6'),
          enforcementCase: of('3.3.7'),
          adminQuery: of('3.3.8'),
        },
        unableToProvide: { noInfo: of('3.4.1'), needCreation: of('3.4.2'), unclear: of('3.4.3') },
        notProcessed: {
          complaint: of('3.5.1'),
          repeat: of('3.5.2'),
          publication: of('3.5.3'),
          massiveRequests: of('3.5.4'),
          confirmInfo: of('3.5.5'),
        },
        other: { overdueCorrection: of('3.6.1'), overdueFee: of('3.6.2'), otherReasons: of('3.6.3') },
        totalProcessed: of('3.7'),
        carriedForward: of('R4'),
      },
    };
  };
  const [natural, commercial, research, social, legal, other, total] = COLUMNS.map((_, x) => applicant(x));
  const [review, litigationDirect, litigationPostReview] = f.four.map(
    ([maintain, correct, others, unfinished, all]) => ({
      maintain,
      correct,
      other: others,
      unfinished,
      total: all,
    }),
  );
  return {
    year: 2025,
    sections: [
      { type: 'text', content: '一、总体情况' },
      {
        type: 'table_3',
        tableData: { naturalPerson: natural, legalPerson: { commercial, research, social, legal, other }, total },
      },
      { type: 'table_4', reviewLitigationData: { review, litigationDirect, litigationPostReview } },
    ],
  };
};

const flatKeys = (f: Figures, keyOf: (row: Row, column: string) => string, before = ''): object =>
  Object.fromEntries([
    ...ROWS.flatMap((row) => COLUMNS.map((column, x) => [keyOf(row, column), f.three[row][x]])),
    ...f.four.flatMap((each, i) => RESULTS.map((result, x) => [`${before}${GROUPS[i]}.${result}`, each[x]])),
  ]);
const flattened = (value: object, path: string): object =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(flattened(inner, `${path}${key}.`))
        : [[`${path}${key}`, inner]],
    ),
  );
const named = (names: readonly string[], values: readonly number[]) =>
  Object.fromEntries(names.map((name, i) => [name, values[i]]));
const shapes: readonly (readonly [string, (f: Figures) => unknown])[] = [
  ['applicants first, in English', nested],
  [
    'rows of cells, as a sheet',
    (f) => ({ title: '某局2025年政府信息公开工作年度报告', tables: [sheetOf(f).slice(1), [['x', 1]]] }),
  ],
  [
    'names of columns that nobody knows, in the order of the form',
    (f) => ({
      year: 2025,
      section3: Object.fromEntries(
        ROWS.map((row) => [row, named(['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'], f.three[row])]),
      ),
      section4: named(['a', 'b', 'c'], []),
      table4: Object.fromEntries(f.four.map((each, i) => [`g${i}`, named(['a', 'b', 'c', 'd', 'e'], each)])),
    }),
  ],
  [
    'labels nested under their headings',
    (f) => ({
      year: 2025,
      三: Object.fromEntries(
        [...new Set(ROWS.map((row) => heading(row) || rowLabels[row]))].map((label) => {
          const rows = ROWS.filter((row) => (heading(row) || rowLabels[row]) === label);
          return [
            label,
            rows.length === 1 && rows[0]
              ? f.three[rows[0]]
              : Object.fromEntries(rows.map((row) => [rowLabels[row], f.three[row]])),
          ];
        }),
      ),
      四: f.four,
    }),
  ],
  ['figures as text', (f) => ({ year: 2025, rows: ROWS.map((row) => f.three[row].map(String)), section4: f.four })],
  [
    'an entry for each cell',
    (f) => ({
      year: 2025,
      cells: [
        ...ROWS.flatMap((row) => COLUMNS.map((column, i) => ({ row, column, value: f.three[row][i] }))),
        ...GROUPS.flatMap((group, i) => RESULTS.map((column, j) => ({ group, column, value: f.four[i]?.[j] }))),
      ],
    }),
  ],
  ['a key for each cell, by code', (f) => ({ year: 2025, ...flatKeys(f, (row, column) => `${row}.${column}`) })],
  [
    'a key for each cell, by section',
    (f) => ({
      year: 2025,
      section3: flatKeys({ ...f, four: [] }, (row, column) => `${row}_${column}`),
      section4: Object.fromEntries(
        GROUPS.flatMap((group, i) =>
          RESULTS.map((result, x) => [`${group}.${result}`, f.four[i]?.[x]] as const),
        ).toReversed(),
      ),
    }),
  ],
  [
    'a key for each cell, with its section and year',
    (f) => flatKeys(f, (row, column) => `2025.section3.${row}.${column}`, '2025.section4.'),
  ],
  [
    'a key for each cell, in Chinese',
    (f) =>
      Object.fromEntries([
        ['年度', 2025],
        ...ROWS.flatMap((row) =>
          numbers.map((column, x) => [`${rowHeadings.results}.${flatLabel(row)}.${column}`, f.three[row][x]]),
        ),
        ...GROUPS.flatMap((group, i) =>
          RESULTS.map((result, x) => [`四.${groupLabels[group]}.${resultLabels[result]}`, f.four[i]?.[x]]),
        ),
      ]),
  ],
  [
    'a key for each cell, each after the number of its section',
    (f) => ({ year: 2025, ...flatKeys(f, (row, column) => `3.${row}.${column}`, '4.') }),
  ],
  [
    'a key for each cell, codes without dots, organisations in between',
    (f) => ({
      year: 2025,
      ...flatKeys(
        f,
        (row, column) =>
          `${row.startsWith('R') ? row : `r${row.replaceAll('.', '_')}`}_${column === 'natural' || column === 'total' ? '' : 'org_'}${column}`,
      ),
    }),
  ],
  [
    'a list for each row, after its section',
    (f) => ({
      year: 2025,
      ...Object.fromEntries(ROWS.map((row) => [`section3.${row}`, f.three[row]])),
      ...Object.fromEntries(GROUPS.map((group, i) => [`section4.${group}`, f.four[i]])),
    }),
  ],
  [
    'a key for each cell, labels without their headings',
    (f) => ({
      year: 2025,
      ...Object.fromEntries(
        ROWS.flatMap((row) => numbers.map((column, x) => [`${rowLabels[row]}|${column}`, f.three[row][x]])),
      ),
      section4: f.four,
    }),
  ],
  ['a key for each cell, applicants first, in English', (f) => ({ year: 2025, ...flattened(nested(f), '') })],
  [
    'a list of such keys',
    (f) => ({
      year: 2025,
      cells: Object.entries(flatKeys(f, (row, column) => `${row}.${column}`)).map(([key, value]) => ({ key, value })),
    }),
  ],
  [
    'labels in Chinese throughout',
    (f) => ({
      年度: 2025,
      三: ROWS.map((row) => ({ 项目: `${heading(row)}${rowLabels[row]}`, ...named(numbers, f.three[row]) })),
      四: GROUPS.map((group, i) => ({
        类别: groupLabels[group],
        ...named(
          RESULTS.map((result) => resultLabels[result]),
          f.four[i] ?? [],
        ),
      })),
    }),
  ],
  [
    'a list of objects, organisations inside',
    (f) => ({
      year: 2025,
      data: ROWS.map((row) => {
        const [natural, business, research, charity, legal, other, total] = f.three[row];
        const organizations = { commercial: business, research, social: charity, legal, other };
        return { row, label: rowLabels[row], natural, organizations, total };
      }),
      disputes: GROUPS.map((group, i) => ({ group, cells: f.four[i] })),
    }),
  ],
];

describe.each(shapes)('a JSON file: %s', (_name, shape) => {
  test('a sound report is sound, and a fault is found', async () => {
    expect(await check(JSON.stringify(shape(sound)))).toMatchObject({
      violations: [],
      reports: [{ year: 2025, layout: '2021' }],
    });
    expect(
      (await check(JSON.stringify(shape(broken)))).violations.map((each) => [each.check, each.row ?? each.group]),
    ).toEqual([
      ['S3-ROW', '3.5.2'],
      ['S3-SUM', '3.7'],
      ['S4-SUM', 'lawsuit-after-reconsideration'],
    ]);
  });
});

test('a JSON file that holds the report of the year before inside', async () => {
  const before = soundFigures(4);
  const { violations } = await check(
    JSON.stringify({ year: 2025, section3: sound.three, previous: { section3: before.three } }),
  );
  expect(new Set(violations.map((each) => each.check))).toEqual(new Set(['YEAR-CARRY']));
  expect(violations[0]).toMatchObject({ row: 'R2', expected: before.three.R4[0], found: sound.three.R2[0] });
});

test('a workbook with merged cells, a year in each sheet, and a sheet of notes', async () => {
  const sheet = (f: Figures, year: number) => ({
    sheet: `${year}年`,
    data: sheetOf(f).map((row) => row.map((value) => (value === null ? null : { value }))),
  });
  const notes = { sheet: '填表说明', data: [[{ value: '本表由各单位填写，2019年格式停用' }]] };
  const bytes = await writeWorkbook([notes, sheet(sound, 2024), sheet(broken, 2025)]).toBuffer();
  const { reports } = await check(bytes);
  expect(
    reports.map(({ year, layout, violations }) => [year, layout, [...new Set(violations.map((each) => each.check))]]),
  ).toEqual([
    [2024, '2021', []],
    [2025, '2021', ['S3-ROW', 'S3-SUM', 'S4-SUM', 'YEAR-CARRY']],
  ]);
});

test('a department that left all of section four blank is not told that its sums are wrong', async () => {
  const blank = pageOf(sound).replace(/(<tr>(?:<td>\d+<\/td>){15}<\/tr>)/u, `<tr>${'<td></td>'.repeat(15)}</tr>`);
  expect((await check(blank)).violations).toEqual([]);
});

test('the mark of a note behind a figure is no digit of it', async () => {
  const marked = pageOf(sound, {
    write: (value, row, column) => (row === '3.1' && column === 'natural' ? `${value}②` : String(value)),
  });
  expect((await check(marked)).violations).toEqual([]);
  expect((await check(marked.replace(/(\d+)②/u, '约$1②'))).violations).toMatchObject([
    { check: 'CELL', row: '3.1', column: 'natural' },
  ]);
});

/** An archive of one part that says how large it is. */
function archive(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(name.length, 28);
  const start = local.length + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}

test.each([
  ['JSON nested without end', '['.repeat(200_000), 'report/not-readable'],
  ['JSON nested deep, and closed', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'report/no-table'],
  [
    'a page whose merged cells multiply',
    `<table>${`<tr>${'<td colspan=1000 rowspan=1000>1</td>'.repeat(9)}</tr>`.repeat(999)}</table>`,
    'report/too-large',
  ],
  [
    'a workbook that unpacks to far more',
    archive('xl/worksheets/sheet1.xml', Buffer.alloc(210 * 1_048_576)),
    'report/too-large',
  ],
  ['an archive that is no workbook', archive('a.txt', Buffer.from('hello')), 'report/not-readable'],
  ['names of a prototype', '{"__proto__": {"R1": [1,2,3]}, "constructor": [1,2,3,4,5,6,7]}', 'report/no-table'],
  ['tables within tables within tables', `${'<table><tr><td>'.repeat(20_000)}`, 'report/no-table'],
  ['a key that is a path without end', `{"${'a.'.repeat(500_000)}": [1]}`, 'report/no-table'],
  ['a number as a file', '12', 'report/no-table'],
])('%s is refused', async (_name, content, code) => expect(await refusal(content)).toBe(code), 8000);
