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
 * @returns the file, how many places were painted (nought means that nothing marked was found), and page by page what can
 *   still be read of the text layer
 * @throws Refusal files/broken, files/too-many-pages, files/no-such-page (422)
 */
export async function redactPdf(
  bytes: Uint8Array,
  marks: Marks,
): Promise<{ readonly pdf: Buffer; readonly painted: number; readonly said: readonly string[] }> {
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
  return { pdf: picturePdf(pictures), painted, said: pictures.map(({ alt }) => alt) };
}

async function pictureOf(
  library: PDFiumLibrary,
  page: PDFiumPage,
  texts: readonly string[],
  regions: readonly Region[],
): Promise<{ readonly picture: Picture; readonly boxes: number }> {
  const { originalWidth: pageWidth, originalHeight: pageHeight } = page.getOriginalSize();
  const open = opened(library, page, pageWidth, pageHeight);
  const letters = lettersOf(open);
  const hidden = new Set(
    texts.flatMap((text) =>
      placesOf(
        letters.map(({ text: letter }) => letter),
        text,
      ).flat(),
    ),
  );
  const places = [...regions.map(boxOfRegion), ...notesWith(open, texts).map(widened)];
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

type Open = {
  readonly call: (name: string, ...values: readonly number[]) => number;
  readonly memory: Memory;
  readonly page: number;
  readonly width: number;
  readonly height: number;
};

function opened(library: PDFiumLibrary, page: PDFiumPage, width: number, height: number): Open {
  // The package keeps the module to itself; what it holds is as public as PDFium's own interface.
  const raw: unknown = Reflect.get(library, 'module');
  const [calls, memory] = [raw as Calls, raw as Memory];
  const call = (name: string, ...values: readonly number[]): number => calls[`_${name}`]?.(...values) ?? 0;
  return { call, memory, page: Number(Reflect.get(page, 'pageIdx')), width, height };
}

/** A hyphen at the end of a line has a character of its own in PDFium. */
const LINE_HYPHEN = 2;

/** Every letter of a page with its place, from the upper left corner of the page as it is seen. */
function lettersOf(open: Open): readonly Letter[] {
  const { call, memory, page } = open;
  const text = call('FPDFText_LoadPage', page);
  if (text === 0) return [];
  const place = memory.wasmExports.malloc(40);
  try {
    return Array.from({ length: call('FPDFText_CountChars', text) }, (_, i) => {
      const point = call('FPDFText_GetUnicode', text, i);
      const found = call('FPDFText_GetCharBox', text, i, place, place + 8, place + 16, place + 24);
      const sides = found ? [0, 8, 16, 24].map((offset) => viewOf(memory, place, 32).getFloat64(offset, true)) : null;
      const [left = 0, right = 0, bottom = 0, top = 0] = sides ?? [];
      return {
        text: point === LINE_HYPHEN ? '-' : point > 0 ? String.fromCodePoint(point) : '',
        box: sides ? seenBox(open, place, { left, right, bottom, top }) : null,
      };
    });
  } finally {
    memory.wasmExports.free(place);
    call('FPDFText_ClosePage', text);
  }
}

const viewOf = ({ HEAPU8 }: Memory, place: number, length: number): DataView =>
  new DataView(HEAPU8.buffer, HEAPU8.byteOffset + place, length);

/** Parts of a point that PDFium is asked for: it answers whole numbers. */
const FINE = 64;

/** A place in the coordinates of the file, on the page as it is seen: turned and cut as the page is. */
function seenBox({ call, memory, page, width, height }: Open, place: number, box: Box): Box {
  const [wide, high] = [Math.round(width * FINE), Math.round(height * FINE)];
  const pointOf = (x: number, y: number): readonly [number, number] => {
    call('FPDF_PageToDevice', page, 0, 0, wide, high, 0, x, y, place, place + 4);
    const view = viewOf(memory, place, 8);
    return [view.getInt32(0, true) / FINE, view.getInt32(4, true) / FINE];
  };
  const [x0, y0] = pointOf(box.left, box.top);
  const [x1, y1] = pointOf(box.right, box.bottom);
  return { left: Math.min(x0, x1), right: Math.max(x0, x1), top: Math.min(y0, y1), bottom: Math.max(y0, y1) };
}

const NOTE_TEXTS = ['Contents', 'T', 'V', 'DV', 'RC', 'TU'];
const MOST_NOTES = 5000;

/** Notes and form fields that say one of the words: they are drawn on the page and no letters of it. */
function notesWith(open: Open, texts: readonly string[]): readonly Box[] {
  const { call, memory, page } = open;
  const boxes: Box[] = [];
  const place = memory.wasmExports.malloc(40);
  try {
    for (let i = 0; i < Math.min(call('FPDFPage_GetAnnotCount', page), MOST_NOTES); i++) {
      const note = call('FPDFPage_GetAnnot', page, i);
      const said = NOTE_TEXTS.map((key) => noteText(open, note, key)).join('\n');
      if (texts.some((text) => placesOf([...said], text).length > 0) && call('FPDFAnnot_GetRect', note, place)) {
        const view = viewOf(memory, place, 16);
        const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map((at) => view.getFloat32(at, true));
        boxes.push(seenBox(open, place, { left, top, right, bottom }));
      }
      call('FPDFPage_CloseAnnot', note);
    }
  } finally {
    memory.wasmExports.free(place);
  }
  return boxes;
}

function noteText({ call, memory }: Open, note: number, key: string): string {
  const name = Buffer.from(`${key}\0`);
  const keyAt = memory.wasmExports.malloc(name.length);
  memory.HEAPU8.set(name, keyAt);
  const size = call('FPDFAnnot_GetStringValue', note, keyAt, 0, 0);
  let text = '';
  if (size > 2 && size < 1_000_000) {
    const at = memory.wasmExports.malloc(size);
    call('FPDFAnnot_GetStringValue', note, keyAt, at, size);
    text = Buffer.from(memory.HEAPU8.subarray(at, at + size - 2)).toString('utf16le');
    memory.wasmExports.free(at);
  }
  memory.wasmExports.free(keyAt);
  return text;
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
