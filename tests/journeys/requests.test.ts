import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { redactedFile } from '../../src/information-requests/redaction/redact.ts';
import { axeFindings, openBrowser } from './support/browser.ts';
import { DEMO_PASSWORD, freePort, type RunningProgram, startProgram } from './support/program.ts';

let program: RunningProgram;
let browser: Browser;
beforeAll(async () => {
  const sandbox = await freePort();
  program = await startProgram(undefined, {
    PAYMENT_URL: `sandbox:${sandbox}`,
    PAYMENT_SECRET: 'a secret that both sides of the journey know',
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const main = (page: Page) => page.getByRole('main');
const textOf = async (page: Page): Promise<string> => (await main(page).textContent()) ?? '';
const button = (page: Page, name: string | RegExp) =>
  main(page).getByRole('button', { name, exact: typeof name === 'string' });

/** Somebody of the bureau in the workbench. */
async function at(login: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${program.origin}/workbench/`);
  await page.locator('input[autocomplete=username]').fill(login);
  await page.locator('input[type=password]').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '待办', level: 1 }).waitFor();
  return page;
}

async function open(page: Page, number: string): Promise<void> {
  await page.goto(`${program.origin}/workbench/information-requests`);
  await page.getByRole('textbox', { name: /搜索名称/u }).fill(number);
  await page.keyboard.press('Enter');
  await main(page).getByRole('link', { name: number }).click();
  await main(page).getByRole('heading', { name: '办理', exact: true }).waitFor();
}

/** Opens what an act asks, fills it in, confirms, and waits until the request stands otherwise. */
async function does(
  page: Page,
  act: string,
  state: string,
  fill: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  await button(page, act).click();
  await fill();
  await button(page, `确认${act}`).click();
  await page.locator('.matter-heading .tag').filter({ hasText: state }).waitFor();
}

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** A text of two lines as a PDF with a text layer, the way an office has it. */
async function paper(): Promise<Buffer> {
  const issue = { number: 'XG-0', agency: '明堂市市场监督管理局', at: new Date() };
  const words = '检查情况：共检查九家。\n联系人：林建业，电话13000000031。\n无关的一行占位文字。';
  const { pdf } = await redactedFile(
    Buffer.from(words),
    'text/plain',
    '检查情况.txt',
    { texts: [], regions: [] },
    issue,
  );
  return pdf;
}

async function registerLetter(page: Page, subject: string): Promise<{ number: string; code: string }> {
  await page.goto(`${program.origin}/workbench/information-requests/new`);
  await page.getByLabel('受理机关').selectOption({ label: '明堂市市场监督管理局' });
  await page.getByLabel('渠道').selectOption('letter');
  await page.getByLabel('收到日期').fill(today());
  await page.getByLabel(/申请人确认的日期/u).fill(today());
  await page.getByLabel('需要的政府信息名称').fill(subject);
  await page.getByLabel(/内容描述/u).fill('检查情况');
  await page.getByLabel('姓名或者名称').fill('何心远');
  await page.getByLabel(/证件号码/u).fill('650000197704210018');
  await page.getByLabel(/联系电话/u).fill('13000000011');
  await page.getByLabel(/通信地址/u).fill('明堂市明德区衢尊街道弦歌路31号');
  await button(page, '登记申请').click();
  const said = (await main(page).getByRole('status').textContent()) ?? '';
  const number = /XG-\d+-\d{4}-\d{6}/u.exec(said)?.[0] ?? '';
  const code = /查询码：([0-9A-Z-]+)/u.exec(said)?.[1] ?? '';
  expect([number, code]).not.toContain('');
  return { number, code };
}

/** The page of a request, as somebody with number and code and without script sees it. */
async function followed(number: string, code: string): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${program.origin}/information-requests/progress`);
  await page.getByLabel('申请编号').fill(number);
  await page.getByLabel('查询码').fill(code);
  await button(page, '查询').click();
  return page;
}

test('a letter: corrected, a third party asked, extended, disclosed in part, delivered, followed by number and code', async () => {
  const officer = await at('yishenqing');
  const { number, code } = await registerLetter(officer, '农贸市场检查情况');
  await open(officer, number);
  await does(officer, '告知补正', '等待补正', () =>
    officer.getByLabel(/需要补正的内容/u).fill('时间范围：写明哪一年、哪一次检查'),
  );
  expect(await textOf(await followed(number, code))).toContain('补正告知书');
  await does(officer, '登记收到补正', '正在办理', () =>
    officer.getByLabel(/补正后的完整内容/u).fill('2026年6月农贸市场检查情况'),
  );
  await button(officer, '书面征求意见').click();
  await officer.getByLabel('名称', { exact: true }).fill('鹿鸣农贸市场管理有限公司');
  await officer.getByLabel('征求意见的内容').fill('是否同意公开检查情况');
  await button(officer, '发出').click();
  await officer.locator('.matter-heading .tag').filter({ hasText: '正在征求意见' }).waitFor();
  const letters = main(officer).locator('section').filter({ hasText: '鹿鸣农贸市场管理有限公司' });
  await letters.getByRole('button', { name: '办理' }).click();
  await button(officer, '确认函件送达').click();
  await button(officer, '确认函件送达').waitFor({ state: 'detached' });
  await letters.getByRole('button', { name: '办理' }).click();
  await officer.getByLabel('意见', { exact: true }).selectOption('partly');
  const opinion = letters.locator('form').filter({ has: officer.getByRole('button', { name: '确认登记意见' }) });
  await opinion.getByLabel('理由或者说明').fill('联系人姓名、电话不同意公开');
  await button(officer, '确认登记意见').click();
  // The worker carries the answer to the request.
  await expect
    .poll(
      async () => {
        await officer.reload();
        return officer.locator('.matter-heading .tag').textContent();
      },
      { timeout: 20_000 },
    )
    .toBe('正在办理');

  const head = await at('shichang-sh');
  await open(head, number);
  await does(head, '批准延长答复期限', '正在办理', async () => {
    await head.getByLabel('工作日数').fill('10');
    await head.getByLabel('理由或者说明').fill('需要核对的材料较多');
  });
  await main(head).getByText('批准延长答复期限').last().waitFor();

  await officer.reload();
  await button(officer, '送审答复').click();
  await officer.getByLabel('答复类型').selectOption('3.2');
  const choices = { '检查情况.pdf': await paper() };
  for (const [name, buffer] of Object.entries(choices))
    await officer.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
  await officer.getByLabel('检查情况.pdf').waitFor();
  for (const [label, words] of Object.entries({
    公开的内容: '检查的家数和结果',
    不予公开的内容: '联系人的姓名和电话',
    不予公开的法律依据: '《中华人民共和国政府信息公开条例》第十五条',
    事实和理由: '姓名、电话属于个人隐私。',
  }))
    await officer.getByLabel(label, { exact: true }).fill(words);
  await button(officer, '暂存').click();
  await officer.getByText('已暂存').waitFor();
  // A place by the keyboard and words wherever they stand: both are gone in the copy.
  await officer.getByLabel('文件', { exact: true }).selectOption({ label: '检查情况.pdf' });
  await officer.getByLabel(/要遮盖的文字/u).fill('林建业\n13000000031');
  await button(officer, '放一个遮盖框').click();
  await button(officer, '第 1 个遮盖框').press('ArrowDown');
  await button(officer, /遮盖并生成新文件/u).click();
  await officer.getByText(/已生成/u).waitFor();
  const attached = officer.getByRole('group', { name: '随答复提供的文件' });
  await attached.getByLabel('检查情况.pdf', { exact: true }).uncheck();
  await attached.getByLabel(/部分公开/u).check();
  await button(officer, '送审').click();
  await officer.locator('.matter-heading .tag').filter({ hasText: '答复审核中' }).waitFor();

  const legal = await at('fazhi');
  await open(legal, number);
  await does(legal, '合法性审核通过', '答复待签发');
  await head.reload();
  await does(head, '签发答复', '答复待送达');
  expect(await textOf(await followed(number, code))).not.toContain('部分公开告知书');
  await officer.reload();
  await does(officer, '送出答复', '已答复', () => officer.getByLabel('送达方式').selectOption('web'));

  const applicant = await followed(number, code);
  expect(await textOf(applicant)).toContain('政府信息部分公开告知书');
  await button(applicant, '查看 政府信息部分公开告知书').click();
  const reply = await textOf(applicant);
  expect(reply).toContain('联系人的姓名和电话');
  expect(reply).toContain('应当先自收到本告知书之日起六十日内');
  await button(applicant, '返回进度').click();
  // Opening it proved that it arrived.
  expect(await textOf(applicant)).toContain('已送达');
  const given = await applicant.context().request.post(`${program.origin}/information-requests/progress/file`, {
    form: {
      number,
      code,
      file:
        (await applicant
          .locator('form[action="/information-requests/progress/file"] input[name=file]')
          .first()
          .getAttribute('value')) ?? '',
    },
  });
  const bytes = (await given.body()).toString('latin1');
  expect(given.headers()['content-type']).toContain('application/pdf');
  expect(bytes).not.toContain('13000000031');
});

const DIGITS = '零一二三四五六七八九';

/** Answers the question that keeps machines away, as a person does. */
function answerTo(question: string): string {
  const [a = 0, b = 0] = [...question].map((c) => DIGITS.indexOf(c)).filter((n) => n >= 0);
  if (question.includes('加')) return String(a + b);
  if (question.includes('减')) return String(a - b);
  return question.includes('本书') ? String(a * b) : String(a);
}

/** Fills in the form of the public page; answers number and code. */
async function ask(page: Page, subject: string): Promise<{ number: string; code: string }> {
  await page.goto(`${program.origin}/information-requests`);
  await main(page).getByRole('link', { name: '填写申请表' }).first().click();
  await page.getByLabel('向哪个机关申请').selectOption({ label: '明堂市市场监督管理局' });
  await page.getByLabel('申请人类型').selectOption('natural');
  await page.getByLabel('姓名或者名称').fill('方予安');
  await page.getByLabel('身份证明', { exact: true }).selectOption('resident-id');
  await page.getByLabel('证件号码').fill('650000199208150027');
  await page.getByLabel('电子邮箱').fill('fangyu@example.cn');
  await page.getByLabel('需要的政府信息名称').fill(subject);
  await page.getByLabel(/内容描述/u).fill('全部评定表');
  await page.getByLabel('信息的载体形式').selectOption('electronic');
  await page.getByLabel('获取信息的方式').selectOption('email');
  const asked = main(page).locator('#captcha, [name=captcha]');
  const id = await asked.getAttribute('id');
  const question = (await main(page).locator(`label[for="${id}"]`).textContent()) ?? '';
  await asked.fill(answerTo(question));
  // Nobody is faster than two seconds.
  await page.waitForTimeout(2200);
  await button(page, '提交申请').click();
  const said = await textOf(page);
  const number = /XG-\d+-\d{4}-\d{6}/u.exec(said)?.[0] ?? '';
  const code = (await main(page).locator('code').textContent()) ?? '';
  expect([number, code]).not.toContain('');
  return { number, code };
}

test('a fee: asked without script, charged, paid through the gateway, and handled on', async () => {
  const visitor = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const { number, code } = await ask(visitor, '餐饮单位量化分级评定表');
  const officer = await at('yishenqing');
  await open(officer, number);
  await does(officer, '双方确认收到', '已收到');
  await does(officer, '审核通过，开始办理', '正在办理');
  await does(officer, '发出收费通知', '等待缴费', async () => {
    await officer.getByLabel('计收方式').selectOption('pages');
    await officer.getByLabel('件数或者页数').fill('68');
  });
  const applicant = await followed(number, code);
  expect(await textOf(applicant)).toContain('应缴 380 元');
  await button(applicant, /^查看 政府信息公开信息处理费收费通知/u).click();
  expect(await textOf(applicant)).toContain('二十个工作日内缴纳');
  await button(applicant, '返回进度').click();
  // The worker sends the order to the gateway.
  await expect
    .poll(
      async () => {
        const page = await followed(number, code);
        const link = main(page).getByRole('link', { name: '去缴费' });
        return (await link.count()) > 0 ? link.getAttribute('href') : null;
      },
      { timeout: 20_000, interval: 500 },
    )
    .toMatch(/^http:\/\/127\.0\.0\.1:\d+\/pay\//u);
  const paying = await followed(number, code);
  await main(paying).getByRole('link', { name: '去缴费' }).click();
  await paying.getByRole('button', { name: '确认缴费' }).click();
  expect(await textOf(paying)).toContain('缴费');
  await expect
    .poll(async () => textOf(await followed(number, code)), { timeout: 20_000, interval: 500 })
    .toContain('正在办理');
  await officer.reload();
  await main(officer).getByText('已缴', { exact: true }).waitFor();

  const head = await at('shichang-sh');
  await open(head, number);
  await main(head).getByText('退还信息处理费', { exact: true }).click();
  await head.getByLabel('退还金额').fill('80');
  await head.getByLabel('原因', { exact: true }).selectOption('overpaid');
  await head.getByLabel('理由或者说明').last().fill('多计了八页');
  await button(head, '确认退还信息处理费').click();
  await expect
    .poll(
      async () => {
        await head.reload();
        await main(head).getByRole('heading', { name: '办理经过' }).waitFor();
        return textOf(head);
      },
      { timeout: 20_000, interval: 700 },
    )
    .toContain('信息处理费已经退还');
});

test('the public part with script: the same form, its faults told beside their fields, nothing that axe minds', async () => {
  const page = await (await browser.newContext({ bypassCSP: true, viewport: { width: 390, height: 800 } })).newPage();
  await page.goto(`${program.origin}/information-requests/new`);
  expect(await axeFindings(page)).toEqual([]);
  await button(page, '提交申请').click();
  expect(await textOf(page)).toContain('请改正下列内容');
  const { number, code } = await ask(page, '电梯检验收费标准');
  await page.goto(`${program.origin}/information-requests/progress`);
  await page.getByLabel('申请编号').fill(number);
  await page.getByLabel('查询码').fill(code);
  await button(page, '查询').click();
  expect(await textOf(page)).toContain('已提交，待确认');
  expect(await axeFindings(page)).toEqual([]);
  await page.goto(`${program.origin}/information-requests/blank-form`);
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(
    true,
  );
});

test('the rules for requests: proposed by one, not approved by himself, approved by another, in force and on record', async () => {
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  };
  const city = (page: Page) => main(page).locator('section').filter({ hasText: '全市参数' }).first();
  const proposer = await at('gongkaiban');
  await proposer.goto(`${program.origin}/workbench/request-rules`);
  await city(proposer).getByText('提出变更').click();
  await shot(proposer, 'rules-1-form');
  expect(await axeFindings(proposer)).toEqual([]);
  await city(proposer).getByLabel('补正期限（工作日）').fill('0');
  await city(proposer).getByText('不在允许的范围内').waitFor();
  await city(proposer).getByLabel('补正期限（工作日）').fill('12');
  await city(proposer).getByLabel('变更的原因').fill('申请人反映补正时间太短');
  await city(proposer).getByRole('button', { name: '提交审定' }).click();
  const waiting = city(proposer).getByRole('link', { name: /^变更 XZ-.*正在等待审定$/u });
  const number = /XZ-\S+/u.exec((await waiting.textContent()) ?? '')?.[0] ?? '';
  await waiting.click();
  await main(proposer).getByRole('button', { name: '收回' }).waitFor();
  expect(await button(proposer, '同意').count()).toBe(0);

  const approver = await at('gongkaiban2');
  const waits = main(approver).getByRole('row').filter({ hasText: number });
  await waits.getByRole('link', { name: '全市参数' }).click();
  const row = main(approver).getByRole('row', { name: /补正期限/u });
  await row.waitFor();
  expect(await row.getByRole('cell').allTextContents()).toEqual(['15', '12']);
  expect(await main(approver).getByRole('row').count()).toBe(2);
  await shot(approver, 'rules-2-change');
  expect(await axeFindings(approver)).toEqual([]);
  await button(approver, '不同意').click();
  await main(approver).getByText('请写明').first().waitFor();
  await button(approver, '同意').click();
  await main(approver).getByText('已生效或者将生效').waitFor();
  expect(await button(approver, '同意').count()).toBe(0);

  await proposer.goto(`${program.origin}/workbench/request-rules`);
  await city(proposer).getByText('各个版本').click();
  await city(proposer)
    .getByRole('row', { name: /申请人反映补正时间太短/u })
    .waitFor();
  expect(await city(proposer).textContent()).toMatch(/补正期限（工作日）\s*12/u);
  await shot(proposer, 'rules-3-in-force');
});
