import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityModule } from '../identity/index.ts';
import { actorNamed, personNamed, signedIn } from '../identity/testing.ts';
import { type Actor, dayOf, type Kernel, matterById } from '../kernel/index.ts';
import { testKernel } from '../kernel/testing/kernel.ts';
import { operationsModuleOf, raiseIncident } from './index.ts';
import { settleDrills } from './operations/drills.ts';
import { startIncident, takeStep } from './operations/incidents.ts';
import type { IncidentAct } from './process.ts';
import { drillDuty, incidentById } from './repo/incidents.ts';
import { operationsCity } from './testing.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const later = (hours: number): Date => new Date(at.getTime() + hours * 3_600_000);
let city: Awaited<ReturnType<typeof operationsCity>>;
let kernel: Kernel;
let system: Actor;
let security: Actor;
let leader: Actor;
beforeAll(async () => {
  city = await operationsCity(at);
  ({ kernel } = city);
  [system, security, leader] = await Promise.all([
    actorNamed(kernel, 'xitong', dayOf(at)),
    actorNamed(kernel, 'anquan', dayOf(at)),
    actorNamed(kernel, 'lingdao', dayOf(at)),
  ]);
});
afterAll(() => city.close());

const NOTE = '已经按预案处置完毕';
const step = async (
  id: number,
  act: IncidentAct,
  actor: Actor,
  more: Partial<Parameters<typeof takeStep>[1]> = {},
): Promise<string> => {
  const { seq } = await matterById(kernel, id);
  return takeStep(kernel, { id, act, actor, at, seenSeq: seq, note: NOTE, ...more }).then(
    ({ to }) => to,
    (error: { code: string }) => error.code,
  );
};

const start = async (drill = false, personalData = false): Promise<number> =>
  (
    await startIncident(kernel, {
      category: 'outage',
      summary: '门户网站打不开了',
      drill,
      personalData,
      actor: system,
      at,
    })
  ).id;

describe('an incident', () => {
  test('is detected, graded, isolated, restored, reported and reviewed, each by whom it concerns', async () => {
    const id = await start();
    const way = [
      await step(id, 'grade', system, { grade: 'III' }),
      await step(id, 'first-report', security),
      await step(id, 'isolate', security),
      await step(id, 'isolate', system),
      await step(id, 'restore', system),
      await step(id, 'report', security),
      await step(id, 'review', system),
      await step(id, 'review', leader),
    ];
    expect(way).toEqual([
      'graded',
      'graded',
      'matter/not-yours',
      'isolated',
      'restored',
      'reported',
      'matter/not-yours',
      'reviewed',
    ]);
    expect(await incidentById(kernel.pool, id)).toMatchObject({ grade: 'III', state: 'reviewed', outcome: NOTE });
  });

  test('its first word is due within the hour, its review within five working days', async () => {
    const id = await start();
    const { clocks } = await matterById(kernel, id);
    expect(clocks['first-report']).toMatchObject({ state: 'running', dueOn: '2026-11-23' });
    await step(id, 'grade', security, { grade: 'IV' });
    await step(id, 'isolate', system);
    expect(await step(id, 'late-first-report', leader)).toBe('isolated');
    expect((await matterById(kernel, id)).clocks['first-report']).toMatchObject({ state: 'met' });
    await step(id, 'restore', system);
    await step(id, 'report', security);
    expect((await matterById(kernel, id)).clocks.review).toMatchObject({ state: 'running', dueOn: '2026-11-30' });
  });

  test('with personal data is reported only after authority and persons have been told', async () => {
    const id = await start(false, true);
    await step(id, 'grade', security, { grade: 'II' });
    await step(id, 'isolate', system);
    await step(id, 'restore', system);
    expect(await step(id, 'report', security)).toBe('operations/not-notified');
    expect(await step(id, 'notify', security)).toBe('restored');
    expect(await step(id, 'report', security)).toBe('reported');
    expect(await incidentById(kernel.pool, id)).toMatchObject({ notifiedAt: at });
  });

  test('that turns out to concern personal data when it is graded is held to the same', async () => {
    const id = await start();
    await step(id, 'grade', security, { grade: 'II', personalData: true });
    await step(id, 'isolate', system);
    await step(id, 'restore', system);
    expect(await step(id, 'report', security)).toBe('operations/not-notified');
  });

  test('that says nothing, or has no grade, goes no further; one seen stale neither', async () => {
    const id = await start();
    expect(await step(id, 'grade', security)).toBe('operations/no-grade');
    expect(await step(id, 'dismiss', security, { note: '误报' })).toBe('operations/says-nothing');
    expect(await step(id, 'grade', security, { grade: 'I', seenSeq: 99 })).toBe('matter/changed');
    expect(await step(id, 'dismiss', security, { note: '是一次计划内的维护' })).toBe('dismissed');
  });

  test('whoever handled it does not review it', async () => {
    const both: Actor = {
      ...system,
      grants: [...system.grants, ...security.grants],
    };
    const id = await start();
    for (const [act, more] of [
      ['grade', { grade: 'IV' }],
      ['isolate', {}],
      ['restore', {}],
      ['report', {}],
    ] as const)
      await step(id, act, both, more);
    expect(await step(id, 'review', both)).toBe('matter/same-person');
    expect(await step(id, 'review', security)).toBe('reviewed');
  });

  test('calls the administrators', async () => {
    const id = await start();
    const { rows } = await kernel.pool.query<{ person_id: number; code: string }>(
      'select person_id, code from kernel.notice where matter_id = $1 order by person_id',
      [id],
    );
    expect(rows).toEqual(
      [await personNamed(kernel, 'xitong'), await personNamed(kernel, 'anquan')]
        .sort((a, b) => a - b)
        .map((person_id) => ({ person_id, code: 'operations.incident' })),
    );
  });
});

test('the same cause is one incident, however many copies notice it at once', async () => {
  const notice = { cause: 'test:1', category: 'tamper', summary: '有一处不符', at } as const;
  const ids = await Promise.all(Array.from({ length: 6 }, () => raiseIncident(kernel, notice)));
  expect(new Set(ids).size).toBe(1);
  expect(await raiseIncident(kernel, { ...notice, at: later(48) })).toBe(ids[0]);
  expect(await raiseIncident(kernel, { ...notice, cause: 'test:2' })).not.toBe(ids[0]);
});

describe('a drill', () => {
  test('is owed each year, and done when one has been taken to its end', async () => {
    await Promise.all([settleDrills(kernel, at), settleDrills(kernel, at)]);
    const duty = await drillDuty(kernel.pool, 2026);
    expect(duty).toMatchObject({ year: 2026, closed: false, dueOn: '2026-12-31', drillId: null });
    const id = await start(true);
    const way: [IncidentAct, Actor, object][] = [
      ['grade', security, { grade: 'III' }],
      ['isolate', system, {}],
      ['restore', system, {}],
      ['report', security, {}],
    ];
    for (const [act, actor, more] of way) await step(id, act, actor, more);
    await settleDrills(kernel, at);
    expect(await drillDuty(kernel.pool, 2026)).toMatchObject({ closed: false });
    await step(id, 'review', leader);
    expect(await drillDuty(kernel.pool, 2026)).toMatchObject({ closed: true, drillId: id });
    await settleDrills(kernel, at);
  });

  test('of last year is no drill of this year', async () => {
    await settleDrills(kernel, new Date('2027-01-02T09:00:00+08:00'));
    expect(await drillDuty(kernel.pool, 2027)).toMatchObject({ closed: false, dueOn: '2027-12-31' });
  });
});

describe('over HTTP', () => {
  const as = async (login: string) => {
    const cookie = await signedIn(city.web, login);
    return async (method: 'GET' | 'POST', url: string, payload?: object) => {
      const answer = await city.web.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) });
      return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
    };
  };

  test('the register is offered to a leader above the machine, and to none of a district', async () => {
    const offered = async (login: string): Promise<readonly [boolean, number]> => {
      const ask = await as(login);
      const { body } = await ask('GET', '/api/session');
      const { status } = await ask('GET', '/api/incidents');
      return [body.permissions.includes('operations.see-incidents'), status];
    };
    expect(await offered('lingdao')).toEqual([true, 200]);
    const { rows } = await city.kernel.pool.query<{ login: string }>(
      `select p.login from identity.person p join identity.appointment a on a.person_id = p.id
         join identity.post t on t.id = a.post_id join identity.agency g on g.id = t.agency_id
        where g.key = '590902-ZF' and 'leader' = any(t.roles) and p.login is not null`,
    );
    for (const { login } of rows) expect(await offered(login)).toEqual([false, 403]);
    expect(rows.length).toBeGreaterThan(0);
  });

  test('an incident is entered, listed, read and taken on; others may only look, citizens not even that', async () => {
    const [xitong, anquan, shenji, shimin] = [
      await as('xitong'),
      await as('anquan'),
      await as('shenji'),
      await as('shimin'),
    ];
    const entered = await xitong('POST', '/api/incidents', {
      category: 'intrusion',
      summary: '发现可疑的登录',
      personalData: false,
      drill: false,
    });
    expect(entered.status).toBe(200);
    const { id } = entered.body as { id: number };
    const { seq } = await matterById(kernel, id);
    expect(await anquan('POST', `/api/incidents/${id}/grade`, { seenSeq: seq, grade: 'IV' })).toMatchObject({
      status: 204,
    });
    const list = await shenji('GET', '/api/incidents?year=2026&drill=0');
    expect(list.body).toMatchObject({ mayStart: false, counts: { drills: 1 } });
    expect((list.body as { incidents: { id: number; grade: string }[] }).incidents[0]).toMatchObject({
      id,
      grade: 'IV',
    });
    const read = await shenji('GET', `/api/incidents/${id}`);
    expect(read.body).toMatchObject({
      incident: { summary: '发现可疑的登录' },
      grades: [{ grade: 'I', title: '特别重大' }, {}, {}, {}],
    });
    expect((await shenji('POST', `/api/incidents/${id}/isolate`, { seenSeq: 2, note: NOTE })).status).toBe(403);
    expect((await shimin('GET', '/api/incidents')).status).toBe(403);
    expect((await xitong('GET', '/api/incidents/999999')).status).toBe(404);
  });

  test('who is on call: sealed, masked, seen in full with a reason that is kept', async () => {
    const [xitong, anquan, shenji] = [await as('xitong'), await as('anquan'), await as('shenji')];
    const person = await personNamed(kernel, 'xitong');
    const deputy = await personNamed(kernel, 'anquan');
    const entry = {
      duty: 'technical',
      personId: person,
      phone: '13812345678',
      deputyId: deputy,
      deputyPhone: '0590-8765432',
    };
    expect((await xitong('POST', '/api/on-call', entry)).status).toBe(403);
    expect((await anquan('POST', '/api/on-call', { ...entry, deputyId: person })).status).toBe(422);
    expect((await anquan('POST', '/api/on-call', { ...entry, personId: 2_000_000_000 })).status).toBe(404);
    const entered = await anquan('POST', '/api/on-call', entry);
    expect(entered.status).toBe(200);
    const list = await shenji('GET', '/api/on-call');
    expect(JSON.stringify(list.body)).not.toContain('13812345678');
    expect(list.body).toMatchObject({
      onCall: [{ duty: 'technical' }],
      vacant: ['command', 'security', 'disclosure'],
    });
    const { id } = entered.body as { id: string };
    expect((await shenji('POST', `/api/on-call/${id}/phone`, { reason: '看看' })).status).toBe(403);
    expect((await xitong('POST', `/api/on-call/${id}/phone`, { reason: '演练联系' })).body).toEqual({
      phone: '13812345678',
      deputyPhone: '0590-8765432',
    });
    const { rows } = await kernel.pool.query<{ body: string }>(
      `select body from kernel.entry where act = 'personal-data-viewed' order by id desc limit 1`,
    );
    expect(rows[0]?.body).toContain('演练联系');
    expect(rows[0]?.body).not.toContain('13812345678');
    expect((await anquan('POST', '/api/on-call', { ...entry, personId: deputy, deputyId: person })).status).toBe(200);
    expect((await shenji('GET', '/api/on-call')).body).toMatchObject({ onCall: [{ duty: 'technical' }] });
  });
});

test('a database that holds no city yet owes no drill', async () => {
  const empty = await testKernel([identityModule, operationsModuleOf({ checks: () => [] })], at);
  await settleDrills(empty, at);
  expect(await drillDuty(empty.pool, 2026)).toBeNull();
  await empty.close();
});
