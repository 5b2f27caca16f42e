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
  return canaries.flatMap(({ name, forms }) =>
    forms.some((form) => bytes.includes(form)) ? [`${name} in ${where}`] : [],
  );
}

const OVERLAP = 256;

/** The same for every file below a folder, read in pieces; names of files are looked at too. */
export async function foundBelow(folder: string, canaries: readonly Canary[]): Promise<readonly string[]> {
  const faults = new Set<string>();
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of names) {
    const path = join(entry.parentPath, entry.name);
    for (const fault of found(`the name of ${path}`, entry.name, canaries)) faults.add(fault);
    if (!entry.isFile() || (await stat(path).catch(() => null)) === null) continue;
    let tail = Buffer.alloc(0);
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      const window = Buffer.concat([tail, piece]);
      for (const fault of found(path, window, canaries)) faults.add(fault);
      tail = window.subarray(-OVERLAP);
    }
  }
  return [...faults];
}
