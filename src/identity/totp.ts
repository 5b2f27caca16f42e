import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What every authenticator program takes without being asked: SHA-1, six digits, a new code every 30 seconds. */
const STEP_SECONDS = 30;
const DIGITS = 6;
/** 160 bits, as long as the hash. */
const KEY_BYTES = 20;
/** Steps before and after the present one that are taken: a clock may be half a minute wrong, and typing takes time. */
const TOLERANCE = 1;

export const newFactorKey = (): Buffer => randomBytes(KEY_BYTES);

export const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS);

/** The code of one time step. RFC 4226 5.3, RFC 6238 4.2 */
export function codeAt(key: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/**
 * The time step whose code was typed, or `null`. Steps up to the last one taken are refused: a code that was seen over
 * a shoulder or on the way is worth nothing any more.
 */
export function takenStep(key: Buffer, typed: string, at: Date, lastStep: number | null): number | null {
  const code = Buffer.from(typed.normalize('NFKC').replace(/\s/gu, ''));
  if (code.length !== DIGITS) return null;
  const now = stepAt(at);
  let found: number | null = null;
  for (let step = now - TOLERANCE; step <= now + TOLERANCE; step += 1) {
    const isRight = timingSafeEqual(Buffer.from(codeAt(key, step)), code);
    if (isRight && (lastStep === null || step > lastStep)) found ??= step;
  }
  return found;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A key as people type it: RFC 4648 base 32, without padding. */
export function writtenKey(key: Buffer): string {
  let bits = 0n;
  for (const byte of key) bits = (bits << 8n) | BigInt(byte);
  const length = Math.ceil((key.length * 8) / 5);
  bits <<= BigInt(length * 5 - key.length * 8);
  return Array.from({ length }, (_, i) => BASE32.charAt(Number((bits >> BigInt((length - 1 - i) * 5)) & 31n))).join('');
}

/** What the square code holds: the address by which authenticator programs take up a key. */
export function factorAddress(issuer: string, account: string, key: Buffer): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${writtenKey(key)}&issuer=${encodeURIComponent(issuer)}`;
}
