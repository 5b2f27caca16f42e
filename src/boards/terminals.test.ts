import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disclosureModule } from '../disclosure/index.ts';
import { directoryOf } from '../identity/index.ts';
import { asking } from '../identity/testing.ts';
import { day, instant, sweep } from '../kernel/index.ts';
import { serviceItemsModule } from '../service-items/index.ts';
import { say, sitesCity } from '../sites/testing.ts';
import { boardsModule } from './index.ts';
import { forgetReports, loseSilent } from './operations/terminals.ts';
import { signedText } from './signature.ts';

const AT = instant(day('2026-11-23'), '10:00');
const INDEX = '11590900MT0000014J/2026-00001';
const after = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);

let city: Awaited<ReturnType<typeof sitesCity>>;
let ask: ReturnType<typeof asking>;
let agencyId = 0;
beforeAll(async () => {
  city = await sitesCity(AT, [disclosureModule, serviceItemsModule, boardsModule]);
  ask = asking(city);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-ZF')?.id ?? 0;
  await say(city.kernel, [
    { index: INDEX, agency: '590900-ZF', title: '高龄津贴发放办法', body: '<p>年满八十周岁，每月六十元。</p>' },
  ]);
  const slots = [
    { source: { kind: 'publication', ref: INDEX }, seconds: 5 },
    { source: { kind: 'finished', ref: 'finished' }, seconds: 5 },
  ];
  const playlist = { name: '大厅', agencyId, slots };
  expect((await ask('gongkaiban', 'POST', '/api/boards/playlists', { key: 'hall', playlist })).status).toBe(204);
});
afterAll(() => city.close());

test('a playlist says what it plays by title', async () => {
  const { json } = await ask('gongkaiban', 'GET', '/api/boards/playlists');
  expect(json.rows).toMatchObject([{ key: 'hall', titles: ['高龄津贴发放办法', null] }]);
});

type Machine = { readonly id: number; readonly key: KeyObject; readonly keyId: string };
async function register(kind = 'led'): Promise<{ readonly id: number; readonly code: string }> {
  const body = { agencyId, kind, name: '大厅屏', place: '一楼', columns: 12, lines: 2, playlist: 'hall' };
  const { json } = await ask('gongkaiban', 'POST', '/api/boards/terminals', body);
  return json;
}

const enrolWith = (code: string, publicKey: string) =>
  city.web.inject({ method: 'POST', url: '/player/enrol', payload: { code, publicKey } });

async function machine(kind = 'led'): Promise<Machine> {
  const { id, code } = await register(kind);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  expect((await enrolWith(code, spki.toString('base64'))).statusCode).toBe(200);
  return { id, key: privateKey, keyId: createHash('sha256').update(spki).digest('hex') };
}

type Twist = { readonly time?: Date; readonly sent?: object; readonly path?: string; readonly key?: KeyObject };
async function speak(who: Machine, method: 'GET' | 'POST', path: string, body?: object, twist: Twist = {}) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const time = (twist.time ?? city.kernel.now()).toISOString();
  const digest = createHash('sha256').update(text).digest('hex');
  const words = signedText(method, twist.path ?? path, time, digest);
  const signature = sign('sha256', Buffer.from(words), { key: twist.key ?? who.key, dsaEncoding: 'ieee-p1363' });
  const answer = await city.web.inject({
    method,
    url: path,
    headers: {
      'x-terminal': who.keyId,
      'x-terminal-time': time,
      'x-terminal-signature': signature.toString('base64'),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: twist.sent ? JSON.stringify(twist.sent) : text }),
  });
  return { status: answer.statusCode, json: answer.json() };
}
const beat = (who: Machine, twist?: Twist) =>
  speak(who, 'POST', '/player/heartbeat', { version: null, held: 0 }, twist);
const state = async (id: number): Promise<string> =>
  (await ask('gongkaiban', 'GET', `/api/boards/terminals/${id}`)).json.state;

const report = (over: object = {}) => ({
  ...{ id: randomUUID(), kind: 'play', ref: INDEX, at: city.kernel.now().toISOString(), seconds: 5 },
  ...over,
});

test('a terminal is enrolled once by its code, and shows its playlist', async () => {
  const { id, code } = await register();
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  expect((await enrolWith(code, 'bm90IGEga2V5')).json()).toMatchObject({ code: 'boards/not-a-key' });
  const { publicKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const wrong = await enrolWith(code, other.export({ format: 'der', type: 'spki' }).toString('base64'));
  expect(wrong.json()).toMatchObject({ code: 'boards/not-a-key' });
  expect((await enrolWith('AAAAAAAAAA', spki)).json()).toMatchObject({ code: 'boards/wrong-code' });
  expect((await enrolWith(code.toLowerCase(), spki)).statusCode).toBe(200);
  expect((await enrolWith(code, spki)).json()).toMatchObject({ code: 'boards/wrong-code' });
  expect(await state(id)).toBe('active');
  const led = await machine();
  const { json } = await speak(led, 'GET', '/player/manifest');
  expect(json).toMatchObject({
    ...{ kind: 'led', columns: 12, lines: 2, interruption: null },
    slots: [{ ref: INDEX }, { ref: 'finished' }],
    articles: [{ title: '高龄津贴发放办法', kind: 'publication' }],
  });
});

test('a code is worth nothing after its day', async () => {
  const { code } = await register();
  city.setNow(after(24 * 60 + 1));
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const late = await enrolWith(code, publicKey.export({ format: 'der', type: 'spki' }).toString('base64'));
  expect(late.json()).toMatchObject({ code: 'boards/wrong-code' });
  city.setNow(AT);
});

test('what is not signed by its key, for this path, this body and this hour, is not heard', async () => {
  const who = await machine();
  const { privateKey: stranger } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const refused = { status: 401, json: { code: 'boards/not-this-terminal' } };
  expect((await beat(who)).status).toBe(200);
  expect(await beat(who, { key: stranger })).toMatchObject(refused);
  expect(await beat(who, { path: '/player/reports' })).toMatchObject(refused);
  expect(await beat(who, { sent: { version: null, held: 7 } })).toMatchObject(refused);
  expect(await beat({ ...who, keyId: '00'.repeat(32) })).toMatchObject(refused);
  expect((await city.web.inject({ method: 'GET', url: '/player/manifest' })).statusCode).toBe(401);
  expect(await beat(who, { time: after(11) })).toMatchObject({ status: 401, json: { code: 'boards/clock-off' } });
  expect(await beat(who, { time: after(-11) })).toMatchObject({ status: 401, json: { code: 'boards/clock-off' } });
});

test('reports count once however often they are sent, and not when no clock can have shown that', async () => {
  const who = await machine('kiosk');
  const two = [report(), report({ kind: 'open' })];
  const send = (reports: readonly object[]) => speak(who, 'POST', '/player/reports', { reports });
  expect((await send(two)).json).toEqual({ taken: 2, ignored: 0 });
  expect((await send([...two, report(), two[0] ?? {}])).json).toEqual({ taken: 1, ignored: 0 });
  const impossible = [report({ at: after(60).toISOString() }), report({ at: '2020-01-01T00:00:00.000Z' })];
  expect((await send(impossible)).json).toEqual({ taken: 0, ignored: 2 });
  expect((await send([report({ ref: '张三的申请' })])).json).toEqual({ taken: 0, ignored: 1 });
  const { json } = await ask('gongkaiban', 'GET', `/api/boards/terminals/${who.id}`);
  expect(json.counts).toEqual([
    { on: '2026-11-23', kind: 'play', ref: INDEX, title: '高龄津贴发放办法', times: 2, seconds: 10 },
    { on: '2026-11-23', kind: 'open', ref: INDEX, title: '高龄津贴发放办法', times: 1, seconds: 5 },
  ]);
  await forgetReports(city.kernel, after(401 * 24 * 60));
  const left = await city.kernel.pool.query('select count(*)::int as n from boards.shown where terminal_id = $1', [
    who.id,
  ]);
  expect(left.rows).toEqual([{ n: 0 }]);
  expect((await ask('gongkaiban', 'GET', `/api/boards/terminals/${who.id}`)).json.counts).toHaveLength(2);
});

test('one that falls silent is missed in the hours of the hall, and found again when it speaks', async () => {
  const who = await machine();
  city.setNow(after(31));
  await beat(who);
  expect(await loseSilent(city.kernel, after(40))).toBeGreaterThanOrEqual(0);
  expect(await state(who.id)).toBe('active');
  // In the evening screens are off, and on a Saturday.
  await loseSilent(city.kernel, instant(day('2026-11-23'), '20:00'));
  await loseSilent(city.kernel, instant(day('2026-11-28'), '10:00'));
  expect(await state(who.id)).toBe('active');
  city.setNow(after(62));
  await loseSilent(city.kernel, after(62));
  expect(await state(who.id)).toBe('silent');
  const { rows } = await city.kernel.pool.query(
    `select 1 from kernel.notice where code = 'boards.lost' and matter_id = $1`,
    [who.id],
  );
  expect(rows).toHaveLength(1);
  await beat(who);
  expect(await state(who.id)).toBe('active');
  city.setNow(AT);
});

test('a revoked terminal is never heard again, and one with a new code only by its new key', async () => {
  const who = await machine();
  const acts = `/api/boards/terminals/${who.id}/acts`;
  const again = await ask('gongkaiban', 'POST', acts, { act: 'recode' });
  expect(again.json).toMatchObject({ code: expect.stringMatching(/^[2-9A-Z]{10}$/u) });
  expect(await beat(who)).toMatchObject({ status: 401, json: { code: 'boards/not-this-terminal' } });
  const other = await machine();
  const path = `/api/boards/terminals/${other.id}/acts`;
  expect((await ask('gongkaiban', 'POST', path, { act: 'revoke', words: '' })).json).toMatchObject({
    code: 'boards/no-words',
  });
  expect((await ask('gongkaiban', 'POST', path, { act: 'revoke', words: '设备已经报废' })).status).toBe(200);
  expect(await beat(other)).toMatchObject({ status: 401, json: { code: 'boards/terminal-revoked' } });
  const late = await speak(other, 'POST', '/player/reports', { reports: [report()] });
  expect(late.json).toMatchObject({ code: 'boards/terminal-revoked' });
});

test('an interruption is on every screen below, for its hours; what was withdrawn is on none', async () => {
  const who = await machine();
  const manifest = async () => (await speak(who, 'GET', '/player/manifest')).json;
  const before = await manifest();
  const asked = { agencyId, words: '暴雨红色预警，请尽快撤离低洼地带。', hours: 2 };
  expect((await ask('lianluoyuan', 'POST', '/api/boards/interruptions', asked)).status).toBe(403);
  const named = await ask('gongkaiban', 'POST', '/api/boards/interruptions', {
    ...asked,
    words: '请速联系13812345678',
  });
  expect(named.json).toMatchObject({ code: 'boards/personal-data' });
  expect((await ask('gongkaiban', 'POST', '/api/boards/interruptions', asked)).status).toBe(200);
  const during = await manifest();
  expect(during).toMatchObject({ interruption: { words: asked.words } });
  expect(during.version).not.toBe(before.version);
  city.setNow(after(121));
  await sweep(city.kernel, after(121));
  expect(await manifest()).toMatchObject({ interruption: null, version: before.version });
  const open = await ask('gongkaiban', 'GET', '/api/boards/interruptions');
  expect(open.json).toEqual({ rows: [] });
  city.setNow(AT);
  await say(city.kernel, [
    { index: INDEX, agency: '590900-ZF', title: '高龄津贴发放办法', withdrawn: true, note: '有误' },
  ]);
  expect(await manifest()).toMatchObject({ slots: [{ ref: 'finished' }], articles: [] });
});

test('a playlist names only what is said in public, and the player runs no script of a page', async () => {
  const playlist = {
    name: '空',
    agencyId,
    slots: [{ source: { kind: 'publication', ref: 'none at all' }, seconds: 5 }],
  };
  const answer = await ask('gongkaiban', 'POST', '/api/boards/playlists', { key: 'wrong', playlist });
  expect(answer.json).toMatchObject({ code: 'boards/not-published' });
  const page = await city.web.inject({ method: 'GET', url: '/player/' });
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect(page.body).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=/u);
});
