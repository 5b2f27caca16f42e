const CHARSET = /charset\s*=\s*["']?\s*([\w-]{2,20})/iu;
const HEAD_BYTES = 2048;

/**
 * The words of a text file or page in whatever code it was written: by its mark, by what it says of itself, by what it
 * can be, and GB 18030 for the rest. What a page says of itself is not believed where the bytes are plain UTF-8.
 */
export function decodeText(bytes: Uint8Array, named: string | null = null): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const utf8 = strict(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const said = named ?? CHARSET.exec(head)?.[1] ?? null;
  const label = said !== null && /^(?:big5|gb\w*|x-gbk|utf-8|utf8)$/iu.test(said) ? said.toLowerCase() : 'gb18030';
  // A page that says UTF-8 and has a few broken bytes is UTF-8 all the same.
  if (label.startsWith('utf')) {
    const loose = new TextDecoder('utf-8').decode(bytes);
    if (broken(loose) * 50 < loose.length) return loose;
    return new TextDecoder('gb18030').decode(bytes);
  }
  return new TextDecoder(label === 'big5' ? 'big5' : 'gb18030').decode(bytes);
}

/** A text in the code in which everybody can read it; what is in it already stays byte for byte. */
export const asUtf8 = (bytes: Uint8Array): Uint8Array =>
  strict(bytes, 'utf-8') === null ? Buffer.from(decodeText(bytes)) : bytes;

const broken = (text: string): number => text.split('\uFFFD').length - 1;

function strict(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
