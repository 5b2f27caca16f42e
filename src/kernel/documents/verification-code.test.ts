import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseVerificationCode, verificationCode } from './verification-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = fc.constant(null).map(() => verificationCode());

describe('a verification code', () => {
  test('is four groups of four characters without I, L, O or U', () => {
    fc.assert(fc.property(codes, (code) => /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/.test(code)));
  });

  test('a thousand codes differ, and every character is used in every random place', () => {
    const made = Array.from({ length: 1000 }, verificationCode);
    expect(new Set(made).size).toBe(1000);
    const plain = made.map((code) => code.replaceAll('-', ''));
    for (let at = 0; at < 15; at++) expect(new Set(plain.map((code) => code.charAt(at))).size).toBe(32);
  });

  test('is read back whatever the case, the spaces and the look-alikes', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const plain = code.replaceAll('-', '');
        const sloppy = [
          code.toLowerCase(),
          plain,
          ` ${plain.slice(0, 8)} ${plain.slice(8)}\n`,
          code.replaceAll('0', 'o').replaceAll('1', 'l'),
          code.replaceAll('1', 'I').replaceAll('-', '－'),
          code.replaceAll('-', '—'),
          Array.from(code, (c) => (c === '-' ? c : String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))).join(''),
        ];
        for (const text of sloppy) expect(parseVerificationCode(text)).toBe(code);
      }),
    );
  });

  test('every single wrong character is noticed', () => {
    const plain = verificationCode().replaceAll('-', '');
    for (let at = 0; at < plain.length; at++) {
      for (const other of ALPHABET) {
        if (other === plain.charAt(at)) continue;
        expect(parseVerificationCode(plain.slice(0, at) + other + plain.slice(at + 1))).toBeNull();
      }
    }
  });

  test('every exchange of two neighbours is noticed', () => {
    fc.assert(
      fc.property(codes, fc.nat(14), (code, at) => {
        const plain = code.replaceAll('-', '');
        const [a, b] = [plain.charAt(at), plain.charAt(at + 1)];
        fc.pre(a !== b);
        expect(parseVerificationCode(plain.slice(0, at) + b + a + plain.slice(at + 2))).toBeNull();
      }),
    );
  });

  test('what is not a code is not one', () => {
    for (const text of ['', '-', 'ABCD', 'UUUU-UUUU-UUUU-UUUU', `${verificationCode()}0`, "' or 1=1 --", '核验码']) {
      expect(parseVerificationCode(text)).toBeNull();
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const code = parseVerificationCode(text);
        return code === null || parseVerificationCode(code) === code;
      }),
    );
  });
});
