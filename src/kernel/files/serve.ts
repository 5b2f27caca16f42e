import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
import type { StoredFile } from './files.ts';
import type { ByteRange } from './port.ts';

/** What may leave the program under its own name, whatever a row says; anything else is bytes, pages from elsewhere too. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'application/pdf'],
  ['image/jpeg', 'image/jpeg'],
  ['image/png', 'image/png'],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  [
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
  ['application/msword', 'application/msword'],
  ['application/vnd.ms-excel', 'application/vnd.ms-excel'],
  ['application/vnd.ms-powerpoint', 'application/vnd.ms-powerpoint'],
  ['text/plain', 'text/plain; charset=utf-8'],
  ['text/csv', 'text/csv; charset=utf-8'],
]);
/** What a browser shows without giving it a page of ours to act in. */
const SHOWN: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** Nothing in the file may load, run, send or be framed elsewhere. Chromium shows PDF in such a sandbox. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

export type Sent = Pick<StoredFile, 'name' | 'mediaType' | 'size' | 'sha256' | 'scan'>;

/**
 * The one way in which a stored file leaves the program: to be saved, never as a page, never kept on the way. With
 * `show` a browser may display pictures and PDF by themselves. A part of it is sent to who asks for a part.
 *
 * @throws Refusal files/waiting-for-scan (423), files/infected-gone (410), files/lost (500), files/store-away (503)
 */
export async function sendFile(
  { files }: Pick<Kernel, 'files'>,
  request: FastifyRequest,
  reply: FastifyReply,
  file: Sent,
  show = false,
): Promise<FastifyReply> {
  if (file.scan === 'waiting') throw refuse('files/waiting-for-scan', { name: file.name }, 423);
  if (file.scan === 'infected') throw refuse('files/infected-gone', { name: file.name }, 410);
  const type = TYPES.get(file.mediaType) ?? 'application/octet-stream';
  const isShown = show && SHOWN.has(file.mediaType);
  const etag = `"${file.sha256.toString('hex').slice(0, 32)}"`;
  void reply
    .type(type)
    .header('content-disposition', disposition(isShown ? 'inline' : 'attachment', file.name))
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-security-policy', POLICY)
    .header('accept-ranges', 'bytes')
    .header('etag', etag);
  const wanted = rangeOf(request, file.size, etag);
  if (wanted === 'none') {
    return reply.code(416).header('content-range', `bytes */${file.size}`).type('text/plain').send('');
  }
  if (wanted === null) {
    const whole = await files.store.get(file.sha256);
    return reply.header('content-length', file.size).send(checked(whole, file.sha256));
  }
  return reply
    .code(206)
    .header('content-range', `bytes ${wanted.start}-${wanted.end}/${file.size}`)
    .header('content-length', wanted.end - wanted.start + 1)
    .send(await files.store.get(file.sha256, wanted));
}

/**
 * Ends in an error when the bytes are not those that came in. The last piece is held back until that is known: what
 * arrives is then too short, and no browser takes it for the file.
 */
function checked(stream: Readable, sha256: Buffer): Readable {
  const hash = createHash('sha256');
  let last: Buffer | null = null;
  const check = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      const before = last;
      last = chunk;
      done(null, before);
    },
    flush: (done) => {
      if (hash.digest().equals(sha256)) done(null, last);
      else done(new Error('the bytes of a file have changed'));
    },
  });
  stream.on('error', (error) => check.destroy(error));
  check.on('close', () => stream.destroy());
  return stream.pipe(check);
}

/** The part that is asked for: null for all of it, also when it changed since or many parts are wanted. */
function rangeOf({ headers }: FastifyRequest, size: number, etag: string): ByteRange | 'none' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/u.exec(headers.range ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (headers['if-range'] !== undefined && headers['if-range'] !== etag) return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start >= size || start > end ? 'none' : { start, end };
}

/** The name twice: for who reads RFC 8187, and in plain letters for who does not. */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/u.exec(name)?.[0] ?? '';
  const plain = /^[\w .-]+$/u.test(name) && !/[^\x20-\x7e]/u.test(name) ? name : `file${ending}`;
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /[!'()*]/gu,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
