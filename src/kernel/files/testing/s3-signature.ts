import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it went over the wire. */
export type Signed = {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
};

export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };

const SKEW_MS = 15 * 60_000;
const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/s3\/aws4_request,\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/u;

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Signature Version 4 as the server checks it, written from its specification and held against its published examples;
 * shares no line with the client. Answers null when all is right, else the code of the error.
 */
export function signatureFault(request: Signed, known: Credentials, now: Date): string | null {
  const { headers } = request;
  const [, keyId, date = '', region, signedNames = '', signature = ''] = HEADER.exec(headers.authorization ?? '') ?? [];
  if (keyId === undefined) return headers.authorization ? 'AuthorizationHeaderMalformed' : 'AccessDenied';
  if (keyId !== known.accessKeyId) return 'InvalidAccessKeyId';
  if (region !== known.region) return 'AuthorizationHeaderMalformed';
  const stamp = String(headers['x-amz-date'] ?? '');
  const at = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(stamp);
  if (!at || !stamp.startsWith(date)) return 'AccessDenied';
  const [, y, mo, d, h, mi, s] = at.map(Number);
  if (Math.abs(Date.UTC(y ?? 0, (mo ?? 1) - 1, d, h, mi, s) - now.getTime()) > SKEW_MS) return 'RequestTimeTooSkewed';
  const names = signedNames.split(';');
  const mustBe = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (mustBe.some((name) => !names.includes(name))) return 'AccessDenied';
  const hash = headers['x-amz-content-sha256'];
  if (typeof hash !== 'string') return 'InvalidRequest';
  const [path = '', query = ''] = request.target.split('?');
  const canonicalQuery = query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => part.split('=').map((word) => encode(decodeURIComponent(word.replaceAll('+', ' ')))))
    .map(([name = '', value = '']) => `${name}=${value}`)
    .sort()
    .join('&');
  const canonical = [
    request.method,
    path
      .split('/')
      .map((part) => encode(decodeURIComponent(part)))
      .join('/'),
    canonicalQuery,
    ...names.map(
      (name) =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replace(/ +/gu, ' ')}`,
    ),
    '',
    signedNames,
    hash,
  ].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, createHash('sha256').update(canonical, 'utf8').digest('hex')].join(
    '\n',
  );
  const key = hmac(hmac(hmac(hmac(`AWS4${known.secretAccessKey}`, date), region ?? ''), 's3'), 'aws4_request');
  const expected = hmac(key, toSign);
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch';
}
