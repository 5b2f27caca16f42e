/**
 * `npm run bench -- pages`: a published page served by the program and by nginx from the same files, each against nginx
 * serving a plain file of the same size, in turns; and how long it takes until an article is live, alone and in ten
 * thousands.
 */
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { identityModule, seedIdentity } from '../src/identity/index.ts';
import { pageStoreOf } from '../src/sites/engine/store.ts';
import { seedSites, sitesModuleOf } from '../src/sites/index.ts';
import { say } from '../src/sites/testing.ts';
import { rawLoad } from './support/raw-load.ts';
import { type BenchServer, report, withServer } from './support/server.ts';

const AT = new Date('2026-11-23T10:00:00+08:00');
const MANY = Number(process.env.BENCH_PAGES ?? 10_000);
const AGENCY = '590902-SC';
const BODY = `<p>${'本通告自发布之日起施行，有关单位应当遵照执行。'.repeat(60)}</p>`;
const indexOf = (n: number): string => `11590902MT0000022A/2026-${String(n).padStart(5, '0')}`;
const pathOf = (n: number): string => `/content/2026/${indexOf(n).replace('/', '-')}.html`;
const modules = [identityModule, sitesModuleOf({ raise: async () => 0 })];

await withServer(modules, async (server) => {
  const { kernel } = server;
  await seedIdentity(kernel, AT);
  await seedSites(kernel, AT);
  await live(server);
  await tenThousand(server);
  if (process.env.BENCH_SERVING !== '0') await serving(server);
});

/** From the commit of a record to the page, its lists and its feeds being served. */
async function live({ kernel }: BenchServer): Promise<void> {
  const took: number[] = [];
  for (let n = 1; n <= 20; n += 1) {
    const began = performance.now();
    await say(kernel, [{ index: indexOf(n), agency: AGENCY, body: BODY }], new Date(AT.getTime() + n * 60_000));
    if (!(await pageStoreOf(kernel.published).page(pathOf(n)))) throw new Error('not live');
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  process.stdout.write(
    `one article to live: median ${took[10]?.toFixed(0)} ms, slowest ${took.at(-1)?.toFixed(0)} ms\n`,
  );
  report('one article to live, median of 20', took[10] ?? 0, 300, 'ms', true);
}

async function tenThousand({ kernel }: BenchServer): Promise<void> {
  const began = performance.now();
  for (let from = 0; from < MANY; from += 1_000) {
    const some = Array.from({ length: 1_000 }, (_, i) => ({
      index: indexOf(1_000 + from + i),
      agency: AGENCY,
      body: BODY,
      publishedAt: new Date(AT.getTime() - (MANY - from - i) * 60_000),
    }));
    await say(kernel, some, AT);
  }
  report(`${MANY.toLocaleString('en')} articles to live`, (performance.now() - began) / 1000, 60, 's', true);
}

async function serving({ url, dataDir }: BenchServer): Promise<void> {
  const path = pathOf(5);
  const program = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'support/site-program.ts'), url, dataDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const port = Number(
    await new Promise<string>((resolve) => program.stdout.once('data', (data) => resolve(String(data)))),
  );
  const nginx = await startNginx(dataDir);
  try {
    // A plain file as large as what is sent of the page.
    // Long enough that the program is compiled as it is after a minute of service.
    const { bytes } = await rawLoad(port, path, { seconds: 4 });
    await mkdir(join(dataDir, 'plain'), { recursive: true });
    await writeFile(join(dataDir, 'plain', 'file.html'), Buffer.alloc(bytes, 'x'));
    const rates = { plain: 0, program: 0, nginx: 0 };
    const rounds = 5;
    for (let round = 0; round < rounds; round += 1) {
      rates.plain += (await rawLoad(nginx.port, '/plain/file.html', { seconds: 2, accept: '' })).perSecond / rounds;
      rates.nginx += (await rawLoad(nginx.port, path, { seconds: 2, accept: 'gzip' })).perSecond / rounds;
      rates.program += (await rawLoad(port, path, { seconds: 2 })).perSecond / rounds;
    }
    process.stdout.write(
      `${bytes} bytes: nginx plain ${rates.plain.toFixed(0)}/s, nginx page ${rates.nginx.toFixed(0)}/s, program ${rates.program.toFixed(0)}/s\n`,
    );
    report('program ÷ nginx with a plain file', rates.program / rates.plain, 0.3, '');
    report('nginx with the page ÷ nginx with a plain file', rates.nginx / rates.plain, 0.95, '');
  } finally {
    program.kill();
    nginx.stop();
  }
}

async function startNginx(dataDir: string): Promise<{ readonly port: number; readonly stop: () => void }> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
  const folder = join(dataDir, 'nginx');
  await mkdir(join(folder, 'logs'), { recursive: true });
  const config = join(folder, 'nginx.conf');
  await writeFile(
    config,
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/logs/error.log;
     events { worker_connections 256; }
     http { access_log off; sendfile on; tcp_nopush on; open_file_cache max=1000; keepalive_requests 1000000;
       types { text/html html; }
       client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
       server { listen 127.0.0.1:${port};
         location /plain/ { root ${dataDir}; }
         location / { root ${dataDir}/pages; gzip_static on; } } }`,
  );
  const child = spawn('nginx', ['-c', config, '-p', folder, '-e', join(folder, 'logs', 'error.log')], {
    stdio: 'inherit',
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { port, stop: () => void child.kill() };
}
