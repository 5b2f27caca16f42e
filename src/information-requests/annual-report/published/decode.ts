/** The letters of a page: what it says of itself, else UTF-8, else the national character set. */
export function decoded(bytes: Uint8Array): string {
  const marked = byMark(bytes);
  if (marked !== null) return marked;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const named = /charset\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1];
  if (named !== undefined && !/^utf-?8$/iu.test(named)) {
    const decoder = decoderOf(named);
    if (decoder) return decoder.decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function byMark(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

/** GB 18030 holds GBK and GB 2312, and pages that name the smaller set use the larger one. */
function decoderOf(name: string): { readonly decode: (bytes: Uint8Array) => string } | null {
  try {
    return new TextDecoder(/^gb/iu.test(name) ? 'gb18030' : name);
  } catch {
    return null;
  }
}
