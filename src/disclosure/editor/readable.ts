import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kernel, refuse } from '../../kernel/index.ts';
import { contentText } from './content/nodes.ts';
import { withPictures } from './content/pictures.ts';
import { writeContent } from './content/write.ts';
import { convertFile } from './convert/convert.ts';

/** Longer than this nobody reads on a page. */
const LONGEST = 1_500_000;
const CONVERTIBLE = /\.(?:docx?|wps|xlsx?|et|pptx?|pps|dps|html?|txt)$/iu;

/** Whether a file of this name can stand beside itself as a page. */
export const isConvertible = (name: string): boolean => CONVERTIBLE.test(name);

/**
 * The words and tables of a file as a page that everybody can read, on a telephone and with a screen reader too; without
 * its pictures.
 *
 * @throws Refusal disclosure/readable-too-long (422), disclosure/readable-empty (422), and those of `convertFile`
 * @law 无障碍环境建设法 第三十二条
 */
export async function readableHtml({ files }: Pick<Kernel, 'files'>, bytes: Uint8Array, name: string): Promise<string> {
  await mkdir(files.arriving, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(files.arriving, 'convert-'));
  try {
    const path = join(folder, 'file');
    await writeFile(path, bytes, { mode: 0o600 });
    const { blocks } = await convertFile(path, name);
    if (contentText(blocks).trim() === '') throw refuse('disclosure/readable-empty', { name }, 422);
    const html = writeContent(blocks.map((block) => withPictures(block, [])));
    if (html.length > LONGEST) throw refuse('disclosure/readable-too-long', { name }, 422);
    return html;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
