import { directoryOf } from '../../identity/index.ts';
import { day, faultOf, inTransaction, type Kernel, matterById, Refusal, refuse, tell } from '../../kernel/index.ts';
import { type ReportOutcome, receiveOnce, type SignedMessage } from '../../kernel/link/index.ts';
import { type ReportRow, reportByDelivery, takeOutgoing, undecidedOutside } from '../repo/reports.ts';
import { noteOutcome, noteReceipt } from './outcome.ts';

const LONGEST_PAUSE_MINUTES = 60;
/** After so many failures in a row somebody is told; it is tried further all the same. */
const TOLD_AFTER = 5;

/** Sends what waits in the outbox and may be tried now; answers how many the superior has now. */
export async function deliver(kernel: Kernel, at: Date, only: number | null = null): Promise<number> {
  if (!kernel.superior) return 0;
  const waiting = await takeOutgoing(kernel.pool, at, only);
  let delivered = 0;
  for (const row of waiting) if (await deliverOne(kernel, row, at)) delivered += 1;
  return delivered;
}

async function deliverOne(kernel: Kernel, row: ReportRow, at: Date): Promise<boolean> {
  const { superior } = kernel;
  const { id, delivery } = row;
  if (!superior || delivery === null || row.firstSentOn === null) return false;
  const [{ number }, directory] = await Promise.all([matterById(kernel, id), directoryOf(kernel)]);
  const { title, body, index, firstSentOn: sentOn } = row;
  try {
    const agency = directory.agencyName(row.agencyId);
    const answer = await superior.send({ id: delivery, number, agency, title, body, index, sentOn });
    await inTransaction(kernel.pool, async (tx) => {
      await tx.client.query(
        `update upward.report set delivered_at = $3, next_try_at = null, fault = null where matter_id = $1 and delivery = $2`,
        [id, delivery, at],
      );
      const { state } = await matterById(kernel, id, tx.client);
      // What it made of it was told before it said that it has it.
      if (state !== 'sent') return;
      if ('receipt' in answer) await noteReceipt(kernel, tx, id, { receipt: answer.receipt, on: day(answer.on), at });
      else {
        const none = { score: null, usedWhere: null };
        await noteOutcome(kernel, tx, id, { outcome: 'returned', on: sentOn, words: answer.rejected, ...none }, at);
      }
    });
    return true;
  } catch (error) {
    await failed(kernel, row, error, at);
    return false;
  }
}

/** It is tried again, later each time and at least every hour; nothing is given up. */
async function failed(kernel: Kernel, { id, delivery, tries }: ReportRow, error: unknown, at: Date): Promise<void> {
  const fault = error instanceof Refusal ? error.code : faultOf(error).message;
  const minutes = Math.min(2 ** Math.min(tries, 10), LONGEST_PAUSE_MINUTES);
  await kernel.pool.query(
    `update upward.report set fault = $3, next_try_at = $4::timestamptz + make_interval(mins => $5)
      where matter_id = $1 and delivery = $2 and delivered_at is null`,
    [id, delivery, String(fault).slice(0, 300), at, minutes],
  );
  if (tries !== TOLD_AFTER) return;
  const { title, number } = await matterById(kernel, id);
  const { rows } = await kernel.pool.query<{ personId: number }>(
    `select distinct actor_id as "personId" from kernel.entry where matter_id = $1 and act = 'send' and actor_id is not null`,
    [id],
  );
  for (const { personId } of rows)
    await tell(kernel.pool, { personId, matterId: id, code: 'upward.stuck', params: { title, number }, at });
}

/**
 * Takes in what the superior outside tells: once, however often he does.
 *
 * @throws Refusal link/bad-signature (403), link/other-message, link/unknown-report (404), link/decided-otherwise (409)
 */
export async function receiveOutcome(kernel: Kernel, message: SignedMessage, at: Date): Promise<'entered' | 'known'> {
  const { superior } = kernel;
  const told = superior?.read(message, at) ?? null;
  if (!superior || !told) throw refuse('link/bad-signature', {}, 403);
  return inTransaction(kernel.pool, async (tx) => {
    const came = { link: superior.name, key: told.key, message: message.message, at };
    if (!(await receiveOnce(tx, came))) return 'known';
    const row = await reportByDelivery(tx.client, told.id);
    if (row === null || row.superiorId !== null) throw refuse('link/unknown-report', {}, 404);
    return noteOutcome(kernel, tx, row.id, outcomeOf(told), at);
  });
}

const outcomeOf = ({ on, ...told }: ReportOutcome) => ({ ...told, on: day(on) });

/** Asks what became of what the superior outside has: finds what a lost message told. Answers how many were found. */
export async function askOutcomes(kernel: Kernel, at: Date): Promise<number> {
  const { superior } = kernel;
  if (!superior) return 0;
  const open = await undecidedOutside(kernel.pool);
  if (open.length === 0) return 0;
  const outcomes = await superior.outcomes(open);
  const asked = new Set(open);
  let found = 0;
  for (const told of outcomes) {
    if (!asked.has(told.id)) continue;
    const entered = await inTransaction(kernel.pool, async (tx) => {
      const row = await reportByDelivery(tx.client, told.id);
      return row === null ? 'known' : noteOutcome(kernel, tx, row.id, outcomeOf(told), at);
    });
    if (entered === 'entered') found += 1;
  }
  return found;
}
