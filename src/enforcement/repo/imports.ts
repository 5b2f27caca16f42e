import type { Kernel } from '../../kernel/index.ts';
import type { ResultKind } from '../contract.ts';
import type { ImportLine } from '../wire.ts';

export type ImportRow = {
  readonly id: number;
  readonly agencyId: number;
  readonly fileName: string;
  readonly kind: ResultKind;
  readonly importedBy: number;
  readonly importedAt: Date;
  readonly finishedAt: Date | null;
  readonly entered: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly lines: readonly ImportLine[];
};

type Pool = Pick<Kernel['pool'], 'query'>;

export async function beginImport(
  pool: Pool,
  row: Pick<ImportRow, 'agencyId' | 'fileName' | 'kind' | 'importedBy' | 'importedAt'>,
): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into enforcement.import (agency_id, file_name, kind, imported_by, imported_at) values ($1, $2, $3, $4, $5)
     returning id`,
    [row.agencyId, row.fileName, row.kind, row.importedBy, row.importedAt],
  );
  if (!rows[0]) throw new Error('the import was not begun');
  return rows[0].id;
}

export async function finishImport(pool: Pool, id: number, lines: readonly ImportLine[], at: Date): Promise<void> {
  const of = (outcome: ImportLine['outcome']): number => lines.filter((line) => line.outcome === outcome).length;
  await pool.query(
    `update enforcement.import set finished_at = $2, entered = $3, changed = $4, unchanged = $5, refused = $6, report = $7
      where id = $1`,
    [id, at, of('entered'), of('changed'), of('unchanged'), of('refused'), JSON.stringify(lines)],
  );
}

const SELECT = `select id, agency_id as "agencyId", file_name as "fileName", kind, imported_by as "importedBy",
  imported_at as "importedAt", finished_at as "finishedAt", entered, changed, unchanged, refused, report as lines
  from enforcement.import`;

export async function importById(pool: Pool, id: number): Promise<ImportRow | null> {
  const { rows } = await pool.query<ImportRow>(`${SELECT} where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function listedImports(
  pool: Pool,
  agencyIds: readonly number[],
  before: number | null,
  limit: number,
): Promise<readonly ImportRow[]> {
  const { rows } = await pool.query<ImportRow>(
    `${SELECT} where agency_id = any($1) and ($2::bigint is null or id < $2) order by id desc limit $3`,
    [agencyIds, before, limit],
  );
  return rows;
}
