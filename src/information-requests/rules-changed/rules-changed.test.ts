import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { actorNamed, signedIn, type TestCity } from '../../identity/testing.ts';
import { type Actor, day, inTransaction } from '../../kernel/index.ts';
import { feeTableOf, publishedFeeTables } from '../fee-tables.ts';
import { extend, takeUp } from '../operations/time.ts';
import { FeeTable, feeFen } from '../rules/fees.ts';
import { settingsOf, settingsRegister } from '../settings.ts';
import { Settings } from '../settings-shape.ts';
import { at, matter, officeOf, received, replyDue, requestsCity } from '../testing.ts';
import type { RuleChange, RuleList } from './contract.ts';
import { decideRule, proposeRuleChange } from './operations.ts';
import { ruleChangeView, ruleList } from './views.ts';

let city: TestCity;
let office: Actor;
let second: Actor;
let officer: Actor;
let agencyId: number;
const AT = at('2026-11-23');
beforeAll(async () => {
  city = await requestsCity(AT);
  const named = (login: string) => actorNamed(city.kernel, login, day('2026-11-23'));
  [office, second, officer] = [await named('gongkaiban'), await named('gongkaiban2'), await named('yishenqing')];
  agencyId = officer.grants.find(({ role }) => role === 'request-officer')?.agencyId ?? 0;
});
afterAll(() => city.close());

/** What a new document of the State Council might say. */
const dearer: FeeTable = FeeTable.parse({
  items: {
    law: '某新办法 第四条',
    bands: [
      { upTo: 20, yuan: 0 },
      { upTo: null, yuan: 150 },
    ],
  },
  pages: {
    law: '某新办法 第五条',
    bands: [
      { upTo: 50, yuan: 0 },
      { upTo: null, yuan: 5 },
    ],
  },
});
const fees = (validFrom: string, seenVersion: number, value: FeeTable = dearer) =>
  ({ subject: 'fees', validFrom, seenVersion, source: '某办函〔2026〕9号', value }) as const;
const settings = (change: Partial<Settings>) => Settings.parse({ ...change });
const code = (done: Promise<unknown>) => done.then(() => 'done', refusalOf);
const refusalOf = (error: unknown): string =>
  typeof error === 'object' && error !== null ? String(Reflect.get(error, 'code')) : String(error);
const propose = (body: Parameters<typeof proposeRuleChange>[1]['body'], actor: Actor) =>
  proposeRuleChange(city.kernel, { body, actor, at: AT });
const decide = (id: number, act: 'approve' | 'decline' | 'take-back', actor: Actor, reason = '') =>
  decideRule(city.kernel, { id, act, reason, actor, at: AT, seenSeq: 1 });

describe('a new table of the fee', () => {
  test('is proposed by one and approved by another, and holds for what is received from its day on', async () => {
    const { id } = await propose(fees('2027-01-01', 1), office);
    expect((await feeTableOf(city.kernel, day('2027-01-01'))).table.items.law).not.toBe('某新办法 第四条');
    expect(await code(decide(id, 'approve', office))).toBe('matter/same-person');
    await decide(id, 'approve', second);
    const old = await feeTableOf(city.kernel, day('2026-12-31'));
    const now = await feeTableOf(city.kernel, day('2027-01-01'));
    expect([feeFen(old.table, 'pages', 60, 0), feeFen(now.table, 'pages', 60, 0)]).toEqual([30_000, 5_000]);
    expect(now.source).toBe('某办函〔2026〕9号');
    // Anybody reads both: what is in force and what is to come.
    const published = await publishedFeeTables(city.kernel.published.pool, day('2026-11-23'));
    expect(published.map(({ since }) => since)).toEqual(['2021-01-01', '2027-01-01']);
  });

  test('is nobody’s but the city’s office: not an agency’s, not a county’s', async () => {
    expect(await code(propose(fees('2028-01-01', 2), officer))).toBe('access/forbidden');
    const county = (await directoryOf(city.kernel)).agencies.find(({ region }) => region === '590902');
    const elsewhere: Actor = {
      ...office,
      personId: officer.personId,
      grants: [{ role: 'disclosure-officer', agencyId: county?.id ?? 0 }],
      agenciesBelow: new Set([county?.id ?? 0]),
    };
    expect(await code(propose(fees('2028-01-01', 2), elsewhere))).toBe('access/forbidden');
  });

  test('does not begin before the one it replaces, is not the same, and is written against what is there', async () => {
    expect(await code(propose(fees('2026-12-01', 2), office))).toBe('request-rules/too-early');
    expect(await code(propose(fees('2027-01-01', 2), office))).toBe('request-rules/nothing-changed');
    expect(await code(propose(fees('2028-01-01', 1), office))).toBe('request-rules/changed');
  });

  test('waits for one decision at a time; it is declined with a reason, or taken back', async () => {
    const { id } = await propose(fees('2028-01-01', 2), office);
    expect(await code(propose(fees('2029-01-01', 2), second))).toBe('request-rules/proposed-already');
    expect(await code(decide(id, 'decline', second))).toBe('information-requests/no-reason');
    await decide(id, 'decline', second, '文件还没有印发');
    const again = await propose(fees('2028-01-01', 2), office);
    await decide(again.id, 'take-back', office);
    expect((await feeTableOf(city.kernel, day('2028-06-01'))).since).toBe('2027-01-01');
  });
});

describe('limits of the law', () => {
  const limits = { reply: 15, extension: 15, correctionNotice: 5, opinion: 10 };
  const about = { subject: 'limits', seenVersion: 1, source: '修订后的政府信息公开条例', value: limits } as const;

  test('hold for what is asked from their day on; what was asked before keeps its own', async () => {
    const desk = await officeOf(city);
    const before = await received(city, desk, '2026-11-23');
    const { id } = await propose({ ...about, validFrom: '2026-11-24' }, office);
    await decide(id, 'approve', second);
    const after = await received(city, desk, '2026-11-24');
    // Twenty working days after 23 November, fifteen after 24 November.
    expect(await replyDue(city, before.id)).toBe('2026-12-21');
    expect(await replyDue(city, after.id)).toBe('2026-12-15');
    expect((await matter(city, after.id)).clocks['correction-notice']?.dueOn).toBe('2026-12-01');
    const taken = { matter: after.id, papers: null };
    await takeUp(city.kernel, { ...taken, actor: desk.officer, at: at('2026-11-25') });
    const extending = { ...taken, actor: desk.head, at: at('2026-11-25'), reason: '检索数量较大' };
    expect(await code(extend(city.kernel, { ...extending, days: 16 }))).toBe('matter/no-such-term');
    await extend(city.kernel, { ...extending, days: 10 });
    expect(await replyDue(city, after.id)).toBe('2026-12-29');
  });

  test('are the city’s office’s to enter', async () => {
    expect(await code(propose({ ...about, seenVersion: 2, validFrom: '2027-01-01' }, officer))).toBe(
      'access/forbidden',
    );
  });
});

describe('settings', () => {
  const own = (change: Partial<Settings>, validFrom = '2026-11-23', seenVersion = 0) =>
    ({
      subject: 'agency',
      agencyId,
      validFrom,
      seenVersion,
      source: '本局办公会议确定',
      value: settings(change),
    }) as const;

  test('of an agency are proposed by who handles requests and approved by who decides', async () => {
    const head = await actorNamed(city.kernel, 'shichang-sh', day('2026-11-23'));
    const { id } = await propose(own({ court: '明德区人民法院', contact: '电话 0000-1234567' }), officer);
    // Whoever approves the first of them sees what has applied until now.
    expect(await ruleChangeView(city.kernel, id, head)).toMatchObject({
      before: { court: '有管辖权的人民法院' },
      value: { court: '明德区人民法院' },
    });
    expect(await code(decide(id, 'approve', officer))).toMatch(/^matter\//u);
    await decide(id, 'approve', head);
    expect(await settingsOf(city.kernel, agencyId, day('2026-11-23'))).toMatchObject({
      court: '明德区人民法院',
      contact: '电话 0000-1234567',
    });
    // Others go on with what the city has.
    expect((await settingsOf(city.kernel, agencyId + 1, day('2026-11-23'))).court).toBe('有管辖权的人民法院');
  });

  test('do not reach back, and an agency’s are nobody else’s', async () => {
    expect(await code(propose(own({}, '2026-11-22', 1), officer))).toBe('request-rules/in-the-past');
    expect(await code(propose({ ...own({}, '2026-11-24'), agencyId: agencyId + 1 }, officer))).toBe('access/forbidden');
  });

  test('that the government has for itself are not those of the city', async () => {
    const government = (await directoryOf(city.kernel)).cityGovernment().id;
    const entry = { validFrom: day('2026-11-23'), source: '市政府办公室确定', changedBy: office.personId, at: AT };
    await inTransaction(city.kernel.pool, (tx) =>
      settingsRegister.put(tx, { ...entry, key: String(government), value: settings({ court: '某某铁路运输法院' }) }),
    );
    const { rules } = await ruleList(city.kernel, undefined, { actor: office, at: AT });
    expect(rules.find(({ subject }) => subject === 'city')).toMatchObject({
      isInherited: true,
      inForce: { court: '有管辖权的人民法院' },
    });
  });

  test('of the city hold for every agency without its own', async () => {
    const city0 = { subject: 'city', validFrom: '2026-11-23', seenVersion: 0, source: '市政务公开办确定' } as const;
    const { id } = await propose({ ...city0, value: settings({ reconsideration: '明堂市人民政府' }) }, office);
    await decide(id, 'approve', second);
    expect((await settingsOf(city.kernel, agencyId + 1, day('2026-11-23'))).reconsideration).toBe('明堂市人民政府');
  });
});

test('over HTTP: what is in force, the change beside it, one proposes and another approves', async () => {
  const [one, other] = await Promise.all(['gongkaiban', 'gongkaiban2'].map((login) => signedIn(city.web, login)));
  const ask = async <T>(cookie: string | undefined, url: string): Promise<T> => {
    const answer = await city.web.inject({ url, headers: { cookie } });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<T>();
  };
  const { rules } = await ask<RuleList>(one, '/api/request-rules');
  expect(rules.map(({ subject, mayPropose }) => [subject, mayPropose])).toEqual([
    ['fees', true],
    ['limits', true],
    ['city', true],
    ['agency', false],
  ]);
  const payload = fees('2030-01-01', rules[0]?.versions[0]?.version ?? 0);
  const headers = { cookie: one };
  const made = await city.web.inject({ method: 'POST', url: '/api/request-rules', headers, payload });
  expect(made.statusCode, made.body).toBe(201);
  const { id } = made.json<{ id: number }>();
  expect((await ask<RuleChange>(one, `/api/request-rules/${id}`)).acts).toEqual(['take-back']);
  const seen = await ask<RuleChange>(other, `/api/request-rules/${id}`);
  expect(seen).toMatchObject({ subject: 'fees', validFrom: '2030-01-01', acts: ['approve', 'decline'] });
  const url = `/api/request-rules/${id}/acts`;
  const decision = { act: 'approve', seenSeq: seen.seq };
  const same = await city.web.inject({ method: 'POST', url, headers, payload: decision });
  expect(same.statusCode).toBe(409);
  const done = await city.web.inject({ method: 'POST', url, headers: { cookie: other }, payload: decision });
  expect(done.json()).toMatchObject({ state: 'approved', acts: [] });
  // A table that gets cheaper above is no table.
  const bad = {
    ...payload,
    value: {
      ...dearer,
      pages: {
        ...dearer.pages,
        bands: [
          { upTo: 9, yuan: 9 },
          { upTo: null, yuan: 1 },
        ],
      },
    },
  };
  expect((await city.web.inject({ method: 'POST', url: '/api/request-rules', headers, payload: bad })).statusCode).toBe(
    400,
  );
});
