import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../../identity/testing.ts';
import { bytesOf, day, fileById, instant, matterById, sweep, timeline, verifyLedger } from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { archive } from '../jobs.ts';
import { saveDraft } from '../operations/draft.ts';
import { publicationById } from '../operations/publication.ts';
import { publish } from '../operations/publish.ts';
import { review, takeBack } from '../operations/review.ts';
import { secrecyChecks } from '../rules/secrecy.ts';
import { article, handedIn, type People, people, putCatalogue } from '../testing.ts';
import { askThirdParties } from './ask.ts';
import { consentsOf } from './repo.ts';
import { consentFault } from './rules.ts';
import { consentsSealed } from './sealed.ts';

const AT = instant(day('2026-11-23'), '10:00');
const papers = { publicUrl: 'https://www.mingtang.example' };
let city: TestCity;
let who: People;
let agencyId: number;
const cookies = new Map<string, string>();
beforeAll(async () => {
  city = await testCity([disclosureModule], AT, (web) => void web.decorate('publicUrl', papers.publicUrl));
  await putCatalogue(city.kernel);
  who = await people(city.kernel);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

const OFFICE = 'lianluoyuan';
const HEAD = 'shichang-sh';

async function send(login: string | null, method: 'GET' | 'POST', url: string, payload?: object) {
  let cookie = '';
  if (login !== null) {
    cookie = cookies.get(login) ?? (await signedIn(city.web, login));
    cookies.set(login, cookie);
  }
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  return city.web.inject({ method, url, headers, ...(payload ? { payload } : {}) });
}

const secret = { interest: 'trade-secret', addressee: '明堂酱园有限公司', about: '酱油配方和主要原料的配比' } as const;
const person = { interest: 'privacy', addressee: '张桂兰', about: '她的病历和用药情况' } as const;
const ask = async (id: number, letters: readonly object[] = [secret], days = 10, login = OFFICE) =>
  send(login, 'POST', `/api/disclosure/publications/${id}/consents`, { days, letters });
const asked = async (id: number, letters?: readonly object[]): Promise<number> => {
  const answer = await ask(id, letters);
  expect(answer.body).toContain('ids');
  return Number(answer.json<{ ids: number[] }>().ids[0]);
};
const seqOf = async (id: number): Promise<number> => (await matterById(city.kernel, id)).seq;
const act = async (id: number, body: object, login = OFFICE) =>
  send(login, 'POST', `/api/disclosure/consents/${id}/acts`, { seenSeq: await seqOf(id), ...body });
const codeOf = (answer: { json: <T>() => T }): string => answer.json<{ code: string }>().code;

async function scan(id: number, login = OFFICE) {
  const cookie = cookies.get(login) ?? (await signedIn(city.web, login));
  cookies.set(login, cookie);
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const body = Buffer.concat([
    Buffer.from(
      '--x\r\nContent-Disposition: form-data; name="file"; filename="同意书.png"\r\nContent-Type: image/png\r\n\r\n',
    ),
    png,
    Buffer.from('\r\n--x--\r\n'),
  ]);
  return city.web.inject({
    method: 'POST',
    url: `/api/disclosure/consents/${id}/files`,
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=x' },
    payload: body,
  });
}

/** One that stands before the look for secrets. */
async function atSecrecy(): Promise<number> {
  const id = await handedIn(city.kernel, who, agencyId, article({ title: '酱油抽检的详细情况' }));
  await pass(id, 'department');
  await pass(id, 'office');
  return id;
}
async function pass(id: number, gate: 'department' | 'office' | 'secrecy', checked?: readonly string[]): Promise<void> {
  const { row } = await publicationById(city.kernel, id);
  const actor = { department: who.department, office: who.officer, secrecy: who.secrecy }[gate];
  const seenText = row.submittedHash?.toString('hex') ?? '';
  await review(city.kernel, {
    ...{ id, gate, passed: true, words: '', seenText, actor, at: city.kernel.now() },
    ...(checked ? { checked } : {}),
  });
}
const keys = secrecyChecks.map(({ key }) => key);
/** Every check, with article 15 followed for an interest. */
const followed = (...interests: readonly string[]): readonly string[] =>
  keys.map((key) => (interests.includes(key) ? `${key}:article-15` : key));
const out = (id: number) => publish(city.kernel, { id, actor: who.officer, at: city.kernel.now() });

test('who says that a third party has agreed needs the record of it', async () => {
  const id = await atSecrecy();
  await expect(pass(id, 'secrecy', followed('trade-secret'))).rejects.toMatchObject({
    code: 'disclosure/consent-missing',
    details: { interest: '商业秘密' },
  });
  const consent = await asked(id);
  await expect(pass(id, 'secrecy', keys)).rejects.toMatchObject({
    code: 'disclosure/consent-open',
    details: { count: 1 },
  });
  // Nobody agreed by word of mouth.
  const agreed = { act: 'agree', on: '2026-11-23', words: '同意公开，没有意见' };
  expect(codeOf(await act(consent, agreed))).toBe('disclosure/consent-no-paper');
  expect((await scan(consent)).statusCode).toBe(200);
  expect((await act(consent, { ...agreed, words: '同意' })).statusCode).toBe(409);
  expect((await act(consent, agreed)).json()).toMatchObject({ state: 'agreed', answer: 'agrees', acts: [] });
  // And who was asked about this very text cannot be nobody.
  await expect(pass(id, 'secrecy', keys)).rejects.toMatchObject({ code: 'disclosure/consent-contradicted' });
  await expect(pass(id, 'secrecy', followed('trade-secret', 'privacy'))).rejects.toMatchObject({
    code: 'disclosure/consent-missing',
  });
  await pass(id, 'secrecy', followed('trade-secret'));
  const [released] = await out(id);
  expect(released?.index).toBeDefined();
  // Its file holds it; what everybody reads does not.
  const acts = (await timeline(city.kernel, id)).map((entry) => entry.act);
  expect(acts).toEqual(expect.arrayContaining(['disclosure.ask-consent', 'disclosure.consent-concluded']));
  const { rows } = await city.kernel.pool.query<{ told: string }>(
    `select content::text as told from kernel.record where key = $1`,
    [released?.index],
  );
  expect(rows[0]?.told).not.toMatch(/明堂酱园|配比|同意公开/u);
  const later = instant(day('2026-12-25'), '10:00');
  await sweep(city.kernel, later);
  await archive(city.kernel, later);
  const archived = (await timeline(city.kernel, id)).find((entry) => entry.act === 'archive');
  expect(archived?.facts).toMatchObject({ consents: [{ interest: 'trade-secret', state: 'agreed' }] });
  expect((await ask(id)).json()).toMatchObject({ code: 'disclosure/consent-too-late' });
});

test('a letter names what is asked and by when; silence opens nothing, the agency decides and tells him', async () => {
  const id = await atSecrecy();
  const consent = await asked(id, [person]);
  const view = (await send(OFFICE, 'GET', `/api/disclosure/consents/${consent}`)).json();
  expect(view).toMatchObject({ state: 'asked', addressee: '张桂兰', sentOn: '2026-11-23', answerDays: 10 });
  const bytes = await bytesOf(city.kernel, await fileById(city.kernel.pool, view.letters[0].fileId));
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  // The code on the paper tells who holds it that it is real, and nothing more.
  const { rows } = await city.kernel.pool.query<{ code: string }>(
    'select code from disclosure.consent_letter where matter_id = $1',
    [consent],
  );
  const checked = await send(null, 'GET', `/consent-letters/${rows[0]?.code}`);
  expect(checked.body).toContain(view.letters[0].number);
  expect(checked.body).not.toContain('张桂兰');
  expect((await send(null, 'GET', '/consent-letters/0000')).statusCode).toBe(404);
  expect(codeOf(await act(consent, { act: 'letter-received', on: '2026-11-20', how: 'post' }))).toBe(
    'disclosure/consent-day',
  );
  const got = await act(consent, { act: 'letter-received', on: '2026-11-23', how: 'post' });
  // Ten working days, the day itself not counted.
  expect(got.json()).toMatchObject({ state: 'waiting', receivedHow: 'post', dueOn: '2026-12-07' });
  await sweep(city.kernel, instant(day('2026-12-07'), '23:00'));
  expect((await matterById(city.kernel, consent)).state).toBe('waiting');
  city.setNow(instant(day('2026-12-08'), '09:00'));
  cookies.clear();
  await sweep(city.kernel, city.kernel.now());
  expect((await matterById(city.kernel, consent)).state).toBe('undecided');
  await expect(pass(id, 'secrecy', followed('privacy'))).rejects.toMatchObject({
    code: 'disclosure/consent-undecided',
  });
  const why = { act: 'override', words: '涉及正在扩散的食源性疾病，不公开会危及公众健康' };
  // Not whoever asked, and not without saying what the public would suffer.
  expect((await act(consent, why)).statusCode).toBe(403);
  expect(codeOf(await act(consent, { act: 'override', words: '公共利益需要' }, HEAD))).toBe(
    'disclosure/consent-no-reason',
  );
  const decided = await act(consent, why, HEAD);
  expect(decided.json()).toMatchObject({ state: 'telling', answer: 'silent', decision: 'override' });
  expect(decided.json<{ letters: { title: string }[] }>().letters.map(({ title }) => title)).toEqual([
    '政府信息公开征求第三方意见函',
    '政府信息公开决定告知书',
  ]);
  await expect(pass(id, 'secrecy', followed('privacy'))).rejects.toMatchObject({ code: 'disclosure/consent-not-told' });
  await act(consent, { act: 'tell-party', on: '2026-12-08', how: 'in-person' });
  await pass(id, 'secrecy', followed('privacy'));
  expect((await out(id)).length).toBe(1);
  city.setNow(AT);
  cookies.clear();
});

test('an objection that is respected keeps the text in until it has changed', async () => {
  const id = await atSecrecy();
  const consent = await asked(id);
  await act(consent, { act: 'object', on: '2026-11-23', words: '配方是商业秘密，不同意', partly: true });
  const kept = await act(consent, { act: 'respect', words: '尊重权利人的意见' }, HEAD);
  expect(kept.json()).toMatchObject({ state: 'kept-back', answer: 'partly', textChanged: false });
  await expect(pass(id, 'secrecy', keys)).rejects.toMatchObject({ code: 'disclosure/consent-kept-back' });
  const { kernel } = city;
  await takeBack(kernel, { id, how: 'recall', words: '去掉配方重新提交', actor: who.drafter, at: AT });
  const { draft, row } = await publicationById(kernel, id);
  const content = { ...draft.content, body: '<p>合格九十九批次。</p>' };
  await saveDraft(kernel, { id, content, seenRevision: row.revision, actor: who.drafter, at: AT });
  const changed = (await publicationById(kernel, id)).draft;
  expect(consentFault(await consentsOf(kernel.pool, id), changed.hash)).toBeNull();
  expect(consentFault(await consentsOf(kernel.pool, id), draft.hash)).toMatchObject({
    code: 'disclosure/consent-kept-back',
  });
});

test('several are asked, each by a letter of his own; one who does not agree holds all', async () => {
  const id = await atSecrecy();
  const answer = await ask(id, [secret, person]);
  const [first = 0, second = 0] = answer.json<{ ids: number[] }>().ids;
  await scan(first);
  await act(first, { act: 'agree', on: '2026-11-23', words: '同意全部公开' });
  await expect(pass(id, 'secrecy', followed('trade-secret', 'privacy'))).rejects.toMatchObject({
    code: 'disclosure/consent-open',
    details: { count: 1 },
  });
  // What still stands in the text is not given up.
  expect(codeOf(await act(second, { act: 'drop', words: '联系不上本人' }))).toBe('disclosure/consent-still-in-text');
  const list = (await send(OFFICE, 'GET', `/api/disclosure/publications/${id}/consents`)).json();
  expect(list).toMatchObject({ mayAsk: true, rows: [{ state: 'agreed' }, { state: 'asked' }] });
  // With the publication ends what is still being asked for it.
  await takeBack(city.kernel, { id, how: 'recall', words: '不再公开这件', actor: who.drafter, at: AT });
  await takeBack(city.kernel, { id, how: 'drop', words: '不再公开这件', actor: who.drafter, at: AT });
  expect((await matterById(city.kernel, second)).state).toBe('dropped');
});

test('what cannot be asked is refused, and nobody else reads it', async () => {
  const id = await atSecrecy();
  expect(codeOf(await ask(id, []))).toBe('disclosure/nobody-to-ask');
  expect(codeOf(await ask(id, [{ ...secret, about: '' }]))).toBe('disclosure/nobody-to-ask');
  expect(codeOf(await ask(id, [secret], 4))).toBe('disclosure/consent-days');
  expect(codeOf(await ask(id, [secret], 61))).toBe('disclosure/consent-days');
  const consent = await asked(id);
  for (const login of [null, 'shimin', 'qiye', 'minzheng']) {
    const answer = await send(login, 'GET', `/api/disclosure/consents/${consent}`);
    expect([401, 403]).toContain(answer.statusCode);
    expect(answer.body).not.toContain('明堂酱园');
  }
  // A paper of one is no paper of another.
  const other = await asked(id, [person]);
  const { fileId } = (await scan(consent)).json<{ fileId: string }>();
  expect((await send(OFFICE, 'GET', `/api/disclosure/consents/${consent}/files/${fileId}`)).statusCode).toBe(200);
  expect((await send(OFFICE, 'GET', `/api/disclosure/consents/${other}/files/${fileId}`)).statusCode).toBe(404);
});

test('names and words are sealed, stand in no entry, and the ledger holds', async () => {
  const { kernel } = city;
  const id = await handedIn(kernel, who, agencyId, article({ title: '又一批抽检' }));
  const [consent = 0] = await askThirdParties(kernel, {
    ...{ publication: id, days: 15, letters: [person], papers, actor: who.drafter, at: AT },
  });
  const { rows } = await kernel.pool.query<{ said: string }>(
    `select string_agg(body::text, ' ') as said from kernel.entry where matter_id = any($1)`,
    [[id, consent]],
  );
  expect(rows[0]?.said).not.toMatch(/张桂兰|病历/u);
  const { rows: kept } = await kernel.pool.query<Record<string, Buffer | null>>(
    'select * from disclosure.consent where matter_id = $1',
    [consent],
  );
  const columns = consentsSealed.map(({ column }) => column);
  expect(columns).toHaveLength(4);
  expect(String(kept[0]?.addressee_sealed)).not.toContain('张桂兰');
  expect((await verifyLedger(kernel)).faults).toEqual([]);
});
