import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, day, drillDown, figureOf, type Kernel, matterById } from '../kernel/index.ts';
import { type TestKernel, testKernel } from '../kernel/testing/kernel.ts';
import {
  decideFinding,
  maskDecided,
  type StockItem,
  type StockSource,
  screenDocument,
  screeningModuleOf,
  undecidedOf,
} from './index.ts';
import { screeningMeasures } from './measures.ts';
import { findingsOf } from './operations/documents.ts';
import { lastPass, passTurn } from './operations/pass.ts';
import { dismiss, rectify, returnTicket, verify } from './operations/tickets.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const PHONE = '13800138000';
const contents = new Map<string, string>();
const itemOf = (ref: string): StockItem => ({
  ref,
  title: `公示 ${ref}`,
  region: '370100',
  agencyId: 7,
  contents: [{ name: `${ref}.txt`, bytes: async () => Buffer.from(contents.get(ref) ?? '') }],
});
const source: StockSource = {
  name: 'test',
  after: async (cursor, limit) =>
    [...contents.keys()]
      .toSorted()
      .filter((ref) => ref > cursor)
      .slice(0, limit)
      .map(itemOf),
  item: async (ref) => (contents.has(ref) ? itemOf(ref) : null),
};
const who = (personId: number, role: string, agencyId: number): Actor => ({
  kind: 'staff',
  personId,
  name: `staff ${personId}`,
  grants: [{ role, agencyId }],
  actsFor: [],
  agenciesBelow: new Set([7, agencyId]),
});
const editor = who(1, 'liaison', 7);
const officer = who(2, 'disclosure-officer', 3);

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([screeningModuleOf({ sources: () => [source] })], at);
});
afterAll(() => kernel.close());

const screen = (name: string, words: string) =>
  screenDocument(kernel, { name, title: name, bytes: Buffer.from(words), at });
const ticketOf = async (ref: string): Promise<number> => {
  const { rows } = await kernel.pool.query<{ id: number }>(
    'select matter_id as id from screening.ticket where ref = $1 and settled_on is null',
    [ref],
  );
  return rows[0]?.id ?? 0;
};
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

test('a document stands in the way until everything in it is decided', async () => {
  const document = await screen('a.txt', `手机：${PHONE}，申请人张伟`);
  expect(document).toMatchObject({ findings: 2, undecided: 2, unread: 0 });
  expect(await undecidedOf(kernel, [document.hash])).toEqual([{ hash: document.hash, undecided: 2 }]);
  expect(await undecidedOf(kernel, [Buffer.alloc(32)])).toEqual([{ hash: Buffer.alloc(32), undecided: null }]);
  const [first, second] = await findingsOf(kernel, document.id, 0, 10);
  expect([first?.masked, second?.masked]).toEqual(['138****8000', '张*']);
  const decide = (finding: number, decision: 'mask' | 'keep', reason: string) =>
    decideFinding(kernel, { finding, decision, reason, by: 1, at });
  expect(await codeOf(decide(second?.id ?? 0, 'keep', '公示'))).toBe('screening/no-reason');
  expect(await codeOf(decide(0, 'mask', ''))).toBe('screening/no-finding');
  expect(
    await codeOf(
      maskDecided(kernel, { name: 'a.txt', title: 'a', bytes: Buffer.from(`手机：${PHONE}，申请人张伟`), at }),
    ),
  ).toBe('screening/not-decided');
  await decide(first?.id ?? 0, 'mask', '');
  await decide(second?.id ?? 0, 'keep', '依法应当公示申请人姓名');
  // To be masked, and not masked yet.
  expect(await undecidedOf(kernel, [document.hash])).toEqual([{ hash: document.hash, undecided: 1 }]);
  const clean = await maskDecided(kernel, {
    name: 'a.txt',
    title: 'a',
    bytes: Buffer.from(`手机：${PHONE}，申请人张伟`),
    at,
  });
  expect(clean.bytes.toString()).toBe('手机：138****8000，申请人张伟');
  expect(clean.document).toMatchObject({ findings: 1, undecided: 0 });
});

test('what is kept holds no personal data', async () => {
  await screen('b.txt', `身份证号：11010519491231002X`);
  const { rows } = await kernel.owner.query<{ all: string }>(
    "select string_agg(f::text, '') as all from screening.finding f",
  );
  expect(rows[0]?.all).not.toContain('19491231');
  expect(rows[0]?.all).not.toContain(PHONE);
});

test('decisions outlive a change of the rules, what is not found any more does not', async () => {
  const document = await screen('c.txt', `手机：${PHONE}`);
  await decideFinding(kernel, {
    finding: (await findingsOf(kernel, document.id, 0, 1))[0]?.id ?? 0,
    decision: 'false-positive',
    reason: '示例号码，不属于任何人',
    by: 2,
    at,
  });
  await kernel.owner.query(
    `insert into screening.finding (document_id, part, kind, starts_at, ends_at, masked) values ($1, 'text', 'email', 0, 1, '*')`,
    [document.id],
  );
  await kernel.owner.query("update screening.document set rules_version = 'older' where id = $1", [document.id]);
  expect(await undecidedOf(kernel, [document.hash])).toEqual([{ hash: document.hash, undecided: null }]);
  expect(await screen('c.txt', `手机：${PHONE}`)).toMatchObject({ id: document.id, findings: 1, undecided: 0 });
});

test('the stock is looked through in slices that go on after a crash, one ticket for each document', async () => {
  for (let i = 0; i < 120; i += 1)
    contents.set(
      `d${String(i).padStart(3, '0')}`,
      i % 40 === 0 ? `手机：${PHONE}，卡号6222000000000000004（第${i}件）` : `第${i}号通知`,
    );
  await passTurn(kernel, [source], at, 0);
  expect(await lastPass(kernel)).toMatchObject({ documents: 50, endedAt: null });
  await passTurn(kernel, [source], at, 0);
  await passTurn(kernel, [source], at);
  expect(await lastPass(kernel)).toMatchObject({ documents: 120, findings: 6, endedAt: at });
  await passTurn(kernel, [source], at);
  const { rows } = await kernel.pool.query<{ n: number }>('select count(*)::int as n from screening.ticket');
  expect(rows[0]?.n).toBe(3);
  const nextWeek = new Date('2026-12-01T10:00:00+08:00');
  await passTurn(kernel, [source], nextWeek);
  expect(await lastPass(kernel)).toMatchObject({ documents: 120, endedAt: nextWeek });
  const again = await kernel.pool.query<{ n: number }>('select count(*)::int as n from screening.ticket');
  expect(again.rows[0]?.n).toBe(3);
});

test('a ticket ends when the page is clean and somebody else has looked', async () => {
  const ticket = await ticketOf('d000');
  expect((await matterById(kernel, ticket)).state).toBe('found');
  const sources = [source];
  expect(await codeOf(rectify(kernel, sources, { ticket, actor: editor, at }))).toBe('screening/not-decided');
  expect(await codeOf(rectify(kernel, [], { ticket, actor: editor, at }))).toBe('screening/no-source');
  contents.set('d000', '手机：138****8000');
  await rectify(kernel, sources, { ticket, actor: editor, at });
  expect(await codeOf(returnTicket(kernel, { ticket, actor: officer, at, reason: '' }))).toBe('screening/no-reason');
  await returnTicket(kernel, { ticket, actor: officer, at, reason: '附件里还有一处' });
  await rectify(kernel, sources, { ticket, actor: editor, at });
  await verify(kernel, { ticket, actor: officer, at });
  expect((await matterById(kernel, ticket)).state).toBe('settled');
  const other = await ticketOf('d040');
  await dismiss(kernel, sources, { ticket: other, actor: officer, at, reason: '示例号码，不属于任何人' });
  expect((await matterById(kernel, other)).state).toBe('dismissed');
  const twoWeeks = new Date('2026-12-09T10:00:00+08:00');
  await passTurn(kernel, sources, twoWeeks);
  expect(await ticketOf('d040'), 'what is none is not found again').toBe(0);
});

test('M-028 is the finds that make it, one row each', async () => {
  const scope = { from: day('2026-11-01'), to: day('2026-11-30'), agencyIds: null };
  const figures = await Promise.all(screeningMeasures.map((measure) => figureOf(kernel.db, measure, scope)));
  expect(figures.map(({ id, value }) => [id, value])).toEqual([
    ['M-028', '2'],
    ['M-028-self', '4'],
    ['M-028-assigned', '0'],
    ['M-028-joint', '0'],
    ['M-028-province', '0'],
    ['M-028-rate', '50.00'],
  ]);
  const [first] = screeningMeasures;
  if (first)
    expect((await drillDown(kernel.db, first, 'numerator', scope, null)).rows).toMatchObject([
      { ref: expect.stringMatching(/^YS-370100-2026-\d{6}\/1$/u), quantity: '1' },
      { ref: expect.stringMatching(/\/2$/u), quantity: '1' },
    ]);
});

test('a printed total is computed again: 6,235 found by oneself and 734 assigned are 6,969', async () => {
  const fresh = await testKernel([screeningModuleOf({ sources: () => [] })], at);
  try {
    await seedTickets(fresh, 'joint', 6235);
    await seedTickets(fresh, 'province', 734);
    const scope = { from: day('2026-11-01'), to: day('2026-11-30'), agencyIds: null };
    const figures = await Promise.all(screeningMeasures.map((measure) => figureOf(fresh.db, measure, scope)));
    expect(figures.map(({ value }) => value)).toEqual(['6969', '6235', '734', '6235', '734', '100.00']);
  } finally {
    await fresh.close();
  }
});

async function seedTickets(
  given: Kernel & { readonly owner: TestKernel['owner'] },
  finder: 'joint' | 'province',
  findings: number,
): Promise<void> {
  const { openTicket } = await import('./operations/tickets.ts');
  await openTicket(given, 'test', itemOf(finder), { documents: [], documentId: null }, at, {
    by: officer,
    words: '省里交办的问题清单',
    finder,
    officeId: 3,
    count: findings,
    places: [],
  });
  await given.owner.query("update screening.ticket set settled_on = '2026-11-23', rectified = true");
  await given.owner.query("update screening.hit set state = 'masked', decided_at = now(), settled_on = '2026-11-23'");
}
