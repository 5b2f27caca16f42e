import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { addFile, type Kernel, refuse } from '../../kernel/index.ts';
import { withoutTraces } from '../rules/photo.ts';

const MOST_MEGABYTES = 20;
const PICTURES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png']);

type Uploaded = {
  readonly photo: { readonly fileId: string; readonly takenAt: Date | null } | null;
  readonly fields: Readonly<Record<string, string>>;
};

/**
 * Reads a form with one picture: what the camera wrote into it is cut off before it is kept, and what is kept is
 * looked at and scanned like every upload.
 *
 * @throws Refusal files/too-large (413), boards/photo-not-picture (415), and those of `addFile`
 * @law 个人信息保护法 第六条
 */
export async function readPhotoForm(kernel: Kernel, request: FastifyRequest): Promise<Uploaded> {
  const fields: Record<string, string> = {};
  let picture: { readonly bytes: Buffer; readonly name: string } | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = typeof part.value === 'string' ? part.value : '';
    else picture = { bytes: await collected(part.file), name: part.filename };
  }
  if (picture === null || picture.bytes.length === 0) return { photo: null, fields };
  const { bytes, takenAt } = withoutTraces(picture.bytes);
  const file = await addFile(kernel, Readable.from([Buffer.from(bytes)]), {
    name: picture.name,
    maxBytes: MOST_MEGABYTES * 1_048_576,
    allowed: PICTURES,
    ownerId: request.actor.personId,
    at: kernel.now(),
  });
  return { photo: { fileId: file.id, takenAt: takenAt === null ? null : new Date(takenAt) }, fields };
}

async function collected(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MOST_MEGABYTES * 1_048_576) throw refuse('files/too-large', { maxMegabytes: MOST_MEGABYTES }, 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
