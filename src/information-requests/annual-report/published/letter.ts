import { refuse } from '../../../kernel/index.ts';
import { partsOf } from './archive.ts';
import type { Block } from './blocks.ts';
import { blocksOfHtml } from './html.ts';

/** Words and tables of a report that was written with Word or WPS; pictures are left out. */
export async function blocksOfLetter(bytes: Uint8Array): Promise<readonly Block[]> {
  // Looks at how much there is before all of it is unpacked.
  await partsOf(bytes, /^word\/document\.xml$/u);
  const { default: mammoth } = await import('mammoth');
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value } = await mammoth
    .convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage, externalFileAccess: false, styleMap: ['strike => del'] },
    )
    .catch(() => {
      throw refuse('report/not-readable', {}, 422);
    });
  return blocksOfHtml(value);
}
