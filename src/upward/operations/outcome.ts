import { act, type Day, type Kernel, matterById, refuse, system, type Transaction, tell } from '../../kernel/index.ts';
import { reportRow } from '../repo/reports.ts';

/** What a superior made of a report, whoever told it. */
export type Outcome = {
  readonly outcome: 'adopted' | 'declined' | 'returned';
  readonly on: Day;
  readonly score: number | null;
  readonly usedWhere: string | null;
  readonly words: string | null;
};

const ACTS = { adopted: 'adopt', declined: 'decline', returned: 'return' } as const;

/** The superior has it, under his number. @throws Refusal of `act` */
export async function noteReceipt(
  kernel: Kernel,
  tx: Transaction,
  id: number,
  { receipt, on, at }: { readonly receipt: string; readonly on: Day; readonly at: Date },
): Promise<void> {
  await act(kernel, {
    matter: id,
    act: 'receive',
    actor: system,
    at,
    facts: { receipt, on },
    within: tx,
    write: async ({ client }) => {
      await client.query(`update upward.report set receipt_number = $2, received_on = $3 where matter_id = $1`, [
        id,
        receipt,
        on,
      ]);
    },
  });
}

/**
 * Enters what became of it; told again the same, nothing happens.
 *
 * @throws Refusal link/decided-otherwise (409), those of `act`
 */
export async function noteOutcome(
  kernel: Kernel,
  tx: Transaction,
  id: number,
  outcome: Outcome,
  at: Date,
): Promise<'entered' | 'known'> {
  const snapshot = await matterById(kernel, id, tx.client);
  if (snapshot.state !== 'sent' && snapshot.state !== 'received') {
    const row = await reportRow(tx.client, id);
    const now = snapshot.state === 'adopted' || snapshot.state === 'declined' ? row?.outcome : 'returned';
    if (now !== outcome.outcome) throw refuse('link/decided-otherwise', {}, 409);
    return 'known';
  }
  const { on, score, usedWhere, words } = outcome;
  const isAdopted = outcome.outcome === 'adopted';
  await act(kernel, {
    matter: snapshot,
    act: ACTS[outcome.outcome],
    actor: system,
    at,
    facts: { on, score, usedWhere, words },
    within: tx,
    write: async ({ client }) => {
      await client.query(
        `update upward.report set outcome = $2, decided_on = $3, score = $4, used_where = $5, words = $6,
                next_try_at = null, delivered_at = coalesce(delivered_at, $7)
          where matter_id = $1`,
        [
          id,
          outcome.outcome === 'returned' ? null : outcome.outcome,
          outcome.outcome === 'returned' ? null : on,
          isAdopted ? (score ?? 0) : null,
          isAdopted ? usedWhere : null,
          words,
          at,
        ],
      );
    },
  });
  const { rows } = await tx.client.query<{ personId: number }>(
    `select distinct actor_id as "personId" from kernel.entry
      where matter_id = $1 and act in ('write', 'take', 'send') and actor_id is not null`,
    [id],
  );
  const params = { title: snapshot.title, number: snapshot.number };
  for (const { personId } of rows)
    await tell(tx.client, { personId, matterId: id, code: `upward.${outcome.outcome}`, params, at });
  return 'entered';
}
