import { createHash, getHashes } from 'node:crypto';
import { type Kernel, Refusal } from '../../kernel/index.ts';
import { logOverview, verifierOf } from '../../kernel/log/index.ts';
import type { Result, Suite } from '../verifier/result.ts';
import { verifyReceipt } from '../verifier/verify-receipt.mjs';

/** No receipt is larger: a thousand entries with ten calendars are less. */
export const MOST_RECEIPT_BYTES = 2 * 1_048_576;

/** What the verifier by itself does not know: the Chinese suite. */
const everySuite: Suite = {
  hash: (name, bytes) => (['sha256', 'sm3'].includes(name) && getHashes().includes(name) ? digest(name, bytes) : null),
  verify: async (vkey, text, signature) => {
    try {
      return verifierOf(vkey).verify(Buffer.from(text).toString('utf8'), Buffer.from(signature));
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  },
};

const digest = (name: string, bytes: Uint8Array): Uint8Array => createHash(name).update(bytes).digest();

/** Checks a receipt with the one verifier there is, and both suites. Nothing of it is kept. */
export const checkReceipt = (
  text: string,
  keys: readonly string[],
  checkpoint: string | null = null,
): Promise<Result> => verifyReceipt(text, { keys, checkpoint, suite: everySuite });

/** The keys of this city: of its log, and of logs it kept before. */
export async function cityKeys(kernel: Pick<Kernel, 'pool'>): Promise<readonly string[]> {
  const log = await logOverview(kernel);
  return log ? [log.vkey, ...log.former.map(({ vkey }) => vkey)] : [];
}
