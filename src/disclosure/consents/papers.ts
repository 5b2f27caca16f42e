import type { Readable } from 'node:stream';
import {
  type Actor,
  addFile,
  capacityFor,
  filesOfMatter,
  type Kernel,
  matterById,
  refuse,
} from '../../kernel/index.ts';
import { consentProcess } from './process.ts';
import { consentById, lettersOfConsents } from './repo.ts';

const MOST_BYTES = 20 * 1_048_576;
const SCANS: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/**
 * Keeps what a third party wrote, or the receipt of a delivery, with his matter.
 *
 * @throws Refusal matter/not-yours (403), those of a file
 */
export async function addPaper(
  kernel: Kernel,
  {
    id,
    stream,
    name,
    actor,
    at,
  }: {
    readonly id: number;
    readonly stream: Readable;
    readonly name: string;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<string> {
  if (!(await consentById(kernel.pool, id))) throw refuse('matter/not-found', {}, 404);
  const snapshot = await matterById(kernel, id);
  if (!capacityFor(consentProcess.actions.ask.by, actor, snapshot))
    throw refuse('matter/not-yours', { act: 'file' }, 403);
  const file = await addFile(kernel, stream, {
    ...{ name, maxBytes: MOST_BYTES, allowed: SCANS, ownerId: actor.personId, matterId: id, at },
  });
  return file.id;
}

/** What was handed in with a matter: not the letters that the program has drawn. */
export async function papersOf(kernel: Kernel, id: number) {
  const drawn = new Set((await lettersOfConsents(kernel.pool, [id])).map(({ fileId }) => fileId));
  return (await filesOfMatter(kernel.pool, id)).filter((file) => !drawn.has(file.id) && file.scan !== 'infected');
}
