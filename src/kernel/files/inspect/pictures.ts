import { refuse } from '../../refusal.ts';
import type { Bytes } from './bytes.ts';

/**
 * No telephone takes larger pictures, and 120 megapixels are half a gigabyte once a browser has unpacked them. A drawing
 * of a few kilobytes can say it is a hundred times as large.
 */
const MOST_PIXELS = 120_000_000;
const MOST_ON_A_SIDE = 40_000;

const MARKERS_WITHOUT_LENGTH = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** Frame headers, which say how large the picture is; C4, C8 and CC are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * Reads a JPEG from marker to marker and answers where it ends. Telephones put films and second pictures behind the
 * end, other people archives and programs: the caller cuts all of it off.
 *
 * @throws Refusal files/broken, files/picture-too-large (422)
 */
export async function endOfJpeg(bytes: Bytes): Promise<number> {
  if ((await bytes.take(2)).readUInt16BE() !== 0xffd8) throw broken();
  let hasSize = false;
  for (;;) {
    const marker = await nextMarker(bytes);
    if (marker === 0xd9) break;
    if (marker === 0xd8) throw broken();
    if (MARKERS_WITHOUT_LENGTH(marker)) continue;
    const length = (await bytes.take(2)).readUInt16BE();
    if (length < 2) throw broken();
    if (isFrame(marker)) {
      if (length < 8) throw broken();
      const frame = await bytes.take(length - 2);
      checkSize(frame.readUInt16BE(3), frame.readUInt16BE(1));
      hasSize = true;
    } else bytes.skip(length - 2);
    if (marker === 0xda) await skipScan(bytes);
  }
  if (!hasSize) throw broken();
  return bytes.at();
}

/** The marker that stands here, filled up with any number of FF. */
async function nextMarker(bytes: Bytes): Promise<number> {
  let [byte] = await bytes.take(1);
  if (byte !== 0xff) throw broken();
  while (byte === 0xff) [byte] = await bytes.take(1);
  if (byte === undefined || byte === 0) throw broken();
  return byte;
}

/** The packed picture ends at the first FF that is followed by neither 00 nor a restart. */
async function skipScan(bytes: Bytes): Promise<void> {
  for (;;) {
    if (!(await bytes.skipPast(0xff))) throw broken();
    let [byte = 0] = await bytes.take(1);
    while (byte === 0xff) [byte = 0] = await bytes.take(1);
    if (byte === 0 || (byte >= 0xd0 && byte <= 0xd7)) continue;
    bytes.skip(-2);
    return;
  }
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * Reads a PNG from chunk to chunk and answers where it ends.
 *
 * @throws Refusal files/broken, files/picture-too-large (422)
 */
export async function endOfPng(bytes: Bytes): Promise<number> {
  if (!(await bytes.take(8)).equals(PNG_SIGNATURE)) throw broken();
  let hasData = false;
  for (let first = true; ; first = false) {
    const head = await bytes.take(8);
    const length = head.readUInt32BE();
    const type = head.toString('latin1', 4);
    if (length > 0x7fff_ffff || !/^[A-Za-z]{4}$/u.test(type) || first !== (type === 'IHDR')) throw broken();
    if (first) {
      if (length !== 13) throw broken();
      const about = await bytes.take(13);
      checkSize(about.readUInt32BE(0), about.readUInt32BE(4));
    } else bytes.skip(length);
    bytes.skip(4);
    hasData ||= type === 'IDAT' && length > 0;
    if (type === 'IEND') break;
  }
  if (!hasData) throw broken();
  return bytes.at();
}

function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw broken();
  if (width > MOST_ON_A_SIDE || height > MOST_ON_A_SIDE || width * height > MOST_PIXELS)
    throw refuse('files/picture-too-large', { width, height, most: Math.round(MOST_PIXELS / 10_000) }, 422);
}

const broken = () => refuse('files/broken', {}, 422);
