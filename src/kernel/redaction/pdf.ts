import { type PDFiumDocument, PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium';
import { refuse } from '../refusal.ts';
import { blackened, type Marks, placesOf, type Region } from './marks.ts';
import { type Picture, picturePdf } from './picture-pdf.ts';

/** Dots for each point: 144 dpi, which reads well and prints. */
const SCALE = 2;
const MOST_PAGES = 500;
/** Painted a little beyond the letters, in points: the edges of letters say which they were. */
const MARGIN = 1.5;

/** The functions of PDFium that the package passes through without naming them. */
type Calls = Readonly<Record<string, ((...values: readonly number[]) => number) | undefined>>;
type Memory = {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { readonly malloc: (size: number) => number; readonly free: (place: number) => void };
};
type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/**
 * A new PDF in which what was marked is gone: every page is drawn, the places are painted over, and only the pictures
 * go into the new file. Text layer, metadata, attachments, notes, form fields and layers of the original stay behind.
 *
 * @returns the file and how many places were painted; nought means that nothing marked was found
 * @throws Refusal files/broken, files/too-many-pages, files/no-such-page (422)
 */
export async function redactPdf(
  bytes: Uint8Array,
  marks: Marks,
): Promise<{ readonly pdf: Buffer; readonly painted: number }> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes).catch(() => {
      throw refuse('files/broken', {}, 422);
    });
    try {
      return await redacted(library, document, marks);
    } finally {
      document.destroy();
    }
  } finally {
    library.destroy();
  }
}

async function redacted(library: PDFiumLibrary, document: PDFiumDocument, marks: Marks) {
  const count = document.getPageCount();
  if (count > MOST_PAGES) throw refuse('files/too-many-pages', { most: MOST_PAGES }, 422);
  if (marks.regions.some(({ page }) => page < 1 || page > count)) throw refuse('files/no-such-page', {}, 422);
  const pictures: Picture[] = [];
  let painted = 0;
  for (let i = 0; i < count; i++) {
    const page = document.getPage(i);
    const regions = marks.regions.filter((region) => region.page === i + 1);
    const { picture, boxes } = await pictureOf(library, page, marks.texts, regions);
    pictures.push(picture);
    painted += boxes;
  }
  return { pdf: picturePdf(pictures), painted };
}

async function pictureOf(
  library: PDFiumLibrary,
  page: PDFiumPage,
  texts: readonly string[],
  regions: readonly Region[],
): Promise<{ readonly picture: Picture; readonly boxes: number }> {
  const { originalWidth: pageWidth, originalHeight: pageHeight } = page.getOriginalSize();
  const letters = lettersOf(library, page, pageHeight);
  const hidden = new Set(
    texts.flatMap((text) =>
      placesOf(
        letters.map(({ text: letter }) => letter),
        text,
      ).flat(),
    ),
  );
  const places = regions.map(boxOfRegion);
  const boxes = [...places, ...letters.flatMap(({ box }, i) => (hidden.has(i) && box ? [widened(box)] : []))];
  const drawn = await page.render({ scale: SCALE, render: 'bitmap', colorSpace: 'BGRA', renderFormFields: true });
  const rgb = rgbOf(drawn.data);
  for (const box of boxes) paint(rgb, drawn.width, drawn.height, box);
  // What a screen reader says of the page: its letters, without those that are hidden or lie under a painted place.
  const said = letters.map(({ text, box }, i) =>
    hidden.has(i) || (box && places.some((place) => meets(place, box))) ? '█' : text,
  );
  const picture = {
    width: drawn.width,
    height: drawn.height,
    rgb,
    pageWidth,
    pageHeight,
    alt: blackened(said.join(''), texts),
  };
  return { picture, boxes: boxes.length };
}

type Letter = { readonly text: string; readonly box: Box | null };

/** Every letter of a page with its place, from the upper left corner. */
function lettersOf(library: PDFiumLibrary, page: PDFiumPage, pageHeight: number): readonly Letter[] {
  // The package keeps the module to itself; what it holds is as public as PDFium's own interface.
  const raw: unknown = Reflect.get(library, 'module');
  const [calls, memory] = [raw as Calls, raw as Memory];
  const call = (name: string, ...values: readonly number[]): number => calls[`_${name}`]?.(...values) ?? 0;
  const pageIndex = Reflect.get(page, 'pageIdx');
  const text = call('FPDFText_LoadPage', Number(pageIndex));
  if (text === 0) return [];
  const place = memory.wasmExports.malloc(32);
  try {
    return Array.from({ length: call('FPDFText_CountChars', text) }, (_, i) => {
      const point = call('FPDFText_GetUnicode', text, i);
      const found = call('FPDFText_GetCharBox', text, i, place, place + 8, place + 16, place + 24);
      return {
        text: point > 0 ? String.fromCodePoint(point) : '',
        box: found ? boxAt(memory, place, pageHeight) : null,
      };
    });
  } finally {
    memory.wasmExports.free(place);
    call('FPDFText_ClosePage', text);
  }
}

function boxAt({ HEAPU8 }: Memory, place: number, pageHeight: number): Box {
  const view = new DataView(HEAPU8.buffer, HEAPU8.byteOffset + place, 32);
  const [left, right, bottom, top] = [0, 8, 16, 24].map((offset) => view.getFloat64(offset, true));
  return { left: left ?? 0, right: right ?? 0, top: pageHeight - (top ?? 0), bottom: pageHeight - (bottom ?? 0) };
}

const boxOfRegion = ({ x, y, width, height }: Region): Box => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});

const widened = ({ left, top, right, bottom }: Box): Box => ({
  left: left - MARGIN,
  top: top - MARGIN,
  right: right + MARGIN,
  bottom: bottom + MARGIN,
});

const meets = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function rgbOf(bgra: Uint8Array): Buffer {
  const rgb = Buffer.allocUnsafe((bgra.length / 4) * 3);
  for (let from = 0, to = 0; from < bgra.length; from += 4, to += 3) {
    rgb[to] = bgra[from + 2] ?? 255;
    rgb[to + 1] = bgra[from + 1] ?? 255;
    rgb[to + 2] = bgra[from] ?? 255;
  }
  return rgb;
}

function paint(rgb: Buffer, width: number, height: number, { left, top, right, bottom }: Box): void {
  const [x0, x1] = [Math.max(0, Math.floor(left * SCALE)), Math.min(width, Math.ceil(right * SCALE))];
  const [y0, y1] = [Math.max(0, Math.floor(top * SCALE)), Math.min(height, Math.ceil(bottom * SCALE))];
  if (x1 <= x0) return;
  for (let y = y0; y < y1; y++) rgb.fill(0, (y * width + x0) * 3, (y * width + x1) * 3);
}
