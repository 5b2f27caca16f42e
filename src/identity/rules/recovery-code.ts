/** Without characters that look alike when read out or written down. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 16;
const GROUP = 4;
/** Bytes from here on are left out, so that every letter is equally likely. */
const FAIR_BYTES = Math.floor(256 / LETTERS.length) * LETTERS.length;

export const RECOVERY_CODES = 10;

/** Sixteen letters, 79 random bits, in groups of four: `k7mn-…`. `random` gives random bytes. */
export function recoveryCode(random: () => number): string {
  let code = '';
  while (code.length < LENGTH) {
    const byte = random();
    if (byte < FAIR_BYTES) code += LETTERS.charAt(byte % LETTERS.length);
  }
  return code.match(new RegExp(`.{${GROUP}}`, 'gu'))?.join('-') ?? code;
}

/** A typed recovery code in its one spelling, or `null` when it cannot be one. */
export function canonicalRecoveryCode(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-–—]/gu, '');
  return letters.length === LENGTH && [...letters].every((letter) => LETTERS.includes(letter)) ? letters : null;
}
