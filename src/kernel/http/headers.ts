import type { FastifyReply, FastifyRequest } from 'fastify';

/** Everything comes from this server, as files of their own: nothing in a page is run or styled that stands in the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What no page of ours uses, and no page put into ours may. */
const FEATURES = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

const YEAR_SECONDS = 31_536_000;

type Header = readonly [name: string, value: string];

const wide = (isSecure: boolean): readonly Header[] => [
  ['content-security-policy', isSecure ? `${POLICY}; upgrade-insecure-requests` : POLICY],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', FEATURES],
  ['referrer-policy', 'same-origin'],
  ['x-frame-options', 'DENY'],
  ['cache-control', 'no-store'],
];
const always = (isSecure: boolean): readonly Header[] => [
  ['x-content-type-options', 'nosniff'],
  ...(isSecure ? ([['strict-transport-security', `max-age=${YEAR_SECONDS}`]] as const) : []),
];
const [PLAIN, SECURE] = [
  { wide: wide(false), always: always(false) },
  { wide: wide(true), always: always(true) },
];

/** What every answer carries that says nothing else, but for the number of the request. */
export const securityHeadersFor = (isSecure: boolean): readonly Header[] => [...wide(isSecure), ...always(isSecure)];

/** Headers every answer carries; a route may say something stricter or, for what everybody may copy, wider. */
export async function securityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const wanted = request.protocol === 'https' ? SECURE : PLAIN;
  for (const [name, value] of wanted.wide) if (!reply.hasHeader(name)) reply.header(name, value);
  for (const [name, value] of wanted.always) reply.header(name, value);
  reply.header('x-request-id', request.id);
  // A page that shows who is signed in is nobody else's, whatever the route says of the page without a name on it.
  if (request.actor.kind !== 'anonymous' && isPage(reply)) reply.header('cache-control', 'no-store');
}

const isPage = (reply: FastifyReply): boolean => String(reply.getHeader('content-type') ?? '').startsWith('text/html');
