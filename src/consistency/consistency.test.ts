import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardsModule } from '../boards/index.ts';
import { disclosureModule } from '../disclosure/index.ts';
import { directoryOf } from '../identity/index.ts';
import { actorNamed, signedIn } from '../identity/testing.ts';
import { day, verifyLedger } from '../kernel/index.ts';
import { say, sitesCity } from '../sites/testing.ts';
import { consistencyModule } from './index.ts';
import { beginRun, compareSlice, settleMismatch } from './operations.ts';
import { type Listed, lastRuns, listed } from './repo.ts';

const said = new Date('2026-11-23T10:00:00+08:00');
const at = new Date('2026-11-23T12:00:00+08:00');
const index = (serial: number): string => `11590900MT0000022A/2026-${String(serial).padStart(5, '0')}`;
const path = (serial: number): string =>
  `/content/2026/11590900MT0000022A-2026-${String(serial).padStart(5, '0')}.html`;
let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(said, [disclosureModule, boardsModule, consistencyModule]);
  await say(
    city.kernel,
    [1, 2, 3].map((serial) => ({ index: index(serial), agency: '590900-SC' })),
  );
  city.setNow(at);
});
afterAll(() => city.close());

async function compared(): Promise<readonly Listed[]> {
  const { kernel } = city;
  await beginRun(kernel, null, at);
  while (await compareSlice(kernel, at));
  const agencyIds = (await directoryOf(kernel)).agencies.map(({ id }) => id);
  const rows = await listed(kernel, { agencyIds, standing: 'open', today: day('2026-11-23'), most: 100 });
  return rows.filter(({ channel }) => channel !== 'catalogue');
}
const codes = (rows: readonly Listed[]) => rows.map(({ code, index: of }) => `${code} ${of ?? ''}`).toSorted();

test('what differs is a ticket once, and is closed when it is gone', async () => {
  const { kernel } = city;
  expect(codes(await compared())).toEqual([]);
  // A page that went, and a record whose page tells its old title.
  const { rows: kept } = await kernel.pool.query('select * from sites.page where path = $1', [path(1)]);
  await kernel.pool.query('delete from sites.page where path = $1', [path(1)]);
  await kernel.pool.query(`update disclosure.published set title = '另一个题目' where index_number = $1`, [index(2)]);
  const found = await compared();
  expect(codes(found)).toEqual([`other-title ${index(2)}`, `page-missing ${index(1)}`]);
  expect(codes(await compared())).toEqual(codes(found));
  const [run] = await lastRuns(kernel.pool);
  expect(run).toMatchObject({ opened: 0, closed: 0 });
  // Five working days from a Monday.
  expect(found[0]?.dueOn).toBe(day('2026-11-30'));
  const columns = Object.keys(kept[0] ?? {});
  await kernel.pool.query(
    `insert into sites.page (${columns.join(', ')}) values (${columns.map((_, n) => `$${n + 1}`).join(', ')})`,
    Object.values(kept[0] ?? {}),
  );
  expect(codes(await compared())).toEqual([`other-title ${index(2)}`]);
  expect((await verifyLedger(kernel)).faults).toEqual([]);
});

test('one that somebody has explained is not opened again as it was, and is when it is another', async () => {
  const { kernel } = city;
  const [one] = await compared();
  if (!one) throw new Error('nothing was found');
  const actor = await actorNamed(kernel, 'lianluoyuan', day('2026-11-23'));
  const doing = { id: one.id, actor, at, seenSeq: one.seq };
  await expect(settleMismatch(kernel, { ...doing, words: '无' })).rejects.toMatchObject({
    code: 'consistency/no-words',
  });
  await settleMismatch(kernel, { ...doing, words: '题目以登记为准' });
  expect(await compared()).toEqual([]);
  await kernel.pool.query(`update disclosure.published set title = '又一个题目' where index_number = $1`, [index(2)]);
  expect(codes(await compared())).toEqual([`other-title ${index(2)}`]);
});

test('an external channel that was earlier than the portal is found', async () => {
  const { kernel } = city;
  await kernel.pool.query(
    `insert into sites.delivery (target, kind, agency_id, index_number, title, published_on, noted_by, noted_at)
     select 'sheng', 'external', agency_id, index_number, title, '2026-11-20', (select min(id) from identity.person), $2
       from disclosure.published where index_number = $1`,
    [index(3), at],
  );
  expect(codes(await compared())).toContain(`portal-later ${index(3)}`);
});

test('a comparison is resumed where it was, and there is one at a time', async () => {
  const { kernel } = city;
  const id = await beginRun(kernel, null, at);
  await compareSlice(kernel, at);
  expect(await beginRun(kernel, null, at)).toBe(id);
  expect((await lastRuns(kernel.pool))[0]).toMatchObject({ id, part: 'strangers', slices: 1 });
  while (await compareSlice(kernel, at));
});

test('who may see and begin', async () => {
  const get = async (login: string, url: string) =>
    city.web.inject({ url, headers: { cookie: await signedIn(city.web, login) } });
  const list = await get('lianluoyuan', '/api/consistency?standing=all');
  expect(list.statusCode).toBe(200);
  expect((list.json() as { rows: unknown[] }).rows.length).toBeGreaterThan(0);
  expect((await get('lianluoyuan', '/api/consistency.csv?standing=all')).body).toContain('另一个题目');
  expect((await city.web.inject('/api/consistency')).statusCode).toBe(401);
  expect((await get('shimin', '/api/consistency')).statusCode).toBe(403);
  const run = async (login: string) =>
    city.web.inject({
      method: 'POST',
      url: '/api/consistency/runs',
      headers: { cookie: await signedIn(city.web, login), 'sec-fetch-site': 'same-origin' },
    });
  expect((await run('lianluoyuan')).statusCode).toBe(403);
  expect((await run('gongkaiban')).statusCode).toBe(200);
});
