import { afterAll, beforeAll, expect, test } from 'vitest';
import { disclosureModule } from '../../disclosure/index.ts';
import { directoryOf } from '../../identity/index.ts';
import { asking } from '../../identity/testing.ts';
import { day, instant } from '../../kernel/index.ts';
import { serviceItemsModule } from '../../service-items/index.ts';
import { say, sitesCity } from '../../sites/testing.ts';
import { boardsModule } from '../index.ts';
import { loseSilent } from '../operations/terminals.ts';
import { noteTroubles } from '../operations/troubles.ts';
import { type Fault, Machine, overNetwork } from './machine.ts';

const AT = instant(day('2026-11-23'), '10:00');
const INDEX = ['11590900MT0000014J/2026-00001', '11590900MT0000014J/2026-00002'] as const;
let minute = 0;
let city: Awaited<ReturnType<typeof sitesCity>>;
let ask: ReturnType<typeof asking>;
let agencyId = 0;
let server = '';
const playlist = (refs: readonly string[]) => ({
  name: '大厅',
  agencyId,
  slots: refs.map((ref) => ({ source: { kind: 'publication', ref }, seconds: 20 })),
});
const putPlaylist = (refs: readonly string[]) =>
  ask('gongkaiban', 'POST', '/api/boards/playlists', { key: 'hall', playlist: playlist(refs) });
beforeAll(async () => {
  city = await sitesCity(AT, [disclosureModule, serviceItemsModule, boardsModule]);
  ask = asking(city);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-ZF')?.id ?? 0;
  await say(
    city.kernel,
    INDEX.map((index) => ({ index, agency: '590900-ZF', title: `通告 ${index.slice(-1)}` })),
  );
  expect((await putPlaylist([INDEX[0]])).status).toBe(204);
  // A real server on a real port: the machine knows nothing but its address.
  server = await city.web.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => city.close());

async function machine(name: string, kind = 'led') {
  const body = { agencyId, kind, name, place: '一楼大厅', columns: 12, lines: 2, playlist: 'hall' };
  const { json } = await ask('gongkaiban', 'POST', '/api/boards/terminals', body);
  const one = new Machine(overNetwork(server));
  expect(await one.enrol(json.code)).toBeNull();
  return { one, id: json.id as number };
}

/** Some minutes pass, each with a turn of the machine and, every other, one of the program's look. */
async function pass(one: Machine, minutes: number): Promise<void> {
  for (let i = 0; i < minutes; i += 1) {
    minute += 1;
    const now = new Date(AT.getTime() + minute * 60_000);
    city.setNow(now);
    await one.turn(now);
  }
  await noteTroubles(city.kernel, city.kernel.now());
}
const view = async (id: number) => (await ask('gongkaiban', 'GET', `/api/boards/terminals/${id}`)).json;
const kinds = async (id: number) => ((await view(id)).troubles as { kind: string }[]).map(({ kind }) => kind);
async function noticesOf(id: number): Promise<readonly string[]> {
  const { rows } = await city.kernel.pool.query<{ trouble: string }>(
    `select params->>'trouble' as trouble from kernel.notice where code = 'boards.trouble' and matter_id = $1 order by id`,
    [id],
  );
  return rows.map(({ trouble }) => trouble);
}

test('one that works plays, proves it, and follows each new version', async () => {
  const { one, id } = await machine('好的屏');
  await pass(one, 3);
  expect(one.standing).toMatchObject({ held: 0, refused: null, showing: INDEX[0] });
  expect(await view(id)).toMatchObject({ state: 'active', current: true, troubles: [], past: [] });
  const before = one.standing.version;
  await putPlaylist(INDEX);
  await pass(one, 2);
  expect(one.standing.version).not.toBe(before);
  const { counts } = await view(id);
  expect(counts.reduce((sum: number, { times }: { times: number }) => sum + times, 0)).toBeGreaterThanOrEqual(9);
  await pass(one, 30);
  expect(await view(id)).toMatchObject({ troubles: [], past: [] });
});

test.each([
  ['stuck', 'stuck', 25, '画面停住不动'],
  ['proofs', 'unproved', 25, '没有播放凭证'],
  ['black', 'hidden', 8, '屏幕没有画面'],
] as const)('%s is found, told once, and over when it is mended', async (fault: Fault, kind, minutes, said) => {
  const { one, id } = await machine(`故障 ${fault}`);
  await pass(one, 3);
  one.faults.add(fault);
  await pass(one, minutes);
  expect(await kinds(id)).toEqual([kind]);
  await pass(one, 2);
  expect(await noticesOf(id)).toEqual([said]);
  one.faults.delete(fault);
  await pass(one, 3);
  expect(await view(id)).toMatchObject({ troubles: [], past: [{ kind, endedAt: expect.any(String) }] });
});

test('one that hangs on its old version is told apart from one that follows', async () => {
  const { one, id } = await machine('旧版屏');
  await pass(one, 3);
  one.faults.add('version');
  await putPlaylist([INDEX[1]]);
  await pass(one, 5);
  expect(await kinds(id)).toEqual([]);
  await pass(one, 8);
  expect(await kinds(id)).toEqual(['behind']);
  expect(await view(id)).toMatchObject({ current: false });
  const listed = (await ask('gongkaiban', 'GET', '/api/boards/terminals?trouble=1')).json.rows;
  expect(listed.map((row: { id: number }) => row.id)).toContain(id);
  one.faults.delete('version');
  await pass(one, 2);
  expect(await view(id)).toMatchObject({ current: true, troubles: [] });
});

test('one whose clock is wrong is refused, and that is seen; set right it sends what it held', async () => {
  const { one, id } = await machine('快钟屏');
  await pass(one, 2);
  one.faults.add('clock');
  await pass(one, 3);
  expect(one.standing.refused).toBe('boards/clock-off');
  expect(await kinds(id)).toEqual(['clock']);
  expect(await noticesOf(id)).toEqual(['时钟不准']);
  one.faults.delete('clock');
  await pass(one, 2);
  expect(one.standing).toMatchObject({ refused: null, held: 0 });
  expect(await kinds(id)).toEqual([]);
});

test('without the network it goes on from what it has, is missed, and proves all of it afterwards', async () => {
  const { one, id } = await machine('断网屏');
  await pass(one, 2);
  const { played } = one.standing;
  one.faults.add('offline');
  await pass(one, 35);
  expect(one.standing.played).toBeGreaterThan(played + 80);
  expect(one.standing.held).toBeGreaterThan(80);
  await loseSilent(city.kernel, city.kernel.now());
  const lost = await view(id);
  expect(lost).toMatchObject({ state: 'silent', troubles: [{ kind: 'silent', since: lost.lastSeenAt }] });
  one.faults.delete('offline');
  await pass(one, 2);
  expect(one.standing.held).toBe(0);
  const found = await view(id);
  expect(found).toMatchObject({ state: 'active', troubles: [] });
  const times = found.counts.reduce((sum: number, count: { times: number }) => sum + count.times, 0);
  expect(times).toBe(one.standing.played);
});
