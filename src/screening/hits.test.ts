import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, day, instant } from '../kernel/index.ts';
import { type TestKernel, testKernel } from '../kernel/testing/kernel.ts';
import { type StockItem, type StockSource, screeningModuleOf } from './index.ts';
import { decideHits } from './operations/decide-hits.ts';
import { listedHits, ticketLines } from './operations/hit-list.ts';
import { passTurn } from './operations/pass.ts';
import { rectify, returnTicket } from './operations/tickets.ts';

// Lines of tickets: what keeps its number, what becomes of each, and many decided in one act.

const AT = instant(day('2026-11-23'), '10:00');
const later = (days: number): Date => new Date(AT.getTime() + days * 86_400_000);
const [ONE, TWO] = ['13800138000', '13900139000'];
const things = new Map<string, Readonly<Record<string, string>>>();
const itemOf = (ref: string): StockItem => ({
  ref,
  title: `公示 ${ref}`,
  region: '370100',
  agencyId: 7,
  contents: Object.entries(things.get(ref) ?? {}).map(([name, words]) => ({
    name,
    bytes: async () => Buffer.from(words),
  })),
});
const source: StockSource = {
  name: 'test',
  after: async (cursor, limit) =>
    [...things.keys()]
      .toSorted()
      .filter((ref) => ref > cursor)
      .slice(0, limit)
      .map(itemOf),
  item: async (ref) => (things.has(ref) ? itemOf(ref) : null),
};
const who = (personId: number, role: string, agencyId: number, below: readonly number[]): Actor => ({
  kind: 'staff',
  personId,
  name: `staff ${personId}`,
  grants: [{ role, agencyId }],
  actsFor: [],
  agenciesBelow: new Set(below),
});
const liaison = who(1, 'liaison', 7, [7]);
const officer = who(2, 'disclosure-officer', 3, [3, 7]);

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([screeningModuleOf({ sources: () => [source] })], AT);
});
afterAll(() => kernel.close());

async function opened(ref: string, contents: Readonly<Record<string, string>>): Promise<number> {
  things.set(ref, contents);
  await kernel.owner.query('delete from screening.pass');
  await passTurn(kernel, [source], AT);
  const { rows } = await kernel.pool.query<{ id: number }>(
    'select matter_id as id from screening.ticket where ref = $1',
    [ref],
  );
  return rows[0]?.id ?? 0;
}
const lines = async (ticket: number) =>
  (await ticketLines(kernel, ticket, 100)).map(({ line, masked, state }) => `${line} ${masked} ${state}`);
const idsOf = async (ticket: number) => (await ticketLines(kernel, ticket, 100)).map(({ id }) => id);
const passAgain = async (): Promise<void> => {
  await kernel.owner.query('delete from screening.pass');
  await passTurn(kernel, [source], later(1));
};
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

test('a line keeps its number while the text around it changes; what is new gets the next', async () => {
  const ticket = await opened('a', { '正文.txt': `手机：${ONE}。手机：${TWO}。` });
  expect(await lines(ticket)).toEqual(['1 138****8000 open', '2 139****9000 open']);
  things.set('a', { '正文.txt': `更正说明。手机：138****8000。手机：${TWO}。手机：13700137000。` });
  await passAgain();
  expect(await lines(ticket)).toEqual(['1 138****8000 masked', '2 139****9000 open', '3 137****7000 open']);
  await passAgain();
  expect(await lines(ticket), 'again is no harm').toHaveLength(3);
});

test('what went with its file was withdrawn, what is gone from the text was masked', async () => {
  const ticket = await opened('b', { '正文.txt': `手机：${ONE}。`, '名单.txt': `手机：${TWO}。` });
  things.set('b', { '正文.txt': '手机：138****8000。' });
  await rectify(kernel, [source], { ticket, actor: liaison, at: later(1) });
  const found = await ticketLines(kernel, ticket, 10);
  expect(found.map(({ state, decidedBy }) => [state, decidedBy])).toEqual([
    ['masked', 1],
    ['withdrawn', 1],
  ]);
});

test('the same value in the same document is decided at once, and no other', async () => {
  const ticket = await opened('c', {
    '正文.txt': `手机：${ONE}。手机：${TWO}。电话：${ONE}`,
    '附件.txt': `手机：${ONE}`,
  });
  const [first = 0] = await idsOf(ticket);
  expect((await ticketLines(kernel, ticket, 10)).map(({ alike }) => alike)).toEqual([2, 1, 2, 1]);
  const given = { hits: [first], reach: 'value', decision: 'keep', reason: '本人同意公开的经营电话' } as const;
  expect(await codeOf(decideHits(kernel, { ...given, reason: '同意' }, liaison))).toBe('screening/no-reason');
  expect(await codeOf(decideHits(kernel, given, who(9, 'liaison', 8, [8])))).toBe('access/forbidden');
  expect(await decideHits(kernel, given, liaison)).toBe(2);
  expect(await lines(ticket)).toEqual([
    '1 138****8000 kept',
    '2 139****9000 open',
    '3 138****8000 kept',
    '4 138****8000 open',
  ]);
  // Another document is decided by itself, and what stays is found to stay by whoever looks again.
  await passAgain();
  expect((await lines(ticket)).filter((line) => line.endsWith('kept'))).toHaveLength(2);
  expect(await decideHits(kernel, { hits: [first], reach: 'ticket', decision: 'mask', reason: '' }, liaison)).toBe(3);
});

test('one decision reaches lines of several tickets; of one that is not open nothing is decided', async () => {
  const one = await opened('d', { '正文.txt': `手机：${ONE}。` });
  const other = await opened('e', { '正文.txt': `申请人张伟，手机：${TWO}。` });
  const hits = [...(await idsOf(one)), ...(await idsOf(other))];
  expect(await decideHits(kernel, { hits, reach: 'these', decision: 'mask', reason: '' }, officer)).toBe(3);
  things.set('d', { '正文.txt': '手机：138****8000。' });
  await rectify(kernel, [source], { ticket: one, actor: liaison, at: later(1) });
  const keep = { hits, reach: 'these', decision: 'keep', reason: '依法应当公示' } as const;
  expect(await codeOf(decideHits(kernel, keep, officer))).toBe('screening/not-open');
  expect(await lines(other)).toEqual(['1 张* to-mask', '2 139****9000 to-mask']);
  await returnTicket(kernel, { ticket: one, actor: officer, at: later(2), reason: '快照里还有一处' });
  expect(await codeOf(decideHits(kernel, keep, officer))).toBe('screening/hit-gone');
  expect(await lines(other), 'all of it or nothing').toEqual(['1 张* to-mask', '2 139****9000 to-mask']);
});

test('lines are found by state, kind, finder, number, and page by page', async () => {
  const query = { agencyIds: [7], limit: 100 };
  const all = await listedHits(kernel, query);
  const [last] = all;
  expect(await listedHits(kernel, { ...query, agencyIds: [8] })).toEqual([]);
  expect(await listedHits(kernel, { ...query, kind: 'person_name' })).toHaveLength(1);
  expect(await listedHits(kernel, { ...query, finder: 'province' })).toEqual([]);
  expect(await listedHits(kernel, { ...query, q: last?.number })).toEqual([last]);
  expect(await listedHits(kernel, { ...query, before: last?.id })).toEqual(all.slice(1));
  expect(await listedHits(kernel, { ...query, to: day('2026-11-22') })).toEqual([]);
  const standing = await listedHits(kernel, { ...query, state: 'standing' });
  expect(standing.every(({ state }) => state === 'open' || state === 'to-mask')).toBe(true);
});
