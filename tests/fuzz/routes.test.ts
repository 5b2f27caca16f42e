import { tmpdir } from 'node:os';
import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { knowKernel, seedPeople, signedIn } from '../../src/identity/testing.ts';
import { noLog, type RouteList, type Web } from '../../src/kernel/index.ts';
import { type TestKernel, testKernel } from '../../src/kernel/testing/kernel.ts';
import { modules } from '../../src/modules.ts';
import { assembleWeb } from '../../src/program.ts';
import { seedServiceItems } from '../../src/service-items/index.ts';
import { hostileTo } from './requests.ts';

/** Requests to each route from each side; `FUZZ_RUNS=500` for a long night. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 2);

let kernel: TestKernel;
let web: Web;
let routes: RouteList;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  const at = new Date('2026-11-23T10:00:00+08:00');
  kernel = await testKernel(modules, at);
  await seedPeople(kernel, at);
  await seedServiceItems(kernel, at);
  ({ web, routes } = await assembleWeb(
    kernel,
    readConfig({ PUBLIC_URL: 'https://zwfw.example', DATA_DIR: tmpdir() }),
    noLog,
  ));
  knowKernel(web, kernel);
  for (const login of ['shimin', 'chuangkou', 'xitong']) cookies[login] = await signedIn(web, login);
});
afterAll(async () => {
  await web.close();
  await kernel.close();
});

/** What an answer must never show: how the program is made. */
const INSIDES = /at \S+ \(|node_modules|\/src\/|select .* from |syntax error at|violates .* constraint|kernel\.entry/iu;

test.each([
  ['the public', null],
  ['a citizen', 'shimin'],
  ['a window clerk', 'chuangkou'],
  ['a system administrator', 'xitong'],
])(
  'whatever %s sends to any route, the program answers it and says nothing of itself',
  async (_who, login) => {
    for (const { method, url } of routes.filter((route) => route.method !== 'HEAD')) {
      // Signing out would end the attack.
      if (login !== null && /sign-out|\/api\/session/u.test(url)) continue;
      await fc.assert(
        fc.asyncProperty(hostileTo(method, url, namesIn(method, url)), async (request) => {
          const cookie = login === null ? request.headers.cookie : cookies[login];
          const headers = { ...request.headers, ...(cookie === undefined ? {} : { cookie }) };
          const answer = await web.inject({ ...request, headers } as InjectOptions);
          expect(answer.statusCode, `${request.method} ${request.url}`).toBeLessThan(500);
          if (answer.statusCode >= 400) expect(answer.body).not.toMatch(INSIDES);
          if (answer.headers['content-type']?.toString().startsWith('application/problem+json')) {
            expect(answer.json()).toMatchObject({
              code: expect.stringMatching(/^[\w-]+\/[\w-]+$/u),
              title: expect.any(String),
            });
          }
        }),
        { numRuns: RUNS },
      );
    }
  },
  300_000,
);

/** The names a route reads, from its own description. */
function namesIn(method: string, url: string): readonly string[] {
  const paths = web.swagger().paths ?? {};
  const operation = JSON.stringify(
    (paths[url.replaceAll(/:(\w+)/gu, '{$1}')] as Record<string, unknown> | undefined)?.[method.toLowerCase()] ?? {},
  );
  return [...operation.matchAll(/"(\w+)":\{"(?:type|enum|anyOf)"/gu)].map(([, name]) => name ?? '').filter(Boolean);
}
