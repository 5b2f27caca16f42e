import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, openBrowser, signedIn } from './support/browser.ts';
import { DEMO_PASSWORD, type RunningProgram, startProgram } from './support/program.ts';

let program: RunningProgram;
let browser: Browser;
beforeAll(async () => {
  program = await startProgram();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const main = (page: Page) => page.getByRole('main');
const textOf = async (page: Page): Promise<string> => (await main(page).textContent()) ?? '';
const press = async (page: Page, name: string): Promise<void> => {
  await main(page).getByRole('button', { name, exact: true }).click();
  await page.waitForLoadState();
};

/** Finds the item by the word people use for it, and answers the questions that trim the list of materials. */
async function begin(page: Page): Promise<void> {
  await page.goto(`${program.origin}/`);
  await main(page).getByRole('searchbox').fill('老年证');
  await main(page).getByRole('button', { name: '搜索' }).click();
  await main(page).getByRole('link', { name: '老年人优待证申领' }).first().click();
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('老年人优待证申领');
  expect(await main(page).locator('img[src*="process.svg"]').count()).toBe(1);
  await main(page).getByRole('link', { name: '在线办理' }).click();
  await press(page, '开始申请');
  await main(page).getByLabel('给自己办').check();
  await main(page).getByLabel('用身份证上的照片').check();
  await main(page).getByLabel('在', { exact: true }).check();
  await press(page, '继续');
}

/** Fills the form, leaves it, comes back to it, and sends it; answers the number of the matter. */
async function apply(page: Page): Promise<string> {
  await begin(page);
  await main(page)
    .getByRole('group', { name: /给自己办吗/ })
    .getByLabel('是', { exact: true })
    .check();
  await press(page, '保存并继续');
  await press(page, '暂存，以后再填');
  await page.goto(`${program.origin}/my`);
  await main(page)
    .getByRole('link', { name: /继续填写|继续/ })
    .first()
    .click();
  // What must be answered is asked for in words, before anything else.
  if (!page.url().endsWith('/steps/card')) await page.goto(page.url().replace(/[^/]*\/[^/]*$/u, 'steps/card'));
  await press(page, '保存并继续');
  expect(await main(page).getByRole('alert').textContent()).toContain('请先改正以下内容');
  await main(page).getByLabel('电子证', { exact: true }).check();
  await main(page)
    .getByRole('group', { name: /紧急联系人/ })
    .getByLabel('否', { exact: true })
    .check();
  await press(page, '保存并继续');
  await main(page).getByRole('checkbox').check();
  await press(page, '保存并继续');
  await main(page).getByRole('link', { name: '去核对' }).click();
  await press(page, '确认无误，提交申请');
  expect(await textOf(page)).toContain('已收到您的申请');
  expect(await textOf(page)).toMatch(/最迟 20\d\d年\d+月\d+日/u);
  expect(await textOf(page)).toContain('起算当日，不计入');
  const number = /SP-\d+-\d+-\d+/u.exec(page.url())?.[0];
  if (number === undefined) throw new Error(`no number in ${page.url()}`);
  return number;
}

/** The window accepts, grants, makes the card and hands it over, in the workbench. */
async function serve(number: string): Promise<void> {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${program.origin}/workbench/`);
  await page.locator('input[autocomplete=username]').fill('xiangzhen');
  await page.locator('input[type=password]').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  const row = page.getByRole('main').getByRole('row').filter({ hasText: number });
  expect(await row.textContent()).toContain('正常');
  await row.getByRole('link').first().click();
  await page.getByRole('button', { name: '其余全部齐全' }).click();
  expect(await axeFindings(page)).toEqual([]);
  for (const [act, done] of [
    ['受理', '当场办理'],
    ['发证', '制作文书、送达'],
    ['制作结果文书', '制作文书、送达'],
    ['送达', '办结'],
  ] as const) {
    await page.getByRole('button', { name: act, exact: true }).click();
    if (act === '送达') await page.getByLabel('网上送达').check();
    await page.getByRole('button', { name: `确认${act}` }).click();
    await page.getByText(`“${act}”已经办理。`).waitFor();
    await page.getByText(`目前环节：${done}`).waitFor();
  }
  await context.close();
}

/** The citizen sees what was done, checks the card as anybody could, and says what she thinks of it. */
async function look(page: Page, number: string): Promise<void> {
  await page.goto(`${program.origin}/my/applications/${number}`);
  expect(await textOf(page)).toContain('办结');
  const pdf = await main(page).locator('a[href*="/documents/"]').first().getAttribute('href');
  const answer = await page.request.get(`${program.origin}${pdf ?? ''}`);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await page.goto(`${program.origin}/rate/${number}`);
  await main(page).getByLabel('非常满意', { exact: true }).check();
  await press(page, '提交评价');
  expect(await textOf(page)).toContain('谢谢您的评价');
}

describe.each([
  { name: 'with script', account: 'laoren', javaScriptEnabled: true },
  { name: 'without script', account: 'dibao', javaScriptEnabled: false },
])('an old person’s card, $name', ({ account, javaScriptEnabled }) => {
  test('from the search to the rating', async () => {
    const { context, page } = await signedIn(browser, program.origin, account, { javaScriptEnabled });
    const number = await apply(page);
    await serve(number);
    await look(page, number);
    await context.close();
  }, 180_000);
});

test('somebody else’s number looks as if it did not exist', async () => {
  const { context, page } = await signedIn(browser, program.origin, 'shimin');
  const other = await page.goto(`${program.origin}/my/applications/SP-590902-2026-000001`);
  const otherText = await textOf(page);
  const unknown = await page.goto(`${program.origin}/my/applications/SP-590902-2026-999999`);
  expect([other?.status(), unknown?.status()]).toEqual([404, 404]);
  const withoutId = (text: string): string => text.replace(/[0-9a-f-]{36}/u, '');
  expect(withoutId(await textOf(page))).toBe(withoutId(otherText));
  await context.close();
});
