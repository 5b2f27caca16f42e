import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { SESSION_COOKIE } from '../../src/identity/session.ts';
import { settleDrills } from '../../src/operations/operations/drills.ts';
import { text } from '../../src/workbench/text.ts';
import { pageOf } from '../../src/workbench-api/inbox.ts';
import { PLACES, STAFF_ROLES } from '../access/actors.ts';
import { type AccessCity, AT, accessCity } from '../access/city.ts';
import { openBrowser } from './support/browser.ts';
import { faultsOf, prepareDrawing } from './support/draw.ts';

// A screen that throws while it is drawn shows a sentence and nothing else, and no test of the server sees it: a missing
// import is enough. So each is opened here with something to show, every kind of matter in every state that the city of the
// table of access has one in, by somebody who may do everything, so that all that can be drawn is drawn.

/** Pages of one browser that look at once; each waits for the server most of the time. */
const PAGES = 3;

/** What is read of a screen; the code is the browser's, and its types are checked with it. */
const Screens = z.array(z.object({ path: z.string(), nav: z.object({ may: z.string().optional() }).optional() }));
const SCREENS = new URL('../../src/workbench/screens.ts', import.meta.url).pathname;

let screens: z.infer<typeof Screens>;
let city: AccessCity;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  screens = Screens.parse((await import(SCREENS)).screens);
  [city, browser] = await Promise.all([accessCity(), openBrowser()]);
  // The drill of the year is owed from the first look of the program that runs.
  await settleDrills(city.kernel, AT);
  origin = await city.web.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

const cookieOf = (group: string, letter: string): string =>
  city.actors.find((actor) => actor.group === group && actor.letter === letter)?.cookie ?? '';

/** Gives one person every role that staff can have, where the objects are, above and at the city's office. */
async function everyRole(): Promise<string> {
  const person = city.actors.find(({ group, letter }) => group === 'examiner' && letter === 'o');
  for (const place of ['o', 'a', 'c'] as const) {
    await city.owner.query(
      `with post as (
         insert into identity.post (agency_id, title, roles, min_holders, from_on)
         select id, '样样都管', $2::text[], 0, '2026-01-01' from identity.agency where key = $1 returning id)
       insert into identity.appointment (post_id, person_id, is_administrator, from_on)
       select id, $3, false, '2026-01-01' from post`,
      [PLACES[place].key, STAFF_ROLES, person?.personId],
    );
  }
  return person?.cookie ?? '';
}

/** A matter of each kind in each state, at the address where its kind says that it is looked at. */
async function matterAddresses(): Promise<readonly string[]> {
  const { rows } = await city.owner.query<{ kind: string; id: string }>(
    'select distinct on (kind, state) kind, id from kernel.matter order by kind, state, id',
  );
  return rows.flatMap(({ kind, id }) => {
    const { page } = city.kernel.kinds.of(kind);
    return page === undefined ? [] : [pageOf(page, Number(id))];
  });
}

/** What is no matter, or is not told by its id. */
async function otherAddresses(): Promise<readonly string[]> {
  const one = async (from: string): Promise<string> => {
    const { rows } = await city.owner.query<{ found: string }>(`select ${from} limit 1`);
    if (!rows[0]) throw new Error(`nothing to show: ${from}`);
    return encodeURIComponent(rows[0].found);
  };
  const board = await one(`key as found from kernel.register_entry where register = 'disclosure-board'`);
  const draft = await one(
    `r.matter_id as found from enforcement.result r join kernel.matter m on m.id = r.matter_id where m.state = 'drafting'`,
  );
  return [
    ...[
      '/enforcement/new',
      '/enforcement/imports',
      `/enforcement/results/${draft}`,
      `/enforcement/results/${draft}/edit`,
    ],
    `/enforcement/imports/${await one('id as found from enforcement.import')}`,
    `/disclosure/specifications/${await one('id as found from disclosure.specification')}`,
    `/disclosure/internal/${await one('matter_id as found from disclosure.internal_item')}`,
    `/disclosure/catalogue/${await one(`key as found from kernel.register_entry where register = 'catalogue-node'`)}`,
    ...[`/boards/board/${board}`, `/boards/board/${board}/checks`],
    `/items/${city.objects.items.food.code}`,
    `/press/dossier?index=${await one('index_number as found from press.follow_up')}`,
    ...['/password', '/upward/new', '/boards/new', '/screening/statistics'],
    '/figures/M-002-applied/numerator?from=2026-01-01&to=2026-04-28',
    '/information-requests/statistics/rows?measure=received&from=2026-01-01&to=2026-04-28',
  ];
}

/** Opens addresses as somebody, several at a time; what is wrong, one line each. */
async function walk(
  cookie: string,
  addresses: readonly string[],
  plant: (context: BrowserContext) => Promise<void> = async () => undefined,
): Promise<readonly string[]> {
  if (addresses.length === 0) return [];
  const context = await browser.newContext();
  await plant(context);
  await context.addCookies([{ name: SESSION_COOKIE, value: cookie.slice(SESSION_COOKIE.length + 1), url: origin }]);
  const waiting = [...addresses];
  const found: string[] = [];
  const read = async (): Promise<void> => {
    const page: Page = await context.newPage();
    page.on('pageerror', ({ message }) => found.push(`${page.url()}: ${message}`));
    page.on('console', (said) => {
      if (said.type() === 'error') found.push(`${page.url()}: ${said.text()}`);
    });
    await prepareDrawing(page);
    await page.goto(`${origin}/workbench/password`);
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
      found.push(...(await faultsOf(page, path)).map((fault) => `${path}: ${fault}`));
  };
  await Promise.all(Array.from({ length: Math.min(PAGES, addresses.length) }, read));
  await context.close();
  return found;
}

async function offered(cookie: string): Promise<readonly string[]> {
  const answer = await city.web.inject({ url: '/api/session', headers: { cookie } });
  const permissions = new Set<string>(answer.json().permissions);
  const isOffered = ({ nav }: (typeof screens)[number]): boolean =>
    nav !== undefined && (nav.may === undefined || permissions.has(nav.may));
  return screens.filter(isOffered).map(({ path }) => path);
}

test('every screen of the workbench is drawn with something to show, and so is what stands behind its buttons', async () => {
  const all = await everyRole();
  const seen = new Set([...(await offered(all)), ...(await matterAddresses()), ...(await otherAddresses())]);
  const found = [...(await walk(all, [...seen]))];
  for (const letter of ['y', 'q', 'j']) {
    const cookie = cookieOf('admins', letter);
    const own = (await offered(cookie)).filter((path) => !seen.has(path));
    found.push(...(await walk(cookie, own)));
    for (const path of own) seen.add(path);
  }
  expect(found).toEqual([]);
  const opened = [...seen].map((path) => path.split('?')[0] ?? '');
  const isOpened = (path: string): boolean => {
    const pattern = new RegExp(`^${path.replaceAll(/:\w+/gu, '[^/]+')}$`, 'u');
    return opened.some((each) => pattern.test(each));
  };
  expect(screens.map(({ path }) => path).filter((path) => !isOpened(path))).toEqual([]);
});

test('a screen that breaks, one that nobody made and an answer of another version are each told', async () => {
  const cookie = cookieOf('examiner', 'o');
  const broken = await walk(cookie, ['/notices', '/disclosure/nowhere', '/alarms/overdue'], async (context) => {
    await context.route('**/assets/notices-page-*.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `export const Page = () => { throw new Error('planted'); };`,
      }),
    );
    await context.route('**/api/alarms/overdue*', (route) => route.fulfill({ json: { planted: true } }));
  });
  expect(broken.filter((fault) => fault.startsWith('/notices: '))).toContain('/notices: crashed');
  expect(broken).toContain(`/disclosure/nowhere: ${text.notFound}`);
  expect(broken).toContain(`/alarms/overdue: ${text.problems.otherVersion}`);
});
