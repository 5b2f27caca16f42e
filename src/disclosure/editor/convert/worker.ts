import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { OldOfficeKind } from '../../../kernel/old-office/index.ts';
import type { Converted } from './converted.ts';
import { docxContent } from './docx.ts';
import { bookContent } from './old-book.ts';
import { letterContent } from './old-letter.ts';
import { slidesContent } from './old-slides.ts';
import { pptxContent } from './pptx.ts';
import { xlsxContent } from './xlsx.ts';

// Reads one office file aside from the program, where memory and time are its own.
export type Order = { readonly path: string; readonly kind: 'docx' | 'xlsx' | 'pptx' | OldOfficeKind };
export type Answer = { readonly converted: Converted } | { readonly broken: string };

const READERS = {
  docx: async (path: string) => docxContent(await readFile(path)),
  xlsx: xlsxContent,
  pptx: pptxContent,
  letter: async (path: string) => letterContent(await readFile(path)),
  book: async (path: string) => bookContent(await readFile(path)),
  slides: async (path: string) => slidesContent(await readFile(path)),
};

async function answer({ path, kind }: Order): Promise<Answer> {
  try {
    return { converted: await READERS[kind](path) };
  } catch (error) {
    return { broken: error instanceof Error ? error.message : 'unknown' };
  }
}

parentPort?.postMessage(await answer(workerData as Order));
