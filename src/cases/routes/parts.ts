import { type Readable, Transform } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { FormBody, FormError } from '../../kernel/form/index.ts';
import { Refusal, refuse } from '../../kernel/index.ts';
import { MOST_MEGABYTES } from '../rules/uploads.ts';
import { sentenceOf } from '../say.ts';

export type Part = { readonly slot: string; readonly name: string; readonly stream: Readable };

/** A file that is cut off is an error of its place, not of the request. The types of the plugin do not know the first. */
const READING = { throwFileSizeLimit: false, limits: {} };

/**
 * Reads a form with files: fields are gathered, each file is handed on as it arrives. A file that is refused becomes
 * an error of its place, and the rest of the form is still read.
 */
export async function readParts(
  request: FastifyRequest,
  take: (part: Part) => Promise<void>,
): Promise<{ readonly body: FormBody; readonly errors: readonly FormError[] }> {
  const body: Record<string, unknown> = Object.create(null);
  const errors: FormError[] = [];
  for await (const part of request.parts(READING)) {
    if (part.type === 'field') {
      const before = body[part.fieldname];
      body[part.fieldname] = before === undefined ? part.value : [before, part.value].flat();
    } else if (!part.filename) part.file.resume();
    else {
      const error = await taken(part.file, part.fieldname, part.filename, take);
      if (error) errors.push(error);
    }
  }
  return { body: { ...body }, errors };
}

type Arriving = Readable & { readonly truncated: boolean };

async function taken(
  file: Arriving,
  slot: string,
  name: string,
  take: (part: Part) => Promise<void>,
): Promise<FormError | null> {
  // Whoever refuses a file destroys what he reads from; the request itself has to be read on.
  const copy = new Transform({
    transform: (chunk, _encoding, done) => done(null, chunk),
    // What the server cut off ends like a whole file: it must not be kept as one.
    flush: (done) => done(file.truncated ? refuse('files/too-large', { maxMegabytes: MOST_MEGABYTES }, 413) : null),
  });
  copy.on('error', () => undefined);
  file.on('error', (error) => copy.destroy(error));
  file.pipe(copy);
  try {
    await take({ slot, name, stream: copy });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    file.unpipe(copy);
    return { path: slot, code: error.code, label: name, message: sentenceOf(error.code, error.details) };
  } finally {
    file.resume();
  }
}
