import { gunzipSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { MOST_BYTES } from './sources.ts';

export type Location = { readonly kind: 'sitemap' | 'page'; readonly address: string };

/**
 * What a sitemap lists, packed or not, as XML or as a plain list of addresses; one that breaks off is read as far as it goes.
 *
 * @returns null for what is no sitemap
 */
export function locations(bytes: Uint8Array, at: string): readonly Location[] | null {
  const plain = unpacked(bytes);
  if (plain === null) return null;
  const text = new TextDecoder().decode(plain).replace(/^\uFEFF/u, '');
  if (!/^\s*</u.test(text)) return lines(text);
  return /<(?:\w+:)?(?:urlset|sitemapindex)\b/u.test(text) ? listed(text, at) : null;
}

function unpacked(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return null;
  }
}

function lines(text: string): readonly Location[] | null {
  const all = text.split(/\s+/u).filter((line) => line !== '');
  if (!all.every((line) => /^https?:\/\//iu.test(line) && URL.canParse(line))) return null;
  return all.length === 0 ? null : all.map((line) => ({ kind: 'page', address: new URL(line).href }));
}

function listed(xml: string, at: string): readonly Location[] {
  const found: Location[] = [];
  const way: string[] = [];
  let text = '';
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name }) => {
    way.push(name.replace(/^\w+:/u, ''));
    text = '';
  });
  const take = (part: string): void => {
    text += part;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    const [parent, name] = way.slice(-2);
    if (name === 'loc' && (parent === 'url' || parent === 'sitemap') && URL.canParse(text.trim(), at))
      found.push({ kind: parent === 'url' ? 'page' : 'sitemap', address: new URL(text.trim(), at).href });
    way.pop();
    text = '';
  });
  parser.write(xml).close();
  return found;
}
