import { inTransaction, type Kernel, matterById, Refusal, system, timeline } from '../../kernel/index.ts';
import { applicationOf, changeApplication, childrenOf, deemedButUnsettled } from '../repo/applications.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { acceptedIn } from './acceptance.ts';
import { openFirstReview } from './first-review.ts';

const BATCH = 200;

/**
 * Enters into an application what its clocks already say: that it counts as accepted from the day it was received,
 * because nobody answered in time; and hands it to the township where that comes first. May run twice.
 *
 * @law 行政许可法 第三十二条第四项
 */
export async function settleDeemed(kernel: Kernel, matterId: number): Promise<void> {
  const deemed = (await timeline(kernel, matterId)).find((entry) => entry.act === 'deem-accepted');
  if (!deemed) return;
  const at = new Date(deemed.at);
  await inTransaction(kernel.pool, async (tx) => {
    const { rowCount } = await tx.client.query(
      'select from cases.application where matter_id = $1 and accepted_on is null for update',
      [matterId],
    );
    if (rowCount === 0) return;
    const db = databaseIn(tx);
    const snapshot = await matterById(kernel, matterId, tx.client);
    const accepted = acceptedIn(kernel, snapshot, { changed: Object.values(snapshot.clocks) }, at, 'deemed');
    await changeApplication(db, matterId, { accepted });
    if (snapshot.state !== 'first-review' || (await childrenOf(db, matterId)).length > 0) return;
    await openFirstReview(kernel, tx, snapshot, await applicationOf(db, matterId), { actor: system, at });
  });
}

/** Settles all that were deemed accepted since the last look. Answers how many there were. */
export async function settleAllDeemed(kernel: Kernel): Promise<number> {
  const waiting = await deemedButUnsettled(databaseOf(kernel), BATCH);
  let settled = 0;
  for (const { matterId } of waiting) {
    try {
      await settleDeemed(kernel, matterId);
      settled += 1;
    } catch (error) {
      // One that cannot be handed on must not hold up the others; it stays on the list and is tried again.
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return settled;
}
