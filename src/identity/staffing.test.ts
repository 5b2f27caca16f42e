import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  addDays,
  type Day,
  day,
  figureOf,
  inbox,
  instant,
  matterById,
  sweep,
  timeline,
  verifyLedger,
} from '../kernel/index.ts';
import { roleHolders } from './holders.ts';
import { identityModule } from './index.ts';
import { checkVacancies, vacanciesOn } from './operations/vacancies.ts';
import { databaseOf } from './repo/database.ts';
import { actorNamed, personNamed, signedIn, type TestCity, testCity } from './testing.ts';

const today = day('2026-11-23');
const noon = instant(today, '12:00');
let city: TestCity;
beforeAll(async () => {
  city = await testCity([], noon);
});
afterAll(() => city.close());
afterEach(() => city.setNow(noon));

const cookies = new Map<string, string>();
const send = async (login: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  const cookie = cookies.get(login) ?? (await signedIn(city.web, login));
  cookies.set(login, cookie);
  return city.web.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) });
};
const ask = async (login: string, url: string) => (await send(login, 'GET', url)).json();
const person = (login: string) => personNamed(city.kernel, login);

async function postOf(agencyKey: string, title: string): Promise<number> {
  const { id } = await databaseOf(city.kernel)
    .selectFrom('identity.post as p')
    .innerJoin('identity.agency as a', 'a.id', 'p.agency_id')
    .select('p.id')
    .where('a.key', '=', agencyKey)
    .where('p.title', '=', title)
    .executeTakeFirstOrThrow();
  return id;
}

async function appointmentOf(login: string): Promise<number> {
  const { id } = await databaseOf(city.kernel)
    .selectFrom('identity.appointment')
    .select('id')
    .where('person_id', '=', await person(login))
    .executeTakeFirstOrThrow();
  return id;
}

const grantsOf = async (login: string, on: Day): Promise<readonly string[]> =>
  (await actorNamed(city.kernel, login, on)).grants.map(({ role }) => role);

describe('the staff register', () => {
  it('lists posts with holders, a page at a time', async () => {
    const first = await ask('chuangkou', '/api/staffing/posts?role=window-clerk&limit=2');
    expect(first.rows).toHaveLength(2);
    const second = await ask('chuangkou', `/api/staffing/posts?role=window-clerk&limit=2&after=${first.next}`);
    expect(second.rows[0].id).toBeGreaterThan(first.rows[1].id);
    expect(first.rows[0]).toMatchObject({
      roles: [{ role: 'window-clerk', title: '窗口人员' }],
      holders: [{ untilOn: null }],
    });
  });

  it('is for staff only', async () => {
    expect((await send('shimin', 'GET', '/api/staffing/posts')).statusCode).toBe(403);
    expect((await city.web.inject('/api/staffing/posts')).statusCode).toBe(401);
  });

  it('finds people by the beginning of a name', async () => {
    const { people } = await ask('chuangkou', `/api/staffing/people?q=${encodeURIComponent('蒋兰')}`);
    expect(people).toMatchObject([{ name: '蒋兰桦', agency: '市城市管理局' }]);
    expect((await ask('chuangkou', '/api/staffing/people?q=%25')).people).toEqual([]);
  });
});

describe('a post', () => {
  it('is given by the system administrator: a new member of staff works from that day to the last', async () => {
    const entered = await send('xitong', 'POST', '/api/staffing/people', { name: '温如故', login: 'wenrugu' });
    const { personId } = entered.json();
    const postId = await postOf('590902-SC', '审查岗');
    const term = { personId, postId, fromOn: '2026-11-25', untilOn: '2026-12-31' };
    expect((await send('xitong', 'POST', '/api/staffing/appointments', term)).statusCode).toBe(204);
    expect(await grantsOf('wenrugu', day('2026-11-24'))).toEqual([]);
    expect(await grantsOf('wenrugu', day('2026-11-25'))).toEqual(['examiner']);
    expect(await grantsOf('wenrugu', day('2026-12-31'))).toEqual(['examiner']);
    expect(await grantsOf('wenrugu', day('2027-01-01'))).toEqual([]);
    const reset = await send('anquan', 'POST', `/api/accounts/${personId}/reset-password`, { reason: '首次启用' });
    city.setNow(instant(day('2026-11-25'), '09:00'));
    await expect(signedIn(city.web, 'wenrugu', reset.json().password)).resolves.toContain('mt_session=');
  });

  it('is not held twice at once by one person', async () => {
    const term = {
      personId: await person('shencha'),
      postId: await postOf('590902-SC', '审查岗'),
      fromOn: '2026-12-01',
    };
    expect((await send('xitong', 'POST', '/api/staffing/appointments', term)).json().code).toBe(
      'identity/post-held-already',
    );
  });

  it('goes only to staff, and a login only once', async () => {
    const term = {
      personId: await person('shimin'),
      postId: await postOf('590902-SC', '审查岗'),
      fromOn: '2026-12-01',
    };
    expect((await send('xitong', 'POST', '/api/staffing/appointments', term)).json().code).toBe('identity/not-staff');
    const again = await send('xitong', 'POST', '/api/staffing/people', { name: '温如新', login: 'shencha' });
    expect(again.json().code).toBe('identity/login-taken');
  });

  it('given to one person by two administrators at once is given once', async () => {
    const actor = await actorNamed(city.kernel, 'xitong', today);
    const { appoint } = await import('./operations/posts.ts');
    const term = {
      actor,
      personId: await person('p030'),
      postId: await postOf('590900-MZ', '审查岗'),
      fromOn: today,
      untilOn: null,
      at: noon,
    };
    const done = await Promise.allSettled([appoint(city.kernel, term), appoint(city.kernel, term)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is left with a hand-over where it would stand short', async () => {
    const id = await appointmentOf('juedingren');
    const leave = (body: object) => send('xitong', 'POST', `/api/staffing/appointments/${id}/leave`, body);
    expect((await leave({ lastOn: '2026-11-30' })).json().code).toBe('identity/handover-missing');
    const successorId = await person('p145');
    expect((await leave({ lastOn: '2026-11-30', successorId })).json().code).toBe('identity/handover-not-appointed');
    const post = { personId: successorId, postId: await postOf('590902-SC', '首席代表'), fromOn: '2026-12-01' };
    expect((await send('xitong', 'POST', '/api/staffing/appointments', post)).statusCode).toBe(204);
    expect((await leave({ lastOn: '2026-11-30', successorId })).json().code).toBe('identity/handover-note-missing');
    // Whoever appoints sees what is open by kind and number, and who else holds the roles.
    const open = await send('xitong', 'GET', `/api/staffing/appointments/${id}/open-work?lastOn=2026-11-30`);
    expect(open.json()).toEqual({ open: [], lonely: [] });
    expect((await leave({ lastOn: '2026-11-30', successorId, handoverNote: '在办件 3 件及印章' })).statusCode).toBe(
      204,
    );
    expect(await grantsOf('juedingren', day('2026-11-30'))).toEqual(['decider']);
    expect(await grantsOf('juedingren', day('2026-12-01'))).toEqual([]);
    expect(await grantsOf('p145', day('2026-12-01'))).toContain('decider');
  });
});

describe('delegation', () => {
  const lend = async (body: object, login = 'minzheng-jd') =>
    send(login, 'POST', '/api/delegations', {
      agencyId: (await ask(login, '/api/session')).grants[0].agencyId,
      toPersonId: await person('minzheng'),
      roles: ['decider'],
      fromOn: '2026-11-24',
      untilOn: '2026-11-26',
      reason: '外出培训',
      ...body,
    });

  it('lends a role for its days, and says whose right it is', async () => {
    expect((await lend({})).statusCode).toBe(201);
    expect(await grantsOf('minzheng', day('2026-11-23'))).toEqual(['examiner']);
    const { grants } = await actorNamed(city.kernel, 'minzheng', day('2026-11-26'));
    expect(grants).toContainEqual(
      expect.objectContaining({ role: 'decider', delegatedBy: await person('minzheng-jd') }),
    );
    expect(await grantsOf('minzheng', day('2026-11-27'))).toEqual(['examiner']);
    expect((await ask('minzheng', '/api/delegations')).delegations).toMatchObject([
      { isGiven: false, roles: ['决定人'] },
    ]);
  });

  it('is refused beyond what one holds, for too long, to oneself, without a reason', async () => {
    expect((await lend({ roles: ['supervisor'] })).json().code).toBe('identity/delegation-not-held');
    expect((await lend({ untilOn: '2027-03-31' })).json().code).toBe('identity/delegation-too-long');
    expect((await lend({ toPersonId: await person('minzheng-jd') })).json().code).toBe('identity/delegation-to-self');
    expect((await lend({ reason: ' ' })).json().code).toBe('identity/delegation-no-reason');
    expect((await lend({ roles: ['security-admin'] }, 'anquan')).json().code).toBe('identity/delegation-not-allowed');
  });

  it('taken back, counts no more from that moment on', async () => {
    city.setNow(instant(day('2026-11-25'), '10:00'));
    cookies.clear();
    const holder = await ask('minzheng', '/api/session');
    expect(holder.grants).toContainEqual(expect.objectContaining({ role: 'decider' }));
    const [{ id }] = (await ask('minzheng-jd', '/api/delegations')).delegations;
    expect((await send('minzheng', 'POST', `/api/delegations/${id}/revoke`)).statusCode).toBe(404);
    expect((await send('minzheng-jd', 'POST', `/api/delegations/${id}/revoke`)).statusCode).toBe(204);
    expect((await ask('minzheng', '/api/session')).grants).not.toContainEqual(
      expect.objectContaining({ role: 'decider' }),
    );
    cookies.clear();
  });
});

describe('a liaison', () => {
  const unit = '590900-SC';
  const title = '政务公开联络员';
  const report = async (body: object, login = 'lianluoyuan') =>
    send(login, 'POST', '/api/staffing/filings', {
      change: 'appoint',
      postId: await postOf(unit, title),
      personId: await person('p053'),
      changedOn: '2026-11-20',
      ...body,
    });

  it('is appointed only by filing', async () => {
    const term = { personId: await person('p053'), postId: await postOf(unit, title), fromOn: '2026-12-01' };
    expect((await send('xitong', 'POST', '/api/staffing/appointments', term)).json().code).toBe(
      'identity/post-not-filed-here',
    );
  });

  it('is reported by his own unit only', async () => {
    expect((await report({ postId: await postOf('590900-MZ', title) })).statusCode).toBe(403);
    expect((await report({}, 'chuangkou')).statusCode).toBe(403);
  });

  it('is filed by the city’s disclosure office, which gives a number; the old one hands over and leaves', async () => {
    const named = (await report({})).json();
    expect(named).toMatchObject({ inTime: true, number: expect.stringMatching(/^BA-590900-2026-\d{6}$/) });
    const officer = await actorNamed(city.kernel, 'gongkaiban', today);
    const waiting = await inbox(city.kernel, officer.grants, null);
    expect(waiting.rows.map(({ number }) => number)).toContain(named.number);
    expect((await send('lianluoyuan', 'POST', `/api/staffing/filings/${named.matterId}/file`, {})).statusCode).toBe(
      403,
    );
    const early = (
      await report({ change: 'leave', personId: await person('lianluoyuan'), changedOn: '2026-11-30' })
    ).json();
    const file = (matterId: number) => send('gongkaiban', 'POST', `/api/staffing/filings/${matterId}/file`, {});
    expect((await file(early.matterId)).json().code).toBe('identity/handover-missing');
    expect((await file(named.matterId)).json()).toEqual({ receiptNumber: named.number });
    expect(await grantsOf('p053', today)).toContain('liaison');
    const returned = await send('gongkaiban', 'POST', `/api/staffing/filings/${early.matterId}/return`, {
      reason: '请补报接替人',
    });
    expect(returned.statusCode).toBe(204);
    const more = {
      personId: await person('lianluoyuan'),
      changedOn: '2026-11-30',
      successorId: await person('p053'),
      handoverNote: '栏目清单和账号',
    };
    expect(
      (await send('lianluoyuan', 'POST', `/api/staffing/filings/${early.matterId}/supplement`, more)).statusCode,
    ).toBe(204);
    expect((await file(early.matterId)).json()).toEqual({ receiptNumber: early.number });
    expect(await grantsOf('lianluoyuan', day('2026-11-30'))).toEqual(['liaison']);
    expect(await grantsOf('lianluoyuan', day('2026-12-01'))).toEqual([]);
    expect((await timeline(city.kernel, early.matterId)).map(({ act }) => act)).toEqual([
      'name',
      'return',
      'supplement',
      'file',
    ]);
    const { rows } = await ask('gongkaiban', '/api/staffing/filings?state=all');
    expect(rows[0]).toMatchObject({
      change: 'leave',
      stateTitle: '已备案',
      receiptNumber: early.number,
      inTime: true,
    });
  });

  it('reported more than ten working days after the change is late, and said to be', async () => {
    const last = await report({ personId: await person('yishenqing'), changedOn: '2026-11-09' });
    const late = await report({ personId: await person('shichang-bm'), changedOn: '2026-11-06' });
    expect([last.json().inTime, late.json().inTime]).toEqual([true, false]);
    for (const { matterId } of [last.json(), late.json()]) {
      expect((await send('lianluoyuan', 'POST', `/api/staffing/filings/${matterId}/withdraw`, {})).statusCode).toBe(
        204,
      );
    }
    expect((await matterById(city.kernel, late.json().matterId)).state).toBe('withdrawn');
  });

  it('filed twice at once is filed once; a stale form is refused', async () => {
    const { matterId } = (await report({ personId: await person('fazhi') })).json();
    const file = (body: object) => send('gongkaiban', 'POST', `/api/staffing/filings/${matterId}/file`, body);
    expect((await file({ seenSeq: 7 })).json().code).toBe('matter/changed');
    const both = await Promise.all([file({}), file({})]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });
});

it('at no agency, nobody holds anything: a city that is empty yet', async () => {
  expect(await roleHolders(city.kernel, [], today)).toEqual([]);
});

describe('vacancies', () => {
  it('are the four liaison posts left empty in the demo city', async () => {
    const { vacancies } = await ask('gongkaiban', '/api/staffing/vacancies');
    expect(vacancies.filter(({ isLiaison }: { isLiaison: boolean }) => isLiaison)).toHaveLength(4);
    const ahead = await vacanciesOn(city.kernel, addDays(today, 365));
    expect(ahead.length).toBeGreaterThanOrEqual(vacancies.length);
  });

  it('leave an alarm each, once, with a date; it ends when somebody is in the post', async () => {
    const before = await vacanciesOn(city.kernel, today);
    expect(await checkVacancies(city.kernel, noon)).toEqual({ noticed: before.length, filled: 0 });
    expect(await checkVacancies(city.kernel, noon)).toEqual({ noticed: 0, filled: 0 });
    const [vacant] = before;
    if (!vacant) throw new Error('the demo city has vacancies');
    const report = {
      change: 'appoint',
      postId: vacant.postId,
      personId: await person('p060'),
      changedOn: '2026-11-23',
    };
    const { matterId } = (await send('gongkaiban', 'POST', '/api/staffing/filings', report)).json();
    expect((await send('gongkaiban', 'POST', `/api/staffing/filings/${matterId}/file`, {})).statusCode).toBe(200);
    expect(await checkVacancies(city.kernel, noon)).toEqual({ noticed: 0, filled: 1 });
    const { rows } = await city.kernel.pool.query<{ state: string; due_on: string }>(
      `select state, due_on from kernel.matter where kind = 'vacancy' order by state, id`,
    );
    expect(rows.map(({ state }) => state)).toEqual(['filled', ...before.slice(1).map(() => 'vacant')]);
    expect(rows.at(-1)?.due_on).toBe('2026-12-14');
    await sweep(city.kernel, instant(day('2026-12-15'), '09:00'));
  });
});

it('counts who works for disclosure (M-048)', async () => {
  const measure = identityModule.measures?.find(({ id }) => id === 'M-048.officer');
  if (!measure) throw new Error('M-048 is missing');
  const figure = await figureOf(city.kernel.db, measure, { from: today, to: today, agencyIds: null });
  expect(figure).toMatchObject({ value: '7', unit: '人' });
});

it('leaves a ledger that proves itself', async () => {
  expect((await verifyLedger(city.kernel)).faults).toEqual([]);
});
