import { once } from 'node:events';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { scanLongText } from './long-text.ts';
import { type Scanned, scanDocument } from './scan.ts';
import { fileReasons, kindNames, sentences, text } from './text.ts';

/** Documents are read whole; longer ones are texts, or not read. */
const LARGEST = 256 * 1_048_576;
const LONG_TEXT = 32 * 1_048_576;
const TEXT_NAMES = /\.(?:txt|csv|log|tsv|md|json|jsonl|xml|sql)$/iu;

type Count = { files: number; hits: number; unread: number };

export const reasonOf = (code: string): string => sentences[code] ?? fileReasons[code] ?? code;

/** `mingtang pii scan PATH… [--json]`: one line for each hit and for each thing that could not be read. */
export async function piiScanCommand(argv: readonly string[], out: NodeJS.WritableStream): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    out.write(`${text.help}\n`);
    return 0;
  }
  const isJson = argv.includes('--json');
  const paths = argv.filter((word) => word !== '--json');
  if (paths.length === 0 || paths.some((path) => path.startsWith('--'))) {
    process.stderr.write(`${reasonOf('screening/no-path')}\n`);
    return 2;
  }
  const count: Count = { files: 0, hits: 0, unread: 0 };
  const write = async (line: string): Promise<void> => {
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  };
  for (const path of paths) {
    for await (const file of filesUnder(path)) {
      count.files += 1;
      for await (const found of scanFile(file)) await write(lineOf(file, found, isJson, count));
    }
  }
  if (!isJson) await write(text.total(count.files, count.hits, count.unread));
  if (count.hits > 0) return 1;
  return count.unread > 0 ? 3 : 0;
}

function lineOf(file: string, found: Scanned, isJson: boolean, count: Count): string {
  if ('error' in found) {
    count.unread += 1;
    const reason = reasonOf(found.error);
    if (!isJson) return text.unread(file, found.part, reason);
    return JSON.stringify({ file, ...(found.part === '' ? {} : { part: found.part }), error: found.error, reason });
  }
  count.hits += 1;
  const { part, kind, start, end, text: words } = found;
  return isJson
    ? JSON.stringify({ file, part, kind, start, end, text: words })
    : text.hit(file, part, kindNames[kind], words);
}

/** Files of a folder in the order of their names; links are not followed. */
async function* filesUnder(path: string): AsyncGenerator<string> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) {
    yield path;
    return;
  }
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* filesUnder(join(path, entry.name));
    else if (entry.isFile()) yield join(path, entry.name);
  }
}

async function* scanFile(path: string): AsyncGenerator<Scanned> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) {
    yield { part: '', error: 'screening/no-file' };
    return;
  }
  try {
    const { size } = await file.stat();
    if (TEXT_NAMES.test(path) && size > LONG_TEXT) yield* scanLongText(path, file);
    else if (size > LARGEST) yield { part: '', error: 'screening/too-large' };
    else yield* scanDocument(path, await file.readFile());
  } finally {
    await file.close();
  }
}
