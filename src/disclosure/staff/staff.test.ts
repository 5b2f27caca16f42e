import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { actorNamed, personNamed, signedIn, type TestCity, testCity } from '../../identity/testing.ts';
import { addDays, day, instant } from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { publicationById } from '../operations/publication.ts';
import { publish } from '../operations/publish.ts';
import { review } from '../operations/review.ts';
import { schedule } from '../operations/schedule.ts';
import { article, cleared, handedIn, type People, people, putCatalogue } from '../testing.ts';
import { assertQualified } from './operations.ts';
import { isQualified, standingOn } from './rule.ts';

const TODAY = day('2026-11-23');
const AT = instant(TODAY, '10:00');
let city: TestCity;
let who: People;
let agencyId: number;
const cookies = new Map<string, string>();
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  await putCatalogue(city.kernel);
  who = await people(city.kernel);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

const ask = async (login: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  const cookie = cookies.get(login) ?? (await signedIn(city.web, login));
  cookies.set(login, cookie);
  const answer = await city.web.inject({
    method,
    url,
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, json: answer.body === '' ? {} : answer.json<Record<string, unknown>>() };
};
const exam = {
  kind: 'exam',
  title: '政务公开上岗考试',
  score: 85,
  passedOn: '2026-11-01',
  validUntil: '2027-10-31',
  note: '',
};
const enter = async (login: string, over: object = {}, by = 'gongkaiban') =>
  ask(by, 'POST', `/api/disclosure/staff/${await personNamed(city.kernel, login)}/qualifications`, {
    ...exam,
    ...over,
  });
const rule = (required: boolean, by = 'gongkaiban') =>
  ask(by, 'POST', '/api/disclosure/staff-rule', { required, warnDays: 30 });

type Listed = {
  readonly agencies: readonly {
    readonly id: number;
    readonly able: number;
    readonly people: readonly {
      id: number;
      drafting: number;
      underReview: number;
      standing: string;
      actsFor: object[];
    }[];
  }[];
};
const listed = async (login: string) => {
  const { json } = await ask(login, 'GET', `/api/disclosure/staff?agency=${agencyId}`);
  return (json as Listed).agencies;
};

test.each([
  [null, 'none'],
  [{ kind: 'exam', validUntil: '2026-11-22' }, 'ended'],
  [{ kind: 'exam', validUntil: '2026-11-23' }, 'ending'],
  [{ kind: 'exam', validUntil: '2026-12-23' }, 'ending'],
  [{ kind: 'training', validUntil: '2026-12-24' }, 'valid'],
  [{ kind: 'revoked', validUntil: '2027-12-24' }, 'revoked'],
] as const)('%j is %s', (latest, standing) => {
  expect(standingOn(latest, TODAY, addDays(TODAY, 30))).toBe(standing);
  expect(isQualified(standing)).toBe(standing === 'valid' || standing === 'ending');
});

describe('the right to hand in and to publish', () => {
  const submitted = () => handedIn(city.kernel, who, agencyId, article());

  test('needs nothing where the city does not ask for it', async () => {
    await submitted();
  });

  test('is examined by the office above, never by oneself, and only what was passed counts', async () => {
    expect(await enter('lianluoyuan', { score: 59 })).toMatchObject({
      status: 422,
      json: { code: 'disclosure/qualification-score' },
    });
    for (const over of [{ passedOn: '2026-11-24' }, { validUntil: '2026-10-31' }, { validUntil: '2031-01-01' }])
      expect(await enter('lianluoyuan', over)).toMatchObject({
        status: 422,
        json: { code: 'disclosure/qualification-days' },
      });
    expect((await enter('gongkaiban')).status).toBe(403);
    expect((await enter('lianluoyuan', {}, 'lianluoyuan')).status).toBe(403);
    expect(await enter('shimin')).toMatchObject({ status: 403, json: { code: 'disclosure/not-of-your-agencies' } });
    expect(await enter('lianluoyuan', { kind: 'revoked', score: null })).toMatchObject({
      status: 409,
      json: { code: 'disclosure/nothing-to-revoke' },
    });
    expect((await rule(true, 'lianluoyuan')).status).toBe(403);
  });

  test('is asked for at each of the three acts, and holds until its last day', async () => {
    const { kernel } = city;
    const ready = await cleared(kernel, who, agencyId, article());
    const later = await cleared(kernel, who, agencyId, article());
    expect((await rule(true)).status).toBe(204);
    await expect(submitted()).rejects.toMatchObject({ code: 'disclosure/not-qualified' });
    await expect(publish(kernel, { id: ready, actor: who.officer, at: AT })).rejects.toMatchObject({
      code: 'disclosure/not-qualified',
    });
    const publishAt = instant(day('2026-11-25'), '09:00');
    await expect(schedule(kernel, { id: later, publishAt, actor: who.officer, at: AT })).rejects.toMatchObject({
      code: 'disclosure/not-qualified',
    });
    expect((await enter('lianluoyuan')).status).toBe(204);
    await submitted();
    // An officer is examined by another.
    expect((await enter('gongkaiban', {}, 'gongkaiban2')).status).toBe(204);
    await publish(kernel, { id: ready, actor: who.officer, at: AT });
    await schedule(kernel, { id: later, publishAt, actor: who.officer, at: AT });
    const lastDay = instant(day('2027-10-31'), '10:00');
    await assertQualified(kernel, who.drafter, lastDay);
    await expect(assertQualified(kernel, who.drafter, instant(day('2027-11-01'), '00:00'))).rejects.toMatchObject({
      code: 'disclosure/not-qualified',
    });
  });

  test('is lost with a line of its own, and shown', async () => {
    expect((await enter('lianluoyuan', { kind: 'revoked', title: '多次逾期公开', score: null })).status).toBe(204);
    await expect(submitted()).rejects.toMatchObject({ code: 'disclosure/not-qualified' });
    const id = await personNamed(city.kernel, 'lianluoyuan');
    const found = (await listed('gongkaiban')).flatMap((one) => one.people).find((one) => one.id === id);
    expect(found?.standing).toBe('revoked');
    expect((await rule(false)).status).toBe(204);
    await submitted();
  });
});

describe('who has what on his desk', () => {
  test('is seen by his own agency and those above, and by no others', async () => {
    const id = await personNamed(city.kernel, 'lianluoyuan');
    const own = (await listed('lianluoyuan')).find((one) => one.id === agencyId);
    const desk = own?.people.find((one) => one.id === id);
    expect(desk?.underReview).toBeGreaterThan(0);
    const all = await ask('lianluoyuan', 'GET', '/api/disclosure/staff');
    expect((all.json as Listed).agencies.map((one) => one.id)).toEqual([agencyId]);
    expect((await listed('zfb-lianluo')).some((one) => one.id === agencyId)).toBe(false);
    expect((await ask('shimin', 'GET', '/api/disclosure/staff')).status).toBe(403);
  });

  test('a substitute counts, with whom he acts for and until when', async () => {
    const before = (await listed('gongkaiban')).find((one) => one.id === agencyId)?.able ?? 0;
    const actor = await actorNamed(city.kernel, 'lianluoyuan', TODAY);
    const to = await personNamed(city.kernel, 'shichang-sh');
    const answer = await ask('lianluoyuan', 'POST', '/api/delegations', {
      agencyId,
      toPersonId: to,
      roles: ['liaison'],
      fromOn: TODAY,
      untilOn: '2026-12-10',
      reason: '病假期间替岗',
    });
    expect([answer.status, actor.personId !== null]).toEqual([201, true]);
    const after = (await listed('gongkaiban')).find((one) => one.id === agencyId);
    expect(after?.able).toBe(before + 1);
    expect(after?.people.find(({ id }) => id === to)?.actsFor).toMatchObject([{ until: '2026-12-10' }]);
  });
});

test('whoever leaves with work of his open hands it over: named as a number before, refused without, noted with', async () => {
  city.setNow(AT);
  const { kernel } = city;
  const department = await personNamed(kernel, 'shichang-sh');
  const held = await kernel.pool.query<{ id: number; post: number }>(
    'select id::int as id, post_id::int as post from identity.appointment where person_id = $1 order by id limit 1',
    [department],
  );
  const { id: appointment = 0, post = 0 } = held.rows[0] ?? {};
  // Another holds the post as well, so that it is the work and not the post that stands in the way.
  const other = { personId: await personNamed(kernel, 'p053'), postId: post, fromOn: TODAY };
  expect((await ask('xitong', 'POST', '/api/staffing/appointments', other)).status).toBe(204);
  const lastOn = addDays(TODAY, 7);
  const before = await ask('xitong', 'GET', `/api/staffing/appointments/${appointment}/open-work?lastOn=${lastOn}`);
  const already = (before.json.open as unknown[]).length;
  const id = await handedIn(kernel, who, agencyId, article({ title: '离任前经手的公开件' }));
  const { row, snapshot } = await publicationById(kernel, id);
  const passing = { id, gate: 'department', passed: true, words: '', actor: who.department, at: AT } as const;
  await review(kernel, { ...passing, seenText: row.submittedHash?.toString('hex') ?? '' });
  const seen = await ask('xitong', 'GET', `/api/staffing/appointments/${appointment}/open-work?lastOn=${lastOn}`);
  // Its number and kind, and nothing of what it is about.
  expect(seen.json.open).toHaveLength(already + 1);
  expect(seen.json.open).toContainEqual(expect.objectContaining({ number: snapshot.number }));
  expect(JSON.stringify(seen.json)).not.toContain('离任前经手');
  const leave = (body: object) => ask('xitong', 'POST', `/api/staffing/appointments/${appointment}/leave`, body);
  for (const handoverNote of [null, '给他']) {
    const refused = await leave({ lastOn, successorId: null, handoverNote });
    expect([refused.status, refused.json.code]).toEqual([409, 'identity/handover-open-work']);
    expect(JSON.stringify(refused.json)).toContain(`还有 ${already + 1} 件`);
  }
  const still = await kernel.pool.query('select from identity.appointment where id = $1 and until_on is null', [
    appointment,
  ]);
  expect(still.rowCount).toBe(1);
  const left = await leave({ lastOn, successorId: null, handoverNote: '在办公开件移交同岗位人员办理' });
  expect(left.status).toBeLessThan(300);
  const { rows } = await kernel.pool.query<{ body: string }>(
    `select e.body from kernel.entry e join identity.person p on p.account_id = e.matter_id
      where p.id = $1 and e.act = 'leave'`,
    [department],
  );
  expect(rows[0]?.body).toContain(snapshot.number);
});
