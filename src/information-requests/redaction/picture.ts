import { deflateSync, inflateSync } from 'node:zlib';
import { refuse } from '../../kernel/index.ts';
import { type Marks, redactPdf } from '../../kernel/redaction/index.ts';

/** What larger pictures take in memory is not given to one reader. */
const MOST_PIXELS = 40_000_000;

/** An image as a PDF holds it: its dots packed as they were, or as a photograph. */
type Held = { readonly width: number; readonly height: number; readonly dictionary: string; readonly data: Buffer };

/**
 * A picture (PNG, JPEG) with places painted over, as a PDF of the dots alone. It is laid on a page of its own size and
 * drawn anew like any other page, so that nothing that a camera wrote beside the dots – place, time, a small copy of the
 * whole – comes along. Regions are in dots from the upper left corner.
 *
 * @throws Refusal files/broken, information-requests/picture-too-large, information-requests/not-redactable (422)
 * @law 政府信息公开条例 第三十七条
 */
export async function redactPicture(
  bytes: Buffer,
  { texts, regions }: Marks,
): Promise<{ readonly pdf: Buffer; readonly painted: number }> {
  // No letters can be found in dots: who only names words would get all of them.
  if (texts.length > 0 && regions.length === 0) return { pdf: bytes, painted: 0 };
  const held = bytes[0] === 0x89 ? fromPng(bytes) : fromJpeg(bytes);
  return redactPdf(pageOf(held), { texts: [], regions });
}

function checkSize(width: number, height: number): void {
  if (width < 1 || height < 1) throw broken();
  if (width * height > MOST_PIXELS) throw refuse('information-requests/picture-too-large', {}, 422);
}

const broken = () => refuse('files/broken', {}, 422);

/** Frames that say how large a JPEG is: all but the tables of Huffman and of arithmetic coding. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function fromJpeg(bytes: Buffer): Held {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw broken();
  let at = 2;
  while (at + 9 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) throw broken();
    if (isFrame(marker)) {
      const [height, width, components] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7), bytes[at + 9]];
      checkSize(width, height);
      const space = components === 1 ? 'DeviceGray' : components === 4 ? 'DeviceCMYK' : 'DeviceRGB';
      return { width, height, dictionary: `/ColorSpace/${space}/BitsPerComponent 8/Filter/DCTDecode`, data: bytes };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  throw broken();
}

/** Channels by the colour type of a PNG: grey, colours, palette, grey with transparency, colours with transparency. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function fromPng(bytes: Buffer): Held {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') throw broken();
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth = 0, type = 0, interlaced = 0] = [bytes[24], bytes[25], bytes[28]];
  checkSize(width, height);
  const channels = CHANNELS[type];
  // Woven rows and sixteen bits come from no scanner and no telephone.
  if (channels === undefined || depth !== 8 || interlaced !== 0)
    throw refuse('information-requests/not-redactable', {}, 422);
  const { data, palette } = chunksOf(bytes);
  const rows = unfiltered(unpacked(data, (width * channels + 1) * height), width, height, channels);
  const rgb = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i += 1) {
    const from = i * channels;
    const [r, g, b] =
      type === 3 ? triple(palette, (rows[from] ?? 0) * 3) : channels < 3 ? grey(rows[from] ?? 0) : triple(rows, from);
    // What is transparent is drawn on white, as paper shows it.
    const alpha = channels === 4 || channels === 2 ? (rows[from + channels - 1] ?? 255) / 255 : 1;
    rgb[i * 3] = 255 + (r - 255) * alpha;
    rgb[i * 3 + 1] = 255 + (g - 255) * alpha;
    rgb[i * 3 + 2] = 255 + (b - 255) * alpha;
  }
  return {
    width,
    height,
    dictionary: '/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode',
    data: deflateSync(rgb, { level: 1 }),
  };
}

const grey = (value: number): readonly [number, number, number] => [value, value, value];
const triple = (of: Buffer, at: number): readonly [number, number, number] => [
  of[at] ?? 0,
  of[at + 1] ?? 0,
  of[at + 2] ?? 0,
];

function chunksOf(bytes: Buffer): { readonly data: Buffer; readonly palette: Buffer } {
  const parts: Buffer[] = [];
  let palette: Buffer = Buffer.alloc(0);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'IDAT') parts.push(content);
    if (name === 'PLTE') palette = content;
    if (name === 'IEND') break;
    at += 12 + length;
  }
  return { data: Buffer.concat(parts), palette };
}

function unpacked(data: Buffer, length: number): Buffer {
  try {
    const all = inflateSync(data, { maxOutputLength: length });
    if (all.length === length) return all;
  } catch {
    // Said below: damaged, or more than it claims.
  }
  throw broken();
}

/** Undoes what a PNG writes instead of each row: its difference to the dot before and the row above. */
function unfiltered(packed: Buffer, width: number, height: number, channels: number): Buffer {
  const line = width * channels;
  const rows = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = packed[y * (line + 1)] ?? 0;
    for (let x = 0; x < line; x += 1) {
      const left = x >= channels ? (rows[y * line + x - channels] ?? 0) : 0;
      const up = y > 0 ? (rows[(y - 1) * line + x] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (rows[(y - 1) * line + x - channels] ?? 0) : 0;
      rows[y * line + x] = (packed[y * (line + 1) + 1 + x] ?? 0) + guessed(filter, left, up, corner);
    }
  }
  return rows;
}

function guessed(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** A page as large as the picture: one point for each dot. */
function pageOf({ width, height, dictionary, data }: Held): Buffer {
  const drawing = `q ${width} 0 0 ${height} 0 0 cm /P Do Q`;
  const objects: readonly (readonly (string | Buffer)[])[] = [
    ['<</Type/Catalog/Pages 2 0 R>>'],
    ['<</Type/Pages/Kids[3 0 R]/Count 1>>'],
    [`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<</XObject<</P 4 0 R>>>>/Contents 5 0 R>>`],
    [
      `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}${dictionary}/Length ${data.length}>>\nstream\n`,
      data,
      '\nendstream',
    ],
    [`<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`],
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  for (const [i, object] of objects.entries())
    parts.push(
      Buffer.from(`${i + 1} 0 obj\n`),
      ...object.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
      Buffer.from('\nendobj\n'),
    );
  parts.push(Buffer.from('trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF\n'));
  return Buffer.concat(parts);
}
