import { createHash, randomBytes } from 'node:crypto';
import { canonical, type Json } from './canonical.ts';

/** What one entry says; personal payloads are not in it, only a commitment to them. */
export type EntryFacts = {
  readonly matter: string;
  readonly kind: string;
  readonly seq: number;
  readonly at: string;
  readonly act: string;
  readonly actor: { readonly person: string | null; readonly agency: number | null; readonly role: string | null };
  readonly from: string | null;
  readonly to: string;
  /** Facts of the act that are not personal. */
  readonly facts: Json;
  /** The clocks this act started, stopped or moved, with the dates that follow. */
  readonly clocks: Json;
  /** Hex of SHA-256(salt ‖ payload), or null when the act carries no personal data. */
  readonly payload: string | null;
  /** Hex of the hash of the entry before, or null for the first. */
  readonly prev: string | null;
};

/** Canonical bytes of an entry (as text) and their SHA-256. */
export function sealEntry(facts: EntryFacts): { readonly body: string; readonly hash: Buffer } {
  const body = canonical({ v: 1, ...facts });
  return { body, hash: hashOf(body) };
}

export const hashOf = (body: string): Buffer => createHash('sha256').update(body, 'utf8').digest();

/** Commits to a payload with a fresh salt: without the salt, short payloads could be guessed from the commitment. */
export function commit(content: Buffer): { readonly salt: Buffer; readonly commitment: string } {
  const salt = randomBytes(16);
  return { salt, commitment: commitmentOf(salt, content) };
}

export const commitmentOf = (salt: Buffer, content: Buffer): string =>
  createHash('sha256').update(salt).update(content).digest('hex');
