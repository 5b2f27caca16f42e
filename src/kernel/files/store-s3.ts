import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { type Refusal, refuse } from '../refusal.ts';
import type { Content, FileStore, KeptContent } from './port.ts';
import { troubleOf } from './store-local.ts';
import { textsOf } from './xml-texts.ts';

/** A bucket of an S3-compatible server, and the right to it. */
export type S3Options = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `endpoint/bucket/key` as most servers of one's own want it; otherwise `bucket.endpoint/key`. */
  readonly pathStyle: boolean;
  /** Before the first repetition; doubled for each further one. */
  readonly pauseMs?: number;
};

const FOLDER = 'files/';
const KEY = /^files\/([0-9a-f]{64})$/u;
const ATTEMPTS = 4;
/** A server that has not begun to answer by then is away; an upload gets the time that its size needs on a slow line. */
const ANSWER_MS = 15_000;
const SLOWEST_BYTES_PER_MS = 200;
const MOST_XML = 4 * 1_048_576;
/** What may go away by itself. */
const PASSING: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

type Asked = {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent with its hash, which the server holds against what arrives. */
  readonly file?: Content & { readonly path: string };
};

/** Why a request was not answered as asked. */
class S3Fault extends Error {
  readonly isPassing: boolean;
  constructor(reason: string, isPassing: boolean, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'S3Fault';
    this.isPassing = isPassing;
  }
}

/**
 * Bytes in a bucket, `files/<sha256>`. The hash is part of the signature of each upload, so a server that takes other
 * bytes than were hashed breaks the protocol.
 */
export function s3Store(options: S3Options): FileStore {
  const keyOf = (sha256: Buffer): string => `${FOLDER}${sha256.toString('hex')}`;
  const ask = (asked: Asked): Promise<Response> => patiently(options, asked);
  const head: FileStore['head'] = async (sha256) => {
    const answer = await ask({ method: 'HEAD', key: keyOf(sha256) });
    if (answer.status === 404) return null;
    const size = Number(answer.headers.get('content-length') ?? Number.NaN);
    if (!Number.isSafeInteger(size)) throw away('no-length');
    return { size, modifiedAt: new Date(answer.headers.get('last-modified') ?? 0) };
  };
  return {
    head,
    put: async (path, { sha256, size }) => {
      if ((await head(sha256))?.size === size) return;
      await drop(await ask({ method: 'PUT', key: keyOf(sha256), file: { path, sha256, size } }));
    },
    get: async (sha256, range) => {
      const answer = await ask({
        method: 'GET',
        key: keyOf(sha256),
        ...(range ? { headers: { range: `bytes=${range.start}-${range.end}` } } : {}),
      });
      if (answer.status === 404) {
        await drop(answer);
        throw refuse('files/lost', {}, 500);
      }
      if (!answer.body || (range && answer.status !== 206)) {
        await drop(answer);
        throw away('no-range');
      }
      return Readable.from(answer.body);
    },
    delete: async (sha256) => drop(await ask({ method: 'DELETE', key: keyOf(sha256) })),
    list: () => contents(ask),
    trouble: async () => {
      const faults: string[] = [];
      const query = { 'list-type': '2', 'max-keys': '1', prefix: FOLDER };
      await once(options, { method: 'GET', key: '', query }).then(drop, (error: unknown) => {
        faults.push(error instanceof Error ? error.message : String(error));
      });
      return faults[0] ?? null;
    },
  };
}

const away = (reason: string): Refusal => refuse('files/store-away', { reason }, 503);

/** Tries again what may pass, each time a little later. */
async function patiently(options: S3Options, asked: Asked): Promise<Response> {
  const { pauseMs = 200 } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(options, asked);
    } catch (error) {
      // A file that cannot be read is the disk's trouble, not the server's.
      if (!(error instanceof S3Fault)) throw troubleOf(error);
      if (!error.isPassing || attempt === ATTEMPTS) throw away(error.message);
      await sleep(pauseMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    }
  }
}

/** One request. Answers 2xx, and 404 to everything but an upload or a list. @throws S3Fault with what the server said */
async function once(options: S3Options, { method, key, query = {}, headers = {}, file }: Asked): Promise<Response> {
  const signed = await new AwsV4Signer({
    ...options,
    method,
    url: addressOf(options, key, query),
    headers: { ...headers, 'x-amz-content-sha256': file ? file.sha256.toString('hex') : EMPTY_SHA256 },
    service: 's3',
  }).sign();
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new Error('timeout')),
    ANSWER_MS + (file ? file.size / SLOWEST_BYTES_PER_MS : 0),
  );
  const body = file ? createReadStream(file.path) : null;
  let unreadable: unknown;
  body?.on('error', (error) => (unreadable = error));
  if (file) signed.headers.set('content-length', String(file.size));
  let answer: Response;
  try {
    answer = await fetch(signed.url, {
      method,
      headers: signed.headers,
      redirect: 'error',
      signal: controller.signal,
      ...(body ? { body: Readable.toWeb(body) as NonNullable<RequestInit['body']>, duplex: 'half' as const } : {}),
    });
  } catch (error) {
    if (unreadable) throw unreadable;
    throw new S3Fault(reasonOf(error), true, { cause: error });
  } finally {
    clearTimeout(timer);
    body?.destroy();
  }
  if (answer.ok || (answer.status === 404 && key !== '' && method !== 'PUT')) return answer;
  const code = textsOf(await textOf(answer).catch(() => '')).find(({ path }) => path.endsWith('/Code'))?.text;
  const isPassing = PASSING.has(answer.status) || code === 'RequestTimeout';
  throw new S3Fault(code ?? `HTTP ${answer.status}`, isPassing);
}

function addressOf(options: S3Options, key: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(options.endpoint);
  const folder = url.pathname.replace(/\/$/u, '');
  if (options.pathStyle) url.pathname = `${folder}/${options.bucket}/${key}`;
  else {
    url.hostname = `${options.bucket}.${url.hostname}`;
    url.pathname = `${folder}/${key}`;
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** The code of a system error where there is one: the address itself is not for everybody. */
function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  const code = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : undefined;
  return typeof code === 'string' ? code : cause instanceof Error ? cause.message : String(cause);
}

const drop = async (answer: Response): Promise<void> => {
  await answer.body?.cancel();
};

async function* contents(ask: (asked: Asked) => Promise<Response>): AsyncGenerator<KeptContent> {
  let token: string | undefined;
  do {
    const next = token === undefined ? {} : { 'continuation-token': token };
    const query = { 'list-type': '2', prefix: FOLDER, ...next };
    const texts = textsOf(await textOf(await ask({ method: 'GET', key: '', query })));
    yield* keptIn(texts);
    token = texts.find(({ path }) => path.endsWith('/NextContinuationToken'))?.text;
  } while (token !== undefined);
}

/** The entries of one page of a list; keys that are not ours are left out. */
function* keptIn(texts: ReturnType<typeof textsOf>): Generator<KeptContent> {
  let entry: Partial<Record<string, string>> = {};
  for (const { path, text } of texts) {
    const [, name] = /\/Contents\/(Key|Size|LastModified)$/u.exec(path) ?? [];
    if (name === undefined) continue;
    entry = { ...(name in entry ? {} : entry), [name]: text };
    const [, hex] = KEY.exec(entry.Key ?? '') ?? [];
    if (hex === undefined || entry.Size === undefined || entry.LastModified === undefined) continue;
    yield { sha256: Buffer.from(hex, 'hex'), size: Number(entry.Size), modifiedAt: new Date(entry.LastModified) };
    entry = {};
  }
}

/** An answer in XML; one without end is not read. */
async function textOf(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > MOST_XML) throw new S3Fault('answer too long', false);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
