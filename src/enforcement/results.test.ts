import { afterAll, beforeAll, expect, test } from 'vitest';
import { carryChange, changeAtOnce, proposeChange } from '../disclosure/index.ts';
import { correct, openPublication, publicationById, publish, saveDraft, submit } from '../disclosure/testing.ts';
import { type Day, day, instant, light, matterById, overdueMatters, verifyLedger } from '../kernel/index.ts';
import { endDisplays } from './operations/display.ts';
import { enterResult, reviseResult } from './operations/enter.ts';
import {
  type EnforcementCity,
  enforcementCity,
  licence,
  OFFICERS,
  passed,
  penalty,
  putOfficer,
  shown,
} from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: EnforcementCity;
beforeAll(async () => {
  city = await enforcementCity(AT);
});
afterAll(() => city.close());

const enter = (result: object) =>
  enterResult(city.kernel, { agencyId: city.agencyId, result, actor: city.who.drafter, at: city.kernel.now() });
const numbered = (documentNumber: string, over: object = {}) => penalty({ documentNumber, ...over });
const results = async (query = ''): Promise<string> =>
  (await city.ask(null, 'GET', `/enforcement/results${query}`)).body;

test('a penalty is entered, passes every gate and stands on the public page with its fixed fields', async () => {
  const { id, index } = await shown(city, penalty());
  const page = await results();
  for (const words of ['明市监处罚〔2026〕1号', '明堂市某某商贸有限公司', '罚款', '120200.00 元', '2029-11-23'])
    expect(page).toContain(words);
  const { draft } = await publicationById(city.kernel, id);
  expect(draft.content.title).not.toContain('商贸');
  expect(draft.content.body).toContain('统一社会信用代码');
  expect(draft.content.body).toContain('执法员1（MT-SC-0001）');
  const table = await city.ask(null, 'GET', '/enforcement/results.csv?kind=penalty');
  expect(table.body).toContain(index);
});

test('penalties and licences are due in seven working days, the rest in twenty', async () => {
  const { kernel } = city;
  const dueOn = async (result: object): Promise<string | null> => {
    const { id } = await enter(result);
    return (await matterById(kernel, id)).clocks.publish?.dueOn ?? null;
  };
  const decidedOn = '2026-09-24';
  expect(await dueOn(numbered('明市监处罚〔2026〕2号', { decidedOn }))).toBe('2026-10-12');
  expect(await dueOn(licence({ documentNumber: '明市监许〔2026〕2号', decidedOn }))).toBe('2026-10-12');
  const kind = { kind: 'inspection', penalties: [], fineFen: 0, confiscatedFen: 0 };
  expect(await dueOn(numbered('明市监检〔2026〕2号', { ...kind, decidedOn }))).toBe('2026-10-29');
});

test('without two valid certificates nothing is handed in or published, and it says which one is wrong', async () => {
  const { kernel, who } = city;
  await expect(
    enter(numbered('明市监处罚〔2026〕3号', { officers: [OFFICERS[0], OFFICERS[0]] })),
  ).rejects.toMatchObject({
    code: 'enforcement/too-few-officers',
  });
  await putOfficer(kernel, 'MT-SC-0003', { validUntil: '2026-11-19' });
  await putOfficer(kernel, 'MT-SC-0004', { state: 'suspended' });
  await putOfficer(kernel, 'MT-JY-0001', { agency: '590900-JY' });
  const cases = [
    ['MT-SC-9999', 'enforcement/no-certificate'],
    ['MT-SC-0003', 'enforcement/certificate-not-valid'],
    ['MT-SC-0004', 'enforcement/certificate-not-valid'],
    ['MT-JY-0001', 'enforcement/certificate-of-others'],
  ] as const;
  for (const [i, [officer, code]] of cases.entries()) {
    const { id } = await enter(numbered(`明市监处罚〔2026〕4${i}号`, { officers: [OFFICERS[0], officer] }));
    const { row } = await publicationById(kernel, id);
    const handing = submit(kernel, { id, actor: who.drafter, at: AT, seenRevision: row.revision });
    await expect(handing, officer).rejects.toMatchObject({ code, details: { officer } });
  }
  // A certificate that turns out to have been void meanwhile stops what had passed the gates.
  await putOfficer(kernel, 'MT-SC-0005');
  const { id } = await enter(numbered('明市监处罚〔2026〕5号', { officers: [OFFICERS[0], 'MT-SC-0005'] }));
  await passed(kernel, who, id);
  await putOfficer(kernel, 'MT-SC-0005', { state: 'cancelled' });
  await expect(publish(kernel, { id, actor: who.officer, at: AT })).rejects.toMatchObject({
    code: 'enforcement/certificate-not-valid',
  });
});

test('no text of its own gets past: neither a penalty written in the editor nor a changed body', async () => {
  const { kernel, who, agencyId } = city;
  const { id } = await enter(numbered('明市监处罚〔2026〕6号'));
  const { draft, row } = await publicationById(kernel, id);
  const by = { actor: who.drafter, at: AT };
  const content = { ...draft.content, body: draft.content.body.replace('十二万元', '一万元') };
  const { revision } = await saveDraft(kernel, { id, content, seenRevision: row.revision, ...by });
  const handIn = (one: number, seenRevision: number) => submit(kernel, { id: one, seenRevision, ...by });
  await expect(handIn(id, revision)).rejects.toMatchObject({ code: 'enforcement/text-differs' });
  const free = await openPublication(kernel, { agencyId, content: draft.content, ...by });
  await expect(handIn(free.id, 1)).rejects.toMatchObject({ code: 'enforcement/not-from-here' });
  const { index } = await shown(city, numbered('明市监处罚〔2026〕7号'));
  const correction = await correct(kernel, index, '更正罚款金额', who.drafter, AT);
  await expect(handIn(correction, 1)).rejects.toMatchObject({ code: 'enforcement/not-from-here' });
  // Written anew where it was entered, text and result are one again.
  await reviseResult(kernel, { id, result: numbered('明市监处罚〔2026〕6号', { content: '罚款十三万元。' }), ...by });
  const now = await publicationById(kernel, id);
  await handIn(id, now.row.revision);
  await expect(reviseResult(kernel, { id, result: numbered('明市监处罚〔2026〕6号'), ...by })).rejects.toMatchObject({
    code: 'enforcement/not-in-draft',
  });
});

test('of a natural person only the masked name is kept, and no number, phone or home of anybody', async () => {
  const { kernel } = city;
  const { id, masked } = await enter(
    numbered('明市监处罚〔2026〕8号', {
      partyKind: 'person',
      party: '欧阳建国',
      partyCode: null,
      facts: '当事人欧阳建国（身份证号码110000190001010004，手机13000000000）无照经营。',
      penalties: ['fine'],
      confiscatedFen: 0,
      fineFen: 20_000,
    }),
  );
  expect(masked).toBeGreaterThanOrEqual(4);
  const { rows } = await kernel.pool.query<{ all: string }>(
    `select string_agg(x, ' ') as all from (
       select value::text as x from enforcement.result where matter_id = $1
       union all select content::text from disclosure.draft where matter_id = $1
       union all select body::text from kernel.entry where matter_id = $1) x`,
    [id],
  );
  for (const secret of ['欧阳建国', '110000190001010004', '13000000000']) expect(rows[0]?.all).not.toContain(secret);
  expect(rows[0]?.all).toContain('欧**国');
});

test('a decision is entered once; each fault is told', async () => {
  await enter(numbered('明市监处罚〔2026〕9号'));
  const again = numbered('明市监处罚〔2026〕9号');
  const faults: readonly (readonly [object, string])[] = [
    [again, 'enforcement/known-already'],
    [numbered('甲1号', { partyCode: null }), 'enforcement/no-code'],
    [numbered('甲1号', { partyCode: '91440000MA0000007X' }), 'enforcement/code-wrong'],
    [numbered('甲1号', { partyKind: 'person' }), 'enforcement/person-with-code'],
    [numbered('甲1号', { penalties: [] }), 'enforcement/no-penalty-kind'],
    [numbered('甲1号', { fineFen: 0 }), 'enforcement/fine-without-amount'],
    [numbered('甲1号', { penalties: ['fine'] }), 'enforcement/confiscation-without-kind'],
    [numbered('甲1号', { facts: '' }), 'enforcement/no-facts'],
    [numbered('甲1号', { decidedOn: '2026-11-24' }), 'enforcement/decided-later'],
    [numbered('甲1号', { restrictedUntil: '2026-01-01' }), 'enforcement/ends-before-it-begins'],
    [numbered('甲1号', { penalties: ['warning'], fineFen: 0, confiscatedFen: 0 }), 'enforcement/warning-only'],
    [licence({ documentNumber: '甲2号', fineFen: 1 }), 'enforcement/penalty-without-penalty'],
    [licence({ documentNumber: '甲2号', validFrom: null }), 'enforcement/licence-without-period'],
  ];
  for (const [result, code] of faults) await expect(enter(result), code).rejects.toMatchObject({ code });
});

test('what has been shown for its time is gone from the public that day, and from the articles by the next turn', async () => {
  const { kernel } = city;
  const minor = { penalties: ['fine'], fineFen: 100_000, confiscatedFen: 0 };
  const short = await shown(city, numbered('明市监处罚〔2026〕20号', minor));
  const long = await shown(city, numbered('明市监处罚〔2026〕21号', { restrictedUntil: '2031-05-01' }));
  expect(await results('?q=〔2026〕20号')).toContain('2027-02-23');
  expect(await results('?q=〔2026〕21号')).toContain('2031-05-01');
  city.setNow(instant(day('2027-02-23'), '23:00'));
  expect(await endDisplays(kernel, kernel.now())).toBe(0);
  city.setNow(instant(day('2027-02-24'), '00:10'));
  expect(await results()).not.toContain('〔2026〕20号');
  expect(await endDisplays(kernel, kernel.now())).toBe(1);
  expect(await endDisplays(kernel, kernel.now())).toBe(0);
  const { rows } = await kernel.pool.query<{ index: string; note: string }>(
    'select index_number as index, note from disclosure.published where withdrawn and index_number = any($1)',
    [[short.index, long.index]],
  );
  expect(rows).toEqual([{ index: short.index, note: '公示期届满，停止公示。' }]);
  expect((await city.ask('lianluoyuan', 'GET', '/api/enforcement/results?standing=ended')).json.rows).toMatchObject([
    { documentNumber: '明市监处罚〔2026〕20号', shown: false },
  ]);
  city.setNow(AT);
  expect((await verifyLedger(kernel)).faults).toEqual([]);
});

test('what is put right in public shows what was entered last, once', async () => {
  const documentNumber = '明市监处罚〔2026〕30号';
  const { index } = await shown(city, numbered(documentNumber));
  await shown(city, numbered(documentNumber, { party: '明堂市更正商贸有限公司' }), { index, note: '更正当事人名称' });
  const page = await results(`?q=${encodeURIComponent('〔2026〕30号')}`);
  expect(page).toContain('更正商贸');
  expect(page).toContain('找到 1 条');
});

test('a penalty that was annulled is red after three working days, in the list and when it is withdrawn at once too late', async () => {
  const { kernel, who } = city;
  city.setNow(instant(day('2026-09-25'), '10:00'));
  const decidedOn = '2026-09-24';
  const first = await shown(city, numbered('明市监处罚〔2026〕60号', { decidedOn }));
  const second = await shown(city, numbered('明市监处罚〔2026〕61号', { decidedOn }));
  const annulment = { how: 'revoked', on: '2026-09-28', by: '明政复决〔2026〕9号' } as const;
  const asking = { change: 'withdraw', note: '处罚决定已被撤销', annulment, actor: who.drafter } as const;
  city.setNow(instant(day('2026-09-30'), '10:00'));
  const { id } = await proposeChange(kernel, { ...asking, index: first.index, at: kernel.now() });
  const lightOn = async (on: string): Promise<string> => {
    const { rows } = await kernel.pool.query<{ dueOn: Day; warnOn: Day }>(
      `select due_on as "dueOn", warn_on as "warnOn" from kernel.clock where matter_id = $1 and name = 'carry'`,
      [id],
    );
    return rows[0] ? light(rows[0], day(on)) : 'none';
  };
  // 1 to 7 October are holidays: the third working day after 28 September is the eighth.
  expect((await matterById(kernel, id)).clocks.carry?.dueOn).toBe('2026-10-08');
  expect(await lightOn('2026-10-08')).not.toBe('red');
  expect(await lightOn('2026-10-09')).toBe('red');
  city.setNow(instant(day('2026-10-09'), '10:00'));
  const at = kernel.now();
  const overdue = await overdueMatters(kernel, [city.agencyId], day('2026-10-09'), null);
  expect(overdue.rows.map((one) => one.id)).toContain(id);
  await carryChange(kernel, { id, actor: who.officer, at });
  const atOnce = await changeAtOnce(kernel, { ...asking, index: second.index, actor: who.officer, at });
  for (const one of [id, atOnce]) {
    const { rows } = await kernel.pool.query<{ late: boolean }>(
      `select met_on > due_on as late from kernel.clock where matter_id = $1 and name = 'carry'`,
      [one],
    );
    expect(rows).toEqual([{ late: true }]);
  }
  city.setNow(AT);
});
