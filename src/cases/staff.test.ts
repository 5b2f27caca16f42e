import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personNamed, type TestCity } from '../identity/testing.ts';
import { addFile, day, instant, matterById, submissionTypes, timeline, verifyLedger } from '../kernel/index.ts';
import type { ItemInForce } from '../service-items/index.ts';
import { ActBody, CaseView } from './contract.ts';
import { receiveApplication } from './index.ts';
import { type Browser, browserOf, casesCity, itemNamed, peopleOf, samples } from './testing.ts';

const AT = instant(day('2026-04-28'), '10:00');
const NOBODY = 999_999;
const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>';
let city: TestCity;
let who: Awaited<ReturnType<typeof peopleOf>>;
let food: ItemInForce;
let clerk: Browser;
let examiner: Browser;
let id: number;
beforeAll(async () => {
  city = await casesCity(AT);
  who = await peopleOf(city.kernel, AT);
  food = await itemNamed(city.kernel, 'food', AT);
  clerk = await browserOf(city, 'chuangkou');
  examiner = await browserOf(city, 'shencha');
});
afterAll(() => city.close());
beforeEach(async () => {
  id = await received();
});

async function received(uploads: Record<string, string> = {}): Promise<number> {
  const applicant = { id: await personNamed(city.kernel, 'qiye'), kind: 'enterprise' } as const;
  const form = { businessKind: 'catering', contactName: HOSTILE, contactMobile: '13000000004' };
  const intake = {
    item: food,
    key: null,
    applicant,
    actor: who.enterprise,
    at: AT,
    channel: 'online',
    answers: { who: 'self', kind: 'catering' },
    papers: null,
  } as const;
  return (await receiveApplication(city.kernel, { ...intake, form, uploads })).id;
}

const act = (browser: Browser, body: Record<string, unknown>, matter = id) =>
  browser.api('POST', `/api/cases/${matter}/acts`, body);
const view = async (browser: Browser, matter = id) =>
  CaseView.parse((await browser.api('GET', `/api/cases/${matter}`)).body);
const allOk = async () => Object.fromEntries((await view(clerk)).wanted.map(({ key }) => [key, { status: 'ok' }]));

describe('seeing a case', () => {
  test('the handler reads the form with numbers masked, and what may be done', async () => {
    const shown = await view(clerk);
    const answers = shown.sections.flatMap((section) => section.answers);
    expect(answers).toContainEqual({ label: '这个人的手机号码', value: '130****0004' });
    expect(answers).toContainEqual({ label: '现场核查时找谁', value: HOSTILE });
    expect(shown.acts.map((offered) => offered.act)).toEqual([
      'accept',
      'ask-to-correct',
      'refuse-acceptance',
      'tell-not-needed',
    ]);
    expect(shown.clocks.find(({ name }) => name === 'notice')).toMatchObject({
      dueOn: '2026-05-08',
      light: 'green',
      left: { left: 5 },
    });
    expect(shown.timeline).toMatchObject([{ act: 'submit', by: '申请人', role: null }]);
  });

  test('who oversees sees the course of it and nothing that was filled in', async () => {
    const shown = await view(await browserOf(city, 'ducha'));
    expect(shown).toMatchObject({ sections: [], files: [], acts: [], applicant: { masked: true } });
  });

  test.each(['minzheng', 'gongkaiban', 'laoren'])('%s has no right to see it', async (login) => {
    const answer = await (await browserOf(city, login)).api('GET', `/api/cases/${id}`);
    expect([answer.status, answer.body.code]).toEqual([403, 'access/forbidden']);
  });

  test('a number nobody gave out, and something that is no number', async () => {
    expect(await clerk.api('GET', `/api/cases/${NOBODY}`)).toMatchObject({
      status: 404,
      body: { code: 'matter/not-found' },
    });
    expect(await clerk.api('GET', '/api/cases/first')).toMatchObject({ status: 400, body: { code: 'http/bad-input' } });
  });

  test('numbers in full only with a reason, which the applicant can read', async () => {
    expect((await clerk.api('POST', `/api/cases/${id}/unmask`, { category: 'contact', words: ' ' })).status).toBe(400);
    const short = await clerk.api('POST', `/api/cases/${id}/unmask`, { category: 'contact', words: '看看' });
    expect([short.status, short.body.code]).toEqual([422, 'identity/reveal-reason-short']);
    const supervisor = await browserOf(city, 'ducha');
    expect(
      (await supervisor.api('POST', `/api/cases/${id}/unmask`, { category: 'contact', words: '抽查' })).status,
    ).toBe(403);
    const full = CaseView.parse(
      (await clerk.api('POST', `/api/cases/${id}/unmask`, { category: 'contact', words: '核对联系电话' })).body,
    );
    expect(full.applicant).toMatchObject({ masked: false, phone: '13000000005' });
    expect(full.sections.flatMap((section) => section.answers)).toContainEqual({
      label: '这个人的手机号码',
      value: '13000000004',
    });
    expect((await timeline(city.kernel, id)).at(-1)).toMatchObject({
      act: 'personal-data-viewed',
      facts: { category: 'contact' },
    });
    expect((await matterById(city.kernel, id)).closedAt).toBeNull();
  });
});

describe('files', () => {
  test('are sent to be saved, as what they are, to who handles the case and nobody else', async () => {
    const file = await addFile(city.kernel, Readable.from([Buffer.from(samples.png)]), {
      name: '平面图.png',
      maxBytes: 1000,
      allowed: submissionTypes,
      ownerId: who.enterprise.personId,
      at: AT,
    });
    const own = await received({ layout: file.id });
    const url = `/api/cases/${own}/files/${file.id}`;
    const answer = await clerk.get(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(answer.headers['content-disposition']).toMatch(/^attachment;/u);
    expect((await view(clerk, own)).wanted.find(({ key }) => key === 'layout')?.fileId).toBe(file.id);
    expect((await clerk.api('GET', `/api/cases/${id}/files/${file.id}`)).body.code).toBe('files/not-found');
    expect((await (await browserOf(city, 'minzheng')).api('GET', url)).status).toBe(403);
    expect((await clerk.get(`${url}?show=1`)).headers['content-disposition']).toMatch(/^inline;/u);
  });

  test.each([
    ['waits for the virus check', 'waiting', null, 423],
    ['was found infected', 'infected', 'Eicar', 410],
  ])('that %s are shown to be so, and sent to nobody', async (_what, scan, finding, status) => {
    const file = await addFile(city.kernel, Readable.from([Buffer.from(samples.pdf)]), {
      name: '租赁合同.pdf',
      maxBytes: 1000,
      allowed: submissionTypes,
      ownerId: who.enterprise.personId,
      at: AT,
    });
    const own = await received({ layout: file.id });
    await city.kernel.pool.query('update kernel.file set scan = $2, finding = $3 where id = $1', [
      file.id,
      scan,
      finding,
    ]);
    expect((await view(clerk, own)).files.find(({ id: fileId }) => fileId === file.id)?.scan).toBe(scan);
    expect((await clerk.api('GET', `/api/cases/${own}/files/${file.id}`)).status).toBe(status);
  });
});

describe('acts that cannot be', () => {
  test.each([
    ['an act nobody knows', { act: 'bless', seenSeq: 1 }],
    ['no length of history', { act: 'recommend', opinion: 'agree', reason: '好' }],
    ['an opinion that is none', { act: 'recommend', seenSeq: 1, opinion: 'perhaps', reason: '好' }],
    ['half a day', { act: 'start-special', seenSeq: 1, expectedWorkdays: 0.5 }],
    ['too long a reason', { act: 'deny', seenSeq: 1, reason: '长'.repeat(2001) }],
    ['a day that does not exist', { act: 'record-visit', seenSeq: 1, visitedOn: '2026-02-30', findings: '无' }],
  ])('%s is bad input', async (_what, body) => {
    expect(await act(clerk, body)).toMatchObject({ status: 400, body: { code: 'http/bad-input' } });
    expect((await matterById(city.kernel, id)).seq).toBe(1);
  });

  test('out of order, by the wrong person, on a stale form, twice', async () => {
    const codeOf = async (answer: Promise<{ body: Record<string, unknown>; status: number }>) => {
      const { body, status } = await answer;
      return [status, body.code];
    };
    expect(await codeOf(act(examiner, { act: 'recommend', seenSeq: 1, opinion: 'agree', reason: '好' }))).toEqual([
      409,
      'matter/not-in-state',
    ]);
    expect(await codeOf(act(examiner, { act: 'accept', seenSeq: 1, checklist: await allOk() }))).toEqual([
      403,
      'matter/not-yours',
    ]);
    expect(await codeOf(act(clerk, { act: 'accept', seenSeq: 9, checklist: await allOk() }))).toEqual([
      409,
      'matter/changed',
    ]);
    // Whoever may not do it at all is told that, and not how far the case has come.
    expect(await codeOf(act(clerk, { act: 'end-special', seenSeq: 1, findings: '无' }))).toEqual([
      403,
      'matter/not-yours',
    ]);
    expect(await codeOf(act(clerk, { act: 'conclude', seenSeq: 1, opinion: 'agree', reason: '好' }))).toEqual([
      404,
      'cases/wrong-kind',
    ]);
    const both = await Promise.all(
      [1, 2].map(async () => (await act(clerk, { act: 'accept', seenSeq: 1, checklist: await allOk() })).status),
    );
    expect(both.sort()).toEqual([200, 409]);
    expect((await matterById(city.kernel, id)).seq).toBe(2);
  });

  test('what is offered is what can be done: every offered act is accepted by the wire, and one not offered is refused', async () => {
    const known = new Set(ActBody.options.map((option) => option.shape.act.value));
    for (const { act: offered } of (await view(clerk)).acts) expect([...known]).toContain(offered);
    expect((await view(examiner)).acts).toEqual([]);
    await act(clerk, { act: 'accept', seenSeq: 1, checklist: await allOk() });
    expect((await view(examiner)).acts.map(({ act: offered }) => offered)).toEqual(['start-special', 'recommend']);
    expect((await view(clerk)).acts).toEqual([]);
  });

  test('text that means harm is kept as text', async () => {
    await act(clerk, { act: 'refuse-acceptance', seenSeq: 1, reason: HOSTILE });
    expect((await view(clerk)).timeline.at(-1)).toMatchObject({ role: '窗口人员', text: HOSTILE });
    expect(await verifyLedger(city.kernel)).toMatchObject({ faults: [] });
  });

  test('a character that cannot be printed is refused before anything is done', async () => {
    const answer = await act(clerk, { act: 'tell-not-needed', seenSeq: 1, reason: '不需要 \u202E 许可' });
    expect([answer.status, answer.body.code]).toEqual([422, 'documents/unprintable']);
    expect(await matterById(city.kernel, id)).toMatchObject({ seq: 1, state: 'submitted' });
  });
});

describe('the checklist', () => {
  test('is kept before any act and leaves no trace in the history', async () => {
    const saved = await clerk.api('PUT', `/api/cases/${id}/checklist`, {
      layout: { status: 'wrong', note: '看不清' },
      nonsense: { status: 'ok' },
    });
    expect(saved.status).toBe(204);
    const shown = await view(clerk);
    expect(shown.wanted.flatMap(({ key, finding }) => (finding ? [[key, finding]] : []))).toEqual([
      ['layout', { status: 'wrong', note: '看不清' }],
    ]);
    expect(shown.seq).toBe(1);
    expect((await examiner.api('PUT', `/api/cases/${id}/checklist`, {})).status).toBe(403);
  });
});

describe('at the window', () => {
  const key = '0b0e8a3c-6f0e-4c83-9f52-0a6c7a3a1111';
  const intake = (more: Record<string, unknown> = {}) => ({
    key,
    itemCode: food.code,
    applicant: { kind: 'person', name: '陈晓岚', document: '110000198805120029' },
    answers: { who: 'self', kind: 'sales' },
    ...more,
  });
  const taken = (body: Record<string, unknown>) => clerk.api('POST', '/api/cases/window', body);

  test('the same form sent twice is one application, with its receipt', async () => {
    const [first, second] = await Promise.all([taken(intake()), taken(intake())]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.number).toBe(second.body.number);
    const shown = await view(clerk, Number(first.body.id));
    expect(shown).toMatchObject({ channel: 'window', documents: [{ kind: 'receipt' }] });
  });

  test('somebody who was never here before is entered', async () => {
    const person = { kind: 'person', name: '何芸', document: '32000019750908008X', phone: '13000000006' };
    expect((await taken(intake({ key: crypto.randomUUID(), applicant: person }))).status).toBe(201);
    const firm = { kind: 'enterprise', name: '某店', document: '91590902MA00000159' };
    expect((await taken(intake({ key: crypto.randomUUID(), applicant: firm }))).body.code).toBe('cases/other-name');
  });

  test.each([
    [
      'a number with a wrong check digit',
      { applicant: { kind: 'person', name: '甲', document: '110000198805120028' } },
      422,
      'cases/bad-document',
    ],
    ['a question left open', { answers: { who: 'self' } }, 422, 'cases/answers-incomplete'],
    ['an item nobody offers', { itemCode: '000' }, 404, 'cases/item-not-found'],
    ['a form filled in wrongly', { form: { businessKind: 'bank' } }, 422, 'cases/form-wrong-at'],
    ['a key that is none', { key: 'x' }, 400, 'http/bad-input'],
  ])('%s is refused', async (_what, more, status, code) => {
    const answer = await taken(intake({ key: crypto.randomUUID(), ...more }));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('a clerk takes in for the agencies he serves only', async () => {
    const other = await browserOf(city, 'xiangzhen');
    expect((await other.api('POST', '/api/cases/window', intake({ key: crypto.randomUUID() }))).status).toBe(403);
  });
});

test('a question at the window is taken down and answered in one go', async () => {
  const body = {
    agencyId: food.agencyId,
    itemCode: food.code,
    channel: 'window',
    question: '要带什么？',
    answer: '营业执照不用带。',
  };
  const answer = await clerk.api('POST', '/api/consultations', body);
  expect(answer.status).toBe(201);
  const shown = await view(clerk, Number(answer.body.id));
  expect(shown).toMatchObject({
    kind: 'consultation',
    state: 'answered',
    sections: [{ answers: [{ value: '要带什么？' }, { value: '营业执照不用带。' }] }],
  });
  expect((await examiner.api('POST', '/api/consultations', body)).status).toBe(403);
});
