import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { seedFirstStart } from '../../src/demo.ts';
import { actorNamed } from '../../src/identity/testing.ts';
import { receiveRequest } from '../../src/information-requests/operations/intake.ts';
import { asking, officeOf } from '../../src/information-requests/testing.ts';
import { dayOf, noLog } from '../../src/kernel/index.ts';
import { publishLog } from '../../src/kernel/log/index.ts';
import { type Program, startProgram } from '../../src/program.ts';
import { axeFindings, openBrowser, signedIn } from './support/browser.ts';
import { htmlFaults } from './support/html-faults.ts';
import { cityFolder } from './support/program.ts';
import { issueSample, publishSamples, samplePages } from './support/published.ts';

/** How one kind of page is reached: an address, and as whom; `null` is the public. */
type Sample = { readonly path: string; readonly as: string | null };

const FOOD = '590126011000';
const CARD = '592021004000';
const MAX_BYTES = 50 * 1024;
/** These name every agency with its address, and every figure. */
const LONG: Readonly<Record<string, number>> = { '/information-requests': 100 * 1024, '/statistics': 100 * 1024 };

/** Answers that are no pages for people. */
const NO_PAGE =
  /^\/(api\/|assets\/|log\/|healthz|readyz|metrics|workbench|favicon)|\.(svg|bpmn|csv|txt|json|pdf|mjs|xml)$|^\/content\/(files|word)\/|^\/gazette\/:id\/file$|^\/player\/.|\/documents\/:|^\/preferences$|^\/screens$|^\/me\/data\/copy|\/file\/:format$|^\/my\/drafts\/:draft$/u;

let program: Program;
let browser: Browser;
let dataDir: string;
let origin: string;
const contexts = new Map<string | null, { context: BrowserContext; page: Page }>();

beforeAll(async () => {
  dataDir = await cityFolder();
  program = await startProgram({
    config: readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      PUBLIC_URL: 'http://127.0.0.1',
      MAX_UPLOAD_MB: '5',
    }),
    log: noLog,
  });
  await seedFirstStart(program.kernel, () => undefined);
  await publishSamples(program.kernel);
  origin = program.address ?? '';
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function pageOf(account: string | null): Promise<Page> {
  const known = contexts.get(account);
  if (known) return known.page;
  const context = account === null ? await browser.newContext({ bypassCSP: true }) : null;
  const opened = context ? { context, page: await context.newPage() } : await signedIn(browser, origin, account ?? '');
  contexts.set(account, opened);
  return opened.page;
}

const itemCode = async (basicCode: string): Promise<string> => {
  const { rows } = await program.kernel.pool.query<{ key: string }>(
    `select key from kernel.register_entry where register = 'service-item' and key like '%' || $1 order by key limit 1`,
    [basicCode],
  );
  return rows[0]?.key ?? '';
};

/** Opens a draft at the food licence, and sends an application for a card; answers where they are. */
async function prepare(): Promise<{ readonly draft: string; readonly number: string }> {
  const page = await pageOf('laoren');
  const main = page.getByRole('main');
  const press = async (name: string): Promise<void> => {
    await main.getByRole('button', { name, exact: true }).click();
    await page.waitForLoadState();
  };
  await page.goto(`${origin}/apply/${await itemCode(CARD)}`);
  await press('开始申请');
  for (const label of ['给自己办', '用身份证上的照片']) await main.getByLabel(label).check();
  await main.getByLabel('在', { exact: true }).check();
  await press('继续');
  const draft = /\/my\/drafts\/[0-9a-f-]+/u.exec(page.url())?.[0] ?? '';
  await main
    .getByRole('group', { name: /给自己办吗/ })
    .getByLabel('是', { exact: true })
    .check();
  await press('保存并继续');
  await main.getByLabel('电子证', { exact: true }).check();
  await main
    .getByRole('group', { name: /紧急联系人/ })
    .getByLabel('否', { exact: true })
    .check();
  await press('保存并继续');
  await main.getByRole('checkbox').check();
  await press('保存并继续');
  await page.goto(`${origin}${draft}/review`);
  await press('确认无误，提交申请');
  const number = /SP-\d+-\d+-\d+/u.exec(page.url())?.[0] ?? '';
  await page.goto(`${origin}/apply/${await itemCode(CARD)}`);
  await press('开始申请');
  return { draft: /\/my\/drafts\/[0-9a-f-]+/u.exec(page.url())?.[0] ?? '', number };
}

/** Gives somebody a second factor, so that signing in stops at the code. */
async function withFactor(login: string): Promise<string> {
  const { pool, seal } = program.kernel;
  const { rows } = await pool.query<{ id: number }>('select id from identity.person where login = $1', [login]);
  const id = rows[0]?.id ?? 0;
  await pool.query('update identity.credential set totp_sealed = $2, totp_since = now() where person_id = $1', [
    id,
    seal.seal('00'.repeat(20), `identity.credential.totp_sealed#${id}`),
  ]);
  return login;
}

/** A request for information of the citizen who looks, taken down at the counter. */
async function requested(): Promise<string> {
  const { kernel } = program;
  const { rows } = await kernel.pool.query<{ id: number }>(`select id from identity.person where login = 'laoren'`);
  const asked = asking(await officeOf({ kernel }), dayOf(kernel.now()));
  const applicant = { ...asked.applicant, personId: rows[0]?.id ?? null };
  return (await receiveRequest(kernel, { ...asked, applicant, at: kernel.now() })).number;
}

/** An issue of the gazette that is out. */
async function issued(): Promise<number> {
  const { kernel } = program;
  const at = kernel.now();
  const actor = await actorNamed(kernel, 'gongkaiban', dayOf(at));
  const agencyId = actor.grants.find(({ role }) => role === 'disclosure-officer')?.agencyId ?? 0;
  return issueSample(kernel, { agencyId, actor, at });
}

async function samples(): Promise<Readonly<Record<string, readonly Sample[]>>> {
  const food = await itemCode(FOOD);
  const { draft, number } = await prepare();
  const guides = { site: '590902-sc', without: '590923-da' };
  const open = (path: string): readonly Sample[] => [{ path, as: null }];
  const own = (path: string): readonly Sample[] => [{ path, as: 'laoren' }];
  return {
    '/': open('/'),
    '/sign-in': open('/sign-in'),
    '/register': open('/register'),
    '/register/enterprise': own('/register/enterprise'),
    '/me': own('/me'),
    '/me/data': own('/me/data'),
    '/information-requests': open('/information-requests'),
    '/information-requests/new': open('/information-requests/new'),
    '/information-requests/blank-form': open('/information-requests/blank-form'),
    '/information-requests/progress': open('/information-requests/progress'),
    '/information-requests/answers/:id': open('/information-requests/answers/999999'),
    '/information-requests/letters/:code': open('/information-requests/letters/0000-0000-0000-0000'),
    '/my/information-requests': own('/my/information-requests'),
    '/my/information-requests/:number': own(`/my/information-requests/${await requested()}`),
    '/payments/:id': open('/payments/00000000-0000-4000-8000-000000000000'),
    '/annual-reports': open('/annual-reports'),
    '/annual-reports/:id': open('/annual-reports/999999'),
    '/annual-reports/:id/rows': open('/annual-reports/999999/rows?row=R1&column=total'),
    '/items': [...open('/items'), ...open('/items?q=没有这个事项')],
    '/items/:code': open(`/items/${food}`),
    '/items/:code/history': open(`/items/${food}/history`),
    '/apply/:code': own(`/apply/${food}`),
    '/my/drafts/:draft/situation': own(`${draft}/situation`),
    '/my/drafts/:draft/steps/:step': own(`${draft}/steps/card`),
    '/my/drafts/:draft/materials': own(`${draft}/materials`),
    '/my/drafts/:draft/review': own(`${draft}/review`),
    '/my/drafts/:draft/discard': own(`${draft}/discard`),
    '/my': own('/my'),
    '/my/notices': own('/my/notices'),
    '/my/consultations': own('/my/consultations'),
    '/my/applications/:number': own(`/my/applications/${number}`),
    '/my/applications/:number/receipt': own(`/my/applications/${number}/receipt`),
    '/my/applications/:number/withdraw': own(`/my/applications/${number}/withdraw`),
    '/rate/:number': own(`/rate/${number}`),
    '/verify': open('/verify'),
    '/verify/:code': open('/verify/0000-0000-0000-0000'),
    '/verify/receipt': open('/verify/receipt'),
    '/log': open('/log'),
    '/search': [...open('/search?q=低保'), ...open('/search?q=高龄津贴'), ...open('/search?q=高龄&validity=abolished')],
    '/site/*': [
      ...open(samplePages.home),
      ...open(samplePages.department),
      ...open(samplePages.column),
      ...open(`${samplePages.column}list-1.html`),
    ],
    '/content/:year/:file': [
      ...open(samplePages.policy),
      ...open(samplePages.interpretation),
      ...open(samplePages.abolished),
      ...open(samplePages.withdrawn),
    ],
    '/*': open('/art/2019/none.html'),
    '/sites': open('/sites'),
    '/catalogue': [...open('/catalogue'), ...open('/catalogue?axis=result'), ...open('/catalogue?q=没有这条信息')],
    '/guides': [...open('/guides'), ...open('/guides?q=没有这个机关')],
    '/guides/:site': [...open(`/guides/${guides.site}`), ...open(`/guides/${guides.without}`)],
    '/guides/:site/:version': open(`/guides/${guides.site}/1`),
    '/institutions': [...open('/institutions'), ...open('/institutions?q=登记')],
    '/institutions/:site': [...open(`/institutions/${guides.site}`), ...open(`/institutions/${guides.without}`)],
    '/execution-opinions/progress': open('/execution-opinions/progress'),
    '/execution-opinions/:ref': open(samplePages.opinions),
    '/evaluations/:ref': open(samplePages.evaluation),
    '/enforcement': open('/enforcement'),
    '/enforcement/subjects': [...open('/enforcement/subjects'), ...open('/enforcement/subjects?q=没有这个单位')],
    '/enforcement/officers': open('/enforcement/officers'),
    '/enforcement/powers': [...open('/enforcement/powers'), ...open('/enforcement/powers?kind=penalty')],
    '/enforcement/benchmarks': open('/enforcement/benchmarks'),
    '/enforcement/results': [...open('/enforcement/results'), ...open('/enforcement/results?q=没有这个文书号')],
    '/enforcement/statistics': open('/enforcement/statistics'),
    '/enforcement/organs/:key': open('/enforcement/organs/590900-SC'),
    '/policies': open('/policies'),
    '/topics': open('/topics'),
    '/topics/:key': [...open('/topics/food-safety'), ...open('/topics/river-chief')],
    '/conduct': [...open('/conduct'), ...open('/conduct?agency=1')],
    '/leaving': open(samplePages.leaving),
    '/report-error': open(`/report-error?page=${samplePages.policy}`),
    '/report-error/progress': open('/report-error/progress'),
    '/reading-point/:key': open('/reading-point/none'),
    '/gazette': open('/gazette'),
    '/consent-letters/:code': open('/consent-letters/0000-0000-0000-0000'),
    '/year-tables': open('/year-tables'),
    '/year-tables/:site/:year': open('/year-tables/portal/2024'),
    '/gazette/:id': open(`/gazette/${await issued()}`),
    '/statistics': [...open('/statistics'), ...open('/statistics?from=2026-12-01&to=2026-01-01')],
    '/statistics/:id': open('/statistics/M-006?side=numerator'),
    '/sitemap': open('/sitemap'),
    '/security': open('/security'),
    '/sign-in/code': [{ path: '/sign-in/code', as: await withFactor('ducha') }],
    '/me/second-factor': own('/me/second-factor'),
    '/screens/': open('/screens/'),
    '/player/': open('/player/'),
  };
}

test('every kind of page: its HTML is valid, axe finds nothing, it is small, and it fits a narrow screen', async () => {
  const known = await samples();
  const kinds = [...new Set(program.routes.filter(({ method }) => method === 'GET').map(({ url }) => url))].filter(
    (url) => !NO_PAGE.test(url),
  );
  const faults: string[] = [];
  for (const kind of kinds) {
    const found = known[kind];
    if (!found) faults.push(`${kind}: a kind of page without a sample`);
    for (const { path, as } of found ?? []) faults.push(...(await look(path, as)));
  }
  expect(faults).toEqual([]);
  expect(kinds.length).toBeGreaterThan(20);
});

async function look(path: string, as: string | null): Promise<readonly string[]> {
  const page = await pageOf(as);
  const faults: string[] = [];
  await page.setViewportSize({ width: 1280, height: 900 });
  const answer = await page.goto(origin + path);
  const body = await answer?.body();
  const bytes = body?.length ?? 0;
  if (body) faults.push(...htmlFaults(body.toString('utf8')).map((fault) => `${path}: HTML: ${fault}`));
  const status = answer?.status() ?? 0;
  if (status >= 500 || page.url().includes('/sign-in?next')) faults.push(`${path}: ${status} at ${page.url()}`);
  if (bytes > (LONG[path.replace(/\?.*/u, '')] ?? MAX_BYTES)) faults.push(`${path}: ${bytes} bytes`);
  await page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })");
  faults.push(...(await axeFindings(page)).map((finding) => `${path}: ${finding}`));
  // 1,280 pixels at 400 % are 320: what fits there fits at 200 % on every screen.
  await page.setViewportSize({ width: 320, height: 700 });
  const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  if (over !== 0) faults.push(`${path}: ${String(over)} px stick out at 320 px`);
  return faults;
}

/** The receipt of the application that was sent, once it is in a checkpoint. */
async function receiptOfLatest(): Promise<string> {
  await publishLog(program.kernel);
  const page = await pageOf('laoren');
  await page.goto(`${origin}/my`);
  const number = /SP-\d+-\d+-\d+/u.exec((await page.getByRole('main').textContent()) ?? '')?.[0] ?? '';
  return (await page.request.get(`${origin}/my/receipts/${number}.json`)).text();
}

test('a receipt is checked in the browser, without a connection, and by the city where there is no script', async () => {
  const text = await receiptOfLatest();
  const file = (content: string) => ({
    name: 'receipt.json',
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  });
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(`${origin}/verify/receipt`);
    await page.waitForLoadState('networkidle');
    await context.setOffline(javaScriptEnabled);
    for (const [content, verdict] of [
      [text, '核验通过'],
      [text.replace('submit', 'subm1t'), '没有通过核验'],
    ] as const) {
      await page.getByLabel('凭证文件').setInputFiles(file(content));
      await page.getByRole('button', { name: '核验', exact: true }).click();
      await page.getByText(verdict).waitFor();
    }
    expect(complaints).toEqual([]);
    await context.close();
  }
  const page = await pageOf(null);
  await page.goto(`${origin}/verify/receipt`);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('或者把凭证的内容粘贴在这里').fill(text);
  await page.getByRole('button', { name: '核验', exact: true }).click();
  await page.getByText('核验通过').waitFor();
  await page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })");
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(over).toBe(0);
});

test('no page breaks its policy or complains', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  for (const path of [
    '/',
    '/items',
    `/items/${await itemCode(FOOD)}`,
    '/statistics',
    '/sign-in',
    '/verify',
    '/verify/receipt',
    '/screens/',
    samplePages.home,
    samplePages.policy,
    '/catalogue',
    '/workbench/',
  ]) {
    await page.goto(origin + path);
    await page.waitForLoadState('networkidle');
  }
  // The workbench asks who is there before anybody has signed in, and is told so.
  expect(complaints.filter((line) => !/status of 401/u.test(line))).toEqual([]);
  await context.close();
});
