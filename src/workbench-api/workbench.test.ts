import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorNamed, signedIn, type TestCity, testCity } from '../identity/testing.ts';
import { shippedYears } from '../kernel/calendar/index.ts';
import { addDays, day, instant, kernelTasks, type Measure, startWorker } from '../kernel/index.ts';
import type { MatterPage } from './contract.ts';
import { workbenchModule } from './index.ts';
import { askOn, sampleModule } from './testing.ts';

const today = day('2026-11-23');
const noon = instant(today, '12:00');

/** How many samples were opened, of those with a title; enough to show formula, count and rows. */
const opened: Measure = {
  id: 'samples',
  title: '样例件数',
  formula: '提出的样例件数',
  unit: '件',
  decimals: 0,
  numerator: {
    label: '样例',
    aggregate: 'count',
    rows: ({ from, to, agencyIds }) => sql`
      select number as ref, title as label, 1 as quantity, '/workbench/matters/' || id as url from kernel.matter
       where kind = 'sample' and opened_at::date between ${from}::date and ${to}::date
         and (${agencyIds}::int[] is null or agency_id = any(${agencyIds}::int[]))`,
  },
};

let city: TestCity;
let clerk: string;
let agencyId: number;
let folder: string;

const get = async (url: string, cookie: string) => city.web.inject({ url, headers: { cookie } });
const page = async (url: string, cookie = clerk): Promise<MatterPage> => (await get(url, cookie)).json();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mt-workbench-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>工作台</title>');
  await writeFile(join(folder, 'assets', 'index-abc.js'), `${'console.log(1);'.repeat(200)}`);
  city = await testCity(
    [sampleModule, workbenchModule({ measures: [opened], sentence: (code) => `<${code}>`, assets: folder })],
    noon,
  );
  clerk = await signedIn(city.web, 'chuangkou');
  const actor = await actorNamed(city.kernel, 'chuangkou', today);
  agencyId = actor.grants.find(({ role }) => role === 'window-clerk')?.agencyId ?? 0;
  // 2026-11-13 + 5 working days is late, 2026-11-16 is due today, later ones have time.
  for (const on of ['2026-11-13', '2026-11-13', '2026-11-16', '2026-11-19', '2026-11-20', '2026-11-23']) {
    await askOn(city.kernel, day(on), agencyId, on === '2026-11-13' ? '=1+1' : `样例 ${on}`);
  }
  await askOn(city.kernel, today, agencyId + 1, '别的单位');
});
afterAll(() => city.close());

describe('inbox', () => {
  test('nearest due date first, with light, days left and a page', async () => {
    const { rows, next } = await page('/api/inbox');
    expect(rows.map(({ dueOn, light, workdaysLeft }) => [dueOn, light, workdaysLeft])).toEqual([
      ['2026-11-20', 'red', -1],
      ['2026-11-20', 'red', -1],
      ['2026-11-23', 'yellow', 0],
      ['2026-11-26', 'green', 3],
      ['2026-11-27', 'green', 4],
      ['2026-11-30', 'green', 5],
    ]);
    expect(rows[0]).toMatchObject({
      kindTitle: '样例事项',
      stateTitle: '等待答复',
      page: expect.stringMatching(/^\/samples\/\d+$/u),
    });
    expect(next).toBeNull();
  });

  test('page by page it is the same list', async () => {
    const whole = await page('/api/inbox');
    const found: number[] = [];
    for (let cursor = ''; ; ) {
      const { rows, next } = await page(`/api/inbox?limit=2${cursor}`);
      found.push(...rows.map(({ id }) => id));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(found).toEqual(whole.rows.map(({ id }) => id));
  });

  test('each light holds exactly its own, and the counts agree', async () => {
    const counts = (await get('/api/inbox/counts', clerk)).json();
    for (const light of ['red', 'yellow', 'green']) {
      const { rows } = await page(`/api/inbox?light=${light}`);
      expect(rows.every((row) => row.light === light)).toBe(true);
      expect(rows.length).toBe(counts[light]);
    }
    expect(counts).toMatchObject({ red: 2, yellow: 1, green: 3, atMost: 100 });
    expect((await page('/api/inbox?kind=none')).rows).toEqual([]);
  });

  test('a number is found by its beginning, and only within rights', async () => {
    const { rows } = await page('/api/inbox');
    const number = rows[0]?.number ?? '';
    const found = (await get(`/api/inbox/search?number=${number}`, clerk)).json();
    expect(found.rows.map((row: { number: string }) => row.number)).toEqual([number]);
    const all = (await get('/api/inbox/search?number=yl-590902', clerk)).json();
    expect(all.rows).toHaveLength(6);
    const wild = (await get(`/api/inbox/search?number=${encodeURIComponent('%')}`, clerk)).json();
    expect(wild.rows).toEqual([]);
    const other = await signedIn(city.web, 'minzheng');
    expect((await get(`/api/inbox/search?number=${number}`, other)).json().rows).toEqual([]);
  });

  test('a spreadsheet never runs what a citizen wrote', async () => {
    const answer = await get('/api/inbox.csv', clerk);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.body).toContain(",'=1+1,");
    expect(answer.body).not.toContain(',=1+1');
  });

  test('is nothing for who is not staff', async () => {
    expect((await city.web.inject({ url: '/api/inbox' })).statusCode).toBe(401);
    expect((await get('/api/inbox', await signedIn(city.web, 'shimin'))).statusCode).toBe(403);
  });

  test('a broken cursor is refused', async () => {
    expect((await get('/api/inbox?cursor=1;drop', clerk)).statusCode).toBe(400);
  });
});

describe('a matter', () => {
  test('shows clocks with their derivation, history and what may be done', async () => {
    const { rows } = await page('/api/inbox');
    const view = (await get(`/api/matters/${rows[0]?.id}`, clerk)).json();
    expect(view).toMatchObject({ stateTitle: '等待答复', acts: [{ act: 'answer', title: '答复' }] });
    const clock = view.clocks.find((each: { name: string }) => each.name === 'answer');
    expect(clock).toMatchObject({ dueOn: '2026-11-20', light: 'red', left: { unit: 'workday', left: -1 } });
    expect(clock.steps.filter((step: { counted: boolean }) => step.counted)).toHaveLength(5);
    expect(view.timeline).toHaveLength(1);
  });

  test('its chart names the state it is in', async () => {
    const { rows } = await page('/api/inbox');
    const chart = await get(`/api/matters/${rows[0]?.id}/chart.svg`, clerk);
    expect(chart.headers['content-type']).toContain('image/svg+xml');
    expect(chart.body).toContain('等待答复（目前环节）');
  });

  test('ledgers of accounts are in no list and on no page', async () => {
    const { rows } = await city.kernel.pool.query<{ id: number; number: string; agency_id: number }>(
      `select id, number, agency_id from kernel.matter where kind = 'account' order by id limit 1`,
    );
    const [account] = rows;
    if (!account) throw new Error('nobody has signed in');
    for (const login of ['xitong', 'lingdao', 'gongkaiban', 'shenji']) {
      const cookie = await signedIn(city.web, login);
      expect((await get(`/api/inbox/search?number=${account.number}`, cookie)).json().rows).toEqual([]);
      expect((await get(`/api/matters/${account.id}`, cookie)).statusCode).toBe(404);
    }
  });

  test('is not shown to another agency', async () => {
    const { rows } = await page('/api/inbox');
    const other = await signedIn(city.web, 'minzheng');
    expect((await get(`/api/matters/${rows[0]?.id}`, other)).statusCode).toBe(403);
    expect((await get('/api/matters/999999', clerk)).statusCode).toBe(404);
  });
});

describe('alarms', () => {
  test('who oversees sees what is late below, a clerk what is late at home', async () => {
    const supervisor = await signedIn(city.web, 'ducha');
    expect((await page('/api/alarms/overdue', supervisor)).rows).toHaveLength(2);
    expect((await page('/api/alarms/overdue')).rows).toHaveLength(2);
    expect((await page('/api/alarms/overdue', await signedIn(city.web, 'minzheng'))).rows).toEqual([]);
  });

  test('dates in a year without a notice stand on a list', async () => {
    const { rows } = await page('/api/alarms/provisional');
    expect(rows.map(({ provisional }) => provisional)).toEqual([]);
    await askOn(city.kernel, day('2026-12-28'), agencyId, '跨年');
    const after = await page('/api/alarms/provisional');
    expect(after.rows).toMatchObject([{ title: '跨年', provisional: true }]);
  });
});

describe('calendar', () => {
  const next = (): string => {
    const latest = shippedYears().at(-1);
    if (!latest) throw new Error('no calendar was shipped');
    const days = (from: string, count: number, name: string) =>
      Array.from({ length: count }, (_, i) => ({ day: addDays(day(from), i), name }));
    return JSON.stringify({
      year: latest.year + 1,
      version: 1,
      effectiveFrom: '2026-11-04',
      source: '国务院办公厅关于2027年部分节假日安排的通知（测试）',
      off: [...days('2027-01-01', 3, '元旦'), ...days('2027-02-05', 7, '春节')],
      on: [{ day: '2027-01-31', name: '春节调休' }],
    });
  };
  const post = (url: string, cookie: string, file: string) =>
    city.web.inject({ method: 'POST', url, headers: { cookie, 'sec-fetch-site': 'same-origin' }, payload: { file } });

  test('says which year is missing, and who may load it', async () => {
    const seen = (await get('/api/calendar', clerk)).json();
    expect(seen).toMatchObject({ missingYear: 2027, mayLoad: false, provisionalMatters: { count: 1 } });
    expect(seen.sources[0]).toMatchObject({ kind: 'year', title: '2026', replaced: false });
    expect((await post('/api/calendar', clerk, next())).statusCode).toBe(403);
  });

  test('a broken file is refused with every fault, and nothing is loaded', async () => {
    const admin = await signedIn(city.web, 'xitong');
    expect((await post('/api/calendar/preview', admin, '{"year"')).json()).toMatchObject({ code: 'calendar/not-json' });
    const broken = await post('/api/calendar', admin, JSON.stringify({ year: 2027, version: 0, off: [], on: [] }));
    expect(broken.statusCode).toBe(422);
    expect(broken.json().title).toMatch(/version.*source|source.*version/u);
    expect((await get('/api/calendar', admin)).json().missingYear).toBe(2027);
  });

  test('the preview tells what the load then does', async () => {
    const admin = await signedIn(city.web, 'xitong');
    const preview = (await post('/api/calendar/preview', admin, next())).json();
    expect(preview.changes).toContainEqual({
      day: '2027-01-31',
      name: expect.stringContaining('春节调休'),
      worked: true,
    });
    expect(preview.redated).toEqual({ count: 1, atMost: 10_000 });
    expect((await post('/api/calendar', admin, next())).json()).toMatchObject({ kind: 'year', key: '2027.1' });
    const worker = startWorker({
      pool: city.kernel.pool,
      tasks: kernelTasks(city.kernel),
      routines: [],
      now: () => noon,
      report: () => undefined,
    });
    await worker.drain();
    await worker.stop();
    expect((await page('/api/alarms/provisional')).rows).toEqual([]);
    expect((await get('/api/calendar', admin)).json()).toMatchObject({
      missingYear: null,
      provisionalMatters: { count: 0 },
    });
    expect((await post('/api/calendar', admin, next())).json()).toMatchObject({ code: 'calendar/version-known' });
  });
});

describe('figures', () => {
  const period = 'from=2026-11-01&to=2026-11-30';

  test('a figure drills down to the rows that make it', async () => {
    const supervisor = await signedIn(city.web, 'ducha');
    const { figures } = (await get(`/api/measures?${period}`, supervisor)).json();
    expect(figures).toMatchObject([{ id: 'samples', unit: '件', denominator: null }]);
    const { rows } = (await get(`/api/measures/samples/rows?${period}&side=numerator`, supervisor)).json();
    expect(String(rows.length)).toBe(figures[0].value);
    const csv = await get(`/api/measures/samples/rows.csv?${period}&side=numerator`, supervisor);
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
    expect(csv.body).toContain(",'=1+1,");
  });

  test('one agency alone, and none out of sight', async () => {
    const supervisor = await signedIn(city.web, 'ducha');
    const { figures, agencies } = (await get(`/api/measures?${period}&agency=${agencyId}`, supervisor)).json();
    expect(figures[0].value).toBe('6');
    expect(agencies.map(({ id }: { id: number }) => id)).toContain(agencyId);
    const refused = await get(`/api/measures?${period}&agency=999`, supervisor);
    expect(refused.json()).toMatchObject({ code: 'workbench/not-your-agency', status: 403 });
    expect((await get(`/api/measures?${period}`, clerk)).statusCode).toBe(403);
    expect((await get('/api/measures?from=2026-12-01&to=2026-11-01', supervisor)).json()).toMatchObject({
      code: 'workbench/bad-period',
    });
    expect((await get(`/api/measures/none/rows?${period}&side=numerator`, supervisor)).statusCode).toBe(404);
  });

  test('a frozen figure keeps its hash and its result', async () => {
    const supervisor = await signedIn(city.web, 'ducha');
    const answer = await city.web.inject({
      method: 'POST',
      url: '/api/measures/samples/freeze',
      headers: { cookie: supervisor, 'sec-fetch-site': 'same-origin' },
      payload: { from: '2026-11-01', to: '2026-11-30' },
    });
    const { rows } = await city.kernel.pool.query('select measure, result, hash from kernel.measure_snapshot');
    expect(rows).toMatchObject([{ measure: 'samples', result: { title: '样例件数' } }]);
    expect(rows[0]?.hash.toString('hex')).toBe(answer.json().hash);
  });
});

describe('pages', () => {
  const accepting = (url: string, encoding: string) =>
    city.web.inject({ url, headers: { 'accept-encoding': encoding } });

  test('hashed files are kept for a year and sent in the smallest form', async () => {
    const answer = await accepting('/workbench/assets/index-abc.js', 'gzip, deflate, br');
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    expect((await accepting('/workbench/assets/index-abc.js', 'gzip')).headers['content-encoding']).toBe('gzip');
    expect((await accepting('/workbench/assets/index-abc.js', 'br;q=0')).headers['content-encoding']).toBeUndefined();
  });

  test('every other address is the one page, and a file of an older build is missed', async () => {
    for (const url of ['/workbench/', '/workbench/cases/7']) {
      const answer = await accepting(url, '');
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('工作台');
      expect(answer.headers['cache-control']).toBe('no-cache');
    }
    expect((await accepting('/workbench/assets/index-old.js', '')).statusCode).toBe(404);
    expect((await accepting('/workbench', '')).headers.location).toBe('/workbench/');
  });
});
