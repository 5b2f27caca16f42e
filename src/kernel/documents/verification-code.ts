import { randomBytes } from 'node:crypto';

/** A code by which anyone holding a document can look it up: `XXXX-XXXX-XXXX-XXXX`, unguessable and safe to read aloud. */
export type VerificationCode = string & { readonly __brand: 'VerificationCode' };

/** Crockford's base 32: no I, L, O or U, so nothing is mistaken for 1 or 0 and no word comes about by accident. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 15 characters of 5 bits: 75 bits of chance, 4 × 10²² codes; the sixteenth character checks them. */
const RANDOM_CHARACTERS = 15;
const GROUP = 4;

/** A new code from the system's source of randomness. */
export function verificationCode(): VerificationCode {
  const digits = Array.from(randomBytes(RANDOM_CHARACTERS), (byte) => byte & 31);
  return written([...digits, checkDigit(digits)]);
}

/**
 * The code a person meant: case, spaces, hyphens (full width too) and the look-alikes O→0, I and L→1 do not matter.
 *
 * @returns null when it cannot be a code of ours: wrong length, foreign characters, or a typing error, of which
 *   every single wrong character and every exchange of two neighbours is noticed
 */
export function parseVerificationCode(text: string): VerificationCode | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const digits = Array.from(plain, (character) => ALPHABET.indexOf(character));
  if (digits.length !== RANDOM_CHARACTERS + 1 || digits.includes(-1)) return null;
  return checkDigit(digits.slice(0, RANDOM_CHARACTERS)) === digits[RANDOM_CHARACTERS] ? written(digits) : null;
}

const written = (digits: readonly number[]): VerificationCode => {
  const plain = digits.map((digit) => ALPHABET.charAt(digit)).join('');
  const groups: string[] = [];
  for (let at = 0; at < plain.length; at += GROUP) groups.push(plain.slice(at, at + GROUP));
  return groups.join('-') as VerificationCode;
};

/**
 * Damm's scheme over the field of 32 elements: each step multiplies by x (mod x⁵ + x² + 1) and adds the digit, so
 * every single error and every exchange of two neighbours changes the check. A plain sum modulo 32 misses exchanges.
 */
function checkDigit(digits: readonly number[]): number {
  let check = 0;
  for (const digit of digits) check = timesX(check ^ digit);
  return check;
}

const timesX = (element: number): number => ((element << 1) ^ (element & 16 ? 0b100101 : 0)) & 31;
