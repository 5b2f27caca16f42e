import { crc32, deflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** A page of a document as it will be printed. */
export type PagePicture = {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly png: Buffer;
};

/** So many pages are shown; whoever wants more saves the document. */
const MOST_PAGES = 12;
/** Dots to an inch: enough to read the smallest letters on a screen. */
const RESOLUTION = 110;

/** The pages of a PDF as pictures: what is shown is the document itself, in any browser. */
export async function pagePictures(
  pdf: Uint8Array,
): Promise<{ readonly pages: readonly PagePicture[]; readonly count: number }> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const pages: PagePicture[] = [];
    const count = document.getPageCount();
    for (const page of document.pages()) {
      if (pages.length >= MOST_PAGES) break;
      const { data, width, height } = await page.render({ scale: RESOLUTION / 72, render: 'bitmap' });
      pages.push({ page: pages.length + 1, width, height, png: pngOf(data, width, height) });
    }
    document.destroy();
    return { pages, count };
  } finally {
    library.destroy();
  }
}

/** A picture without loss, from dots of four bytes: red, green, blue, and what shows through, which is nothing. */
function pngOf(dots: Uint8Array, width: number, height: number): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0, to = 0; y < height; y += 1) {
    to += 1; // Each row begins with the filter that it has: none.
    for (let x = 0, from = y * width * 4; x < width; x += 1, from += 4, to += 3) {
      rows[to] = dots[from] ?? 255;
      rows[to + 1] = dots[from + 1] ?? 255;
      rows[to + 2] = dots[from + 2] ?? 255;
    }
  }
  const about = Buffer.alloc(13);
  about.writeUInt32BE(width, 0);
  about.writeUInt32BE(height, 4);
  about.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', about),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
