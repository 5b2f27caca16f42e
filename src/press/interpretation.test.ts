import { afterAll, beforeAll, expect, test } from 'vitest';
import { disclosureModule } from '../disclosure/index.ts';
import {
  article,
  faultsOf,
  GATES,
  openPublication,
  type People,
  people,
  publicationById,
  publicationView,
  publish,
  putCatalogue,
  review,
  saveDraft,
  setPlan,
  submit,
} from '../disclosure/testing.ts';
import { directoryOf } from '../identity/index.ts';
import { type TestCity, testCity } from '../identity/testing.ts';
import { day, figureOf, instant } from '../kernel/index.ts';
import { pressModule } from './index.ts';
import { measures } from './measures.ts';
import { issuingFault } from './rules/readiness.ts';
import { returned } from './view.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: TestCity;
let who: People;
let agencyId: number;
beforeAll(async () => {
  city = await testCity([disclosureModule, pressModule], AT);
  await putCatalogue(city.kernel);
  who = await people(city.kernel);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

const policy = article({
  title: '明堂市食品小作坊管理办法',
  genre: 'policy-document',
  node: 'ML.3.01.03',
  documentNumber: '明市监〔2026〕7号',
});
const material = (over: object = {}) =>
  article({
    title: '《明堂市食品小作坊管理办法》解读',
    genre: 'interpretation',
    node: 'ML.3.01.06',
    interpretation: {
      form: 'chart',
      headLed: true,
      rank: 'head',
      interpreter: '局长',
      elements: ['background', 'basis', 'aims', 'scope', 'local', 'content'],
      ...over,
    },
  });
const PLAN = {
  forms: ['chart'],
  interpreter: '局长',
  rank: 'head',
  elements: ['background', 'basis', 'aims', 'scope', 'local', 'content'],
};

const open = async (more: object = {}): Promise<number> => {
  const content = { ...policy, ...more };
  return (await openPublication(city.kernel, { agencyId, content, actor: who.drafter, at: AT })).id;
};
const handIn = (id: number, seenRevision = 1) => submit(city.kernel, { id, actor: who.drafter, at: AT, seenRevision });
async function pass(id: number): Promise<void> {
  for (const gate of GATES) await atGate(id, gate);
}
async function atGate(id: number, gate: (typeof GATES)[number], said = { passed: true, words: '' }): Promise<void> {
  const { row } = await publicationById(city.kernel, id);
  const seenText = row.submittedHash?.toString('hex') ?? '';
  const by = { department: who.department, office: who.officer, secrecy: who.secrecy };
  await review(city.kernel, { id, gate, ...said, seenText, actor: by[gate], at: AT });
}
const out = (id: number) => publish(city.kernel, { id, actor: who.officer, at: AT });
const explaining = async (id: number) =>
  (
    await city.kernel.pool.query<{ id: number; agency: number; title: string; state: string }>(
      `select m.id, m.agency_id as agency, m.title, m.state from disclosure.publication p
         join kernel.matter m on m.id = p.matter_id where p.interprets = $1 order by m.id`,
      [id],
    )
  ).rows;
const november = { from: day('2026-11-01'), to: day('2026-11-30'), agencyIds: null };
const figure = async (id: string) => {
  const measure = measures.find((one) => one.id === id);
  if (!measure) throw new Error(`no measure ${id}`);
  return (await figureOf(city.kernel.published.db, measure, november)).value;
};

test('document, plan and material lie before the office together, pass together and go out at once', async () => {
  const { kernel } = city;
  const id = await open();
  await expect(handIn(id)).rejects.toMatchObject({ code: 'press/no-plan' });
  await setPlan(kernel, { id, plan: PLAN, actor: who.drafter, at: AT });
  await handIn(id);
  await atGate(id, 'department');
  // The work was given out with the plan; what is only drafted has not been handed in together with the document.
  const [assigned] = await explaining(id);
  expect(assigned).toMatchObject({
    agency: agencyId,
    title: '《明堂市食品小作坊管理办法》政策解读',
    state: 'drafting',
  });
  const other = assigned?.id ?? 0;
  await expect(atGate(id, 'office')).rejects.toMatchObject({
    code: 'press/incomplete',
    details: { missing: '解读材料' },
  });
  const content = {
    ...material({ form: 'text', elements: ['background'] }),
    body: '<h2>一、出台背景</h2><p>原办法施行五年。</p>',
  };
  await saveDraft(kernel, { id: other, content, seenRevision: 1, actor: who.drafter, at: AT });
  await handIn(other, 2);
  await expect(atGate(id, 'office')).rejects.toMatchObject({
    details: { missing: '方案中的解读形式、方案中的解读要素' },
  });
  const whole = { agencyId, content: material(), actor: who.drafter, at: AT, interprets: id };
  const second = await openPublication(kernel, whole);
  await handIn(second.id);
  // Both are still in their own agency.
  await expect(atGate(id, 'office')).rejects.toMatchObject({ code: 'press/material-not-with-document' });
  await atGate(other, 'department');
  await atGate(id, 'office');
  await atGate(id, 'secrecy');
  await expect(out(id)).rejects.toMatchObject({ code: 'press/material-not-cleared' });
  await atGate(other, 'office');
  await atGate(other, 'secrecy');
  await expect(out(id)).rejects.toMatchObject({ code: 'press/not-as-planned' });
  await pass(second.id);
  // What the office accepted is not changed behind it.
  const later = setPlan(kernel, { id, plan: { ...PLAN, forms: ['text'] }, actor: who.drafter, at: AT });
  await expect(later).rejects.toMatchObject({ code: 'matter/not-in-state' });
  expect(await out(id)).toHaveLength(3);
});

test('what the office gives back says by itself what the document lacked', async () => {
  const { kernel } = city;
  const id = await open();
  await setPlan(kernel, { id, plan: PLAN, actor: who.drafter, at: AT });
  await handIn(id);
  await atGate(id, 'department');
  await atGate(id, 'office', { passed: false, words: '请把解读材料一并报来' });
  const asked = { which: 'incomplete', from: '2026-11-23', to: '2026-11-23' } as const;
  const { rows } = await returned(kernel, asked, who.officer);
  expect(rows).toMatchObject([{ matterId: id, gate: 'office', lacking: ['material'], words: '请把解读材料一并报来' }]);
  expect((await returned(kernel, { ...asked, to: '2026-11-22', from: '2026-11-01' }, who.officer)).rows).toEqual([]);
  // Complete, and given back for another reason: that lacks nothing.
  const whole = await openPublication(kernel, { agencyId, content: article(), actor: who.drafter, at: AT });
  await handIn(whole.id);
  await atGate(whole.id, 'department', { passed: false, words: '标题不准确，请修改' });
  expect((await returned(kernel, asked, who.officer)).rows).toHaveLength(1);
  expect((await returned(kernel, { which: 'all' }, who.officer)).rows).toMatchObject([
    { matterId: whole.id, lacking: [] },
    { matterId: id },
  ]);
  expect((await returned(kernel, { which: 'all' }, who.citizen)).rows).toEqual([]);
});

test('each time a document was turned back stands in its record, and is counted', async () => {
  const { kernel } = city;
  expect(await figure('M-R040')).toBe('4');
  const id = await open({ documentNumber: '明市监〔2026〕8号' });
  await expect(handIn(id)).rejects.toMatchObject({ code: 'press/no-plan' });
  // Nobody’s fault: he may not do it at all.
  await expect(submit(kernel, { id, actor: who.citizen, at: AT, seenRevision: 1 })).rejects.toBeDefined();
  expect(await figure('M-R040')).toBe('5');
  const { turnedBack } = await publicationView(kernel, id, who.drafter, AT);
  expect(turnedBack.filter(({ code }) => code === 'press/no-plan')).toMatchObject([{ act: 'submit' }]);
  await expect(kernel.pool.query('delete from disclosure.turned_back')).rejects.toThrow();
});

test('what another agency is in charge of is explained there: it is given the work, and told', async () => {
  const { kernel } = city;
  const directory = await directoryOf(kernel);
  const civil = directory.agencyByKey('590900-MZ')?.id ?? 0;
  const id = await open({ documentNumber: '明市监〔2026〕9号' });
  const plan = (over: object) => setPlan(kernel, { id, plan: { ...PLAN, ...over }, actor: who.drafter, at: AT });
  const county = directory.agencyByKey('590902-SC')?.id;
  await expect(plan({ agencyId: county })).rejects.toMatchObject({ code: 'disclosure/no-such-agency' });
  await plan({ agencyId: civil });
  await plan({ agencyId: civil });
  expect(await explaining(id)).toMatchObject([{ agency: civil, state: 'drafting' }]);
  const { rows } = await kernel.pool.query<{ n: number }>(
    `select count(*)::int as n from kernel.notice where code = 'disclosure.to-explain' and params->>'title' = $1`,
    ['明堂市食品小作坊管理办法'],
  );
  expect(rows[0]?.n).toBeGreaterThan(0);
  // Who made the plan may write nothing in the name of the other.
  const text = { agencyId: civil, content: material(), actor: who.drafter, at: AT, interprets: id };
  await expect(openPublication(kernel, text)).rejects.toMatchObject({ code: 'access/forbidden' });
});

test('who explains is said with his rank; “by the head” is the head', async () => {
  const id = await open({ documentNumber: '明市监〔2026〕10号' });
  await setPlan(city.kernel, { id, plan: PLAN, actor: who.drafter, at: AT });
  const draft = async (over: object) => {
    const content = material(over);
    const asked = { agencyId, content, actor: who.drafter, at: AT, interprets: id };
    return (await faultsOf(city.kernel, (await openPublication(city.kernel, asked)).id, AT)).map(({ code }) => code);
  };
  expect(await draft({})).toEqual([]);
  expect(await draft({ rank: undefined })).toEqual(['disclosure/interpreter-without-rank']);
  expect(await draft({ rank: 'deputy' })).toEqual(['disclosure/interpreter-of-other-rank']);
});

test('an exemption is the disclosure office’s to give, and is recorded', async () => {
  const { kernel } = city;
  const id = await open();
  const exemption = '只转发上级文件，没有本市的新规定';
  const own = setPlan(kernel, { id, plan: { exemption }, actor: who.drafter, at: AT });
  await expect(own).rejects.toMatchObject({ code: 'access/forbidden' });
  await setPlan(kernel, { id, plan: { exemption }, actor: who.officer, at: AT });
  await handIn(id);
  await pass(id);
  expect(await out(id)).toHaveLength(1);
});

test('the figures say how much is explained, by whom, and whether at once; each is its rows', async () => {
  const figures = await Promise.all(measures.map((measure) => figureOf(city.kernel.published.db, measure, november)));
  const values = new Map(figures.map(({ id, value }) => [id, value]));
  expect(Object.fromEntries(values)).toMatchObject({
    ...{ 'M-032': '100.00', 'M-032-coverage': '100.00', 'M-032-documents': '100.00', 'M-034': '100.00' },
    ...{
      'M-R040': '5',
      'M-034-media': '0.00',
      'M-034-follow-up': null,
      'M-033': '2',
      'M-033-chart': '1',
      'M-033-text': '1',
    },
    ...{ 'M-033-expert': '0', 'M-033-media': '0', 'M-033-video': '0', 'M-033-links': '0', 'M-033-digital': '0' },
    ...{ 'M-033-share-chart': '50.00', 'M-033-share-text': '50.00', 'M-033-share-video': '0.00', 'M-R134': '0' },
  });
});

test('every element that the plan names is spoken of in what is ready', () => {
  const plan = { forms: ['chart'], interpreter: '局长', elements: ['background', 'scope'] } as const;
  const ready = { state: 'cleared', form: 'chart', elements: ['background'] } as const;
  const asked = { ...plan, forms: [...plan.forms], elements: [...plan.elements] };
  expect(issuingFault(asked, [ready])).toBe('press/elements-missing');
  expect(issuingFault(asked, [ready, { ...ready, elements: ['scope'] }])).toBeNull();
  expect(issuingFault(asked, [ready, { ...ready, state: 'secrecy', elements: ['scope'] }])).toBe(
    'press/elements-missing',
  );
});

test('a plan that leaves out what has to be spoken of is turned back, and a major decision asks for more', async () => {
  const { kernel } = city;
  const id = await open();
  await setPlan(kernel, { id, plan: { ...PLAN, elements: ['background', 'basis'] }, actor: who.drafter, at: AT });
  await expect(handIn(id)).rejects.toMatchObject({
    code: 'press/plan-incomplete',
    details: { missing: '目标任务、涉及范围、本地贯彻措施' },
  });
  const decision = await open({ scope: { nature: 'decision', ways: ['notice'], words: '' } });
  await setPlan(kernel, { id: decision, plan: PLAN, actor: who.drafter, at: AT });
  await expect(handIn(decision)).rejects.toMatchObject({ details: { missing: '落实措施、工作进展' } });
});

test('a written explanation has a heading with words for each element it claims', async () => {
  const { kernel } = city;
  const id = await open();
  const faults = async (body: string, form = 'text') => {
    const content = { ...material({ form, elements: ['background', 'basis'] }), body };
    const opened = await openPublication(kernel, { agencyId, content, actor: who.drafter, at: AT, interprets: id });
    const { faults: found } = await publicationView(kernel, opened.id, who.drafter, AT);
    return found.map(({ message }) => message);
  };
  const wanting = '勾选的要素在正文里没有对应的小标题和内容：';
  expect(await faults('<p>背景和依据。</p>')).toEqual([`${wanting}制定背景、制定依据。`]);
  expect(await faults('<h2>一、背景</h2><p>五年。</p>')).toEqual([`${wanting}制定依据。`]);
  expect(await faults('<h2>一、背景</h2><p><br></p><h2>二、依据</h2><p>条例。</p>')).toEqual([
    '小标题下面还没有内容：一、背景。请写上内容，或者删去小标题。',
  ]);
  expect(await faults('<h2>背景和依据</h2><p>五年；条例。</p>')).toEqual([]);
  // One heading above others is filled by them; a chart has none.
  expect(await faults('<h2>背景</h2><h3>依据</h3><p>条例。</p>')).toEqual([]);
  expect(await faults('<p>见图。</p>', 'chart')).toEqual([]);
});

test('what explains a document that is out speaks of content, measures and progress, too', async () => {
  const { kernel } = city;
  const id = await open({ documentNumber: '明市监〔2026〕18号' });
  await setPlan(kernel, { id, plan: PLAN, actor: who.drafter, at: AT });
  const first = await openPublication(kernel, {
    ...{ agencyId, content: material(), actor: who.drafter, at: AT, interprets: id },
  });
  await handIn(first.id);
  await handIn(id);
  await pass(first.id);
  await pass(id);
  await out(id);
  const { row } = await publicationById(kernel, id);
  const links = [{ relation: 'interprets', index: row.index ?? '' }];
  const later = async (elements: readonly string[]): Promise<void> => {
    const content = { ...material({ elements }), links };
    await handIn((await openPublication(kernel, { agencyId, content, actor: who.drafter, at: AT })).id);
  };
  await expect(later(['measures'])).rejects.toMatchObject({
    code: 'press/elements-wanting',
    details: { missing: '工作进展' },
  });
  await later(['measures', 'progress']);
});

test('a reprint names medium, day and address, is of a medium that may be reprinted, and explains nothing by itself', async () => {
  const { kernel } = city;
  const source = { outlet: '明堂日报', on: '2026-11-20', url: 'https://www.example.cn/a/1.html' };
  const faults = async (over: object): Promise<readonly string[]> => {
    const content = article({ title: '小作坊有了新规矩', genre: 'reprint', axis: 'service', reprint: source, ...over });
    const { id } = await openPublication(kernel, { agencyId, content, actor: who.drafter, at: AT });
    return (await faultsOf(kernel, id, AT)).map(({ code }) => code);
  };
  expect(await faults({})).toEqual([]);
  expect(await faults({ reprint: undefined })).toEqual(['disclosure/no-reprint-source']);
  for (const wrong of [{ outlet: '' }, { on: '' }, { on: '2026-13-45' }, { url: 'javascript:alert(1)' }, { url: '' }])
    expect(await faults({ reprint: { ...source, ...wrong } })).toEqual(['disclosure/no-reprint-source']);
  expect(await faults({ reprint: { ...source, on: '2026-11-24' } })).toEqual([
    'disclosure/reprinted-before-it-was-out',
  ]);
  expect(await faults({ links: [{ relation: 'interprets', index: 'X/2026-00001' }] })).toEqual([
    'disclosure/reprint-explains-nothing',
  ]);
  await kernel.pool.query(
    `insert into kernel.setting (key, value) values ('disclosure.reprinted-outlets', '["人民日报"]')`,
  );
  expect(await faults({})).toEqual(['disclosure/outlet-not-sanctioned']);
  expect(await faults({ reprint: { ...source, outlet: '人民日报' } })).toEqual([]);
});
