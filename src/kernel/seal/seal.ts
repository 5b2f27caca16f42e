import { refuse } from '../refusal.ts';
import type { KeyState } from './key-table.ts';
import { nameOf, type Ring, type RingKey } from './ring.ts';
import { type Cipher, cipherOf, keyedHash, SUITE_CODES } from './suites.ts';

/** Where sealed bytes stand: `schema.table.column#row`. Bound to what is sealed, so that it opens nowhere else. */
export type SealedPlace = `${string}.${string}.${string}#${string}`;

/** Encrypts personal data at rest and finds it again by keyed hash; the keys never enter the database. */
export type Seal = {
  readonly seal: (plain: string, place: SealedPlace) => Buffer;
  /**
   * @throws Error when the bytes were changed or stand in another place than they were sealed for
   * @throws Refusal keys/unknown-key (503) when their key is not in the ring
   */
  readonly open: (sealed: Buffer, place: SealedPlace) => string;
  /** A keyed hash for look-ups; equal inputs give equal hashes, nothing can be read from it without the key. */
  readonly lookup: (value: string) => Buffer;
  /** The same under every key that rows may still be hashed with: what a search compares with. */
  readonly lookups: (value: string) => readonly Buffer[];
};

/** The keys as one copy of the program uses them at a moment. */
export type KeySet = {
  readonly ciphers: ReadonlyMap<number, Cipher>;
  readonly sealing: Extract<RingKey, { purpose: 'seal' }>;
  readonly hashing: Extract<RingKey, { purpose: 'lookup' }>;
  /** Every key that look-ups have to try. */
  readonly hashes: readonly Extract<RingKey, { purpose: 'lookup' }>[];
};

const RANK: Readonly<Record<KeyState, number>> = { active: 0, retiring: 1, pending: 2, destroyed: 3 };

/**
 * Which of the secrets are used for what. A copy of the program that has not been given the newest key yet goes on with
 * the one before: others can open what it seals.
 *
 * @throws Refusal keys/missing when there is nothing to seal with
 */
export function keySetOf(ring: Ring, states: ReadonlyMap<string, KeyState>): KeySet {
  const stateOf = (key: RingKey): KeyState => states.get(nameOf(key)) ?? 'destroyed';
  const usable = ring
    .filter((key) => stateOf(key) !== 'destroyed')
    .toSorted((a, b) => RANK[stateOf(a)] - RANK[stateOf(b)] || b.id - a.id);
  const seals = usable.filter((key) => key.purpose === 'seal');
  const hashes = usable.filter((key) => key.purpose === 'lookup');
  const sealing = seals.find((key) => stateOf(key) !== 'pending');
  const hashing = hashes.find((key) => stateOf(key) !== 'pending');
  if (!sealing || !hashing) throw refuse('keys/missing', { key: sealing ? 'lookup' : 'seal' }, 503);
  return { ciphers: new Map(seals.map((key) => [key.id, cipherOf(key.suite, key.secret)])), sealing, hashing, hashes };
}

const FIRST_FORMAT = 1;
const FORMAT = 2;
const HEADER = 6;

/** The key that something was sealed with. */
const keyIn = (sealed: Buffer): number => (sealed[0] === FIRST_FORMAT ? 1 : sealed.readUInt32BE(2));

/**
 * @param current the keys as they are used now
 * @param learn looks again for a key that is not known; null when it is nowhere
 */
export function sealOver(current: () => KeySet, learn: (key: number) => Cipher | null): Seal {
  return {
    seal: (plain, place) => {
      const { sealing, ciphers } = current();
      const header = headerOf(sealing);
      const cipher = ciphers.get(sealing.id);
      if (!cipher) throw refuse('keys/missing', { key: nameOf(sealing) }, 503);
      return Buffer.concat([header, cipher.seal(Buffer.from(plain, 'utf8'), boundOf(header, place))]);
    },
    open: (sealed, place) => {
      if (sealed[0] !== FIRST_FORMAT && (sealed[0] !== FORMAT || sealed.length < HEADER))
        throw new Error('sealed by an unknown version');
      const key = keyIn(sealed);
      const cipher = current().ciphers.get(key) ?? learn(key);
      if (!cipher) throw refuse('keys/unknown-key', { key }, 503);
      // The first format was bound to nothing.
      const plain =
        sealed[0] === FIRST_FORMAT
          ? cipher.open(sealed.subarray(1), Buffer.alloc(0))
          : cipher.open(sealed.subarray(HEADER), boundOf(sealed.subarray(0, HEADER), place));
      return plain.toString('utf8');
    },
    lookup: (value) => hashUnder(current().hashing, value),
    lookups: (value) => current().hashes.map((key) => hashUnder(key, value)),
  };
}

function headerOf({ id, suite }: KeySet['sealing']): Buffer {
  const header = Buffer.of(FORMAT, SUITE_CODES[suite], 0, 0, 0, 0);
  header.writeUInt32BE(id, 2);
  return header;
}

const boundOf = (header: Buffer, place: SealedPlace): Buffer => Buffer.concat([header, Buffer.from(place, 'utf8')]);

/** A hash says by which key it was made; those of the first key are as they always were. */
function hashUnder({ id, suite, secret }: KeySet['hashing'], value: string): Buffer {
  const hash = keyedHash(suite, secret, value);
  if (id === 1) return hash;
  const number = Buffer.alloc(4);
  number.writeUInt32BE(id);
  return Buffer.concat([number, hash]);
}
