import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { afterAll, describe, expect, test } from 'vitest';
import { packArchive } from '../../screening/index.ts';
import { reportCheckCommand } from './check-command.ts';
import { COLUMNS, LEAVES, ROWS } from './form.ts';
import { type Figures, pageOf, sheetOf, soundFigures } from './testing.ts';
import { columnLabels, rowHeadings, rowLabels } from './text.ts';

const folder = mkdtempSync(join(tmpdir(), 'mt-files-'));
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
const short = async (content: string | Uint8Array) =>
  (await check(content)).violations.map(({ check: name, row, column, expected, found }) =>
    [name, row, column, expected, found].join(' '),
  );

type Value = string | number | null;
/** A formula as `{ f }`, its result as `v` where the file holds one. */
type Cell = Value | { readonly f: string; readonly v?: number; readonly si?: number };
type Sheet = { readonly name: string; readonly rows: readonly (readonly Cell[])[]; readonly isHidden?: true };

const letter = (x: number): string => String.fromCharCode(65 + x);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A workbook as a program writes it that does not reckon. */
function workbook(sheets: readonly Sheet[], isStale = false): Buffer {
  const cell = (value: Cell, x: number, y: number): string => {
    const at = `${letter(x)}${y + 1}`;
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === 'string') return `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
    const kind = value.si === undefined ? '' : ` t="shared" si="${value.si}"`;
    return `<c r="${at}"><f${kind}>${escaped(value.f)}</f>${value.v === undefined ? '' : `<v>${value.v}</v>`}</c>`;
  };
  const sheet = ({ rows }: Sheet): string =>
    `<worksheet xmlns="x"><sheetData>${rows
      .map((row, y) => `<row r="${y + 1}">${row.map((value, x) => cell(value, x, y)).join('')}</row>`)
      .join('')}</sheetData></worksheet>`;
  const book = `<workbook xmlns="x" xmlns:r="y"><sheets>${sheets
    .map(
      ({ name, isHidden }, i) =>
        `<sheet name="${name}" sheetId="${i + 1}"${isHidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
    )
    .join('')}</sheets>${isStale ? '<calcPr fullCalcOnLoad="1"/>' : ''}</workbook>`;
  const relations = `<Relationships xmlns="z">${sheets
    .map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
    .join('')}</Relationships>`;
  return packArchive(
    [
      ['xl/workbook.xml', book],
      ['xl/_rels/workbook.xml.rels', relations],
      ...sheets.map((each, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet(each)]),
    ].map(([name = '', xml = '']) => ({ name, bytes: Buffer.from(xml) })),
  );
}

const heading = (row: string): string => new Map(Object.entries(rowHeadings)).get(row.slice(0, 3)) ?? '';
const head = ['项目', ...COLUMNS.map((column) => columnLabels[column])];
const FIRST_LEAF = 4;
const LAST_LEAF = FIRST_LEAF + LEAVES.length - 1;

/** Section three, its sums as formulas; `of` writes one. */
const reckoned = (figures: Figures, of: (formula: string, value: number, y: number) => Cell): (readonly Cell[])[] => [
  head,
  ...ROWS.map((row, i): readonly Cell[] => {
    const y = i + 2;
    const cells = figures.three[row].map((value, x): Cell => {
      const column = letter(x + 1);
      if (x === COLUMNS.length - 1) return of(`B${y}+SUM($C${y}:G${y})`, value, y);
      return row === '3.7' ? of(`SUM(${column}${FIRST_LEAF}:${column}${LAST_LEAF})`, value, y) : value;
    });
    return [`${heading(row)}${rowLabels[row]}`, ...cells];
  }),
];
const figures = soundFigures(5);
const unbalanced = structuredClone(figures);
unbalanced.three.R4[0] = (unbalanced.three.R4[0] ?? 0) + 3;
unbalanced.three.R4[6] = (unbalanced.three.R4[6] ?? 0) + 3;
const asked = (figures.three.R1[0] ?? 0) + (figures.three.R2[0] ?? 0);
const all = (figures.three.R1[6] ?? 0) + (figures.three.R2[6] ?? 0);
const BALANCE = [`S3-BALANCE  natural ${asked} ${asked + 3}`, `S3-BALANCE  total ${all} ${all + 3}`];

describe('formulas', () => {
  test.each([
    ['without results', (f: string): Cell => ({ f }), false],
    ['with noughts that a program wrote for results it did not reckon', (f: string): Cell => ({ f, v: 0 }), true],
    ['with results', (f: string, v: number): Cell => ({ f: `VLOOKUP(${f},A1:B9,2)`, v }), false],
  ])('%s', async (_name, of, isStale) => {
    expect(await short(workbook([{ name: '三', rows: reckoned(figures, of) }], isStale))).toEqual([]);
    expect(await short(workbook([{ name: '三', rows: reckoned(unbalanced, of) }], isStale))).toEqual(BALANCE);
  });

  test('that cells share, and over several sheets', async () => {
    const half = figures.three;
    const own = (rows: Figures['three']): (readonly Cell[])[] => [
      head,
      ...ROWS.map((row) => [rowLabels[row], ...rows[row]]),
    ];
    const sums = ROWS.map((row, i): readonly Cell[] => [
      `${heading(row)}${rowLabels[row]}`,
      ...COLUMNS.map((_, x): Cell => (i === 0 && x === 0 ? { f: "甲局!B2+'乙 局'!B2", si: 0 } : { f: '', si: 0 })),
    ]);
    const found = await check(
      workbook([
        { name: '甲局', rows: own(half), isHidden: true },
        { name: '乙 局', rows: own(half), isHidden: true },
        { name: '汇总', rows: [head, ...sums] },
      ]),
    );
    expect(found.reports).toMatchObject([{ layout: '2021', violations: [] }]);
    expect(found.warnings).toEqual([]);
  });

  test('that cannot be reckoned are named and counted as no figure', async () => {
    const rows = reckoned(figures, (f) => ({ f }));
    const [title, first = [], ...others] = rows;
    const bad = [...first.slice(0, 1), { f: 'VLOOKUP("a",A1:B3,2,0)' }, ...first.slice(2)];
    const { violations, warnings } = await check(workbook([{ name: '依申请', rows: [title ?? [], bad, ...others] }]));
    expect(violations.slice(0, 1)).toMatchObject([{ check: 'CELL', row: 'R1', column: 'natural', found: null }]);
    expect(warnings[0]).toContain('“依申请”的 B2 只有公式（=VLOOKUP("a",A1:B3,2,0)）');
  });

  test.each(['B2', 'SUM(B2:B3)', 'C2'])('that come round to themselves end: %s', async (f) => {
    const rows = reckoned(figures, (own) => ({ f: own }));
    const [title, first = [], ...others] = rows;
    const round = [...first.slice(0, 1), { f }, { f: 'B2' }, ...first.slice(3)];
    const { violations } = await check(workbook([{ name: '三', rows: [title ?? [], round, ...others] }]));
    expect(violations).toContainEqual(expect.objectContaining({ check: 'CELL', row: 'R1', column: 'business' }));
  });
});

test('a hidden sheet is not what was published', async () => {
  const sheet = (f: Figures): (readonly Cell[])[] => sheetOf(f);
  const { reports } = await check(
    workbook([
      { name: '年报', rows: sheet(figures) },
      { name: '底稿', rows: sheet(unbalanced), isHidden: true },
    ]),
  );
  expect(reports).toMatchObject([{ violations: [] }]);
});

test('sheets of two agencies are no two years', async () => {
  const of = (seed: number): (readonly Cell[])[] => sheetOf(soundFigures(seed)).slice(1);
  expect(
    await short(
      workbook([
        { name: '财政局', rows: of(1) },
        { name: '教育局', rows: of(9) },
      ]),
    ),
  ).toEqual([]);
});

describe('two years, the later first', () => {
  const earlier = soundFigures(3);
  const later = soundFigures(3);
  later.three.R2 = [...earlier.three.R4];
  later.three.R1 = later.three.R1.map(
    (_, x) => (later.three['3.7'][x] ?? 0) + (later.three.R4[x] ?? 0) - (later.three.R2[x] ?? 0),
  );
  const uncarried = structuredClone(later);
  for (const x of [5, 6]) {
    uncarried.three.R2[x] = (uncarried.three.R2[x] ?? 0) + 1;
    uncarried.three.R1[x] = (uncarried.three.R1[x] ?? 0) - 1;
  }
  const body = (f: Figures): (readonly Cell[])[] => sheetOf(f).slice(1, 4 + ROWS.length);
  test.each([
    ['（2023年度）', '（2022年度）'],
    ['附件2：2023年度情况表', '附件1：2022年度情况表'],
    ['2023', '2022'],
    ['2023年度数据', '2022年度数据'],
    ['本年度', '上年度'],
  ])('under each other, named %s', async (now, before) => {
    const rows = (f: Figures): (readonly Cell[])[] => [[now], ...body(f), [before], ...body(earlier)];
    expect(await short(workbook([{ name: 'Sheet1', rows: rows(later) }]))).toEqual([]);
    const carried = earlier.three.R4;
    expect(await short(workbook([{ name: 'Sheet1', rows: rows(uncarried) }]))).toEqual(
      [5, 6].map((x) => `YEAR-CARRY R2 ${COLUMNS[x]} ${carried[x]} ${(carried[x] ?? 0) + 1}`),
    );
  });
  test('in sheets called 本年 and 上年', async () => {
    const sheets = (f: Figures): Sheet[] => [
      { name: '本年', rows: body(f) },
      { name: '上年', rows: body(earlier) },
    ];
    expect(await short(workbook(sheets(later)))).toEqual([]);
    expect(await short(workbook(sheets(uncarried)))).toHaveLength(2);
  });
});

describe('a total for which a sign for nothing stands', () => {
  const page = (f: Figures, sign: string): string =>
    pageOf(f, { write: (value) => (value === 0 ? sign : String(value)) });
  const empty = structuredClone(figures);
  for (const row of ['R1', '3.7', '3.5.2'] as const)
    empty.three[row] = empty.three[row].map((value, x) => value - (figures.three['3.5.2'][x] ?? 0));
  test.each(['/', '—', '－', '无', '--'])('%s is nought where nothing is right', async (sign) => {
    expect(await short(page(empty, sign))).toEqual([]);
  });
  test('is left blank where there is something, and so is nothing at all', async () => {
    const wrong = structuredClone(figures);
    wrong.three['3.5.2'][6] = 0;
    const sum = figures.three['3.5.2'][6];
    expect(await short(page(wrong, '/'))).toEqual([`S3-BLANK 3.5.2 total ${sum} `]);
    expect(await short(page(empty, ''))).toContain('S3-BLANK 3.5.2 total 0 ');
  });
});

describe('other files that people have', () => {
  const rows = (f: Figures): Value[][] => [
    head,
    ...ROWS.map((row) => [`${heading(row)}${rowLabels[row]}`, ...f.three[row]]),
  ];
  test.each([
    ['commas', ',', '\uFEFF'],
    ['tabs', '\t', ''],
  ])('a sheet saved with %s', async (_name, sign, mark) => {
    const text = (f: Figures): string =>
      mark +
      rows(f)
        .map((row) => row.map((value) => (/[,"]/u.test(String(value)) ? `"${value}"` : value)).join(sign))
        .join('\r\n');
    expect(await check(text(figures))).toMatchObject({ format: 'csv', violations: [] });
    expect(await short(text(unbalanced))).toEqual(BALANCE);
  });

  test('a letter of Word', async () => {
    const letterOf = (f: Figures): Promise<Buffer> =>
      Packer.toBuffer(
        new Document({
          sections: [
            {
              children: [
                new Paragraph('2025年政府信息公开工作年度报告'),
                new Table({
                  rows: rows(f).map(
                    (row) =>
                      new TableRow({
                        children: row.map((value) => new TableCell({ children: [new Paragraph(String(value))] })),
                      }),
                  ),
                }),
              ],
            },
          ],
        }),
      );
    expect(await check(await letterOf(figures))).toMatchObject({ format: 'docx', violations: [] });
    expect(await short(await letterOf(unbalanced))).toEqual(BALANCE);
  });

  test('a workbook of Excel 97', async () => {
    expect(await check(oldWorkbook(rows(figures)))).toMatchObject({ format: 'xls', violations: [] });
    expect(await short(oldWorkbook(rows(unbalanced)))).toEqual(BALANCE);
  });

  test('an entry on each line', async () => {
    const lines = (f: Figures): string => ROWS.map((row) => JSON.stringify({ row, cells: f.three[row] })).join('\n');
    expect(await short(lines(figures))).toEqual([]);
    expect(await short(lines(unbalanced))).toEqual(BALANCE);
  });

  test.each([
    [
      'camel',
      'row naturalPerson commercialEnterprise researchInstitution socialWelfareOrganization legalServiceOrganization other total',
    ],
    [
      'snake',
      'row_code natural_person commercial_enterprise research_institute social_welfare law_service other total',
    ],
  ])('names in English, %s', async (_name, names) => {
    const keys = names.split(' ');
    const entries = (f: Figures): string =>
      JSON.stringify({
        rows: ROWS.map((row) => Object.fromEntries(keys.map((key, i) => [key, [row, ...f.three[row]][i]]))),
      });
    expect(await short(entries(figures))).toEqual([]);
    expect(await short(entries(unbalanced))).toEqual(BALANCE);
  });

  test('what cannot be read says what to do', async () => {
    expect(await refusal(Buffer.from('%PDF-1.7'))).toBe('report/pdf');
    expect(await refusal(compound('EncryptedPackage', Buffer.alloc(5000)))).toBe('report/encrypted');
    expect(await refusal(compound('WordDocument', Buffer.alloc(5000)))).toBe('report/old-office');
    expect(await refusal(packArchive([{ name: 'content.xml', bytes: Buffer.from('<a/>') }]))).toBe(
      'report/not-readable',
    );
    const broken = [['xl/workbook.xml', '<workbook><sheets><sheet']].map(([name = '', xml = '']) => ({
      name,
      bytes: Buffer.from(xml),
    }));
    expect(await refusal(packArchive(broken))).toBe('report/not-readable');
  });
});

const u16 = (...values: readonly number[]): Buffer => Buffer.from(new Uint16Array(values).buffer);
const u32 = (...values: readonly number[]): Buffer => Buffer.from(new Uint32Array(values).buffer);

/** Cells of one sheet in records of BIFF8. */
function oldWorkbook(rows: readonly (readonly Value[])[]): Buffer {
  const record = (type: number, ...parts: readonly Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    return Buffer.concat([u16(type, body.length), body]);
  };
  const words = (text: string): Buffer =>
    Buffer.concat([u16(text.length), Buffer.from([1]), Buffer.from(text, 'utf16le')]);
  const start = (kind: number): Buffer => record(0x809, u16(0x600, kind, 0, 0), u32(0, 0));
  const end = record(0x0a);
  const cells = rows.flatMap((row, y) =>
    row.map((value, x) =>
      typeof value === 'number'
        ? record(0x203, u16(y, x, 0), Buffer.from(new Float64Array([value]).buffer))
        : record(0x204, u16(y, x, 0), words(value ?? '')),
    ),
  );
  const sheet = (at: number): Buffer =>
    record(0x85, u32(at), Buffer.from([0, 0, 2, 1]), Buffer.from('年报', 'utf16le'));
  const at = start(5).length + sheet(0).length + end.length;
  return compound('Workbook', Buffer.concat([start(5), sheet(at), end, start(0x10), ...cells, end]));
}

/** A compound file with one stream, long enough to lie in whole sectors. */
function compound(name: string, stream: Buffer): Buffer {
  const SECTOR = 512;
  const bytes = Buffer.concat([stream, Buffer.alloc(Math.max(0, 4096 - stream.length))]);
  const sectors = Math.ceil(bytes.length / SECTOR);
  const head = Buffer.alloc(SECTOR, 0xff);
  head.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head);
  head.writeUInt16LE(3, 26);
  head.writeUInt16LE(0xfffe, 28);
  head.writeUInt16LE(9, 30);
  head.writeUInt16LE(6, 32);
  head.writeUInt32LE(1, 44);
  head.writeUInt32LE(1, 48);
  head.writeUInt32LE(4096, 56);
  head.writeUInt32LE(0xfffffffe, 60);
  head.writeUInt32LE(0xfffffffe, 68);
  head.writeUInt32LE(0, 76);
  const table = Buffer.alloc(SECTOR, 0xff);
  table.writeUInt32LE(0xfffffffd, 0);
  table.writeUInt32LE(0xfffffffe, 4);
  for (let i = 0; i < sectors; i += 1) table.writeUInt32LE(i + 1 === sectors ? 0xfffffffe : i + 3, (i + 2) * 4);
  const entry = (title: string, kind: number, first: number, size: number): Buffer => {
    const own = Buffer.alloc(128);
    own.write(title, 'utf16le');
    own.writeUInt16LE((title.length + 1) * 2, 64);
    own.writeUInt8(kind, 66);
    own.writeUInt32LE(first, 116);
    own.writeUInt32LE(size, 120);
    return own;
  };
  const directory = Buffer.concat([
    entry('Root Entry', 5, 0xfffffffe, 0),
    entry(name, 2, 2, bytes.length),
    Buffer.alloc(256),
  ]);
  const padded = Buffer.concat([bytes, Buffer.alloc(sectors * SECTOR - bytes.length)]);
  return Buffer.concat([head, table, directory, padded]);
}
