const [TEXT, WIDE_TEXT, VECTOR_OF_TEXTS] = [0x1e, 0x1f, 0x101e];
const CODE_PAGE = 1;
const MOST = 500;

/**
 * The texts of a set of properties (MS-OLEPS): title, author, company, who saved it last, and what somebody added.
 * What is broken in it is left out: its letters are read as letters of the stream.
 */
export function propertyTexts(stream: Buffer): readonly string[] {
  const texts: string[] = [];
  try {
    const sets = Math.min(stream.readUInt32LE(24), 4);
    for (let i = 0; i < sets; i += 1) texts.push(...textsOfSet(stream, stream.readUInt32LE(28 + i * 20 + 16)));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return texts;
}

function textsOfSet(stream: Buffer, start: number): readonly string[] {
  const count = Math.min(stream.readUInt32LE(start + 4), MOST);
  const places = Array.from({ length: count }, (_, i) => ({
    id: stream.readUInt32LE(start + 8 + i * 8),
    at: start + stream.readUInt32LE(start + 12 + i * 8),
  }));
  const page = places.find(({ id }) => id === CODE_PAGE);
  const decode = decoderOf(page ? stream.readUInt16LE(page.at + 4) : 936);
  return places.flatMap(({ at }) => textsAt(stream, at, decode)).filter((text) => text.trim() !== '');
}

type Decode = (bytes: Buffer) => string;

function textsAt(stream: Buffer, at: number, decode: Decode): readonly string[] {
  const type = stream.readUInt32LE(at);
  if (type === WIDE_TEXT) {
    const length = stream.readUInt32LE(at + 4);
    return [stream.toString('utf16le', at + 8, at + 8 + length * 2).replace(/\0.*$/su, '')];
  }
  if (type !== TEXT && type !== VECTOR_OF_TEXTS) return [];
  const texts: string[] = [];
  const many = type === TEXT ? 1 : Math.min(stream.readUInt32LE(at + 4), MOST);
  let next = type === TEXT ? at + 4 : at + 8;
  for (let i = 0; i < many; i += 1) {
    const length = stream.readUInt32LE(next);
    if (next + 4 + length > stream.length) break;
    texts.push(decode(stream.subarray(next + 4, next + 4 + length)));
    next += 4 + length;
  }
  return texts;
}

function decoderOf(codePage: number): Decode {
  if (codePage === 1200) return (bytes) => bytes.toString('utf16le').replace(/\0.*$/su, '');
  const name = { 65001: 'utf-8', 950: 'big5', 1252: 'windows-1252', 932: 'shift_jis' }[codePage] ?? 'gb18030';
  const decoder = new TextDecoder(name);
  return (bytes) => decoder.decode(bytes).replace(/\0.*$/su, '');
}
