import { createHash, hash as digest, randomBytes } from 'node:crypto';
import { canonical, type Json } from './canonical.ts';

/** The hash everything in a ledger is computed with; a city chooses once. */
export type LedgerHash = 'sha256' | 'sm3';

/** What one entry says; personal payloads are not in it, only a commitment to them. */
export type EntryFacts = {
  readonly matter: string;
  readonly kind: string;
  readonly seq: number;
  readonly at: string;
  readonly act: string;
  /** The legal day, where it lies before the day of `at`. */
  readonly on?: string;
  /** Limits that the act set itself, by clock. */
  readonly terms?: Json;
  readonly actor: { readonly person: string | null; readonly agency: number | null; readonly role: string | null };
  readonly from: string | null;
  readonly to: string;
  /** Digest of the process the matter runs by; in the entry that opens it alone. */
  readonly process?: string;
  /** Facts of the act that are not personal. */
  readonly facts: Json;
  /** The clocks this act started, stopped or moved, with the dates that follow. */
  readonly clocks: Json;
  /** Hex of the commitment to the personal part, or null when the act carries none. */
  readonly payload: string | null;
  /** Hex of the hash of the entry before, or null for the first. */
  readonly prev: string | null;
};

/**
 * Canonical bytes of an entry (as text) and their hash. The nonce makes the hash say nothing about the entry to who does
 * not have its text: hashes are published.
 */
export function sealEntry(facts: EntryFacts, hash: LedgerHash): { readonly body: string; readonly hash: Buffer } {
  const body = canonical({ v: 2, hash, nonce: randomBytes(16).toString('hex'), ...facts });
  return { body, hash: hashOf(body, hash) };
}

export const hashOf = (body: string, hash: LedgerHash): Buffer => digest(hash, body, 'buffer');

/** The same in hex, which is what entries name one another by; for when many are looked at one after the other. */
export function hexHashOf(body: string, hash: LedgerHash): string {
  // Hashing bytes costs less than half of hashing a text; one buffer serves all texts of usual length.
  if (body.length > MAX_SCRATCH) return digest(hash, body, 'hex');
  return digest(hash, scratch.subarray(0, scratch.write(body, 'utf8')), 'hex');
}
const MAX_SCRATCH = 20_000;
/** A UTF-16 unit is at most three bytes of UTF-8. */
const scratch = Buffer.alloc(3 * MAX_SCRATCH);

/** Which hash an entry says it is computed with; version 1 knew one. */
export const hashNamedIn = (body: EntryFacts & { readonly hash?: unknown }): LedgerHash =>
  body.hash === 'sm3' ? 'sm3' : 'sha256';

const SALT_BYTES = 32;

/** The personal part of an act before it is sealed: what is committed to, and the salt that hides it. */
export type Opening = { readonly salt: Buffer; readonly content: string };

/** Commits to a personal part with a fresh salt. */
export function commit(content: string, hash: LedgerHash): { readonly opening: Opening; readonly commitment: string } {
  const opening = { salt: randomBytes(SALT_BYTES), content };
  return { opening, commitment: commitmentOf(opening, hash) };
}

/** Hex of hash(salt ‖ content). */
export const commitmentOf = ({ salt, content }: Opening, hash: LedgerHash): string =>
  digest(hash, Buffer.concat([salt, Buffer.from(content, 'utf8')]), 'hex');

/** Version 1 committed to the sealed bytes themselves. */
export const commitmentToSealed = (salt: Buffer, sealed: Buffer): string =>
  createHash('sha256').update(salt).update(sealed).digest('hex');

/** What is sealed of an opening: the salt in hex, then the content. */
export const writtenOpening = ({ salt, content }: Opening): string => `${salt.toString('hex')}${content}`;

/** @throws Error when the text is no opening */
export function readOpening(text: string): Opening {
  const salt = Buffer.from(text.slice(0, 2 * SALT_BYTES), 'hex');
  if (salt.length !== SALT_BYTES) throw new Error('not an opening of a commitment');
  return { salt, content: text.slice(2 * SALT_BYTES) };
}
