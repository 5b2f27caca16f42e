import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../kernel/index.ts';

/** Made by scripts/common-passwords.ts; see beside it where it comes from. */
const SHIPPED = join(packageRoot, 'src', 'identity', 'breached', 'common.bin');
/** Bytes of a hash that are kept: of a million good passwords one in thirty is mistaken for one of the list. */
const PREFIX_BYTES = 5;

const hashOf = (text: string): Buffer => createHash('sha1').update(text).digest();

/** The spellings of a password that are looked for: as it is, in small letters, and its letters without what stands around them. */
function spellings(password: string): readonly string[] {
  const text = password.normalize('NFKC');
  const small = text.toLowerCase();
  const core = small.replace(/^[^a-z]+|[^a-z]+$/gu, '');
  return [...new Set([text, small, ...(core.length >= MIN_CORE ? [core] : [])])];
}

/** Shorter cores are found in too many honest passwords. */
const MIN_CORE = 5;

let shipped: Promise<Buffer> | undefined;

/** Whether a hash begins one of the sorted prefixes. */
export function isAmong(prefixes: Buffer, hash: Buffer): boolean {
  const wanted = hash.subarray(0, PREFIX_BYTES);
  let low = 0;
  let high = prefixes.length / PREFIX_BYTES - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = prefixes.compare(wanted, 0, PREFIX_BYTES, middle * PREFIX_BYTES, (middle + 1) * PREFIX_BYTES);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

const LINE_BYTES = 128;

/** The line that begins at or after a place of a file, and where the next begins; `null` at the end. */
async function lineFrom(
  file: FileHandle,
  place: number,
): Promise<{ readonly hash: string; readonly next: number } | null> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(2 * LINE_BYTES), 0, 2 * LINE_BYTES, place);
  const text = buffer.toString('latin1', 0, bytesRead);
  // In the middle of a line: the next one is meant.
  const begin = place === 0 ? 0 : text.indexOf('\n') + 1;
  if (begin === 0 && place !== 0) return null;
  const end = text.indexOf('\n', begin);
  const line = text.slice(begin, end === -1 ? undefined : end);
  if (line.trim() === '') return null;
  return { hash: line.slice(0, 40).toUpperCase(), next: place + begin + line.length + 1 };
}

/**
 * Whether a hash is in a file of lines `SHA-1 in hexadecimal:count`, sorted by hash, as Have I Been Pwned offers it. The
 * file may be of any size: some forty short reads find a line among a billion.
 */
export async function isInFile(file: FileHandle, hash: Buffer): Promise<boolean> {
  const wanted = hash.toString('hex').toUpperCase();
  let low = 0;
  let high = (await file.stat()).size;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    // One byte before, so that a line that begins right here is not skipped.
    const line = await lineFrom(file, middle === 0 ? 0 : middle - 1);
    if (line?.hash === wanted) return true;
    if (line && line.hash < wanted) low = Math.max(middle + 1, line.next);
    else high = middle;
  }
  return false;
}

let operatorsList: string | null = null;

/** The operator's own list of breached passwords; set once, at the start. */
export function setBreachList(path: string | null): void {
  operatorsList = path;
}

/**
 * Whether a password, or the word it is built around, is among those that guessers have. Nothing leaves the machine.
 *
 * @throws Error when the operator's list cannot be read: a check that was asked for is not left out in silence
 */
export async function isBreached(password: string): Promise<boolean> {
  shipped ??= readFile(SHIPPED);
  const prefixes = await shipped;
  const texts = spellings(password);
  if (texts.some((text) => isAmong(prefixes, hashOf(text)))) return true;
  if (operatorsList === null) return false;
  const file = await open(operatorsList, 'r');
  try {
    for (const text of texts.slice(0, 2)) if (await isInFile(file, hashOf(text))) return true;
    return false;
  } finally {
    await file.close();
  }
}
