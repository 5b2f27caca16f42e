import { type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pageStoreOf } from './engine/store.ts';
import { say, sitesCity } from './testing.ts';

// Over a real socket: what the router is asked and what is answered before it are the same answer.

const PAGE = '/content/2026/11590902MT0000022A-2026-00001.html';
const HOME = '/site/590902-sc/';

let city: Awaited<ReturnType<typeof sitesCity>>;
let port: number;
beforeAll(async () => {
  city = await sitesCity(new Date('2026-11-23T10:00:00+08:00'));
  await say(city.kernel, [{ index: '11590902MT0000022A/2026-00001', agency: '590902-SC', title: '抽检通告' }]);
  await city.web.listen({ port: 0, host: '127.0.0.1' });
  const address = city.web.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => city.close());

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, headers, method, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', reject).end();
  });
}

/** Without what is of one request alone. */
const lasting = ({ status, headers, body }: Answer) => {
  const { date: _date, 'x-request-id': id, ...rest } = headers;
  expect(id).toMatch(/^[\w-]{8,}$/u);
  return { status, headers: rest, body: body.toString('base64') };
};

// A cookie that chooses nothing sends a request to the router.
const routed = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  ask(path, { ...headers, cookie: 'nothing=1' });

test.each(['br, gzip', 'gzip', 'identity'])(
  'as %s, a page is the same with and without the router',
  async (accepted) => {
    for (const path of [PAGE, HOME, `${HOME}rss.xml`, `${PAGE}?from=list`]) {
      const headers = { 'accept-encoding': accepted };
      // At hand is what was looked at lately: on a busy machine that is over before the next line.
      const slow = await vi.waitFor(async () => {
        const answer = lasting(await routed(path, headers));
        expect(pageStoreOf(city.kernel.published).atHand(path.replace(/\?.*/u, '')), path).toBeDefined();
        return answer;
      }, 30_000);
      expect(lasting(await ask(path, headers)), path).toEqual(slow);
      expect(slow.status).toBe(200);
    }
  },
);

test('whoever has it already, asks for a part, or chose how it looks, is answered by the router', async () => {
  const { headers } = await ask(PAGE, { 'accept-encoding': 'br' });
  const again = await ask(PAGE, { 'accept-encoding': 'br', 'if-none-match': String(headers.etag) });
  expect([again.status, again.body.length, again.headers['content-encoding']]).toEqual([304, 0, undefined]);
  const large = await ask(PAGE, { cookie: 'display=senior.larger' });
  expect(large.body.toString()).toContain('show-senior show-larger');
  expect(large.headers['cache-control']).toBe('private, no-cache');
  expect((await ask(PAGE, {}, 'HEAD')).body.length).toBe(0);
});

test('what was withdrawn is gone on the way before the router, too', async () => {
  expect((await ask(PAGE)).status).toBe(200);
  await say(city.kernel, [{ index: '11590902MT0000022A/2026-00001', agency: '590902-SC', withdrawn: true }]);
  const gone = await ask(PAGE);
  expect([gone.status, gone.body.includes('抽检通告')]).toEqual([410, false]);
});

test('what not everybody may read is never at hand', () => {
  expect(() => city.web.answersAtHand('sites.edit', () => undefined)).toThrow('not for everybody');
});
