import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardsModule } from '../boards/index.ts';
import { disclosureModule } from '../disclosure/index.ts';
import { putCatalogue } from '../disclosure/testing.ts';
import { directoryOf } from '../identity/index.ts';
import { actorNamed, signedIn } from '../identity/testing.ts';
import { day, figureOf, verifyLedger } from '../kernel/index.ts';
import { addTarget, noteDelivery, say, sitesCity } from '../sites/testing.ts';
import { Rule } from './contract.ts';
import { consistencyModule } from './index.ts';
import { measures } from './measures.ts';
import { beginRun, changeRule, compareSlice, settleMismatch } from './operations.ts';
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
  await putCatalogue(city.kernel);
  city.setNow(at);
});
afterAll(() => city.close());

/** As the owner of the database, past its grants: for planting faults. */
async function owner(statement: string, values: readonly unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: city.database.ownerUrl });
  await client.connect();
  try {
    await client.query(statement, [...values]);
  } finally {
    await client.end();
  }
}

/** Takes the page of an article away, as a fault of the disk or of the program would; it is put back by {@link restore}. */
async function hide(serial: number): Promise<void> {
  await owner('create table if not exists public.hidden as select * from sites.page where false');
  await owner(
    'with gone as (delete from sites.page where path = $1 returning *) insert into public.hidden select * from gone',
    [path(serial)],
  );
}
const restore = () =>
  owner('with back as (delete from public.hidden returning *) insert into sites.page select * from back');
const matters = async (): Promise<number> => {
  const { rows } = await city.kernel.pool.query<{ n: number }>('select count(*)::int as n from kernel.matter');
  return rows[0]?.n ?? 0;
};

async function compared(when = at): Promise<readonly Listed[]> {
  const { kernel } = city;
  await beginRun(kernel, null, when);
  while (await compareSlice(kernel, when));
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

test('a slice that fails leaves nothing behind and is done again; what was found before it stays', async () => {
  const { kernel } = city;
  await hide(1);
  const id = await beginRun(kernel, null, at);
  await owner(`alter table consistency.mismatch add constraint broken check (found_at is null) not valid`);
  const before = await matters();
  await expect(compareSlice(kernel, at)).rejects.toThrow('broken');
  expect(await matters()).toBe(before);
  expect((await lastRuns(kernel.pool))[0]).toMatchObject({ id, part: 'articles', slices: 0, opened: 0 });
  await owner(`alter table consistency.mismatch drop constraint broken`);
  // Not at once again, and a minute later.
  expect(await compareSlice(kernel, at)).toBe(false);
  await compareSlice(kernel, new Date(at.getTime() + 60_000));
  // Killed here; another copy goes on.
  while (await compareSlice(kernel, at));
  const after = await lastRuns(kernel.pool);
  expect(after[0]).toMatchObject({ id, opened: 1, closed: 0 });
  expect(codes(await compared()).filter((code) => code.startsWith('page-missing'))).toHaveLength(1);
  await restore();
});

test('a slice that always fails is set aside with its part and a note; the rest and the next comparison go on', async () => {
  const { kernel } = city;
  const minute = (n: number) => new Date(at.getTime() + n * 60_000);
  expect(codes(await compared()).filter((code) => code.startsWith('page-missing'))).toEqual([]);
  await hide(2);
  expect(codes(await compared())).toContain(`page-missing ${index(2)}`);
  await restore();
  const id = await beginRun(kernel, null, at);
  // Its page is back, so that a whole comparison closes the ticket; of another that is missing no ticket can be opened.
  await hide(1);
  await owner(`alter table consistency.mismatch add constraint broken check (found_at is null) not valid`);
  for (let n = 0; n < 5; n += 1) {
    expect((await lastRuns(kernel.pool))[0]).toMatchObject({ id, part: 'articles', failures: n, setAside: [] });
    await expect(compareSlice(kernel, minute(n))).rejects.toThrow('broken');
    // Not again within the minute.
    if (n < 4) expect(await compareSlice(kernel, minute(n))).toBe(false);
  }
  expect((await lastRuns(kernel.pool))[0]).toMatchObject({ part: 'strangers', setAside: ['articles'], failures: 0 });
  await owner('alter table consistency.mismatch drop constraint broken');
  await restore();
  while (await compareSlice(kernel, minute(6)));
  const [ended] = await lastRuns(kernel.pool);
  expect(ended).toMatchObject({ id, setAside: ['articles'], closed: 0, fault: expect.stringContaining('23514') });
  expect(ended?.endedAt).not.toBeNull();
  const page = await city.web.inject({
    url: '/api/consistency',
    headers: { cookie: await signedIn(city.web, 'gongkaiban') },
  });
  const { runs } = page.json<{ runs: { setAside: string[] }[] }>();
  expect(runs[0]?.setAside).toEqual(['逐条核对门户页面']);
  // The next one looks at everything, and closes what is gone.
  expect(codes(await compared(minute(7)))).not.toContain(`page-missing ${index(2)}`);
  expect((await lastRuns(kernel.pool))[0]).toMatchObject({ setAside: [], failures: 0 });
});

test('what changed within the minutes of grace opens nothing, and closes nothing that is still so', async () => {
  const { kernel } = city;
  const change = (minutes: number) =>
    kernel.pool.query(`update disclosure.published set changed_at = $2 where index_number = $1`, [
      index(3),
      new Date(at.getTime() - minutes * 60_000),
    ]);
  const missing = async () => codes(await compared()).filter((code) => code === `page-missing ${index(3)}`);
  await hide(3);
  await change(9);
  expect(await missing()).toEqual([]);
  await change(11);
  expect(await missing()).toHaveLength(1);
  await change(1);
  expect(await missing()).toHaveLength(1);
  await restore();
  expect(await missing()).toEqual([]);
});

test('what is told outside as well is missed after its working days, and found again when it is noted', async () => {
  const { kernel } = city;
  const on = day('2026-11-23');
  const actor = await actorNamed(kernel, 'gongkaiban', on);
  await kernel.pool.query(
    `update disclosure.published set published_at = $2, node = 'ML.3.13.04' where index_number = $1`,
    [index(3), new Date('2026-11-16T10:00:00+08:00')],
  );
  const usual = Rule.parse({});
  const external = [{ target: 'shengtai', nodes: ['ML.3.13'], workdays: 5, since: day('2026-11-01') }];
  const change = (rule: unknown, seenVersion: number, reason = '按省目录规范同步发布') =>
    changeRule(kernel, { rule: Rule.parse(rule), seenVersion, reason, actor, at });
  await expect(change({ ...usual, external }, 0)).rejects.toMatchObject({ code: 'consistency/no-target' });
  await addTarget(kernel, { key: 'shengtai', name: '省政务公开平台', kind: 'external' }, { actor, at });
  await expect(change({ ...usual, external }, 0, '无')).rejects.toMatchObject({ code: 'consistency/no-reason' });
  const nowhere = [{ ...external[0], nodes: ['ML.9'] }];
  await expect(change({ ...usual, external: nowhere }, 0)).rejects.toMatchObject({ code: 'consistency/no-entry' });
  await change({ ...usual, external }, 0);
  await expect(change(usual, 0)).rejects.toMatchObject({ code: 'consistency/rule-changed' });
  const drafter = await actorNamed(kernel, 'lianluoyuan', on);
  const forbidden = changeRule(kernel, { rule: usual, seenVersion: 1, reason: '不再同步发布', actor: drafter, at });
  await expect(forbidden).rejects.toMatchObject({ code: 'access/forbidden' });
  const missing = async (when = at) =>
    codes(await compared(when)).filter((code) => code === `external-missing ${index(3)}`);
  // Five working days from Monday the 16th: it may still come on Monday the 23rd.
  expect(await missing()).toEqual([]);
  const nextDay = new Date('2026-11-24T09:00:00+08:00');
  expect(await missing(nextDay)).toHaveLength(1);
  const agencyId = (await directoryOf(kernel)).agencyByKey('590900-SC')?.id ?? 0;
  const what = { target: 'shengtai', agencyId, index: index(3), title: `公开信息 ${index(3)}`, on, receipt: null };
  await noteDelivery(kernel, what, { actor, at });
  expect(await missing(nextDay)).toEqual([]);
});

test('M-R049 is the tickets that make it', async () => {
  const { kernel } = city;
  const scope = { from: day('2026-11-01'), to: day('2026-11-30'), agencyIds: null };
  const values = await Promise.all(measures.map((measure) => figureOf(kernel.published.db, measure, scope)));
  const { rows } = await kernel.pool.query<{ all: number; closed: number }>(
    'select count(*)::int as all, count(closed_at)::int as closed from consistency.mismatch',
  );
  const { all = 0, closed = 0 } = rows[0] ?? {};
  expect(closed).toBeGreaterThan(0);
  expect(Number(values[0]?.value)).toBe(all);
  expect(Number(values[1]?.value)).toBeCloseTo((closed / all) * 100, 2);
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
