import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Options } from '../store-s3.ts';
import { signatureFault } from './s3-signature.ts';

type Kept = { bytes: Buffer; modifiedAt: Date };

/** A server that speaks S3 over HTTP as its documentation has it, one bucket in memory. */
export type S3Server = {
  readonly options: S3Options;
  readonly objects: Map<string, Kept>;
  /** What it does with the next requests instead of what was asked, in order. */
  readonly spoil: (...faults: readonly Spoilt[]) => void;
  /** Method and path of each request, those that failed included. */
  readonly seen: string[];
  readonly stop: () => Promise<void>;
};

export type Spoilt = 'slow-down' | 'internal' | 'cut' | 'cut-in-body' | 'other-bytes' | 'nothing';

const STATUS: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  AuthorizationHeaderMalformed: 400,
  BadDigest: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  SlowDown: 503,
  XAmzContentSHA256Mismatch: 400,
};

const escaped = (text: string): string => text.replace(/[&<>"]/gu, (c) => `&#${c.charCodeAt(0)};`);

/** What a request wants of so many bytes; null when it wants none that there are. */
function partOf(range: string | undefined, size: number) {
  const [, first, last = ''] = /^bytes=(\d+)-(\d*)$/u.exec(range ?? '') ?? [];
  if (first === undefined) return { status: 200, start: 0, end: size - 1 };
  if (Number(first) >= size) return null;
  return { status: 206, start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}

/** @param keysPerPage how many keys one page of a list has */
export async function s3Server(keysPerPage = 1000): Promise<S3Server> {
  const objects = new Map<string, Kept>();
  const faults: Spoilt[] = [];
  const seen: string[] = [];
  const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'geheim+/=geheim', region: 'cn-mingtang-1' };
  const bucket = 'mingtang-files';

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { method = '', url = '' } = request;
    seen.push(`${method} ${url}`);
    const fault = faults.shift();
    if (fault === 'cut') return request.socket.destroy();
    const fail = (code: string): unknown => {
      const status = STATUS[code] ?? 500;
      request.resume();
      response.writeHead(status, { 'content-type': 'application/xml', 'x-amz-request-id': 'TEST' });
      return response.end(
        method === 'HEAD'
          ? undefined
          : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message><Resource>${escaped(url)}</Resource></Error>`,
      );
    };
    if (fault === 'slow-down') return fail('SlowDown');
    if (fault === 'internal') return fail('InternalError');
    const forged = signatureFault({ method, target: url, headers: request.headers }, credentials, new Date());
    if (forged) return fail(forged);
    return serve(request, response, fail, fault);
  }

  function serve(
    request: IncomingMessage,
    response: ServerResponse,
    fail: (code: string) => unknown,
    fault: Spoilt | undefined,
  ): unknown {
    const { method = '', url = '' } = request;
    const { pathname, searchParams } = new URL(url, 'http://s3');
    const [, bucketName, ...rest] = decodeURIComponent(pathname).split('/');
    if (bucketName !== bucket) return fail('NoSuchBucket');
    const key = rest.join('/');
    if (key === '') return method === 'GET' ? list(searchParams, response, fail) : fail('MethodNotAllowed');
    if (method === 'PUT') return put(request, response, key, fail);
    if (method === 'DELETE') {
      objects.delete(key);
      return response.writeHead(204).end();
    }
    const kept = objects.get(key);
    return kept ? send(request, response, kept, fail, fault) : fail('NoSuchKey');
  }

  async function put(
    request: IncomingMessage,
    response: ServerResponse,
    key: string,
    fail: (code: string) => unknown,
  ): Promise<unknown> {
    const { headers } = request;
    if (headers['content-length'] === undefined) return fail('MissingContentLength');
    if (headers['if-none-match'] === '*' && objects.has(key)) return fail('PreconditionFailed');
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const bytes = Buffer.concat(parts);
    if (bytes.length !== Number(headers['content-length'])) return fail('IncompleteBody');
    const md5 = createHash('md5').update(bytes).digest();
    if (headers['content-md5'] !== undefined && headers['content-md5'] !== md5.toString('base64'))
      return fail('BadDigest');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (headers['x-amz-content-sha256'] !== sha256) return fail('XAmzContentSHA256Mismatch');
    objects.set(key, { bytes, modifiedAt: new Date() });
    return response.writeHead(200, { etag: `"${md5.toString('hex')}"` }).end();
  }

  function send(
    request: IncomingMessage,
    response: ServerResponse,
    { bytes, modifiedAt }: Kept,
    fail: (code: string) => unknown,
    fault: Spoilt | undefined,
  ): unknown {
    const { headers, method } = request;
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    const about = { etag, 'last-modified': modifiedAt.toUTCString(), 'accept-ranges': 'bytes' };
    if (headers['if-match'] !== undefined && headers['if-match'] !== etag) return fail('PreconditionFailed');
    if (headers['if-none-match'] === etag) return response.writeHead(304, about).end();
    const part = partOf(headers.range, bytes.length);
    if (!part) return fail('InvalidRange');
    const body = bytes.subarray(part.start, part.end + 1);
    response.writeHead(part.status, {
      ...about,
      'content-length': body.length,
      'content-type': 'binary/octet-stream',
      ...(part.status === 206 ? { 'content-range': `bytes ${part.start}-${part.end}/${bytes.length}` } : {}),
    });
    if (method === 'HEAD') return response.end();
    if (fault === 'cut-in-body')
      return response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy());
    return response.end(fault === 'other-bytes' ? Buffer.from(body.map((byte) => byte ^ 1)) : body);
  }

  function list(query: URLSearchParams, response: ServerResponse, fail: (code: string) => unknown): unknown {
    if (query.get('list-type') !== '2') return fail('InvalidArgument');
    const from = query.get('continuation-token');
    const after = from === null ? '' : Buffer.from(from, 'base64').toString();
    const most = Math.min(Number(query.get('max-keys') ?? keysPerPage), keysPerPage);
    const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after).sort();
    const page = keys.slice(0, most);
    const more = keys.length > page.length;
    const contents = page.map((key) => {
      const { bytes, modifiedAt } = objects.get(key) ?? { bytes: Buffer.alloc(0), modifiedAt: new Date(0) };
      return `<Contents><Key>${escaped(key)}</Key><LastModified>${modifiedAt.toISOString()}</LastModified><Size>${bytes.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
    });
    const token = more ? Buffer.from(page.at(-1) ?? '').toString('base64') : '';
    response.writeHead(200, { 'content-type': 'application/xml' });
    return response.end(
      `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${escaped(query.get('prefix') ?? '')}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${more}</IsTruncated>${contents.join('')}${more ? `<NextContinuationToken>${escaped(token)}</NextContinuationToken>` : ''}</ListBucketResult>`,
    );
  }

  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const { port } = server.address() as AddressInfo;
  return {
    options: { ...credentials, endpoint: `http://127.0.0.1:${port}`, bucket, pathStyle: true, pauseMs: 2 },
    objects,
    spoil: (...next) => void faults.push(...next),
    seen,
    stop: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}
