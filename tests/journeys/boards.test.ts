import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { initialsOf } from '../../src/boards/player/find.js';
import { pngWithNotes } from '../../src/boards/testing.ts';
import { readConfig } from '../../src/config.ts';
import { seedFirstStart } from '../../src/demo.ts';
import { noLog, sweep } from '../../src/kernel/index.ts';
import { type Program, startProgram } from '../../src/program.ts';
import { axeFindings, openBrowser, signedIn } from './support/browser.ts';
import { dataFolder } from './support/program.ts';

const DAYS = 3;

let program: Program;
let browser: Browser;
let dataDir: string;
let origin: string;
let staff: Page;
/** How far the city's clock is behind: the first sheet is put up some days ago. */
let behindMs = DAYS * 86_400_000;
beforeAll(async () => {
  dataDir = await dataFolder();
  program = await startProgram({
    config: readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, PUBLIC_URL: 'http://127.0.0.1' }),
    log: noLog,
    now: () => new Date(Date.now() - behindMs),
  });
  await seedFirstStart(program.kernel, () => undefined);
  origin = program.address ?? '';
  browser = await openBrowser();
  staff = (await signedIn(browser, origin, 'jiedao-ll')).page;
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
const open = async (page: Page, path: string, heading: string): Promise<void> => {
  await page.goto(`${origin}/workbench${path}`);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
};
const dayBefore = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);

async function choose(): Promise<void> {
  await staff.getByLabel('公开栏', { exact: true }).selectOption('ZG-02');
  await staff
    .getByRole('button', { name: /^选用：/u })
    .first()
    .click();
  await staff.getByText('已选 1 条').waitFor();
}

async function printAndPost(postedOn: string, days: string): Promise<void> {
  await staff.getByRole('button', { name: '登记已打印' }).click();
  await staff.locator('.matter-heading').getByText('待张贴').waitFor();
  const photo = join(dataDir, 'photo.png');
  await writeFile(photo, pngWithNotes());
  await staff.locator('input[type=file]').setInputFiles(photo);
  await staff.getByLabel('张贴日期').fill(postedOn);
  await staff.getByLabel('张贴天数').fill(days);
  await staff.getByRole('button', { name: '登记已张贴' }).click();
  await staff.getByAltText('张贴后的公开栏照片').waitFor();
}

test('a board: chosen, printed, posted with a picture, stale, replaced', async () => {
  await open(staff, '/boards/list', '公开栏');
  await staff.getByRole('link', { name: '泽宫街道办事公开栏' }).waitFor();
  await shot(staff, 'boards');
  expect(await axeFindings(staff)).toEqual([]);
  await staff.getByRole('button', { name: '新张贴' }).click();
  await staff.getByRole('heading', { name: '新张贴', level: 1 }).waitFor();
  await choose();
  await shot(staff, 'boards-new');
  expect(await axeFindings(staff)).toEqual([]);
  await staff.getByRole('button', { name: '选定', exact: true }).click();
  await staff.waitForURL(/postings\/\d+$/u);
  await printAndPost(dayBefore(DAYS), '1');
  const first = new URL(staff.url()).pathname;
  await shot(staff, 'boards-posted');
  expect(await axeFindings(staff)).toEqual([]);

  behindMs = 0;
  await sweep(program.kernel, new Date());
  // Who signed in days ago signs in again.
  await staff.close();
  staff = (await signedIn(browser, origin, 'jiedao-ll')).page;
  await staff.goto(origin + first);
  await staff.locator('.matter-heading').getByText('已过期，待更换').waitFor();
  await shot(staff, 'boards-stale');
  await staff.getByRole('button', { name: '选定新内容来更换' }).click();
  await choose();
  await staff.getByRole('button', { name: '选定', exact: true }).click();
  await staff.waitForURL((url) => /postings\/\d+$/u.test(url.pathname) && url.pathname !== first);
  await printAndPost(dayBefore(0), '30');
  await staff.goto(origin + first);
  await staff.locator('.matter-heading').getByText('已更换').waitFor();
  await open(staff, '/boards/postings', '张贴台账');
  await staff.locator('.tag', { hasText: '已更换' }).first().waitFor();
  await shot(staff, 'boards-ledger');
  expect(await axeFindings(staff)).toEqual([]);
});

/** Registers a terminal; answers its code. */
async function registered(name: string, kind: string): Promise<string> {
  await staff.getByRole('button', { name: '登记终端' }).click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel('名称').fill(name);
  await dialog.getByLabel('位置').fill('二楼大厅');
  await dialog.getByLabel('类型').selectOption(kind);
  await dialog.getByLabel('单位').selectOption({ index: 1 });
  await dialog.getByLabel('播放单').selectOption('jiedao');
  await dialog.getByRole('button', { name: '保存' }).click();
  const code = (await dialog.locator('.enrol-code').textContent()) ?? '';
  expect(code).toMatch(/^[2-9A-Z]{10}$/u);
  await dialog.getByRole('button', { name: '关闭' }).click();
  return code;
}

test('a kiosk is enrolled, goes on without the network, forgets its visitors, and tells what it showed', async () => {
  await open(staff, '/boards/screens', '屏幕和终端');
  await shot(staff, 'screens');
  expect(await axeFindings(staff)).toEqual([]);
  const code = await registered('二楼触摸查询机', 'kiosk');
  const context = await browser.newContext({ viewport: { width: 1080, height: 1400 } });
  const kiosk = await context.newPage();
  const faults: string[] = [];
  kiosk.on('pageerror', (error) => faults.push(error.message));
  kiosk.on('console', (message) => message.text().includes('Content Security Policy') && faults.push(message.text()));
  await kiosk.clock.install();
  await kiosk.goto(`${origin}/player/`);
  await kiosk.getByLabel('启用码').fill(code);
  await kiosk.getByRole('button', { name: '启用' }).click();
  await kiosk.getByRole('heading', { name: '二楼触摸查询机' }).waitFor();
  await shot(kiosk, 'kiosk-home');
  // With the network it finds what it does not keep, too.
  await kiosk.getByRole('button', { name: '查找' }).click();
  await kiosk.locator('input[name=q]').fill('办法');
  await kiosk.clock.fastForward(1_000);
  await kiosk.getByText('正在查找全市公开内容').waitFor({ state: 'detached' });
  await shot(kiosk, 'kiosk-search-online');
  expect(await kiosk.locator('.offline').textContent()).toBe('');
  await kiosk.evaluate('navigator.serviceWorker.ready');
  await kiosk.reload();
  await kiosk.getByRole('heading', { name: '二楼触摸查询机' }).waitFor();

  await context.setOffline(true);
  await kiosk.reload();
  // What is kept is found by words and by first letters, and the page says that it is what was kept.
  await kiosk.getByRole('button', { name: '查找' }).click();
  await kiosk.getByText('网络暂时不通，查的是本机').waitFor();
  await kiosk.locator('.words button').first().click();
  await kiosk.locator('.found .row').first().waitFor();
  const title = (await kiosk.locator('.found .row strong').first().textContent()) ?? '';
  await shot(kiosk, 'kiosk-search');
  await kiosk.getByRole('button', { name: '清除' }).click();
  for (const letter of initialsOf(title).slice(0, 4))
    await kiosk.locator('.keys').getByRole('button', { name: letter, exact: true }).click();
  await kiosk.locator('.found .row', { hasText: title }).first().click();
  await kiosk.locator('article').waitFor();
  await kiosk.getByRole('button', { name: '返回上一页' }).click();
  await kiosk.locator('.found .row', { hasText: title }).first().waitFor();
  await kiosk.getByRole('button', { name: '返回首页' }).click();
  await kiosk.getByRole('button', { name: '公开信息' }).click();
  await shot(kiosk, 'kiosk-list');
  await kiosk.locator('.row').first().click();
  await kiosk.locator('article').waitFor();
  await shot(kiosk, 'kiosk-article');
  await kiosk.getByRole('button', { name: '返回首页' }).click();
  await kiosk.getByRole('button', { name: '查办理进度' }).click();
  await kiosk.locator('input[name=number]').fill('YS-590900-2026-000001');
  await kiosk.locator('input[name=code]').fill('SECRETCODE');
  await shot(kiosk, 'kiosk-progress');
  await kiosk.getByRole('button', { name: '查询', exact: true }).click();
  await kiosk.getByText('网络暂时不通').waitFor();
  await kiosk.locator('input[name=number]').fill('YS-590900-2026-000001');
  // Nobody is there any more: what was typed is gone from the page and from whatever the browser keeps.
  await kiosk.clock.fastForward(61_000);
  await kiosk.getByText('请点按您要查询的内容').waitFor();
  expect(await kiosk.content()).not.toContain('000001');
  expect(await kiosk.evaluate('JSON.stringify([Object.entries(localStorage), document.cookie])')).not.toContain(
    '000001',
  );

  await context.setOffline(false);
  await kiosk.clock.fastForward(61_000);
  const counted = async (): Promise<number> => {
    const { rows } = await program.kernel.pool.query<{ n: number }>(
      `select count(distinct kind)::int as n from boards.shown`,
    );
    return rows[0]?.n ?? 0;
  };
  await expect.poll(counted, { timeout: 10_000 }).toBe(3);
  expect(faults).toEqual([]);
  await context.close();
  await staff.reload();
  await staff.getByRole('link', { name: '二楼触摸查询机' }).click();
  await staff.getByText('自动返回').waitFor();
  await shot(staff, 'terminal');
  expect(await axeFindings(staff)).toEqual([]);
});

test('prints are made from what is published, at once', async () => {
  await open(staff, '/boards/outreach', '宣传制作');
  await staff
    .getByRole('button', { name: /^选用：/u })
    .first()
    .click();
  const waiting = staff.waitForEvent('download');
  await staff.getByRole('button', { name: '广播稿' }).click();
  expect((await waiting).suggestedFilename()).toMatch(/广播稿\.txt$/u);
  await staff.getByText('已导出').waitFor();
  await shot(staff, 'outreach');
  expect(await axeFindings(staff)).toEqual([]);
});

test.each(['led', 'display'])('a screen of the kind %s plays its list, and proves it', async (kind) => {
  await open(staff, '/boards/screens', '屏幕和终端');
  const code = await registered(`走廊屏${kind}`, kind);
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const screen = await context.newPage();
  const faults: string[] = [];
  screen.on('pageerror', (error) => faults.push(error.message));
  await screen.clock.install();
  await screen.goto(`${origin}/player/`);
  await screen.getByLabel('启用码').fill(code);
  await screen.getByRole('button', { name: '启用' }).click();
  await screen.locator(kind === 'led' ? '.led' : '.slide').waitFor();
  // A long text moves past within the screen.
  expect(await screen.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(720);
  await shot(screen, `screen-${kind}`);
  const played = async (): Promise<number> => {
    await screen.clock.runFor(21_000);
    const { rows } = await program.kernel.pool.query<{ n: number }>(
      `select count(*)::int as n from boards.shown s join boards.terminal t on t.matter_id = s.terminal_id
        where s.kind = 'play' and t.kind = $1`,
      [kind],
    );
    return rows[0]?.n ?? 0;
  };
  await expect.poll(played, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(faults).toEqual([]);
  await context.close();
});
