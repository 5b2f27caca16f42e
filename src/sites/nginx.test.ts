import { spawn, spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../kernel/index.ts';
import { followTheLook } from './operations/rebuild.ts';
import { keepAddresses } from './repo/redirects.ts';
import { say, sitesCity } from './testing.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const index = (serial: number): string => `11590902MT0000022A/2026-0000${serial}`;
const path = (serial: number): string => `/content/2026/11590902MT0000022A-2026-0000${serial}.html`;
const hasNginx = spawnSync('nginx', ['-v']).status === 0;

let city: Awaited<ReturnType<typeof sitesCity>>;
let stop = (): void => undefined;
let origin = '';
let program = '';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** The example of `deploy/`, on free ports, without certificates, over the folder of this test. */
async function exampleFor(dataDir: string, port: number, upstream: string): Promise<string> {
  const example = await readFile(join(packageRoot, 'deploy/nginx.conf'), 'utf8');
  const secure = example.slice(example.indexOf('server {\n  listen 443'));
  return `${example.slice(0, example.indexOf('server {\n  listen 80'))}${secure}`
    .replace(/server 127\.0\.0\.1:3001[^;]*;/u, `server ${upstream};`)
    .replace(/ *server 127\.0\.0\.1:3002[^;]*;\n/u, '')
    .replace(/ *listen 443 ssl;\n *listen \[::\]:443 ssl;\n/u, `  listen 127.0.0.1:${port};\n`)
    .replaceAll(/ *ssl_[^;]*;\n/gu, '')
    .replace(/access_log [^;]*;/u, 'access_log off;')
    .replaceAll('/var/lib/mingtang', dataDir);
}

beforeAll(async () => {
  if (!hasNginx) return;
  city = await sitesCity(at);
  await say(city.kernel, [
    { index: index(1), agency: '590902-SC', title: '经由网站服务器的通告' },
    { index: index(2), agency: '590902-SC', title: '撤回的' },
  ]);
  await say(city.kernel, [{ index: index(2), agency: '590902-SC', title: '撤回的', withdrawn: true, note: '误发' }]);
  await followTheLook(city.kernel, at);
  await keepAddresses(city.kernel.pool, [{ from: '/site/old/a.html', to: path(1) }], 'test', at);
  program = new URL(await city.web.listen({ port: 0, host: '127.0.0.1' })).host;
  const port = await freePort();
  const folder = join(city.kernel.dataDir, 'nginx');
  await mkdir(join(folder, 'logs'), { recursive: true });
  const config = join(folder, 'nginx.conf');
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (one) => `${one}_temp_path ${folder}/${one};`,
  );
  await writeFile(
    config,
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/logs/error.log; events {}
     http { ${places.join(' ')} ${await exampleFor(city.kernel.dataDir, port, program)} }`,
  );
  const args = ['-c', config, '-p', folder, '-e', join(folder, 'logs/error.log')];
  const checked = spawnSync('nginx', ['-t', ...args], { encoding: 'utf8' });
  if (checked.status !== 0) throw new Error(checked.stderr);
  const child = spawn('nginx', args, { stdio: 'ignore' });
  stop = () => void child.kill();
  origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(`${origin}/healthz`).catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
afterAll(async () => {
  stop();
  await city?.close();
});

test.skipIf(!hasNginx)('the example of nginx serves the files, and leaves to the program what is its own', async () => {
  const article = await fetch(origin + path(1));
  expect(article.status).toBe(200);
  // A file: the program says an ETag of its own make, nginx one of time and size.
  const own = await fetch(`http://${program}${path(1)}`);
  expect(article.headers.get('etag')).not.toBe(own.headers.get('etag'));
  expect(await article.text()).toBe(await own.text());
  expect(article.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(article.headers.get('content-security-policy')).toContain("default-src 'none'");
  const packed = await fetch(origin + path(1), { headers: { 'accept-encoding': 'gzip' } });
  expect(packed.headers.get('content-encoding')).toBe('gzip');

  const icon = /<link rel="icon" href="([^"]+)"/u.exec(await (await fetch(origin + path(1))).text())?.[1] ?? '';
  const drawn = await fetch(origin + icon);
  expect([drawn.status, drawn.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  expect(drawn.headers.get('cache-control')).toContain('immutable');
  expect(article.headers.get('cache-control')).toContain('must-revalidate');

  for (const url of ['/site/590902-sc/', '/site/590902-sc/tzgg/', '/site/590902-sc/rss.xml'])
    expect([url, (await fetch(origin + url)).status]).toEqual([url, 200]);
  const senior = await fetch(origin + path(1), { headers: { cookie: 'display=senior' } });
  expect(await senior.text()).toContain('class="show-senior');
  expect((await fetch(origin + path(2))).status).toBe(410);
  expect((await fetch(`${origin}/content/2026/none.html`)).status).toBe(404);
  expect((await fetch(`${origin}/site/old/a.html`, { redirect: 'manual' })).headers.get('location')).toBe(path(1));
  // A folder is no list of files.
  expect((await fetch(`${origin}/site/`)).url).toBe(`${origin}/site/portal/`);
  for (const url of ['/site/%2e%2e/%2e%2e/keys/ring.json', '/.by-program/healthz', '/metrics'])
    expect([url, (await fetch(origin + url)).status]).toEqual([url, 404]);
});
