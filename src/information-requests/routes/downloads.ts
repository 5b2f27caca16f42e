import type { FastifyReply } from 'fastify';
import writeWorkbook from 'write-excel-file/node';
import type { Cells } from '../../kernel/csv.ts';
import { download, XLSX } from '../../kernel/download.ts';

/** Rows as a workbook: a head that stays in sight, columns as wide as what stands in them. */
export async function asXlsx(
  reply: FastifyReply,
  name: string,
  { sheet, rows }: { readonly sheet: string; readonly rows: Cells },
) {
  const data = rows.map((row, y) =>
    // An empty text in a cell would count as filled.
    row.map((value) =>
      value === null || value === '' ? null : { value, ...(y === 0 ? { fontWeight: 'bold' as const } : {}) },
    ),
  );
  const columns = (rows[0] ?? []).map((_, x) => ({ width: widthOf(rows, x) }));
  const bytes = await writeWorkbook([{ sheet, data, columns, stickyRowsCount: 1 }]).toBuffer();
  return download(reply, `${name}.xlsx`, XLSX).send(bytes);
}

const WIDTH = { least: 8, most: 60, looked: 200 } as const;

/** In Latin letters; a Chinese character takes two. */
function widthOf(rows: Cells, x: number): number {
  const longest = rows.slice(0, WIDTH.looked).reduce((most, row) => {
    const said = String(row[x] ?? '');
    return Math.max(most, said.length + said.replaceAll(/[^\u2E80-\uFFEF]/gu, '').length);
  }, 0);
  return Math.min(WIDTH.most, Math.max(WIDTH.least, longest + 2));
}
