import { crc32, deflateSync } from 'node:zlib';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import { type Actor, bytesOf, fileById, type Kernel, matterById, refuse } from '../../kernel/index.ts';
import { applicantOf } from '../repo/applicants.ts';
import { databaseOf } from '../repo/database.ts';
import { noteFileSeen } from './unmask.ts';

/** A page in points; places to be painted are told in them. */
export type PageSize = { readonly width: number; readonly height: number };

type Wanted = { readonly matter: number; readonly fileId: string; readonly actor: Actor };

/** Dots for each point: enough to read on a screen. */
const SCALE = 1.5;
const MOST_PAGES = 500;

/**
 * The sizes of the pages of a PDF of a request, to choose on what is painted over.
 *
 * @throws Refusal access/forbidden, files/not-found (404), information-requests/not-redactable, files/broken (422)
 */
export const pageSizes = (kernel: Kernel, wanted: Wanted): Promise<readonly PageSize[]> =>
  withDocument(kernel, wanted, async (document) =>
    Array.from({ length: Math.min(document.getPageCount(), MOST_PAGES) }, (_, i) => {
      const { originalWidth: width, originalHeight: height } = document.getPage(i).getOriginalSize();
      return { width, height };
    }),
  );

/**
 * One page as a picture (PNG). As much can be read in it as in the file, so that it is noted alike.
 *
 * @param page 1 is the first
 * @throws Refusal information-requests/no-such-page (404) and those of {@link pageSizes}
 */
export const pagePicture = (
  kernel: Kernel,
  { page, at, ...wanted }: Wanted & { readonly page: number; readonly at: Date },
): Promise<Buffer> =>
  withDocument(kernel, wanted, async (document, number) => {
    if (page < 1 || page > document.getPageCount()) throw refuse('information-requests/no-such-page', {}, 404);
    const drawn = await document
      .getPage(page - 1)
      .render({ scale: SCALE, render: 'bitmap', colorSpace: 'BGRA', renderFormFields: true });
    await noteFileSeen(kernel, number, { ...wanted, at });
    return png(drawn.width, drawn.height, drawn.data);
  });

async function withDocument<T>(
  kernel: Kernel,
  { matter, fileId, actor }: Wanted,
  work: (document: PDFiumDocument, number: string) => Promise<T>,
): Promise<T> {
  const { agencyId, number } = await matterById(kernel, matter);
  kernel.access.check(actor, 'information-requests.act', { agencyId });
  const file = await fileById(kernel.pool, fileId);
  const isProof = (await applicantOf(databaseOf(kernel), matter))?.proofFile === fileId;
  if (file.matterId !== matter || isProof || file.scan === 'waiting' || file.scan === 'infected')
    throw refuse('files/not-found', {}, 404);
  if (file.mediaType !== 'application/pdf') throw refuse('information-requests/not-redactable', {}, 422);
  const bytes = await bytesOf(kernel, file);
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes).catch(() => {
      throw refuse('files/broken', {}, 422);
    });
    try {
      return await work(document, number);
    } finally {
      document.destroy();
    }
  } finally {
    library.destroy();
  }
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 2;

/** Dots as PNG, without what they leave transparent: paper is white. */
function png(width: number, height: number, bgra: Uint8Array): Buffer {
  const line = width * 3 + 1;
  const raw = Buffer.alloc(line * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      const to = y * line + 1 + x * 3;
      raw[to] = bgra[from + 2] ?? 255;
      raw[to + 1] = bgra[from + 1] ?? 255;
      raw[to + 2] = bgra[from] ?? 255;
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, RGB, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw, { level: 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
