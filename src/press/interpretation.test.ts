import { afterAll, beforeAll, expect, test } from 'vitest';
import { disclosureModule } from '../disclosure/index.ts';
import {
  article,
  GATES,
  openPublication,
  type People,
  people,
  publicationById,
  publish,
  putCatalogue,
  review,
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
    interpretation: { form: 'chart', headLed: true, interpreter: '局长', elements: ['background', 'content'], ...over },
  });
const PLAN = { forms: ['chart'], interpreter: '局长', elements: ['background', 'content'] };

const open = async (): Promise<number> =>
  (await openPublication(city.kernel, { agencyId, content: policy, actor: who.drafter, at: AT })).id;
const handIn = (id: number) => submit(city.kernel, { id, actor: who.drafter, at: AT, seenRevision: 1 });
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

test('a document without a plan is not taken in; with one, it waits for what explains it, and both go out at once', async () => {
  const { kernel } = city;
  const id = await open();
  await expect(handIn(id)).rejects.toMatchObject({ code: 'press/no-plan' });
  await setPlan(kernel, { id, plan: PLAN, actor: who.drafter, at: AT });
  await handIn(id);
  await atGate(id, 'department');
  await expect(atGate(id, 'office')).rejects.toMatchObject({
    code: 'press/incomplete',
    details: { missing: '解读材料' },
  });
  const other = await openPublication(kernel, {
    agencyId,
    content: material({ form: 'text', elements: ['background'] }),
    actor: who.drafter,
    at: AT,
    interprets: id,
  });
  // What is only drafted has not been handed in together with it.
  await expect(atGate(id, 'office')).rejects.toMatchObject({ details: { missing: '解读材料' } });
  await submit(kernel, { id: other.id, actor: who.drafter, at: AT, seenRevision: 1 });
  await expect(atGate(id, 'office')).rejects.toMatchObject({
    details: { missing: '方案中的解读形式、方案中的解读要素' },
  });
  const second = await openPublication(kernel, {
    agencyId,
    content: material(),
    actor: who.drafter,
    at: AT,
    interprets: id,
  });
  await submit(kernel, { id: second.id, actor: who.drafter, at: AT, seenRevision: 1 });
  await atGate(id, 'office');
  await atGate(id, 'secrecy');
  await expect(out(id)).rejects.toMatchObject({ code: 'press/material-not-cleared' });
  await pass(other.id);
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

test('who drafted it explains it: what another agency explains lies on its desk, and nowhere far away', async () => {
  const { kernel } = city;
  const directory = await directoryOf(kernel);
  const civil = directory.agencyByKey('590900-MZ')?.id ?? 0;
  const id = await open();
  const far = directory.agencyByKey('590902-SC')?.id ?? 0;
  await expect(
    setPlan(kernel, { id, plan: { ...PLAN, agencyId: far }, actor: who.drafter, at: AT }),
  ).rejects.toMatchObject({ code: 'disclosure/interpreter-elsewhere' });
  const assigned = async () =>
    (
      await kernel.pool.query<{ id: number; state: string; agencyId: number }>(
        `select m.id, m.state, m.agency_id as "agencyId" from disclosure.publication p join kernel.matter m on m.id = p.matter_id
          where p.interprets = $1`,
        [id],
      )
    ).rows;
  await setPlan(kernel, { id, plan: PLAN, actor: who.drafter, at: AT });
  expect(await assigned()).toEqual([]);
  for (let i = 0; i < 2; i += 1)
    await setPlan(kernel, { id, plan: { ...PLAN, agencyId: civil }, actor: who.drafter, at: AT });
  const rows = await assigned();
  expect(rows).toMatchObject([{ state: 'drafting', agencyId: civil }]);
  const draft = await publicationById(kernel, rows[0]?.id ?? 0);
  expect(draft.draft.content).toMatchObject({
    ...{ title: '《明堂市食品小作坊管理办法》解读', genre: 'interpretation', source: directory.agencyName(civil) },
    interpretation: { form: 'chart', interpreter: '局长', elements: PLAN.elements },
  });
  // Another than the one that was named has no say in it.
  const third = directory.agencyByKey('590900-ZF')?.id ?? 0;
  const foreign = { ...who.drafter, grants: [{ role: 'liaison', agencyId: third }] } as typeof who.drafter;
  await expect(
    openPublication(kernel, { agencyId: third, content: material(), actor: foreign, at: AT, interprets: id }),
  ).rejects.toMatchObject({ code: 'disclosure/explains-nothing' });
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
  const scope = { from: day('2026-11-01'), to: day('2026-11-30'), agencyIds: null };
  const figures = await Promise.all(measures.map((measure) => figureOf(city.kernel.published.db, measure, scope)));
  const values = new Map(figures.map(({ id, value }) => [id, value]));
  expect(Object.fromEntries(values)).toMatchObject({
    ...{ 'M-032': '100.00', 'M-032-coverage': '100.00', 'M-032-documents': '100.00', 'M-034': '100.00' },
    ...{ 'M-034-media': '0.00', 'M-034-follow-up': null, 'M-033': '2', 'M-033-chart': '1', 'M-033-text': '1' },
    ...{ 'M-033-expert': '0', 'M-033-media': '0', 'M-033-video': '0' },
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
