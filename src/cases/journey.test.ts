import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorNamed, personNamed, type TestCity } from '../identity/testing.ts';
import { day, instant, matterById, matterByNumber, sweepRoutine, verifyLedger } from '../kernel/index.ts';
import { CaseView } from './contract.ts';
import { receiveApplication } from './index.ts';
import { type Browser, browserOf, casesCity, drain, itemNamed, samples } from './testing.ts';

const MORNING = '10:00';
const on = (date: string) => instant(day(date), MORNING);
const AT = on('2026-04-28');
let city: TestCity;
beforeAll(async () => {
  city = await casesCity(AT);
});
afterAll(() => city.close());

/** Goes through a form step by step, as a person without script would. */
async function fill(
  browser: Browser,
  code: string,
  pages: readonly (readonly [page: string, fields: Record<string, string | string[]>])[],
): Promise<string> {
  const draft = (await browser.post(`/apply/${code}`)).headers.location ?? '';
  await go(browser, draft, pages);
  return draft;
}

async function go(
  browser: Browser,
  draft: string,
  pages: readonly (readonly [page: string, fields: Record<string, string | string[]>])[],
): Promise<void> {
  for (const [index, [page, fields]] of pages.entries()) {
    const answer = await browser.post(`${draft}/${page}`, fields);
    expect(answer.statusCode, `${page}: ${answer.body.slice(0, 4000)}`).toBe(303);
    const next = pages[index + 1]?.[0];
    if (next !== undefined) expect(answer.headers.location).toBe(`${draft}/${next}`);
  }
}

const numberIn = (location: unknown): string => /SP-\d+-\d+-\d+/.exec(String(location))?.[0] ?? '';

async function send(browser: Browser, draft: string): Promise<{ number: string; id: number }> {
  const sent = await browser.post(`${draft}/submit`);
  expect(sent.statusCode, sent.body.slice(0, 3000)).toBe(303);
  const number = numberIn(sent.headers.location);
  return { number, id: (await matterByNumber(city.kernel, number)).id };
}

/** Does an act in the workbench and answers the matter as it then stands. */
async function does(browser: Browser, id: number, act: string, more: Record<string, unknown> = {}) {
  const seen = await browser.api('GET', `/api/cases/${id}`);
  expect(seen.status, JSON.stringify(seen.body)).toBe(200);
  const answer = await browser.api('POST', `/api/cases/${id}/acts`, { act, seenSeq: seen.body.seq, ...more });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const good = (view: { readonly wanted: readonly { readonly key: string }[] }) =>
  Object.fromEntries(view.wanted.map(({ key }) => [key, { status: 'ok' }]));
const viewOf = async (browser: Browser, id: number) =>
  CaseView.parse((await browser.api('GET', `/api/cases/${id}`)).body);

describe('an old person’s card, settled at once', () => {
  test('from the first question to the certificate anybody can check', async () => {
    city.setNow(AT);
    const elder = await browserOf(city, 'laoren');
    const clerk = await browserOf(city, 'xiangzhen');
    const item = await itemNamed(city.kernel, 'senior', AT);
    const draft = await fill(elder, item.code, [
      ['situation', { for: 'self', photo: 'new', register: 'yes' }],
      ['steps/holder', { forSelf: 'true' }],
      ['steps/card', { carrier: 'electronic', hasContact: 'false' }],
      ['steps/declaration', { truthful: 'true' }],
    ]);
    const uploaded = await elder.upload(`${draft}/materials`, { filephoto: { name: '照片.png', bytes: samples.png } });
    expect(uploaded.headers.location).toBe(`${draft}/review`);
    expect((await elder.get(`${draft}/review`)).body).toContain('照片.png');
    // Files nobody handed in are swept away in time; this one has its draft.
    await sweepRoutine(city.kernel).run(on('2027-04-28'));
    const { number, id } = await send(elder, draft);

    const receipt = await elder.get(`/my/applications/${number}/receipt`);
    expect(receipt.body).toContain('最迟 2026年5月8日');
    const pdf = await elder.get(/href="(\/my\/applications\/[^"]+\/documents\/[^"]+)"/.exec(receipt.body)?.[1] ?? '');
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');

    await does(clerk, id, 'accept', { checklist: good(await viewOf(clerk, id)) });
    await does(clerk, id, 'grant');
    await does(clerk, id, 'make-document');
    await does(clerk, id, 'deliver', { how: 'online' });

    const done = await elder.get(`/my/applications/${number}`);
    expect(done.body).toContain('老年人优待证（PDF）');
    expect(done.body).toContain(`/rate/${number}`);
    const code = /\/verify\/([0-9A-Z-]{19})">[^<]*<\/a><\/span><\/li><\/ul>/.exec(done.body)?.[1] ?? '';
    const checked = await city.web.inject({ url: `/verify/${code}`, headers: { accept: 'text/html' } });
    expect(checked.statusCode).toBe(200);
    expect(checked.body).toContain('真实有效');
    expect(checked.body).not.toContain('周秀兰');
    expect(await verifyLedger(city.kernel)).toMatchObject({ faults: [] });
  });
});

describe('a licence, examined on the spot', () => {
  test('asked once to correct, looked at by two, decided by a third', async () => {
    city.setNow(AT);
    let [shop, clerk] = [await browserOf(city, 'qiye'), await browserOf(city, 'chuangkou')];
    const item = await itemNamed(city.kernel, 'food', AT);
    const draft = await fill(shop, item.code, [
      ['situation', { who: 'self', kind: 'catering' }],
      [
        'steps/premises',
        { premisesAsLicensed: 'false', premisesAddress: '明德区泽宫街道明伦大道36号1层', areaSquareMetres: '80' },
      ],
      [
        'steps/business',
        { businessKind: 'catering', cateringScope: ['hot', 'cold'], sellsOnline: 'false', isChain: 'false' },
      ],
      [
        'steps/safety',
        {
          workers: '5',
          'safetyManagers[0].row': '1',
          'safetyManagers[0].name': '林书言',
          'safetyManagers[0].residentId': '330000198107300031',
          'safetyManagers[0].mobile': '13000000004',
          'safetyManagers[0].fullTime': 'false',
        },
      ],
      [
        'steps/contact',
        { contactName: '林书言', contactMobile: '13000000004', visitTime: 'any', delivery: 'electronic' },
      ],
      ['steps/declaration', { truthful: 'true' }],
    ]);
    const wrong = await shop.upload(`${draft}/materials`, { filelayout: { name: '布局.pdf', bytes: samples.pdf } });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('请上传经营场所使用权证明。');
    const right = await shop.upload(`${draft}/materials`, {
      filepremisesZright: { name: '租赁合同.pdf', bytes: samples.pdf },
    });
    expect(right.headers.location).toBe(`${draft}/review`);
    const { number, id } = await send(shop, draft);

    city.setNow(on('2026-04-29'));
    [shop, clerk] = [await browserOf(city, 'qiye'), await browserOf(city, 'chuangkou')];
    const view = await viewOf(clerk, id);
    expect(view.applicant?.document).toBe('91590902MA00000159');
    expect(
      view.sections.flatMap(({ answers }) => answers).find(({ label }) => label.endsWith('公民身份号码'))?.value,
    ).not.toBe('330000198107300031');
    await does(clerk, id, 'ask-to-correct', {
      checklist: { ...good(view), layout: { status: 'wrong', note: '没有标明人员走向' } },
    });
    const asked = await shop.get(`/my/applications/${number}`);
    expect(asked.body).toContain('没有标明人员走向');
    expect(asked.body).toContain('一次性告知书（补正）（PDF）');

    const correction = (await shop.post(`/my/applications/${number}/correct`)).headers.location ?? '';
    const mended = await shop.upload(correction, { filelayout: { name: '布局2.pdf', bytes: samples.pdf } });
    expect(mended.headers.location).toBe(correction.replace('/materials', '/review'));
    expect((await shop.post(correction.replace('/materials', '/submit'))).statusCode).toBe(303);

    const again = await clerk.api('POST', `/api/cases/${id}/acts`, {
      act: 'ask-to-correct',
      seenSeq: (await viewOf(clerk, id)).seq,
      checklist: { layout: { status: 'wrong' } },
    });
    expect(again.body.code).toBe('cases/asked-before');
    await does(clerk, id, 'accept', { checklist: good(await viewOf(clerk, id)) });

    let examiner = await browserOf(city, 'shencha');
    await does(examiner, id, 'start-special', { expectedWorkdays: 3 });
    expect((await viewOf(examiner, id)).clocks.find(({ name }) => name === 'promised')?.light).toBe('paused');
    city.setNow(on('2026-04-30'));
    [shop, examiner] = [await browserOf(city, 'qiye'), await browserOf(city, 'shencha')];
    expect(await does(examiner, id, 'end-special', { findings: '布局符合要求' })).toMatchObject({ took: false });
    const second = await browserOf(city, await colleagueOf('shencha', 'examiner'));
    expect(await does(second, id, 'end-special', { findings: '同意' })).toMatchObject({ took: true });
    await does(examiner, id, 'recommend', { opinion: 'agree', reason: '符合条件' });
    await does(await browserOf(city, 'juedingren'), id, 'grant');
    const deliverer = await browserOf(city, 'songda');
    await does(deliverer, id, 'make-document');
    await does(deliverer, id, 'deliver', { how: 'online' });
    expect((await shop.get(`/my/applications/${number}`)).body).toContain('食品经营许可证（PDF）');
  });
});

describe('a household asks for the minimum living allowance', () => {
  test('rows are added and removed without script, the township looks first, the county confirms', async () => {
    city.setNow(AT);
    const home = await browserOf(city, 'dibao');
    const item = await itemNamed(city.kernel, 'minimum', AT);
    const draft = await fill(home, item.code, [
      ['situation', { who: 'self', disabled: 'no', ill: 'no', divorced: 'no' }],
      ['steps/household', { kind: 'household', livesAtRegister: 'true', byDelegate: 'false' }],
    ]);
    const one = member(0, '吴志强', 'self', '320000197302160074');
    const added = await home.post(`${draft}/steps/members`, { ...one, _add: 'members' });
    expect(added.headers.location).toBe(`${draft}/steps/members`);
    const shown = await home.get(`${draft}/steps/members`);
    expect(shown.body).toContain('members[1].name');
    expect(shown.body).toContain('value="吴志强"');
    const two = { ...one, ...member(1, '何芸', 'spouse', '32000019750908008X') };
    await home.post(`${draft}/steps/members`, { ...two, _add: 'members' });
    await home.post(`${draft}/steps/members`, { ...two, ...member(2, '误填', 'relative', ''), _remove: 'members[2]' });
    expect((await home.get(`${draft}/steps/members`)).body).not.toContain('误填');
    await go(home, draft, [
      ['steps/members', two],
      [
        'steps/means',
        { otherMonthlyIncome: '0', savings: '1200.50', homes: 'one', hasVehicle: 'false', hasBusiness: 'false' },
      ],
      [
        'steps/needs',
        { medicalCosts: '300', schoolCosts: '0', rentedRooms: '0', hardship: '去年冬天生病以后没有收入。' },
      ],
      ['steps/payment', { toSocialCard: 'true' }],
      ['steps/declaration', { mayCheck: 'true', truthful: 'true', publicNotice: 'true' }],
    ]);
    const up = await home.upload(`${draft}/materials`, {
      fileauthorisation: { name: '授权书.pdf', bytes: samples.pdf },
    });
    expect(up.headers.location, up.body.slice(0, 3000)).toBe(`${draft}/review`);
    const { number, id } = await send(home, draft);

    const clerk = await browserOf(city, 'xiangzhen');
    await does(clerk, id, 'accept', { checklist: good(await viewOf(clerk, id)) });
    const reviewId = (await viewOf(clerk, id)).children[0]?.id ?? 0;
    expect((await home.get(`/my/applications/${number}`)).body).toContain('泽宫街道办事处正在初审');

    const reviewer = await browserOf(city, 'chushen');
    const seen = await viewOf(reviewer, reviewId);
    expect(seen.sections.flatMap(({ answers }) => answers).some(({ value }) => value.includes('生病'))).toBe(true);
    const visit = { visitedOn: '2026-04-28', findings: '一家两口，情况属实。' };
    expect(await does(reviewer, reviewId, 'record-visit', visit)).toMatchObject({ took: false });
    const twice = await reviewer.api('POST', `/api/cases/${reviewId}/acts`, {
      act: 'record-visit',
      seenSeq: 2,
      ...visit,
    });
    expect(twice.body.code).toBe('matter/already-agreed');
    await does(
      await browserOf(city, await colleagueOf('chushen', 'township-reviewer')),
      reviewId,
      'record-visit',
      visit,
    );
    await does(reviewer, reviewId, 'conclude', { opinion: 'agree', reason: '建议确认' });
    await drain(city);
    expect((await home.get(`/my/applications/${number}`)).body).toContain('初审完成');

    await does(await browserOf(city, 'minzheng'), id, 'recommend', { opinion: 'agree', reason: '核对一致' });
    await does(await browserOf(city, 'minzheng-jd'), id, 'grant');
    const deliverer = await browserOf(city, 'xiangzhen');
    await does(deliverer, id, 'make-document');
    await does(deliverer, id, 'deliver', { how: 'window' });
    expect((await home.get(`/my/applications/${number}`)).body).toContain('为这次办理评价');
  });

  test('what is withdrawn takes the first review with it', async () => {
    city.setNow(AT);
    const home = await browserOf(city, 'dibao');
    const item = await itemNamed(city.kernel, 'minimum', AT);
    const applicant = { id: await personNamed(city.kernel, 'dibao'), kind: 'person' } as const;
    const { id, number } = await receiveApplication(city.kernel, {
      item,
      key: null,
      applicant,
      actor: await actorNamed(city.kernel, 'dibao', day('2026-04-28')),
      at: AT,
      channel: 'online',
      region: '590902001001',
      papers: null,
    });
    const clerk = await browserOf(city, 'xiangzhen');
    await does(clerk, id, 'accept', { checklist: good(await viewOf(clerk, id)) });
    const reviewId = (await viewOf(clerk, id)).children[0]?.id ?? 0;
    const page = await home.get(`/my/applications/${number}/withdraw`);
    const seenSeq = /name="seenSeq" value="(\d+)"/.exec(page.body)?.[1] ?? '';
    const stale = await home.post(`/my/applications/${number}/withdraw`, { seenSeq: '1' });
    expect(stale.statusCode).toBe(409);
    expect((await home.post(`/my/applications/${number}/withdraw`, { seenSeq })).statusCode).toBe(303);
    expect((await matterById(city.kernel, reviewId)).state).toBe('dropped');
    expect((await matterByNumber(city.kernel, number)).state).toBe('withdrawn');
    const { rows } = await city.kernel.pool.query(
      'select completed_on, handled_workdays from cases.application where matter_id = $1',
      [id],
    );
    expect(rows).toEqual([{ completed_on: '2026-04-28', handled_workdays: null }]);
  });
});

const member = (row: number, name: string, relation: string, residentId: string): Record<string, string> => ({
  [`members[${row}].row`]: '1',
  [`members[${row}].name`]: name,
  [`members[${row}].relation`]: relation,
  [`members[${row}].residentId`]: residentId,
  [`members[${row}].occupation`]: 'jobless',
  [`members[${row}].monthlyIncome`]: '0',
  [`members[${row}].hasDisability`]: 'false',
  [`members[${row}].seriouslyIll`]: 'false',
});

/** Somebody else with that role at the same agency, with an account of the demo. */
async function colleagueOf(login: string, role: string): Promise<string> {
  const { rows } = await city.kernel.pool.query<{ login: string }>(
    `select distinct other.login from identity.person me join identity.appointment a on a.person_id = me.id join identity.post p on p.id = a.post_id
       join identity.post q on q.agency_id = p.agency_id and $2 = any(q.roles) join identity.appointment b on b.post_id = q.id
       join identity.person other on other.id = b.person_id where me.login = $1 and other.id <> me.id and other.login is not null`,
    [login, role],
  );
  return rows[0]?.login ?? '';
}
