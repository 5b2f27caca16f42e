import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A marked value, and every way in which it may be written somewhere. */
export type Canary = { readonly name: string; readonly forms: readonly Buffer[] };

/** The encodings in which a value gets into files by mistake. */
export function canary(name: string, value: string): Canary {
  const utf8 = Buffer.from(value, 'utf8');
  const texts = [
    utf8.toString('hex'),
    utf8.toString('hex').toUpperCase(),
    ...base64Cores(utf8),
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll(/%[0-9A-F]{2}/gu, (code) => code.toLowerCase()),
    [...value].map((character) => `&#${character.codePointAt(0)};`).join(''),
    [...value].map((character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`).join(''),
  ];
  const utf16 = Buffer.from(value, 'utf16le');
  const forms = [utf8, utf16, Buffer.from(utf16).swap16(), ...texts.map((text) => Buffer.from(text, 'latin1'))];
  return { name, forms };
}

/** What is the same in base64 wherever the value begins in a group of three bytes. */
function base64Cores(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((lead) => {
    const whole = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString('base64')
      .replace(/=+$/u, '');
    // The first and the last characters mix with whatever stands around.
    return whole.slice(Math.ceil((lead * 4) / 3), (lead + bytes.length) % 3 === 0 ? undefined : -1);
  });
}

/** Where a canary is found in a text or in bytes. */
export function found(where: string, content: string | Buffer, canaries: readonly Canary[]): readonly string[] {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return namesIn(bytes, finderFor(canaries)).map((name) => `${name} in ${where}`);
}

type Finder = ReadonlyMap<number, readonly { readonly name: string; readonly form: Buffer }[]>;

/** Forms by their first two bytes: hundreds of forms are looked for in one walk over the bytes. */
function finderFor(canaries: readonly Canary[]): Finder {
  const byStart = new Map<number, { name: string; form: Buffer }[]>();
  for (const { name, forms } of canaries) {
    for (const form of forms) {
      const start = form.readUInt16BE();
      byStart.set(start, [...(byStart.get(start) ?? []), { name, form }]);
    }
  }
  return byStart;
}

function namesIn(bytes: Buffer, finder: Finder): readonly string[] {
  const isStart = new Uint8Array(1 << 16);
  for (const start of finder.keys()) isStart[start] = 1;
  const names = new Set<string>();
  let pair = 0;
  let i = -2;
  for (const byte of bytes) {
    i += 1;
    pair = ((pair << 8) | byte) & 0xffff;
    if (isStart[pair] !== 1 || i < 0) continue;
    for (const { name, form } of finder.get(pair) ?? [])
      if (!names.has(name) && form.equals(bytes.subarray(i, i + form.length))) names.add(name);
  }
  return [...names];
}

const OVERLAP = 256;
const PIECE = 1 << 18;
const NOTHING = Buffer.alloc(PIECE + OVERLAP);
const isEmpty = (bytes: Buffer): boolean => bytes.equals(NOTHING.subarray(0, bytes.length));

/** The same for every file below a folder, read in pieces; names of files are looked at too. */
export async function foundBelow(folder: string, canaries: readonly Canary[]): Promise<readonly string[]> {
  const finder = finderFor(canaries);
  const faults = new Set<string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    for (const fault of found(`the name of ${path}`, entry.name, canaries)) faults.add(fault);
    if (!entry.isFile() || (await stat(path).catch(() => null)) === null) continue;
    let tail = Buffer.alloc(0);
    for await (const piece of createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
      const window = Buffer.concat([tail, piece]);
      // Much of a database is room for later.
      if (!isEmpty(window)) for (const name of namesIn(window, finder)) faults.add(`${name} in ${path}`);
      tail = window.subarray(-OVERLAP);
    }
  }
  return [...faults];
}
