import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TestCity } from '../identity/testing.ts';
import { askCaptcha, day, matterByNumber } from '../kernel/index.ts';
import { httpGateway, reconcile, sandboxGateway } from '../kernel/link/index.ts';
import { publishLog } from '../kernel/log/index.ts';
import { answerTo } from '../kernel/testing/captcha.ts';
import { checkReceipt } from '../proof/index.ts';
import { charge } from './operations/fees.ts';
import { confirm } from './operations/intake.ts';
import { approve, saveDraft, send, sign, submitDraft } from './operations/reply.ts';
import { extend, takeUp } from './operations/time.ts';
import { databaseOf } from './repo/database.ts';
import { feeOf } from './repo/fees.ts';
import { requestOf } from './repo/requests.ts';
import { at, drain, matter, type Office, officeOf, papers, requestsCity } from './testing.ts';

const samples = {
  png: Uint8Array.from(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  ),
};

let city: TestCity;
let office: Office;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
});
afterAll(() => city.close());

const html = { accept: 'text/html' };
const post = (url: string, fields: Readonly<Record<string, string>>) =>
  city.web.inject({
    method: 'POST',
    url,
    headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });

/** The form as a person without an account and without script fills it in. */
async function fill(change: Readonly<Record<string, string>> = {}) {
  const { body } = await city.web.inject({ method: 'GET', url: '/information-requests/new', headers: html });
  const value = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(body)?.[1] ?? '';
  const question = /([^>]*？)<\/label>/u.exec(body)?.[1] ?? '';
  city.setNow(new Date(city.kernel.now().getTime() + 5000));
  return {
    key: value('key'),
    captchaToken: value('captchaToken'),
    captcha: answerTo(question),
    agency: String(office.agencyId),
    kind: 'natural',
    name: '陈晓岚',
    documentKind: 'resident-id',
    document: '110000198805120029',
    phone: '13000000001',
    address: '明堂市明德区明伦大道20号',
    subject: '食品安全抽检结果',
    wanted: '2025 年第四季度抽检结果',
    medium: 'electronic',
    way: 'web',
    ...change,
  };
}

async function asked(change: Readonly<Record<string, string>> = {}) {
  const answer = await post('/information-requests/new', await fill(change));
  expect(answer.statusCode).toBe(200);
  const number = /XG-\d+-\d{4}-\d{6}/u.exec(answer.body)?.[0] ?? '';
  const code = /<code>([^<]+)<\/code>/u.exec(answer.body)?.[1] ?? '';
  const { id } = await matterByNumber(city.kernel, number);
  return { number, code, id };
}

describe('the column', () => {
  test('shows its eight elements, and never asks what for', async () => {
    const { body } = await city.web.inject({ method: 'GET', url: '/information-requests', headers: html });
    for (const element of [
      '申请条件',
      '受理机关',
      '申请程序',
      '办理流程图',
      '办理时限',
      '信息公开目录',
      '收费标准',
      '申请表',
    ])
      expect(body).toContain(`<h2>${element}</h2>`);
    expect(body).toContain('/information-requests/process.svg');
    const form = await city.web.inject({ method: 'GET', url: '/information-requests/new', headers: html });
    expect(form.body.match(/<label/gu)?.length).toBeGreaterThan(12);
    expect(form.body).not.toMatch(/name="(purpose|use|reason)"/u);
  });
});

describe('by number and code', () => {
  test('a request by web, to its reply and its receipt', async () => {
    const { number, code, id } = await asked();
    const doing = (on: string, actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
    const waiting = await post('/information-requests/progress', { number, code });
    expect(waiting.body).toContain('已提交，待确认');
    await confirm(city.kernel, doing('2026-03-03'));
    const running = await post('/information-requests/progress', {
      number,
      code: code.toLowerCase().replaceAll('-', ' '),
    });
    expect(running.body).toContain('最迟在2026年3月31日（含当日）答复');
    expect(running.body).toContain('class="derivation"');
    await takeUp(city.kernel, doing('2026-03-03'));
    await saveDraft(city.kernel, {
      ...doing('2026-03-04'),
      draft: { decision: '3.1', points: { where: 'https://www.mingtang.example/jg' }, attachments: [] },
    });
    await submitDraft(city.kernel, doing('2026-03-04'));
    await approve(city.kernel, doing('2026-03-04', office.legal));
    await sign(city.kernel, { ...doing('2026-03-05', office.head), papers });
    const before = await post('/information-requests/progress', { number, code });
    expect(before.body).not.toContain('政府信息公开告知书');
    await send(city.kernel, { ...doing('2026-03-05'), how: 'web' });
    city.setNow(at('2026-03-06'));
    const after = await post('/information-requests/progress', { number, code });
    const letters = [...after.body.matchAll(/name="letter" value="([^"]+)"/gu)].map(([, letter = '']) => letter);
    const letter = letters.at(-1) ?? '';
    const page = await post('/information-requests/progress/letter', { number, code, letter });
    expect(page.body).toContain('https://www.mingtang.example/jg');
    expect(page.body).toContain('六十日内');
    // Opening it proves that it arrived.
    expect(await requestOf(databaseOf(city.kernel), id)).toMatchObject({ deliveredOn: '2026-03-06' });
    const pdf = await post('/information-requests/progress/letter', { number, code, letter, format: 'pdf' });
    expect(pdf.headers['content-type']).toContain('application/pdf');
    expect(pdf.rawPayload.toString('utf8')).toContain('<pdfaid:part>2</pdfaid:part>');
    await publishLog(city.kernel);
    const receipt = await post('/information-requests/progress/receipt', { number, code, format: 'json' });
    expect(JSON.parse(receipt.body)).toMatchObject({ matter: number });
    const checked = await city.kernel.pool.query<{ code: string }>(
      `select code from information_requests.letter where matter_id = $1 and code is not null order by issued_at desc limit 1`,
      [id],
    );
    const check = await city.web.inject({
      method: 'GET',
      url: `/information-requests/letters/${checked.rows[0]?.code}`,
      headers: html,
    });
    expect(check.body).toContain('本机关发出过这份文书');
    expect(check.body).not.toContain('陈晓岚');
  });

  test('its receipt proves days that were entered later and terms that were set, and no other', async () => {
    city.setNow(at('2026-03-02'));
    const { number, code, id } = await asked();
    const doing = (on: string, actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
    await confirm(city.kernel, { ...doing('2026-03-05'), on: day('2026-03-03') });
    await takeUp(city.kernel, doing('2026-03-05'));
    await extend(city.kernel, { ...doing('2026-03-10', office.head), days: 7, reason: '数量大' });
    await publishLog(city.kernel);
    city.setNow(at('2026-03-11'));
    const { body } = await post('/information-requests/progress/receipt', { number, code, format: 'json' });
    const receipt: { vkey: string; entries: { body: string }[] } = JSON.parse(body);
    const { ok, checks, dates } = await checkReceipt(body, [receipt.vkey]);
    expect(checks.filter((check) => check.ok !== true)).toEqual([]);
    expect(ok).toBe(true);
    expect(dates.find(({ name }) => name === 'reply')?.dueOn).toBe('2026-04-10');
    const lying = body.replace('\\"on\\":\\"2026-03-03\\"', '\\"on\\":\\"2026-03-04\\"');
    expect(lying).not.toBe(body);
    expect((await checkReceipt(lying, [receipt.vkey])).ok).toBe(false);
  });

  test('a wrong code, a wrong number and another’s code are answered alike', async () => {
    const [one, other] = [await asked(), await asked()];
    for (const key of [
      { number: one.number, code: other.code },
      { number: 'XG-590900-2026-999999', code: one.code },
      { number: one.number, code: 'AAAA' },
      { number: one.number, code: '' },
    ]) {
      const answer = await post('/information-requests/progress', key);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('没有这件申请，或者查询码不对');
    }
  });

  test('it is taken back by who shows the code', async () => {
    const { number, code, id } = await asked();
    const answer = await post('/information-requests/progress/act', {
      number,
      code,
      act: 'withdraw',
      words: '不需要了',
    });
    expect(answer.body).toContain('撤回申请');
    expect((await matter(city, id)).state).toBe('ended');
  });

  test('neither name nor number of a document stands in the page or in the table in the clear', async () => {
    const { number, code, id } = await asked();
    const page = await post('/information-requests/progress', { number, code });
    expect(page.body).not.toContain('110000198805120029');
    const { rows } = await city.kernel.pool.query('select * from information_requests.applicant where matter_id = $1', [
      id,
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/陈晓岚|110000198805120029|13000000001/u);
  });
});

describe('machines and mistakes', () => {
  test.each([
    ['a wrong answer', { captcha: '999' }, '验证问题的回答不对'],
    ['a token of nowhere', { captchaToken: 'x' }, '验证问题的回答不对'],
    ['what only a machine fills in', { website: 'https://spam.example' }, '验证问题的回答不对'],
    ['nothing asked for', { subject: ' ' }, '请写明需要的政府信息的名称'],
    ['no agency chosen', { agency: '' }, '请选择'],
    ['no proof of identity', { document: '' }, '法律规定申请应当附身份证明'],
    ['anonymous', { name: '\u3000' }, '请填写申请人的姓名或者名称'],
    ['empty, with what cannot be seen', { subject: '\u200b\ufeff\u202e' }, '请写明需要的政府信息的名称'],
    ['a name that is too long', { subject: '长'.repeat(201) }, '内容太长了'],
  ])('%s is told beside its field, and nothing is lost', async (_, change, message) => {
    const answer = await post('/information-requests/new', await fill(change));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(message);
    expect(answer.body).toContain('error-summary');
    expect(answer.body).toContain('2025 年第四季度抽检结果');
  });

  test('an enormous description is refused and nothing of it is kept', async () => {
    const answer = await post('/information-requests/new', await fill({ wanted: '求'.repeat(5001) }));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('内容太长了');
  });

  test('an abusive request is one like any other; what it says runs nowhere, and no list shows it', async () => {
    const wanted = '你们这群骗子！！！<script>alert(1)</script> \'"; drop table x';
    const { id, number, code } = await asked({ wanted });
    expect(await requestOf(databaseOf(city.kernel), id)).toMatchObject({ wanted });
    expect((await matter(city, id)).title).not.toContain('骗子');
    const page = await post('/information-requests/progress', { number, code });
    expect(page.body).not.toContain('<script>alert(1)');
  });

  test('the same form sent twice, one after the other and both at once, is one request', async () => {
    const fields = await fill();
    const both = await Promise.all([
      post('/information-requests/new', fields),
      post('/information-requests/new', fields),
    ]);
    const third = await post('/information-requests/new', fields);
    const numbers = [...both, third].flatMap(({ body }) => /XG-\d+-\d{4}-\d{6}/u.exec(body)?.[0] ?? []);
    expect(numbers.length).toBeGreaterThan(0);
    expect(new Set(numbers).size).toBe(1);
    const { rows } = await city.kernel.pool.query<{ n: number }>(
      'select count(*)::int as n from information_requests.request where intake_key = $1',
      [fields.key],
    );
    expect(rows[0]?.n).toBe(1);
  });

  test('each question counts once', async () => {
    const fields = await fill();
    expect((await post('/information-requests/new', fields)).statusCode).toBe(200);
    const again = await post('/information-requests/new', { ...fields, key: crypto.randomUUID() });
    expect(again.statusCode).toBe(422);
  });

  test('who answers faster than anybody reads is a machine', async () => {
    // An hour on: what one address may ask for is not used up.
    city.setNow(new Date(city.kernel.now().getTime() + 3_600_000));
    const { question, token } = askCaptcha(city.kernel, city.kernel.now());
    const fields = { ...(await fill()), captchaToken: token, captcha: answerTo(question) };
    city.setNow(new Date(city.kernel.now().getTime() - 4500));
    expect((await post('/information-requests/new', fields)).statusCode).toBe(422);
  });

  test('an attachment with macros is refused at its place; the proof of identity is kept apart', async () => {
    const fields = await fill();
    const send_ = (file: { name: string; bytes: Uint8Array<ArrayBuffer> }) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      body.append('files', new Blob([file.bytes]), file.name);
      body.append('proof', new Blob([samples.png]), '身份证.png');
      return city.web.inject({ method: 'POST', url: '/information-requests/new', headers: html, payload: body });
    };
    const bad = await send_({ name: '说明.docm', bytes: Uint8Array.from(Buffer.from('PK\u0003\u0004vbaProject')) });
    expect(bad.statusCode).toBe(422);
    expect(bad.body).toContain('说明.docm');
    const good = await send_({ name: '说明.png', bytes: samples.png });
    expect(good.statusCode).toBe(200);
    const number = /XG-\d+-\d{4}-\d{6}/u.exec(good.body)?.[0] ?? '';
    const { id } = await matterByNumber(city.kernel, number);
    const { rows } = await city.kernel.pool.query<{ proof_file: string; uploads: string[] }>(
      'select a.proof_file, r.uploads from information_requests.applicant a join information_requests.request r using (matter_id) where matter_id = $1',
      [id],
    );
    expect(rows[0]?.uploads).toHaveLength(1);
    expect(rows[0]?.uploads).not.toContain(rows[0]?.proof_file);
  });
});

describe('paying through the gateway (the sandbox, over HTTP)', () => {
  const secret = 'a secret that both sides know';

  test('order, signed notice, reply period anew; once, however often it is told; lost notices are found by comparing', async () => {
    const { address } = { address: await city.web.listen({ port: 0, host: '127.0.0.1' }) };
    const sandbox = await sandboxGateway({ secret, now: () => city.kernel.now() });
    const gateway = httpGateway({
      name: 'sandbox',
      url: sandbox.url,
      merchant: 'mingtang',
      secret,
      publicUrl: address,
      now: () => city.kernel.now(),
    });
    Object.assign(city.kernel, { payments: gateway });
    try {
      const owing = async () => {
        city.setNow(at('2026-04-08'));
        const { id, number, code } = await asked();
        const doing = { matter: id, actor: office.officer, at: at('2026-04-08'), papers: null };
        await confirm(city.kernel, doing);
        await takeUp(city.kernel, { ...doing, at: at('2026-04-08', '11:00') });
        city.setNow(at('2026-04-09'));
        await charge(city.kernel, { ...doing, at: at('2026-04-09'), method: 'items', quantity: 40 });
        await drain(city);
        const order = (await feeOf(databaseOf(city.kernel), id))?.orderId ?? '';
        return { id, number, code, order };
      };
      const first = await owing();
      const page = await post('/information-requests/progress', { number: first.number, code: first.code });
      expect(page.body).toContain(`${sandbox.url}/pay/${first.order}`);
      city.setNow(at('2026-04-10'));
      expect(await sandbox.pay(first.order)).toBe(200);
      await drain(city);
      expect(await matter(city, first.id)).toMatchObject({ state: 'handling' });
      expect(await feeOf(databaseOf(city.kernel), first.id)).toMatchObject({ state: 'paid', paidOn: '2026-04-10' });
      // Told again: nothing happens. Told otherwise under the same number, or signed by somebody else: refused.
      expect(await sandbox.notifyAgain(first.order)).toBe(200);
      expect(await sandbox.notifyAgain(first.order, { amountFen: 1 })).toBe(409);
      const forged = { message: '{}', timestamp: city.kernel.now().getTime(), nonce: 'n', signature: '0'.repeat(64) };
      expect((await city.web.inject({ method: 'POST', url: '/links/payment', payload: forged })).statusCode).toBe(403);
      const second = await owing();
      sandbox.loseNotices(true);
      city.setNow(at('2026-04-10', '15:00'));
      expect(await sandbox.pay(second.order)).toBeNull();
      const unknown = { order: crypto.randomUUID(), ref: 'X', amountFen: 5, paidAt: at('2026-04-10').toISOString() };
      sandbox.plant(unknown);
      sandbox.forget(first.order);
      const found = await reconcile(city.kernel, '2026-04-10' as Parameters<typeof reconcile>[1], at('2026-04-11'));
      expect(found.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
        { ref: unknown.order, kind: 'missing-here' },
        { ref: first.order, kind: 'missing-there' },
        { ref: second.order, kind: 'state' },
      ]);
      await drain(city);
      expect(await matter(city, second.id)).toMatchObject({ state: 'handling' });
      // Money for a request that was taken back is owed back.
      sandbox.loseNotices(false);
      const third = await owing();
      await post('/information-requests/progress/act', {
        number: third.number,
        code: third.code,
        act: 'withdraw',
        words: '不需要了',
      });
      city.setNow(at('2026-04-13'));
      await sandbox.pay(third.order);
      await drain(city);
      expect(await feeOf(databaseOf(city.kernel), third.id)).toMatchObject({ state: 'refund-due' });
    } finally {
      await sandbox.close();
    }
  });
});
