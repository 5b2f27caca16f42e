import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, noticesOf } from '../kernel/index.ts';
import { freezeViewings, viewingReport } from './operations/viewings.ts';
import { revealPerson } from './people.ts';
import type { ViewingCategory } from './rules/viewing.ts';
import { actorNamed, personNamed, signedIn, type TestCity, testCity } from './testing.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
let city: TestCity;
beforeAll(async () => {
  city = await testCity([], at);
});
afterAll(() => city.close());

async function look(login: string, times: number, category: ViewingCategory = 'handling', when = at): Promise<void> {
  const actor = await actorNamed(city.kernel, login, day('2026-11-23'));
  const personId = await personNamed(city.kernel, 'shimin');
  for (let i = 0; i < times; i += 1) {
    const reason = { category, words: '核对申请人电话' };
    await revealPerson(city.kernel, { actor, personId, reason, fields: ['phone'], matter: null, at: when });
  }
}

describe('looking at a person’s numbers', () => {
  it('shows what was asked for and nothing else, and takes no reason that says nothing', async () => {
    const actor = await actorNamed(city.kernel, 'shencha', day('2026-11-23'));
    const personId = await personNamed(city.kernel, 'laoren');
    const asked = { actor, personId, fields: ['phone'], matter: null, at } as const;
    const reason = { category: 'contact', words: '' } as const;
    await expect(revealPerson(city.kernel, { ...asked, reason })).rejects.toMatchObject({
      code: 'identity/reveal-no-reason',
    });
    const shown = await revealPerson(city.kernel, { ...asked, reason: { ...reason, words: '通知补正材料' } });
    expect(shown).toMatchObject({ documentNumber: null, address: null });
    expect(shown.phone).toMatch(/^1\d{10}$/u);
  });

  it('is counted for the month, by person and by what for, against colleagues of the same post', async () => {
    await look('shencha2', 5, 'handling', new Date('2026-10-31T23:59:00+08:00'));
    await look('shencha', 11);
    await look('shencha', 1, 'verification');
    await look('shencha2', 2);
    await look('minzheng', 3);
    const { lines, views } = await viewingReport(city.kernel, '2026-11');
    expect(views).toBe(18);
    const [first, ...others] = lines;
    expect(first).toMatchObject({
      personId: await personNamed(city.kernel, 'shencha'),
      views: 13,
      people: 2,
      byCategory: { handling: 11, verification: 1, contact: 1 },
      isOutlier: true,
    });
    expect(others.map((line) => [line.views, line.isOutlier])).toEqual([
      [3, false],
      [2, false],
    ]);
    expect((await viewingReport(city.kernel, '2026-10')).views).toBe(5);
  });

  it('is read by the audit administrator alone, as a page and as a table', async () => {
    const read = async (login: string, url: string) =>
      city.web.inject({ url, headers: { cookie: await signedIn(city.web, login) } });
    for (const login of ['anquan', 'xitong', 'lingdao', 'shimin'])
      expect((await read(login, '/api/viewings?month=2026-11')).statusCode).toBe(403);
    const report = (await read('shenji', '/api/viewings?month=2026-11')).json();
    expect(report).toMatchObject({ views: 18, frozenAt: null });
    const table = (await read('shenji', '/api/viewings.csv?month=2026-11')).body.split('\r\n');
    expect(table[0]).toContain('姓名,单位,岗位,查看次数');
    expect(table.slice(1, -1).map((row) => row.split(',').at(-1))).toEqual(['是', '否', '否']);
    expect((await read('shenji', '/api/viewings?month=2026-13')).statusCode).toBe(400);
  });

  it('is frozen once when the month is over, and the audit administrator is told', async () => {
    const later = new Date('2026-12-01T00:30:00+08:00');
    const outcomes = await Promise.all([freezeViewings(city.kernel, later), freezeViewings(city.kernel, later)]);
    expect(outcomes.toSorted()).toEqual([false, true]);
    expect(await freezeViewings(city.kernel, later)).toBe(false);
    const [notice] = await noticesOf(city.kernel.pool, await personNamed(city.kernel, 'shenji'));
    expect(notice).toMatchObject({
      code: 'identity.viewings-frozen',
      params: { month: '2026-11', views: 18, people: 3, outliers: 1 },
    });
    const { rows } = await city.kernel.pool.query(
      `select result->>'views' as views from kernel.measure_snapshot where measure = 'identity.viewings'`,
    );
    expect(rows).toEqual([{ views: '18' }]);
  });
});
