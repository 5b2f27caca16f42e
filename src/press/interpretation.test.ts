import { afterAll, beforeAll, expect, test } from 'vitest';
import { disclosureModule } from '../disclosure/index.ts';
import {
  article,
  cleared,
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
  const { row } = await publicationById(city.kernel, id);
  const seenText = row.submittedHash?.toString('hex') ?? '';
  const by = { department: who.department, office: who.officer, secrecy: who.secrecy };
  for (const gate of GATES) {
    await review(city.kernel, { id, gate, passed: true, words: '', seenText, actor: by[gate], at: AT });
  }
}
const out = (id: number) => publish(city.kernel, { id, actor: who.officer, at: AT });

test('a document without a plan is not taken in; with one, it waits for what explains it, and both go out at once', async () => {
  const { kernel } = city;
  const id = await open();
  await expect(handIn(id)).rejects.toMatchObject({ code: 'press/no-plan' });
  await setPlan(kernel, { id, plan: PLAN, actor: who.drafter, at: AT });
  await handIn(id);
  await pass(id);
  await expect(out(id)).rejects.toMatchObject({ code: 'press/no-material' });
  const other = await openPublication(kernel, {
    agencyId,
    content: material({ form: 'text' }),
    actor: who.drafter,
    at: AT,
    interprets: id,
  });
  await expect(out(id)).rejects.toMatchObject({ code: 'press/material-not-cleared' });
  await submit(kernel, { id: other.id, actor: who.drafter, at: AT, seenRevision: 1 });
  await pass(other.id);
  await expect(out(id)).rejects.toMatchObject({ code: 'press/not-as-planned' });
  await cleared(kernel, who, agencyId, material(), { interprets: id });
  expect(await out(id)).toHaveLength(3);
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
  expect(figures.map(({ value }) => value)).toEqual(['100.00', '100.00', '2', '100.00']);
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
