import { refuse } from '../refusal.ts';
import type { Head } from './merkle.ts';
import { fromBase64, type Verifier, verifyNote } from './note.ts';
import { HASH_BYTES } from './tiles.ts';

/** What a log states: so many entries, and the one hash that stands for all of them (C2SP tlog-checkpoint). */
export type Checkpoint = Head & { readonly origin: string; readonly root: Buffer };

/** The text that is signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** @throws Refusal log/not-a-checkpoint */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n');
  const bytes = fromBase64(root);
  const count = Number(size);
  const isNumber = /^(0|[1-9]\d*)$/u.test(size) && Number.isSafeInteger(count);
  // Lines after the third are allowed, but none of them empty; the text ends with a line feed.
  const isClosed = rest.at(-1) === '' && !rest.slice(0, -1).includes('');
  if (origin === '' || !isNumber || bytes?.length !== HASH_BYTES || !isClosed)
    throw refuse('log/not-a-checkpoint', {}, 422);
  return { origin, size: count, root: bytes };
}

/**
 * A checkpoint as it was published, of the log whose key is given.
 *
 * @throws Refusal log/not-a-note, log/forged-signature, log/unsigned, log/not-a-checkpoint
 */
export const openCheckpoint = (note: string | Buffer, verifiers: readonly Verifier[]): Checkpoint =>
  parseCheckpoint(verifyNote(note, verifiers).text);
