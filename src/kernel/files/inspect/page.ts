import type { Readable } from 'node:stream';
import { refuse } from '../../refusal.ts';

/** A page longer than this is no page; what a browser saved with its pictures stays below. */
const MOST_BYTES = 8 * 1_048_576;

/** So much of a script's attributes is read; one that has more is none that was expected. */
const SCRIPT = /<script\b([^>]{0,1000})/giu;
/** What holds words for a program to read, and is never run: said by its first `type`, outside of any quotes. */
const DATA =
  /^(?:\s+(?:id|class|nonce|data-[\w-]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*\s+type\s*=\s*(?:"application\/(?:ld\+)?json"|'application\/(?:ld\+)?json'|application\/(?:ld\+)?json)(?:\s|$)/iu;
const HANDLER = /[\s"'/]on[a-z]{3,24}\s*=/iu;
const OTHER_PAGES = /<(?:iframe|frame|object|embed|applet|base|portal)\b/iu;
const REFRESH = /http-equiv\s*=\s*["']?\s*(?:refresh|[a-z-]{0,20}&)/iu;
const ADDRESS = /\b(?:href|src|action|formaction|data|srcdoc|poster|background)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)/giu;
const RUN = /^(?:javascript|vbscript|livescript|data:text\/html|data:application\/x|data:image\/svg)/u;

/**
 * Reads a page of the web to its end: text in UTF-8 that begins like a page, and nothing in it that a browser would run,
 * follow by itself or fill with another page. Data that a page carries for programs is none of that.
 *
 * @returns whether it is such a page at all
 * @throws Refusal files/active-content, files/too-large (422)
 */
export async function isPage(stream: Readable): Promise<boolean> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    pieces.push(piece as Buffer);
    bytes += (piece as Buffer).length;
    if (bytes > MOST_BYTES) throw refuse('files/too-large', { maxMegabytes: MOST_BYTES / 1_048_576 }, 413);
  }
  const page = utf8(Buffer.concat(pieces));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (page === null || /[\u0000-\u0008\u000e-\u001f\u007f]/u.test(page) || !/<[!a-z]/iu.test(page)) return false;
  if (isActive(page)) throw refuse('files/active-content', {}, 422);
  return true;
}

function isActive(page: string): boolean {
  if (HANDLER.test(page) || OTHER_PAGES.test(page) || REFRESH.test(page)) return true;
  for (const [, attributes = ''] of page.matchAll(SCRIPT)) if (!DATA.test(attributes)) return true;
  for (const [, value = ''] of page.matchAll(ADDRESS)) if (RUN.test(plain(value))) return true;
  return false;
}

/** An address as a browser takes it: blanks and signs written as numbers are no disguise. */
const plain = (value: string): string =>
  value
    .slice(0, 400)
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/giu, (_all, hex: string | undefined, decimal: string | undefined) =>
      String.fromCharCode(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replace(/&(?:tab|newline);/giu, '')
    .replace(/&colon;/giu, ':')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers leave them out
    .replace(/^["']|[\u0000-\u0020]/gu, '')
    .toLowerCase();

function utf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
