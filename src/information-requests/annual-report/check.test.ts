import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { reportCheckCommand } from './check-command.ts';
import { COLUMNS, LEAVES, ROWS, type Row } from './form.ts';
import { type Figures, pageOf, sheetOf, soundFigures } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'mt-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const kept = (content: string | Uint8Array): string => {
  files += 1;
  const path = join(folder, String(files));
  writeFileSync(path, content);
  return path;
};
const check = async (content: string | Uint8Array, ...more: readonly string[]) =>
  (await reportCheckCommand([kept(content), ...more])).json;
const violations = async (content: string | Uint8Array, ...more: readonly string[]) =>
  (await check(content, ...more)).violations;
const refusal = (content: string | Uint8Array) =>
  reportCheckCommand([kept(content)]).then(
    () => 'read',
    (error: { code: string }) => error.code,
  );
const changed = (row: Row, column: number, by: number): Figures => {
  const figures = soundFigures(1);
  figures.three[row][column] = (figures.three[row][column] ?? 0) + by;
  return figures;
};
const none = { row: null, column: null, group: null, expected: null, found: null };

describe('a report in which everything adds up violates nothing', () => {
  test('as a page', async () => {
    const { format, reports } = await check(pageOf(soundFigures(1)));
    expect({ format, reports }).toEqual({
      format: 'html',
      reports: [{ year: 2025, layout: '2021', missing: [], further: [], violations: [] }],
    });
  });

  test('as a workbook', async () => {
    const workbook = await writeWorkbook(
      sheetOf(soundFigures(2)).map((row) => row.map((value) => (value === null ? null : { value }))),
    ).toBuffer();
    expect(await check(workbook)).toMatchObject({
      format: 'xlsx',
      reports: [{ year: 2025, layout: '2021', missing: [], violations: [] }],
    });
  });

  test.each([
    ['by code, cells in order', (f: Figures) => ({ year: 2025, section3: f.three, section4: f.four })],
    ['by code, cells by column', (f: Figures) => ({ year: 2025, three: byColumn(f), section4: f.four.flat() })],
    [
      'a list of rows',
      (f: Figures) => ({ year: '2025年', rows: ROWS.map((code) => ({ code, cells: f.three[code] })) }),
    ],
    [
      'by column first',
      (f: Figures) => ({
        year: 2025,
        三: Object.fromEntries(
          COLUMNS.map((column, x) => [column, Object.fromEntries(ROWS.map((row) => [row, f.three[row][x]]))]),
        ),
      }),
    ],
    ['a page inside', (f: Figures) => ({ data: [{ content: pageOf(f) }] })],
  ])('as JSON: %s', async (_name, shape) => {
    expect(await check(JSON.stringify(shape(soundFigures(3))))).toMatchObject({
      format: 'json',
      violations: [],
      reports: [{ year: 2025, layout: '2021' }],
    });
  });

  test('in the national character set, with full-width digits, thousands separators, blanks for nought and unclosed cells', async () => {
    const page = `<meta charset="gb2312">${pageOf(soundFigures(1), {
      write: (value, _row, column) =>
        value === 0 && column !== 'total'
          ? '&nbsp;'
          : [...value.toLocaleString('en')]
              .map((c) => (/\d/u.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : '，'))
              .join(''),
    })}`;
    const [bytes, unclosed] = [encodedGbk(page), page.replace(/<\/t[dr]>|<\/p>/gu, '')];
    expect(await violations(bytes)).toEqual([]);
    expect(await violations(unclosed.replace('gb2312', 'utf-8'))).toEqual([]);
  });

  test('within a table that lays out the page', async () => {
    expect(await violations(`<table><tr><td>导航<td>${pageOf(soundFigures(1))}</table>`)).toEqual([]);
  });
});

const byColumn = ({ three }: Figures): object =>
  Object.fromEntries(ROWS.map((row) => [row, Object.fromEntries(COLUMNS.map((column, x) => [column, three[row][x]]))]));

describe('each check is reported where it is violated, and nowhere else', () => {
  test('S3-BALANCE and S3-ROW: one asked more', async () => {
    const figures = changed('R1', 0, 1);
    const [, , , , , , total = 0] = figures.three.R1;
    expect(await violations(pageOf(figures))).toEqual([
      { ...none, check: 'S3-ROW', row: 'R1', column: 'total', expected: total + 1, found: total },
      {
        ...none,
        check: 'S3-BALANCE',
        column: 'natural',
        expected: total + (soundFigures(1).three.R2[0] ?? 0) + 1 - sumOf(figures.three.R1.slice(1, 6)),
        found: expect.any(Number),
      },
    ]);
  });

  test('S3-SUM: a leaf that is not in the sum', async () => {
    const figures = changed('3.3.4', 1, 2);
    figures.three['3.3.4'][6] = (figures.three['3.3.4'][6] ?? 0) + 2;
    const [, business = 0, , , , , total = 0] = figures.three['3.7'];
    expect(await violations(pageOf(figures))).toEqual([
      { ...none, check: 'S3-SUM', row: '3.7', column: 'business', expected: business + 2, found: business },
      { ...none, check: 'S3-SUM', row: '3.7', column: 'total', expected: total + 2, found: total },
    ]);
  });

  test('S3-BLANK: a total left blank, once and with what it should be', async () => {
    const figures = soundFigures(1);
    const page = pageOf(figures, {
      write: (value, row, column) =>
        (row === '3.1' && column === 'total') || (row === '3.7' && column === 'legal') ? '&nbsp;' : String(value),
    });
    expect(await violations(page)).toEqual([
      { ...none, check: 'S3-BLANK', row: '3.1', column: 'total', expected: figures.three['3.1'][6] },
      { ...none, check: 'S3-BLANK', row: '3.7', column: 'legal', expected: figures.three['3.7'][4] },
    ]);
  });

  test('CELL: words, fractions, less than nothing', async () => {
    const page = pageOf(soundFigures(1), {
      write: (value, row, column) => (row === '3.2' && column === 'other' ? '若干' : String(value)),
    });
    expect(await violations(page)).toEqual([{ ...none, check: 'CELL', row: '3.2', column: 'other' }]);
    const figures = changed('3.4.1', 2, -100);
    expect((await violations(pageOf(figures)))[0]).toEqual({
      ...none,
      check: 'CELL',
      row: '3.4.1',
      column: 'research',
      found: figures.three['3.4.1'][2],
    });
    expect((await violations(pageOf(changed('3.4.1', 2, 0.5)))).map((each) => each.check)).toContain('CELL');
  });

  test('S4-SUM: by group, also when its total is missing', async () => {
    const figures = soundFigures(1);
    const [first = [], second = [], third = []] = figures.four;
    second[4] = 1;
    expect(await violations(pageOf({ ...figures, four: [first, second, third] }))).toEqual([
      {
        ...none,
        check: 'S4-SUM',
        group: 'direct-lawsuit',
        column: 'total',
        expected: sumOf(second.slice(0, 4)),
        found: 1,
      },
    ]);
  });

  test.each([
    [
      [
        [119, 25, 91, 24, 259],
        [7, 0, 15, 6, 28],
        [21, 1, 7, 9, 38],
      ],
    ],
    [
      [
        [376, 97, 196, 121, 790],
        [16, 1, 12, 27, 56],
        [74, 1, 30, 51, 156],
      ],
    ],
  ])('figures of section four that were really published hold', async (four) => {
    expect(await violations(pageOf({ ...soundFigures(1), four }))).toEqual([]);
  });

  test('YEAR-CARRY: two years in one page, or the year before in another file', async () => {
    const before = soundFigures(1);
    const after = soundFigures(4);
    const carried = before.three.R4.map((value, x) => ({ was: value, is: after.three.R2[x] ?? 0, column: COLUMNS[x] }));
    const expected = carried
      .filter(({ was, is }) => was !== is)
      .map(({ was, is, column }) => ({ ...none, check: 'YEAR-CARRY', row: 'R2', column, expected: was, found: is }));
    expect(expected.length).toBeGreaterThan(3);
    const [first, second] = [pageOf(before, { year: 2024 }), pageOf(after, { year: 2025 })];
    expect(await violations(first + second)).toEqual(expected);
    expect(await violations(second + first)).toEqual(expected);
    expect(await violations(second, '--before', kept(first))).toEqual(expected);
    expect(await violations(first + pageOf(after, { year: 2027 }))).toEqual([]);
  });
});

describe('older and stranger layouts', () => {
  test('the form of 2019, with one row under （六）', async () => {
    const figures = soundFigures(1);
    const other = figures.three['3.6.3'].map(
      (value, x) => value + (figures.three['3.6.1'][x] ?? 0) + (figures.three['3.6.2'][x] ?? 0),
    );
    figures.three['3.6.3'] = other;
    const rows = ROWS.filter((row) => row !== '3.6.1' && row !== '3.6.2');
    expect(await check(pageOf(figures, { rows }))).toMatchObject({
      violations: [],
      reports: [{ layout: '2019', missing: ['3.6.1', '3.6.2'] }],
    });
  });

  test('rows that are missing altogether are named', async () => {
    const rows = ROWS.filter((row) => row !== '3.3.8' && row !== '3.5.5');
    const { reports } = await check(pageOf(soundFigures(1), { rows }));
    expect(reports).toMatchObject([{ layout: 'partial', missing: ['3.3.8', '3.5.5'] }]);
    expect(reports[0]?.violations.every((each) => each.check === 'S3-SUM')).toBe(true);
  });

  test('a result that the form does not know counts in the sums', async () => {
    const page = pageOf(soundFigures(1)).replace('4.保护第三方合法权益', '4.属于另外一种秘密');
    expect(await check(page)).toMatchObject({ violations: [], reports: [{ further: ['4.属于另外一种秘密'] }] });
  });
});

test('whatever is added to one cell is found by a check', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ROWS), fc.nat(6), fc.integer({ min: 1, max: 9 }), async (row, column, by) => {
      const found = await violations(JSON.stringify({ rows: changed(row, column, by).three }));
      expect(found.length).toBeGreaterThan(0);
      const isLeaf = (LEAVES as readonly string[]).includes(row);
      expect(found.some((each) => each.check === (isLeaf || row === '3.7' ? 'S3-SUM' : 'S3-BALANCE'))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['a page without tables', '<p>没有表格</p>', 'report/no-table'],
  ['no JSON', '{"rows": ', 'report/not-readable'],
  ['a broken workbook', Buffer.from('PK\u0003\u0004 nothing'), 'report/not-readable'],

  ['nothing', '', 'report/no-table'],
])('%s is refused', async (_name, content, code) => expect(await refusal(content)).toBe(code));

const sumOf = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

/** There is no encoder in Node: the table is made from the decoder. */
function encodedGbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Uint8Array.from([...text].flatMap((c) => (c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : (codes.get(c) ?? []))));
}
