import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { cosignedText, ed25519Signer, hashForKey, sm2Signer, verifierOf, witnessOf } from './signer.ts';

const NAME = 'mingtang.example/log';
const TEXT = 'mingtang.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';

describe('SM3, as GB/T 32905 has it', () => {
  test.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('%s', (input, digest) => expect(createHash('sm3').update(input).digest('hex')).toBe(digest));
});

/** The example of GB/T 32918.2 and GM/T 0003.5 on the curve that is recommended. */
const EXAMPLE = {
  secret: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  key: '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  z: 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3',
  e: 'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640',
  message: 'message digest',
  signature:
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};

describe('SM2', () => {
  const signer = sm2Signer(NAME, EXAMPLE.secret);
  const verifier = verifierOf(signer.vkey);

  test('has the key, the Z and the digest of the standard', () => {
    expect(sm2.getPublicKeyFromPrivateKey(EXAMPLE.secret)).toBe(EXAMPLE.key);
    expect(Buffer.from(sm2.getZ(EXAMPLE.key)).toString('hex')).toBe(EXAMPLE.z);
    expect(sm2.getHash(Buffer.from(EXAMPLE.message), EXAMPLE.key)).toBe(EXAMPLE.e);
  });
  test('takes the signature of the standard, and no other', () => {
    const signature = Buffer.from(EXAMPLE.signature, 'hex');
    expect(verifier.verify(EXAMPLE.message, signature)).toBe(true);
    expect(verifier.verify(`${EXAMPLE.message}!`, signature)).toBe(false);
    for (const at of [0, 31, 32, 63]) {
      const changed = Buffer.from(signature);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(verifier.verify(EXAMPLE.message, changed)).toBe(false);
    }
  });
  test.each([Buffer.alloc(0), Buffer.alloc(64), Buffer.alloc(64, 0xff), Buffer.alloc(72)])(
    '%# is no signature',
    (no) => {
      expect(verifier.verify(EXAMPLE.message, no)).toBe(false);
    },
  );
  test('signs what its key verifies; the tree is made with SM3', async () => {
    const signature = await signer.sign(TEXT);
    expect(signature.length).toBe(64);
    expect(verifier.verify(TEXT, signature)).toBe(true);
    expect(hashForKey(signer.vkey)).toBe('sm3');
  });
  test('a point beside the curve is no key', () => {
    const [name, , encoded = ''] = signer.vkey.split('+');
    const typed = Buffer.from(signer.vkey.slice(signer.vkey.indexOf('+', NAME.length + 1) + 1), 'base64');
    typed[typed.length - 1] = (typed.at(-1) ?? 0) ^ 1;
    const id = createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);
    expect(encoded).not.toBe('');
    expect(() => verifierOf(`${name}+${id}+${typed.toString('base64')}`)).toThrow(Refusal);
  });
});

const openssl = (...argv: readonly string[]): string =>
  execFileSync('openssl', argv, { encoding: 'utf8', stdio: 'pipe' });
const hasOpenssl = ((): boolean => {
  try {
    return /OpenSSL 3/u.test(openssl('version'));
  } catch {
    return false;
  }
})();

describe.runIf(hasOpenssl)('another implementation of SM2', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mt-sm2-'));
  const file = (name: string): string => join(folder, name);
  const DISTID = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
  const der = (hex: string): string => {
    const integer = (digits: string): string => {
      const bare = digits.replace(/^(00)+(?=..)/u, '');
      const signed = Number.parseInt(bare.slice(0, 2), 16) > 127 ? `00${bare}` : bare;
      return `02${(signed.length / 2).toString(16).padStart(2, '0')}${signed}`;
    };
    const body = integer(hex.slice(0, 64)) + integer(hex.slice(64));
    return `30${(body.length / 2).toString(16).padStart(2, '0')}${body}`;
  };
  const SPKI = '3059301306072a8648ce3d020106082a811ccf5501822d034200';

  test('verifies what is signed here, and its signatures are verified here', async () => {
    try {
      const secret = '1'.repeat(64);
      const signer = sm2Signer(NAME, secret);
      const point = sm2.getPublicKeyFromPrivateKey(secret);
      writeFileSync(file('key.der'), Buffer.from(SPKI + point, 'hex'));
      writeFileSync(file('text'), TEXT);
      writeFileSync(file('signature'), Buffer.from(der((await signer.sign(TEXT)).toString('hex')), 'hex'));
      const verified = openssl(
        'pkeyutl',
        '-verify',
        '-pubin',
        '-keyform',
        'DER',
        '-inkey',
        file('key.der'),
        '-in',
        file('text'),
        '-sigfile',
        file('signature'),
        ...DISTID,
      );
      expect(verified).toContain('Signature Verified Successfully');

      openssl('genpkey', '-algorithm', 'SM2', '-out', file('other.pem'));
      openssl('pkey', '-in', file('other.pem'), '-pubout', '-outform', 'DER', '-out', file('other.der'));
      openssl('pkeyutl', '-sign', '-inkey', file('other.pem'), '-in', file('text'), '-out', file('theirs'), ...DISTID);
      const theirs = openssl('asn1parse', '-inform', 'DER', '-in', file('theirs'));
      const raw = [...theirs.matchAll(/INTEGER\s*:([0-9A-F]+)/gu)].map(([, n = '']) => n.padStart(64, '0')).join('');
      const spki = readFileSync(file('other.der')).toString('hex');
      const typed = Buffer.concat([
        Buffer.of(0xff),
        Buffer.from('GB/T 32918 SM2-SM3 1234567812345678\n'),
        Buffer.from(spki.slice(SPKI.length), 'hex'),
      ]);
      const id = createHash('sha256').update(`${NAME}\n`).update(typed).digest('hex').slice(0, 8);
      const verifier = verifierOf(`${NAME}+${id}+${typed.toString('base64')}`);
      expect(verifier.verify(TEXT, Buffer.from(raw, 'hex'))).toBe(true);
      expect(verifier.verify(`${TEXT}x`, Buffer.from(raw, 'hex'))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a witness', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const vkey = (type: number): string => {
    const typed = Buffer.concat([Buffer.of(type), key]);
    const id = createHash('sha256').update('w.example\n').update(typed).digest('hex').slice(0, 8);
    return `w.example+${id}+${typed.toString('base64')}`;
  };
  const cosignature = (seconds: bigint): Buffer => {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(seconds);
    return Buffer.concat([time, sign(null, Buffer.from(cosignedText(seconds, TEXT)), privateKey)]);
  };

  test('is the same by either of his keys, and is not taken for a log', () => {
    expect(witnessOf(vkey(1)).keyId).toBe(witnessOf(vkey(4)).keyId);
    expect(verifierOf(vkey(1)).keyId).not.toBe(witnessOf(vkey(1)).keyId);
    expect(() => verifierOf(vkey(4))).toThrow(Refusal);
    expect(() => witnessOf(sm2Signer('w.example', EXAMPLE.secret).vkey)).toThrow(Refusal);
  });
  test('says when he saw it, and cannot be made to have said another time', () => {
    const witness = witnessOf(vkey(4));
    const signature = cosignature(1_679_315_147n);
    expect(witness.verify(TEXT, signature)).toBe(true);
    expect(witness.timeIn(signature)).toEqual(new Date('2023-03-20T12:25:47Z'));
    signature[7] = 0;
    expect(witness.verify(TEXT, signature)).toBe(false);
    expect(witness.verify(TEXT, sign(null, Buffer.from(TEXT), privateKey))).toBe(false);
    expect(witness.verify(TEXT, Buffer.alloc(72, 0xff))).toBe(false);
  });
});

test.each([
  '',
  'a',
  'a+b',
  'a+00000000+AA==',
  'a b+00000000+AQ==',
  `${ed25519Signer(NAME, generateKeyPairSync('ed25519').privateKey).vkey}=`,
])('%j is no key', (vkey) => expect(() => verifierOf(vkey)).toThrow(Refusal));
