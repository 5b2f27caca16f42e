import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { system } from '../kernel/index.ts';
import { forgetCluster, siteOf } from './cluster.ts';
import { openCitySite } from './index.ts';
import { changeSite } from './targets/change-site.ts';
import { sitesCity } from './testing.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const own = { name: '网站', nav: [{ href: '/', title: '首页' }], contact: '12345' };

let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(at);
});
afterAll(() => city.close());

test('pages that the program makes carry what the settings of the portal say, each copy of the program after half a minute', async () => {
  const { kernel } = city;
  const here = openCitySite(kernel, own);
  // Another copy of the program has a pool of its own.
  const there = openCitySite(
    { published: { pool: Object.create(kernel.published.pool), db: kernel.published.db }, now: kernel.now },
    own,
  );
  await Promise.all([here.look(), there.look()]);
  expect(here.current()).toMatchObject({ nav: own.nav, idCode: '5909000001', icp: '岚ICP备00000001号' });
  const shown = here.current();
  await here.look();
  expect(here.current()).toBe(shown);

  const { key: _, ...portal } = await siteOf(kernel, 'portal');
  const columns = portal.columns.map((column) => ({ ...column, count: 0 }));
  const site = { ...portal, columns, seen: columns.map(({ key }) => key) };
  const actor = system;
  await changeSite(kernel, 'portal', { ...site, idCode: '5909000099', icp: '岚ICP备00000099号' }, { actor, at });
  await here.look();
  expect(here.current()).toMatchObject({ idCode: '5909000099', icp: '岚ICP备00000099号' });
  await there.look();
  expect(there.current().idCode).toBe('5909000001');
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 31_000);
  await there.look();
  clock.mockRestore();
  expect(there.current().idCode).toBe('5909000099');
});

test('without a database pages are shown as they were known, and nobody waits for it', async () => {
  const nowhere = new pg.Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 200 });
  const kernel = { published: { pool: nowhere, db: city.kernel.published.db }, now: city.kernel.now };
  const site = openCitySite(kernel, own);
  await site.look();
  expect(site.current()).toBe(own);
  // The next pages do not ask again.
  expect(site.look()).toBeUndefined();
  forgetCluster(kernel);
  await nowhere.end();
});
