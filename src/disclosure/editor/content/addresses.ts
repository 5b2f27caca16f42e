/** An address within this site, from its root. */
const OWN = /^\/(?![/\\])[^\s\\<>"'`\p{Cc}]*$/u;
const WEB = /^https?:\/\/[^\s\\<>"'`\p{Cc}/]+(?:[/?#][^\s\\<>"'`\p{Cc}]*)?$/iu;
const MAIL = /^mailto:[^\s\\<>"'`\p{Cc}@]+@[^\s\\<>"'`\p{Cc}@]+$/iu;
const PHONE = /^tel:[+\d][\d-]{2,20}$/iu;
const LONGEST = 2000;

/** An address a reader may be led to, as it is written; null for any other, `javascript:` and `data:` above all. */
export function linkAddress(href: string, base: string | null): string | null {
  const plain = href.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  if (plain === '' || plain.length > LONGEST || plain.startsWith('#')) return null;
  if (OWN.test(plain) && base === null) return plain;
  if (MAIL.test(plain) || PHONE.test(plain)) return plain;
  const absolute = webAddress(plain, base);
  return absolute !== null && WEB.test(absolute) ? absolute : null;
}

/** An absolute address on the web. */
export function webAddress(href: string, base: string | null): string | null {
  if (base === null && !/^(?:https?:)?\/\//iu.test(href)) return null;
  try {
    const url = new URL(href, base ?? 'https://example.invalid/');
    if (base === null && url.hostname === 'example.invalid') return null;
    const isPlain = url.username === '' && url.password === '' && /^https?:$/u.test(url.protocol);
    return isPlain ? url.href.replaceAll("'", '%27').replaceAll('`', '%60') : null;
  } catch {
    return null;
  }
}

/** A picture that is kept: a file of this site, or one that a conversion has found and nobody kept yet. */
export const isKeptImage = (src: string): boolean => OWN.test(src) || FOUND_IMAGE.test(src);

/** `image:3`: the third picture found, until it is kept. */
export const FOUND_IMAGE = /^image:(\d{1,4})$/u;
