import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { actorNamed, type TestCity, testCity } from '../../identity/testing.ts';
import { type Actor, day, dayOf, figureOf, instant } from '../../kernel/index.ts';
import { catalogueOn } from '../catalogue.ts';
import { disclosureModule } from '../index.ts';
import { measures } from '../measures.ts';
import { loadCatalogue } from '../operations/catalogue.ts';
import { lackingTable, specifications, specificationView, takeSpecification } from './operations.ts';

const AT = instant(day('2026-11-23'), '10:00');
const LATER = instant(day('2027-02-01'), '10:00');
let city: TestCity;
let office: Actor;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  const { kernel } = city;
  office = await actorNamed(kernel, 'gongkaiban', dayOf(AT));
  for (const batch of ['statutory', 'key-work'] as const)
    await loadCatalogue(kernel, office, AT, { from: day('2024-01-01'), batch });
});
afterAll(() => city.close());

const spec = (over: object = {}) => ({
  ...{ name: '重点工作目录内容规范', version: '2026版', issuer: '省政务公开办', issuedOn: '2026-11-01' },
  ...{ heading: 'ML.3.50', levels: ['city', 'county', 'department'], line: null, entries: [], dueOn: '2026-12-31' },
  ...over,
});
const take = (over: object = {}, actor = office, at = AT) =>
  takeSpecification(city.kernel, { specification: spec(over), actor, at });

test('what stands already becomes a named version: thirty-seven entries, none changed, filled by nobody', async () => {
  const id = await take();
  const view = await specificationView(city.kernel, id, AT);
  expect(view).toMatchObject({ entries: 37, added: 0, changed: 0, leftOut: 0, filled: 0, state: 'running' });
  expect(view.owed).toBeGreaterThan(0);
  expect(view.lacking.find(({ agency }) => agency.includes('市场监督管理局'))?.names).toContain('食品药品安全');
  // After its day it is late, by itself.
  expect(await specificationView(city.kernel, id, LATER)).toMatchObject({ state: 'overdue' });
  expect((await lackingTable(city.kernel, id, LATER))[1]?.at(-1)).toBe('是');
});

test('a new version says what it adds, changes and no longer lists, and puts it in force under its name', async () => {
  const { kernel } = city;
  const entries = [
    { name: '食品药品安全', owners: ['SC'] },
    { name: '社会信用', owners: ['FG', 'SC'] },
    { name: '公共数据目录', owners: ['SC'] },
  ];
  const id = await take({ version: '2027版', entries });
  const { differences, added, changed, leftOut } = await specificationView(kernel, id, AT);
  expect({ added, changed, leftOut }).toEqual({ added: 1, changed: 1, leftOut: 35 });
  expect(differences.find(({ kind }) => kind === 'added')).toMatchObject({ name: '公共数据目录', key: 'ML.3.50.38' });
  const nodes = await catalogueOn(kernel, dayOf(AT));
  expect(nodes.find(({ key }) => key === 'ML.3.50.38')).toMatchObject({ owners: ['SC'], parent: 'ML.3.50' });
  expect(nodes.find(({ name }) => name === '社会信用')?.owners).toEqual(['FG', 'SC']);
  // Nothing ends by being left out.
  expect(nodes.some(({ name }) => name === '权力清单')).toBe(true);
  expect((await specifications(kernel, office, AT)).rows.map(({ version }) => version)).toEqual(['2027版', '2026版']);
});

test('departments follow their counterpart: only those of the line owe it', async () => {
  const entries = [{ name: '特种设备安全', owners: [] }];
  const id = await take({ name: '市场监管系统公开目录', issuer: '省市场监管局', line: 'SC', entries });
  const { lacking } = await specificationView(city.kernel, id, AT);
  const { agencies } = await directoryOf(city.kernel);
  expect(lacking.length).toBeGreaterThan(0);
  for (const { agencyId, names } of lacking) {
    expect(agencies.find((agency) => agency.id === agencyId)?.line).toBe('SC');
    expect(names).toEqual(['特种设备安全']);
  }
});

test.each([
  ['disclosure/specification-known', {}],
  ['disclosure/specification-issued-later', { version: 'x', issuedOn: '2026-11-24' }],
  ['disclosure/specification-due-past', { version: 'x', dueOn: '2026-11-23' }],
  ['disclosure/specification-no-heading', { version: 'x', heading: 'ML.9' }],
  ['disclosure/specification-no-heading', { version: 'x', heading: 'ML.3' }],
  ['disclosure/specification-no-owner', { version: 'x', entries: [{ name: '新目录', owners: ['无此局'] }] }],
  [
    'disclosure/specification-twice',
    {
      version: 'x',
      entries: [
        { name: '教育', owners: [] },
        { name: '教育', owners: [] },
      ],
    },
  ],
])('%s', async (code, over) => {
  await expect(take(over)).rejects.toMatchObject({ code });
});

test('nobody but the city’s office takes a version over, and what was refused left nothing behind', async () => {
  const liaison = await actorNamed(city.kernel, 'lianluoyuan', dayOf(AT));
  await expect(take({ version: 'y' }, liaison)).rejects.toMatchObject({ code: 'access/forbidden' });
  const names = (await catalogueOn(city.kernel, dayOf(AT))).map(({ name }) => name);
  expect(names).not.toContain('新目录');
});

test('the categories are counted: fifteen outside, six inside', async () => {
  const on = { from: day('2026-11-01'), to: day('2026-11-30'), agencyIds: null };
  const value = async (id: string) => {
    const measure = measures.find((one) => one.id === id);
    return measure && (await figureOf(city.kernel.published.db, measure, on)).value;
  };
  expect(await value('M-083')).toBe('15');
  expect(await value('M-083-internal')).toBe('6');
});
