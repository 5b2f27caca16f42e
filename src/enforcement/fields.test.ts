import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicationById, publish, secrecyChecks } from '../disclosure/testing.ts';
import { day, instant, matterById, verifyLedger } from '../kernel/index.ts';
import { findPersonalData } from '../screening/index.ts';
import { Result } from './contract.ts';
import { enterResult } from './operations/enter.ts';
import { fieldFindings } from './rules/fields.ts';
import { type EnforcementCity, enforcementCity, penalty } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: EnforcementCity;
beforeAll(async () => {
  city = await enforcementCity(AT);
});
afterAll(() => city.close());

const foundIn = (over: object): readonly string[] =>
  fieldFindings(Result.parse(penalty(over as Record<string, unknown>)), findPersonalData).map(
    ({ field, kind, text }) => `${field} ${kind} ${text}`,
  );

test.each([
  ['an organisation and who stands for it stay', { facts: '当事人法定代表人王国强，负责人李明到场。' }, []],
  ['a consumer does not', { facts: '消费者赵小燕投诉当事人销售过期糕点。' }, ['facts person_name 赵小燕']],
  ['nor a driver in the name of the case', { subject: '驾驶员钱永福超限运输案' }, ['subject person_name 钱永福']],
  ['a worker is no name', { facts: '从业人员健康证明过期，员工未戴口罩。' }, []],
  [
    'a party that is called like a person',
    { partyKind: 'business', partyCode: null, party: '周桂英' },
    ['party person_name 周桂英'],
  ],
  ['a small shop is called like a shop', { partyKind: 'business', partyCode: null, party: '周记面馆' }, []],
  ['a masked person stays', { partyKind: 'person', partyCode: null, party: '周*英' }, []],
  [
    'an identity number in the place of a credit code',
    { partyCode: '11010519491231002X' },
    ['partyCode resident_id 11010519491231002X'],
  ],
  [
    'a number in the basis',
    { basis: '身份证号11010519491231002X 食品安全法' },
    ['basis resident_id 11010519491231002X'],
  ],
])('%s', (_name, over, expected) => {
  expect(foundIn(over)).toEqual(expected);
});

const enter = async (documentNumber: string, over: object = {}): Promise<number> =>
  (
    await enterResult(city.kernel, {
      ...{ agencyId: city.agencyId, result: penalty({ documentNumber, ...over }), actor: city.who.drafter, at: AT },
    })
  ).id;
const many = async (act: string, login: string, ids: readonly number[], checked: readonly string[] = []) => {
  const results = await Promise.all(ids.map(async (id) => ({ id, seq: (await matterById(city.kernel, id)).seq })));
  const { json } = await city.ask(login, 'POST', '/api/enforcement/batch', { act, results, checked });
  return json as { done: number; refused: { id: number; documentNumber: string; why: string }[] };
};
const findings = async (id: number) =>
  (await city.ask('lianluoyuan', 'GET', `/api/enforcement/results/${id}`)).json.findings as {
    field: string;
    digest: string;
    masked: string;
    decision: string | null;
  }[];
const decide = (id: number, body: object, login = 'lianluoyuan') =>
  city.ask(login, 'POST', `/api/enforcement/results/${id}/findings`, body);

test('one bad row is held back field by field, and the others go on', async () => {
  const good = await enter('逐1号');
  const bad = await enter('逐2号', { facts: '消费者赵小燕投诉。证人孙立新证实。', subject: '司机钱永福超限运输案' });
  const handed = await many('submit', 'lianluoyuan', [bad, good]);
  expect(handed).toMatchObject({ done: 1, refused: [{ id: bad, documentNumber: '逐2号' }] });
  const why = handed.refused[0]?.why ?? '';
  for (const words of ['3 处', '案件或者事项名称：', '事实：', '钱*']) expect(why).toContain(words);
  // Told of whom, and not who.
  expect(why).not.toMatch(/赵小燕|孙立新|钱永福/u);
  expect((await matterById(city.kernel, good)).state).toBe('department');
  const open = await findings(bad);
  expect(open.map(({ field, decision }) => [field, decision])).toEqual([
    ['案件或者事项名称', null],
    ['事实', null],
    ['事实', null],
  ]);
  const [subject, consumer, witness] = open;
  expect((await decide(bad, { digest: consumer?.digest, decision: 'keep', reason: '' })).json.code).toBe(
    'enforcement/no-field-reason',
  );
  expect((await decide(bad, { digest: 'a'.repeat(64), decision: 'mask' })).status).toBe(404);
  expect((await decide(bad, { digest: subject?.digest, decision: 'mask' }, 'shichang-sh')).status).toBe(403);
  for (const one of [subject, consumer])
    expect((await decide(bad, { digest: one?.digest, decision: 'mask' })).status).toBe(204);
  const kept = { digest: witness?.digest, decision: 'keep', reason: '公职人员依职权作证' };
  expect((await decide(bad, kept)).status).toBe(204);
  const { draft } = await publicationById(city.kernel, bad);
  expect(draft.content.body).not.toMatch(/赵小燕|钱永福/u);
  expect(draft.content.body).toContain('孙立新');
  expect(await many('submit', 'lianluoyuan', [bad])).toMatchObject({ done: 1, refused: [] });
});

test('at the look for secrets many pass only with every check, and what was written past the program is found there', async () => {
  const { kernel, who } = city;
  const ids = [await enter('逐3号'), await enter('逐4号')];
  const [first = 0, second = 0] = ids;
  await many('submit', 'lianluoyuan', ids);
  expect((await many('pass', 'shichang-sh', ids)).done).toBe(2);
  expect((await many('pass', 'gongkaiban', ids)).done).toBe(2);
  const unticked = await many('pass', 'shichang-bm', ids, ['state-secret']);
  expect(unticked).toMatchObject({ done: 0 });
  expect(unticked.refused[0]?.why).toContain('工作秘密');
  await kernel.pool.query(
    `update enforcement.result set value = jsonb_set(value, '{facts}', '"消费者赵小燕投诉。"') where matter_id = $1`,
    [second],
  );
  const keys = secrecyChecks.map(({ key }) => key);
  expect(await many('pass', 'shichang-bm', ids, keys)).toMatchObject({ done: 1, refused: [{ id: second }] });
  expect((await publish(kernel, { id: first, actor: who.officer, at: AT })).length).toBe(1);
  expect((await verifyLedger(kernel)).faults).toEqual([]);
});
