import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { asking } from '../identity/testing.ts';
import { day, instant } from '../kernel/index.ts';
import { sitesCity } from '../sites/testing.ts';
import { disclosureModule } from './index.ts';
import { article, type People, people, putCatalogue } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: Awaited<ReturnType<typeof sitesCity>>;
let ask: ReturnType<typeof asking>;
let who: People;
let agencyId = 0;
let site = '';
type Row = { key: string; columns: { key: string; title: string }[]; people: { personId: number; columns: unknown }[] };
beforeAll(async () => {
  city = await sitesCity(AT, [disclosureModule]);
  await putCatalogue(city.kernel);
  who = await people(city.kernel);
  ask = asking(city);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
  const { json } = await ask('gongkaiban', 'GET', '/api/column-grants?q=市场监督管理局');
  site =
    (json.rows as Row[]).find(({ people: some }) => some.some(({ personId }) => personId === who.drafter.personId))
      ?.key ?? '';
});
afterAll(() => city.close());

const give = (login: string, columns: readonly string[] | null, person = who.drafter.personId) =>
  ask(login, 'PUT', `/api/column-grants/${site}/${person}`, { columns });
const draft = (over: object, login = 'lianluoyuan') =>
  ask(login, 'POST', '/api/disclosure/publications', { agencyId, content: article({ ...over }) });
const choice = (genre: string, node = 'ML.3.13.04') =>
  ask('lianluoyuan', 'GET', `/api/disclosure/own-columns?agency=${agencyId}&genre=${genre}&node=${node}`);

test('whoever was given no columns yet writes in all of them', async () => {
  expect(site).not.toBe('');
  expect((await choice('business-data')).json).toEqual({ given: null, nodes: [], column: null, isGiven: true });
  expect((await draft({})).status).toBe(200);
});

test('a liaison drafts, changes and hands in only what belongs to his columns', async () => {
  const open = await draft({ genre: 'notice', title: '关于开展专项检查的通知' });
  expect(open.status).toBe(200);
  const row = (await ask('gongkaiban', 'GET', '/api/column-grants?q=市场监督管理局')).json.rows[0] as Row;
  const where = (await choice('notice')).json;
  expect(where.given).toBeNull();
  // He keeps one column: the one that a licence result does not belong to.
  for (const { key, title } of row.columns) {
    expect((await give('gongkaiban', [key])).status).toBe(200);
    const of = (await choice('notice')).json;
    expect(of.given).toEqual([title]);
    expect((await draft({ genre: 'notice' })).status).toBe(of.isGiven ? 200 : 403);
    if (of.isGiven) continue;
    const refused = await draft({ genre: 'notice' });
    expect(refused.json).toMatchObject({
      code: 'sites/not-your-column',
      title: expect.stringMatching(new RegExp(`${of.column}.*${title}`, 'u')),
    });
    const save = await ask('lianluoyuan', 'POST', `/api/disclosure/publications/${open.json.id}/draft`, {
      content: article({ genre: 'notice', title: '另一个标题' }),
      seenRevision: 1,
    });
    expect(save).toMatchObject({ status: 403, json: { code: 'sites/not-your-column' } });
    const submit = await ask('lianluoyuan', 'POST', `/api/disclosure/publications/${open.json.id}/acts`, {
      act: 'submit',
      seenSeq: 1,
      seenRevision: 1,
    });
    expect(submit).toMatchObject({ status: 403, json: { code: 'sites/not-your-column' } });
    expect(of.nodes).not.toContain('ML.3.13.04');
  }
  // The office is not limited, and lifts the limit again.
  expect((await give('gongkaiban', [])).status).toBe(200);
  expect((await draft({}, 'gongkaiban')).status).toBe(200);
  expect((await draft({})).status).toBe(403);
  expect((await draft({ audience: 'internal', node: '', category: 'plan' })).json.code).not.toBe(
    'sites/not-your-column',
  );
  expect((await give('gongkaiban', null)).status).toBe(200);
  expect((await draft({})).status).toBe(200);
  const { rows } = await city.kernel.pool.query(
    `select distinct params from kernel.notice where code = 'sites.columns-given' and person_id = $1`,
    [who.drafter.personId],
  );
  expect(rows.length).toBeGreaterThan(1);
});

test('columns are given by the office above, of a site that has them, to who writes there', async () => {
  expect((await give('lianluoyuan', null)).status).toBe(403);
  expect((await give('gongkaiban', ['no-such'])).json).toMatchObject({ code: 'sites/no-such-column' });
  expect((await give('gongkaiban', null, who.citizen.personId)).json).toMatchObject({ code: 'sites/not-a-drafter' });
  const strange = await ask('gongkaiban', 'PUT', `/api/column-grants/none/${who.drafter.personId}`, { columns: null });
  expect(strange.json).toMatchObject({ code: 'sites/site-not-found' });
  const other = await ask('lianluoyuan', 'GET', '/api/disclosure/own-columns?agency=1&genre=notice');
  expect(other.status).toBe(403);
});
