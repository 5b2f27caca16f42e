import { crc32, deflateSync } from 'node:zlib';
import { type ZipEntry, type ZipTweaks, zip } from './zip.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const contentTypes = (main: string, more = ''): string =>
  `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/>${more}</Types>`;

export const relations = (...all: readonly string[]): string =>
  `${XML}<Relationships xmlns="${RELATIONS}">${all.map((one, i) => `<Relationship Id="rId${i + 1}" ${one}/>`).join('')}</Relationships>`;
export const relation = (kind: string, target: string, mode = ''): string =>
  `Type="${RELATION}/${kind}" Target="${target}"${mode === '' ? '' : ` TargetMode="${mode}"`}`;

export const paragraph = (inner: string): string =>
  `${XML}<w:document xmlns:w="${W}" xmlns:r="${RELATION}"><w:body><w:p>${inner}</w:p></w:body></w:document>`;

/** A letter in Word; parts given replace those of the same name. */
export function docx(parts: readonly ZipEntry[] = [], tweaks: ZipTweaks = {}): Buffer {
  const usual: readonly ZipEntry[] = [
    { name: '[Content_Types].xml', bytes: contentTypes(`${WORD}.document.main+xml`) },
    { name: '_rels/.rels', bytes: relations(relation('officeDocument', 'word/document.xml')) },
    { name: 'word/document.xml', bytes: paragraph('<w:r><w:t>申请书：请予办理。</w:t></w:r>') },
    {
      name: 'word/_rels/document.xml.rels',
      bytes: relations(relation('hyperlink', 'https://www.gov.cn/', 'External')),
    },
  ];
  const given = new Set(parts.map(({ name }) => name));
  return zip([...usual.filter(({ name }) => !given.has(name)), ...parts], tweaks);
}

/** A sheet of Excel with these formulas. */
export const xlsx = (formulas: readonly string[] = ['SUM(A1:A3)'], parts: readonly ZipEntry[] = []): Buffer =>
  zip([
    { name: '[Content_Types].xml', bytes: contentTypes(`${SHEET}.sheet.main+xml`) },
    { name: '_rels/.rels', bytes: relations(relation('officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      bytes: `${XML}<workbook xmlns="x"><sheets><sheet name="1" sheetId="1"/></sheets></workbook>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      bytes: `${XML}<worksheet xmlns="x"><sheetData><row>${formulas.map((f) => `<c><f>${f}</f></c>`).join('')}</row></sheetData></worksheet>`,
    },
    ...parts,
  ]);

/** A PDF of these objects, with a reference table a reader can follow. */
export function pdf(objects: readonly (Buffer | string)[] = [], trailer = ''): Buffer {
  const all: readonly (Buffer | string)[] = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>',
    packedStream('', '0 0 m 100 100 l S'),
    ...objects,
  ];
  return assembled(all, trailer);
}

/** One with a page for each of the texts, which are of signs that Helvetica has. */
export function pdfOfPages(texts: readonly string[]): Buffer {
  const first = 4;
  const pages = texts.flatMap((text, i) => [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + 2 * i + 1} 0 R >>`,
    packedStream('', `BT /F1 12 Tf 10 100 Td (${text}) Tj ET`),
  ]);
  const kids = texts.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
  return assembled(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${texts.length} >>`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      ...pages,
    ],
    '',
  );
}

function assembled(all: readonly (Buffer | string)[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [i, object] of all.entries()) {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    places.push(at);
    parts.push(part);
    at += part.length;
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${all.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A packed stream of a PDF, with further entries of its dictionary. */
export function packedStream(dictionary: string, content: Buffer | string): Buffer {
  const data = deflateSync(content);
  return Buffer.concat([
    Buffer.from(`<< /Length ${data.length} /Filter /FlateDecode ${dictionary}>>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

export const objectStream = (...objects: readonly string[]): Buffer => {
  const heads = objects.map((_, i) => `${10 + i} ${objects.slice(0, i).join(' ').length + (i > 0 ? 1 : 0)}`).join(' ');
  return packedStream(
    `/Type /ObjStm /N ${objects.length} /First ${heads.length + 1} `,
    `${heads} ${objects.join(' ')}`,
  );
};

export function pngChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(type, 4, 'latin1');
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])));
  return Buffer.concat([head, data, check]);
}

/** A picture that says it is of this size. */
export function png(width = 1, height = 1, more: readonly Buffer[] = []): Buffer {
  const about = Buffer.alloc(13);
  about.writeUInt32BE(width, 0);
  about.writeUInt32BE(height, 4);
  about.writeUInt8(8, 8);
  const rows = deflateSync(Buffer.alloc(2));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', about),
    ...more,
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A grey point as a JPEG, saying it is of this size. */
export function jpeg(width = 1, height = 1): Buffer {
  const bytes = Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
    'base64',
  );
  const frame = bytes.indexOf(Buffer.from('ffc9', 'hex'));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}
