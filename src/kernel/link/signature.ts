import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { SignedMessage } from './gateway.ts';

/** A message is taken for so long after it was signed: longer than two clocks differ, shorter than a leak lasts. */
const FRESH_MS = 5 * 60_000;

const signatureOf = (secret: string, timestamp: number, nonce: string, message: string): Buffer =>
  createHmac('sha256', secret).update(`${timestamp}\n${nonce}\n${message}`).digest();

/** Signs a message for whoever knows the same secret. */
export function signed(secret: string, message: string, at: Date, nonce: string = randomUUID()): SignedMessage {
  const timestamp = at.getTime();
  return { message, timestamp, nonce, signature: signatureOf(secret, timestamp, nonce, message).toString('hex') };
}

/** Whether a message is signed with the secret, and lately. */
export function isSigned(secret: string, { message, timestamp, nonce, signature }: SignedMessage, at: Date): boolean {
  const given = Buffer.from(signature, 'hex');
  const due = signatureOf(secret, timestamp, nonce, message);
  return given.length === due.length && timingSafeEqual(given, due) && Math.abs(at.getTime() - timestamp) <= FRESH_MS;
}
