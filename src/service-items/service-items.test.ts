import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorNamed, signedIn, type TestCity, testCity } from '../identity/testing.ts';
import {
  addDays,
  currentRecord,
  day,
  drillDown,
  figureOf,
  instant,
  type Measure,
  Refusal,
  system,
} from '../kernel/index.ts';
import type { ServiceItem } from './contract.ts';
import { COUNTY_CENTRE, countyItems } from './county-items.ts';
import { serviceItemsModule } from './index.ts';
import { measures } from './measures.ts';
import { publishGuidesInForce, putItem } from './operations.ts';
import { itemInForce, itemProcess, itemRegister, itemsOf } from './register.ts';
import { itemFaults } from './rules.ts';
import { findItems, searchTerms } from './search.ts';
import { seedServiceItems } from './seed.ts';

const today = day('2026-11-23');
const at = instant(today, '10:00');
const whole = { from: day('2026-01-01'), to: today, agencyIds: null };

let city: TestCity;
let items: readonly ServiceItem[];
beforeAll(async () => {
  city = await testCity([serviceItemsModule], at);
  await seedServiceItems(city.kernel, at);
  items = await countyItems(city.kernel);
});
afterAll(() => city.close());

const called = (name: string): ServiceItem => {
  const item = items.find((candidate) => candidate.name === name);
  if (!item) throw new Error(`no item ${name}`);
  return item;
};
const measure = (id: string): Measure => {
  const found = measures.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no measure ${id}`);
  return found;
};
const refusalOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

describe('the items of the county centre', () => {
  test('are 197, each with a code of its own and none with a fault', () => {
    expect(items).toHaveLength(197);
    expect(new Set(items.map(({ code }) => code)).size).toBe(197);
    expect(
      items.flatMap((item) => itemFaults(item, today).map(({ code, path }) => `${item.name} ${path} ${code}`)),
    ).toEqual([]);
  });

  test('are put in force once', async () => {
    expect(await seedServiceItems(city.kernel, at)).toBe(0);
    expect(await itemsOf(city.kernel, { region: COUNTY_CENTRE }, today)).toHaveLength(197);
  });

  test('have the mean limits 20.77 and 13.12, and a promised speed-up of 36.83 %', async () => {
    expect((await figureOf(city.kernel.db, measure('M-006-statutory'), whole)).value).toBe('20.77');
    expect((await figureOf(city.kernel.db, measure('M-006-promised'), whole)).value).toBe('13.12');
    expect(await figureOf(city.kernel.db, measure('M-006'), whole)).toMatchObject({
      value: '36.83',
      numerator: { value: '1507' },
      denominator: { value: '4092', drillable: true },
    });
  });

  test('stand behind the figure one by one', async () => {
    const quantities: number[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof drillDown>> = await drillDown(
        city.kernel.db,
        measure('M-006'),
        'numerator',
        whole,
        after,
      );
      quantities.push(...page.rows.map(({ quantity }) => Number(quantity)));
      after = page.next;
    } while (after !== null);
    expect(quantities).toHaveLength(197);
    expect(quantities.reduce((sum, n) => sum + n)).toBe(4092 - 2585);
  });

  test('are counted by agency too', async () => {
    const { agencyId } = called('食品经营许可');
    const scope = { ...whole, agencyIds: [agencyId] };
    const own = items.filter((item) => item.agencyId === agencyId);
    const figure = await figureOf(city.kernel.db, measure('M-006-statutory'), scope);
    expect(figure.denominator?.value).toBe(String(own.length));
    expect(figure.numerator.value).toBe(String(own.reduce((sum, { flow }) => sum + flow.statutory.limit.n, 0)));
  });

  test('lists narrow and turn pages without losing or repeating any', async () => {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await itemsOf(city.kernel, {}, today, { after, limit: 40 });
      seen.push(...page.map(({ code }) => code));
      after = page.at(-1)?.code;
      if (page.length < 40) break;
    }
    expect(seen).toHaveLength(197);
    expect(new Set(seen).size).toBe(197);
    const forPeople = await itemsOf(city.kernel, { target: 1 }, today);
    expect(forPeople.map(({ code }) => code).toSorted()).toEqual(
      items
        .filter(({ targets }) => targets.includes(1))
        .map(({ code }) => code)
        .toSorted(),
    );
    const themed = await itemsOf(city.kernel, { theme: '社会保障', online: true }, today);
    expect(themed.length).toBeGreaterThan(3);
    expect(themed.every(({ themes }) => themes.person === '社会保障' || themes.legal === '社会保障')).toBe(true);
  });
});

describe('searching', () => {
  test.each([
    ['开饭店许可', '食品经营许可'],
    ['低保', '最低生活保障审核确认'],
    ['老年证', '老年人优待证申领'],
    ['怎么办低保', '最低生活保障审核确认'],
    ['食品经营', '食品经营许可'],
    ['疾病诊断证明', '最低生活保障审核确认'],
  ])('“%s” finds %s', async (typed, name) => {
    const page = await findItems(city.kernel, typed, { region: COUNTY_CENTRE });
    expect(page.rows.map(({ title }) => title)).toContain(name);
  });
  test.each(['', '   ', '!!!', '∑∑'])('“%s” finds nothing and breaks nothing', async (typed) => {
    expect((await findItems(city.kernel, typed)).rows).toEqual([]);
  });
  test('an ambiguous word asks for a few things only', () => {
    for (const typed of ['证', '许可证', '补贴', '登记证备案证许可证通知书'])
      expect(searchTerms(typed).length).toBeLessThanOrEqual(8);
  });
});

describe('a new version', () => {
  const shorter = (item: ServiceItem): ServiceItem => ({
    ...item,
    flow: { ...item.flow, promised: { n: 4, unit: 'workday' } },
    steps: item.steps.map((step) => (step.name === '审核' ? { ...step, days: 1 } : step)),
  });

  test('begins on its day, and its guide with it', async () => {
    const item = called('食品经营许可');
    const validFrom = addDays(today, 7);
    const actor = await actorNamed(city.kernel, 'shixiang', today);
    const stored = await putItem(city.kernel, shorter(item), { validFrom, source: '压缩承诺时限', actor, at });
    expect(stored.version).toBe(2);
    expect((await itemInForce(city.kernel, item.code, addDays(validFrom, -1)))?.version).toBe(1);
    expect((await itemInForce(city.kernel, item.code, validFrom))?.flow.promised?.n).toBe(4);
    expect((await currentRecord(city.kernel.pool, 'service-guide', item.code))?.content).toMatchObject({ version: 1 });

    expect(await publishGuidesInForce(city.kernel, instant(addDays(validFrom, -1), '23:59'))).toBe(0);
    expect(await publishGuidesInForce(city.kernel, instant(validFrom, '00:00'))).toBe(1);
    expect(await publishGuidesInForce(city.kernel, instant(validFrom, '00:15'))).toBe(0);
    expect((await currentRecord(city.kernel.pool, 'service-guide', item.code))?.content).toMatchObject({ version: 2 });
  });

  test('runs on a process of its own; the same flow is the same process', async () => {
    const item = called('食品经营许可');
    const before = await itemInForce(city.kernel, item.code, today);
    const after = await itemInForce(city.kernel, item.code, addDays(today, 7));
    if (!before || !after) throw new Error('both are in force');
    expect(itemProcess(before)).toBe(itemProcess(item));
    expect(itemProcess(after)).not.toBe(itemProcess(before));
    expect(itemProcess(after).clocks.promised?.limit).toEqual({ n: 4, unit: 'workday' });
  });

  test('with a fault is refused and leaves no trace', async () => {
    const item = called('老年人优待证申领');
    const wrong: ServiceItem = { ...item, conditions: [] };
    expect(await refusalOf(putItem(city.kernel, wrong, { validFrom: today, source: '试', actor: system, at }))).toBe(
      'service-items/faulty',
    );
    expect(await itemRegister.history(city.kernel.pool, item.code)).toHaveLength(1);
  });

  test('may not begin before the one in force', async () => {
    const item = called('老年人优待证申领');
    const validFrom = day('2023-12-31');
    expect(await refusalOf(putItem(city.kernel, item, { validFrom, source: '试', actor: system, at }))).toBe(
      'register/earlier-than-current',
    );
    expect((await currentRecord(city.kernel.pool, 'service-guide', item.code))?.version).toBe(1);
  });

  test('belongs to the agency in its code', async () => {
    const item = called('食品经营许可');
    const foreign: ServiceItem = { ...item, agencyId: called('最低生活保障审核确认').agencyId };
    expect(await refusalOf(putItem(city.kernel, foreign, { validFrom: today, source: '试', actor: system, at }))).toBe(
      'service-items/no-such-agency',
    );
  });

  test('is published by the agency’s own item manager only', async () => {
    const actor = await actorNamed(city.kernel, 'shixiang', today);
    const item = called('最低生活保障审核确认');
    expect(await refusalOf(putItem(city.kernel, item, { validFrom: today, source: '试', actor, at }))).toBe(
      'access/forbidden',
    );
  });

  test('of the same basic code has the same name everywhere', async () => {
    const item = called('老年人优待证申领');
    const elsewhere = await officeElsewhere(item);
    const renamed: ServiceItem = { ...elsewhere, name: '敬老证' };
    expect(await refusalOf(putItem(city.kernel, renamed, { validFrom: today, source: '试', actor: system, at }))).toBe(
      'service-items/faulty',
    );
    expect(
      (await putItem(city.kernel, elsewhere, { validFrom: today, source: '认领', actor: system, at })).version,
    ).toBe(1);
  });
});

/** The same item at another township. */
async function officeElsewhere(item: ServiceItem): Promise<ServiceItem> {
  const { rows } = await city.kernel.pool.query<{ id: number; name: string; uscc: string }>(
    `select id, name, uscc from identity.agency where region = '590902002' and line = 'ZF'`,
  );
  const [agency] = rows;
  if (!agency) throw new Error('no second township');
  return { ...item, agencyId: agency.id, agencyName: agency.name, code: `${agency.uscc}${item.code.slice(18)}` };
}

describe('over the wire', () => {
  const url = (code: string): string => `/api/service-items/${code}`;

  test('the list is for staff', async () => {
    expect((await city.web.inject({ url: '/api/service-items' })).statusCode).toBe(401);
    const citizen = await signedIn(city.web, 'shimin');
    expect((await city.web.inject({ url: '/api/service-items', headers: { cookie: citizen } })).statusCode).toBe(403);
    const cookie = await signedIn(city.web, 'chuangkou');
    const answer = await city.web.inject({ url: '/api/service-items?limit=5&target=1', headers: { cookie } });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ rows: { length: 5 }, next: expect.any(String) });
  });

  test('an item manager publishes a version, and each fault comes with its place', async () => {
    const cookie = await signedIn(city.web, 'shixiang');
    const { code } = called('食品经营许可');
    const view = (await city.web.inject({ url: url(code), headers: { cookie } })).json<{
      item: ServiceItem;
      mayChange: boolean;
    }>();
    expect(view.mayChange).toBe(true);
    const post = (item: unknown, validFrom: string) =>
      city.web.inject({
        method: 'POST',
        url: `${url(code)}/versions`,
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
        payload: { item, validFrom, reason: '更新常见问题' },
      });
    const wrong = await post({ ...view.item, faq: [], phone: '110' }, '2026-12-15');
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json()).toMatchObject({
      code: 'service-items/faulty',
      fields: [{ path: 'phone' }, { path: 'faq' }],
    });
    expect((await post({ ...view.item, unknown: 1 }, '2026-12-15')).json()).toMatchObject({ code: 'http/bad-input' });
    expect((await post(view.item, '2026-11-22')).json()).toMatchObject({ code: 'service-items/begins-in-past' });
    const right = await post(view.item, '2026-12-15');
    expect(right.statusCode).toBe(201);
    expect(right.json()).toEqual({ version: 3, validFrom: '2026-12-15' });
    const foreign = { ...called('最低生活保障审核确认') };
    const answer = await city.web.inject({
      method: 'POST',
      url: `${url(foreign.code)}/versions`,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      payload: { item: foreign, validFrom: '2026-12-15', reason: '试一试' },
    });
    expect(answer.statusCode).toBe(403);
  });

  test('is described', async () => {
    expect(() => city.web.swagger()).not.toThrow();
  });
});
