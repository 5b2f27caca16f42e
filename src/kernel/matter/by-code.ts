import { createHash, timingSafeEqual } from 'node:crypto';
import { parseVerificationCode } from '../documents/verification-code.ts';
import type { Kernel } from '../kernel.ts';
import { Refusal } from '../refusal.ts';
import { matterByNumber } from './read.ts';
import type { Snapshot } from './snapshot.ts';

/** What is kept of the code of a matter: 75 random bits need no slow hash. */
export const hashOfCode = (realm: string, code: string): Buffer =>
  createHash('sha256').update(`${realm}:${code}`).digest();

type Asked<T> = {
  readonly kind: string;
  /** What the hash was taken under; the kind where nothing is said. */
  readonly realm?: string;
  readonly number: string;
  /** As it was typed. */
  readonly code: string;
  readonly row: (id: number) => Promise<T | null>;
  readonly unknown: Refusal;
};

/**
 * A matter of somebody who shows its number and code, and has no account. A wrong number, a matter of another kind and a
 * wrong code are answered alike.
 *
 * @throws Refusal the one given as `unknown`
 */
export async function matterByCode<T extends { readonly codeHash: Buffer }>(
  kernel: Kernel,
  { kind, realm = kind, number, code: typed, row, unknown }: Asked<T>,
): Promise<{ readonly snapshot: Snapshot; readonly row: T }> {
  const code = parseVerificationCode(typed);
  if (code === null) throw unknown;
  try {
    const snapshot = await matterByNumber(kernel, number.trim().toUpperCase());
    const found = snapshot.kind === kind ? await row(snapshot.id) : null;
    if (!found || !timingSafeEqual(found.codeHash, hashOfCode(realm, code))) throw unknown;
    return { snapshot, row: found };
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw unknown;
    throw error;
  }
}
