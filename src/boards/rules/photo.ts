/** A picture without what the camera wrote into it, and when it says it was taken. */
export type Cleaned = { readonly bytes: Uint8Array; readonly takenAt: string | null };

/**
 * Takes out of a JPEG or PNG everything but the picture: place, device, names, thumbnails, comments. The way up stays,
 * since telephones do not turn pictures but say how they lie. What is no such picture is left as it is, to be refused by
 * who looks at uploads.
 *
 * @law 个人信息保护法 第六条
 */
export function withoutTraces(bytes: Uint8Array): Cleaned {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(bytes);
    if (bytes[0] === 0x89 && bytes[1] === 0x50) return png(bytes);
  } catch (error) {
    // Cut short: reading beyond the end.
    if (!(error instanceof RangeError)) throw error;
  }
  return { bytes, takenAt: null };
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((all, { length }) => all + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];

function jpeg(bytes: Uint8Array): Cleaned {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: Uint8Array[] = [];
  let exif: { orientation: number; takenAt: string | null } | null = null;
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (end > bytes.length) throw new RangeError('cut short');
    // APP0 is the frame, APP14 how colours are kept; every other APP, and COM, is what somebody wrote into it.
    const isNote = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
    if (!isNote) pieces.push(bytes.subarray(at, end));
    else if (marker === 0xe1 && EXIF.every((byte, i) => bytes[at + 4 + i] === byte))
      exif ??= exifOf(bytes, at + 10, end);
    at = end;
    if (marker === 0xda) break;
  }
  const turned = exif !== null && exif.orientation > 1 ? [orientationOnly(exif.orientation)] : [];
  return {
    bytes: joined([bytes.subarray(0, 2), ...turned, ...pieces, bytes.subarray(at)]),
    takenAt: exif?.takenAt ?? null,
  };
}

const ORIENTATION = 0x0112;
const EXIF_IFD = 0x8769;
const TAKEN = 0x9003;

function exifOf(bytes: Uint8Array, from: number, end: number): { orientation: number; takenAt: string | null } {
  const found: { orientation: number; takenAt: string | null } = { orientation: 1, takenAt: null };
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, end - from);
  const little = view.getUint16(0) === 0x4949;
  const directory = (offset: number, depth: number): void => {
    const count = view.getUint16(offset, little);
    for (let i = 0; i < Math.min(count, 500); i += 1) {
      const entry = offset + 2 + i * 12;
      const tag = view.getUint16(entry, little);
      if (tag === ORIENTATION) found.orientation = view.getUint16(entry + 8, little);
      else if (tag === EXIF_IFD && depth < 2) directory(view.getUint32(entry + 8, little), depth + 1);
      else if (tag === TAKEN) found.takenAt = momentOf(bytes, from + view.getUint32(entry + 8, little));
    }
  };
  try {
    directory(view.getUint32(4, little), 0);
  } catch (error) {
    // Notes of a camera that lead nowhere are no reason to refuse a picture.
    if (!(error instanceof RangeError)) throw error;
  }
  if (found.orientation < 1 || found.orientation > 8) found.orientation = 1;
  return found;
}

/** `2026:11:23 09:30:00` as an instant; cameras here show legal time. */
function momentOf(bytes: Uint8Array, at: number): string | null {
  const text = String.fromCharCode(...bytes.subarray(at, at + 19));
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/u.exec(text);
  if (!found) return null;
  const iso = `${found[1]}-${found[2]}-${found[3]}T${found[4]}+08:00`;
  return Number.isNaN(Date.parse(iso)) ? null : new Date(iso).toISOString();
}

/** An EXIF segment that says how the picture lies and nothing else. */
function orientationOnly(orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [...EXIF, ...tiff];
  return Uint8Array.from([0xff, 0xe1, 0, body.length + 2, ...body]);
}

const KEPT_CHUNKS: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
]);

function png(bytes: Uint8Array): Cleaned {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at < bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw new RangeError('cut short');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (KEPT_CHUNKS.has(type)) pieces.push(bytes.subarray(at, end));
    at = end;
    if (type === 'IEND') break;
  }
  return { bytes: joined([...pieces, bytes.subarray(at)]), takenAt: null };
}
