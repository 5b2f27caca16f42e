import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { type TestCity, testCity } from '../../identity/testing.ts';
import { type Actor, day, matterById } from '../../kernel/index.ts';
import { staffMember } from '../../kernel/testing/kernel.ts';
import { section4 } from '../annual-report/counts.ts';
import { plantRequests } from '../annual-report/testing.ts';
import { remedies } from './index.ts';
import { existing, periodsOf, type Registration, registerDispute, takeStep } from './operations.ts';
import type { DisputeAct } from './process.ts';
import { countersOf, disputesOf } from './repo.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
let city: TestCity;
let owner: pg.Pool;
let agencyId: number;
let legal: Actor;
let request: string;
beforeAll(async () => {
  city = await testCity([{ name: 'information-requests', ...remedies }], at);
  owner = new pg.Pool({ connectionString: city.database.ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-CZ')?.id ?? 0;
  const { rows } = await owner.query<{ id: number }>('select min(id) as id from identity.person');
  legal = staffMember(Number(rows[0]?.id), agencyId, 'legal-reviewer');
  await plantRequests(owner, [
    { agencyId, kind: 'natural', receivedOn: '2026-08-03', concludedOn: '2026-08-20', decision: '3.3.5' },
  ]);
  const planted = await owner.query<{ number: string }>(
    `update information_requests.request r set delivered_on = '2026-08-24' from kernel.matter m where m.id = r.matter_id returning m.number`,
  );
  request = planted.rows[0]?.number ?? '';
});
afterAll(async () => {
  await owner.end();
  await city.close();
});

const register = (more: Partial<Registration> = {}) =>
  registerDispute(city.kernel, {
    kind: 'reconsideration',
    agencyId,
    request,
    afterId: null,
    afterReconsideration: false,
    authority: '明堂市人民政府',
    caseNumber: '明政复〔2026〕12号',
    ground: '认为不予公开没有依据',
    acceptedOn: day('2026-11-06'),
    servedOn: day('2026-11-09'),
    summary: false,
    actor: legal,
    at,
    ...more,
  });
const step = async (id: number, act: DisputeAct, more: Partial<Parameters<typeof takeStep>[1]> = {}) =>
  takeStep(city.kernel, {
    id,
    act,
    actor: legal,
    at,
    seenSeq: (await matterById(city.kernel, id)).seq,
    note: '已经按程序办理完毕',
    ...more,
  });
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

describe('a case', () => {
  test.each([
    ['reconsideration', {}, '2026-11-23'],
    ['summary reconsideration', { summary: true }, '2026-11-16'],
    ['lawsuit', { kind: 'lawsuit' }, '2026-11-24'],
    ['complaint', { kind: 'complaint' }, '2026-11-30'],
  ] as const)('%s: the answer is due in its days from the day its copy came', async (_name, more, due) => {
    expect((await register(more)).dueOn).toBe(due);
  });

  test('set aside is done again within the days it gives, and learnt from', async () => {
    const { id } = await register();
    await step(id, 'answer', { on: day('2026-11-18') });
    expect(await existing(city.kernel, id)).toMatchObject({ answeredOn: '2026-11-18', state: 'awaiting' });
    await step(id, 'correct', { on: day('2026-11-20'), workdays: 15 });
    expect((await matterById(city.kernel, id)).clocks.redo).toMatchObject({ state: 'running', dueOn: '2026-12-11' });
    await step(id, 'redo');
    await step(id, 'learn', { note: '引用条款应当具体到项' });
    expect(await existing(city.kernel, id)).toMatchObject({
      state: 'closed',
      result: 'corrected',
      resultOn: '2026-11-20',
      lesson: '引用条款应当具体到项',
    });
    // And then goes to court.
    const suit = await register({ kind: 'lawsuit', afterId: id, request: null });
    expect(await existing(city.kernel, suit.id)).toMatchObject({
      afterId: id,
      afterReconsideration: true,
      requestNumber: request,
    });
  });

  test('upheld is closed, and tells until when one can go on', async () => {
    const { id } = await register();
    await step(id, 'uphold', { on: day('2026-11-20') });
    const dispute = await existing(city.kernel, id);
    expect(dispute).toMatchObject({ state: 'closed', result: 'upheld' });
    expect((await periodsOf(city.kernel, dispute)).map(({ until }) => until)).toEqual([
      '2026-10-23', // 60 days from 24 August
      '2027-01-05', // 60 days from 6 November
      '2027-02-04', // and thirty more
      '2026-12-07', // 5 December is a Saturday
    ]);
  });

  test('refuses what cannot be', async () => {
    const { id } = await register();
    expect([
      await code(register({ servedOn: day('2026-11-24') })),
      await code(register({ request: 'GK-000' })),
      await code(register({ kind: 'lawsuit', afterId: id })),
      await code(step(id, 'answer', { on: day('2026-11-01') })),
      await code(step(id, 'answer', { note: '好' })),
      await code(step(id, 'learn')),
      await code(step(id, 'correct', { workdays: 99 })),
      await code(step(id, 'answer', { actor: staffMember(1, agencyId, 'examiner') })),
      await code(step(id, 'answer', { seenSeq: 9 })),
      await code(existing(city.kernel, 999_999)),
    ]).toEqual([
      'remedies/bad-days',
      'remedies/not-a-reply',
      'remedies/not-a-reconsideration',
      'remedies/bad-days',
      'remedies/says-nothing',
      'matter/not-in-state',
      'matter/no-such-term',
      'matter/not-yours',
      'matter/changed',
      'remedies/not-found',
    ]);
  });
});

test('the register counts what was lost, finds by words and pages', async () => {
  const { pool, db } = city.kernel;
  const { id } = await register({ kind: 'lawsuit', caseNumber: '（2026）川01行初7号' });
  await step(id, 'correct', { on: day('2026-11-20') });
  const { corrected, lost } = await countersOf(pool, [agencyId], 2026);
  expect({ corrected, lost }).toEqual({ corrected: 1, lost: 1 });
  expect((await section4(db, { year: 2026, agencyIds: [agencyId] }))['direct-lawsuit'].corrected).toBe(1);
  const all = { agencyIds: [agencyId], year: 2026, kind: null, isOpen: null, words: '', after: null, limit: 3 };
  expect(await disputesOf(pool, { ...all, words: '行初7号' })).toMatchObject([{ id }]);
  const page = await disputesOf(pool, all);
  expect(page).toHaveLength(4);
  const next = await disputesOf(pool, { ...all, after: page[2]?.id ?? 0 });
  expect(next[0]?.id).toBe(page[3]?.id);
  expect(await disputesOf(pool, { ...all, agencyIds: [] })).toEqual([]);
});
