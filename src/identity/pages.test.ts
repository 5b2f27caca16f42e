import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '../demo-city/index.ts';
import { day, instant, noticesOf, verifyLedger } from '../kernel/index.ts';
import { sealedAt } from './sealed.ts';
import { personNamed, signedIn, type TestCity, testCity } from './testing.ts';

const noon = instant(day('2026-11-23'), '12:00');
const { password } = await demoAccounts();
let city: TestCity;
beforeAll(async () => {
  city = await testCity([], noon);
});
afterAll(() => city.close());

const form = {
  'content-type': 'application/x-www-form-urlencoded',
  accept: 'text/html',
  'sec-fetch-site': 'same-origin',
};
const post = (url: string, fields: Readonly<Record<string, string>>, cookie?: string) =>
  city.web.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: { ...form, ...(cookie === undefined ? {} : { cookie }) },
  });
const get = (url: string, cookie?: string) =>
  city.web.inject({ url, headers: { accept: 'text/html', ...(cookie === undefined ? {} : { cookie }) } });
const count = async (sql: string): Promise<number> =>
  (await city.kernel.pool.query<{ n: number }>(sql)).rows[0]?.n ?? -1;

describe('the page to sign in', () => {
  it('asks for name and password and nothing else, with labels', async () => {
    const { statusCode, body } = await get('/sign-in');
    expect(statusCode).toBe(200);
    const inputs = [...body.matchAll(/<input[^>]* name="(?:name|password)"[^>]*>/gu)].map(([input]) => input);
    expect(inputs.map((input) => /autoComplete="([^"]+)"/u.exec(input)?.[1])).toEqual(['username', 'current-password']);
    for (const input of inputs) expect(body).toContain(`<label for="${/ id="([^"]+)"/u.exec(input)?.[1]}">`);
  });

  it('leads to where one was going, inside this site only', async () => {
    const cases: readonly (readonly [string, string])[] = [
      ['/items/1?a=b', '/items/1?a=b'],
      ['', '/my'],
      ['/', '/my'],
      ['https://evil.example/', '/my'],
      ['//evil.example', '/my'],
      ['/\\evil.example', '/my'],
      ['\\\\evil.example', '/my'],
      ['javascript:alert(1)', '/my'],
      ['/%0d%0aSet-Cookie:x', '/%0d%0aSet-Cookie:x'],
      ['/\r\nSet-Cookie: x=y', '/my'],
    ];
    for (const [next, expected] of cases) {
      const answer = await post('/sign-in', { name: 'shimin', password, next });
      expect([next, answer.statusCode, answer.headers.location]).toEqual([next, 303, expected]);
    }
    expect((await post('/sign-in', { name: 'chuangkou', password, next: '' })).headers.location).toBe('/workbench/');
  });

  it('shows a refusal beside the field, keeps the name and never the password', async () => {
    const { statusCode, body } = await post('/sign-in', {
      name: '<b>x</b>',
      password: 'hunter2-secret',
      next: '//evil.example',
    });
    expect(statusCode).toBe(401);
    expect(body).toContain('role="alert"');
    expect(body).toContain('&lt;b&gt;x&lt;/b&gt;');
    expect(body).not.toContain('hunter2-secret');
    expect(body).not.toContain('evil.example');
  });

  it('is not served to who is signed in already', async () => {
    const cookie = await signedIn(city.web, 'shimin');
    expect((await get('/sign-in?next=%2Fitems', cookie)).headers.location).toBe('/items');
  });

  it('takes nothing that comes from another site', async () => {
    const cookie = await signedIn(city.web, 'shimin');
    const answer = await city.web.inject({
      method: 'POST',
      url: '/sign-out',
      headers: { cookie, 'sec-fetch-site': 'cross-site', accept: 'text/html' },
    });
    expect(answer.statusCode).toBe(403);
    for (const url of ['/sign-in', '/register', '/api/session']) {
      for (const from of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
        const payload = { name: 'shimin', password };
        const foreign = await city.web.inject({
          method: 'POST',
          url,
          payload,
          headers: { host: 'city.example', ...from },
        });
        expect([url, foreign.statusCode, foreign.cookies]).toEqual([url, 403, []]);
      }
    }
    expect((await get('/me', cookie)).statusCode).toBe(200);
    expect((await post('/sign-out', {}, cookie)).statusCode).toBe(303);
    expect((await get('/me', cookie)).headers.location).toBe('/sign-in?next=%2Fme');
  });
});

describe('registering', () => {
  const fields = {
    name: '宋晓棠',
    residentId: '11000019900307001X',
    phone: '13000000099',
    password: 'Liuyue-shan-7',
    again: 'Liuyue-shan-7',
  };

  it('tells everything that is wrong at once, each beside its field, and keeps what was typed but the passwords', async () => {
    const wrong = { name: ' ', residentId: '110000199003070011', phone: '123', password: 'short', again: 'short' };
    const { statusCode, body } = await post('/register', wrong);
    expect(statusCode).toBe(422);
    for (const name of ['name', 'residentId', 'phone', 'password']) expect(body).toContain(`href="#f-${name}"`);
    expect(body).toContain('110000199003070011');
    expect(body).not.toContain('value="short"');
    const differing = await post('/register', { ...fields, again: 'Liuyue-shan-8' });
    expect([differing.statusCode, differing.body.includes('两次输入的新密码不一样')]).toEqual([422, true]);
  });

  it('gives an account whose number and phone are sealed', async () => {
    const answer = await post('/register', fields);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?said=registered']);
    const { rows } = await city.kernel.pool.query<{ id: number; row: string; sealed: Buffer }>(
      `select id, p::text as row, document_sealed as sealed from identity.person p where name = $1`,
      [fields.name],
    );
    expect(rows[0]?.row).not.toContain(fields.phone);
    expect(city.kernel.seal.open(rows[0]?.sealed ?? Buffer.alloc(0), sealedAt.document(rows[0]?.id ?? 0))).toBe(
      fields.residentId,
    );
    expect((await post('/sign-in', { name: fields.residentId, password: fields.password })).statusCode).toBe(303);
  });

  it('a number that has an account is answered exactly like a new one; who has it is told', async () => {
    const fresh = await post('/register', { ...fields, residentId: '110000199003070095' });
    const again = await post('/register', {
      ...fields,
      residentId: '110000198805120029',
      password: 'Anderes-wort-3',
      again: 'Anderes-wort-3',
    });
    const shown = (answer: typeof fresh) => [answer.statusCode, answer.body, answer.headers.location, answer.cookies];
    expect(shown(again)).toEqual(shown(fresh));
    const owner = await personNamed(city.kernel, 'shimin');
    expect((await noticesOf(city.kernel.pool, owner)).map(({ code }) => code)).toEqual(['identity.registered-again']);
    expect((await post('/sign-in', { name: 'shimin', password: 'Anderes-wort-3' })).statusCode).toBe(401);
    expect((await post('/sign-in', { name: 'shimin', password })).statusCode).toBe(303);
  });

  it('sent twice at once gives one account', async () => {
    const twice = { ...fields, residentId: '110000199003070052' };
    const answers = await Promise.all([post('/register', twice), post('/register', twice)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    const lookup = city.kernel.seal.lookup(twice.residentId).toString('hex');
    expect(await count(`select count(*)::int as n from identity.person where document_lookup = '\\x${lookup}'`)).toBe(
      1,
    );
  });
});

describe('an enterprise', () => {
  const enterprise = {
    creditCode: '91590902MA00000234',
    name: '明堂市采薇书店有限公司',
    legalRepresentative: '周秀兰',
  };

  it('is registered by its legal representative, who then acts for it', async () => {
    const cookie = await signedIn(city.web, 'laoren');
    const others = await post('/register/enterprise', { ...enterprise, legalRepresentative: '陈晓岚' }, cookie);
    expect([others.statusCode, others.body.includes('应当与您本人的姓名一致')]).toEqual([422, true]);
    expect((await post('/register/enterprise', enterprise, cookie)).headers.location).toBe('/me?said=registered');
    expect((await get('/me', cookie)).body).toContain(enterprise.name);
  });

  it('that somebody represents already is not given to another, and the answer is the same', async () => {
    const cookie = await signedIn(city.web, 'dibao');
    const own = { ...enterprise, legalRepresentative: '吴志强' };
    expect((await post('/register/enterprise', own, cookie)).headers.location).toBe('/me?said=registered');
    expect((await get('/me', cookie)).body).not.toContain(enterprise.name);
  });

  it('is acted for by choice, and by nobody else', async () => {
    const cookie = await signedIn(city.web, 'shimin');
    const session = async () => (await city.web.inject({ url: '/api/session', headers: { cookie } })).json();
    const [principal] = (await session()).principals;
    expect((await post('/me/act-for', { principal: String(principal.id) }, cookie)).statusCode).toBe(303);
    expect(await session()).toMatchObject({ actingFor: principal.id, person: { kind: 'enterprise' } });
    expect((await post('/me/act-for', { principal: '' }, cookie)).statusCode).toBe(303);
    expect(await session()).toMatchObject({ actingFor: null, person: { kind: 'citizen' } });
    const stranger = await signedIn(city.web, 'dibao');
    expect((await post('/me/act-for', { principal: String(principal.id) }, stranger)).statusCode).toBe(403);
  });
});

describe('my account', () => {
  it('shows numbers masked', async () => {
    const { body } = await get('/me', await signedIn(city.web, 'shimin'));
    expect(body).toContain('1****************9');
    expect(body).toContain('130****0001');
    expect(body).not.toContain('19880512');
    expect(body).not.toContain('泽宫街道');
  });

  it('ends a session elsewhere, one’s own only', async () => {
    const here = await signedIn(city.web, 'faren');
    const there = await signedIn(city.web, 'faren');
    const stranger = await signedIn(city.web, 'dibao');
    const { rows } = await city.kernel.pool.query<{ id: number }>('select max(id) as id from identity.session');
    await post('/me/sessions/end', { which: String(rows[0]?.id) }, here);
    expect((await get('/me', stranger)).statusCode).toBe(200);
    await post('/me/sessions/end', { which: 'others' }, here);
    expect([(await get('/me', here)).statusCode, (await get('/me', there)).statusCode]).toEqual([200, 303]);
  });

  it('of staff names every duty', async () => {
    expect((await get('/me', await signedIn(city.web, 'chuangkou'))).body).toContain('窗口人员');
  });
});

describe('how pages are shown', () => {
  it('is kept in a cookie; the way back stays on this site', async () => {
    const answer = await get('/preferences?set=senior-on&back=%2Fitems%3Fq%3D1');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/items?q=1']);
    expect(answer.cookies).toMatchObject([{ name: 'display', value: 'senior' }]);
    const more = await get('/preferences?set=size-larger&back=https%3A%2F%2Fevil.example', 'display=senior');
    expect([more.headers.location, more.cookies[0]?.value]).toEqual(['/', 'senior.larger']);
    expect((await get('/preferences?set=nonsense&back=%2F')).cookies).toEqual([]);
    expect((await get('/sign-in', 'display=senior')).body).toContain('class="show-senior"');
  });
});

it('leaves a ledger that proves itself, with nothing personal in clear', async () => {
  expect((await verifyLedger(city.kernel)).faults).toEqual([]);
  const leaks = await count(
    `select count(*)::int as n from kernel.entry where body ~ '宋晓棠|13000000099|11000019900307|采薇书店|127\\.0\\.0\\.1'`,
  );
  const titles = await count(`select count(*)::int as n from kernel.matter where title ~ '宋晓棠|采薇书店'`);
  expect([leaks, titles]).toEqual([0, 0]);
});
