import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { type Actor, day, instant, kernelTasks, matterByNumber, startWorker } from '../kernel/index.ts';
import { accept, askToCorrect, deliver, grant, makeDocument, refuseAcceptance } from './index.ts';
import { numberIn, photo, publicCity, submitted, type Visitor, visitor } from './routes/testing.ts';
import { papers, peopleOf } from './testing.ts';

const AT = instant(day('2026-04-28'), '10:00');
let city: TestCity;
let code: Awaited<ReturnType<typeof publicCity>>['code'];
let elder: Visitor;
let township: Actor;

beforeAll(async () => {
  ({ city, code } = await publicCity(AT));
  elder = await visitor(city, 'laoren');
  township = (await peopleOf(city.kernel, AT)).townshipClerk;
});
afterAll(() => city.close());

const pageOf = (number: string): string => `/my/applications/${number}`;

/** What somebody at the counter does to an application. */
async function doing(number: string, at = AT) {
  const { id } = await matterByNumber(city.kernel, number);
  return { matter: id, actor: township, at, papers };
}
const ALL_GOOD = { '#form': { status: 'ok' }, photo: { status: 'ok' } } as const;

async function delivered(): Promise<string> {
  const number = await submitted(elder, code.senior);
  const act = await doing(number);
  await accept(city.kernel, { ...act, findings: ALL_GOOD });
  await grant(city.kernel, act);
  await makeDocument(city.kernel, act);
  await deliver(city.kernel, { ...act, how: 'online' });
  return number;
}

/** Address and code of a paper, from the line of the page that offers it. */
async function paperOf(number: string, title: string): Promise<{ readonly href: string; readonly code: string }> {
  const { body } = await elder.get(pageOf(number));
  const line = body.split('<li>').find((part) => part.includes(`>${title}（PDF）<`)) ?? '';
  return {
    href: /href="([^"]+\/documents\/[^"]+)"/u.exec(line)?.[1] ?? '',
    code: /\/verify\/([0-9A-Z-]{19})/u.exec(line)?.[1] ?? '',
  };
}

describe('the progress page', () => {
  test('says where it stands, by when the city must answer and why, and offers the receipt', async () => {
    const number = await submitted(elder, code.senior);
    const { body } = await elder.get(pageOf(number));
    expect(body).toContain('已收件，等待受理');
    expect(body).not.toContain('不服决定的');
    expect(body).toContain('最迟 2026年5月8日');
    expect(body).toContain('劳动节');
    const receipt = await elder.get((await paperOf(number, '申请材料收件凭证')).href);
    expect(receipt.headers['content-type']).toBe('application/pdf');
    expect(receipt.headers['x-content-type-options']).toBe('nosniff');
    expect(receipt.headers['cache-control']).toBe('no-store');
    expect(String(receipt.headers['content-disposition'])).toMatch(/^attachment;/u);
    expect(receipt.body.startsWith('%PDF-')).toBe(true);
  });

  test('in the end it leads to the result and to the rating', async () => {
    const number = await delivered();
    const { body } = await elder.get(pageOf(number));
    expect(body).toContain(`href="/rate/${number}"`);
    expect((await elder.get((await paperOf(number, '老年人优待证')).href)).body.startsWith('%PDF-')).toBe(true);
    expect(body).not.toContain(`${pageOf(number)}/withdraw`);
  });

  test('a refusal is there to be read, with its paper', async () => {
    const number = await submitted(elder, code.senior);
    await refuseAcceptance(city.kernel, { ...(await doing(number)), reason: '户口不在本市。' });
    const { body } = await elder.get(pageOf(number));
    expect(body).toContain('不予受理');
    expect(body).toContain('不服决定的，可以这样做');
    expect(body).toContain('行政复议');
    expect((await elder.get((await paperOf(number, '不予受理决定书')).href)).status).toBe(200);
  });
});

describe('a correction', () => {
  const WRONG = { '#form': { status: 'ok' }, photo: { status: 'wrong', note: '照片模糊' } } as const;

  test('says what is wrong, takes what was asked for and nothing else', async () => {
    const number = await submitted(elder, code.senior);
    await askToCorrect(city.kernel, { ...(await doing(number)), findings: WRONG });
    const { body } = await elder.get(pageOf(number));
    expect(body).toContain('照片模糊');
    const { location } = await elder.post(`${pageOf(number)}/correct`);
    const draft = location.replace(/\/materials$/u, '');
    const places = await elder.get(location);
    expect(places.body).toContain('照片模糊');
    expect(places.body).not.toContain('/steps/holder');
    const early = await elder.post(`${draft}/submit`);
    expect(early.status).toBe(422);
    await elder.upload(location, [{ ...photo, name: '新照片.png' }]);
    const sent = await elder.post(`${draft}/submit`);
    expect(numberIn(sent.location)).toBe(number);
    const again = await elder.post(`${draft}/submit`);
    expect(numberIn(again.location)).toBe(number);
    expect((await matterByNumber(city.kernel, number)).state).toBe('submitted');
    expect((await elder.get(pageOf(number))).body).not.toContain('照片模糊');
  });

  test('cannot be begun where none was asked for', async () => {
    const number = await submitted(elder, code.senior);
    expect((await elder.post(`${pageOf(number)}/correct`)).status).toBe(409);
  });
});

describe('taking back', () => {
  const seqIn = (body: string): string => /name="seenSeq" value="(\d+)"/u.exec(body)?.[1] ?? '';

  test('asks first, then ends it', async () => {
    const number = await submitted(elder, code.senior);
    const ask = await elder.get(`${pageOf(number)}/withdraw`);
    expect(ask.body).toContain('确定要撤回');
    expect((await elder.post(`${pageOf(number)}/withdraw`, { seenSeq: seqIn(ask.body) })).status).toBe(303);
    expect((await matterByNumber(city.kernel, number)).state).toBe('withdrawn');
    expect((await elder.post(`${pageOf(number)}/withdraw`, { seenSeq: seqIn(ask.body) })).status).toBe(409);
  });

  test('is refused when something happened since the page was shown', async () => {
    const number = await submitted(elder, code.senior);
    const ask = await elder.get(`${pageOf(number)}/withdraw`);
    await accept(city.kernel, { ...(await doing(number)), findings: ALL_GOOD });
    const stale = await elder.post(`${pageOf(number)}/withdraw`, { seenSeq: seqIn(ask.body) });
    expect(stale.status).toBe(409);
    expect(stale.body).toContain('已经有了新的进展');
    expect((await matterByNumber(city.kernel, number)).state).toBe('settling');
  });
});

describe('checking a document', () => {
  let card: string;
  let anybody: Visitor;
  beforeAll(async () => {
    card = (await paperOf(await delivered(), '老年人优待证')).code;
    anybody = await visitor(city, null);
  });

  test('shows anybody what it is and whom for, the name masked', async () => {
    const { body, status } = await anybody.get(`/verify/${card}`);
    expect(status).toBe(200);
    expect(body).toContain('真实有效');
    expect(body).toContain('老年人优待证');
    expect(body).toContain('泽宫街道');
    expect(body).not.toContain('周秀兰');
    expect(body).toContain('周');
  });

  test.each([
    ['small letters', (text: string) => text.toLowerCase()],
    ['no hyphens', (text: string) => text.replaceAll('-', '')],
    ['blanks', (text: string) => ` ${text.replaceAll('-', ' ')} `],
    [
      'full width',
      (text: string) => [...text].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join(''),
    ],
    ['O for 0, l for 1', (text: string) => text.replaceAll('0', 'O').replaceAll('1', 'l')],
  ])('takes the code with %s', async (_how, typed) => {
    expect((await anybody.get(`/verify?code=${encodeURIComponent(typed(card))}`)).location).toBe(`/verify/${card}`);
  });

  test('says of an unknown or mistyped code only that it is not known', async () => {
    for (const wrong of ['0000-0000-0000-0000', `${card.slice(0, -1)}${card.endsWith('A') ? 'B' : 'A'}`, 'x']) {
      const { status, body } = await anybody.get(`/verify/${wrong}`);
      expect([status, body.includes('没有查到这个查验码')], wrong).toEqual([404, true]);
    }
  });

  test('says when it has expired and when it was revoked', async () => {
    const change = (set: string) => city.kernel.pool.query(`update cases.document set ${set} where code = $1`, [card]);
    await change(`valid_until = '2026-04-28'`);
    expect((await anybody.get(`/verify/${card}`)).body).toContain('真实有效');
    city.setNow(instant(day('2026-04-29'), '09:00'));
    expect((await anybody.get(`/verify/${card}`)).body).toContain('已过有效期');
    await change(`revoked_at = '2026-04-29 08:00+08', revoked_why = 'x'`);
    expect((await anybody.get(`/verify/${card}`)).body).toContain('已经撤销');
    city.setNow(AT);
  });
});

describe('notices', () => {
  test('stand unread until they are marked, and lead to the application', async () => {
    const number = await submitted(elder, code.senior);
    await refuseAcceptance(city.kernel, { ...(await doing(number)), reason: '户口不在本市。' });
    await told();
    const before = (await elder.get('/my/notices')).body;
    expect(before).toContain(`href="${pageOf(number)}"`);
    expect(before).toContain('不予受理');
    expect(before).toContain('未读');
    const upTo = /name="upTo" value="(\d+)"/u.exec(before)?.[1] ?? '';
    const later = await submitted(elder, code.senior);
    await refuseAcceptance(city.kernel, { ...(await doing(later)), reason: '户口不在本市。' });
    await told();
    expect((await elder.post('/my/notices/read', { upTo })).location).toBe('/my/notices');
    const after = (await elder.get('/my/notices')).body;
    const unread = after.split('<li>').filter((line) => line.includes('未读'));
    expect(unread.length).toBeGreaterThan(0);
    expect(unread.every((line) => line.includes(later))).toBe(true);
    expect((await elder.post('/my/notices/read')).status).toBe(400);
    expect((await (await visitor(city, 'shimin')).get('/my/notices')).body).not.toContain(number);
  });

  /** The jobs that tell people have run. */
  async function told(): Promise<void> {
    const { kernel } = city;
    const worker = startWorker({
      pool: kernel.pool,
      tasks: kernelTasks(kernel),
      routines: [],
      now: kernel.now,
      report: () => undefined,
    });
    await worker.drain();
    await worker.stop();
  }
});
