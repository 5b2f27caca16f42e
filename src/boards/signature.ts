import { createHash, createPublicKey, verify } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { type Kernel, refuse } from '../kernel/index.ts';
import { noteClock, type TerminalRow, terminalByKey } from './repo/terminals.ts';

/** How far the clock of a terminal may be off; what it signed longer ago is refused. */
const TOLERANCE_MS = 10 * 60_000;
const MOST_BYTES = 1_048_576;

const digests = new WeakMap<FastifyRequest, string>();
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();
const NOTHING = sha256('').toString('hex');

/** Hashes a body before anything reads it: what is signed are its bytes, not what a parser made of them. */
export async function hashBody(request: FastifyRequest, _reply: unknown, payload: AsyncIterable<Uint8Array>) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of payload) {
    size += chunk.length;
    if (size > MOST_BYTES) throw refuse('files/too-large', { maxMegabytes: 1 }, 413);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  digests.set(request, sha256(bytes).toString('hex'));
  return Object.assign(Readable.from(bytes.length === 0 ? [] : [bytes]), { receivedEncodedLength: bytes.length });
}

/** What a terminal signs: method, path, moment and the hash of the body, a line each. */
export const signedText = (method: string, path: string, time: string, digest: string): string =>
  [method, path, time, digest].join('\n');

/** The name of a key is its hash. */
export const keyIdOf = (spki: Buffer): Buffer => sha256(spki);

/**
 * A public key that a terminal brings: ECDSA on P-256, which every browser makes and none gives away.
 *
 * @throws Refusal boards/not-a-key (422)
 */
export function publicKeyOf(base64: string): Buffer {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1')
      return key.export({ format: 'der', type: 'spki' });
  } catch {
    // Falls through: whatever it was, it was no key.
  }
  throw refuse('boards/not-a-key', {}, 422);
}

/** Whole seconds, as far as a column holds them. */
const secondsOf = (ms: number): number => Math.max(-2e9, Math.min(2e9, Math.round(ms / 1000)));

const one = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');

/**
 * The terminal that signed a request.
 *
 * @throws Refusal boards/not-this-terminal, boards/terminal-revoked, boards/clock-off (401)
 */
export async function terminalOf(kernel: Kernel, request: FastifyRequest): Promise<TerminalRow> {
  const id = Buffer.from(one(request.headers['x-terminal']), 'hex');
  const time = one(request.headers['x-terminal-time']);
  const signature = Buffer.from(one(request.headers['x-terminal-signature']), 'base64');
  const terminal = id.length === 32 ? await terminalByKey(kernel.pool, id) : null;
  if (!terminal?.publicKey) throw refuse('boards/not-this-terminal', {}, 401);
  const text = signedText(request.method, request.url, time, digests.get(request) ?? NOTHING);
  const key = createPublicKey({ key: terminal.publicKey, format: 'der', type: 'spki' });
  if (!verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature))
    throw refuse('boards/not-this-terminal', {}, 401);
  if (terminal.revokedAt !== null) throw refuse('boards/terminal-revoked', {}, 401);
  const off = Date.parse(time) - kernel.now().getTime();
  // It signed this: it is there, and its clock is wrong.
  if (Math.abs(off) > TOLERANCE_MS) await noteClock(kernel.pool, terminal.id, secondsOf(off), kernel.now());
  if (!(Math.abs(off) <= TOLERANCE_MS)) throw refuse('boards/clock-off', { now: kernel.now().toISOString() }, 401);
  return terminal;
}
