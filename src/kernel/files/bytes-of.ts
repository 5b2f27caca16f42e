import { refuse } from '../refusal.ts';
import type { StoredFile } from './files.ts';
import type { Files } from './port.ts';

/**
 * The bytes of a kept file, for the program itself to look into; what is sent to anybody goes through `sendFile`.
 *
 * @throws Refusal files/not-found (404) for what was found infected
 */
export async function bytesOf(
  { files }: { readonly files: Pick<Files, 'store'> },
  { sha256, scan }: Pick<StoredFile, 'sha256' | 'scan'>,
): Promise<Buffer> {
  if (scan === 'infected') throw refuse('files/not-found', {}, 404);
  const chunks: Buffer[] = [];
  for await (const chunk of await files.store.get(sha256)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
