import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Encrypts personal data at rest and finds it again by keyed hash; the key never enters the database. */
export type Seal = {
  readonly seal: (plain: string) => Buffer;
  /** @throws Error when the bytes were changed or sealed with another key */
  readonly open: (sealed: Buffer) => string;
  /** A keyed hash for look-ups; equal inputs give equal hashes, nothing can be read from it without the key. */
  readonly lookup: (value: string) => Buffer;
};

const VERSION = 1;
const IV = 12;
const TAG = 16;

/** @param master 32 random bytes */
export function sealWith(master: Buffer): Seal {
  if (master.length !== 32) throw new Error('the master key has 32 bytes');
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, 'mingtang', purpose, 32));
  const cipherKey = derive('seal');
  const lookupKey = derive('lookup');
  return {
    seal: (plain) => {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, iv);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), text]);
    },
    open: (sealed) => {
      if (sealed[0] !== VERSION) throw new Error('sealed by an unknown version');
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(1, 1 + IV));
      decipher.setAuthTag(sealed.subarray(1 + IV, 1 + IV + TAG));
      return Buffer.concat([decipher.update(sealed.subarray(1 + IV + TAG)), decipher.final()]).toString('utf8');
    },
    lookup: (value) => createHmac('sha256', lookupKey).update(value, 'utf8').digest(),
  };
}

/** The master key in a file only its owner can read; made on the first start. */
export async function masterKey(path: string): Promise<Buffer> {
  try {
    return Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${key.toString('hex')}\n`);
    await file.sync();
    await file.close();
    return key;
  } catch (error) {
    // Another program made it first: theirs is the key.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return masterKey(path);
    throw error;
  }
}
