import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { seedFirstStart } from '../../src/demo.ts';
import { noLog } from '../../src/kernel/index.ts';
import { type Program, startProgram } from '../../src/program.ts';
import { axeFindings, openBrowser, signedIn } from './support/browser.ts';
import { cityFolder } from './support/program.ts';

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

const windows = new Map<string, Page>();
async function as(login: string): Promise<Page> {
  const known = windows.get(login);
  if (known) return known;
  const { page } = await signedIn(browser, origin, login);
  windows.set(login, page);
  return page;
}

const open = async (page: Page, path: string, heading: string): Promise<void> => {
  await page.goto(`${origin}/workbench${path}`);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
};

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Fills in what every article needs. */
async function write(page: Page, title: string, node: string): Promise<void> {
  await page.getByLabel('标题', { exact: true }).fill(title);
  await page.getByRole('textbox', { name: '正文' }).fill(`${title}的正文。`);
  await page.getByLabel('内容概述').fill(`${title}的主要内容。`);
  await page.getByLabel('公开目录').selectOption(node);
  await page.getByLabel(/^形成日期/u).fill(today);
  await page.getByLabel('信息来源').fill('市政府办公室');
  await page.getByLabel('五公开', { exact: true }).selectOption('decision');
}

async function register(page: Page): Promise<string> {
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/publications\/\d+$/u);
  await page.getByRole('button', { name: '提交审核' }).waitFor();
  return new URL(page.url()).pathname.replace('/workbench', '');
}

async function pass(path: string, title: string): Promise<void> {
  for (const [login, gate, next] of [
    ['zfb-shenhe', '本单位审核', '政务公开办预审'],
    ['gongkaiban', '政务公开办预审', '保密审查'],
    ['zfb-baomi', '保密审查', '待发布'],
  ] as const) {
    const page = await as(login);
    await open(page, path, title);
    if (gate === '保密审查')
      // Each question has its answer for what does not concern third parties.
      for (const box of await page
        .getByRole('group', { name: '保密审查核对' })
        .getByLabel(/^(?!或者：)/u)
        .all())
        await box.check();
    await page.getByRole('button', { name: `${gate}：通过` }).click();
    await page.locator('.matter-heading').getByText(next).waitFor();
  }
}

/** How a document is explained: among all, in its own file, and where else it was carried. */
async function explained(office: Page, title: string): Promise<void> {
  await open(office, '/press/documents', '政策解读');
  await office.getByRole('row').filter({ hasText: title }).getByText('同步解读').waitFor();
  await shot(office, 'press-documents');
  expect(await axeFindings(office)).toEqual([]);
  await office.getByRole('link', { name: title }).click();
  await office.getByRole('heading', { name: '解读档案', level: 1 }).waitFor();
  await office.getByRole('button', { name: '登记媒体刊载' }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByLabel('媒体名称').fill('明堂日报');
  await dialog.getByLabel('刊载的标题').fill('托育有了新规矩');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await office.getByRole('cell', { name: '明堂日报' }).waitFor();
  await shot(office, 'press-dossier');
  expect(await axeFindings(office)).toEqual([]);
  await open(office, '/press/returns', '退文登记');
  await office.getByText('没有这样的退回记录。').waitFor();
  expect(await axeFindings(office)).toEqual([]);
}

/** The third gate: a visitor votes on the page, the office writes down what those who were asked thought. */
async function evaluated(office: Page, policy: string, title: string): Promise<void> {
  await open(office, policy, title);
  await office.getByRole('button', { name: '登记评议' }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByLabel(/^满意/u).fill('8');
  await dialog.getByLabel(/^不满意/u).fill('1');
  await dialog.getByLabel('看不懂').check();
  await dialog.getByLabel('主要意见和改进措施').fill('条文太专业，已经补充图解');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await office.getByRole('cell', { name: '条文太专业，已经补充图解' }).waitFor();
  await shot(office, 'evaluation-panel');
  expect(await axeFindings(office)).toEqual([]);
  await open(office, '/disclosure/evaluations', '三关记录');
  const row = office.getByRole('row').filter({ hasText: title }).filter({ hasText: '88.89' });
  await row.waitFor();
  await shot(office, 'evaluations');
  expect(await axeFindings(office)).toEqual([]);
  const ref = ((await row.textContent()) ?? '').match(/11590900MT\w+\/\d{4}-\d+/u)?.[0].replace('/', '-') ?? '';
  const visitor = await browser.newPage();
  await expect
    .poll(async () => (await visitor.goto(`${origin}/evaluations/${ref}`))?.status(), { timeout: 30_000 })
    .toBe(200);
  await visitor.getByLabel('基本满意').check();
  await shot(visitor, 'evaluation-public');
  expect(await axeFindings(visitor)).toEqual([]);
  // A vote is taken from whoever has had time to read the page.
  await visitor.waitForTimeout(1600);
  await visitor.getByRole('button', { name: '提交评价' }).click();
  await visitor.getByText('满意 8，基本满意 1，不满意 1').waitFor();
  await visitor.close();
}

const TITLE = '明堂市托育服务管理办法';
/** The page of its matter. */
let published = '';

test('a policy and what explains it go through all gates and out together', async () => {
  const title = TITLE;
  const drafter = await as('zfb-lianluo');
  await open(drafter, '/disclosure/new', '登记待公开信息');
  await shot(drafter, 'disclosure-new');
  expect(await axeFindings(drafter)).toEqual([]);
  await write(drafter, title, 'ML.3.01.03');
  await drafter.getByLabel('体裁').selectOption('policy-document');
  await drafter.getByLabel('发文字号').fill('明政办[2026]9号');
  const policy = await register(drafter);
  await drafter.getByRole('button', { name: '提交审核' }).click();
  await drafter.getByText('政策文件还没有解读方案').first().waitFor();
  await drafter.getByLabel('图表图解').check();
  await drafter.getByLabel('解读人', { exact: true }).fill('市政府秘书长');
  await drafter.getByRole('button', { name: '保存解读方案' }).click();
  await drafter.getByText('图表图解；解读人：市政府秘书长').waitFor();
  await drafter.getByRole('button', { name: '提交审核' }).click();
  await drafter.getByRole('button', { name: '收回修改' }).waitFor();
  await shot(drafter, 'disclosure-handed-in');

  // The plan has given the work out already.
  await drafter.getByRole('link', { name: `《${title}》政策解读` }).click();
  await drafter.getByRole('heading', { name: `《${title}》政策解读`, level: 1 }).waitFor();
  await write(drafter, `《${title}》解读`, 'ML.3.01.06');
  await drafter.getByLabel('解读形式').selectOption('chart');
  for (const element of ['制定背景', '制定依据', '目标任务', '涉及范围', '本地贯彻措施'])
    await drafter.getByLabel(`${element}（必备）`).check();
  await drafter.getByLabel('解读人', { exact: true }).fill('市政府秘书长');
  await drafter.getByLabel('解读人身份').selectOption('deputy');
  const material = new URL(drafter.url()).pathname.replace('/workbench', '');
  await drafter.getByRole('button', { name: '保存（Ctrl+S）' }).click();
  await drafter.getByRole('button', { name: '提交审核' }).click();
  await drafter.getByRole('button', { name: '收回修改' }).waitFor();

  await pass(material, `《${title}》解读`);
  await pass(policy, title);
  const office = await as('gongkaiban');
  await open(office, policy, title);
  await shot(office, 'disclosure-cleared');
  expect(await axeFindings(office)).toEqual([]);
  await office.getByRole('button', { name: '现在发布' }).click();
  await office.getByRole('dialog').getByRole('button', { name: '现在发布' }).click();
  await office.getByText(/已经发布，索引号 11590900MT/u).waitFor();

  published = policy;
});

test('how it is explained, carried and evaluated is seen and written down', async () => {
  const office = await as('gongkaiban');
  await explained(office, TITLE);
  await evaluated(office, published, TITLE);
}, 120_000);

test('it is withdrawn', async () => {
  const office = await as('gongkaiban');
  await open(office, '/disclosure/published', '已公开信息');
  await office.getByText('明政办〔2026〕9号').waitFor();
  await shot(office, 'disclosure-published');
  expect(await axeFindings(office)).toEqual([]);
  const row = office.getByRole('row').filter({ hasText: '明政办〔2026〕9号' });
  await row.getByRole('button', { name: '撤回或变更效力' }).click();
  await office.getByLabel('向社会公布的说明').fill('内容需要核对，先行撤回');
  await office.getByRole('button', { name: '立即办理' }).click();
  await office.getByText('已提交。').waitFor();
  await office.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await row.getByText('已撤回').waitFor();
});

test('queues, catalogue, gaps and guide can be read and used without a fault of access', async () => {
  const office = await as('gongkaiban');
  for (const [path, heading, name] of [
    ['/disclosure/publications', '主动公开', 'disclosure-list'],
    ['/disclosure/catalogue', '公开目录', 'disclosure-catalogue'],
    ['/disclosure/gaps', '公开缺口', 'disclosure-gaps'],
    ['/disclosure/guide', '公开指南', 'disclosure-guide'],
  ] as const) {
    await open(office, path, heading);
    await office.waitForLoadState('networkidle');
    await shot(office, name);
    expect(await axeFindings(office), path).toEqual([]);
  }
});

test('the office changes an entry of the catalogue with a reason; one of the Regulations is not ended', async () => {
  const office = await as('gongkaiban');
  await open(office, '/disclosure/catalogue/ML.3.13.05', '产品质量监督检查');
  await office.getByLabel(/^牵头部门/u).selectOption({ index: 1 });
  await office.getByLabel(/^修改的理由/u).fill('按分工调整牵头部门');
  await shot(office, 'disclosure-entry');
  expect(await axeFindings(office)).toEqual([]);
  await office.getByRole('button', { name: '保存新版本' }).click();
  await office.getByText('按分工调整牵头部门').first().waitFor();
  await office.getByRole('cell', { name: '第 2 版' }).waitFor();
  await open(office, '/disclosure/catalogue/ML.3.13', '监督检查');
  expect(await office.getByRole('button', { name: '停用这个条目' }).count()).toBe(0);
});
