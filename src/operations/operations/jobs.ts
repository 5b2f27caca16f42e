import { noteInAccount } from '../../identity/index.ts';
import { type Actor, inTransaction, type Kernel, refuse } from '../../kernel/index.ts';

export type JobMend = {
  readonly id: number;
  readonly act: 'retry' | 'discard';
  readonly reason: string;
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Has a job tried again from the beginning, or gives it up for good. Noted, with the reason, in the ledger of whoever did
 * it: a job that is given up is something the city owed and did not do.
 *
 * @throws Refusal operations/job-not-found (404), operations/job-running, access/sign-in-first (401)
 */
export async function mendJob(kernel: Kernel, { id, act, reason, actor, at }: JobMend): Promise<void> {
  const { personId } = actor;
  if (personId === null) throw refuse('access/sign-in-first', {}, 401);
  await inTransaction(kernel.pool, async (within) => {
    const { rows } = await within.client.query<{ task: string; attempts: number; running: boolean }>(
      `select task, attempts, coalesce(locked_until > $2, false) as running from kernel.job where id = $1 for update`,
      [id, at],
    );
    const [job] = rows;
    if (!job) throw refuse('operations/job-not-found', { id }, 404);
    if (job.running) throw refuse('operations/job-running', { id });
    if (act === 'discard') await within.client.query('delete from kernel.job where id = $1', [id]);
    else {
      // Another job with its key may wait by now: then that one does the work.
      await within.client.query(
        `delete from kernel.job j where id = $1 and key is not null and exists (
           select from kernel.job other where other.key = j.key and other.id <> j.id and other.failed_at is null)`,
        [id],
      );
      await within.client.query(
        `update kernel.job set failed_at = null, attempts = 0, locked_until = null, last_error = null, run_at = '-infinity' where id = $1`,
        [id],
      );
    }
    const facts = { job: id, task: job.task, attempts: job.attempts, reason };
    await noteInAccount(kernel, {
      personId,
      act: act === 'retry' ? 'job-retried' : 'job-discarded',
      actor,
      at,
      facts,
      within,
    });
  });
  if (act === 'retry') kernel.wake();
}
