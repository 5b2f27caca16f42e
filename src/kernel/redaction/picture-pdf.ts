import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { colourProfile, standardNotice } from './archivable.ts';

/** One page as a picture: RGB, eight bits each, and what a screen reader says of it. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
  /** Of the page, in points. */
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly alt: string;
};

const utf16 = (text: string): string => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
const points = (n: number): string => String(Math.round(n * 100) / 100);

/**
 * A PDF/A-2b of pictures and nothing else: no text layer, no attachment, no history of changes, and no metadata but the
 * standard that it keeps. Written here so that nothing of the original can come along.
 */
export function picturePdf(pictures: readonly Picture[]): Buffer {
  const objects: Buffer[] = [];
  const add = (...parts: readonly (string | Buffer)[]): number => {
    objects.push(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))));
    return objects.length;
  };
  const stream = (dictionary: string, content: Buffer): number =>
    add(`<<${dictionary}/Length ${content.length}>>\nstream\n`, content, '\nendstream');
  // The catalogue and the tree of pages are written last and stand first.
  add('');
  add('');
  const pages = pictures.map((picture) => {
    const { width, height, pageWidth, pageHeight } = picture;
    const size = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode`;
    const image = stream(size, deflateSync(picture.rgb));
    const drawing = `/Figure <</Alt ${utf16(picture.alt)}>> BDC q ${points(pageWidth)} 0 0 ${points(pageHeight)} 0 0 cm /P Do Q EMC`;
    const content = stream('/Filter/FlateDecode', deflateSync(Buffer.from(drawing, 'latin1')));
    return add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${points(pageWidth)} ${points(pageHeight)}]/Resources<</XObject<</P ${image} 0 R>>>>/Contents ${content} 0 R>>`,
    );
  });
  const profile = stream('/N 3/Filter/FlateDecode', deflateSync(colourProfile()));
  const notice = stream('/Type/Metadata/Subtype/XML', standardNotice());
  objects[0] = Buffer.from(
    `<</Type/Catalog/Pages 2 0 R/Lang(zh-CN)/Metadata ${notice} 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile ${profile} 0 R>>]>>`,
  );
  objects[1] = Buffer.from(
    `<</Type/Pages/Kids[${pages.map((page) => `${page} 0 R`).join(' ')}]/Count ${pages.length}>>`,
  );
  return file(objects);
}

function file(objects: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  let at = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  for (const [i, object] of objects.entries()) {
    const whole = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(at);
    at += whole.length;
    parts.push(whole);
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  // The same for the same pages: nobody learns when it was made.
  const id = createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 32);
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R/ID[<${id}><${id}>]>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}
