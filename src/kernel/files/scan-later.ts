import { dayOf } from '../day.ts';
import { inTransaction } from '../db/transaction.ts';
import { textIn } from '../jobs/payload.ts';
import type { Routine, Task } from '../jobs/worker.ts';
import type { Kernel } from '../kernel.ts';
import { matterById } from '../matter/read.ts';
import { remark } from '../matter/remark.ts';
import { tell } from '../notices/notices.ts';
import { Refusal } from '../refusal.ts';
import { fileById, lockOf, scanJob } from './files.ts';

const PATIENCE_MS = 100_000;
const PER_RUN = 200;
const TRIES = 5;

/** `kernel.scan-file`: the verdict that was not there when the file came in. Without one the job fails and is tried again. */
export const scanTask =
  (kernel: Kernel): Task =>
  async (payload, at) => {
    const file = await fileById(kernel.pool, textIn(payload, 'file')).catch(orGone);
    if (!file || (file.scan !== 'waiting' && file.scan !== 'unscanned')) return;
    const { scanner, store } = kernel.files;
    if (!scanner) return;
    const verdict = await scanner.scan(await store.get(file.sha256), PATIENCE_MS);
    if (verdict.kind === 'infected') return condemn(kernel, file.sha256, verdict.finding, at);
    await kernel.pool.query(
      `update kernel.file set scan = 'clean', scanned_at = $2 where sha256 = $1 and scan in ('waiting', 'unscanned')`,
      [file.sha256, at],
    );
  };

/** A file that nobody handed in may be gone by now. */
const orGone = (error: unknown): null => {
  if (error instanceof Refusal && error.status === 404) return null;
  throw error;
};

/**
 * Has everything scanned that is not yet: what still waits after its job was given up, and what came in before there
 * was a scanner. Where the city has done away with its scanner, nothing waits for it any longer.
 */
export const scanRoutine = (kernel: Kernel): Routine => ({
  name: 'files-scan',
  everyMs: 600_000,
  run: async () => {
    if (!kernel.files.scanner) {
      await kernel.pool.query(`update kernel.file set scan = 'unscanned' where scan = 'waiting'`);
      return;
    }
    const { rows } = await kernel.pool.query<{ id: string }>(
      `select id from kernel.file where scan in ('waiting', 'unscanned') order by scan = 'waiting' desc, created_at limit $1`,
      [PER_RUN],
    );
    if (rows.length === 0) return;
    await kernel.pool.query('select kernel.add_jobs($1)', [JSON.stringify(rows.map(({ id }) => scanJob(id)))]);
    kernel.wake();
  },
});

type Condemned = { id: string; owner_id: number | null; matter_id: number | null };

/**
 * Takes infected bytes out of use: every row that has them, whatever was said of it before, since it is the same bytes;
 * who uploaded it, whose matter it is and who holds the matter are told, the ledger of the matter says so, and the bytes
 * are removed.
 *
 * @law GB/T 22239-2019 8.1.4.5 恶意代码防范
 */
export async function condemn(kernel: Kernel, sha256: Buffer, finding: string, at: Date): Promise<void> {
  const { rows } = await kernel.pool.query<Condemned>(
    `select id, owner_id, matter_id from kernel.file where sha256 = $1 and scan not in ('infected', 'made') order by created_at, id`,
    [sha256],
  );
  for (const row of rows) {
    if (row.matter_id === null) await condemnLoose(kernel, row, finding, at);
    else await condemnHeld(kernel, row, row.matter_id, finding, at);
  }
  await removeBytes(kernel, sha256);
}

const CONDEMN = `update kernel.file set scan = 'infected', finding = $2, scanned_at = $3 where id = $1 and scan <> 'infected'`;

async function condemnLoose(
  kernel: Kernel,
  { id, owner_id: owner }: Condemned,
  finding: string,
  at: Date,
): Promise<void> {
  await inTransaction(kernel.pool, async ({ client }) => {
    const { rowCount } = await client.query(`${CONDEMN} and matter_id is null`, [id, finding, at]);
    if (rowCount === 0 || owner === null) return;
    await tell(client, { personId: owner, matterId: null, code: 'kernel.upload-infected', params: { finding }, at });
  });
}

/** In one transaction with the entry of the ledger; again when somebody acted on the matter in the same moment. */
async function condemnHeld(
  kernel: Kernel,
  { id, owner_id: owner }: Condemned,
  matterId: number,
  finding: string,
  at: Date,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const snapshot = await matterById(kernel, matterId);
    const { number, title, subjectId, holderRole, agencyId } = snapshot;
    const holders =
      holderRole === null || holderRole === 'subject' ? [] : await kernel.holders(agencyId, holderRole, dayOf(at));
    const told = new Set([owner, subjectId, ...holders].filter((person) => person !== null));
    try {
      return await remark(kernel, {
        snapshot,
        act: 'file-infected',
        at,
        facts: { file: id, finding },
        write: async ({ client }) => {
          const { rowCount } = await client.query(CONDEMN, [id, finding, at]);
          if (rowCount === 0) throw new AlreadyCondemned();
          for (const personId of told)
            await tell(client, {
              personId,
              matterId,
              code: 'kernel.file-infected',
              params: { number, title, finding },
              at,
            });
        },
      });
    } catch (error) {
      if (error instanceof AlreadyCondemned) return;
      if (!(error instanceof Refusal && error.code === 'matter/changed') || attempt === TRIES) throw error;
    }
  }
}

/** Another worker was faster; the transaction is rolled back. */
class AlreadyCondemned extends Error {}

/** Removes bytes that no row has any longer, or only rows that may not be given out. Answers whether it did. */
export async function removeBytes({ pool, files }: Pick<Kernel, 'pool' | 'files'>, sha256: Buffer): Promise<boolean> {
  return inTransaction(pool, async ({ client }) => {
    await client.query('select pg_advisory_xact_lock($1)', [lockOf(sha256)]);
    const { rowCount } = await client.query(
      `select from kernel.file where sha256 = $1 and scan <> 'infected' limit 1`,
      [sha256],
    );
    if (rowCount !== 0) return false;
    await files.store.delete(sha256);
    return true;
  });
}
