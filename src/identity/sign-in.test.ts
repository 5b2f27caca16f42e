import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '../demo-city/index.ts';
import { day, entriesIn, instant, personalPart, verifyLedger } from '../kernel/index.ts';
import { databaseOf } from './repo/database.ts';
import { personNamed, signedIn, type TestCity, testCity } from './testing.ts';

const noon = instant(day('2026-11-23'), '12:00');
const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);
const { password } = await demoAccounts();
let city: TestCity;
beforeAll(async () => {
  city = await testCity([], noon);
});
afterAll(() => city.close());
afterEach(() => city.setNow(noon));

const tryIn = (name: string, secret: string, cookie?: string) =>
  city.web.inject({
    method: 'POST',
    url: '/api/session',
    payload: { name, password: secret },
    headers: {
      'user-agent': 'test-browser',
      ...(cookie === undefined ? {} : { cookie, 'sec-fetch-site': 'same-origin' }),
    },
  });
const whoIs = (cookie: string) => city.web.inject({ url: '/api/session', headers: { cookie } });

/** What the ledger says of somebody's account, oldest first. */
async function actsOf(login: string) {
  const personId = await personNamed(city.kernel, login);
  const { entries } = await entriesIn(
    city.kernel.pool,
    { from: later(-60), to: later(9999), kinds: ['account'], personId },
    null,
  );
  return entries.map(({ act }) => act).reverse();
}

describe('signing in', () => {
  it('gives a cookie that scripts and other sites cannot use, and keeps only its hash', async () => {
    const answer = await tryIn('chuangkou', password);
    expect(answer.statusCode).toBe(200);
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ name: 'mt_session', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie?.secure).toBeUndefined();
    const { rows } = await city.kernel.pool.query<{ found: boolean }>(
      `select exists (select from identity.session s where s::text like '%' || $1 || '%') as found`,
      [cookie?.value],
    );
    expect(rows[0]?.found).toBe(false);
    expect(await actsOf('chuangkou')).toEqual(['create', 'sign-in']);
  });

  it('says who one is, in which posts, and what one may do', async () => {
    const view = (await whoIs(await signedIn(city.web, 'chuangkou'))).json();
    expect(view.person.kind).toBe('staff');
    expect(view.grants).toMatchObject([{ role: 'window-clerk', agency: '明德区市场监管局', delegatedBy: null }]);
    expect(view.permissions).toContain('identity.delegate');
    expect(view.permissions).not.toContain('identity.audit');
  });

  it('works with an identity number, however it is typed, and with a credit code', async () => {
    expect((await tryIn(' 11000019880512 0029', password)).statusCode).toBe(200);
    expect((await tryIn('91590902ma00000159', password)).json()).toMatchObject({ person: { kind: 'enterprise' } });
  });

  it('takes up no session that was planted before: it ends, and the new one has another secret', async () => {
    const planted = await signedIn(city.web, 'laoren');
    const answer = await tryIn('shencha', password, planted);
    expect(answer.cookies[0]?.value).not.toBe(planted.split('=')[1]);
    expect((await whoIs(planted)).statusCode).toBe(401);
    const made = 'mt_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    const second = await tryIn('shencha', password, made);
    expect(second.cookies[0]?.value).not.toBe(made.split('=')[1]);
    expect((await whoIs(made)).statusCode).toBe(401);
  });

  it('a window clerk of a 综合窗口 holds the role for every bureau it serves', async () => {
    const { grants } = (await whoIs(await signedIn(city.web, 'zonghe'))).json();
    expect(grants.length).toBeGreaterThan(20);
    expect(grants).toContainEqual(expect.objectContaining({ role: 'window-clerk', agency: '明德区民政局' }));
  });
});

describe('wrong names and passwords', () => {
  it('are refused alike', async () => {
    const wrong = await tryIn('juedingren', 'not-the-password');
    const unknown = await tryIn('nobody-at-all', 'not-the-password');
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401]);
    const { requestId: _first, ...said } = wrong.json();
    const { requestId: _second, ...alike } = unknown.json();
    expect(alike).toEqual(said);
    expect(unknown.cookies).toEqual([]);
  });

  it('cost the same work whether or not somebody has the name', async () => {
    // Processor time, not the clock on the wall: a busy machine must not decide.
    const work = async (names: readonly string[]): Promise<number> => {
      const before = process.cpuUsage();
      for (const name of names) await tryIn(name, 'not-the-password');
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await tryIn('warm-up', 'not-the-password');
    const known = await work(['p001', 'p002', 'p003', 'p004', 'p005']);
    const unknown = await work(['nobody-1', 'nobody-2', 'nobody-3', 'nobody-4', 'nobody-5']);
    // Without the work an unknown name costs about a twentieth.
    expect(unknown / known).toBeGreaterThan(0.3);
  });

  it('leave the typed name in the ledger as a hash only, address and browser sealed', async () => {
    await tryIn('my secret typed here', 'x');
    const { rows } = await city.kernel.pool.query<{ body: string; matter_id: number; seq: number }>(
      `select e.body, e.matter_id, e.seq from kernel.entry e join kernel.matter m on m.id = e.matter_id
         join kernel.payload p on p.matter_id = e.matter_id and p.seq = e.seq
        where m.kind = 'gate' order by e.id desc limit 1`,
    );
    expect(rows[0]?.body).not.toContain('secret');
    expect(rows[0]?.body).not.toContain('test-browser');
    expect(rows[0]?.body).toContain('"act":"sign-in-refused"');
    expect(await personalPart(city.kernel, rows[0]?.matter_id ?? 0, rows[0]?.seq ?? 0)).toEqual({
      ip: '127.0.0.1',
      browser: 'test-browser',
    });
  });

  it('at once from many sides are all written down, under one matter for the day', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => tryIn(`crowd-${i}`, 'x')));
    const { rows } = await city.kernel.pool.query<{ gates: number }>(
      `select count(*)::int as gates from kernel.matter where kind = 'gate'`,
    );
    expect(rows[0]?.gates).toBe(1);
    const { entries } = await entriesIn(
      city.kernel.pool,
      { from: later(-1), to: later(1), kinds: ['gate'] },
      null,
      100,
    );
    expect(entries.length).toBeGreaterThanOrEqual(13);
  });
});

it('a name with a zero character is bad input, not a fault of the program', async () => {
  const answer = await tryIn('a\u0000b', password);
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'http/bad-input']);
});

describe('the pause after five wrong passwords', () => {
  it('holds against the right password, does not end what is open, and passes by itself', async () => {
    const before = await signedIn(city.web, 'minzheng');
    for (let i = 0; i < 5; i += 1)
      expect((await tryIn('minzheng', 'wrong')).json().code).toBe('identity/sign-in-wrong');
    expect((await tryIn('minzheng', password)).json().code).toBe('identity/locked-out');
    expect((await whoIs(before)).statusCode).toBe(200);
    expect((await actsOf('minzheng')).slice(-2)).toEqual(['lock-out', 'sign-in-refused']);
    city.setNow(later(31));
    expect((await tryIn('minzheng', password)).statusCode).toBe(200);
  });

  it('holds for a name that nobody has too', async () => {
    for (let i = 0; i < 5; i += 1)
      expect((await tryIn('not-there', 'wrong')).json().code).toBe('identity/sign-in-wrong');
    expect((await tryIn('not-there', 'wrong')).json().code).toBe('identity/locked-out');
  });

  it('lets no more than five of many at once be tried', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => tryIn('songda', 'wrong')));
    const codes = answers.map((answer) => answer.json().code);
    expect(codes.filter((code) => code === 'identity/sign-in-wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'identity/locked-out')).toHaveLength(7);
  });

  it('is ended by the security administrator, with a reason', async () => {
    for (let i = 0; i < 5; i += 1) await tryIn('lingdao', 'wrong');
    const cookie = await signedIn(city.web, 'anquan');
    const id = await personNamed(city.kernel, 'lingdao');
    const unlock = (reason: string) =>
      city.web.inject({ method: 'POST', url: `/api/accounts/${id}/unlock`, headers: { cookie }, payload: { reason } });
    expect((await unlock(' ')).json().code).toBe('identity/reason-missing');
    expect((await unlock('本人到场核验')).statusCode).toBe(204);
    expect((await unlock('本人到场核验')).json().code).toBe('identity/not-locked');
    expect((await tryIn('lingdao', password)).statusCode).toBe(200);
    expect(await actsOf('lingdao')).toContain('end-lock-out');
  });
});

describe('a session', () => {
  it('of staff ends after half an hour without use, of a citizen after two hours', async () => {
    const staff = await signedIn(city.web, 'daiban');
    const citizen = await signedIn(city.web, 'dibao');
    city.setNow(later(29));
    expect((await whoIs(staff)).statusCode).toBe(200);
    city.setNow(later(58));
    expect((await whoIs(staff)).statusCode).toBe(200);
    city.setNow(later(89));
    expect((await whoIs(staff)).statusCode).toBe(401);
    expect((await whoIs(citizen)).statusCode).toBe(200);
    city.setNow(later(89 + 121));
    expect((await whoIs(citizen)).statusCode).toBe(401);
  });

  it('ends after twelve hours, however busy', async () => {
    const cookie = await signedIn(city.web, 'ducha');
    for (let minutes = 20; minutes < 720; minutes += 20) {
      city.setNow(later(minutes));
      expect((await whoIs(cookie)).statusCode).toBe(200);
    }
    city.setNow(later(720));
    expect((await whoIs(cookie)).statusCode).toBe(401);
  });

  it('is over at once when signed out', async () => {
    const cookie = await signedIn(city.web, 'bianji');
    expect((await whoIs(cookie)).statusCode).toBe(200);
    const answer = await city.web.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
    expect(answer.statusCode).toBe(204);
    expect((await whoIs(cookie)).statusCode).toBe(401);
    expect(await actsOf('bianji')).toContain('sign-out');
  });

  it('cannot be ended or used by another site', async () => {
    const cookie = await signedIn(city.web, 'xitong');
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      const answer = await city.web.inject({ method: 'DELETE', url: '/api/session', headers: { cookie, ...headers } });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'http/cross-site']);
    }
    expect((await whoIs(cookie)).statusCode).toBe(200);
  });
});

describe('passwords', () => {
  it('changed, end the other sessions and not this one', async () => {
    const here = await signedIn(city.web, 'huawuyuan');
    const there = await signedIn(city.web, 'huawuyuan');
    const change = (current: string, next: string) =>
      city.web.inject({
        method: 'POST',
        url: '/api/session/password',
        headers: { cookie: here },
        payload: { current, next },
      });
    expect((await change('wrong', 'Qingshan-88-lu')).json().code).toBe('identity/password-wrong');
    expect((await change(password, 'huawuyuan')).json().code).toBe('identity/password-too-short');
    expect((await change(password, 'Qingshan-88-lu')).statusCode).toBe(204);
    expect([(await whoIs(here)).statusCode, (await whoIs(there)).statusCode]).toEqual([200, 401]);
    expect((await tryIn('huawuyuan', password)).statusCode).toBe(401);
    expect((await tryIn('huawuyuan', 'Qingshan-88-lu')).statusCode).toBe(200);
  });

  it('given by the administrator must be changed before anything else', async () => {
    const admin = await signedIn(city.web, 'anquan');
    const old = await signedIn(city.web, 'minzheng-jd');
    const id = await personNamed(city.kernel, 'minzheng-jd');
    const reset = await city.web.inject({
      method: 'POST',
      url: `/api/accounts/${id}/reset-password`,
      headers: { cookie: admin },
      payload: { reason: '本人持工作证申请' },
    });
    const temporary: string = reset.json().password;
    expect((await whoIs(old)).statusCode).toBe(401);
    const cookie = await signedIn(city.web, 'minzheng-jd', temporary);
    expect((await whoIs(cookie)).json()).toMatchObject({ awaits: 'password', permissions: [] });
    expect((await city.web.inject({ url: '/api/delegations', headers: { cookie } })).statusCode).toBe(401);
    const next = { current: temporary, next: 'Songbai-2027-chang' };
    const changed = await city.web.inject({
      method: 'POST',
      url: '/api/session/password',
      headers: { cookie },
      payload: next,
    });
    expect(changed.statusCode).toBe(204);
    expect((await city.web.inject({ url: '/api/delegations', headers: { cookie } })).statusCode).toBe(200);
  });

  it('of staff grow old after 180 days', async () => {
    city.setNow(instant(day('2027-05-21'), '12:00'));
    expect((await whoIs(await signedIn(city.web, 'shixiang'))).json().awaits).toBeNull();
    city.setNow(instant(day('2027-05-22'), '12:00'));
    expect((await whoIs(await signedIn(city.web, 'shixiang'))).json().awaits).toBe('password');
  });
});

describe('an account put out of use', () => {
  it('loses its sessions, cannot be entered, and says so only to who knows the password', async () => {
    const admin = await signedIn(city.web, 'anquan');
    const cookie = await signedIn(city.web, 'p100');
    const id = await personNamed(city.kernel, 'p100');
    const put = (verb: 'lock' | 'unlock') =>
      city.web.inject({
        method: 'POST',
        url: `/api/accounts/${id}/${verb}`,
        headers: { cookie: admin },
        payload: { reason: '调查' },
      });
    expect((await put('lock')).statusCode).toBe(204);
    expect((await whoIs(cookie)).statusCode).toBe(401);
    expect((await tryIn('p100', 'wrong')).json().code).toBe('identity/sign-in-wrong');
    expect((await tryIn('p100', password)).json().code).toBe('identity/account-locked');
    expect((await put('unlock')).statusCode).toBe(204);
    expect((await tryIn('p100', password)).statusCode).toBe(200);
    expect(await actsOf('p100')).toEqual([
      'create',
      'sign-in',
      'lock',
      'locked-sign-in-refused',
      'locked-sign-in-refused',
      'unlock',
      'sign-in',
    ]);
  });
});

it('whoever holds no post on the day cannot come in', async () => {
  const id = await personNamed(city.kernel, 'p009');
  const cookie = await signedIn(city.web, 'p009');
  await databaseOf(city.kernel)
    .updateTable('identity.appointment')
    .set({ until_on: day('2026-11-23') })
    .where('person_id', '=', id)
    .execute();
  city.setNow(instant(day('2026-11-23'), '23:59'));
  expect((await tryIn('p009', password)).statusCode).toBe(200);
  city.setNow(instant(day('2026-11-24'), '00:00'));
  expect((await tryIn('p009', password)).json().code).toBe('identity/no-post-today');
  expect((await whoIs(cookie)).statusCode).toBe(401);
});

it('leaves a ledger that proves itself', async () => {
  const { faults, entries } = await verifyLedger(city.kernel);
  expect(faults).toEqual([]);
  expect(entries).toBeGreaterThan(80);
});
