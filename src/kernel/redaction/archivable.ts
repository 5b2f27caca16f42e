/**
 * What makes a PDF one that may be archived for good (PDF/A-2b, ISO 19005-2): what its colours mean, and who says that it
 * is one. Nothing here is about the original.
 */

/** Red, green and blue of sRGB, seen under D50, and the curve of its greys. */
const PRIMARIES: Readonly<Record<string, readonly [number, number, number]>> = {
  wtpt: [0.9642, 1, 0.8249],
  rXYZ: [0.4361, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7141],
};
const GAMMA = 2.2;
const fixed = (value: number): number => Math.round(value * 65_536);

function tag(type: string, ...content: readonly Buffer[]): Buffer {
  const whole = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.alloc(4), ...content]);
  return Buffer.concat([whole, Buffer.alloc((4 - (whole.length % 4)) % 4)]);
}

function xyz(values: readonly [number, number, number]): Buffer {
  const content = Buffer.alloc(12);
  for (const [i, value] of values.entries()) content.writeInt32BE(fixed(value), i * 4);
  return tag('XYZ ', content);
}

/** A colour profile of sRGB, as small as the standard (ICC.1:2001) allows. */
export function colourProfile(): Buffer {
  const name = Buffer.from('sRGB\0', 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  const curve = Buffer.alloc(6);
  curve.writeUInt32BE(1, 0);
  curve.writeUInt16BE(Math.round(GAMMA * 256), 4);
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', tag('desc', length, name, Buffer.alloc(78))],
    ['cprt', tag('text', Buffer.from('No copyright\0', 'latin1'))],
    ...Object.entries(PRIMARIES).map(([key, values]) => [key, xyz(values)] as const),
    ...['rTRC', 'gTRC', 'bTRC'].map((key) => [key, tag('curv', curve)] as const),
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  let at = 128 + table.length;
  for (const [i, [key, content]] of tags.entries()) {
    table.write(key, 4 + i * 12, 'latin1');
    table.writeUInt32BE(at, 8 + i * 12);
    table.writeUInt32BE(content.length, 12 + i * 12);
    at += content.length;
  }
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x02100000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  for (const [i, value] of (PRIMARIES.wtpt ?? []).entries()) header.writeInt32BE(fixed(value), 68 + i * 4);
  return Buffer.concat([header, table, ...tags.map(([, content]) => content)]);
}

/** The only metadata of the file: which standard it keeps. */
export const standardNotice = (): Buffer =>
  Buffer.from(
    `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`,
    'utf8',
  );
