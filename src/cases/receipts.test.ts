import { spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedIn, type TestCity, testCity } from '../identity/testing.ts';
import { type Actor, day, instant, type Kernel, matterByNumber, timeline } from '../kernel/index.ts';
import { logKey, publishLog } from '../kernel/log/index.ts';
import { checkReceipt, proofModule } from '../proof/index.ts';
import { seedServiceItems, serviceItemsModule } from '../service-items/index.ts';
import { accept, casesModule, deliver, grant, makeDocument } from './index.ts';
import { publicRoutes } from './routes/public.ts';
import { submitted, type Visitor, visitor } from './routes/testing.ts';
import { itemNamed, papers, peopleOf } from './testing.ts';

const AT = instant(day('2026-04-28'), '10:00');
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
let city: TestCity;
let elder: Visitor;
let stranger: Visitor;
let nobody: Visitor;
let township: Actor;
let senior: string;

beforeAll(async () => {
  const modules = [proofModule, serviceItemsModule, { ...casesModule, routes: publicRoutes }];
  city = await testCity(modules, AT, (web) => void web.decorate('publicUrl', papers.publicUrl));
  await seedServiceItems(city.kernel, AT);
  senior = (await itemNamed(city.kernel, 'senior', AT)).code;
  [elder, stranger, nobody] = [await visitor(city, 'laoren'), await visitor(city, 'shimin'), await visitor(city, null)];
  township = (await peopleOf(city.kernel, AT)).townshipClerk;
});
afterAll(() => city.close());

const trusted = async (kernel: Kernel) => [(await logKey(kernel)) ?? ''];
const codeOf = async (number: string, title: string): Promise<string> => {
  const { body } = await elder.get(`/my/applications/${number}`);
  const line = body.split('<li>').find((part) => part.includes(`>${title}（PDF）<`)) ?? '';
  return /\/verify\/([0-9A-Z-]{19})/u.exec(line)?.[1] ?? '';
};

const agencyOf = async (): Promise<string | undefined> =>
  /<option value="(\d+)"/u.exec((await elder.get('/my/consultations')).body)?.[1];

async function delivered(): Promise<string> {
  const number = await submitted(elder, senior);
  const { id } = await matterByNumber(city.kernel, number);
  const act = { matter: id, actor: township, at: AT, papers };
  await accept(city.kernel, { ...act, findings: { '#form': { status: 'ok' }, photo: { status: 'ok' } } });
  await grant(city.kernel, act);
  await makeDocument(city.kernel, act);
  await deliver(city.kernel, { ...act, how: 'online' });
  return number;
}

describe('the receipt of an application', () => {
  test('is offered on the progress page, first as on its way, then with its place in the log', async () => {
    const number = await submitted(elder, senior);
    const before = (await elder.get(`/my/applications/${number}`)).body;
    expect(before).toContain('预计一分钟内完成');
    expect(before).not.toContain(`/my/receipts/${number}.json`);
    expect(await elder.get(`/my/receipts/${number}.json`)).toMatchObject({ status: 409 });
    await publishLog(city.kernel);
    const after = (await elder.get(`/my/applications/${number}`)).body;
    expect(after).toContain(`href="/my/receipts/${number}.json"`);
    expect(after).toContain('href="/verify/receipt"');
    expect(after).not.toContain('预计一分钟内完成');
  });

  test('is the owner’s alone, and verifies through the whole of a case', async () => {
    const number = await delivered();
    await publishLog(city.kernel);
    const answer = await elder.get(`/my/receipts/${number}.json`);
    expect(answer.headers['content-disposition']).toContain(`${number}.json`);
    expect(answer.body).not.toMatch(/身份证|1[3-9]\d{9}/u);
    const result = await checkReceipt(answer.body, await trusted(city.kernel));
    expect(result.checks.filter(({ ok }) => ok !== true)).toEqual([]);
    expect(result.entries.at(-1)).toMatchObject({ act: 'deliver' });
    const withWords = await elder.get(`/my/receipts/${number}.json?words=1`);
    expect(JSON.parse(withWords.body)).toMatchObject({ openings: [{ seq: 1 }] });
    expect((await checkReceipt(withWords.body, await trusted(city.kernel))).ok).toBe(true);
    for (const url of [`/my/receipts/${number}.json`, `/my/receipts/${number}.pdf`]) {
      expect((await stranger.get(url)).status).toBe(404);
      expect([302, 303, 401]).toContain((await nobody.get(url)).status);
    }
  });

  test('so has every other kind of matter that says so: a question that was asked', async () => {
    await elder.post('/my/consultations', { agency: (await agencyOf()) ?? '', question: '老年证在哪里办？' });
    await publishLog(city.kernel);
    const href = /\/my\/receipts\/ZX-[^"]+\.json/u.exec((await elder.get('/my/consultations')).body)?.[0] ?? '';
    const { body } = await elder.get(href);
    expect((await checkReceipt(body, await trusted(city.kernel))).ok).toBe(true);
    expect(body).not.toContain('老年证在哪里办');
    expect((await stranger.get(href)).status).toBe(404);
    // A kind that does not say so has none, were it about oneself.
    const { rows } = await city.kernel.pool.query<{ number: string }>(
      `select number from kernel.matter where kind = 'account'`,
    );
    expect((await elder.get(`/my/receipts/${rows[0]?.number ?? ''}.json`)).status).toBe(404);
  });

  test('as a paper carries itself', async () => {
    const number = await submitted(elder, senior);
    await publishLog(city.kernel);
    const answer = await city.web.inject({
      url: `/my/receipts/${number}.pdf`,
      headers: { cookie: await signedIn(city.web, 'laoren') },
    });
    expect(answer.headers['content-type']).toBe('application/pdf');
    const pdf = answer.rawPayload.toString('latin1');
    const packed = /\/Type \/EmbeddedFile[\s\S]*?stream\n([\s\S]*?)\nendstream/u.exec(pdf)?.[1] ?? '';
    const inside = inflateSync(Buffer.from(packed, 'latin1')).toString('utf8');
    expect((await checkReceipt(inside, await trusted(city.kernel))).ok).toBe(true);
  });

  test('the code on the paper leads to it without an account; the code on a certificate does not', async () => {
    const number = await delivered();
    await publishLog(city.kernel);
    const code = await codeOf(number, '申请材料收件凭证');
    expect(code).not.toBe('');
    expect((await nobody.get(`/verify/${code}`)).body).toContain(`href="/verify/${code}/receipt.json"`);
    const { body } = await nobody.get(`/verify/${code}/receipt.json`);
    expect((await checkReceipt(body, await trusted(city.kernel))).ok).toBe(true);
    expect(body).not.toContain('openings');
    expect((await nobody.get(`/verify/${code}/receipt.pdf`)).body.startsWith('%PDF-')).toBe(true);
    const certificate = await codeOf(number, '老年人优待证');
    expect((await nobody.get(`/verify/${certificate}`)).body).not.toContain('receipt.json');
    expect((await nobody.get(`/verify/${certificate}/receipt.json`)).status).toBe(404);
    expect((await nobody.get('/verify/0000-0000-0000-0000/receipt.json')).status).toBe(404);
  });

  test.runIf(hasPoppler)('papers of receipt and acceptance carry the hash of their entry', async () => {
    const number = await delivered();
    const { id } = await matterByNumber(city.kernel, number);
    const { body } = await elder.get(`/my/applications/${number}`);
    const entries = await timeline(city.kernel, id);
    for (const [title, act] of [
      ['申请材料收件凭证', 'submit'],
      ['受理通知书', 'accept'],
    ] as const) {
      const line = body.split('<li>').find((part) => part.includes(`>${title}（PDF）<`)) ?? '';
      const href = /href="([^"]+\/documents\/[^"]+)"/u.exec(line)?.[1] ?? '';
      const { rawPayload } = await city.web.inject({
        url: href,
        headers: { cookie: await signedIn(city.web, 'laoren') },
      });
      const text = spawnSync('pdftotext', ['-', '-'], { input: rawPayload, encoding: 'utf8' }).stdout;
      expect(text.replaceAll(/\s/gu, '')).toContain(entries.find((entry) => entry.act === act)?.hash);
    }
  });
});

describe('the place where anybody checks one', () => {
  const sent = (file: string, text = '') => {
    const boundary = 'x-boundary';
    const part = (head: string, body: string) =>
      `--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
    const body = [
      part('name="file"; filename="receipt.json"', file),
      part('name="text"', text),
      `--${boundary}--\r\n`,
    ].join('');
    return city.web.inject({
      method: 'POST',
      url: '/verify/receipt',
      payload: body,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, accept: 'text/html' },
    });
  };

  test('shows the result and how each date was counted, for a file and for pasted text', async () => {
    const number = await submitted(elder, senior);
    await publishLog(city.kernel);
    const { body } = await elder.get(`/my/receipts/${number}.json`);
    for (const answer of [await sent(body), await sent('', body)]) {
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('核验通过');
      expect(answer.body).toContain('劳动节');
      expect(answer.body).toContain(number);
    }
    const changed = (await sent(body.replace('submit', 'subm1t'))).body;
    expect(changed).toContain('没有通过核验');
    expect(changed).toContain('第 1 条记录');
    expect(changed).not.toContain('劳动节');
  });

  test('says what is wrong with what it is given, and shows none of it as markup', async () => {
    expect((await sent('', '')).statusCode).toBe(422);
    expect((await sent(' '.repeat(2 * 1_048_576 + 10))).body).toContain('文件太大');
    expect((await sent('', 'x'.repeat(2 * 1_048_576 + 10))).body).toContain('文件太大');
    const hostile = JSON.stringify({ format: 'mingtang-receipt/1', '<script>alert(1)</script>': 1 });
    expect((await sent(hostile)).body).not.toContain('<script>alert');
    expect((await sent('{}')).body).toContain('没有通过核验');
  });

  test('works with the verifier and the calendars that are published', async () => {
    const page = await nobody.get('/verify/receipt');
    expect(page.status).toBe(200);
    expect(page.body).toContain((await logKey(city.kernel)) ?? '?');
    const verifier = await nobody.get('/log/verify-receipt.mjs');
    expect(verifier.headers['content-type']).toContain('text/javascript');
    expect(verifier.body).toContain('export async function verifyReceipt');
    const version = city.kernel.calendars.strict();
    const calendar = await nobody.get(`/log/calendars/${version.version.split(':')[1]}.json`);
    expect(calendar.body).toBe(version.text);
    expect(calendar.headers['cache-control']).toContain('immutable');
    expect((await nobody.get(`/log/calendars/${'0'.repeat(64)}.json`)).status).toBe(404);
  });
});
