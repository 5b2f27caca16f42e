import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto';

/** How a key seals. */
export type CipherSuite = 'aes-256-gcm' | 'sm4-ctr-hmac-sm3';
/** How a key hashes what is searched for. */
export type HashSuite = 'hmac-sha256' | 'hmac-sm3';

/** Seals under one key. `bound` is not kept in the result but must be the same again to open it. */
export type Cipher = {
  readonly seal: (plain: Buffer, bound: Buffer) => Buffer;
  /** @throws Error when a byte was changed, the key is another, or `bound` is */
  readonly open: (sealed: Buffer, bound: Buffer) => Buffer;
};

export const SECRET_BYTES = 32;

/** The number a suite has in what it sealed. */
export const SUITE_CODES = { 'aes-256-gcm': 1, 'sm4-ctr-hmac-sm3': 2 } as const satisfies Readonly<
  Record<CipherSuite, number>
>;

export const cipherOf = (suite: CipherSuite, secret: Buffer): Cipher => CIPHERS[suite](secret);

const CIPHERS: Readonly<Record<CipherSuite, (secret: Buffer) => Cipher>> = {
  'aes-256-gcm': aesGcm,
  'sm4-ctr-hmac-sm3': sm4,
};

const GCM_IV = 12;
const GCM_TAG = 16;

function aesGcm(secret: Buffer): Cipher {
  // A key object is set up once; bare bytes are set up for each value, which takes longer than the sealing itself.
  const key = createSecretKey(secret);
  return {
    seal: (plain, bound) => {
      const iv = freshRandom(GCM_IV);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound);
      const text = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]);
    },
    open: (sealed, bound) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, GCM_IV), { authTagLength: GCM_TAG });
      decipher.setAAD(bound).setAuthTag(sealed.subarray(GCM_IV, GCM_IV + GCM_TAG));
      return Buffer.concat([decipher.update(sealed.subarray(GCM_IV + GCM_TAG)), decipher.final()]);
    },
  };
}

/** Random bytes drawn in stock: asking for a few at a time costs as much as asking for many. Never given out twice. */
const STOCK = 4096;
let stock = Buffer.alloc(0);
function freshRandom(bytes: number): Buffer {
  if (stock.length < bytes) stock = randomFillSync(Buffer.allocUnsafeSlow(STOCK));
  const fresh = stock.subarray(0, bytes);
  stock = stock.subarray(bytes);
  return fresh;
}

const SM4_IV = 16;
const SM3_TAG = 32;

/**
 * Encrypt, then authenticate what was encrypted (GB/T 32907, GB/T 32905). Two keys are derived, so that neither primitive
 * ever sees the other's.
 *
 * @law GB/T 39786-2021 (commercial cryptography where the city has to use it)
 */
function sm4(secret: Buffer): Cipher {
  const derive = (purpose: string, bytes: number) =>
    createSecretKey(Buffer.from(hkdfSync('sm3', secret, 'mingtang', purpose, bytes)));
  const cipherKey = derive('sm4-ctr', 16);
  const tagKey = derive('hmac-sm3', 32);
  const tagOf = (bound: Buffer, ivAndText: Buffer): Buffer => {
    // The length stands first: no two pairs give the same bytes.
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bound.length);
    return createHmac('sm3', tagKey).update(length).update(bound).update(ivAndText).digest();
  };
  return {
    seal: (plain, bound) => {
      const iv = freshRandom(SM4_IV);
      const cipher = createCipheriv('sm4-ctr', cipherKey, iv);
      const ivAndText = Buffer.concat([iv, cipher.update(plain), cipher.final()]);
      return Buffer.concat([tagOf(bound, ivAndText), ivAndText]);
    },
    open: (sealed, bound) => {
      if (sealed.length < SM3_TAG + SM4_IV) throw new Error('sealed bytes are cut short');
      const ivAndText = sealed.subarray(SM3_TAG);
      if (!timingSafeEqual(sealed.subarray(0, SM3_TAG), tagOf(bound, ivAndText)))
        throw new Error('sealed bytes were changed, or belong elsewhere');
      const decipher = createDecipheriv('sm4-ctr', cipherKey, ivAndText.subarray(0, SM4_IV));
      return Buffer.concat([decipher.update(ivAndText.subarray(SM4_IV)), decipher.final()]);
    },
  };
}

/** A keyed hash of a value that is searched for. */
export const keyedHash = (suite: HashSuite, secret: Buffer, value: string): Buffer =>
  createHmac(suite === 'hmac-sm3' ? 'sm3' : 'sha256', secret)
    .update(value, 'utf8')
    .digest();

const CHECK_BYTES = 16;

/** What the right secret answers to a fixed question; nothing about the secret can be read from it. */
export const checkValueOf = (suite: CipherSuite | HashSuite, secret: Buffer): Buffer =>
  createHmac(suite.endsWith('sm3') ? 'sm3' : 'sha256', secret)
    .update(`mingtang key check ${suite}`)
    .digest()
    .subarray(0, CHECK_BYTES);
