import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { type TestCity, testCity } from '../identity/testing.ts';
import {
  type Announced,
  currentRecord,
  day,
  instant,
  kernelTasks,
  matterById,
  startWorker,
  sweep,
  system,
  timeline,
  verifyLedger,
} from '../kernel/index.ts';
import { PublishedContent } from './contract.ts';
import { disclosureModule } from './index.ts';
import { archive, tasks } from './jobs.ts';
import { carryChange, changeAtOnce, lapse, proposeChange } from './operations/change.ts';
import { readRevision, saveDraft, submit } from './operations/draft.ts';
import { correct, openPublication } from './operations/open.ts';
import { publicationById } from './operations/publication.ts';
import { publish, withhold } from './operations/publish.ts';
import { review, stopForSecrecy, takeBack } from './operations/review.ts';
import { schedule } from './operations/schedule.ts';
import { publicationView } from './operations/view.ts';
import { linksOf, publishedRow } from './repo/published.ts';
import { secrecyChecks } from './rules/secrecy.ts';
import { setIndexPattern } from './settings.ts';
import { article, cleared, handedIn, type People, people, putCatalogue } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
const told: Announced[][] = [];
let city: TestCity;
let who: People;
let agencyId: number;
beforeAll(async () => {
  city = await testCity(
    [disclosureModule, { name: 'listener', onRecords: async (_, changes) => void told.push([...changes]) }],
    AT,
  );
  await putCatalogue(city.kernel);
  who = await people(city.kernel);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

const out = async (id: number, actor = who.officer) => publish(city.kernel, { id, actor, at: city.kernel.now() });
const published = async (content = article()): Promise<string> => {
  const [first] = await out(await cleared(city.kernel, who, agencyId, content));
  return first?.index ?? '';
};
const drain = async (): Promise<void> => {
  const { kernel } = city;
  const report = (): void => undefined;
  const worker = startWorker({
    pool: kernel.pool,
    tasks: { ...kernelTasks(kernel), ...tasks(kernel) },
    routines: [],
    now: kernel.now,
    report,
  });
  await worker.drain();
  await worker.stop();
};

test('the six steps are recorded, and what is published is what the gates have seen', async () => {
  const { kernel } = city;
  const id = await cleared(kernel, who, agencyId, article({ body: '<p>一</p><script>alert(1)</script>' }));
  const [released] = await out(id);
  expect(released?.index).toMatch(/^11590900MT0001260X\/2026-\d{5}$/u);
  const record = await currentRecord(kernel.pool, 'publication', released?.index ?? '');
  const content = PublishedContent.parse(record?.content);
  expect(content).toMatchObject({ body: '<p>一</p>', agency: '明堂市市场监督管理局', dueOn: '2026-12-18' });
  expect(await publishedRow(kernel.pool, released?.index ?? '')).toMatchObject({ version: 1, validity: 'in-force' });
  // Nobody answered: the program notes that, and archives.
  await sweep(kernel, instant(day('2026-12-25'), '10:00'));
  await archive(kernel, instant(day('2026-12-25'), '10:01'));
  expect((await timeline(kernel, id)).map(({ act }) => act)).toEqual([
    'begin',
    'submit',
    'pass-department',
    'pass-office',
    'pass-secrecy',
    'publish',
    'no-feedback',
    'archive',
  ]);
  expect((await verifyLedger(kernel)).faults).toEqual([]);
});

test('the clock runs from the day of formation: twenty working days, seven for a penalty', async () => {
  const { kernel } = city;
  const usual = await openPublication(kernel, {
    agencyId,
    content: article({ formedOn: '2026-09-18' }),
    actor: who.drafter,
    at: AT,
  });
  expect(usual.dueOn).toBe('2026-10-22');
  const penalty = await openPublication(kernel, {
    agencyId,
    content: article({ formedOn: '2026-09-24', genre: 'penalty-result', node: 'ML.3.06.04' }),
    actor: who.drafter,
    at: AT,
  });
  expect(penalty.dueOn).toBe('2026-10-12');
  const planned = await openPublication(kernel, {
    agencyId,
    content: article({ formedOn: null }),
    actor: who.drafter,
    at: AT,
  });
  expect(planned.dueOn).toBeNull();
  await saveDraft(kernel, {
    id: planned.id,
    content: article({ formedOn: '2026-09-18' }),
    seenRevision: 1,
    actor: who.drafter,
    at: AT,
  });
  expect((await matterById(kernel, planned.id)).dueOn).toBe('2026-10-22');
});

test('the clock of a correction runs from the change, whatever day the corrected was formed on', async () => {
  const { kernel } = city;
  const past = article({ title: '早先的目录', formedOn: '2026-03-02' });
  const id = await correct(kernel, await published(past), '补上漏列的一项', who.drafter, AT);
  const due = async () => (await matterById(kernel, id)).dueOn;
  expect(await due()).toBe('2026-12-21');
  await saveDraft(kernel, {
    id,
    content: { ...past, formedOn: '2026-03-03' },
    actor: who.drafter,
    at: AT,
    seenRevision: 1,
  });
  expect(await due()).toBe('2026-12-21');
});

test('two editors on one article: the second is refused, and what he wrote is kept', async () => {
  const { kernel } = city;
  const { id } = await openPublication(kernel, { agencyId, content: article(), actor: who.drafter, at: AT });
  const save = (body: string, seenRevision: number) =>
    saveDraft(kernel, { id, content: article({ body }), seenRevision, actor: who.drafter, at: AT });
  expect(await save('<p>甲改的</p>', 1)).toMatchObject({ revision: 2 });
  const late = await save('<p>乙改的</p>', 1).catch((error: unknown) => error);
  expect(late).toMatchObject({ code: 'disclosure/draft-changed', status: 409, details: { revision: 2 } });
  const { aside } = (late as { details: { aside: number } }).details;
  expect((await readRevision(kernel, id, aside)).content.body).toBe('<p>乙改的</p>');
  expect((await publicationById(kernel, id)).draft.content.body).toBe('<p>甲改的</p>');
  const both = await Promise.allSettled([save('<p>丙</p>', 2), save('<p>丁</p>', 2)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const stale = submit(kernel, { id, actor: who.drafter, at: AT, seenRevision: 2 });
  await expect(stale).rejects.toMatchObject({ code: 'disclosure/draft-changed' });
});

test('nobody attaches a file of another matter, not even in the first draft', async () => {
  const { kernel } = city;
  const { rows } = await kernel.pool.query<{ id: string }>(
    `insert into kernel.file (id, sha256, size, media_type, name, created_at)
     values (gen_random_uuid(), '\\x00', 1, 'application/pdf', '身份证.pdf', $1) returning id`,
    [AT],
  );
  const attachment = { fileId: rows[0]?.id, name: '身份证.pdf', type: 'application/pdf', bytes: 1 };
  const content = article({ attachments: [attachment] });
  const opening = openPublication(kernel, { agencyId, content, actor: who.drafter, at: AT });
  await expect(opening).rejects.toMatchObject({ code: 'files/not-found' });
  const { id } = await openPublication(kernel, { agencyId, content: article(), actor: who.drafter, at: AT });
  const saving = saveDraft(kernel, { id, content, seenRevision: 1, actor: who.drafter, at: AT });
  await expect(saving).rejects.toMatchObject({ code: 'files/not-found' });
  await kernel.pool.query('update kernel.file set matter_id = $2 where id = $1', [attachment.fileId, id]);
  expect(await saveDraft(kernel, { id, content, seenRevision: 1, actor: who.drafter, at: AT })).toMatchObject({
    revision: 2,
  });
});

test('what is not complete is not handed in, and each thing that is wanting has a name', async () => {
  const { kernel } = city;
  const content = article({ body: ' ', summary: '', source: '', node: 'ML.3.13', attribute: 'withheld' });
  const { id } = await openPublication(kernel, { agencyId, content, actor: who.drafter, at: AT });
  const handing = submit(kernel, { id, actor: who.drafter, at: AT, seenRevision: 1 });
  await expect(handing).rejects.toMatchObject({ code: 'disclosure/incomplete' });
});

test('each gate is kept by another person, and a return has to say why', async () => {
  const { kernel } = city;
  const id = await handedIn(kernel, who, agencyId);
  const { row } = await publicationById(kernel, id);
  const seenText = row.submittedHash?.toString('hex') ?? '';
  const at = AT;
  const asks = { id, at, seenText, words: '' };
  const own = review(kernel, { ...asks, gate: 'department', passed: true, actor: who.drafter });
  await expect(own).rejects.toMatchObject({ code: 'matter/not-yours' });
  const other = review(kernel, { ...asks, seenText: 'ff', gate: 'department', passed: true, actor: who.department });
  await expect(other).rejects.toMatchObject({ code: 'disclosure/other-text' });
  const wordless = review(kernel, { ...asks, gate: 'department', passed: false, actor: who.department });
  await expect(wordless).rejects.toMatchObject({ code: 'disclosure/no-words' });
  await review(kernel, { ...asks, gate: 'department', passed: true, actor: who.department });
  await review(kernel, { ...asks, gate: 'office', passed: false, words: '标题与内容不符', actor: who.officer });
  expect((await matterById(kernel, id)).state).toBe('drafting');
  const early = out(id);
  await expect(early).rejects.toMatchObject({ code: 'matter/not-in-state' });
});

test('what was drafted at the disclosure office is pre-reviewed by a colleague', async () => {
  const { kernel } = city;
  const { id } = await openPublication(kernel, { agencyId, content: article(), actor: who.officer, at: AT });
  await submit(kernel, { id, actor: who.officer, at: AT, seenRevision: 1 });
  const { row } = await publicationById(kernel, id);
  const asks = { id, at: AT, words: '', passed: true, seenText: row.submittedHash?.toString('hex') ?? '' };
  await review(kernel, { ...asks, gate: 'department', actor: who.department });
  const same = review(kernel, { ...asks, gate: 'office', actor: who.officer });
  await expect(same).rejects.toMatchObject({ code: 'matter/same-person' });
  await review(kernel, { ...asks, gate: 'office', actor: who.officer2 });
  await review(kernel, { ...asks, gate: 'secrecy', actor: who.secrecy });
  expect((await matterById(kernel, id)).state).toBe('cleared');
});

test('an answer taken back for a change has to pass every gate again', async () => {
  const { kernel } = city;
  const id = await cleared(kernel, who, agencyId);
  await takeBack(kernel, { id, how: 'recall', words: '数字有误需要核对', actor: who.drafter, at: AT });
  await saveDraft(kernel, {
    id,
    content: article({ body: '<p>改过</p>' }),
    seenRevision: 1,
    actor: who.drafter,
    at: AT,
  });
  await expect(out(id)).rejects.toMatchObject({ code: 'matter/not-in-state' });
});

test('a text changed behind the program’s back does not go out', async () => {
  const { kernel } = city;
  const id = await cleared(kernel, who, agencyId);
  await kernel.pool.query(
    `insert into disclosure.draft (matter_id, revision, content, hash, saved_at)
     select matter_id, 99, jsonb_set(content, '{body}', '"<p>别的</p>"'), hash, saved_at from disclosure.draft where matter_id = $1`,
    [id],
  );
  await expect(out(id)).rejects.toMatchObject({ code: 'disclosure/gate-open' });
});

test('what is not for everybody is withheld with its reason, and never published', async () => {
  const { kernel } = city;
  const content = article({ attribute: 'on-request', reason: 'concerns-few', reasonWords: '只涉及两户当事人' });
  const id = await cleared(kernel, who, agencyId, content);
  await expect(out(id)).rejects.toMatchObject({ code: 'disclosure/not-public' });
  await withhold(kernel, { id, actor: who.officer, at: AT });
  expect((await publicationById(kernel, id)).row.nextReviewOn).toBe('2027-11-23');
});

test('a secret stops it for good', async () => {
  const { kernel } = city;
  const id = await handedIn(kernel, who, agencyId);
  const { row } = await publicationById(kernel, id);
  const asks = { id, at: AT, words: '', passed: true, seenText: row.submittedHash?.toString('hex') ?? '' };
  await review(kernel, { ...asks, gate: 'department', actor: who.department });
  await review(kernel, { ...asks, gate: 'office', actor: who.officer });
  await stopForSecrecy(kernel, { id, words: '属于内部掌握事项', actor: who.secrecy, at: AT });
  expect((await matterById(kernel, id)).closedAt).not.toBeNull();
});

test('a mark of secrets stands in the way until the reviewer has answered for it, in a file too', async () => {
  const { kernel } = city;
  const marked = article({ body: '<p>内部资料，注意保存。抽检一百批次。</p>' });
  const id = await handedIn(kernel, who, agencyId, marked);
  const { row } = await publicationById(kernel, id);
  const asks = { id, at: AT, words: '', passed: true, seenText: row.submittedHash?.toString('hex') ?? '' };
  await review(kernel, { ...asks, gate: 'department', actor: who.department });
  await review(kernel, { ...asks, gate: 'office', actor: who.officer });
  const look = { ...asks, gate: 'secrecy', actor: who.secrecy } as const;
  await expect(review(kernel, { ...look, checked: [] })).rejects.toMatchObject({
    code: 'disclosure/secrecy-unchecked',
  });
  const checked = secrecyChecks.map(({ key }) => key);
  await expect(review(kernel, { ...look, checked })).rejects.toMatchObject({
    code: 'disclosure/secret-terms',
    details: { terms: '内部资料、注意保存' },
  });
  const shown = await publicationView(kernel, id, who.secrecy, AT);
  expect(shown.secrecy?.terms).toMatchObject([{ term: '内部资料', document: '正文.html' }, { term: '注意保存' }]);
  await review(kernel, { ...look, checked, words: '引用的旧封面用语，内容已经解密' });
  expect((await matterById(kernel, id)).state).toBe('cleared');
});

test('a document and what explains it go out in one step, linked both ways, announced together', async () => {
  const { kernel } = city;
  const policy = article({
    title: '明堂市食品小作坊管理办法',
    genre: 'policy-document',
    node: 'ML.3.01.03',
    documentNumber: '明市监[2026]7号',
  });
  const id = await cleared(kernel, who, agencyId, policy);
  const material = article({
    title: '《明堂市食品小作坊管理办法》解读',
    body: '<h2>一、背景</h2><p>原办法施行五年。</p>',
    genre: 'interpretation',
    node: 'ML.3.01.06',
    interpretation: {
      form: 'question-and-answer',
      headLed: true,
      interpreter: '局长',
      rank: 'head',
      elements: ['background'],
    },
  });
  const companion = await cleared(kernel, who, agencyId, material, { interprets: id });
  await expect(out(companion)).rejects.toMatchObject({ code: 'disclosure/document-first' });
  await drain();
  told.length = 0;
  const both = await out(id);
  expect(both).toHaveLength(2);
  const [document, explanation] = both.map(({ index }) => index);
  await drain();
  expect(told.map((changes) => changes.map(({ key }) => key))).toEqual([[document, explanation]]);
  expect(await linksOf(kernel.pool, document ?? '')).toMatchObject([
    { relation: 'interpreted-by', index: explanation },
  ]);
  expect(await linksOf(kernel.pool, explanation ?? '')).toMatchObject([{ relation: 'interprets', index: document }]);
  expect((await publishedRow(kernel.pool, document ?? ''))?.documentNumber).toBe('明市监〔2026〕7号');
});

test('what abolishes another ends its validity in the same step, linked both ways', async () => {
  const { kernel } = city;
  const old = await published();
  const fresh = await published(article({ title: '新的办法', links: [{ relation: 'abolishes', index: old }] }));
  expect(await publishedRow(kernel.pool, old)).toMatchObject({ validity: 'abolished', note: '新的办法' });
  expect(await linksOf(kernel.pool, old)).toMatchObject([{ relation: 'abolished-by', index: fresh }]);
  expect((await currentRecord(kernel.pool, 'publication', old))?.validity).toBe('abolished');
});

test('a correction passes the gates, keeps the index number, and says what it corrects', async () => {
  const { kernel } = city;
  const index = await published();
  const corrected = article({ body: '<p>更正后的内容。</p>' });
  const nothing = openPublication(kernel, {
    agencyId,
    content: corrected,
    actor: who.drafter,
    at: AT,
    corrects: { index, note: '改' },
  });
  await expect(nothing).rejects.toMatchObject({ code: 'disclosure/no-change-note' });
  const corrects = { index, note: '更正合格批次的数字' };
  const id = await cleared(kernel, who, agencyId, corrected, { corrects });
  expect(await out(id)).toMatchObject([{ index, version: 2 }]);
  expect(await publishedRow(kernel.pool, index)).toMatchObject({ version: 2, note: '更正合格批次的数字' });
  const { rows } = await kernel.published.pool.query(
    'select content from pub.pub_publication_content where index_number = $1',
    [index],
  );
  expect(rows).toMatchObject([{ content: { body: '<p>更正后的内容。</p>' } }]);
});

test('what is withdrawn leaves the public with a note, within three working days of being asked for', async () => {
  const { kernel } = city;
  const index = await published();
  const note = '决定已被撤销，公开信息撤回';
  const asked = await proposeChange(kernel, { index, change: 'withdraw', note, actor: who.drafter, at: AT });
  expect(asked.dueOn).toBe('2026-11-26');
  const own = carryChange(kernel, { id: asked.id, actor: who.drafter, at: AT });
  await expect(own).rejects.toMatchObject({ code: 'matter/not-yours' });
  await carryChange(kernel, { id: asked.id, actor: who.officer, at: AT });
  const seen = await kernel.published.pool.query(
    `select p.withdrawn, p.note, c.content from pub.pub_publication p
       left join pub.pub_publication_content c using (index_number) where index_number = $1`,
    [index],
  );
  expect(seen.rows).toEqual([{ withdrawn: true, note, content: null }]);
  const again = changeAtOnce(kernel, { index, change: 'abolish', note, actor: who.officer, at: AT });
  await expect(again).rejects.toMatchObject({ code: 'disclosure/withdrawn-already' });
});

test('a penalty that was annulled leaves within three working days of that day, holidays left out', async () => {
  const { kernel } = city;
  const penalty = async () =>
    published(article({ formedOn: '2026-09-01', genre: 'penalty-result', node: 'ML.3.06.04' }));
  const index = await penalty();
  const note = '处罚决定已被撤销';
  const asking = { index, change: 'withdraw', note, actor: who.drafter, at: AT } as const;
  const annulment = { how: 'revoked', on: '2026-09-30', by: '明政复决〔2026〕8号' } as const;
  const refused = async (request: Parameters<typeof proposeChange>[1], code: string) =>
    expect(proposeChange(kernel, request)).rejects.toMatchObject({ code });
  await refused(asking, 'disclosure/no-annulment');
  await refused({ ...asking, annulment: { ...annulment, on: '2026-11-24' } }, 'disclosure/annulled-later');
  await refused({ ...asking, annulment: { ...annulment, on: '2026-08-31' } }, 'disclosure/annulled-before-formed');
  // The National Day holiday lasts until 7 October; Saturday the 10th is worked.
  const late = await proposeChange(kernel, { ...asking, annulment });
  expect(late.dueOn).toBe('2026-10-10');
  await carryChange(kernel, { id: late.id, actor: who.officer, at: AT });
  expect(await publishedRow(kernel.pool, index)).toMatchObject({
    withdrawn: true,
    note: '处罚决定已被撤销（处罚决定已于 2026-09-30 被撤销，依据：明政复决〔2026〕8号）',
  });
  const before = { ...asking, index: await penalty(), annulment: { ...annulment, on: '2026-09-24' } } as const;
  expect((await proposeChange(kernel, before)).dueOn).toBe('2026-09-30');
  // Where the decision stands, the days count from the proposal.
  const stands = { ...asking, index: await penalty(), note: '公开内容有误，需要核对', annulment: null } as const;
  expect((await proposeChange(kernel, stands)).dueOn).toBe('2026-11-26');
});

test('what says itself until when it is in force lapses on the day after', async () => {
  const { kernel } = city;
  const index = await published(article({ effectiveUntil: '2026-11-30' }));
  expect(await lapse(kernel, instant(day('2026-11-30'), '23:00'))).toBe(0);
  expect(await lapse(kernel, instant(day('2026-12-01'), '00:10'))).toBe(1);
  expect(await publishedRow(kernel.pool, index)).toMatchObject({ validity: 'lapsed' });
  expect(await lapse(kernel, instant(day('2026-12-02')))).toBe(0);
});

test('at its hour it goes out by itself; not before, and not when it was taken back', async () => {
  const { kernel } = city;
  const publishAt = instant(day('2026-11-24'), '09:00');
  const [id, other] = [await cleared(kernel, who, agencyId), await cleared(kernel, who, agencyId)];
  const past = schedule(kernel, { id, publishAt: AT, actor: who.officer, at: AT });
  await expect(past).rejects.toMatchObject({ code: 'disclosure/hour-is-past' });
  for (const each of [id, other]) await schedule(kernel, { id: each, publishAt, actor: who.officer, at: AT });
  await takeBack(kernel, { id: other, how: 'recall', words: '还要再核对一遍', actor: who.drafter, at: AT });
  await drain();
  expect((await matterById(kernel, id)).state).toBe('scheduled');
  city.setNow(publishAt);
  await drain();
  expect((await matterById(kernel, id)).state).toBe('published');
  expect((await matterById(kernel, other)).state).toBe('drafting');
  city.setNow(AT);
});

test('index numbers run without a gap that somebody else fills, and are never given twice', async () => {
  const { kernel } = city;
  const ids = await Promise.all([1, 2, 3, 4].map(() => cleared(kernel, who, agencyId)));
  const given = (await Promise.all(ids.map((id) => out(id)))).flat().map(({ index }) => index);
  expect(new Set(given).size).toBe(4);
  await setIndexPattern(kernel.pool, '{organ}/{year}-{serial:5}');
  const other = await published();
  expect(other).toMatch(/^MT0001260\/2026-\d{5}$/u);
  await setIndexPattern(kernel.pool, '{uscc}/{year}-{serial:5}');
  const taken = `11590900MT0001260X/2026-${String(Number(other.slice(-5)) + 1).padStart(5, '0')}`;
  await kernel.pool.query(
    `insert into disclosure.index_number (number, agency_id, year, given_at) values ($1, $2, 2026, $3)`,
    [taken, agencyId, AT],
  );
  expect(await published()).not.toBe(taken);
  await expect(kernel.pool.query('delete from disclosure.index_number')).rejects.toMatchObject({ code: '42501' });
});

test('the program itself cannot publish what the gates have not passed', async () => {
  const { kernel } = city;
  const id = await handedIn(kernel, who, agencyId);
  await expect(out(id, system)).rejects.toMatchObject({ code: 'matter/not-in-state' });
});
