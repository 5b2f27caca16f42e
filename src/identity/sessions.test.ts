import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '../demo-city/index.ts';
import {
  createWeb,
  day,
  instant,
  kernelSentences,
  openPool,
  sentencesOf,
  spendFor,
  take,
  type Web,
} from '../kernel/index.ts';
import { allowances } from './allowances.ts';
import { authenticate, refused } from './authenticate.ts';
import { identityModule } from './index.ts';
import { clearSessions } from './operations/sessions.ts';
import { signIn } from './operations/sign-in.ts';
import { databaseOf } from './repo/database.ts';
import { personNamed, signedIn, type TestCity, testCity } from './testing.ts';

const noon = instant(day('2026-11-23'), '12:00');
const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);
const { password } = await demoAccounts();
let city: TestCity;
/** A second program on the same database, with a pool of its own. */
let other: Web;
let closeOther: () => Promise<void>;
beforeAll(async () => {
  city = await testCity([], noon);
  const pool = openPool({ url: city.database.url, max: 4 });
  const kernel = { ...city.kernel, pool };
  ({ web: other } = await createWeb({
    access: kernel.access,
    authenticate: authenticate(kernel),
    refused: refused(kernel),
    spend: spendFor(kernel),
    sentence: sentencesOf([{ name: 'kernel', sentences: kernelSentences }, identityModule]),
    problemPage: ({ title }) => `<!doctype html><p>${title}</p>`,
    title: 'test',
    maxUploadBytes: 1_000_000,
    trustProxy: true,
    log: 'nothing',
  }));
  other.decorate('site', { name: '明堂市人民政府', nav: [], preferencesHref: '/preferences' });
  await identityModule.routes?.(other, kernel);
  await other.ready();
  closeOther = async () => {
    await other.close();
    await pool.end();
  };
});
afterAll(async () => {
  await closeOther();
  await city.close();
});
afterEach(() => city.setNow(noon));

const statusOf = async (web: Web, cookie: string): Promise<number> =>
  (await web.inject({ url: '/api/session', headers: { cookie } })).statusCode;
const asked = (web: Web, cookie: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  web.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) });

describe('a session that ends', () => {
  const ends: readonly (readonly [
    what: string,
    login: string,
    end: (cookie: string, id: number) => Promise<number>,
  ])[] = [
    ['signed out', 'shencha', async (cookie) => (await asked(city.web, cookie, 'DELETE', '/api/session')).statusCode],
    [
      'ended from elsewhere',
      'shencha2',
      async () => {
        const elsewhere = await signedIn(city.web, 'shencha2');
        const headers = { cookie: elsewhere, 'content-type': 'application/x-www-form-urlencoded' };
        return (await city.web.inject({ method: 'POST', url: '/me/sessions/end', headers, payload: 'which=others' }))
          .statusCode;
      },
    ],
    [
      'its password changed elsewhere',
      'songda',
      async () =>
        (
          await asked(city.web, await signedIn(city.web, 'songda'), 'POST', '/api/session/password', {
            current: password,
            next: 'Qingshan-88-lu',
          })
        ).statusCode,
    ],
    [
      'ended by the security administrator',
      'juedingren',
      async (_cookie, id) =>
        (
          await asked(city.web, await signedIn(city.web, 'anquan'), 'POST', `/api/accounts/${id}/sessions/end`, {
            session: 'all',
            reason: '设备丢失',
          })
        ).statusCode,
    ],
    [
      'put out of use',
      'zonghe',
      async (_cookie, id) =>
        (
          await asked(city.web, await signedIn(city.web, 'anquan'), 'POST', `/api/accounts/${id}/lock`, {
            reason: '调查',
          })
        ).statusCode,
    ],
  ];
  it.each(ends)('%s: is over at once in every program', async (_what, login, end) => {
    const cookie = await signedIn(city.web, login);
    // Both programs have seen it.
    expect([await statusOf(city.web, cookie), await statusOf(other, cookie)]).toEqual([200, 200]);
    expect(await end(cookie, await personNamed(city.kernel, login))).toBeLessThan(400);
    expect([await statusOf(other, cookie), await statusOf(city.web, cookie)]).toEqual([401, 401]);
  });

  it('with the post it was held for: rights and sessions are gone on the next day, and cleared away', async () => {
    const id = await personNamed(city.kernel, 'p009');
    const cookie = await signedIn(city.web, 'p009');
    const db = databaseOf(city.kernel);
    const posts = db.updateTable('identity.appointment').where('person_id', '=', id);
    await posts.set({ until_on: day('2026-11-23') }).execute();
    expect(await statusOf(other, cookie)).toBe(200);
    city.setNow(instant(day('2026-11-24'), '00:00'));
    expect([await statusOf(other, cookie), await statusOf(city.web, cookie)]).toEqual([401, 401]);
    const count = async () =>
      (await db.selectFrom('identity.session').select('id').where('person_id', '=', id).execute()).length;
    expect(await count()).toBe(1);
    await clearSessions(city.kernel, instant(day('2026-11-24'), '00:00'));
    expect(await count()).toBe(0);
  });
});

describe('the list of sessions', () => {
  it('shows one’s own with device, beginning, last use and address; each can be ended', async () => {
    const here = await signedIn(city.web, 'bianji');
    const there = await signedIn(city.web, 'bianji');
    const { body } = await city.web.inject({ url: '/me', headers: { cookie: here, accept: 'text/html' } });
    expect(body.match(/退出这台设备/gu)).not.toBeNull();
    expect(body).toContain('127.0.0.1');
    expect(body).toContain('当前设备');
    const which = /name="which" value="(\d+)"/u.exec(body)?.[1] ?? '';
    const headers = { cookie: here, 'content-type': 'application/x-www-form-urlencoded' };
    await city.web.inject({ method: 'POST', url: '/me/sessions/end', headers, payload: `which=${which}` });
    expect([await statusOf(city.web, here), await statusOf(city.web, there)]).toEqual([200, 401]);
  });

  it('ends nobody else’s session, whatever number is sent', async () => {
    const mine = await signedIn(city.web, 'ducha');
    const theirs = await signedIn(city.web, 'shixiang');
    const id = await personNamed(city.kernel, 'shixiang');
    const db = databaseOf(city.kernel);
    const session = await db
      .selectFrom('identity.session')
      .select('id')
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow();
    const headers = { cookie: mine, 'content-type': 'application/x-www-form-urlencoded' };
    await city.web.inject({ method: 'POST', url: '/me/sessions/end', headers, payload: `which=${session.id}` });
    expect(await statusOf(city.web, theirs)).toBe(200);
  });

  it('of somebody else is for the security administrator, without addresses, and leaves out what is over', async () => {
    await signedIn(city.web, 'lingdao');
    city.setNow(later(40));
    await signedIn(city.web, 'lingdao');
    const id = await personNamed(city.kernel, 'lingdao');
    for (const login of ['xitong', 'shenji', 'ducha', 'shimin'])
      expect(
        (await asked(city.web, await signedIn(city.web, login), 'GET', `/api/accounts/${id}/sessions`)).statusCode,
      ).toBe(403);
    const list = await asked(city.web, await signedIn(city.web, 'anquan'), 'GET', `/api/accounts/${id}/sessions`);
    expect(list.json().sessions).toMatchObject([
      { browser: null, createdAt: later(40).toISOString(), awaitsCode: false },
    ]);
    expect(list.body).not.toContain('127.0.0.1');
  });
});

describe('over https', () => {
  const headers = { 'x-forwarded-proto': 'https', host: 'city.example' };
  it('the cookie is bound to this host, and one of the plain name is nobody’s', async () => {
    const answer = await other.inject({
      method: 'POST',
      url: '/api/session',
      headers,
      payload: { name: 'faren', password },
    });
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({
      name: '__Host-mt_session',
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
    });
    expect(cookie?.domain).toBeUndefined();
    const ask = async (name: string) =>
      (await other.inject({ url: '/api/session', headers: { ...headers, cookie: `${name}=${cookie?.value}` } }))
        .statusCode;
    expect([await ask('__Host-mt_session'), await ask('mt_session')]).toEqual([200, 401]);
  });
});

describe('too many refused sign-ins', () => {
  const from = (ip: string, name: string, secret: string) =>
    other.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-forwarded-for': ip },
      payload: { name, password: secret },
    });

  it('from one address are refused in every program, with the time to wait; other addresses are not', async () => {
    // Counted by the first program; the other has seen none of them.
    for (let i = 0; i < 97; i += 1) await take(city.kernel, allowances.signIn, '2001:db8:7:7', noon);
    for (const i of [1, 2, 3]) {
      const device = { ip: `2001:db8:7:7::${i}`, browser: '' };
      const wrong = signIn(city.kernel, { name: `nobody-${i}`, password: 'x', device, at: noon });
      await expect(wrong).rejects.toMatchObject({ code: 'identity/sign-in-wrong' });
    }
    const refusedThere = await from('2001:db8:7:7::ffff', 'faren', password);
    expect([refusedThere.statusCode, refusedThere.json().code]).toEqual([429, 'identity/too-many-tries']);
    expect(refusedThere.headers['retry-after']).toBe('6');
    expect(refusedThere.json().title).toContain('6 秒后再试');
    expect((await from('2001:db8:7:8::1', 'faren', password)).statusCode).toBe(200);
    const page = await other.inject({
      method: 'POST',
      url: '/sign-in',
      headers: {
        'x-forwarded-for': '2001:db8:7:7::1',
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'name=x&password=y',
    });
    expect([page.statusCode, page.headers['retry-after']]).toEqual([429, '6']);
    expect(page.body).toContain('登录失败的次数过多');
  });

  it('those that succeed are not counted', async () => {
    for (let i = 0; i < 5; i += 1) await from('203.0.113.9', 'faren', password);
    const { rows } = await city.kernel.pool.query<{ taken: number }>(
      `select count(*)::int as taken from kernel.allowance where free_at > $1::timestamptz + interval '7 seconds'`,
      [noon],
    );
    // Only the address of the test above.
    expect(rows[0]?.taken).toBe(1);
  });

  it('a name that nobody has is paused in every program', async () => {
    for (let i = 0; i < 5; i += 1) await from(`203.0.113.${20 + i}`, 'no-such-name', 'x');
    const there = await city.web.inject({
      method: 'POST',
      url: '/api/session',
      payload: { name: 'no-such-name', password: 'x' },
    });
    expect(there.json().code).toBe('identity/locked-out');
  });
});
