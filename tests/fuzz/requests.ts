import fc from 'fast-check';

/** A request as somebody who means no good might send it. */
export type Hostile = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer | undefined;
};

/** Pieces that have broken programs before: traversal, control characters, SQL, markup, numbers at their ends. */
const NASTY = [
  '',
  ' ',
  '..',
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '\u0000',
  '\uFEFF',
  '\u202E',
  '\uD800',
  '%',
  '%zz',
  "' or 1=1 --",
  "'; drop table people; --",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}',
  '$' + '{7*7}',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e309',
  '9223372036854775808',
  '99999999999999999999',
  '2147483648',
  '0000-00-00',
  '2026-02-30',
  '+275760-09-13',
  'infinity',
  '１２３',
  '明'.repeat(3000),
  'a'.repeat(5000),
  '\r\nset-cookie: a=b',
];

const word = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.integer().map(String),
  fc.uuid(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

const MEDIA = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/html',
  'application/xml',
  '',
] as const;

const multipart = fc
  .array(fc.tuple(word, word, fc.boolean(), fc.uint8Array({ maxLength: 200 })), { maxLength: 4 })
  .map((parts) =>
    Buffer.concat([
      ...parts.flatMap(([name, file, isFile, bytes]) => [
        Buffer.from(
          `--x\r\ncontent-disposition: form-data; name="${plain(name)}"${isFile ? `; filename="${plain(file)}"` : ''}\r\n\r\n`,
        ),
        Buffer.from(bytes),
        Buffer.from('\r\n'),
      ]),
      Buffer.from('--x--\r\n'),
    ]),
  );

const plain = (text: string): string => text.replaceAll(/["\r\n]/gu, '').slice(0, 60);

const fields = (names: readonly string[]) =>
  fc.dictionary(fc.oneof(fc.constantFrom('answer', 'id', 'name', ...names), word), word, { maxKeys: 6 });

const bodyOf = (names: readonly string[]) =>
  fc.oneof(
    fc.jsonValue({ maxDepth: 3 }).map((value) => ({ media: MEDIA[0], payload: JSON.stringify(value) })),
    fields(names).map((value) => ({ media: MEDIA[0], payload: JSON.stringify(value) })),
    fields(names).map((value) => ({ media: MEDIA[1], payload: encoded(value) })),
    multipart.map((payload) => ({ media: MEDIA[2], payload })),
    fc
      .tuple(fc.constantFrom(...MEDIA), fc.uint8Array({ maxLength: 400 }))
      .map(([media, bytes]) => ({ media, payload: Buffer.from(bytes) })),
    fc.constant({ media: MEDIA[0], payload: `${'['.repeat(2000)}` }),
    fc.constant({ media: MEDIA[0], payload: '{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}}}' }),
  );

const encoded = (value: Readonly<Record<string, string>>): string => new URLSearchParams(value).toString();

/**
 * Hostile requests to one route.
 *
 * @param names fields and parameters that the route reads, so that some requests get past the first look
 */
export function hostileTo(method: string, url: string, names: readonly string[]): fc.Arbitrary<Hostile> {
  const places = url.split('/').filter((part) => part.startsWith(':') || part === '*').length;
  return fc
    .record({
      parts: fc.array(word, { minLength: places, maxLength: places }),
      query: fields(names),
      body: bodyOf(names),
      accept: fc.constantFrom('text/html', 'application/json', '*/*', 'nonsense'),
      cookie: fc.option(word),
    })
    .map(({ parts, query, body, accept, cookie }) => {
      const left = [...parts];
      const path = url
        .split('/')
        .map((part) => (part.startsWith(':') || part === '*' ? encodePart(left.shift() ?? '') : part))
        .join('/');
      const search = Object.keys(query).length === 0 ? '' : `?${encoded(query)}`;
      const hasBody = method !== 'GET' && method !== 'HEAD';
      return {
        method,
        url: `${path}${search}`,
        headers: {
          accept,
          ...(hasBody && body.media !== '' ? { 'content-type': body.media } : {}),
          ...(cookie === null ? {} : { cookie: `mt_session=${encodeURIComponent(cookie.toWellFormed())}` }),
        },
        payload: hasBody ? body.payload : undefined,
      };
    });
}

/** Mostly as a browser would write it; what is already percent-encoded is left as it is. */
const encodePart = (part: string): string =>
  part.startsWith('%') || part.includes('%2f') ? part : encodeURIComponent(part.toWellFormed());
