import qrcode from 'qrcode';

/** A QR code as one SVG path: modules are unit squares in a square of `size` units, four-unit quiet zone included. */
export type QrPath = { readonly size: number; readonly path: string };

const QUIET_ZONE_UNITS = 4;

/**
 * The QR code of a text (a verification address, a ticket number), error level M: readable with 15 % of it lost.
 * Runs of dark modules in a row are one rectangle, which keeps a version 5 code under 3 KB.
 *
 * @throws Error when the text is longer than a QR code can hold (2,331 bytes at level M)
 */
export function qrPath(text: string): QrPath {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const parts: string[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let from = 0; from < modules.size; from++) {
      if (!modules.get(row, from)) continue;
      let to = from + 1;
      while (to < modules.size && modules.get(row, to)) to++;
      parts.push(`M${from + QUIET_ZONE_UNITS} ${row + QUIET_ZONE_UNITS}h${to - from}v1h${from - to}z`);
      from = to;
    }
  }
  return { size: modules.size + 2 * QUIET_ZONE_UNITS, path: parts.join('') };
}

/** The code as a whole SVG document, black on white whatever the page around it looks like: scanners need contrast. */
export function qrSvg(text: string): string {
  const { size, path } = qrPath(text);
  const box = `viewBox="0 0 ${size} ${size}" width="${size}" height="${size}"`;
  const ground = `<rect width="${size}" height="${size}" fill="#fff"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} shape-rendering="crispEdges">${ground}<path d="${path}" fill="#000"/></svg>`;
}
