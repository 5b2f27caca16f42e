import { readSettled } from '../content/clean.ts';
import type { Converted, FoundImage } from './converted.ts';

const MOST_IMAGES = 200;
const DATA = /^data:(image\/(?:png|jpeg));base64,([A-Za-z0-9+/=\s]+)$/u;

/** A page, or what was copied from one, from Word or from WPS, as content. */
export function htmlContent(html: string, base: string | null = null): Converted {
  const images: FoundImage[] = [];
  let left = 0;
  const image = (src: string): string | null => {
    const found = images.length < MOST_IMAGES ? foundImage(src, base) : null;
    if (found === null) {
      left += 1;
      return null;
    }
    images.push(found);
    return `image:${images.length - 1}`;
  };
  const blocks = readSettled(html, { base, image });
  return { blocks, images, notices: left > 0 ? [{ code: 'pictures-left', count: left }] : [] };
}

function foundImage(src: string, base: string | null): FoundImage | null {
  const [, type, data] = DATA.exec(src) ?? [];
  if (type !== undefined && data !== undefined) return { bytes: Buffer.from(data, 'base64'), address: null, type };
  if (base === null || src.startsWith('data:')) return null;
  try {
    const url = new URL(src, base);
    return /^https?:$/u.test(url.protocol) ? { bytes: null, address: url.href, type: null } : null;
  } catch {
    return null;
  }
}
