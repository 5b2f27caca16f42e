import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { seedFirstStart } from '../../src/demo.ts';
import { noLog } from '../../src/kernel/index.ts';
import { type Program, startProgram } from '../../src/program.ts';
import { setUpFactor } from './support/authenticator.ts';
import { axeFindings, openBrowser, signedIn } from './support/browser.ts';
import { cityFolder, DEMO_PASSWORD } from './support/program.ts';

let program: Program;
let browser: Browser;
let dataDir: string;
let origin: string;
beforeAll(async () => {
  dataDir = await cityFolder();
  program = await startProgram({
    config: readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, PUBLIC_URL: 'http://127.0.0.1' }),
    log: noLog,
  });
  await seedFirstStart(program.kernel, () => undefined);
  origin = program.address ?? '';
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** With SHOTS=folder each screen is kept as a picture. */
const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

/** A browser window of an administrator, who has set up his second factor. */
async function administrator(login: string): Promise<Page> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: login, password: DEMO_PASSWORD }),
  });
  const [first = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  const cookie = await setUpFactor(origin, first);
  const [name = '', value = ''] = cookie.split('=');
  const context = await browser.newContext({ bypassCSP: true });
  await context.addCookies([{ name, value, url: origin }]);
  return context.newPage();
}

const open = async (page: Page, path: string, heading: string): Promise<void> => {
  await page.goto(`${origin}/workbench${path}`);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
};

test('the administrators watch over the program, enter who is on call, and take a drill to its end', async () => {
  await program.kernel.pool.query(
    `insert into kernel.job (task, payload, attempts, last_error, failed_at) values ('no.such-task', '{}', 12, 'boom', now())`,
  );
  const xitong = await administrator('xitong');
  await open(xitong, '/operations', '系统运行');
  await xitong.getByText('有 1 项后台任务多次失败').waitFor();
  expect(await xitong.getByText('运行', { exact: true }).count()).toBeGreaterThan(0);
  await shot(xitong, 'operations');
  expect(await axeFindings(xitong)).toEqual([]);
  await xitong.getByRole('button', { name: '放弃' }).click();
  await xitong.getByLabel('理由').fill('演示用的任务');
  await xitong.getByRole('dialog').getByRole('button', { name: '放弃' }).click();
  await xitong.getByText('没有失败的任务。').waitFor();

  const anquan = await administrator('anquan');
  await open(anquan, '/on-call', '应急值守');
  await anquan.getByRole('button', { name: '安排值守' }).click();
  await anquan.getByLabel('值守人').fill('柏海晴');
  await anquan.getByRole('button', { name: /柏海晴/ }).click();
  await anquan.getByLabel('值守电话').fill('13812345678');
  await anquan.getByRole('button', { name: '保存' }).click();
  await anquan.getByRole('cell', { name: '技术处置' }).waitFor();
  expect(await anquan.content()).not.toContain('13812345678');
  await shot(anquan, 'on-call');
  expect(await axeFindings(anquan)).toEqual([]);

  await open(xitong, '/incidents', '安全事件');
  await xitong.getByRole('button', { name: '开始演练' }).click();
  await xitong.getByLabel('看到了什么').fill('模拟门户首页被篡改');
  await xitong.getByRole('button', { name: '登记', exact: true }).click();
  await xitong.getByRole('heading', { name: '演练：模拟门户首页被篡改' }).waitFor();
  const path = new URL(xitong.url()).pathname.replace('/workbench', '');
  const heading = '演练：模拟门户首页被篡改';

  await open(anquan, path, heading);
  await anquan.getByLabel('级别').selectOption('III');
  await anquan.getByRole('button', { name: '定级', exact: true }).click();
  await anquan.getByText('已定级，待隔离').first().waitFor();
  const say = async (page: Page, label: string, button: string, state: string): Promise<void> => {
    await open(page, path, heading);
    await page.getByLabel(label).fill('按照预案处置完毕');
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByText(state).first().waitFor();
  };
  await say(xitong, '隔离了什么，怎么隔离的', '隔离', '已隔离，待恢复');
  await say(xitong, '怎么恢复的，现在是否正常', '恢复', '已恢复，待报告');
  await say(anquan, '书面报告的内容和报送单位', '书面报告', '已报告，待总结');
  const { page: lingdao } = await signedIn(browser, origin, 'lingdao');
  await say(lingdao, '原因、教训和改进措施', '总结', '已总结');
  await shot(lingdao, 'incident');
  expect(await axeFindings(lingdao)).toEqual([]);
  await open(lingdao, '/incidents', '安全事件');
  await lingdao.getByText(/\d{4} 年的应急演练已经完成。/u).waitFor();
  await shot(lingdao, 'incidents');
  expect(await axeFindings(lingdao)).toEqual([]);
});
