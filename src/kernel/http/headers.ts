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

/** Headers every answer carries; a route may say something stricter or, for what everybody may copy, wider. */
export async function securityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const isSecure = request.protocol === 'https';
  const wanted: readonly (readonly [name: string, value: string])[] = [
    ['content-security-policy', isSecure ? `${POLICY}; upgrade-insecure-requests` : POLICY],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', FEATURES],
    ['referrer-policy', 'same-origin'],
    ['x-frame-options', 'DENY'],
    ['cache-control', 'no-store'],
  ];
  for (const [name, value] of wanted) if (!reply.hasHeader(name)) reply.header(name, value);
  reply.header('x-content-type-options', 'nosniff');
  reply.header('x-request-id', request.id);
  if (isSecure) reply.header('strict-transport-security', `max-age=${YEAR_SECONDS}`);
  // A page that shows who is signed in is nobody else's, whatever the route says of the page without a name on it.
  if (request.actor.kind !== 'anonymous' && isPage(reply)) reply.header('cache-control', 'no-store');
}

const isPage = (reply: FastifyReply): boolean => String(reply.getHeader('content-type') ?? '').startsWith('text/html');
