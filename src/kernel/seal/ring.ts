import { hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../refusal.ts';
import { type CipherSuite, type HashSuite, SECRET_BYTES } from './suites.ts';

export type KeyPurpose = 'seal' | 'lookup';

/** One secret with its number. Keys of each purpose are counted by themselves, from 1. */
export type RingKey =
  | { readonly purpose: 'seal'; readonly id: number; readonly suite: CipherSuite; readonly secret: Buffer }
  | { readonly purpose: 'lookup'; readonly id: number; readonly suite: HashSuite; readonly secret: Buffer };

/** Every secret the program has. Which of them is in use stands in the database, where all copies of the program look. */
export type Ring = readonly RingKey[];

export const nameOf = ({ purpose, id }: Pick<RingKey, 'purpose' | 'id'>): string => `${purpose}/${id}`;

const MAX_ID = 0x7fff_ffff;
const common = {
  id: z.int().min(1).max(MAX_ID),
  secret: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .transform((hex) => Buffer.from(hex, 'hex')),
};
const RingShape = z.object({
  version: z.literal(1),
  keys: z.array(
    z.discriminatedUnion('purpose', [
      z.object({ purpose: z.literal('seal'), suite: z.enum(['aes-256-gcm', 'sm4-ctr-hmac-sm3']), ...common }),
      z.object({ purpose: z.literal('lookup'), suite: z.enum(['hmac-sha256', 'hmac-sm3']), ...common }),
    ]),
  ),
});

/**
 * Reads a ring as it is written. Nothing of what stood there is repeated in the refusal: it may be a secret.
 *
 * @throws Refusal keys/ring-unreadable
 */
export function parseRing(text: string, where: string): Ring {
  const unreadable = refuse('keys/ring-unreadable', { where }, 500);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable;
  }
  const { success, data } = RingShape.safeParse(value);
  if (!success || new Set(data.keys.map(nameOf)).size !== data.keys.length) throw unreadable;
  return data.keys;
}

export const writtenRing = (ring: Ring): string =>
  `${JSON.stringify({ version: 1, keys: ring.map((key) => ({ ...key, secret: key.secret.toString('hex') })) }, null, 2)}\n`;

const hashOfSuite = (suite: CipherSuite): HashSuite => (suite === 'sm4-ctr-hmac-sm3' ? 'hmac-sm3' : 'hmac-sha256');

/** A new secret; whoever seals with SM4 also hashes with SM3. */
export function newKey(purpose: KeyPurpose, id: number, suite: CipherSuite): RingKey {
  const secret = randomBytes(SECRET_BYTES);
  return purpose === 'seal' ? { purpose, id, suite, secret } : { purpose, id, suite: hashOfSuite(suite), secret };
}

export const newRing = (suite: CipherSuite): Ring => [newKey('seal', 1, suite), newKey('lookup', 1, suite)];

/**
 * What the one master key of the first version stands for: the first key of each purpose.
 *
 * @throws Refusal keys/ring-unreadable
 */
export function ringOfMasterKey(hex: string, where: string): Ring {
  const master = Buffer.from(hex.trim(), 'hex');
  if (master.length !== SECRET_BYTES) throw refuse('keys/ring-unreadable', { where }, 500);
  const derive = (purpose: KeyPurpose): Buffer =>
    Buffer.from(hkdfSync('sha256', master, 'mingtang', purpose, SECRET_BYTES));
  return [
    { purpose: 'seal', id: 1, suite: 'aes-256-gcm', secret: derive('seal') },
    { purpose: 'lookup', id: 1, suite: 'hmac-sha256', secret: derive('lookup') },
  ];
}
