import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, instant, verifyLedger } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { ADMINISTRATORS } from './roles.ts';
import { personNamed, signedIn, type TestCity, testCity } from './testing.ts';

const noon = instant(day('2026-11-23'), '12:00');
let city: TestCity;
beforeAll(async () => {
  city = await testCity([], noon);
});
afterAll(() => city.close());

const as = async (login: string, method: 'GET' | 'POST', url: string, payload?: object) =>
  city.web.inject({
    method,
    url,
    headers: { cookie: await signedIn(city.web, login) },
    ...(payload ? { payload } : {}),
  });

/** What each administrator does, and nobody else. */
const DUTIES = {
  xitong: ['POST', '/api/staffing/people', { name: '温如玉', login: 'wenruyu' }],
  anquan: ['POST', '/api/accounts/search', { q: 'chuangkou' }],
  shenji: ['GET', '/api/audit?from=2026-11-23&to=2026-11-23', undefined],
} as const;

describe('the three administrators', () => {
  it('each do their own and none of the others’', async () => {
    for (const [owner, [method, url, payload]] of Object.entries(DUTIES)) {
      for (const login of [...Object.keys(DUTIES), 'lingdao', 'shimin']) {
        const { statusCode } = await as(login, method, url, payload);
        expect([login, url, statusCode < 300]).toEqual([login, url, login === owner]);
        if (login !== owner) expect(statusCode).toBe(403);
      }
    }
  });

  it('share no permission', () => {
    for (const [name, sentences] of Object.entries(permissions)) {
      const roles = sentences.flatMap((sentence) => (sentence.who === 'role' ? [sentence.role] : []));
      const admitted = ADMINISTRATORS.filter((role) => roles.includes(role));
      expect([name, admitted.length <= 1]).toEqual([name, true]);
    }
  });

  it('cannot become one another, by appointment or in the database', async () => {
    const posts = (await as('xitong', 'GET', '/api/staffing/posts?role=security-admin')).json().rows;
    const term = { personId: await personNamed(city.kernel, 'shenji'), postId: posts[0].id, fromOn: '2026-12-01' };
    const answer = await as('xitong', 'POST', '/api/staffing/appointments', term);
    expect(answer.json().code).toBe('identity/administrators-not-separate');
    const behind = city.kernel.pool.query(
      `insert into identity.appointment (post_id, person_id, is_administrator, from_on) values ($1, $2, true, '2026-12-01')`,
      [term.postId, term.personId],
    );
    await expect(behind).rejects.toThrow(/administrators_apart/);
  });

  it('do nothing to their own account', async () => {
    const id = await personNamed(city.kernel, 'anquan');
    const answer = await as('anquan', 'POST', `/api/accounts/${id}/reset-password`, { reason: '忘记密码' });
    expect(answer.json().code).toBe('identity/own-account');
  });
});

describe('the audit', () => {
  it('shows sign-ins, refused rights and what administrators did, a page at a time', async () => {
    const page = async (after = '') =>
      (
        await as(
          'shenji',
          'GET',
          `/api/audit?from=2026-11-23&to=2026-11-23&limit=5${after && `&after=${encodeURIComponent(after)}`}`,
        )
      ).json();
    const first = await page();
    const second = await page(first.next);
    expect(first.rows).toHaveLength(5);
    const keys = [...first.rows, ...second.rows].map(({ matterId, seq }) => `${matterId}/${seq}`);
    expect(new Set(keys).size).toBe(10);
    const refusedRights = (
      await as('shenji', 'GET', '/api/audit?from=2026-11-23&to=2026-11-23&act=right-refused&limit=200')
    ).json();
    expect(refusedRights.rows).toContainEqual(
      expect.objectContaining({
        actTitle: '越权访问被拒绝',
        facts: expect.objectContaining({ permission: 'identity.audit' }),
      }),
    );
  });

  it('of one person is what he did and what was done to him', async () => {
    const person = await personNamed(city.kernel, 'lingdao');
    const { rows: entries } = (
      await as('shenji', 'GET', `/api/audit?from=2026-11-23&to=2026-11-23&person=${person}`)
    ).json();
    expect(entries.length).toBeGreaterThan(2);
    for (const entry of entries) expect([entry.actor, entry.subject]).toContain(entries[0].subject);
    expect((await as('shenji', 'GET', '/api/audit?from=2026-11-22&to=2026-11-22')).json().rows).toEqual([]);
  });

  it('opens where an entry came from only for a reason, and says so in the ledger', async () => {
    const query = '/api/audit?from=2026-11-23&to=2026-11-23&act=sign-in&limit=1';
    const [entry] = (await as('shenji', 'GET', query)).json().rows;
    const open = (words: string, of: { matterId: number; seq: number } = entry) =>
      as('shenji', 'POST', '/api/audit/open', {
        matterId: of.matterId,
        seq: of.seq,
        reason: { category: 'audit', words },
      });
    expect((await open('')).json().code).toBe('identity/reveal-no-reason');
    expect((await open('看看')).json().code).toBe('identity/reveal-reason-short');
    expect((await open('核查异常登录')).json()).toMatchObject({ ip: '127.0.0.1' });
    const viewed = (await as('shenji', 'GET', query.replace('act=sign-in', 'act=personal-data-viewed'))).json();
    expect(viewed.rows[0].facts).toMatchObject({ matter: entry.number, category: 'audit' });
    // The words are sealed: they may name people.
    expect(JSON.stringify(viewed)).not.toContain('核查异常登录');
    expect((await open('核对查看理由', viewed.rows[0])).json()).toMatchObject({ ip: null, words: '核查异常登录' });
  });

  it('is proved by the one ledger', async () => {
    const { faults, matters } = await verifyLedger(city.kernel);
    expect(faults).toEqual([]);
    expect(matters).toBeGreaterThan(3);
  });
});

describe('agencies and regions', () => {
  it('are public, without anything personal', async () => {
    const { agencies } = (await city.web.inject('/api/agencies?region=590902&line=SC')).json();
    expect(agencies).toMatchObject([{ name: '明德区市场监督管理局', shortName: '明德区市场监管局' }]);
    const { regions } = (await city.web.inject('/api/regions?parent=590902')).json();
    expect(regions).toHaveLength(5);
  });
});

it('every route of this module names a permission of this module', () => {
  const own = city.routes.filter(({ may }) => may.startsWith('identity.'));
  expect(own.length).toBeGreaterThan(35);
  expect(city.routes.filter(({ may }) => !(may in permissions))).toEqual([]);
});
