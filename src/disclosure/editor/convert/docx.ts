import mammoth from 'mammoth';
import { readSettled } from '../content/clean.ts';
import type { Converted, FoundImage } from './converted.ts';

const PICTURES = new Set(['image/png', 'image/jpeg']);
const MOST_IMAGES = 200;
/** Chinese Word and WPS name their styles in Chinese; a line meant as title is the highest heading. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='标题'] => h1:fresh",
  ...[1, 2, 3, 4].map((level) => `p[style-name='标题 ${level}'] => h${level + 1}:fresh`),
  ...[1, 2, 3, 4, 5].map((level) => `p[style-name='heading ${level}'] => h${Math.min(level + 1, 6)}:fresh`),
  'strike => del',
];

/** A letter of Word as content. Comments and what tracked changes took out are none of the text. */
export async function docxContent(bytes: Buffer): Promise<Converted> {
  const images: FoundImage[] = [];
  let left = 0;
  const convertImage = mammoth.images.imgElement(async (image) => {
    if (!PICTURES.has(image.contentType) || images.length >= MOST_IMAGES) {
      left += 1;
      return { src: '' };
    }
    images.push({ bytes: await image.readAsBuffer(), address: null, type: image.contentType });
    return { src: `image:${images.length - 1}` };
  });
  const { value } = await mammoth.convertToHtml(
    { buffer: bytes },
    { styleMap: STYLES, convertImage, externalFileAccess: false, ignoreEmptyParagraphs: true },
  );
  return { blocks: readSettled(value), images, notices: left > 0 ? [{ code: 'pictures-left', count: left }] : [] };
}
