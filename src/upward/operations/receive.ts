import { type Actor, act, dayOf, type Kernel, type Snapshot } from '../../kernel/index.ts';
import { type ReceivedRow, receivedRow } from '../repo/received.ts';
import { type Acting, matterOf, seen } from './acting.ts';
import { noteOutcome, noteReceipt, type Outcome } from './outcome.ts';

export type Received = { readonly snapshot: Snapshot; readonly row: ReceivedRow };

/** @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function receivedById(kernel: Kernel, id: number, actor: Actor): Promise<Received> {
  const snapshot = await matterOf(kernel, id, 'report-received');
  kernel.access.check(actor, 'upward.read', { agencyId: snapshot.agencyId });
  const row = await receivedRow(kernel.pool, id);
  if (!row) throw new Error(`what was received as ${id} has no text`);
  return { snapshot, row };
}

/** Signs for it: the sender has a receipt with number and day by the same commit. @throws Refusal of `act` */
export async function signFor(kernel: Kernel, id: number, acting: Acting): Promise<void> {
  const { snapshot, row } = await receivedById(kernel, id, acting.actor);
  const on = dayOf(acting.at);
  await act(kernel, {
    matter: snapshot,
    act: 'receive',
    ...seen(acting),
    facts: { on },
    write: async (tx) => {
      await tx.client.query('update upward.received set received_on = $2 where matter_id = $1', [id, on]);
      await noteReceipt(kernel, tx, row.reportId, { receipt: snapshot.number, on, at: acting.at });
    },
  });
}

export type Decision = Acting & {
  readonly outcome: Outcome['outcome'];
  readonly score: number;
  readonly usedWhere: string;
  readonly words: string;
};

const ACTS = { adopted: 'adopt', declined: 'decline', returned: 'return' } as const;

/**
 * Says what becomes of it; the sender sees it by the same commit.
 *
 * @throws Refusal upward/no-use (422: adopted without saying where), upward/no-words (422), those of `act`
 */
export async function decide(
  kernel: Kernel,
  id: number,
  { outcome, score, usedWhere, words, ...acting }: Decision,
): Promise<void> {
  const { snapshot, row } = await receivedById(kernel, id, acting.actor);
  const isAdopted = outcome === 'adopted';
  const said: Outcome = {
    outcome,
    on: dayOf(acting.at),
    score: isAdopted ? score : null,
    usedWhere: isAdopted ? usedWhere : null,
    words: words === '' ? null : words,
  };
  await act(kernel, {
    matter: snapshot,
    act: ACTS[outcome],
    ...seen(acting),
    facts: { score: said.score, usedWhere: said.usedWhere, words: said.words },
    evidence: { words, usedWhere },
    write: async (tx) => {
      await tx.client.query(
        `update upward.received set outcome = $2, decided_on = $3, score = $4, used_where = $5, words = $6
          where matter_id = $1`,
        [id, outcome, said.on, said.score, said.usedWhere, said.words],
      );
      await noteOutcome(kernel, tx, row.reportId, said, acting.at);
    },
  });
}
