import type { Published } from '../../kernel/index.ts';
import { pageAt } from '../repo/pages.ts';
import { decompress } from './encode.ts';

/** What stands at an address, as the register of pages has it; null for what does not stand, or was withdrawn. */
export async function readPublishedFile(
  { published }: { readonly published: Published },
  path: string,
): Promise<string | null> {
  const page = await pageAt(published.pool, path);
  return page?.status === 200 ? (await decompress(page.br)).toString() : null;
}
