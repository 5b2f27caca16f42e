import { refuse } from '../../kernel/refusal.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
export type Decoded = { readonly text: string; readonly encoding: Encoding; readonly hasMark: boolean };

/**
 * The letters of a text in one of the codes that Chinese offices write: by its mark, else UTF-8 if it is, else UTF-16 by
 * its zeros, else GB 18030 (and so GBK, GB 2312).
 *
 * @throws Refusal screening/not-text (422)
 */
export function decode(bytes: Buffer): Decoded {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { text: read(bytes.subarray(3), 'utf-8'), encoding: 'utf-8', hasMark: true };
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: read(bytes.subarray(2), 'utf-16le'), encoding: 'utf-16le', hasMark: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: read(bytes.subarray(2), 'utf-16be'), encoding: 'utf-16be', hasMark: true };
  const encoding = encodingOf(bytes.subarray(0, 65_536));
  if (encoding === 'utf-8' || encoding === 'gb18030') {
    try {
      return { text: read(bytes, 'utf-8'), encoding: 'utf-8', hasMark: false };
    } catch {
      return { text: read(bytes, 'gb18030'), encoding: 'gb18030', hasMark: false };
    }
  }
  return { text: read(bytes, encoding), encoding, hasMark: false };
}

/** By how the first bytes look. @throws Refusal screening/not-text (422) */
export function encodingOf(head: Buffer): Encoding {
  let [even, odd] = [0, 0];
  for (let i = 0; i < head.length; i += 1) {
    if (head[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  if (even + odd > 0) {
    // In UTF-16 the digits, blanks and line ends of any text have their zero on the same side.
    if (odd > even * 8) return 'utf-16le';
    if (even > odd * 8) return 'utf-16be';
    throw refuse('screening/not-text', {}, 422);
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

function read(bytes: Buffer, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    if (encoding === 'utf-8') throw refuse('screening/not-text', {}, 422);
  }
  const text = new TextDecoder(encoding).decode(bytes);
  const wrong = text.split('\ufffd').length - 1;
  if (wrong > text.length / 50) throw refuse('screening/not-text', {}, 422);
  return text;
}
