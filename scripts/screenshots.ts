/**
 * Takes the pictures of README.md anew: `node --import tsx scripts/screenshots.ts http://localhost:3000 [NAME…]`, from a
 * demo city that runs there. A citizen applies for a senior's card first, so that there is something to show. Statistics
 * are those of the county centre in a city that `bin/mingtang replay` filled: name the others where it did not.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from './chromium.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots');
/** Every demo account has it; the first start prints it. */
const PASSWORD = 'Tangdi-2026-kan';
const SENIOR_CARD = '/items/11590902MT0000073J5592021004000';

type Picture = {
  readonly as: string | null;
  readonly height: number;
  /** Goes to what is shown. */
  readonly open: (page: Page, origin: string) => Promise<unknown>;
};

const at =
  (path: string) =>
  (page: Page, origin: string): Promise<unknown> =>
    page.goto(origin + path, { waitUntil: 'networkidle' });

const PICTURES: Readonly<Record<string, Picture>> = {
  home: { as: null, height: 900, open: at('/') },
  item: { as: null, height: 900, open: at(SENIOR_CARD) },
  progress: { as: 'laoren', height: 1100, open: applied },
  inbox: { as: 'xiangzhen', height: 640, open: at('/workbench/') },
  case: {
    as: 'xiangzhen',
    height: 860,
    open: async (page, origin) => {
      await at('/workbench/')(page, origin);
      await page.getByRole('main').getByRole('link', { name: '老年人优待证申领' }).first().click();
      await page.waitForURL('**/workbench/cases/*');
    },
  },
  catalogue: { as: null, height: 860, open: at('/catalogue') },
  editor: { as: 'lianluoyuan', height: 860, open: at('/workbench/disclosure/new') },
  statistics: { as: null, height: 1150, open: at('/statistics?from=2025-01-01&to=2025-11-30&region=590921') },
};

/** Sends an application and stays at its page. */
async function applied(page: Page, origin: string): Promise<void> {
  const main = page.getByRole('main');
  const press = async (name: string): Promise<void> => {
    await main.getByRole('button', { name, exact: true }).click();
    await page.waitForLoadState();
  };
  const answer = (group: RegExp, label: string): Promise<void> =>
    main.getByRole('group', { name: group }).getByLabel(label, { exact: true }).check();
  await page.goto(origin + SENIOR_CARD.replace('/items/', '/apply/'));
  await press('开始申请');
  for (const label of ['给自己办', '用身份证上的照片']) await main.getByLabel(label).check();
  await main.getByLabel('在', { exact: true }).check();
  await press('继续');
  const draft = /\/my\/drafts\/[0-9a-f-]+/u.exec(page.url())?.[0] ?? '';
  await answer(/给自己办吗/u, '是');
  await press('保存并继续');
  await main.getByLabel('电子证', { exact: true }).check();
  await answer(/紧急联系人/u, '否');
  await press('保存并继续');
  await main.getByRole('checkbox').check();
  await press('保存并继续');
  await page.goto(`${origin}${draft}/review`);
  await press('确认无误，提交申请');
  const number = /SP-\d+-\d+-\d+/u.exec(page.url())?.[0] ?? '';
  await page.goto(`${origin}/my/applications/${number}`, { waitUntil: 'networkidle' });
  await main.getByText('这一天是怎样算出来的').first().click();
}

async function take(browser: Browser, origin: string, name: string, { as, height, open }: Picture): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1200, height }, locale: 'zh-CN' });
  const page = await context.newPage();
  if (as !== null) {
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel('账号').fill(as);
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: '登录' }).click();
    await page.waitForLoadState();
  }
  await open(page, origin);
  await page.locator('main h1').first().waitFor();
  await page.locator('.loading').waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await context.close();
  console.log(`${name}.png`);
}

const [address, ...named] = process.argv.slice(2);
if (address === undefined) throw new Error('say where the demo city runs, e.g. http://localhost:3000');
const unknown = named.filter((name) => !(name in PICTURES));
if (unknown.length > 0) throw new Error(`no picture is called ${unknown.join(', ')}`);
const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const [name, picture] of Object.entries(PICTURES)) {
    if (named.length === 0 || named.includes(name)) await take(browser, address.replace(/\/$/u, ''), name, picture);
  }
} finally {
  await browser.close();
}
const strangers = readdirSync(FOLDER).filter((file) => !(file.replace('.png', '') in PICTURES));
if (strangers.length > 0) console.log(`nobody takes ${strangers.join(', ')} any more`);
