import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from '../db/transaction.ts';
import { refuse } from '../refusal.ts';

/** The shape of a signed message as it comes in. */
export const SignedBody = z.object({
  message: z.string().max(20_000),
  timestamp: z.int(),
  nonce: z.string().min(1).max(100),
  signature: z.string().regex(/^[0-9a-f]{64}$/u),
});

type Came = { readonly link: string; readonly key: string; readonly message: string; readonly at: Date };

/**
 * Enters a message of another system under the sender's own number, in the transaction of what follows from it; false
 * when it was entered before.
 *
 * @throws Refusal link/other-message (the same number with other words)
 */
export async function receiveOnce(tx: Transaction, { link, key, message, at }: Came): Promise<boolean> {
  const digest = createHash('sha256').update(message).digest('hex');
  const { rowCount } = await tx.client.query(
    `insert into kernel.link_message (link, key, at, digest, outcome) values ($1, $2, $3, $4, 'taken')
     on conflict (link, key) do nothing`,
    [link, key, at, digest],
  );
  if (rowCount === 1) return true;
  const { rows } = await tx.client.query<{ digest: string }>(
    'select digest from kernel.link_message where link = $1 and key = $2',
    [link, key],
  );
  if (rows[0]?.digest !== digest) throw refuse('link/other-message');
  return false;
}
