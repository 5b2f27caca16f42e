import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { seedFirstStart } from '../../src/demo.ts';
import { directoryOf } from '../../src/identity/index.ts';
import { oweReports } from '../../src/information-requests/annual-report/operations.ts';
import { plantDisputes, plantRequests } from '../../src/information-requests/annual-report/testing.ts';
import { noLog } from '../../src/kernel/index.ts';
import { type Program, startProgram } from '../../src/program.ts';
import { axeFindings, openBrowser, signedIn } from './support/browser.ts';
import { cityFolder } from './support/program.ts';

/** The year that is closed; the program's clock is in the spring after it, when departments should have published. */
const YEAR = new Date().getFullYear();
const now = () => new Date(`${YEAR + 1}-04-02T09:00:00+08:00`);
let program: Program;
let browser: Browser;
let dataDir: string;
let origin: string;
beforeAll(async () => {
  dataDir = await cityFolder();
  program = await startProgram({
    config: readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, PUBLIC_URL: 'http://127.0.0.1' }),
    log: noLog,
    now,
  });
  const { kernel } = program;
  await seedFirstStart(kernel, () => undefined);
  const { agencies } = await directoryOf(kernel);
  const government = agencies.find(({ key }) => key === '590900-ZF')?.id ?? 0;
  const department = agencies.find(({ key }) => key === '590900-SC')?.id ?? 0;
  const past = {
    agencyId: department,
    kind: 'natural',
    receivedOn: `${YEAR}-03-03`,
    concludedOn: `${YEAR}-03-28`,
    decision: '3.1',
  };
  // Without going through acts of last year: as the owner of the tables, not as the program.
  const owner = await kernel.pool.connect();
  await owner.query('set role none');
  await plantRequests(owner, [
    past,
    { ...past, kind: 'business', decision: '3.3.5' },
    { ...past, agencyId: government, receivedOn: `${YEAR}-12-22`, concludedOn: null, decision: null },
  ]);
  await plantDisputes(owner, department, [
    { kind: 'reconsideration', acceptedOn: `${YEAR}-06-03`, result: 'corrected', resultOn: `${YEAR}-07-20` },
  ]);
  owner.release(true);
  // As the program would have done in the first days of the year after.
  await oweReports(kernel, new Date(`${YEAR + 1}-01-04T09:00:00+08:00`));
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

test('the year is closed: figures opened, texts written, frozen, published by somebody else, read and corrected', async () => {
  const { page: writer } = await signedIn(browser, origin, 'gongkaiban');
  await writer.goto(`${origin}/workbench/annual-reports?year=${YEAR}`);
  const government = writer.getByRole('row', { name: /明堂市人民政府/u }).filter({ hasNotText: '办公室' });
  await government.first().waitFor();
  // The day has passed: red here, and in the inbox.
  expect(await government.first().textContent()).toContain('已超期');
  await shot(writer, 'annual-1-list');
  // So are those of the departments below, which owed them two months ago.
  await writer.goto(`${origin}/workbench/alarms/overdue`);
  await writer
    .getByRole('link', { name: /市场监督管理局\d{4}年政府信息公开工作年度报告/u })
    .first()
    .waitFor();
  await shot(writer, 'annual-1-alarms');
  await writer.goBack();
  await government.first().waitFor();
  await government.first().getByRole('link').click();
  await writer.getByText('勾稽关系全部成立').waitFor();
  await shot(writer, 'annual-2-draft');
  expect(await axeFindings(writer)).toEqual([]);

  const carried = writer
    .getByRole('row', { name: /结转下年度继续办理/u })
    .getByRole('button')
    .last();
  await carried.click();
  await writer.getByRole('dialog').getByRole('link', { name: /^GK-/u }).first().waitFor();
  await shot(writer, 'annual-3-cell');
  await writer.keyboard.press('Escape');

  await writer.getByLabel('一、总体情况').fill('全年收到申请两件。\n按时答复。');
  await writer.getByLabel('五、存在的主要问题及改进情况').fill('解读还不够及时。');
  await writer.getByLabel(/^工作考核/u).fill('考核结果良好，没有责任追究。');
  for (const [label, value] of [
    ['行政处罚决定', '12'],
    ['行政强制决定', '0'],
    ['行政事业性收费金额（万元）', '3.5'],
  ] as const) {
    await writer.getByLabel(label, { exact: true }).fill(value);
    await writer.getByLabel(`${label}：来源`).fill('各部门报送的台账');
  }
  await writer.getByRole('button', { name: '保存', exact: true }).click();
  await writer.getByRole('button', { name: '送审' }).waitFor();
  await writer.getByText('还缺少').waitFor({ state: 'detached' });
  await writer.getByRole('button', { name: '送审' }).click();
  await writer.getByText(/数字已固定/u).waitFor();
  await shot(writer, 'annual-4-frozen');

  const { page: publisher } = await signedIn(browser, origin, 'gongkaiban2');
  await publisher.goto(writer.url());
  await publisher.getByRole('button', { name: '公布', exact: true }).click();
  await publisher.getByRole('button', { name: '更正' }).waitFor();
  await shot(publisher, 'annual-5-published');

  const visitor = await (await browser.newContext({ bypassCSP: true, javaScriptEnabled: true })).newPage();
  await visitor.goto(`${origin}/annual-reports?year=${YEAR}`);
  await visitor.getByRole('link', { name: new RegExp(`明堂市人民政府${YEAR}年`, 'u') }).click();
  await visitor.getByText('内容校验值').waitFor();
  expect(await axeFindings(visitor)).toEqual([]);
  await shot(visitor, 'annual-6-public');
  const granted = visitor.getByRole('row', { name: /予以公开/u }).first();
  const total = granted.getByRole('link').last();
  const count = Number(await total.textContent());
  expect(count).toBeGreaterThan(0);
  await total.click();
  await visitor.getByRole('heading', { level: 1, name: /予以公开：总计/u }).waitFor();
  expect(await visitor.getByRole('row').count()).toBe(count + 1);
  expect(await axeFindings(visitor)).toEqual([]);
  await shot(visitor, 'annual-7-rows');

  await publisher.getByLabel('退回或者更正的原因').fill('行政处罚数量填写有误');
  await publisher.getByRole('button', { name: '更正' }).click();
  await publisher.getByRole('button', { name: '送审' }).waitFor();
  await publisher.getByLabel('行政处罚决定', { exact: true }).fill('13');
  await publisher.getByRole('button', { name: '保存', exact: true }).click();
  await publisher.getByRole('button', { name: '13', exact: true }).waitFor();
  await publisher.getByRole('button', { name: '送审' }).click();
  await publisher.getByText(/数字已固定/u).waitFor();
  await writer.reload();
  await writer.getByRole('button', { name: '公布', exact: true }).click();
  await writer.getByText('第 2 次公布').waitFor();
  await shot(writer, 'annual-8-corrected');
  await visitor.goBack();
  await visitor.reload();
  await visitor.getByText('更正原因：行政处罚数量填写有误').waitFor();
  await shot(visitor, 'annual-9-public-corrected');
  await visitor.goto(`${origin}/search?q=${encodeURIComponent('信息公开工作年度报告')}`);
  await visitor
    .getByRole('main')
    .getByRole('link', { name: /明堂市人民政府\d{4}年政府信息公开/u })
    .waitFor();
  await shot(visitor, 'annual-10-search');
});
