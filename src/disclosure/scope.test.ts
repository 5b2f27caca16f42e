import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { actorNamed, signedIn } from '../identity/testing.ts';
import { addFile, day, instant, kernelTasks, startWorker } from '../kernel/index.ts';
import { seedSites } from '../sites/index.ts';
import { sitesCity } from '../sites/testing.ts';
import { disclosureModule } from './index.ts';
import { tasks } from './jobs.ts';
import { openAffair } from './operations/affairs.ts';
import { changeAtOnce } from './operations/change.ts';
import { completeness } from './operations/completeness.ts';
import { faultsOf, saveDraft, submit } from './operations/draft.ts';
import { internalList } from './operations/internal.ts';
import { warnOfNotices } from './operations/notices.ts';
import { correct, openPublication } from './operations/open.ts';
import { publicationById } from './operations/publication.ts';
import { publish } from './operations/publish.ts';
import { review } from './operations/review.ts';
import { schedule } from './operations/schedule.ts';
import { publicationView } from './operations/view.ts';
import { publishedRow } from './repo/published.ts';
import { article, cleared, type People, people, putCatalogue } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
const SECRET = '内部考评甲乙丙';
let city: Awaited<ReturnType<typeof sitesCity>>;
let who: People;
let agencyId: number;
let cookies: Readonly<Record<string, string>>;
beforeAll(async () => {
  city = await sitesCity(AT, [disclosureModule]);
  await seedSites(city.kernel, AT);
  await putCatalogue(city.kernel);
  who = await people(city.kernel);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
  const logins = ['lianluoyuan', 'shencha', 'xp-shencha', 'minzheng', 'zonghe', 'shimin', 'gongkaiban'];
  cookies = Object.fromEntries(
    await Promise.all(logins.map(async (login) => [login, await signedIn(city.web, login)] as const)),
  );
});
afterAll(() => city.close());

const inside = (over: Readonly<Record<string, unknown>> = {}) =>
  article({ audience: 'internal', node: 'NB.03', axis: null, title: `${SECRET}结果`, ...over });
const out = async (id: number) => publish(city.kernel, { id, actor: who.officer, at: city.kernel.now() });
const get = (url: string, login?: string) =>
  city.web.inject({
    method: 'GET',
    url,
    headers: login === undefined ? {} : { cookie: cookies[login] ?? '', 'sec-fetch-site': 'same-origin' },
  });
const drain = async (): Promise<void> => {
  const { kernel } = city;
  const worker = startWorker({
    pool: kernel.pool,
    tasks: { ...kernelTasks(kernel), ...tasks(kernel) },
    routines: [],
    now: kernel.now,
    report: () => undefined,
  });
  await worker.drain();
  await worker.stop();
};
const faults = async (content: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
  const { kernel } = city;
  const { id } = await openPublication(kernel, { agencyId, content, actor: who.drafter, at: AT });
  return (await faultsOf(kernel, id, AT)).map(({ code }) => code);
};

/** What the system tells its own people, with a file. */
async function internalWithFile(): Promise<{ readonly id: number; readonly index: string; readonly file: string }> {
  const { kernel } = city;
  const file = await addFile(kernel, Readable.from([Buffer.from(`${SECRET}的附件`)]), {
    name: `${SECRET}.txt`,
    maxBytes: 1000,
    allowed: new Set(['text/plain']),
    ownerId: who.drafter.personId,
    matterId: null,
    at: AT,
  });
  const { id } = await openPublication(kernel, {
    agencyId,
    content: inside({
      attachments: [{ fileId: file.id, name: `${SECRET}.txt`, type: 'text/plain', bytes: file.size }],
    }),
    actor: who.drafter,
    at: AT,
    files: [file.id],
  });
  return { id, index: '', file: file.id };
}

test('what is told inside passes the same gates and is read by the staff of its own system only', async () => {
  const id = await cleared(city.kernel, who, agencyId, inside());
  const before = await cleared(city.kernel, who, agencyId, inside({ title: `${SECRET}尚未发布` }));
  const [released] = await out(id);
  expect(released?.kind).toBe('internal-publication');
  const list = await get('/api/disclosure/internal', 'shencha');
  expect(list.statusCode).toBe(200);
  expect(list.body).toContain(`${SECRET}结果`);
  expect(list.body).not.toContain('尚未发布');
  expect((await get(`/api/disclosure/internal/${id}`, 'shencha')).json()).toMatchObject({ category: 'NB.03' });
  expect((await get(`/api/disclosure/internal/${before}`, 'shencha')).statusCode).toBe(404);
  // Whoever reviews what it publishes reads it; another system, a citizen and a visitor do not even learn that it is there.
  expect((await get('/api/disclosure/internal', 'gongkaiban')).body).toContain(SECRET);
  for (const login of ['minzheng', 'zonghe']) {
    const other = await get('/api/disclosure/internal', login);
    expect(other.statusCode).toBe(200);
    expect(other.body).not.toContain(SECRET);
    expect((await get(`/api/disclosure/internal/${id}`, login)).statusCode).toBe(404);
  }
  expect((await get('/api/disclosure/internal', 'shimin')).statusCode).toBe(403);
  expect((await get(`/api/disclosure/internal/${id}`)).statusCode).toBe(401);
});

test('a notice goes down its line within its area: not across to another county, not up by being of the line', async () => {
  const { kernel } = city;
  const county = (await directoryOf(kernel)).agencyByKey('590902-SC')?.id ?? 0;
  const told = async (login: string): Promise<readonly number[]> => {
    const actor = await actorNamed(kernel, login, day('2026-11-23'));
    return (await internalList(kernel, {}, actor, AT)).agencies.map(({ id }) => id);
  };
  for (const [login, reads] of [
    ['shencha', true],
    ['xp-shencha', false],
    ['yishenqing', false],
    ['minzheng', false],
  ] as const) {
    expect((await told(login)).includes(county), login).toBe(reads);
  }
  // What the city's bureau tells is for both counties.
  for (const login of ['shencha', 'xp-shencha', 'yishenqing']) expect(await told(login), login).toContain(agencyId);
  const own = (await get('/api/disclosure/internal', 'xp-shencha')).json();
  expect(own.agencies.map(({ id }: { id: number }) => id)).not.toContain(county);
});

test('nothing of it is in a published view, on a page, in a feed, a table or the search', async () => {
  const { kernel, web } = city;
  await drain();
  const open = await cleared(kernel, who, agencyId, article({ title: '公开的通告' }));
  await out(open);
  await drain();
  const { rows: views } = await kernel.pool.query<{ name: string }>(
    `select format('pub.%I', viewname) as name from pg_views where schemaname = 'pub'`,
  );
  expect(views.length).toBeGreaterThan(20);
  for (const { name } of views) {
    const { rows } = await kernel.published.pool.query(`select from ${name} v where v::text like $1`, [`%${SECRET}%`]);
    expect(rows, name).toHaveLength(0);
  }
  const { rows: pages } = await kernel.pool.query<{ path: string }>('select path from sites.page');
  expect(pages.length).toBeGreaterThan(3);
  const asked = [
    ...pages.map(({ path }) => path),
    ...['/catalogue', '/catalogue.csv', '/catalogue.json', '/policies', '/catalogue?q=考评'],
  ];
  let seen = false;
  for (const url of asked) {
    const { body } = await web.inject({ method: 'GET', url });
    expect(body.includes(SECRET), url).toBe(false);
    seen ||= body.includes('公开的通告');
  }
  expect(seen).toBe(true);
  await expect(kernel.published.pool.query('select from disclosure.internal_item')).rejects.toThrow(
    /permission denied/u,
  );
});

test('its file is given to whoever may read it and to nobody else', async () => {
  const { kernel } = city;
  const { id, file } = await internalWithFile();
  await submit(kernel, { id, actor: who.drafter, at: AT, seenRevision: 1 });
  const { row } = await publicationById(kernel, id);
  const seenText = row.submittedHash?.toString('hex') ?? '';
  const by = { department: who.department, office: who.officer, secrecy: who.secrecy } as const;
  for (const gate of ['department', 'office', 'secrecy'] as const) {
    await review(kernel, { id, gate, passed: true, words: '', seenText, actor: by[gate], at: AT });
  }
  await out(id);
  const url = `/api/disclosure/internal/${id}/files/${file}`;
  expect((await get(url, 'shencha')).body).toContain(SECRET);
  expect((await get(url, 'minzheng')).statusCode).toBe(404);
  expect((await get(url)).statusCode).toBe(401);
  for (const address of [`/content/files/${file}/x.txt`, `/content/files/${file}/${encodeURIComponent(SECRET)}.txt`]) {
    expect((await get(address)).statusCode).toBe(404);
    expect((await get(address, 'shencha')).statusCode).toBe(404);
  }
});

test('what stands inside is corrected inside and withdrawn; it never moves to the other side', async () => {
  const { kernel } = city;
  const [released] = await out(await cleared(kernel, who, agencyId, inside({ title: '内部规章修改', node: 'NB.05' })));
  const index = released?.index ?? '';
  const id = await correct(kernel, index, '改了一个错字', who.drafter, AT);
  const moved = await publicationById(kernel, id);
  await saveDraft(kernel, {
    id,
    content: { ...moved.draft.content, audience: 'public', node: 'ML.3.13.04', axis: 'management' },
    actor: who.drafter,
    at: AT,
    seenRevision: moved.row.revision,
  });
  const through = await cleared(kernel, who, agencyId, article({ title: '内部规章修改' }), {
    corrects: { index, note: '想改成向社会公开' },
  });
  await expect(out(through)).rejects.toMatchObject({ code: 'disclosure/other-audience' });
  const mended = await cleared(kernel, who, agencyId, inside({ title: '内部规章修改（更正）', node: 'NB.05' }), {
    corrects: { index, note: '改了一个错字' },
  });
  await out(mended);
  const titles = async () => (await internalList(kernel, {}, who.department, AT)).rows.map(({ title }) => title);
  expect(await titles()).toContain('内部规章修改（更正）');
  expect(await titles()).not.toContain('内部规章修改');
  const change = { index, note: '发错了范围', actor: who.officer, at: AT } as const;
  await expect(changeAtOnce(kernel, { ...change, change: 'abolish' })).rejects.toMatchObject({
    code: 'disclosure/inside-only-withdrawn',
  });
  await changeAtOnce(kernel, { ...change, change: 'withdraw' });
  expect(await titles()).not.toContain('内部规章修改（更正）');
  expect((await get(`/api/disclosure/internal/${mended}`, 'shencha')).statusCode).toBe(404);
});

test('what explains something inside cannot go outside with it', async () => {
  const { kernel } = city;
  const document = await cleared(
    kernel,
    who,
    agencyId,
    inside({ genre: 'policy-document', documentNumber: '明市监发〔2026〕9号', node: 'NB.05' }),
  );
  await cleared(
    kernel,
    who,
    agencyId,
    article({
      body: '<h2>一、背景</h2><p>原办法施行五年。</p>',
      genre: 'interpretation',
      node: 'ML.3.01.06',
      interpretation: {
        form: 'text',
        headLed: false,
        interpreter: '市市场监管局',
        rank: 'section',
        elements: ['background'],
      },
    }),
    { interprets: document },
  );
  await expect(out(document)).rejects.toMatchObject({ code: 'disclosure/inside-with-outside' });
});

test('each side has its own categories, and every text for everybody one of the five axes', async () => {
  expect(await faults(article({ audience: 'internal' }))).toContain('disclosure/node-of-other-side');
  expect(await faults(inside({ audience: 'public', axis: 'result' }))).toContain('disclosure/node-of-other-side');
  expect(await faults(article({ category: 'GK.99' }))).toContain('disclosure/no-such-category');
  expect(await faults(article({ category: 'GK.05' }))).toEqual([]);
  // The entry of the catalogue says the axis where the editor does not.
  const { id } = await openPublication(city.kernel, { agencyId, content: article(), actor: who.drafter, at: AT });
  expect((await publicationById(city.kernel, id)).draft.content.axis).toBe('management');
  await expect(faults(inside({ node: 'NB.99' }))).rejects.toMatchObject({ code: 'disclosure/no-such-node' });
});

test('the table says whom something is told; another choice needs words, a decision its way', async () => {
  const scoped = (nature: string, over: Readonly<Record<string, unknown>> = {}, words = '', ways: string[] = []) =>
    faults(article({ scope: { nature, ways, words }, ...over }));
  expect(await scoped('wide')).toEqual([]);
  expect(await scoped('internal')).toEqual(['disclosure/scope-differs']);
  expect(await scoped('few')).toEqual(['disclosure/scope-differs']);
  expect(await scoped('few', {}, '当事人同意全部公开')).toEqual([]);
  const few = { attribute: 'on-request', reason: 'concerns-few', reasonWords: '只涉及两户' };
  expect(await scoped('few', few)).toEqual([]);
  expect(await scoped('decision')).toEqual(['disclosure/decision-without-way']);
  expect(await scoped('decision', {}, '', ['expert', 'congress'])).toEqual([]);
});

test('a notice stands before what it tells of is done; its people are told in time', async () => {
  const { kernel } = city;
  const notice = (implementsOn?: string) =>
    article({ title: '关于临时封闭道路的告示', genre: 'announcement', ...(implementsOn ? { implementsOn } : {}) });
  expect(await faults(notice())).toEqual(['disclosure/no-implementation-day']);
  expect(await faults(notice('2026-11-23'))).toEqual(['disclosure/notice-too-late']);
  // Whoever drafts reads a sentence, not a code.
  const dayless = await openPublication(kernel, { agencyId, content: notice(), actor: who.drafter, at: AT });
  expect((await publicationView(kernel, dayless.id, who.drafter, AT)).faults).toMatchObject([
    { code: 'disclosure/no-implementation-day', message: '告示要写明从哪一天起实施。' },
  ]);
  const id = await cleared(kernel, who, agencyId, notice('2026-11-26'));
  // This one, and the draft above whose day it is.
  expect(await warnOfNotices(kernel, AT)).toBe(2);
  expect(await warnOfNotices(kernel, AT)).toBe(0);
  expect(await warnOfNotices(kernel, instant(day('2026-11-24'), '08:00'))).toBe(1);
  const { rows } = await kernel.pool.query(
    `select from kernel.notice where matter_id = $1 and code = 'disclosure.notice-near'`,
    [id],
  );
  expect(rows.length).toBeGreaterThan(0);
  const late = await cleared(kernel, who, agencyId, notice('2026-11-24'));
  await expect(
    schedule(kernel, { id: late, publishAt: instant(day('2026-11-25'), '09:00'), actor: who.officer, at: AT }),
  ).rejects.toMatchObject({ code: 'disclosure/notice-too-late' });
  const [released] = await out(id);
  expect(await publishedRow(kernel.pool, released?.index ?? '')).toMatchObject({ implementsOn: '2026-11-26' });
  // What stands, and what missed its day, is told of no more.
  expect(await warnOfNotices(kernel, instant(day('2026-11-25'), '08:00'))).toBe(0);
});

test('which of the fifteen and of the six categories nobody has filled', async () => {
  const { kernel } = city;
  await out(await cleared(kernel, who, agencyId, article({ title: '服务承诺', category: 'GK.05' })));
  const of = async (list: 'public' | 'internal') => {
    const found = await completeness(kernel, { list, agency: agencyId }, who.officer, AT);
    const told = found.rows[0]?.told ?? [];
    return {
      items: found.list.items.length,
      filled: found.list.items.filter((_, i) => told[i]?.count).map(({ key }) => key),
    };
  };
  expect(await of('public')).toEqual({ items: 15, filled: ['GK.05', 'GK.12', 'GK.15'] });
  expect(await of('internal')).toEqual({ items: 6, filled: ['NB.03'] });
  const town = await completeness(kernel, { list: 'township' }, who.officer, AT);
  expect(town.list.items).toHaveLength(21);
  const directory = await directoryOf(kernel);
  for (const { agencyId: id } of town.rows) {
    expect(directory.regionByCode(directory.agencyById(id).region).level).not.toBe('city');
  }
  await expect(
    completeness(kernel, { list: 'public' }, who.officer, instant(day('2023-01-01'), '09:00')),
  ).rejects.toMatchObject({
    code: 'disclosure/no-such-checklist',
  });
});

test('of one matter basis, procedure, process and result are told, and what is missing is named', async () => {
  const { kernel } = city;
  const actor = who.drafter;
  const one = {
    agencyId,
    title: '落实省政府食品安全攻坚决定',
    kind: 'superior-decision',
    basis: '省政府决定',
  } as const;
  const id = await openAffair(kernel, { ...one, actor, at: AT });
  await expect(openAffair(kernel, { ...one, actor, at: AT })).rejects.toMatchObject({
    code: 'disclosure/affair-exists',
  });
  for (const stage of ['basis', 'process']) {
    await out(await cleared(kernel, who, agencyId, article({ title: `攻坚${stage}`, affair: { id, stage } })));
  }
  const answer = await get('/api/disclosure/affairs?wanting=1&kind=superior-decision', 'lianluoyuan');
  expect(answer.json()).toMatchObject({
    rows: [{ id, told: { basis: 1, procedure: 0, process: 1, result: 0 }, missing: ['procedure', 'result'] }],
  });
  expect(await faults(article({ affair: { id: 999, stage: 'result' } }))).toEqual(['disclosure/no-such-affair']);
  const { rows } = await kernel.published.pool.query(
    'select title, stage from pub.pub_publication where affair_id = $1 order by stage',
    [id],
  );
  expect(rows).toEqual([
    { title: '攻坚basis', stage: 'basis' },
    { title: '攻坚process', stage: 'process' },
  ]);
});

test('each page of a matter leads to what else is told of it, and to nothing that was withdrawn', async () => {
  const { kernel } = city;
  const id = await openAffair(kernel, {
    ...{ agencyId, title: '明伦大道<i>改造</i>', kind: 'ordinary', basis: '年度计划' },
    ...{ actor: who.drafter, at: AT },
  });
  const told = async (title: string, stage: string): Promise<string> => {
    const [released] = await out(await cleared(kernel, who, agencyId, article({ title, affair: { id, stage } })));
    await drain();
    return released?.index ?? '';
  };
  const pageOf = async (index: string) =>
    (await get(`/content/2026/${index.replace('/', '-')}.html`)).body.split('同一事项').at(1) ?? '';
  const basis = await told('改造的依据', 'basis');
  expect(await pageOf(basis)).toMatch(/^：明伦大道&lt;i&gt;改造&lt;\/i&gt;.*年度计划.*这件事的其他信息还没有公开。/su);
  const process = await told('改造的进展', 'process');
  const link = (index: string): string => `href="/content/2026/${index.replace('/', '-')}.html"`;
  // What stood before is drawn anew, so that it knows of what came.
  expect(await pageOf(basis)).toContain(link(process));
  expect(await pageOf(basis)).toMatch(/改造的进展.{0,80}过程/su);
  expect(await pageOf(process)).toContain(link(basis));
  await changeAtOnce(kernel, {
    ...{ index: process, note: '进展数据有误', actor: who.officer, at: AT, change: 'withdraw' },
  });
  await drain();
  expect(await pageOf(basis)).not.toContain(link(process));
});
