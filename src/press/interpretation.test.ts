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
      elements: ['background', 'content'],
      ...over,
    },
  });
const PLAN = { forms: ['chart'], interpreter: '局长', rank: 'head', elements: ['background', 'content'] };

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
  const content = material({ form: 'text', elements: ['background'] });
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
    ...{ 'M-034-media': '0.00', 'M-034-follow-up': null, 'M-033': '2', 'M-033-chart': '1', 'M-033-text': '1' },
    ...{ 'M-033-expert': '0', 'M-033-media': '0', 'M-033-video': '0', 'M-R040': '5' },
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
