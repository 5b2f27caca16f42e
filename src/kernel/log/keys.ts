import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { refuse } from '../refusal.ts';
import { besides, isCode } from './files.ts';
import type { LogSettings, Suite } from './settings.ts';
import { ed25519Key, ed25519Signer, type Signer, sm2Signer } from './signer.ts';

const fileOf = ({ keys }: Pick<LogSettings, 'keys'>, suite: Suite): string =>
  join(keys, suite === 'sm3-sm2' ? 'log-sm2.key' : 'log-ed25519.key');

/** Signs with the key of this machine; null when it has none. @throws Refusal log/key-unreadable */
export async function signerOf(
  settings: Pick<LogSettings, 'keys'>,
  suite: Suite,
  origin: string,
): Promise<Signer | null> {
  const text = await readFile(fileOf(settings, suite), 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  });
  if (text === null) return null;
  if (suite === 'sha256-ed25519') return ed25519Signer(origin, ed25519Key(text));
  const secret = text.trim();
  if (!/^[0-9a-f]{64}$/u.test(secret)) throw refuse('log/key-unreadable', {}, 500);
  return sm2Signer(origin, secret);
}

/** Makes the key of a log that begins, in a file only its owner can read. One that is there is kept. */
export async function makeKey(settings: Pick<LogSettings, 'keys'>, suite: Suite): Promise<void> {
  await mkdir(settings.keys, { recursive: true, mode: 0o700 });
  const text =
    suite === 'sm3-sm2'
      ? `${sm2.generateKeyPairHex().privateKey}\n`
      : generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
  // Written whole under another name first: a half-written key would be the city's key for ever.
  const draft = `${fileOf(settings, suite)}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await link(draft, fileOf(settings, suite)).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

/** Puts the key aside under another name, so that the next log gets a new one. */
export async function retireKey(settings: Pick<LogSettings, 'keys'>, suite: Suite, at: Date): Promise<void> {
  const file = fileOf(settings, suite);
  await rename(file, besides(file, at)).catch((error: unknown) => {
    if (!isCode(error, 'ENOENT')) throw error;
  });
}
