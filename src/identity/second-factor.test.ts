import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '../demo-city/index.ts';
import { day, entriesIn, instant, noticesOf, verifyLedger } from '../kernel/index.ts';
import { personNamed, signedIn, type TestCity, testCity } from './testing.ts';
import { codeAt, stepAt } from './totp.ts';

const noon = instant(day('2026-11-23'), '12:00');
const later = (seconds: number): Date => new Date(noon.getTime() + seconds * 1000);
const { password } = await demoAccounts();
let city: TestCity;
beforeAll(async () => {
  city = await testCity([], noon);
});
afterAll(() => city.close());
afterEach(() => city.setNow(noon));

const cookieIn = (answer: {
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
}): string => {
  const found = answer.cookies.find(({ name }) => name === 'mt_session');
  if (!found) throw new Error('no session was given');
  return `mt_session=${found.value}`;
};
const tryIn = (name: string, secret = password) =>
  city.web.inject({ method: 'POST', url: '/api/session', payload: { name, password: secret } });
const tryCode = (cookie: string, code: string) =>
  city.web.inject({ method: 'POST', url: '/api/session/code', headers: { cookie }, payload: { code } });
const whoIs = (cookie: string) => city.web.inject({ url: '/api/session', headers: { cookie } });
const get = (url: string, cookie: string) => city.web.inject({ url, headers: { accept: 'text/html', cookie } });
const post = (url: string, cookie: string, fields: Readonly<Record<string, string>> = {}) =>
  city.web.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', cookie },
  });

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** The key that a page shows, as an authenticator program takes it. */
function keyIn(body: string): Buffer {
  const written = /<code>([A-Z2-7 ]{39})<\/code>/u.exec(body)?.[1]?.replaceAll(' ', '') ?? '';
  const bits = [...written].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/gu)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}
const codesIn = (body: string) => [...body.matchAll(/<code>([a-z2-9-]{19})<\/code>/gu)].map(([, code = '']) => code);
const codeNow = (key: Buffer, seconds = 0): string => codeAt(key, stepAt(later(seconds)));

/** Sets up a second factor as a person does: page, key, first code. */
async function setUp(cookie: string, proof = '') {
  const offered = await post('/me/second-factor/offer', cookie, { proof });
  const key = keyIn(offered.body);
  const confirmed = await post('/me/second-factor/confirm', cookie, { code: codeNow(key) });
  return { key, codes: codesIn(confirmed.body), cookie: cookieIn(confirmed), offered, confirmed };
}

async function actsOf(login: string) {
  const personId = await personNamed(city.kernel, login);
  const when = { from: later(-3600), to: later(999_999), kinds: ['account'], personId };
  return (await entriesIn(city.kernel.pool, when, null)).entries.map(({ act }) => act).reverse();
}

describe('an administrator', () => {
  it('sets up a second factor before anything else, without script', async () => {
    const first = await tryIn('anquan');
    const cookie = cookieIn(first);
    expect(first.json()).toMatchObject({ awaits: 'factor', permissions: [], grants: [] });
    for (const url of ['/api/data-requests', '/api/delegations', '/api/accounts/1/sessions']) {
      expect([url, (await city.web.inject({ url, headers: { cookie } })).statusCode]).toEqual([url, 401]);
    }
    const changed = await post('/me/password', cookie, {
      current: password,
      next: 'Qingshan-88-lu',
      again: 'Qingshan-88-lu',
    });
    expect(changed.headers.location).toBe('/sign-in?next=%2F');
    expect((await get('/sign-in?next=/me', cookie)).headers.location).toBe('/me/second-factor');
    expect((await get('/me/second-factor', cookie)).body).toContain('请先启用两步验证');
    const { key, codes, cookie: raised, offered, confirmed } = await setUp(cookie);
    expect(key).toHaveLength(20);
    expect(offered.body).toContain('<svg');
    expect(offered.headers['cache-control']).toBe('no-store');
    expect(confirmed.statusCode).toBe(200);
    expect(new Set(codes).size).toBe(10);
    expect((await whoIs(cookie)).statusCode).toBe(401);
    expect((await whoIs(raised)).json()).toMatchObject({ awaits: null });
    expect((await city.web.inject({ url: '/api/data-requests', headers: { cookie: raised } })).statusCode).toBe(200);
    expect(await actsOf('anquan')).toEqual(['create', 'sign-in', 'set-up-factor']);
  });

  it('cannot do without it', async () => {
    const { key, cookie } = await setUp(cookieIn(await tryIn('xitong')));
    city.setNow(later(60));
    const ended = await post('/me/second-factor/end', cookie, { 'end-code': codeNow(key, 60) });
    expect(ended.body).toContain('必须使用两步验证');
    expect((await get('/me/second-factor', cookie)).body).toContain('不能停用两步验证');
    expect((await tryIn('xitong')).json().awaits).toBe('code');
  });

  it('sees keys in the database only sealed, and recovery codes as hashes', async () => {
    const { key, codes } = await setUp(cookieIn(await tryIn('shenji')));
    const { rows } = await city.kernel.pool.query<{ text: string }>(
      `select c::text as text from identity.credential c union all select r::text from identity.recovery_code r`,
    );
    const all = rows.map(({ text }) => text).join('\n');
    expect(all).toContain('x');
    for (const secret of [
      key.toString('hex'),
      key.toString('latin1'),
      ...codes,
      ...codes.map((c) => c.replaceAll('-', '')),
    ])
      expect(all.includes(secret)).toBe(false);
  });
});

describe('signing in with a second factor', () => {
  it('asks for the code after the password, and takes each code once', async () => {
    const { key } = await setUp(cookieIn(await tryIn('shencha')), password);
    expect((await tryIn('shencha')).json()).toMatchObject({ awaits: 'code', permissions: [], grants: [] });
    city.setNow(later(31));
    const waiting = cookieIn(await tryIn('shencha'));
    for (const url of ['/api/delegations', '/me']) {
      expect([url, (await city.web.inject({ url, headers: { cookie: waiting } })).statusCode]).toEqual([url, 401]);
    }
    const change = { current: password, next: 'Qingshan-88-lu' };
    const stolen = await city.web.inject({
      method: 'POST',
      url: '/api/session/password',
      headers: { cookie: waiting },
      payload: change,
    });
    expect(stolen.statusCode).toBe(401);
    // The code that set it up is used up.
    expect((await tryCode(waiting, codeNow(key))).json().code).toBe('identity/code-wrong');
    const entered = await tryCode(waiting, codeNow(key, 31));
    expect(entered.json()).toMatchObject({ awaits: null, grants: [{ role: 'examiner' }] });
    expect((await whoIs(waiting)).statusCode).toBe(401);
    expect((await whoIs(cookieIn(entered))).statusCode).toBe(200);
    const again = cookieIn(await tryIn('shencha'));
    expect((await tryCode(again, codeNow(key, 31))).json().code).toBe('identity/code-wrong');
    expect((await tryCode(again, codeNow(key, 60))).json()).toMatchObject({ awaits: null });
  });

  it('of two who show one code at once, one comes in', async () => {
    const { key } = await setUp(cookieIn(await tryIn('shencha2')), password);
    city.setNow(later(60));
    const waiting = await Promise.all([0, 1, 2, 3].map(async () => cookieIn(await tryIn('shencha2'))));
    const answers = await Promise.all(waiting.map((cookie) => tryCode(cookie, codeNow(key, 60))));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  });

  it('works as pages, and leads to where one was going', async () => {
    const { key } = await setUp(cookieIn(await tryIn('110000198805120029')), password);
    city.setNow(later(60));
    const first = await city.web.inject({
      method: 'POST',
      url: '/sign-in',
      payload: new URLSearchParams({ name: '110000198805120029', password, next: '/items/1' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    });
    expect(first.headers.location).toBe('/sign-in/code?next=%2Fitems%2F1');
    const waiting = cookieIn(first);
    expect((await get('/sign-in/code?next=%2Fitems%2F1', waiting)).body).toContain('autoComplete="one-time-code"');
    const wrong = await post('/sign-in/code', waiting, { code: '000000', next: '//evil.example' });
    expect([wrong.statusCode, wrong.body.includes('evil.example')]).toEqual([422, false]);
    const right = await post('/sign-in/code', waiting, { code: codeNow(key, 60), next: '/items/1' });
    expect([right.statusCode, right.headers.location]).toEqual([303, '/items/1']);
    expect((await get('/me', cookieIn(right))).statusCode).toBe(200);
    expect((await get('/sign-in/code', 'mt_session=nobody')).headers.location).toBe('/sign-in?next=%2F');
  });

  it('waits ten minutes for the code, no longer', async () => {
    const { key } = await setUp(cookieIn(await tryIn('juedingren')), password);
    const waiting = cookieIn(await tryIn('juedingren'));
    city.setNow(later(600));
    expect((await tryCode(waiting, codeNow(key, 600))).json().code).toBe('access/sign-in-first');
  });

  it('counts wrong codes like wrong passwords; the right password in between does not start anew', async () => {
    const { key } = await setUp(cookieIn(await tryIn('songda')), password);
    city.setNow(later(60));
    for (let i = 0; i < 5; i += 1) {
      const waiting = cookieIn(await tryIn('songda'));
      expect((await tryCode(waiting, '123')).json().code).toBe('identity/code-wrong');
    }
    expect((await tryIn('songda')).json().code).toBe('identity/locked-out');
    expect((await actsOf('songda')).slice(-3)).toEqual(['code-refused', 'lock-out', 'sign-in-refused']);
    city.setNow(later(60 + 31 * 60));
    const waiting = cookieIn(await tryIn('songda'));
    expect((await tryCode(waiting, codeNow(key, 60 + 31 * 60))).statusCode).toBe(200);
  });

  it('takes a recovery code in place of a code, once', async () => {
    const { codes } = await setUp(cookieIn(await tryIn('zonghe')), password);
    const [code = ''] = codes;
    const entered = await tryCode(cookieIn(await tryIn('zonghe')), ` ${code.toUpperCase().replaceAll('-', ' ')} `);
    expect(entered.json().awaits).toBeNull();
    expect((await tryCode(cookieIn(await tryIn('zonghe')), code)).json().code).toBe('identity/code-wrong');
    expect((await get('/me/second-factor', cookieIn(entered))).body).toContain('9 个');
  });
});

describe('one’s own second factor', () => {
  it('is set up only with the password, and by a code of the new key', async () => {
    const cookie = await signedIn(city.web, 'lingdao');
    const wrong = await post('/me/second-factor/offer', cookie, { proof: 'not-it' });
    expect([wrong.statusCode, wrong.body.includes('<svg')]).toEqual([422, false]);
    const offered = await post('/me/second-factor/offer', cookie, { proof: password });
    const refused = await post('/me/second-factor/confirm', cookie, { code: '000000' });
    expect(refused.statusCode).toBe(422);
    expect(keyIn(refused.body)).toEqual(keyIn(offered.body));
    expect((await tryIn('lingdao')).json().awaits).toBeNull();
    expect((await post('/me/second-factor/confirm', await signedIn(city.web, 'ducha'), { code: '1' })).statusCode).toBe(
      409,
    );
  });

  it('ends the other sessions when it is set up', async () => {
    const elsewhere = await signedIn(city.web, 'bianji');
    await setUp(await signedIn(city.web, 'bianji'), password);
    expect((await whoIs(elsewhere)).statusCode).toBe(401);
  });

  it('moves to another telephone by a code of the old one, whose codes are then worth nothing', async () => {
    const old = await setUp(await signedIn(city.web, 'huawuyuan'), password);
    expect((await post('/me/second-factor/offer', old.cookie, { proof: password })).statusCode).toBe(422);
    city.setNow(later(60));
    const offered = await post('/me/second-factor/offer', old.cookie, { proof: codeNow(old.key, 60) });
    const key = keyIn(offered.body);
    const moved = await post('/me/second-factor/confirm', old.cookie, { code: codeNow(key, 60) });
    expect(moved.statusCode).toBe(200);
    city.setNow(later(120));
    const waiting = cookieIn(await tryIn('huawuyuan'));
    expect((await tryCode(waiting, codeNow(old.key, 120))).statusCode).toBe(422);
    expect((await tryCode(waiting, old.codes[0] ?? '')).statusCode).toBe(422);
    expect((await tryCode(waiting, codeNow(key, 120))).statusCode).toBe(200);
  });

  it('gives new recovery codes, and ends, for a code', async () => {
    const own = await setUp(await signedIn(city.web, 'gongkaiban'), password);
    expect((await post('/me/second-factor/codes', own.cookie, { 'codes-code': '000000' })).statusCode).toBe(422);
    city.setNow(later(60));
    const renewed = codesIn(
      (await post('/me/second-factor/codes', own.cookie, { 'codes-code': codeNow(own.key, 60) })).body,
    );
    expect(new Set([...renewed, ...own.codes]).size).toBe(20);
    expect((await post('/me/second-factor/end', own.cookie, { 'end-code': own.codes[0] ?? '' })).statusCode).toBe(422);
    const ended = await post('/me/second-factor/end', own.cookie, { 'end-code': renewed[0] ?? '' });
    expect(ended.headers.location).toBe('/me/second-factor?said=ended');
    expect((await tryIn('gongkaiban')).json().awaits).toBeNull();
  });
});

describe('a lost second factor', () => {
  const reset = (what: 'factor' | 'password', id: number, cookie: string, reason = '本人持工作证到场') =>
    city.web.inject({
      method: 'POST',
      url: `/api/accounts/${id}/reset-${what}`,
      headers: { cookie },
      payload: { reason },
    });

  it('is taken away by the security administrator only, with a reason; its owner is told', async () => {
    const lost = await setUp(await signedIn(city.web, 'minzheng'), password);
    const id = await personNamed(city.kernel, 'minzheng');
    expect((await reset('factor', id, await signedIn(city.web, 'xitong'))).statusCode).toBe(403);
    expect((await reset('factor', id, await signedIn(city.web, 'shenji'))).statusCode).toBe(403);
    const admin = await signedIn(city.web, 'anquan');
    expect((await reset('factor', id, admin, ' ')).json().code).toBe('identity/reason-missing');
    expect((await reset('factor', id, admin)).statusCode).toBe(204);
    expect((await reset('factor', id, admin)).json().code).toBe('identity/no-factor');
    expect((await whoIs(lost.cookie)).statusCode).toBe(401);
    expect((await tryIn('minzheng')).json().awaits).toBeNull();
    expect((await noticesOf(city.kernel.pool, id)).map(({ code }) => code)).toContain('identity.factor-was-reset');
    expect(await actsOf('minzheng')).toContain('reset-factor');
    const own = await personNamed(city.kernel, 'anquan');
    expect((await reset('factor', own, admin)).json().code).toBe('identity/own-account');
  });

  it('of an administrator and his password are never given by the same person', async () => {
    const admin = await signedIn(city.web, 'anquan');
    for (const [first, second, login] of [
      ['factor', 'password', 'xitong'],
      ['password', 'factor', 'shenji'],
    ] as const) {
      const id = await personNamed(city.kernel, login);
      await signedIn(city.web, login);
      expect((await reset(first, id, admin)).statusCode).toBeLessThan(300);
      expect((await reset(second, id, admin)).json().code).toBe('identity/both-factors');
    }
    // Once the owner has set it up again, the other may be given.
    await setUp(cookieIn(await tryIn('xitong')));
    const id = await personNamed(city.kernel, 'xitong');
    expect((await reset('password', id, admin)).statusCode).toBe(200);
  });

  it('not even when both are asked for in the same moment', async () => {
    const admin = await signedIn(city.web, 'anquan');
    const id = await personNamed(city.kernel, 'xitong');
    await city.kernel.pool.query('update identity.credential set password_given_by = null where person_id = $1', [id]);
    const answers = await Promise.all([reset('password', id, admin), reset('factor', id, admin)]);
    expect(answers.map(({ statusCode }) => statusCode < 300).filter(Boolean)).toHaveLength(1);
  });
});

it('an account whose process was stored before these acts were known is noted all the same', async () => {
  await signedIn(city.web, 'daiban');
  const { rows } = await city.kernel.pool.query<{ id: number; before: number }>(
    `with old as (
       insert into kernel.process (kind, digest, definition)
       select kind, repeat('0', 64), definition #- '{actions,await-code}' #- '{actions,set-up-factor}'
         from kernel.process where kind = 'account' returning id)
     update kernel.matter m set process_id = old.id from old, identity.person p
      where m.id = p.account_id and p.login = 'daiban'
      returning m.id, (select id from kernel.process where kind = 'account' order by id limit 1) as before`,
  );
  expect(rows).toHaveLength(1);
  await setUp(await signedIn(city.web, 'daiban'), password);
  expect((await tryIn('daiban')).json().awaits).toBe('code');
  expect((await actsOf('daiban')).slice(-2)).toEqual(['set-up-factor', 'await-code']);
  await city.kernel.pool.query('update kernel.matter set process_id = $2 where id = $1', [
    rows[0]?.id,
    rows[0]?.before,
  ]);
});

it('leaves a ledger that proves itself', async () => {
  const { faults, entries } = await verifyLedger(city.kernel);
  expect(entries).toBeGreaterThan(60);
  expect(faults).toEqual([]);
});
