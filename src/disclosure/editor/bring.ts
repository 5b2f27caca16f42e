import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { addFile, isCutOff, type Kernel, Refusal, refuse } from '../../kernel/index.ts';
import type { Attachment } from '../contract.ts';
import { withPictures } from './content/pictures.ts';
import { writeContent } from './content/write.ts';
import { convertFile } from './convert/convert.ts';
import type { Converted } from './convert/converted.ts';
import { htmlContent } from './convert/html.ts';
import { noticeText } from './text.ts';

const MEGABYTE = 1_048_576;
const MOST_BYTES = 20 * MEGABYTE;
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);

/** What was brought into a draft. */
export type Brought = {
  readonly html: string;
  readonly attachments: readonly Attachment[];
  readonly notices: readonly string[];
};

/** The draft that something is brought into, and by whom. */
export type Into = { readonly matterId: number; readonly ownerId: number | null; readonly at: Date };

/**
 * Reads a file into a draft; its pictures become files of the draft.
 *
 * @throws Refusal those of {@link convertArrived}
 */
export const bringFile = async (kernel: Kernel, stream: Readable, name: string, into: Into): Promise<Brought> =>
  settled(kernel, await convertArrived(kernel, stream, name), into);

/**
 * Reads a file that is arriving, and keeps nothing of it.
 *
 * @throws Refusal those of `convertFile`; files/too-large (413), files/empty (422)
 */
export async function convertArrived(kernel: Kernel, stream: Readable, name: string): Promise<Converted> {
  const { arriving } = kernel.files;
  await mkdir(arriving, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(arriving, 'convert-'));
  try {
    const path = join(folder, 'file');
    await pipeline(stream, within(MOST_BYTES), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    const { size } = await stat(path);
    if (isCutOff(stream)) throw refuse('files/too-large', { maxMegabytes: Math.floor(size / MEGABYTE) }, 413);
    if (size === 0) throw refuse('files/empty', {}, 422);
    return await convertFile(path, name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads what was pasted into a draft. */
export const bringHtml = (kernel: Kernel, html: string, into: Into): Promise<Brought> =>
  settled(kernel, htmlContent(html), into);

function within(most: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > most) done(refuse('files/too-large', { maxMegabytes: most / MEGABYTE }, 413));
      else done(null, chunk);
    },
  });
}

async function settled(kernel: Kernel, { blocks, images, notices }: Converted, into: Into): Promise<Brought> {
  const kept: (Attachment | null)[] = [];
  for (const [at, { bytes, type }] of images.entries())
    kept.push(
      bytes === null
        ? null
        : await keepPicture(kernel, bytes, `${at + 1}.${type === 'image/png' ? 'png' : 'jpg'}`, into),
    );
  const left = kept.filter((one) => one === null).length;
  const addresses = kept.map((one) =>
    one === null ? null : `/content/files/${one.fileId}/${encodeURIComponent(one.name)}`,
  );
  return {
    html: writeContent(
      blocks
        .map((block) => withPictures(block, addresses))
        .filter((block) => !('runs' in block) || block.runs.length > 0),
    ),
    attachments: kept.filter((one) => one !== null),
    notices: [
      ...notices.map(({ code, count }) => noticeText[code](count)),
      ...(left > 0 ? [noticeText['pictures-left'](left)] : []),
    ],
  };
}

/** A picture that is broken or hostile is left out. */
async function keepPicture(kernel: Kernel, bytes: Uint8Array, name: string, into: Into): Promise<Attachment | null> {
  try {
    const file = await addFile(kernel, Readable.from([Buffer.from(bytes)]), {
      name,
      allowed: PICTURES,
      maxBytes: MOST_BYTES,
      ...into,
    });
    return { fileId: file.id, name: file.name, type: file.mediaType, bytes: file.size };
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) return null;
    throw error;
  }
}
