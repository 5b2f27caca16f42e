import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signedIn } from './support/browser.ts';
import { DEMO_PASSWORD, type RunningProgram, startProgram } from './support/program.ts';

const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);

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
const press = async (page: Page, name: string | RegExp): Promise<void> => {
  await main(page)
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
  await page.waitForLoadState();
};
const choose = (page: Page, group: RegExp, label: string): Promise<void> =>
  main(page).getByRole('group', { name: group }).getByLabel(label, { exact: true }).first().check();

/** The owner of a restaurant acts for it, and fills the form without script; answers the number. */
async function apply(page: Page): Promise<string> {
  await page.goto(`${program.origin}/me`);
  await press(page, /代表“明堂市鹿鸣小馆餐饮有限公司”办事/u);
  await page.goto(`${program.origin}/items?q=开饭店`);
  await main(page).getByRole('link', { name: '食品经营许可', exact: true }).first().click();
  await main(page).getByRole('link', { name: '在线办理' }).click();
  await press(page, '开始申请');
  for (const group of await main(page).getByRole('group').all()) {
    if ((await group.getByRole('radio').count()) > 0) await group.getByRole('radio').first().check();
  }
  await press(page, '继续');
  await choose(page, /营业执照上的住所吗/u, '是');
  await main(page)
    .getByLabel(/经营场所面积/u)
    .fill('86');
  await press(page, '保存并继续');
  await choose(page, /您要做哪一类/u, '餐饮服务');
  await main(page).getByLabel('热食', { exact: true }).check();
  await choose(page, /外卖平台/u, '否');
  await choose(page, /连锁企业/u, '否');
  await press(page, '保存并继续');
  await main(page)
    .getByLabel(/从业人员人数/u)
    .fill('5');
  await main(page).getByLabel(/^姓名/u).first().fill('<script>alert(1)</script>');
  await main(page)
    .getByLabel(/公民身份号码/u)
    .first()
    .fill('110000190001010004');
  await main(page)
    .getByLabel(/手机号码/u)
    .first()
    .fill('13000000000');
  await choose(page, /是专职吗/u, '是');
  await press(page, '保存并继续');
  await main(page)
    .getByLabel(/现场核查时找谁/u)
    .fill('林书言');
  await main(page)
    .getByLabel(/手机号码/u)
    .first()
    .fill('13000000004');
  await choose(page, /方便核查的时间/u, '都可以');
  await choose(page, /怎样领取/u, '只要电子证');
  await press(page, '保存并继续');
  await main(page).getByRole('checkbox').check();
  await press(page, '保存并继续');
  for (const input of await main(page).locator('input[type=file]').all()) {
    await input.setInputFiles({ name: '材料.pdf', mimeType: 'application/pdf', buffer: PDF });
  }
  await press(page, '保存，去核对');
  expect(await page.content()).not.toContain('<script>alert(1)');
  await press(page, /提交申请/u);
  const number = /SP-\d+-\d+-\d+/u.exec(page.url())?.[0];
  if (number === undefined) throw new Error(`no number in ${page.url()}: ${await textOf(page)}`);
  return number;
}

/** Somebody of the bureau at the case in the workbench. */
async function atCase(login: string, number: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${program.origin}/workbench/`);
  await page.locator('input[autocomplete=username]').fill(login);
  await page.locator('input[type=password]').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('main').getByRole('row').filter({ hasText: number }).getByRole('link').first().click();
  await page.getByRole('heading', { name: '现在可以办理' }).waitFor();
  return page;
}

async function does(
  page: Page,
  act: string,
  fill: (page: Page) => Promise<void> = async () => undefined,
): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click();
  await fill(page);
  await page.getByRole('button', { name: `确认${act}` }).click();
  await page.getByText(new RegExp(`“${act}”已经(办理|记录，还需要其他人员)`, 'u')).waitFor();
}

const say =
  (words: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('main').locator('textarea').last().fill(words);
  };

test('a food licence: accepted, visited by two, decided, delivered, checked by anybody', async () => {
  const { page, context } = await signedIn(browser, program.origin, 'faren', { javaScriptEnabled: false });
  const number = await apply(page);
  const progress = `${program.origin}/my/applications/${number}`;

  const clerk = await atCase('chuangkou', number);
  await clerk.getByRole('button', { name: '其余全部齐全' }).click();
  await does(clerk, '受理');
  await page.goto(progress);
  expect(await textOf(page)).toMatch(/承诺办结/u);

  const examiner = await atCase('shencha', number);
  await does(examiner, '开始现场核查', async (at) => {
    await at
      .getByLabel(/工作日/u)
      .first()
      .fill('3');
  });
  await page.goto(progress);
  expect(await textOf(page)).toMatch(/暂停/u);
  await does(examiner, '完成现场核查', say('布局合理，冷藏设备运转正常。'));
  const second = await atCase('shencha2', number);
  await does(second, '完成现场核查', say('与申请材料一致。'));
  await second.getByText('目前环节：审查').waitFor();
  await examiner.reload();
  await examiner.getByRole('heading', { name: '现在可以办理' }).waitFor();
  await does(examiner, '提出审查意见', async (at) => {
    await at
      .getByLabel(/同意|建议准予/u)
      .first()
      .check();
    await at.getByRole('main').locator('textarea').last().fill('符合食品安全法第三十三条规定的条件。');
  });

  const decider = await atCase('juedingren', number);
  await does(decider, '准予');
  const deliverer = await atCase('songda', number);
  await does(deliverer, '制作结果文书');
  await does(deliverer, '送达', async (at) => {
    await at.getByLabel('网上送达').check();
  });

  await page.goto(progress);
  expect(await textOf(page)).toContain('办结');
  const code = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}/u.exec(await textOf(page))?.[0];
  await context.close();
  const stranger = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await stranger.goto(`${program.origin}/verify`);
  await main(stranger)
    .getByRole('textbox')
    .fill((code ?? '').toLowerCase());
  await main(stranger).getByRole('button').first().click();
  await stranger.waitForLoadState();
  expect(await textOf(stranger)).toMatch(/有效/u);
});
