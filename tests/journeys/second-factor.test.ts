import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { seedFirstStart } from '../../src/demo.ts';
import { type Program, startProgram } from '../../src/program.ts';
import { codeFor } from './support/authenticator.ts';
import { openBrowser } from './support/browser.ts';
import { cityFolder, DEMO_PASSWORD } from './support/program.ts';

let program: Program;
let browser: Browser;
let dataDir: string;
beforeAll(async () => {
  dataDir = await cityFolder();
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, PUBLIC_URL: 'http://127.0.0.1' });
  program = await startProgram({ config, log: () => undefined });
  await seedFirstStart(program.kernel, () => undefined);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function atTheDoor(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${program.address}/workbench/`);
  await page.getByLabel('账号').fill('anquan');
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  return page;
}

test('an administrator sets up a second factor at the first sign-in, and signs in with it to the workbench', async () => {
  const first = await atTheDoor();
  await first.getByRole('link', { name: '启用两步验证' }).click();
  await first.getByRole('main').getByRole('button', { name: '启用两步验证' }).click();
  const written = (await first.locator('main code').textContent()) ?? '';
  expect(written).toMatch(/^(?:[A-Z2-7]{4} ?){8}$/u);
  await first.getByLabel('验证码').fill(codeFor(written));
  await first.getByRole('button', { name: '确认启用' }).click();
  const codes = await first.locator('main code').allTextContents();
  expect(codes).toHaveLength(10);
  await first.getByRole('link', { name: '我已保存，继续' }).click();
  await first.getByRole('heading', { name: '待办' }).waitFor();

  const second = await atTheDoor();
  await second.getByLabel('验证码').fill('000000');
  await second.getByRole('button', { name: '登录', exact: true }).click();
  await second.getByText('验证码不对或者已经用过').waitFor();
  await second.getByLabel('验证码').fill(codes[0] ?? '');
  await second.getByRole('button', { name: '登录', exact: true }).click();
  await second.getByRole('heading', { name: '待办' }).waitFor();
  await second.goto(`${program.address}/workbench/accounts`);
  await second.getByLabel('姓名或者账号').fill('xitong');
  await second.getByRole('button', { name: '查找' }).click();
  await second.getByRole('button', { name: '登录设备' }).click();
  await second.getByText('现在没有登录。').waitFor();
});
