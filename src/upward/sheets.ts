import writeWorkbook from 'write-excel-file/node';
import { csv } from '../kernel/csv.ts';
import type { CountedRow, UnitCount } from './contract.ts';
import { percent, placeOf } from './rules/counts.ts';
import { countedTitles, countText } from './text.ts';

type Cells = readonly (string | number)[];
type Counts = { readonly units: readonly UnitCount[]; readonly rows: readonly CountedRow[] };

/** One line of the table of units, as paper, page and workbook have it. */
export const unitCells = (unit: UnitCount): Cells => [
  placeOf(unit) ?? countText.none,
  unit.agency,
  unit.sent,
  unit.decided,
  unit.adopted,
  percent(unit.adopted, unit.decided) ?? countText.none,
  unit.points,
  unit.published,
  unit.news,
  percent(unit.news, unit.published) ?? countText.none,
];

const rowCells = ({ what, on, title, ref, score, usedWhere }: CountedRow, agency: string): Cells => [
  countedTitles[what],
  agency,
  on,
  title,
  ref,
  what === 'adopted' ? score : '',
  usedWhere,
];

export const countsCsv = ({ units }: Counts): string => csv([countText.columns, ...units.map(unitCells)]);

/** Two sheets: the figures, and the rows that they are made of. */
export async function countsXlsx({ units, rows }: Counts): Promise<Uint8Array> {
  const names = new Map(units.map(({ agencyId, agency }) => [agencyId, agency]));
  const sheet = (title: string, head: readonly string[], body: readonly Cells[]) => ({
    sheet: title,
    data: [head, ...body].map((row) => row.map((value) => ({ value }))),
  });
  return writeWorkbook([
    sheet(countText.sheet, countText.columns, units.map(unitCells)),
    sheet(
      countText.rowsSheet,
      countText.rowColumns,
      rows.map((row) => rowCells(row, names.get(row.agencyId) ?? '')),
    ),
  ]).toBuffer();
}
