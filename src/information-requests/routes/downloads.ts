import type { FastifyReply } from 'fastify';
import writeWorkbook from 'write-excel-file/node';
import { csv } from '../../kernel/csv.ts';
import { XLSX } from '../../kernel/download.ts';

type Rows = readonly (readonly (string | number | null)[])[];
type Reply = Pick<FastifyReply, 'header' | 'type' | 'send'>;

/** Rows as a file that any program for sheets opens. */
export const asCsv = (reply: Reply, name: string, rows: Rows) =>
  named(reply, `${name}.csv`).type('text/csv; charset=utf-8').send(csv(rows));

/** The same as a workbook: a head that stays in sight, columns as wide as what stands in them. */
export async function asXlsx(
  reply: Reply,
  name: string,
  { sheet, rows }: { readonly sheet: string; readonly rows: Rows },
) {
  const data = rows.map((row, y) =>
    // An empty text in a cell would count as filled.
    row.map((value) =>
      value === null || value === '' ? null : { value, ...(y === 0 ? { fontWeight: 'bold' as const } : {}) },
    ),
  );
  const columns = (rows[0] ?? []).map((_, x) => ({ width: widthOf(rows, x) }));
  const bytes = await writeWorkbook([{ sheet, data, columns, stickyRowsCount: 1 }]).toBuffer();
  return named(reply, `${name}.xlsx`).type(XLSX).send(bytes);
}

const named = (reply: Reply, file: string): Reply => {
  reply.header('content-disposition', `attachment; filename="${file}"`);
  return reply;
};

const WIDTH = { least: 8, most: 60, looked: 200 } as const;

/** In Latin letters; a Chinese character takes two. */
function widthOf(rows: Rows, x: number): number {
  const longest = rows.slice(0, WIDTH.looked).reduce((most, row) => {
    const said = String(row[x] ?? '');
    return Math.max(most, said.length + said.replaceAll(/[^\u2E80-\uFFEF]/gu, '').length);
  }, 0);
  return Math.min(WIDTH.most, Math.max(WIDTH.least, longest + 2));
}
