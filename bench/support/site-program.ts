/** A web copy of the program over the database of a benchmark, for `bench/pages.ts`: prints its port. */
import { createKernel, createWeb, openPool, openPublicPool } from '../../src/kernel/index.ts';
import { sitesModuleOf } from '../../src/sites/index.ts';

const [url = '', dataDir = ''] = process.argv.slice(2);
const modules = [sitesModuleOf({ raise: async () => 0 })];
const publicPool = openPublicPool({ url });
const kernel = await createKernel({ pool: openPool({ url, max: 4 }), publicPool, dataDir, modules });
const { web } = await createWeb({
  access: kernel.access,
  authenticate: async () => null,
  refused: async () => undefined,
  spend: async () => undefined,
  sentence: (code) => code,
  problemPage: ({ title }) => title,
  title: 'bench',
  maxUploadBytes: 1_000_000,
  trustProxy: false,
  log: 'nothing',
});
web.decorate('site', { name: 'bench', nav: [] });
web.decorate('publicUrl', 'http://localhost');
for (const module of modules) await module.routes?.(web, kernel);
await web.listen({ port: 0, host: '127.0.0.1' });
const address = web.server.address();
process.stdout.write(`${typeof address === 'object' && address ? address.port : ''}\n`);
