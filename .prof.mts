import { withServer } from './bench/support/server.ts';
import { identityModule, seedIdentity } from './src/identity/index.ts';
import { seedSites, sitesModuleOf } from './src/sites/index.ts';
import { showPublications } from './src/sites/operations/place.ts';
import { say } from './src/sites/testing.ts';

const AT = new Date('2026-11-23T10:00:00+08:00');
const BODY = `<p>${'本通告自发布之日起施行，有关单位应当遵照执行。'.repeat(60)}</p>`;
await withServer([identityModule, sitesModuleOf({ raise: async () => 0 })], async ({ kernel }) => {
  await seedIdentity(kernel, AT);
  await seedSites(kernel, AT);
  const idx = (n: number) => `11590902MT0000022A/2026-${String(n).padStart(5, '0')}`;
  for (let i = 0; i < 2; i++) {
    const t = performance.now();
    await say(kernel, [{ index: idx(i + 1), agency: '590902-SC', body: BODY }]);
    console.log('one', performance.now() - t);
  }
  const listeners = kernel.recordListeners;
  for (let round = 0; round < 8; round++) {
    const some = Array.from({ length: 500 }, (_, i) => ({
      index: idx(1000 + round * 500 + i),
      agency: '590902-SC',
      body: BODY,
      publishedAt: new Date(AT.getTime() - (1000 - round * 500 - i) * 60_000),
    }));
    let t = performance.now();
    (kernel as { recordListeners: unknown }).recordListeners = [];
    await say(kernel, some, AT);
    console.log('records', performance.now() - t);
    (kernel as { recordListeners: unknown }).recordListeners = listeners;
    t = performance.now();
    const c = process.cpuUsage();
    await showPublications(
      kernel,
      some.map((s) => s.index),
      AT,
    );
    console.log('show', performance.now() - t, process.cpuUsage(c));
  }
});
process.exit(0);
