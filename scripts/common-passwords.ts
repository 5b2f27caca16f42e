/**
 * Writes src/identity/breached/common.bin from lists of common passwords: JSON arrays, or text with one in a line.
 * Usage: node scripts/common-passwords.ts FILE… (see src/identity/breached/README.md)
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PREFIX_BYTES = 5;
/** Shorter passwords are refused for their length, whatever they are. */
const MIN_WHOLE = 8;
const MIN_CORE = 5;

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('name the lists');
const passwords = files.flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  return text.startsWith('[') ? (JSON.parse(text) as string[]) : text.split('\n');
});
const entries = new Set<string>();
for (const password of passwords) {
  const small = password.trim().normalize('NFKC').toLowerCase();
  const core = small.replace(/^[^a-z]+|[^a-z]+$/gu, '');
  if (small.length >= MIN_WHOLE) entries.add(small);
  if (core.length >= MIN_CORE) entries.add(core);
}
const prefixes = [...entries]
  .map((entry) => createHash('sha1').update(entry).digest().subarray(0, PREFIX_BYTES))
  .toSorted(Buffer.compare);
const out = join(import.meta.dirname, '..', 'src', 'identity', 'breached', 'common.bin');
writeFileSync(out, Buffer.concat(prefixes));
console.log(`${passwords.length} passwords, ${prefixes.length} entries, ${prefixes.length * PREFIX_BYTES} bytes`);
