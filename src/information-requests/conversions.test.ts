import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { day, figureOf, search } from '../kernel/index.ts';
import { measures } from './measures.ts';
import { publishedAnswers } from './operations/alike.ts';
import { decideConversion, proposeConversion, publishConversion } from './operations/conversions.ts';
import { registerPage } from './operations/register.ts';
import { registerExport } from './operations/register-export.ts';
import { approve, saveDraft, send, sign, submitDraft } from './operations/reply.ts';
import { requestView } from './operations/request-view.ts';
import { conversionOf, requestsOfConversion } from './repo/conversions.ts';
import { databaseOf } from './repo/database.ts';
import { publishedAnswersOf } from './repo/published.ts';
import { asking, at, matter, type Office, officeOf, received, requestsCity } from './testing.ts';

let city: TestCity;
let office: Office;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
});
afterAll(() => city.close());

const doing = (id: number, on: string, actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
const answered = async (subject: string, document: string, on = '2026-03-02', more = {}): Promise<number> => {
  const applicant = { ...asking(office, on).applicant, document };
  const { id } = await received(city, office, on, { subject, wanted: '', applicant, ...more });
  await saveDraft(city.kernel, {
    ...doing(id, on),
    draft: { decision: '3.1', points: { where: '见网站' }, attachments: [] },
  });
  await submitDraft(city.kernel, doing(id, on));
  await approve(city.kernel, doing(id, on, office.legal));
  await sign(city.kernel, doing(id, on, office.head));
  await send(city.kernel, { ...doing(id, on), how: 'web' });
  return id;
};
const A = '110000198805120029';
const B = '440000195811030049';
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('what several asked for', () => {
  test('is proposed for publication from the second applicant on, decided by two, published, and answers the next', async () => {
    const topic = '明德区2025年农贸市场改造补贴发放名单';
    const first = await answered(`${topic}`, A);
    expect(await proposeConversion(city.kernel, first, at('2026-03-02'))).toBeNull();
    // The same person again is one person.
    const again = await answered(`申请公开${topic}`, A);
    expect(await proposeConversion(city.kernel, again, at('2026-03-02'))).toBeNull();
    const second = await answered(`请提供${topic}复印件`, B, '2026-03-03');
    const id = (await proposeConversion(city.kernel, second, at('2026-03-03'))) ?? 0;
    expect(await matter(city, id)).toMatchObject({ state: 'proposed', dueOn: '2026-03-31' });
    expect((await requestsOfConversion(databaseOf(city.kernel), id)).map((row) => row.id)).toEqual([
      first,
      again,
      second,
    ]);
    // Asked once more while it is being decided: the same proposal.
    expect(await proposeConversion(city.kernel, second, at('2026-03-04'))).toBe(id);
    expect(
      await code(
        decideConversion(city.kernel, { ...doing(id, '2026-03-04', office.everything), act: 'recommend', reason: '' }),
      ),
    ).toBe('information-requests/no-reason');
    await decideConversion(city.kernel, {
      ...doing(id, '2026-03-04', office.everything),
      act: 'recommend',
      reason: '涉及公众利益',
    });
    expect(
      await code(
        decideConversion(city.kernel, { ...doing(id, '2026-03-04', office.everything), act: 'approve', reason: '' }),
      ),
    ).toBe('matter/same-person');
    await decideConversion(city.kernel, { ...doing(id, '2026-03-05', office.head), act: 'approve', reason: '' });
    expect(await publishedAnswersOf(city.kernel.published.pool, 5)).toEqual([]);
    await publishConversion(city.kernel, { ...doing(id, '2026-03-06'), answer: '名单如下：…', url: null });
    expect(await conversionOf(databaseOf(city.kernel), id)).toMatchObject({ publishedOn: '2026-03-06', applicants: 2 });
    expect(await publishedAnswersOf(city.kernel.published.pool, 5)).toMatchObject([
      { id, topic: `请提供${topic}复印件` },
    ]);
    expect((await search(city.kernel.published.pool, { typed: ['农贸市场改造补贴'] })).rows).toHaveLength(1);
    const found = await publishedAnswers(city.kernel, '想要农贸市场改造补贴发放名单');
    expect(found.map(({ url }) => url)).toContain(`/information-requests/answers/${id}`);
    const page = await city.web.inject({
      method: 'GET',
      url: `/information-requests/answers/${id}`,
      headers: { accept: 'text/html' },
    });
    expect(page.body).toContain('名单如下');
  });

  test('an applicant may suggest it alone; what cannot be public is not proposed', async () => {
    const suggested = await answered('溪平县水质监测月报', A, '2026-04-01', { suggestsPublication: true });
    expect(await proposeConversion(city.kernel, suggested, at('2026-04-01'))).not.toBeNull();
    const { id } = await received(city, office, '2026-04-01', { suggestsPublication: true });
    expect(await proposeConversion(city.kernel, id, at('2026-04-01'))).toBeNull();
  });
});

describe('the register', () => {
  const looking = () => ({ actor: office.officer, today: day('2026-05-20') });
  test('finds by words, by number and, for who has to reach him, by the name', async () => {
    const { id, number } = await received(city, office, '2026-05-11', { subject: '公交线路调整听证记录' });
    const ids = async (q: string, actor = office.officer) =>
      (await registerPage(city.kernel, { q }, { ...looking(), actor })).rows.map((row) => row.id);
    expect(await ids('线路调整')).toEqual([id]);
    expect(await ids(number.toLowerCase())).toEqual([id]);
    expect(await ids('陈晓岚')).toContain(id);
    expect(await ids('陈晓岚', office.legal)).toEqual([]);
    expect(await ids('没有这样的事')).toEqual([]);
  });

  test('shows what is late in red from the clock alone, and only one’s own agency', async () => {
    const { id } = await received(city, office, '2026-05-11', { subject: '停车场收费依据' });
    const later = { actor: office.officer, today: day('2026-06-10') };
    const late = await registerPage(city.kernel, { standing: 'late', q: '停车场收费' }, later);
    expect(late.rows).toMatchObject([{ id, light: 'red', dueOn: '2026-06-08' }]);
    const elsewhere = {
      ...office.officer,
      grants: [{ role: 'request-officer', agencyId: office.agencyId + 1 }],
      agenciesBelow: new Set([office.agencyId + 1]),
    };
    expect((await registerPage(city.kernel, {}, { ...later, actor: elsewhere })).rows).toEqual([]);
  });

  test('pages by keyset without losing or repeating a row, and exports the same', async () => {
    for (let i = 0; i < 60; i++) await received(city, office, '2026-07-01', { subject: `道路维修计划第${i}号` });
    const first = await registerPage(city.kernel, { from: '2026-07-01', to: '2026-07-01' }, looking());
    expect(first.rows).toHaveLength(50);
    const second = await registerPage(
      city.kernel,
      { from: '2026-07-01', to: '2026-07-01', before: first.next ?? 0 },
      looking(),
    );
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(60);
    expect(second.next).toBeNull();
    const asked = { from: '2026-07-01', to: '2026-07-01', before: first.next ?? 0 };
    const rows = await registerExport(city.kernel, asked, { ...looking(), at: at('2026-07-01') }, 'csv');
    expect(rows).toHaveLength(61);
    expect(rows.flat().join('')).not.toContain('陈晓岚');
  });

  test('one request shows masked who asks, what is alike, and what may be done', async () => {
    const subject = '体育馆建设工程竣工验收报告';
    const first = await answered(subject, B, '2026-07-06');
    const { id } = await received(city, office, '2026-07-07', { subject: `${subject}全文`, wanted: '' });
    const view = await requestView(city.kernel, { id, actor: office.officer, at: at('2026-07-07') });
    expect(view.applicant).toMatchObject({ masked: true });
    expect(JSON.stringify(view.applicant)).not.toMatch(/110000198805120029|13000000001/u);
    expect(view.alike).toMatchObject([{ id: first, decision: '予以公开', sameApplicant: false }]);
    expect(view.alike[0]?.answer).toContain('见网站');
    expect(view.acts.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['take-up', 'ask-to-correct', 'draft', 'withdraw']),
    );
    expect(view.clocks[0]).toMatchObject({ name: 'correction-notice' });
  });
});

test('M-041 and M-042 count from receipt', async () => {
  const scope = { from: day('2026-07-01'), to: day('2026-07-31'), agencyIds: null };
  const [accepted, answeredOnes, rate] = await Promise.all(
    measures.map((measure) => figureOf(city.kernel.published.db, measure, scope)),
  );
  expect([accepted?.value, answeredOnes?.value, rate?.value]).toEqual(['62', '1', '1.61']);
});
