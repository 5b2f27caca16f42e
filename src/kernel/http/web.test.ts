import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Actor, anonymous } from '../access/actor.ts';
import { accessOf, anyone, role, signedIn, subject } from '../access/permission.ts';
import { Refusal, refuse } from '../refusal.ts';
import { citizenActor, staffMember } from '../testing/kernel.ts';
import { createWeb, type Web } from './web.ts';

const access = accessOf([
  {
    't.open': [anyone],
    't.own': [subject],
    't.signed': [signedIn],
    't.clerk': [role('clerk')],
    't.above': [role('chief', 'agencies-below')],
  },
]);
const refusals: string[] = [];
const spent = new Set<string>();
let actor: Actor = anonymous;

async function web(routes: (web: Web) => void): Promise<Web> {
  const created = await createWeb({
    access,
    authenticate: async () => actor,
    spend: async (_request, { name }) => {
      if (spent.has(name)) throw refuse('http/too-many', { retryAfter: 7, wait: '7 秒' }, 429);
      spent.add(name);
    },
    refused: async (_request, permission, code) => void refusals.push(`${permission} ${code}`),
    sentence: (code) => `句子 ${code}`,
    problemPage: (problem) => `<html>${problem.title}</html>`,
    title: 'test',
    maxUploadBytes: 1000,
    trustProxy: true,
    log: 'nothing',
  });
  routes(created.web);
  await created.web.ready();
  return created.web;
}

const served = await web((server) => {
  server.get('/open', { config: { may: 't.open' } }, async () => 'ok');
  server.get('/from', { config: { may: 't.open' } }, async ({ ip }) => ip);
  server.get('/clerk', { config: { may: 't.clerk' } }, async () => 'ok');
  server.post(
    '/act',
    {
      config: { may: 't.open' },
      schema: { body: z.object({ n: z.number() }), response: { 200: z.object({ n: z.number() }) } },
    },
    async (request) => ({
      n: request.body.n,
      secret: 'leak',
    }),
  );
  server.get(
    '/rare',
    { config: { may: 't.open', allowance: { name: 't.rare', count: 1, seconds: 7 } } },
    async () => 'ok',
  );
  server.post('/machine', { config: { may: 't.open', machine: true } }, async (request) => request.actor.kind);
  server.get('/shared', { config: { may: 't.open' } }, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('text/html').send('<p>ok'),
  );
  server.get('/clerk/:agency', { config: { may: 't.clerk' } }, async (request) => {
    access.check(request.actor, 't.clerk', { agencyId: 8 });
    return 'ok';
  });
  server.get('/refuse', { config: { may: 't.open' } }, async () => Promise.reject(refuse('t/no', {}, 409)));
  server.get('/long', { config: { may: 't.open' } }, async () =>
    Promise.reject(Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' })),
  );
  server.get('/bug', { config: { may: 't.open' } }, async () => Promise.reject(new Error('password=hunter2')));
});
afterAll(() => served.close());

describe('a route', () => {
  test('without a permission stops the start', async () => {
    await expect(web((server) => void server.get('/x', async () => 'ok'))).rejects.toThrow('names no permission');
  });
  test('with an unknown permission stops the start', async () => {
    await expect(
      web((server) => void server.get('/x', { config: { may: 't.nope' } }, async () => 'ok')),
    ).rejects.toThrow('unknown permission t.nope');
  });
  test('answers only what it declared', async () => {
    const answer = await served.inject({ method: 'POST', url: '/act', payload: { n: 1 } });
    expect(answer.json()).toEqual({ n: 1 });
  });
});

describe('a refusal', () => {
  test('is a problem for a machine, with a stable code', async () => {
    const answer = await served.inject({ url: '/refuse' });
    expect(answer.statusCode).toBe(409);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 't/no', status: 409, title: '句子 t/no' });
  });
  test('is a page for a person', async () => {
    const answer = await served.inject({ url: '/refuse', headers: { accept: 'text/html' } });
    expect(answer.body).toBe('<html>句子 t/no</html>');
  });
  test('of a bad body names the field', async () => {
    const answer = await served.inject({ method: 'POST', url: '/act', payload: { n: 'x' } });
    expect(answer.json()).toMatchObject({ code: 'http/bad-input', fields: [{ path: '/n' }] });
  });
  test('of a right is audited; who is not signed in is asked to', async () => {
    actor = anonymous;
    expect((await served.inject({ url: '/clerk' })).statusCode).toBe(401);
    const page = await served.inject({ url: '/clerk?a=1', headers: { accept: 'text/html' } });
    expect([page.statusCode, page.headers.location]).toEqual([303, '/sign-in?next=%2Fclerk%3Fa%3D1']);
    actor = staffMember(1, 7, 'other');
    expect((await served.inject({ url: '/clerk' })).statusCode).toBe(403);
    actor = staffMember(1, 7, 'clerk');
    expect((await served.inject({ url: '/clerk' })).statusCode).toBe(200);
    expect(refusals).toEqual([
      't.clerk access/sign-in-first',
      't.clerk access/sign-in-first',
      't.clerk access/forbidden',
    ]);
    actor = anonymous;
  });
  test('of what a right does not cover is audited too, once', async () => {
    refusals.length = 0;
    actor = staffMember(1, 7, 'clerk');
    expect((await served.inject({ url: '/clerk/8' })).statusCode).toBe(403);
    expect(refusals).toEqual(['t.clerk access/forbidden']);
    actor = anonymous;
  });
});

test('what takes too long is said to be so, and no fault of the program', async () => {
  const answer = await served.inject({ url: '/long' });
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'http/busy']);
});

test('a bug says nothing of its cause', async () => {
  const answer = await served.inject({ url: '/bug' });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('hunter2');
  expect(answer.json()).toMatchObject({
    code: 'http/unexpected',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/u),
  });
});

test.each([
  ['another site by fetch metadata', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a sister subdomain', { 'sec-fetch-site': 'same-site' }, 403],
  ['another site by origin', { origin: 'https://evil.example' }, 403],
  ['an unreadable origin', { origin: 'null' }, 403],
  ['our own page', { 'sec-fetch-site': 'same-origin' }, 200],
  ['our own origin', { origin: 'http://localhost:3000' }, 200],
])('a form from %s', async (_what, headers, status) => {
  const host = 'localhost:3000';
  const answer = await served.inject({
    method: 'POST',
    url: '/act',
    payload: { n: 1 },
    headers: { host, cookie: 'a=b', ...headers },
  });
  expect(answer.statusCode).toBe(status);
});

test('under https an old browser’s page that came by plain http is not ours', async () => {
  const send = (origin: string) =>
    served.inject({
      method: 'POST',
      url: '/act',
      payload: { n: 1 },
      headers: { host: 'city.example', 'x-forwarded-proto': 'https', origin },
    });
  expect((await send('http://city.example')).statusCode).toBe(403);
  expect((await send('https://city.example')).statusCode).toBe(200);
});

test('what a machine sends is never done in the name of a session', async () => {
  actor = citizenActor(5);
  const answer = await served.inject({ method: 'POST', url: '/machine', headers: { 'sec-fetch-site': 'cross-site' } });
  actor = anonymous;
  expect([answer.statusCode, answer.body]).toEqual([200, 'anonymous']);
});

test('a route with an allowance refuses when nothing is left of it, and says when to come again', async () => {
  expect((await served.inject({ url: '/rare' })).statusCode).toBe(200);
  const refused = await served.inject({ url: '/rare' });
  expect([refused.statusCode, refused.headers['retry-after'], refused.json().code]).toEqual([
    429,
    '7',
    'http/too-many',
  ]);
});

describe('every answer', () => {
  test('carries the headers that keep a page to itself', async () => {
    const { headers } = await served.inject({ url: '/open' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toMatch(/unsafe-|\*|https?:/u);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['strict-transport-security']).toBeUndefined();
  });
  test('a visitor is where the proxy saw him, whatever he claims to stand behind', async () => {
    const from = async (forwarded: string): Promise<string> =>
      (await served.inject({ url: '/from', remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': forwarded } }))
        .body;
    expect(await from('203.0.113.7')).toBe('203.0.113.7');
    // A proxy that adds to what came instead of overwriting it.
    expect(await from('198.51.100.1, 127.0.0.1, 203.0.113.7')).toBe('203.0.113.7');
  });
  test('over https says so for a year', async () => {
    const { headers } = await served.inject({ url: '/refuse', headers: { 'x-forwarded-proto': 'https' } });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  });
  test('to somebody who is signed in is kept by no cache, whatever the route says', async () => {
    expect((await served.inject({ url: '/shared' })).headers['cache-control']).toBe('public, max-age=300');
    actor = citizenActor(5);
    expect((await served.inject({ url: '/shared' })).headers['cache-control']).toBe('no-store');
    actor = anonymous;
  });
});

describe('permissions', () => {
  const chief: Actor = { ...staffMember(1, 1, 'chief'), agenciesBelow: new Set([1, 2, 3]) };
  test.each([
    [staffMember(1, 7, 'clerk'), 't.clerk', { agencyId: 7 }, true],
    [staffMember(1, 7, 'clerk'), 't.clerk', { agencyId: 8 }, false],
    [chief, 't.above', { agencyId: 3 }, true],
    [chief, 't.above', { agencyId: 4 }, false],
    [citizenActor(5), 't.own', { subjectId: 5 }, true],
    [citizenActor(5), 't.own', { subjectId: 6 }, false],
    [{ ...citizenActor(5), actsFor: [6] }, 't.own', { subjectId: 6 }, true],
    [citizenActor(5), 't.own', { subjectId: null }, false],
    [anonymous, 't.own', { subjectId: null }, false],
  ] as const)('%#', (who, permission, object, allowed) => {
    expect(access.may(who, permission, object)).toBe(allowed);
  });
  test('the same name twice stops the start', () => {
    expect(() => accessOf([{ a: [anyone] }, { a: [anyone] }])).toThrow('defined twice');
  });
  test('a refusal tells the stranger from the intruder', () => {
    const codeOf = (who: Actor): string => {
      try {
        access.check(who, 't.clerk', { agencyId: 8 });
        return 'allowed';
      } catch (error) {
        return error instanceof Refusal ? `${error.code} ${error.status}` : String(error);
      }
    };
    expect([codeOf(anonymous), codeOf(staffMember(1, 7, 'clerk'))]).toEqual([
      'access/sign-in-first 401',
      'access/forbidden 403',
    ]);
  });
});
