import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { seedFirstStart } from '../../src/demo.ts';
import { noLog, openPool } from '../../src/kernel/index.ts';
import { testDatabase } from '../../src/kernel/testing/database.ts';
import { assembleKernel, assembleWeb } from '../../src/program.ts';
import { root } from './planted.ts';

/** What the policy of our pages forbids to stand in them, and what would come from somewhere else. */
const FORBIDDEN: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/<script(?![^>]*\ssrc=)[^>]*>/iu, 'script in the page'],
  [/<script[^>]*>[^<]/iu, 'script in the page'],
  [/<style/iu, 'style in the page'],
  [/<[^>]*\sstyle\s*=/iu, 'style attribute'],
  [/<[^>]*\son[a-z]+\s*=/iu, 'event handler'],
  [/(?:href|src|action)\s*=\s*["']?\s*(?:javascript|vbscript|data):/iu, 'address that runs'],
  [
    /<(?:script|img|link|iframe|form|embed|object)[^>]*\s(?:src|href|action|data)=["']?(?:https?:)?\/\//iu,
    'foreign address',
  ],
  [/<(?:base|iframe|embed|object)\b/iu, 'foreign content'],
];

const faultsIn = (page: string): readonly string[] =>
  FORBIDDEN.flatMap(([pattern, what]) => {
    const found = pattern.exec(page)?.[0];
    return found === undefined ? [] : [`${what}: ${found.slice(0, 80)}`];
  });

test.each([
  '<script>alert(1)</script>',
  '<script src="/a.js">alert(1)</script>',
  '<style>p{}</style>',
  '<p class="a" style="color:red">',
  '<button onclick="go()">',
  '<svg onload=go()>',
  '<a href="javascript:go()">',
  '<img src="//evil.example/a.png">',
  '<link rel="stylesheet" href="https://evil.example/a.css">',
  '<base href="/x">',
])('%s is found', (page) => expect(faultsIn(page).length).toBeGreaterThan(0));

test('what our pages are made of is not', () => {
  const page =
    '<script type="module" src="/assets/a.js"></script><a href="https://www.gov.cn/">x</a><p>style="a" onclick=1</p>';
  expect(faultsIn(page)).toEqual([]);
});

const HEADERS: Readonly<Record<string, RegExp>> = {
  'content-security-policy':
    /^default-src 'none'; script-src 'self'; style-src 'self';(?!.*(?:unsafe|\*|http)).*form-action 'self'/u,
  'x-content-type-options': /^nosniff$/u,
  'x-frame-options': /^DENY$/u,
  'referrer-policy': /^same-origin$/u,
  'cross-origin-opener-policy': /^same-origin$/u,
  'cross-origin-resource-policy': /^same-origin$/u,
  'permissions-policy': /camera=\(\)/u,
  'cache-control': /./u,
  'x-request-id': /./u,
};

let web: Awaited<ReturnType<typeof assembleWeb>>;
let itemCode: string;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'mt-policy-'));
  const pool = openPool({ url: database.url, max: 8 });
  const config = readConfig({ DATA_DIR: dataDir });
  const kernel = await assembleKernel({ pool }, config);
  await pool.query(`select kernel.ensure_entry_partition(now()::date)`);
  await seedFirstStart(kernel, () => undefined);
  web = await assembleWeb(kernel, config, noLog);
  const { rows } = await pool.query<{ key: string }>(
    `select key from kernel.register_entry where register = 'service-item' and key like '%592021004000' order by key limit 1`,
  );
  itemCode = rows[0]?.key ?? '';
  closing.push(
    () => web.web.close(),
    () => pool.end(),
    () => database.drop(),
    () => rm(dataDir, { recursive: true, force: true }),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
});

async function cookieOf(name: string): Promise<string> {
  const answer = await web.web.inject({
    method: 'POST',
    url: '/api/session',
    payload: { name, password: 'Tangdi-2026-kan' },
  });
  const [cookie] = answer.cookies;
  if (!cookie) throw new Error(`${name} could not sign in: ${answer.body}`);
  return `${cookie.name}=${cookie.value}`;
}

/** The pattern a path was answered by, as far as the list of routes tells. */
const patternOf = (path: string): string => {
  const parts = (path.split(/[?#]/u)[0] ?? '').split('/');
  const fits = (pattern: string): boolean => {
    const wanted = pattern.split('/');
    return wanted.length === parts.length && wanted.every((part, i) => part.startsWith(':') || part === parts[i]);
  };
  return web.routes.find(({ method, url }) => method === 'GET' && fits(url))?.url ?? path;
};

type Answer = Awaited<ReturnType<typeof web.web.inject>>;

function faultsOf(path: string, { headers, statusCode, body }: Answer, isSignedIn: boolean): readonly string[] {
  const type = String(headers['content-type'] ?? '');
  const faults = Object.entries(HEADERS)
    .filter(([name, wanted]) => !wanted.test(String(headers[name] ?? '')))
    .map(([name]) => `${name} is ${String(headers[name])}`);
  // The workbench is built by another check.
  if (statusCode >= 500 && !path.startsWith('/workbench')) faults.push(String(statusCode));
  if (/html|svg|xml/u.test(type)) faults.push(...faultsIn(body));
  if (isSignedIn && type.startsWith('text/html') && headers['cache-control'] !== 'no-store')
    faults.push('may be kept by a cache');
  return faults.map((fault) => `${path}: ${fault}`);
}

/** Where an answer leads: its links, or where it sends the browser. */
const leadsTo = ({ headers, body }: Answer): readonly string[] => [
  ...(typeof headers.location === 'string' && headers.location.startsWith('/') ? [headers.location] : []),
  ...(String(headers['content-type']).startsWith('text/html')
    ? [...body.matchAll(/\shref="(\/[^"/][^"]*)"/gu)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
    : []),
];

const SHOWN_OF_A_KIND = 1;
const TRIED_OF_A_KIND = 4;

/** Each route once, and from there on one page of every kind that is linked; answers the kinds that were shown. */
async function crawl(cookie: string | null, faults: string[]): Promise<ReadonlySet<string>> {
  const shown = new Map<string, number>();
  const tried = new Map<string, number>();
  const waiting = [...new Set(web.routes.filter(({ method }) => method === 'GET').map(({ url }) => url))].map((url) =>
    url.replace(':code', itemCode).replace(/:\w+/gu, '1').replace('*', ''),
  );
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const pattern = patternOf(path);
    if ((shown.get(pattern) ?? 0) >= SHOWN_OF_A_KIND || (tried.get(pattern) ?? 0) >= TRIED_OF_A_KIND) continue;
    tried.set(pattern, (tried.get(pattern) ?? 0) + 1);
    const answer = await web.web.inject({ url: path, headers: { accept: 'text/html', ...(cookie ? { cookie } : {}) } });
    faults.push(...faultsOf(path, answer, cookie !== null));
    if (answer.statusCode === 200) shown.set(pattern, (shown.get(pattern) ?? 0) + 1);
    waiting.push(...leadsTo(answer));
  }
  return new Set(shown.keys());
}

test('every page, to everybody: strict headers, nothing that runs or is styled in it, nothing from elsewhere', async () => {
  const citizen = await cookieOf('laoren');
  await web.web.inject({ method: 'POST', url: `/apply/${itemCode}`, headers: { cookie: citizen } });
  const kinds = new Set<string>();
  const faults: string[] = [];
  for (const cookie of [null, citizen, await cookieOf('zonghe')])
    for (const kind of await crawl(cookie, faults)) kinds.add(kind);
  expect(faults).toEqual([]);
  expect(kinds.size).toBeGreaterThan(18);
  expect([...kinds]).toEqual(
    expect.arrayContaining(['/', '/items/:code', '/my', '/my/drafts/:draft/situation', '/me/second-factor']),
  );
});

/** Where HTML is put into a page as it is: that of an editor, sanitised; and frames, drawn by React itself and kept. */
const AS_IT_IS: ReadonlySet<string> = new Set(['ui/rich-text.tsx', 'ui/page.tsx']);
const IN_NO_SOURCE =
  /\sstyle=|dangerouslySetInnerHTML|\.innerHTML\s*\+?=[^=]|insertAdjacentHTML|document\.write|new Function\(|\beval\(/gu;

test('the page of the workbench and what it is built from hold nothing that the policy forbids', async () => {
  expect(
    faultsIn(
      await readFile(join(root, 'src/workbench/index.html'), 'utf8').then((page) => page.replaceAll('="./', '="/')),
    ),
  ).toEqual([]);
  const sources = (await readdir(join(root, 'src'), { recursive: true })).filter(
    (name) => /\.tsx?$/u.test(name) && !/test|gallery/u.test(name),
  );
  expect(sources.length).toBeGreaterThan(200);
  const faults: string[] = [];
  for (const name of sources) {
    const text = await readFile(join(root, 'src', name), 'utf8');
    for (const [found] of text.matchAll(IN_NO_SOURCE))
      if (!(AS_IT_IS.has(name) && found === 'dangerouslySetInnerHTML')) faults.push(`${name}: ${found}`);
  }
  expect(faults).toEqual([]);
});

test('whom to tell of a weakness stands where everybody looks for it', async () => {
  const { headers, body } = await web.web.inject('/.well-known/security.txt');
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const fields = body
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/: (.*)/u).slice(0, 2));
  expect(fields.map(([name]) => name)).toEqual(['Contact', 'Expires', 'Preferred-Languages', 'Canonical', 'Policy']);
  const values = Object.fromEntries(fields);
  const days = (new Date(values.Expires).getTime() - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(178);
  expect(days).toBeLessThan(181);
  expect(values.Contact).toBe('tel:12345;phone-context=+86');
  expect(new URL(values.Canonical).pathname).toBe('/.well-known/security.txt');
  const page = await web.web.inject({ url: new URL(values.Policy).pathname, headers: { accept: 'text/html' } });
  expect(page.body).toContain(`href="${values.Contact}"`);
});

test('the contacts are the operator’s, and only addresses', () => {
  const read = (value: string) => readConfig({ SECURITY_CONTACT: value }).securityContacts;
  expect(read('mailto:a@b.gov.cn, https://b.gov.cn/report')).toEqual(['mailto:a@b.gov.cn', 'https://b.gov.cn/report']);
  for (const wrong of ['a@b.gov.cn', 'http://b.gov.cn', 'javascript:x'])
    expect(() => read(wrong)).toThrow('SECURITY_CONTACT');
});
