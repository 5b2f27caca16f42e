import { PDFiumLibrary } from '@hyzyla/pdfium';
import { refuse } from '../../kernel/refusal.ts';
import type { Budget, Found } from './part.ts';
import { type Glyph, laidOut } from './pdf-lines.ts';

/** The functions of PDFium that the package passes through without naming them. */
type Calls = Readonly<Record<string, (...values: readonly number[]) => number>>;
type Raw = {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(size: number): number; free(place: number): void };
};

const PASSWORD = 4;
const META = ['Title', 'Author', 'Subject', 'Keywords', 'Creator', 'Producer'];
const NOTES = ['Contents', 'T', 'Subj', 'RC', 'V', 'TU', 'NM'];

export type Attached = { readonly name: string; readonly bytes: Buffer };

/**
 * The texts of a PDF: every page's text layer, notes and form fields, what the file says of itself, and what is attached.
 * A page without a letter is a picture and is told as not read.
 *
 * @throws Refusal files/encrypted, files/broken, screening/too-long (422)
 */
export async function readPdf(
  bytes: Buffer,
  budget: Budget,
): Promise<{ readonly found: readonly Found[]; readonly attached: readonly Attached[] }> {
  const library = await PDFiumLibrary.init();
  try {
    return await withDocument(library, bytes, budget);
  } finally {
    library.destroy();
  }
}

async function withDocument(library: PDFiumLibrary, bytes: Buffer, budget: Budget) {
  // The package keeps the module to itself; what it holds is as public as PDFium's own interface.
  const raw: unknown = Reflect.get(library, 'module');
  const [calls, memory] = [raw as Calls, raw as Raw];
  const place = memory.wasmExports.malloc(bytes.length);
  memory.HEAPU8.set(bytes, place);
  const call = (name: string, ...values: readonly number[]): number => calls[`_${name}`]?.(...values) ?? 0;
  const document = call('FPDF_LoadMemDocument', place, bytes.length, 0);
  if (document === 0)
    throw refuse(call('FPDF_GetLastError') === PASSWORD ? 'files/encrypted' : 'files/broken', {}, 422);
  const wide = (name: string, ...values: readonly number[]): string => {
    const size = call(name, ...values, 0, 0);
    if (size <= 2 || size > 4_000_000) return '';
    const buffer = memory.wasmExports.malloc(size);
    call(name, ...values, buffer, size);
    const text = Buffer.from(memory.HEAPU8.subarray(buffer, buffer + size - 2)).toString('utf16le');
    memory.wasmExports.free(buffer);
    return text;
  };
  const named = (key: string): number => {
    const bytesOfKey = Buffer.from(`${key}\0`);
    const buffer = memory.wasmExports.malloc(bytesOfKey.length);
    memory.HEAPU8.set(bytesOfKey, buffer);
    return buffer;
  };
  try {
    return {
      found: pages({ call, wide, named, memory, document }, budget),
      attached: attachments({ call, wide, named, memory, document }, budget),
    };
  } finally {
    call('FPDF_CloseDocument', document);
    memory.wasmExports.free(place);
  }
}

type Open = {
  readonly call: (name: string, ...values: readonly number[]) => number;
  readonly wide: (name: string, ...values: readonly number[]) => string;
  readonly named: (key: string) => number;
  readonly memory: Raw;
  readonly document: number;
};

function pages(open: Open, budget: Budget): readonly Found[] {
  const { call, wide, named, document } = open;
  const found: Found[] = [];
  const about = META.map((key) => wide('FPDF_GetMetaText', document, named(key))).filter((text) => text !== '');
  if (about.length > 0) found.push({ part: 'properties', text: about.join('\n'), source: null });
  const keys = NOTES.map(named);
  const count = call('FPDF_GetPageCount', document);
  for (let i = 0; i < count; i += 1) {
    if (performance.now() > budget.until) throw refuse('screening/too-long', {}, 422);
    const page = call('FPDF_LoadPage', document, i);
    if (page === 0) {
      found.push({ part: `page:${i + 1}`, error: 'files/broken' });
      continue;
    }
    const text = textOf(open, page);
    if (text.trim() !== '') found.push({ part: `page:${i + 1}`, text, source: null });
    else if (call('FPDFPage_CountObjects', page) > 0) found.push({ part: `page:${i + 1}`, error: 'screening/picture' });
    const notes = [notesOf(open, page, keys), ...linksOf(open, page)].filter((one) => one !== '').join('\n');
    if (notes !== '') found.push({ part: `page:${i + 1}#notes`, text: notes, source: null });
    call('FPDF_ClosePage', page);
  }
  return found;
}

function textOf({ call, memory }: Open, page: number): string {
  const layer = call('FPDFText_LoadPage', page);
  if (layer === 0) return '';
  const count = Math.max(0, call('FPDFText_CountChars', layer));
  const place = memory.wasmExports.malloc(16);
  const glyphs: Glyph[] = [];
  for (let i = 0; i < count; i += 1) {
    const code = call('FPDFText_GetUnicode', layer, i);
    const isPlaced = call('FPDFText_IsGenerated', layer, i) !== 1 && call('FPDFText_GetLooseCharBox', layer, i, place);
    // The memory may have grown and be another since.
    const { buffer, byteOffset } = memory.HEAPU8;
    const box = isPlaced ? new Float32Array(buffer, byteOffset + place, 4) : NOWHERE;
    const [left = 0, top = 0, right = 0, bottom = 0] = box;
    glyphs.push({ code, left, right, bottom, top });
  }
  memory.wasmExports.free(place);
  call('FPDFText_ClosePage', layer);
  return laidOut(glyphs);
}

const NOWHERE = [0, 0, 0, 0];

/** Where the links of a page lead: mailto: and tel: are of persons, too. */
function linksOf({ call, memory, document }: Open, page: number): readonly string[] {
  const place = memory.wasmExports.malloc(8);
  const view = (): DataView => new DataView(memory.HEAPU8.buffer, memory.HEAPU8.byteOffset + place, 8);
  view().setInt32(0, 0, true);
  const links: string[] = [];
  while (links.length < MOST_LINKS && call('FPDFLink_Enumerate', page, place, place + 4) !== 0) {
    const action = call('FPDFLink_GetAction', view().getUint32(4, true));
    const size = action === 0 ? 0 : call('FPDFAction_GetURIPath', document, action, 0, 0);
    if (size <= 1 || size > 10_000) continue;
    const buffer = memory.wasmExports.malloc(size);
    call('FPDFAction_GetURIPath', document, action, buffer, size);
    links.push(Buffer.from(memory.HEAPU8.subarray(buffer, buffer + size - 1)).toString('latin1'));
    memory.wasmExports.free(buffer);
  }
  memory.wasmExports.free(place);
  return links;
}

const MOST_LINKS = 5000;

function notesOf({ call, wide }: Open, page: number, keys: readonly number[]): string {
  const texts: string[] = [];
  const count = Math.min(call('FPDFPage_GetAnnotCount', page), 5000);
  for (let i = 0; i < count; i += 1) {
    const note = call('FPDFPage_GetAnnot', page, i);
    for (const key of keys) texts.push(wide('FPDFAnnot_GetStringValue', note, key));
    call('FPDFPage_CloseAnnot', note);
  }
  return texts.filter((text) => text !== '').join('\n');
}

function attachments({ call, wide, memory, document }: Open, budget: Budget): readonly Attached[] {
  const found: Attached[] = [];
  const count = Math.min(call('FPDFDoc_GetAttachmentCount', document), 200);
  for (let i = 0; i < count; i += 1) {
    const attachment = call('FPDFDoc_GetAttachment', document, i);
    const name = wide('FPDFAttachment_GetName', attachment) || String(i + 1);
    const sizeAt = memory.wasmExports.malloc(4);
    call('FPDFAttachment_GetFile', attachment, 0, 0, sizeAt);
    const size = Buffer.from(memory.HEAPU8.subarray(sizeAt, sizeAt + 4)).readUInt32LE();
    if (size > budget.entryBytes || size > budget.bytes) throw refuse('files/archive-bomb', {}, 422);
    budget.bytes -= size;
    const buffer = memory.wasmExports.malloc(size);
    call('FPDFAttachment_GetFile', attachment, buffer, size, sizeAt);
    found.push({ name, bytes: Buffer.from(memory.HEAPU8.subarray(buffer, buffer + size)) });
    memory.wasmExports.free(buffer);
    memory.wasmExports.free(sizeAt);
  }
  return found;
}
