import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import type { LedgerHash } from '../ledger/entry.ts';
import { refuse } from '../refusal.ts';
import { fromBase64, isKeyName, type Verifier } from './note.ts';

/** Signs what the log states. The key may be in a file or in a device. */
export type Signer = {
  readonly name: string;
  readonly keyId: number;
  /** The key others verify with, as one line. */
  readonly vkey: string;
  readonly sign: (text: string) => Promise<Buffer>;
};

const ED25519 = Buffer.of(0x01);
const COSIGNATURE = Buffer.of(0x04);
/** No number is assigned to SM2; the byte for those without one is followed by a name that says everything. */
const SM2 = Buffer.concat([Buffer.of(0xff), Buffer.from('GB/T 32918 SM2-SM3 1234567812345678\n')]);

const ED25519_BYTES = 32;
const SM2_BYTES = 65;
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const USER_ID = '1234567812345678';

/** First four bytes of SHA-256(name ‖ line feed ‖ type ‖ key): finds a key, proves nothing. */
const keyIdOf = (name: string, typed: Buffer): number =>
  createHash('sha256').update(`${name}\n`).update(typed).digest().readUInt32BE(0);

const vkeyOf = (name: string, typed: Buffer): string =>
  `${name}+${keyIdOf(name, typed).toString(16).padStart(8, '0')}+${typed.toString('base64')}`;

/** Signs with an Ed25519 key (RFC 8032). */
export function ed25519Signer(name: string, privateKey: KeyObject): Signer {
  const typed = Buffer.concat([ED25519, publicBytes(privateKey)]);
  return {
    name,
    keyId: keyIdOf(name, typed),
    vkey: vkeyOf(name, typed),
    sign: async (text) => sign(null, Buffer.from(text, 'utf8'), privateKey),
  };
}

const publicBytes = (privateKey: KeyObject): Buffer =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);

/**
 * Signs with an SM2 key (GB/T 32918.2, SM3, the default user id); r ‖ s in 64 bytes. Not by node:crypto, whose SM2
 * nobody else can verify.
 *
 * @param secret 32 bytes in hex
 */
export function sm2Signer(name: string, secret: string): Signer {
  const publicKey = sm2.getPublicKeyFromPrivateKey(secret);
  const typed = Buffer.concat([SM2, Buffer.from(publicKey, 'hex')]);
  return {
    name,
    keyId: keyIdOf(name, typed),
    vkey: vkeyOf(name, typed),
    sign: async (text) => {
      const options = { hash: true, der: false, publicKey, userId: USER_ID };
      return Buffer.from(sm2.doSignature(Buffer.from(text, 'utf8'), secret, options), 'hex');
    },
  };
}

type Key = { readonly name: string; readonly typed: Buffer };

/** @throws Refusal log/not-a-key */
function parseKey(vkey: string): Key {
  const [name = '', id = '', ...rest] = vkey.split('+');
  const typed = fromBase64(rest.join('+'));
  if (!isKeyName(name) || !typed || !/^[0-9a-f]{8}$/u.test(id) || keyIdOf(name, typed) !== Number.parseInt(id, 16))
    throw refuse('log/not-a-key', { vkey }, 422);
  return { name, typed };
}

/**
 * Who verifies what the holder of this key signed.
 *
 * @throws Refusal log/not-a-key
 */
export function verifierOf(vkey: string): Verifier {
  const { name, typed } = parseKey(vkey);
  const ed25519 = after(typed, ED25519, ED25519_BYTES);
  const keyId = keyIdOf(name, typed);
  if (ed25519) return { name, keyId, verify: ed25519Verify(ed25519) };
  const point = after(typed, SM2, SM2_BYTES);
  if (point && isOnCurve(point)) return { name, keyId, verify: sm2Verify(point) };
  throw refuse('log/not-a-key', { vkey }, 422);
}

/** Which hash the tree of a log is made with follows from the kind of its key. @throws Refusal log/not-a-key */
export const hashForKey = (vkey: string): LedgerHash =>
  after(parseKey(vkey).typed, SM2, SM2_BYTES) === null ? 'sha256' : 'sm3';

const after = (typed: Buffer, type: Buffer, bytes: number): Buffer | null =>
  typed.length === type.length + bytes && typed.subarray(0, type.length).equals(type)
    ? typed.subarray(type.length)
    : null;

function isOnCurve(point: Buffer): boolean {
  try {
    return sm2.verifyPublicKey(point.toString('hex'));
  } catch {
    return false;
  }
}

function ed25519Verify(key: Buffer): (text: string, signature: Buffer) => boolean {
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' });
  return (text, signature) => signature.length === 64 && verify(null, Buffer.from(text, 'utf8'), publicKey, signature);
}

function sm2Verify(point: Buffer): (text: string, signature: Buffer) => boolean {
  const options = { hash: true, der: false, userId: USER_ID };
  const publicKey = point.toString('hex');
  return (text, signature) => {
    if (signature.length !== 64) return false;
    try {
      return sm2.doVerifySignature(Buffer.from(text, 'utf8'), signature.toString('hex'), publicKey, options);
    } catch {
      return false;
    }
  };
}

/** A witness, and when he has seen a checkpoint. */
export type WitnessKey = Verifier & { readonly timeIn: (signature: Buffer) => Date };

const TIME_BYTES = 8;

/** What a witness signs (C2SP tlog-cosignature, version 1). */
export const cosignedText = (seconds: bigint, text: string): string => `cosignature/v1\ntime ${seconds}\n${text}`;

/**
 * Who verifies the cosignatures of a witness. Witnesses give their key out as one for notes or as one for
 * cosignatures; both mean the same.
 *
 * @throws Refusal log/not-a-key
 */
export function witnessOf(vkey: string): WitnessKey {
  const { name, typed } = parseKey(vkey);
  const key = after(typed, COSIGNATURE, ED25519_BYTES) ?? after(typed, ED25519, ED25519_BYTES);
  if (!key) throw refuse('log/not-a-key', { vkey }, 422);
  const verifyText = ed25519Verify(key);
  return {
    name,
    keyId: keyIdOf(name, Buffer.concat([COSIGNATURE, key])),
    verify: (text, signature) => {
      if (signature.length !== TIME_BYTES + 64) return false;
      const seconds = signature.readBigUInt64BE(0);
      return seconds < 2n ** 63n && verifyText(cosignedText(seconds, text), signature.subarray(TIME_BYTES));
    },
    timeIn: (signature) => new Date(Number(signature.readBigUInt64BE(0)) * 1000),
  };
}

/** A private key from the text of its file. @throws Refusal log/key-unreadable */
export function ed25519Key(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below.
  }
  throw refuse('log/key-unreadable', {}, 500);
}
