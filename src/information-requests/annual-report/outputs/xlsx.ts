import writeWorkbook from 'write-excel-file/node';
import type { ReportContent } from '../contract.ts';
import { type PrintedCell, sectionsOf } from '../sections.ts';
import { reportText } from '../text.ts';

type SheetCell = {
  readonly value: string | number;
  readonly columnSpan?: number;
  readonly rowSpan?: number;
  readonly align?: 'center';
  readonly alignVertical?: 'center';
  readonly wrap?: true;
  readonly borderStyle?: 'thin';
  readonly fontWeight?: 'bold';
  readonly fontSize?: number;
} | null;

/** In characters: the label columns of section three, then figures; other tables are even. */
const widthsOf = (columns: number): { readonly width: number }[] =>
  Array.from({ length: columns }, (_, x) => ({
    width: columns === SECTION3 ? ([8, 16, 38][x] ?? 10) : columns > SECTION3 ? 10 : 24,
  }));
const SECTION3 = 10;

/** Names of sheets are short and free of marks. */
const LONGEST_NAME = 31;

/** The tables of the report as a workbook, one sheet for each section that has some; figures are numbers. */
export async function xlsxOf(content: ReportContent): Promise<Uint8Array> {
  const title = reportText.title(content.agency.name, content.year);
  const sheets = sectionsOf(content)
    .filter(({ tables }) => tables.length > 0)
    .map(({ heading, tables }) => ({
      sheet: heading.slice(0, LONGEST_NAME),
      data: [
        [{ value: title, fontWeight: 'bold' as const, fontSize: 14 }],
        ...tables.flatMap(({ caption, head, body, columns }) => [
          [{ value: caption, fontWeight: 'bold' as const }],
          ...placed([...head, ...body], columns),
        ]),
      ],
      columns: widthsOf(Math.max(...tables.map(({ columns }) => columns))),
      orientation: 'landscape' as const,
    }));
  return writeWorkbook(sheets, { fontFamily: 'SimSun', fontSize: 10.5, features: [onOnePage] }).toBuffer();
}

/** A sheet is printed on A4, as small as its width and height ask. */
const onOnePage = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml: string): string =>
          xml
            .replace(/(<worksheet\b[^>]*>)/u, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
            .replace(/<pageSetup /u, '<pageSetup fitToWidth="1" fitToHeight="1" '),
      },
    },
  },
};

/** Rows of a table with the places that merged cells cover left empty, as a sheet wants them. */
function placed(rows: readonly (readonly PrintedCell[])[], columns: number): SheetCell[][] {
  const taken = rows.map(() => new Set<number>());
  return rows.map((row, y) => {
    const line: SheetCell[] = Array.from({ length: columns }, () => null);
    let x = 0;
    for (const { text, colspan = 1, rowspan = 1 } of row) {
      while (taken[y]?.has(x)) x += 1;
      line[x] = sheetCell(text, colspan, rowspan);
      for (const covered of taken.slice(y, y + rowspan)) for (let at = x; at < x + colspan; at += 1) covered.add(at);
      x += colspan;
    }
    return line;
  });
}

const sheetCell = (text: string, colspan: number, rowspan: number): SheetCell => ({
  value: /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : text,
  align: 'center',
  alignVertical: 'center',
  wrap: true,
  borderStyle: 'thin',
  ...(colspan > 1 ? { columnSpan: colspan } : {}),
  ...(rowspan > 1 ? { rowSpan: rowspan } : {}),
});
