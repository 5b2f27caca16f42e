import { type Day, defineRegister, type Kernel, refuse } from '../kernel/index.ts';
import { FeeTable } from './rules/fees.ts';

/**
 * 信息处理费标准, key `national`: the State Council's and nobody else's. No county and no agency has a table of its own; what
 * they may set stands in `information-request-settings`.
 */
export const feeTables = defineRegister<FeeTable>('information-fee-table', (value) => FeeTable.parse(value));

/** The only key there is. */
export const NATIONAL = 'national';

export type TableInForce = { readonly table: FeeTable; readonly since: Day; readonly source: string };

/**
 * The table of a request: the one in force on the day it was received. What changes later does not touch it.
 *
 * @throws Refusal information-requests/no-fee-table (409) for a request from before there was one
 * @law 政府信息公开信息处理费管理办法 第四条、第五条
 */
export async function feeTableOf(kernel: Pick<Kernel, 'pool'>, receivedOn: Day): Promise<TableInForce> {
  const entry = await feeTables.inForce(kernel.pool, NATIONAL, receivedOn);
  if (!entry) throw refuse('information-requests/no-fee-table', { on: receivedOn });
  return { table: entry.value, since: entry.validFrom, source: entry.source };
}

/** What anybody may read: the table in force on a day and those that are known to come, the earliest first. */
export async function publishedFeeTables(
  pool: Pick<Kernel, 'pool'>['pool'],
  on: Day,
): Promise<readonly TableInForce[]> {
  const { rows } = await pool.query<{ since: Day; value: unknown; source: string }>(
    `select valid_from as since, value, source from pub.pub_fee_table f
      where coalesce(valid_to >= $1::date, true)
        and not exists (select from pub.pub_fee_table later where later.valid_from = f.valid_from and later.version > f.version)
      order by valid_from`,
    [on],
  );
  return rows.map(({ since, value, source }) => ({ table: FeeTable.parse(value), since, source }));
}
