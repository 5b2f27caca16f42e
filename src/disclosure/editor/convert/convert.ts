import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { inspect, packageRoot, refuse } from '../../../kernel/index.ts';
import type { Converted } from './converted.ts';
import { decodeText } from './decode.ts';
import { htmlContent } from './html.ts';
import { textContent } from './text.ts';
import type { Answer, Order } from './worker.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
const OFFICE: ReadonlySet<string> = new Set([
  DOCX,
  XLSX,
  PPTX,
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
]);
const READ_ASIDE: Readonly<Record<string, Order['kind']>> = {
  docx: 'docx',
  xlsx: 'xlsx',
  pptx: 'pptx',
  doc: 'letter',
  wps: 'letter',
  xls: 'book',
  et: 'book',
  ppt: 'slides',
  pps: 'slides',
  dps: 'slides',
};
const MOST_TEXT_BYTES = 8 * 1_048_576;

/** What one conversion may use. */
export type Bounds = { readonly megabytes: number; readonly milliseconds: number };
const USUAL: Bounds = { megabytes: 384, milliseconds: 30_000 };

/**
 * Reads a file that an editor brings as content: a letter of Word, a workbook, slides, of today or of
 * Office 97 to 2003 and WPS, a page or plain text, whatever code the
 * last two are written in. Office files are looked through for what is hostile first and read aside from the program.
 *
 * @param path where it lies
 * @param name what its sender calls it; the ending says what it is meant to be
 * @throws Refusal disclosure/cannot-convert (415), disclosure/not-text (415), disclosure/file-too-heavy (422),
 *   disclosure/file-broken (422), and those of `inspect`: a macro, a bomb, a password
 */
export async function convertFile(path: string, name: string, bounds: Bounds = USUAL): Promise<Converted> {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const kind = READ_ASIDE[ending];
  if (kind) {
    await inspect(path, { name, allowed: OFFICE });
    return aside({ path, kind }, name, bounds);
  }
  if (!['html', 'htm', 'txt', 'md'].includes(ending)) throw refuse('disclosure/cannot-convert', { name }, 415);
  const bytes = await readFile(path);
  if (bytes.length > MOST_TEXT_BYTES) throw refuse('disclosure/file-too-heavy', { name }, 422);
  const text = decodeText(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000e-\u001a]/u.test(text)) throw refuse('disclosure/not-text', { name }, 415);
  return ending.startsWith('htm') ? htmlContent(text) : textContent(text);
}

const IS_SOURCE = import.meta.url.endsWith('.ts');
const workerFile = (): string =>
  join(
    packageRoot,
    ...(IS_SOURCE ? ['src'] : ['dist']),
    'disclosure',
    'editor',
    'convert',
    `worker.${IS_SOURCE ? 'ts' : 'js'}`,
  );

function aside(order: Order, name: string, { megabytes, milliseconds }: Bounds): Promise<Converted> {
  const tooHeavy = () => refuse('disclosure/file-too-heavy', { name }, 422);
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 64 },
      env: {},
    });
    const timer = setTimeout(() => {
      reject(tooHeavy());
      void worker.terminate();
    }, milliseconds);
    worker.once('message', (answer: Answer) => {
      if ('converted' in answer) resolve(answer.converted);
      else reject(refuse('disclosure/file-broken', { name, why: answer.broken }, 422));
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHeavy() : error),
    );
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(tooHeavy());
    });
  });
}
