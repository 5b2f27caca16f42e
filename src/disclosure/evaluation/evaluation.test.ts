import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { signedIn } from '../../identity/testing.ts';
import { day, figureOf, instant, kernelTasks, startWorker } from '../../kernel/index.ts';
import { answerTo } from '../../kernel/testing/captcha.ts';
import { sitesCity } from '../../sites/testing.ts';
import { changeAtOnce, disclosureModule } from '../index.ts';
import { archive } from '../jobs.ts';
import { article, cleared, type People, people, publish, putCatalogue } from '../testing.ts';
import { evaluationMeasures } from './measures.ts';
import { noteEvaluation } from './operations.ts';
import { assessment, evaluations, evaluationsOf } from './view.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: Awaited<ReturnType<typeof sitesCity>>;
let who: People;
let agencyId: number;
beforeAll(async () => {
  city = await sitesCity(AT, [disclosureModule]);
  await putCatalogue(city.kernel);
  who = await people(city.kernel);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

async function told(title: string): Promise<{ readonly id: number; readonly index: string; readonly ref: string }> {
  const { kernel } = city;
  const id = await cleared(kernel, who, agencyId, article({ title }));
  const index = (await publish(kernel, { id, actor: who.officer, at: AT }))[0]?.index ?? '';
  const report = () => undefined;
  const worker = startWorker({ pool: kernel.pool, tasks: kernelTasks(kernel), routines: [], now: kernel.now, report });
  await worker.drain();
  await worker.stop();
  return { id, index, ref: index.replace('/', '-') };
}

/** Sends the form as it stands, from an address of its own unless one is named. */
const send = (ref: string, fields: Record<string, string>, remoteAddress: string) =>
  city.web.inject({
    method: 'POST',
    url: `/evaluations/${ref}`,
    remoteAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  });
let addresses = 0;
const anyAddress = (): string => {
  addresses += 1;
  return `10.0.${Math.floor(addresses / 250)}.${addresses % 250}`;
};
const passIn = (page: string): string => /name="pass" value="([^"]+)"/u.exec(page)?.[1] ?? '';
const opened = async (ref: string): Promise<string> => passIn((await city.web.inject(`/evaluations/${ref}`)).body);
/** Opens the page, reads it, chooses, sends. */
async function vote(ref: string, fields: Record<string, string>, address = anyAddress()) {
  const pass = await opened(ref);
  city.setNow(new Date(city.kernel.now().getTime() + 3_000));
  return send(ref, { pass, ...fields }, address);
}

test('visitors say what they think without saying who they are, and the agency hears of the first unsatisfied one', async () => {
  const { kernel } = city;
  const { id, index, ref } = await told('食品抽检情况之一');
  const page = (await city.web.inject(`/content/2026/${ref}.html`)).body;
  expect(page).toContain(`href="/evaluations/${ref}"`);
  expect((await city.web.inject(`/evaluations/${ref}`)).body).toContain('还没有人评价');
  const without = await vote(ref, { 'fault-late': '1' });
  expect(without.statusCode).toBe(422);
  expect(without.body).toContain('请选择满意、基本满意或者不满意');
  expect(without.body).toMatch(/checked="" id="fault-late"|id="fault-late"[^>]*checked/u);
  expect((await vote(ref, { verdict: 'superb' })).statusCode).toBe(422);
  expect((await vote(ref, { verdict: 'good', 'fault-late': '1' })).statusCode).toBe(201);
  for (let i = 0; i < 2; i += 1) await vote(ref, { verdict: 'poor', 'fault-unclear': '1', 'fault-nonsense': '1' });
  const last = await vote(ref, { verdict: 'fair' });
  expect(last.body).toContain('满意 1，基本满意 1，不满意 2');
  expect((await evaluationsOf(kernel, id, who.officer)).visitors).toEqual({
    ...{ good: 1, fair: 1, poor: 2 },
    // Who is content says nothing of what is wrong.
    faults: [{ fault: 'unclear', count: 2 }],
  });
  const notices = await kernel.pool.query(
    `select count(*)::int as n from kernel.notice where code = 'disclosure.poorly-evaluated' and params->>'index' = $1
       and person_id = $2`,
    [index, who.drafter.personId],
  );
  expect(notices.rows).toEqual([{ n: 1 }]);
  expect((await vote('11590900MT0000022A-2026-99999', { verdict: 'good' })).statusCode).toBe(404);
  await expect(evaluationsOf(kernel, id, who.citizen)).rejects.toMatchObject({ code: 'access/forbidden' });
});

test('an organised evaluation is written down once and for all, with what is done about it', async () => {
  const { kernel } = city;
  const { id, index } = await told('食品抽检情况之二');
  const note = (over: object = {}) =>
    noteEvaluation(kernel, {
      ...{ id, source: 'served', onDay: '2026-11-23', good: 8, fair: 1, poor: 1, faults: ['incomplete'] },
      ...{ words: '缺少不合格产品的批号，已经补充', actor: who.drafter, at: AT, ...over },
    });
  await expect(note({ words: '缺' })).rejects.toMatchObject({ code: 'disclosure/evaluation-no-words' });
  await expect(note({ good: 0, fair: 0, poor: 0 })).rejects.toMatchObject({
    code: 'disclosure/evaluation-counts-nobody',
  });
  await expect(note({ words: '王先生电话13812345678说看不懂' })).rejects.toMatchObject({
    code: 'disclosure/evaluation-personal',
  });
  await expect(note({ onDay: '2026-11-24' })).rejects.toMatchObject({ code: 'disclosure/evaluation-out-of-time' });
  await expect(note({ onDay: '2026-11-22' })).rejects.toMatchObject({ code: 'disclosure/evaluation-out-of-time' });
  await expect(note({ actor: who.citizen })).rejects.toMatchObject({ code: 'access/forbidden' });
  await note();
  await expect(kernel.pool.query('delete from disclosure.evaluation')).rejects.toThrow(/permission denied/u);
  expect((await evaluationsOf(kernel, id, who.officer)).rows).toMatchObject([{ source: 'served', good: 8, poor: 1 }]);
  // Nothing of the agency's own words is shown outside.
  const outside = await kernel.published.pool.query('select * from pub.pub_evaluation where index_number = $1', [
    index,
  ]);
  expect(Object.keys(outside.rows[0] ?? {})).not.toContain('words');
});

test('each of the three gates stands beside what was published; assessment and figures count by agency', async () => {
  const { kernel } = city;
  const third = await told('食品抽检情况之三');
  const all = await evaluations(kernel, { which: 'all' }, who.officer);
  expect(all.rows).toHaveLength(3);
  expect(all.rows.find(({ index }) => index === third.index)).toMatchObject({
    ...{ department: '2026-11-23', office: '2026-11-23', secrecy: '2026-11-23', publishedOn: '2026-11-23' },
    ...{ good: 0, fair: 0, poor: 0, satisfied: null, faults: [] },
  });
  const titles = async (which: 'poor' | 'none' | 'done') =>
    (await evaluations(kernel, { which }, who.officer)).rows.map(({ title }) => title.slice(-1)).toSorted();
  expect(await titles('none')).toEqual(['三']);
  expect(await titles('poor')).toEqual(['一', '二']);
  expect((await evaluations(kernel, { which: 'all', q: '之二' }, who.officer)).rows).toMatchObject([
    { satisfied: '90.00', faults: ['incomplete'] },
  ]);
  expect((await evaluations(kernel, { which: 'all' }, who.citizen)).rows).toEqual([]);
  // 14 in all, 11 of them content or fairly so.
  expect(await assessment(kernel, { from: '2026-11-01', to: '2026-11-30' }, who.officer)).toEqual([
    ['党风廉政建设责任制', expect.any(String), 3, 2, 9, 2, 3, '78.57', 2],
  ]);
  const scope = { from: day('2026-11-01'), to: day('2026-11-30'), agencyIds: null };
  const values = async () =>
    (await Promise.all(evaluationMeasures.map((each) => figureOf(kernel.published.db, each, scope)))).map(
      ({ value }) => value,
    );
  expect(await values()).toEqual(['14', '78.57', '66.67']);
  // What is withdrawn counts for nothing, and is not evaluated any more.
  await changeAtOnce(kernel, {
    ...{ index: third.index, change: 'withdraw', note: '内容需要核对，先行撤回', actor: who.officer, at: AT },
  });
  expect(await values()).toEqual(['14', '78.57', '100.00']);
  expect((await vote(third.ref, { verdict: 'good' })).statusCode).toBe(404);
  expect((await evaluationsOf(kernel, third.id, who.officer)).open).toBe(false);
});

test('when it is archived the ledger says how it was evaluated; the table can be taken home', async () => {
  const { kernel } = city;
  const { id, ref } = await told('食品抽检情况之四');
  await vote(ref, { verdict: 'fair' });
  const headers = { cookie: await signedIn(city.web, 'lianluoyuan'), 'sec-fetch-site': 'same-origin' };
  const { rows } = await kernel.pool.query<{ seq: number }>('select seq from kernel.matter where id = $1', [id]);
  const acted = await city.web.inject({
    method: 'POST',
    url: `/api/disclosure/publications/${id}/acts`,
    headers,
    payload: { act: 'feedback', seenSeq: rows[0]?.seq, words: '没有其他意见，可以归档' },
  });
  expect(acted.statusCode).toBe(200);
  await archive(kernel, AT);
  const entry = await kernel.pool.query<{ evaluation: unknown }>(
    `select body::jsonb->'facts'->'evaluation' as evaluation from kernel.entry where matter_id = $1 and act = 'archive'`,
    [id],
  );
  expect(entry.rows[0]?.evaluation).toEqual({ good: 0, fair: 1, poor: 0 });
  const sheet = await city.web.inject({ url: '/api/disclosure/evaluations.csv?which=done', headers });
  expect(sheet.body).toContain('食品抽检情况之四');
  const agencies = await city.web.inject({ url: '/api/disclosure/evaluations/assessment.csv', headers });
  expect(agencies.body).toContain('党风廉政建设责任制');
});

test('a vote counts for a page that was opened, once, and not at once; the fourth of an address is asked a question', async () => {
  const { ref } = await told('食品抽检情况之零');
  const pass = await opened(ref);
  const good = { verdict: 'good', pass };
  const refused = async (answer: Promise<{ statusCode: number; body: string }>): Promise<void> => {
    const { statusCode, body } = await answer;
    expect(statusCode).toBe(422);
    expect(body).toContain('请核对以后再提交一次');
    // What was chosen stands, and the page that comes back can be sent.
    expect(body).toMatch(/checked="" id="verdict-good"|id="verdict-good"[^>]*checked/u);
    expect(passIn(body)).not.toBe('');
  };
  await refused(send(ref, { verdict: 'good' }, '10.9.0.2'));
  await refused(send(ref, { verdict: 'good', pass: 'AAAA' }, '10.9.0.2'));
  await refused(send(ref, good, '10.9.0.2'));
  city.setNow(new Date(city.kernel.now().getTime() + 2_000));
  const other = await told('食品抽检情况之又一');
  await refused(send(other.ref, good, '10.9.0.2'));
  expect((await send(ref, good, '10.9.0.1')).statusCode).toBe(201);
  await refused(send(ref, good, '10.9.0.2'));
  for (let i = 0; i < 2; i += 1) expect((await vote(ref, { verdict: 'fair' }, '10.9.0.1')).statusCode).toBe(201);
  const asked = await vote(ref, { verdict: 'poor' }, '10.9.0.1');
  expect(asked.statusCode).toBe(422);
  const question = /<label for="[^"]*captcha[^"]*">([^<]+)</u.exec(asked.body)?.[1] ?? '';
  const captchaToken = /name="captchaToken" value="([^"]+)"/u.exec(asked.body)?.[1] ?? '';
  city.setNow(new Date(city.kernel.now().getTime() + 3_000));
  const answered = { verdict: 'poor', captchaToken };
  const wrong = await send(ref, { ...answered, pass: passIn(asked.body), captcha: '999' }, '10.9.0.1');
  expect(wrong.statusCode).toBe(422);
  city.setNow(new Date(city.kernel.now().getTime() + 3_000));
  const right = await send(ref, { ...answered, pass: passIn(wrong.body), captcha: answerTo(question) }, '10.9.0.1');
  expect(right.statusCode).toBe(201);
  expect(right.body).toContain('满意 1，基本满意 2，不满意 1');
  // Somebody else is not asked.
  expect((await vote(ref, { verdict: 'good' })).statusCode).toBe(201);
});
