import { afterAll, beforeAll, expect, test } from 'vitest';
import { GATES, publicationById, publish, review, submit } from '../disclosure/testing.ts';
import { actorNamed } from '../identity/testing.ts';
import { type Actor, day, instant, matterById } from '../kernel/index.ts';
import { compile, editForeword, publishBulletin, stepBulletin, submitBulletin } from './operations/bulletin.ts';
import { decide, signFor } from './operations/receive.ts';
import { nameSite } from './operations/sites.ts';
import { editionOf } from './repo/bulletins.ts';
import { arrivedAs, published, reported, type UpwardCity, upwardCity } from './testing.ts';

const AT = instant(day('2026-10-28'), '09:00');
let city: UpwardCity;
let office: Actor;
let leader: Actor;
let agencyId: number;
beforeAll(async () => {
  city = await upwardCity(AT);
  office = city.who.officer;
  leader = await actorNamed(city.kernel, 'lingdao', day('2026-10-28'));
  agencyId = city.agency('590900-ZWGK');
  const { kernel } = city;
  const site = { name: '市场监管政务公开示范窗口', agencyId: city.agency('590900-SC'), level: 'province' } as const;
  await nameSite(kernel, 'shichang', site, { actor: office, at: AT });
  const of = (title: string) => published(city, { title, formedOn: '2026-10-20' });
  const arrived = await arrivedAs(kernel, await reported(city, await of('十月抽检信息')));
  await signFor(kernel, arrived, { actor: office, at: AT });
  const used = { outcome: 'adopted', score: 8, usedWhere: '明堂信息<第10期>', words: '' } as const;
  await decide(kernel, arrived, { ...used, actor: office, at: AT });
});
afterAll(() => city.close());

const by = (actor: Actor) => ({ actor, at: city.kernel.now() });
const view = async (id: number) => (await city.ask('gongkaiban', 'GET', `/api/upward/bulletins/${id}`)).json;
let id = 0;

test('a month that has not ended is compiled, not handed in; one of a later month not at all; none twice', async () => {
  const { kernel } = city;
  const asked = { agencyId, month: '2026-10', ...by(office) };
  await expect(compile(kernel, { ...asked, month: '2026-11' })).rejects.toMatchObject({ code: 'upward/month-later' });
  await expect(compile(kernel, { ...asked, ...by(city.who.drafter) })).rejects.toMatchObject({
    code: 'access/forbidden',
  });
  ({ id } = await compile(kernel, asked));
  await expect(compile(kernel, asked)).rejects.toMatchObject({ code: 'upward/bulletin-exists' });
  await expect(submitBulletin(kernel, id, by(office))).rejects.toMatchObject({ code: 'upward/month-not-over' });
});

test('its figures follow what is there until it is handed in, and then no longer; demonstration sites are told of', async () => {
  const { kernel } = city;
  await editForeword(kernel, id, '十月，各单位围绕中心工作报送信息。\n现予通报。', by(office));
  city.setNow(instant(day('2026-11-02'), '09:00'));
  const before = await view(id);
  expect(before).toMatchObject({
    state: 'drafting',
    digest: null,
    foreword: '十月，各单位围绕中心工作报送信息。\n现予通报。',
  });
  expect(JSON.stringify(before.parts)).toContain('["市场监管政务公开示范窗口","省级示范点","市市场监管局",1,1,1]');
  await submitBulletin(kernel, id, by(office));
  const frozen = await view(id);
  expect(frozen).toMatchObject({ state: 'review', parts: before.parts });
  expect(frozen.digest).toMatch(/^[0-9a-f]{64}$/u);
  // A publication of October that is withdrawn later changes nothing in what was handed in.
  await kernel.pool.query('update disclosure.published set withdrawn = true');
  expect((await view(id)).parts).toEqual(frozen.parts);
  const change = kernel.pool.query(`update upward.bulletin_edition set foreword = 'x'`);
  await expect(change).rejects.toThrow();
});

test('who hands it in does not approve it; returned, it becomes another edition', async () => {
  const { kernel } = city;
  const step = (act: 'approve' | 'return', actor: Actor, words = '') =>
    stepBulletin(kernel, id, { act, words, ...by(actor) });
  await expect(step('approve', office)).rejects.toMatchObject({ code: 'matter/not-yours' });
  await expect(step('return', leader)).rejects.toMatchObject({ code: 'upward/no-words' });
  await step('return', leader, '请核对撤回的信息');
  expect((await view(id)).parts).not.toEqual((await editionOf(kernel.pool, id, 1))?.content);
  await submitBulletin(kernel, id, by(office));
  const [one, two] = await Promise.all([editionOf(kernel.pool, id, 1), editionOf(kernel.pool, id, 2)]);
  expect(one?.digest.equals(two?.digest ?? Buffer.alloc(0))).toBe(false);
  await step('approve', leader);
});

test('PDF and workbook hold the edition; nobody below reads it before it is issued', async () => {
  const pdf = await city.ask('gongkaiban', 'GET', `/api/upward/bulletins/${id}/bulletin.pdf`);
  expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
  const book = await city.ask('gongkaiban', 'GET', `/api/upward/bulletins/${id}/rows.xlsx`);
  expect(book.raw.subarray(0, 2).toString()).toBe('PK');
  expect((await city.ask('lianluoyuan', 'GET', `/api/upward/bulletins/${id}`)).status).toBe(403);
  expect((await city.ask('lianluoyuan', 'GET', '/api/upward/bulletins')).json).toMatchObject({ rows: [] });
});

test('it reaches the public as a publication through every gate, and is issued when that is out', async () => {
  const { kernel, who } = city;
  const publication = await publishBulletin(kernel, id, 'ML.3.01.06', by(office));
  expect((await matterById(kernel, id)).state).toBe('publishing');
  const early = publish(kernel, { id: publication, ...by(who.officer2) });
  await expect(early).rejects.toMatchObject({ code: 'matter/not-in-state' });
  const { row, draft } = await publicationById(kernel, publication);
  expect(draft.content.body).toContain('明堂信息&lt;第10期&gt;');
  await submit(kernel, { id: publication, seenRevision: row.revision, ...by(office) });
  const [head, secrecy] = await Promise.all(
    ['zfb-shenhe', 'zfb-baomi'].map((login) => actorNamed(kernel, login, day('2026-11-02'))),
  );
  if (!head || !secrecy) throw new Error('somebody is missing');
  const seenText = (await publicationById(kernel, publication)).row.submittedHash?.toString('hex') ?? '';
  const people = { department: head, office: who.officer2, secrecy };
  for (const gate of GATES)
    await review(kernel, { id: publication, gate, passed: true, words: '', seenText, ...by(people[gate]) });
  await publish(kernel, { id: publication, ...by(who.officer2) });
  await city.drain();
  expect(await view(id)).toMatchObject({
    state: 'issued',
    publicationId: publication,
    index: expect.stringContaining('/2026-'),
  });
  expect((await city.ask('lianluoyuan', 'GET', `/api/upward/bulletins/${id}`)).status).toBe(200);
});

test('issued inside, every liaison below is told', async () => {
  const { kernel } = city;
  const { id: inner } = await compile(kernel, { agencyId, month: '2026-09', ...by(office) });
  await submitBulletin(kernel, inner, by(office));
  await stepBulletin(kernel, inner, { act: 'approve', words: '', ...by(leader) });
  await stepBulletin(kernel, inner, { act: 'issue', words: '', ...by(office) });
  const { rows } = await kernel.pool.query<{ n: number }>(
    `select count(distinct person_id)::int as n from kernel.notice where matter_id = $1`,
    [inner],
  );
  expect(rows[0]?.n).toBeGreaterThan(20);
  const list = (await city.ask('lianluoyuan', 'GET', '/api/upward/bulletins')).json;
  expect(list).toMatchObject({ rows: [{ month: '2026-09' }, { month: '2026-10' }], offices: [] });
});

test('a demonstration site may end on the day it was named, by the office above it alone', async () => {
  const url = '/api/upward/demonstration-sites/xin';
  const site = { name: '新示范点', agencyId: city.agency('590900-SC'), level: 'city' };
  expect((await city.ask('lianluoyuan', 'PUT', url, site)).status).toBe(403);
  expect((await city.ask('gongkaiban', 'PUT', url, site)).status).toBe(204);
  expect((await city.ask('gongkaiban', 'DELETE', url)).status).toBe(204);
  expect((await city.ask('gongkaiban', 'DELETE', '/api/upward/demonstration-sites/none')).status).toBe(404);
});
