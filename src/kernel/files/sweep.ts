import type { Routine } from '../jobs/worker.ts';
import type { Kernel } from '../kernel.ts';
import { clearArriving, LEFT_AFTER_MS } from './receive.ts';
import { removeBytes } from './scan-later.ts';

const BATCH = 500;
const UNCLAIMED_DAYS = 90;
/** What the program draws is handed over in the same breath; what is not after two days never will be. */
const UNUSED_PAPER_DAYS = 2;
const DAY_MS = 86_400_000;

/** What was left over, and how much of it. */
export type Swept = {
  /** Uploads that never ended. */
  readonly arriving: number;
  /** Files that were never handed in. */
  readonly unclaimed: number;
  /** Bytes without a row: the program ended between the two. */
  readonly orphans: number;
  readonly bytes: number;
};

/**
 * Removes what nobody has any longer: uploads cut off in the middle, files never handed in, bytes without a row. How
 * long a file may wait to be handed in is the setting `files.unclaimed-days`.
 *
 * @param machineNow bytes carry the machine's time, not the city's
 * @law 个人信息保护法 第十九条
 */
export async function sweepFiles(kernel: Kernel, at: Date, machineNow: Date): Promise<Swept> {
  const arriving = await clearArriving(kernel.files.arriving, machineNow);
  const unclaimed = await dropUnclaimed(kernel, at);
  let orphans = 0;
  let bytes = 0;
  let batch: { sha256: Buffer; size: number }[] = [];
  const work = async (): Promise<void> => {
    for (const { sha256, size } of await withoutRow(kernel, batch)) {
      if (!(await removeBytes(kernel, sha256))) continue;
      orphans += 1;
      bytes += size;
    }
    batch = [];
  };
  for await (const { sha256, size, modifiedAt } of kernel.files.store.list()) {
    if (machineNow.getTime() - modifiedAt.getTime() < LEFT_AFTER_MS) continue;
    batch.push({ sha256, size });
    if (batch.length === BATCH) await work();
  }
  await work();
  const swept = { arriving, unclaimed, orphans, bytes };
  await kernel.pool.query(
    `insert into kernel.setting (key, value) values ('files.swept', $1)
     on conflict (key) do update set value = excluded.value`,
    [JSON.stringify({ at: at.toISOString(), ...swept })],
  );
  return swept;
}

export const sweepRoutine = (kernel: Kernel): Routine => ({
  name: 'files-sweep',
  everyMs: DAY_MS / 4,
  run: async (at) => void (await sweepFiles(kernel, at, new Date())),
});

async function withoutRow<T extends { readonly sha256: Buffer }>(
  kernel: Kernel,
  batch: readonly T[],
): Promise<readonly T[]> {
  const { rows } = await kernel.pool.query<{ sha256: Buffer }>(
    `select distinct sha256 from kernel.file where sha256 = any($1) and scan <> 'infected'`,
    [batch.map(({ sha256 }) => sha256)],
  );
  const known = new Set(rows.map(({ sha256 }) => sha256.toString('hex')));
  return batch.filter(({ sha256 }) => !known.has(sha256.toString('hex')));
}

/** Files no matter has and no module uses. Their bytes go with the next look at the store. */
async function dropUnclaimed({ pool, files }: Kernel, at: Date): Promise<number> {
  const days = await unclaimedDays(pool);
  const inUse = files.uses.map((query) => `and not exists (select from (${query}) used (id) where used.id = f.id)`);
  const { rowCount } = await pool.query(
    `delete from kernel.file f
      where matter_id is null
        and created_at < $1::timestamptz - make_interval(days => case when owner_id is null then $2::int else $3::int end)
        ${inUse.join(' ')}`,
    [at, UNUSED_PAPER_DAYS, days],
  );
  return rowCount ?? 0;
}

async function unclaimedDays(pool: Kernel['pool']): Promise<number> {
  const { rows } = await pool.query<{ value: unknown }>(
    `select value from kernel.setting where key = 'files.unclaimed-days'`,
  );
  const value = rows[0]?.value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : UNCLAIMED_DAYS;
}
