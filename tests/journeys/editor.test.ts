import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
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
let page: Page;
beforeAll(async () => {
  dataDir = await cityFolder();
  program = await startProgram({
    config: readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, PUBLIC_URL: 'http://127.0.0.1' }),
    log: noLog,
  });
  await seedFirstStart(program.kernel, () => undefined);
  origin = program.address ?? '';
  browser = await openBrowser();
  ({ page } = await signedIn(browser, origin, 'lianluoyuan'));
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** With SHOTS=folder each screen is kept as a picture. */
const shot = async (name: string): Promise<void> => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const cell = (text: string, more: object = {}) => new TableCell({ children: [new Paragraph(text)], ...more });

async function letter(path: string): Promise<string> {
  const table = new Table({
    rows: [
      new TableRow({ children: [cell('抽检结果', { columnSpan: 3 })] }),
      new TableRow({ children: [cell('品种'), cell('批次'), cell('合格')] }),
      new TableRow({ children: [cell('食用油'), cell('60'), cell('59')] }),
    ],
  });
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: '一、抽检情况', heading: HeadingLevel.HEADING_1 }),
          new Paragraph('根据明政发[2026]12号，现将抽检情况通告如下。联系人王小明，手机13812345678。'),
          table,
          new Paragraph('特此通告。'),
        ],
      },
    ],
  });
  await writeFile(path, await Packer.toBuffer(document));
  return path;
}

async function choose(button: string, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(file);
}

const body = () => page.getByRole('textbox', { name: '正文' });
const saved = () =>
  page
    .getByRole('status')
    .filter({ hasText: /^已(?:保存，|载入)第/u })
    .waitFor();

test('a letter with a table is brought in, warned of, masked, seen as an official document, and handed in', async () => {
  await page.goto(`${origin}/workbench/disclosure/new`);
  await page.getByRole('heading', { name: '登记待公开信息', level: 1 }).waitFor();
  await page.getByLabel('公开目录').selectOption('ML.3.13.04');
  await choose('导入文件', await letter(join(dataDir, '关于食用油抽检情况的通告.docx')));
  await page.waitForURL(/publications\/\d+$/u);
  await page.getByText('已导入“关于食用油抽检情况的通告.docx”').waitFor();
  expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe('关于食用油抽检情况的通告');
  await body().getByRole('columnheader', { name: '合格' }).waitFor();
  expect(await body().getByRole('caption').textContent()).toBe('抽检结果');

  // While it is written: where something is wrong, and one click that puts it right.
  await page.getByText('有 2 处像是个人信息').waitFor();
  await page.getByRole('button', { name: '改为“明政发〔2026〕12号”' }).click();
  await body().getByText('明政发〔2026〕12号').waitFor();
  await page.getByText('发文字号的年份要用六角括号').waitFor({ state: 'detached' });
  await page.getByText('这里可能是个人信息（手机号码）').locator('..').getByRole('button', { name: '看位置' }).click();
  expect(await page.evaluate('String(document.getSelection())')).toBe('13812345678');

  await page.getByLabel('内容概述').fill('公布食用油监督抽检的批次和结果。');
  await page.getByLabel('发文字号').fill('明市监发〔2026〕3号');
  await page.getByLabel(/^形成日期/u).fill(today);
  await page.getByLabel('信息来源').fill('市市场监管局');
  await page.getByLabel('五公开', { exact: true }).selectOption('result');
  await page.keyboard.press('Control+s');
  await saved();
  await shot('editor-warned');
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('alert').filter({ hasText: '处个人信息没有处理' }).waitFor();
  await page.getByRole('button', { name: '全部遮盖' }).click();
  await page.getByRole('button', { name: '遮盖选定的内容' }).click();
  await body().getByText('手机138****5678').waitFor();
  expect(await body().textContent()).not.toContain('13812345678');

  await page.getByRole('button', { name: '公文版式（红头）' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('主送机关').fill('各县、区市场监管局');
  await dialog.getByRole('button', { name: '预览' }).click();
  await dialog.getByRole('img', { name: '第 1 页，共 2 页' }).waitFor();
  await shot('editor-official');
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '生成 PDF 并列入附件' }).click();
  await dialog.getByText('已生成').waitFor();
  await dialog.getByRole('button', { name: '关闭' }).click();
  await page.getByRole('link', { name: '明市监发〔2026〕3号 关于食用油抽检情况的通告.pdf' }).waitFor();
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.locator('.matter-heading').getByText('本单位审核').waitFor();
  await shot('editor-handed-in');
});

test('two editors on one article: nothing is overwritten, both are shown, and it becomes one again', async () => {
  await page.goto(`${origin}/workbench/disclosure/new`);
  await page.getByLabel('公开目录').selectOption('ML.3.13.04');
  await page.getByLabel('标题', { exact: true }).fill('两个人写的通告');
  await body().fill('第一句。');
  await page.getByLabel('内容概述').fill('两个人写的。');
  await page.getByLabel('信息来源').fill('市市场监管局');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/publications\/\d+$/u);
  await body().getByText('第一句。').waitFor();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('textbox', { name: '正文' }).fill('对方的一句。');
  await other.getByLabel('信息来源').fill('局办公室');
  await other.keyboard.press('Control+s');
  await other
    .getByRole('status')
    .filter({ hasText: /^已保存，第 2 版/u })
    .waitFor();
  await body().fill('我的一句。');
  await page.getByLabel('主题词').fill('食品 抽检');
  await page.keyboard.press('Control+s');
  const conflict = page.getByRole('region', { name: '别人也改了这篇稿件' });
  await conflict.getByText('没有覆盖对方，也没有丢失').waitFor();
  await conflict.getByText('对方的一句。').waitFor();
  expect(await page.getByText('主题词、信息来源').count()).toBe(1);
  await shot('editor-conflict');
  expect(await axeFindings(page)).toEqual([]);
  await conflict.getByLabel('用我的').check();
  await conflict.getByRole('button', { name: '合并并保存' }).click();
  await saved();
  await page.reload();
  await body().getByText('我的一句。').waitFor();
  expect(await page.getByLabel('信息来源').inputValue()).toBe('局办公室');
  expect(await page.getByLabel('主题词').inputValue()).toBe('食品 抽检');
});

test('tables of Word and Excel are pasted with their cells; a reload loses nothing that was not saved', async () => {
  await body().click();
  await page.keyboard.press('Control+a');
  const pasted = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><!--StartFragment--><table><col width=72><tr><td class=xl65 colspan=2 style="mso-x:y">二〇二六年</td></tr><tr><td>科目</td><td>金额</td></tr><tr><td onclick="x">教育</td><td>1.5</td></tr></table><!--EndFragment--><script>1</script></body></html>`;
  await page.evaluate(`{
    const data = new DataTransfer();
    data.setData('text/html', ${JSON.stringify(pasted)});
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('.rich-text').dispatchEvent(paste);
  }`);
  await page.getByText('粘贴的内容已整理。').waitFor();
  await body().getByRole('cell', { name: '教育' }).waitFor();
  expect(await body().innerHTML()).not.toMatch(/onclick|mso|<script/u);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText(/没有保存的内容/u).waitFor();
  await page.getByRole('button', { name: '恢复' }).click();
  await body().getByRole('cell', { name: '教育' }).waitFor();
  await page.keyboard.press('Control+s');
  await saved();
});
