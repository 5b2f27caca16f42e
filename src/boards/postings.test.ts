import { afterAll, beforeAll, expect, test } from 'vitest';
import { disclosureModule } from '../disclosure/index.ts';
import { directoryOf } from '../identity/index.ts';
import { asking } from '../identity/testing.ts';
import { addDays, day, dayOf, instant, sweep } from '../kernel/index.ts';
import { serviceItemsModule } from '../service-items/index.ts';
import { say, sitesCity } from '../sites/testing.ts';
import { boardsModule, seedBoards } from './index.ts';
import { openBoardDuties } from './operations/duties.ts';
import { board, pngWithNotes } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
const INDEX = '11590900MT0000014J/2026-00001';
const later = (days: number): Date => instant(addDays(day('2026-11-23'), days), '10:00');

let city: Awaited<ReturnType<typeof sitesCity>>;
let ask: ReturnType<typeof asking>;
let street = 0;
let village = 0;
beforeAll(async () => {
  city = await sitesCity(AT, [disclosureModule, serviceItemsModule, boardsModule]);
  await seedBoards(city.kernel, AT);
  ask = asking(city);
  const directory = await directoryOf(city.kernel);
  street = directory.agencyByKey('590902001-ZF')?.id ?? 0;
  village = directory.agencyByKey('590902001001-CW')?.id ?? 0;
  await say(city.kernel, [
    { index: INDEX, agency: '590900-ZF', title: '高龄津贴发放办法', body: '<p>年满八十周岁，每月六十元。</p>' },
    { index: INDEX.replace('00001', '00002'), agency: '590900-ZF', title: '国庆假期安排' },
  ]);
  const put = (key: string, body: object) =>
    ask('gongkaiban', 'POST', '/api/boards', { key, board: body, isNew: true });
  expect((await put('ZG-1', board(street))).status).toBe(204);
  const below = { name: '泮水社区居务公开栏', kind: 'village', region: '590902001001', parent: 'ZG-1' } as const;
  expect((await put('PS-1', board(village, below))).status).toBe(204);
});
afterAll(() => city.close());

const chosen = async (login = 'gongkaiban', over: object = {}): Promise<number> => {
  const body = {
    board: 'ZG-1',
    topic: 'information',
    paper: 'a3',
    sources: [{ kind: 'publication', ref: INDEX }],
    ...over,
  };
  const answer = await ask(login, 'POST', '/api/boards/postings', body);
  expect(answer.json).toMatchObject({ id: expect.any(Number) });
  return answer.json.id;
};
const acts = (id: number): string => `/api/boards/postings/${id}/acts`;
const printed = async (login = 'gongkaiban', over: object = {}): Promise<number> => {
  const id = await chosen(login, over);
  expect((await ask(login, 'POST', acts(id), { act: 'print', copies: 2 })).status).toBe(204);
  return id;
};
const hang = (id: number, login = 'gongkaiban', form: Readonly<Record<string, string>> = {}) =>
  ask(login, 'POST', `/api/boards/postings/${id}/post`, {
    form: { postedOn: dayOf(city.kernel.now()), ...form },
    photo: pngWithNotes(),
  });
const state = async (id: number): Promise<string> =>
  (await ask('gongkaiban', 'GET', `/api/boards/postings/${id}`)).json.state;

test('chosen, printed, posted with a picture, stale after its time, replaced: each step on the record', async () => {
  const first = await printed();
  const paper = await ask('gongkaiban', 'GET', `/api/boards/postings/${first}/sheet.pdf`);
  expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-');
  const hung = await hang(first);
  expect(hung.json).toEqual({ expiresOn: '2026-12-23' });
  const photo = await ask('gongkaiban', 'GET', `/api/boards/postings/${first}/photo`);
  expect(photo.headers['content-type']).toBe('image/png');
  expect(photo.raw.includes('somebody')).toBe(false);

  city.setNow(later(31));
  await sweep(city.kernel, later(31));
  expect(await state(first)).toBe('stale');
  const told = await city.kernel.pool.query(
    `select params->>'title' as title from kernel.notice where code = 'boards.stale'`,
  );
  expect(told.rows).toEqual([{ title: '高龄津贴发放办法' }]);
  const list = await ask('gongkaiban', 'GET', '/api/boards?stale=1');
  expect(list.json).toMatchObject({ total: 1, rows: [{ key: 'ZG-1', stale: 1, hanging: 1 }] });

  const second = await printed('gongkaiban', { replaces: first });
  expect((await hang(second)).status).toBe(200);
  expect(await state(first)).toBe('replaced');
  expect(await state(second)).toBe('posted');
  const again = await ask('gongkaiban', 'POST', '/api/boards/postings', {
    ...{ board: 'ZG-1', topic: 'information', paper: 'a4', replaces: first },
    sources: [{ kind: 'publication', ref: INDEX }],
  });
  expect(again.json).toMatchObject({ code: 'boards/nothing-to-replace' });
  city.setNow(AT);
});

test('nothing goes on a board that is not said in public, and nothing without evidence', async () => {
  const body = { board: 'ZG-1', topic: 'information', paper: 'a4' };
  const other = await ask('gongkaiban', 'POST', '/api/boards/postings', {
    ...body,
    sources: [{ kind: 'publication', ref: 'no such number' }],
  });
  expect(other).toMatchObject({ status: 404, json: { code: 'boards/not-published' } });
  const nothing = await ask('gongkaiban', 'POST', '/api/boards/postings', { ...body, sources: [] });
  expect(nothing.json).toMatchObject({ code: 'boards/nothing-chosen' });
  const id = await printed();
  const today = dayOf(city.kernel.now());
  const path = `/api/boards/postings/${id}/post`;
  const bare = await ask('gongkaiban', 'POST', path, { form: { postedOn: today } });
  expect(bare.json).toMatchObject({ code: 'boards/no-photo' });
  const early = await ask('gongkaiban', 'POST', path, { form: { postedOn: '2026-12-30' }, photo: pngWithNotes() });
  expect(early.json).toMatchObject({ code: 'boards/posted-later' });
  const hostile = await ask('gongkaiban', 'POST', path, {
    form: { postedOn: today },
    photo: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  });
  expect(hostile.status).toBe(415);
  const cut = await ask('gongkaiban', 'POST', path, {
    form: { postedOn: today },
    photo: pngWithNotes().subarray(0, 60),
  });
  expect(cut.status).toBe(422);
  expect(await state(id)).toBe('printed');
  const gone = await ask('gongkaiban', 'POST', acts(id), { act: 'cancel', words: '选错了内容' });
  expect(gone.status).toBe(204);
});

test('what is no longer said is stale at once, and cannot be printed', async () => {
  const index = INDEX.replace('00001', '00002');
  const sources = [{ kind: 'publication', ref: index }];
  const hanging = await printed('gongkaiban', { sources });
  expect((await hang(hanging)).status).toBe(200);
  const waiting = await chosen('gongkaiban', { sources });
  await say(city.kernel, [{ index, agency: '590900-ZF', title: '国庆假期安排', withdrawn: true, note: '内容有误' }]);
  const changes = [{ kind: 'publication', key: index, version: 2, change: 'withdraw' }] as const;
  for (const listener of city.kernel.recordListeners) await listener(city.kernel, changes, AT);
  expect(await state(hanging)).toBe('stale');
  const late = await ask('gongkaiban', 'POST', acts(waiting), { act: 'print', copies: 1 });
  expect(late.json).toMatchObject({ code: 'boards/changed-since' });
  const removed = await ask('gongkaiban', 'POST', acts(hanging), { act: 'remove', words: '内容已经撤回' });
  expect(removed.status).toBe(204);
});

const accounts = (over: object = {}) => ({
  period: '2026-Q3',
  openingCents: 1_000_000,
  income: [{ item: '村集体经营收入', cents: 250_050, note: '' }],
  expense: [{ item: '公益事业支出', cents: 50_050, note: '路灯维修' }],
  closingCents: 1_200_000,
  supervision: '账目真实，同意公布',
  supervisedOn: '2026-11-20',
  ...over,
});
const propose = (over: object = {}) =>
  ask('daiban', 'POST', '/api/boards/postings', {
    board: 'PS-1',
    topic: 'finance',
    paper: 'a4',
    accounts: accounts(over),
  });

test('accounts of a village balance, name nobody, are reviewed by the township, and meet the duty of their quarter', async () => {
  expect((await propose({ closingCents: 1_199_999 })).json).toMatchObject({ code: 'boards/does-not-balance' });
  expect((await propose({ period: '2026-Q4' })).json).toMatchObject({ code: 'boards/period-not-over' });
  const named = { expense: [{ item: '慰问', cents: 50_050, note: '联系电话13812345678' }] };
  expect((await propose(named)).json).toMatchObject({ code: 'boards/personal-data' });
  const { id } = (await propose()).json;
  expect((await ask('daiban', 'POST', acts(id), { act: 'pass' })).status).toBe(403);
  expect((await ask('chushen', 'POST', acts(id), { act: 'return', words: '路灯维修请附票据编号' })).status).toBe(204);
  const again = accounts({ expense: [{ item: '公益事业支出', cents: 50_050, note: '路灯维修，票据齐全' }] });
  expect((await ask('daiban', 'POST', acts(id), { act: 'revise', accounts: again })).status).toBe(204);
  expect((await ask('chushen2', 'POST', acts(id), { act: 'pass' })).status).toBe(204);
  expect((await ask('daiban', 'POST', acts(id), { act: 'print', copies: 1 })).status).toBe(204);
  expect((await hang(id, 'daiban')).status).toBe(200);
});

test('a quarter that is over is owed once, until it is posted or excused', async () => {
  const at = later(45);
  city.setNow(at);
  const before = await openBoardDuties(city.kernel, at);
  expect(before).toBeGreaterThan(0);
  expect(await openBoardDuties(city.kernel, at)).toBe(0);
  const { rows } = await city.kernel.pool.query<{ id: number; title: string }>(
    `select m.id, m.title from boards.duty d join kernel.matter m on m.id = d.matter_id where d.rule = 'finance' and m.closed_at is null`,
  );
  expect(rows).toMatchObject([{ title: expect.stringContaining('2026年第4季度') }]);
  const { id } = (await propose({ period: '2026-Q4', supervisedOn: '2027-01-05' })).json;
  await ask('chushen', 'POST', acts(id), { act: 'pass' });
  await ask('daiban', 'POST', acts(id), { act: 'print', copies: 1 });
  expect((await hang(id, 'daiban')).status).toBe(200);
  const met = await city.kernel.pool.query('select state from kernel.matter where id = $1', [rows[0]?.id]);
  expect(met.rows).toEqual([{ state: 'met' }]);
  city.setNow(AT);
});

test('each sees the boards of his own agencies; the ledger is searched, paged and saved', async () => {
  expect((await ask('shimin', 'GET', '/api/boards')).status).toBe(403);
  expect((await ask('lianluoyuan', 'GET', '/api/boards')).json).toMatchObject({ rows: [], total: 0 });
  expect((await ask('daiban', 'GET', '/api/boards')).json).toMatchObject({ rows: [{ key: 'PS-1' }], total: 1 });
  const foreign = await ask('daiban', 'POST', '/api/boards/postings', {
    ...{ board: 'ZG-1', topic: 'information', paper: 'a4' },
    sources: [{ kind: 'publication', ref: INDEX }],
  });
  expect(foreign.status).toBe(403);
  const found = await ask('gongkaiban', 'GET', '/api/boards/postings?q=%E9%AB%98%E9%BE%84&state=posted');
  expect(found.json).toMatchObject({ rows: [{ title: '高龄津贴发放办法', light: 'green' }], next: null });
  expect((await ask('gongkaiban', 'GET', '/api/boards/postings?q=100%25')).json).toMatchObject({ rows: [] });
  const saved = await ask('gongkaiban', 'GET', '/api/boards/postings.csv?kind=village');
  expect(saved.raw.toString()).toContain('泮水社区2026年第3季度财务收支公开表');
  const book = await ask('gongkaiban', 'GET', '/api/boards/postings.xlsx');
  expect(book.raw.subarray(0, 2).toString()).toBe('PK');
});

test('the registry knows who guides whom, and does not close a board with something on it', async () => {
  const wrong = await ask('gongkaiban', 'POST', '/api/boards', {
    ...{ key: 'ZG-2', isNew: true },
    board: board(street, { parent: 'PS-1' }),
  });
  expect(wrong.json).toMatchObject({ code: 'boards/no-such-parent' });
  const elsewhere = board(street, { region: '590903001' });
  const outside = await ask('gongkaiban', 'POST', '/api/boards', { key: 'ZG-3', isNew: true, board: elsewhere });
  expect(outside.json).toMatchObject({ code: 'boards/region-of-other-agency' });
  const twice = await ask('gongkaiban', 'POST', '/api/boards', { key: 'ZG-1', isNew: true, board: board(street) });
  expect(twice.json).toMatchObject({ code: 'boards/board-exists' });
  const shut = await ask('gongkaiban', 'POST', '/api/boards', {
    ...{ key: 'ZG-1', isNew: false },
    board: board(street, { open: false }),
  });
  expect(shut.json).toMatchObject({ code: 'boards/has-postings' });
  const view = await ask('gongkaiban', 'GET', '/api/boards/ZG-1');
  expect(view.json).toMatchObject({ children: [{ key: 'PS-1' }], rule: { showDays: 30 } });
});
