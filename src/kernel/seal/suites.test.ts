import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CipherSuite, checkValueOf, cipherOf, keyedHash } from './suites.ts';

const suites = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const satisfies readonly CipherSuite[];
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('the primitives of this Node', () => {
  const key = hex('0123456789abcdeffedcba9876543210');

  test('SM4: the example of GB/T 32907-2016 A.1', () => {
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
    expect(cipher.update(key).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });

  test('SM4: one million times, GB/T 32907-2016 A.2', () => {
    // A million blocks in CBC with the block before as the only input: each is the encryption of the one before.
    const chain = createCipheriv('sm4-cbc', key, key).setAutoPadding(false);
    let last: Buffer = Buffer.alloc(16);
    for (let i = 0; i < 1000; i += 1) last = chain.update(Buffer.alloc(16_000)).subarray(-16);
    expect(last.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66');
  });

  test('SM4 in counter mode: GB/T 17964 and RFC 8998 agree on the counter', () => {
    // The draft of the IETF, draft-ribose-cfrg-sm4-10 A.2.5.1.
    const cipher = createCipheriv('sm4-ctr', key, hex('000102030405060708090a0b0c0d0e0f'));
    const plain = hex(
      'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb',
    );
    expect(cipher.update(plain).toString('hex')).toBe(
      'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514',
    );
  });

  test('SM3: the example of GB/T 32905-2016 A.1', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });
});

describe.each(suites)('%s', (suite) => {
  const secret = randomBytes(32);
  const cipher = cipherOf(suite, secret);
  const bound = Buffer.from('a.b.c#1');

  test('opens what it sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 40 }), (plain, place) => {
        const sealed = cipher.seal(Buffer.from(plain), Buffer.from(place));
        return cipher.open(sealed, Buffer.from(place)).equals(Buffer.from(plain));
      }),
      { numRuns: 200 },
    );
  });

  test('never seals the same twice alike', () => {
    const seal = (): string => cipher.seal(Buffer.from('x'), bound).toString('hex');
    expect(seal()).not.toBe(seal());
  });

  test('refuses a changed byte anywhere, another place, another key, and bytes cut short', () => {
    const sealed = cipher.seal(Buffer.from('110000199003070011'), bound);
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i);
      expect(() => cipher.open(changed, bound)).toThrow();
    }
    expect(() => cipher.open(sealed, Buffer.from('a.b.c#2'))).toThrow();
    expect(() => cipherOf(suite, randomBytes(32)).open(sealed, bound)).toThrow();
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => cipher.open(sealed.subarray(0, length), bound)).toThrow();
  });
});

test('hashes by SHA-256 and by SM3 differ, and so do check values of suites and of secrets', () => {
  const secret = randomBytes(32);
  expect(keyedHash('hmac-sm3', secret, 'x')).not.toEqual(keyedHash('hmac-sha256', secret, 'x'));
  const values = [
    checkValueOf('aes-256-gcm', secret),
    checkValueOf('sm4-ctr-hmac-sm3', secret),
    checkValueOf('hmac-sm3', secret),
    checkValueOf('aes-256-gcm', randomBytes(32)),
  ].map((value) => value.toString('hex'));
  expect(new Set(values).size).toBe(4);
});
