import { describe, expect, it, test } from 'vitest';
import { codeAt, factorAddress, newFactorKey, stepAt, takenStep, writtenKey } from './totp.ts';

const key = Buffer.from('12345678901234567890');

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('RFC 6238 appendix B: at %d s the code is %s', (seconds, code) => {
  expect(codeAt(key, stepAt(new Date(seconds * 1000)), 8)).toBe(code);
});

test('RFC 4226 appendix D: the first ten codes', () => {
  const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
  expect(codes.map((_, step) => codeAt(key, step))).toEqual(codes);
});

describe('a code', () => {
  const at = new Date('2026-11-23T12:00:10+08:00');
  const now = stepAt(at);
  it('is taken half a minute early or late, and no more', () => {
    const taken = [-2, -1, 0, 1, 2].map((off) => takenStep(key, codeAt(key, now + off), at, null));
    expect(taken).toEqual([null, now - 1, now, now + 1, null]);
  });
  it('is taken once: neither again nor after a later one', () => {
    expect(takenStep(key, codeAt(key, now), at, now)).toBeNull();
    expect(takenStep(key, codeAt(key, now - 1), at, now)).toBeNull();
    expect(takenStep(key, codeAt(key, now + 1), at, now)).toBe(now + 1);
  });
  it('may be typed with spaces and full-width digits; anything else is no code', () => {
    const code = codeAt(key, now);
    const wide = [...code].map((digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0)).join('');
    expect(takenStep(key, `${code.slice(0, 3)} ${code.slice(3)}`, at, null)).toBe(now);
    expect(takenStep(key, wide, at, null)).toBe(now);
    for (const typed of ['', '000', `${code}0`, 'abcdef', '😀😀', '１２３'])
      expect(takenStep(key, typed, at, null)).toBeNull();
  });
});

test('a key is written as RFC 4648 says, and led to by an address without loose characters', () => {
  expect(writtenKey(key)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(writtenKey(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  expect(newFactorKey()).toHaveLength(20);
  expect(factorAddress('明堂 市', 'a&b', key)).toBe(
    'otpauth://totp/%E6%98%8E%E5%A0%82%20%E5%B8%82:a%26b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E6%98%8E%E5%A0%82%20%E5%B8%82',
  );
});
