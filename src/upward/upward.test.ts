import { afterAll, beforeAll, expect, test } from 'vitest';
import { correct, GATES, publicationById, publish, review, saveDraft, submit } from '../disclosure/testing.ts';
import { type Actor, day, instant, matterById, verifyLedger } from '../kernel/index.ts';
import { decide, signFor } from './operations/receive.ts';
import { openReport, retake, reviseReport, sendReport, takeStep } from './operations/report.ts';
import { reportRow } from './repo/reports.ts';
import { arrivedAs, published, reported, type UpwardCity, upwardCity } from './testing.ts';

const AT = instant(day('2026-11-20'), '09:00');
let city: UpwardCity;
let writer: Actor;
let office: Actor;
beforeAll(async () => {
  city = await upwardCity(AT);
  writer = city.who.drafter;
  office = city.who.officer;
});
afterAll(() => city.close());

const stateOf = async (id: number): Promise<string> => (await matterById(city.kernel, id)).state;
const by = (actor: Actor) => ({ actor, at: city.kernel.now() });
const text = { title: '乳制品抽检发现的苗头性问题', body: '近期抽检发现个别批次标签不规范，建议全市开展专项检查。' };
const written = async (superior = '590900-ZWGK'): Promise<number> => {
  const chosen = { source: 'written', ...text } as const;
  const to = { agencyId: city.agency('590900-SC'), superiorId: city.agency(superior) };
  return (await openReport(city.kernel, { ...to, chosen, ...by(writer) })).id;
};
const textOf = async (id: number): Promise<string> =>
  (await reportRow(city.kernel.pool, id))?.hash.toString('hex') ?? '';

test('a publication goes up, is signed for with number and day, adopted with score and use; the sender sees each', async () => {
  const { kernel } = city;
  const id = await reported(city, await published(city));
  expect(await stateOf(id)).toBe('sent');
  const arrived = await arrivedAs(kernel, id);
  const before = decide(kernel, arrived, { outcome: 'adopted', score: 5, usedWhere: '专报', words: '', ...by(office) });
  await expect(before).rejects.toMatchObject({ code: 'matter/not-in-state' });
  await signFor(kernel, arrived, by(office));
  const { number } = await matterById(kernel, arrived);
  expect(await reportRow(kernel.pool, id)).toMatchObject({ receipt: number, receivedOn: '2026-11-20' });
  const nowhere = decide(kernel, arrived, { outcome: 'adopted', score: 5, usedWhere: '', words: '', ...by(office) });
  await expect(nowhere).rejects.toMatchObject({ code: 'upward/no-use' });
  await decide(kernel, arrived, {
    outcome: 'adopted',
    score: 5,
    usedWhere: '明堂信息第12期',
    words: '',
    ...by(office),
  });
  expect(await reportRow(kernel.pool, id)).toMatchObject({ outcome: 'adopted', score: 5, usedWhere: '明堂信息第12期' });
  expect([await stateOf(id), await stateOf(arrived)]).toEqual(['adopted', 'adopted']);
  const told = await kernel.pool.query(`select from kernel.notice where matter_id = $1 and code = 'upward.adopted'`, [
    id,
  ]);
  expect(told.rowCount).toBe(1);
});

test('what is written for a superior alone passes head and secrecy, by different people, for the very text', async () => {
  const { kernel, who } = city;
  const id = await written();
  await expect(sendReport(kernel, id, by(writer))).rejects.toMatchObject({ code: 'matter/not-in-state' });
  await takeStep(kernel, id, { act: 'submit', words: '', ...by(writer) });
  const pass = (act: 'pass-department' | 'pass-secrecy', actor: Actor, seenText: string) =>
    takeStep(kernel, id, { act, words: '', seenText, ...by(actor) });
  const seenText = await textOf(id);
  await expect(pass('pass-department', who.department, 'f'.repeat(64))).rejects.toMatchObject({
    code: 'upward/other-text',
  });
  await expect(pass('pass-department', writer, seenText)).rejects.toMatchObject({ code: 'matter/not-yours' });
  await pass('pass-department', who.department, seenText);
  await expect(sendReport(kernel, id, by(writer))).rejects.toMatchObject({ code: 'matter/not-in-state' });
  await pass('pass-secrecy', who.secrecy, seenText);
  await sendReport(kernel, id, by(writer));
  expect(await stateOf(await arrivedAs(kernel, id))).toBe('arrived');
});

test('a secret stops: it is never sent, and why stands in no entry', async () => {
  const { kernel, who } = city;
  const id = await written();
  await takeStep(kernel, id, { act: 'submit', words: '', ...by(writer) });
  await takeStep(kernel, id, { act: 'pass-department', words: '', seenText: await textOf(id), ...by(who.department) });
  const stop = (words: string) => takeStep(kernel, id, { act: 'stop-secrecy', words, ...by(who.secrecy) });
  await expect(stop('')).rejects.toMatchObject({ code: 'upward/no-words' });
  await stop('涉及尚未公开的执法部署');
  expect(await stateOf(id)).toBe('stopped');
  const { rows } = await kernel.pool.query<{ body: string }>(
    'select body::text as body from kernel.entry where matter_id = $1',
    [id],
  );
  expect(rows.map(({ body }) => body).join('')).not.toContain('执法部署');
});

test('returned, it is written anew, reviewed anew and sent again; it counts as sent once, on its first day', async () => {
  const { kernel, who } = city;
  const id = await written();
  const review = async (): Promise<void> => {
    await takeStep(kernel, id, { act: 'submit', words: '', ...by(writer) });
    const seenText = await textOf(id);
    await takeStep(kernel, id, { act: 'pass-department', words: '', seenText, ...by(who.department) });
    await takeStep(kernel, id, { act: 'pass-secrecy', words: '', seenText, ...by(who.secrecy) });
  };
  await review();
  await sendReport(kernel, id, by(writer));
  const first = await arrivedAs(kernel, id);
  const back = (words: string) =>
    decide(kernel, first, { outcome: 'returned', score: 0, usedWhere: '', words, ...by(office) });
  await expect(back('短')).rejects.toMatchObject({ code: 'upward/no-words' });
  await back('请补充数据来源');
  expect(await reportRow(kernel.pool, id)).toMatchObject({ outcome: null, words: '请补充数据来源' });
  city.setNow(instant(day('2026-11-23'), '10:00'));
  await takeStep(kernel, id, { act: 'rework', words: '', ...by(writer) });
  await reviseReport(kernel, id, { ...text, title: `${text.title}（补充）` }, by(writer));
  await expect(sendReport(kernel, id, by(writer))).rejects.toMatchObject({ code: 'matter/not-in-state' });
  await review();
  await sendReport(kernel, id, by(writer));
  expect(await arrivedAs(kernel, id)).not.toBe(first);
  expect(await reportRow(kernel.pool, id)).toMatchObject({ firstSentOn: '2026-11-20', words: null });
});

test('a publication corrected after it was chosen is not reported as it was; returned, the new version is taken', async () => {
  const { kernel, who } = city;
  const index = await published(city, { title: '关于抽检结果的第二期通告' });
  const agencyId = city.agency('590900-SC');
  const superiorId = city.agency('590900-ZWGK');
  const open = () =>
    openReport(kernel, { agencyId, superiorId, chosen: { source: 'published', index }, ...by(writer) });
  const { id } = await open();
  await expect(open()).rejects.toMatchObject({ code: 'upward/reported-before' });
  const sentId = id;
  const correction = await correct(kernel, index, '更正抽检批次数', writer, kernel.now());
  const { row } = await publicationById(kernel, correction);
  const { draft } = await publicationById(kernel, correction);
  await saveDraft(kernel, {
    id: correction,
    content: { ...draft.content, body: '<p>本期抽检食品样品二百批次。</p>' },
    seenRevision: row.revision,
    ...by(writer),
  });
  const now = await publicationById(kernel, correction);
  await submit(kernel, { id: correction, seenRevision: now.row.revision, ...by(writer) });
  const seenText = (await publicationById(kernel, correction)).row.submittedHash?.toString('hex') ?? '';
  const people = { department: who.department, office: who.officer, secrecy: who.secrecy };
  for (const gate of GATES)
    await review(kernel, { id: correction, gate, passed: true, words: '', seenText, ...by(people[gate]) });
  await publish(kernel, { id: correction, ...by(who.officer) });
  await expect(sendReport(kernel, sentId, by(writer))).rejects.toMatchObject({ code: 'upward/changed-since' });
  await takeStep(kernel, sentId, { act: 'drop', words: '内容已经更正，重新选择', ...by(writer) });
  const again = (await open()).id;
  await sendReport(kernel, again, by(writer));
  const arrived = await arrivedAs(kernel, again);
  await decide(kernel, arrived, {
    outcome: 'returned',
    score: 0,
    usedWhere: '',
    words: '请核对批次数量',
    ...by(office),
  });
  const rework = takeStep(kernel, again, { act: 'rework', words: '', ...by(writer) });
  await expect(rework).rejects.toMatchObject({ code: 'upward/not-written-here' });
  await retake(kernel, again, by(writer));
  expect((await reportRow(kernel.pool, again))?.body).toContain('二百批次');
});

test('who is not above, is not connected, or is another agency’s is refused', async () => {
  const { kernel } = city;
  const index = await published(city, { title: '关于抽检结果的第三期通告' });
  const chosen = { source: 'published', index } as const;
  const open = (agency: string, superiorId: number | null, actor = writer) =>
    openReport(kernel, { agencyId: city.agency(agency), superiorId, chosen, ...by(actor) });
  await expect(open('590900-SC', city.agency('590902-ZWGK'))).rejects.toMatchObject({
    code: 'upward/no-such-superior',
  });
  await expect(open('590900-SC', null)).rejects.toMatchObject({ code: 'upward/no-such-superior' });
  await expect(open('590900-ZWGK', null, office)).rejects.toMatchObject({ code: 'upward/not-connected' });
  await expect(open('590900-JY', city.agency('590900-ZWGK'))).rejects.toMatchObject({ code: 'access/forbidden' });
  const unknown = { source: 'published', index: '没有这个索引号' } as const;
  const to = { agencyId: city.agency('590900-SC'), superiorId: city.agency('590900-ZWGK') };
  await expect(openReport(kernel, { ...to, chosen: unknown, ...by(writer) })).rejects.toMatchObject({
    code: 'upward/not-published',
  });
});

test('only the superior’s own office signs for it, and the sender never writes a receipt himself', async () => {
  const { kernel } = city;
  const id = await reported(city, await published(city, { title: '关于抽检结果的第四期通告' }));
  const arrived = await arrivedAs(kernel, id);
  const answer = await city.ask('lianluoyuan', 'POST', `/api/upward/received/${arrived}/acts`, { act: 'receive' });
  expect(answer.status).toBe(403);
  const forged = await city.ask('lianluoyuan', 'POST', `/api/upward/reports/${id}/acts`, { act: 'receive' });
  expect(forged.status).toBe(400);
  const stale = await city.ask('gongkaiban', 'POST', `/api/upward/received/${arrived}/acts`, {
    act: 'receive',
    seenSeq: 9,
  });
  expect(stale.json).toMatchObject({ code: 'matter/changed' });
  const good = await city.ask('gongkaiban', 'POST', `/api/upward/received/${arrived}/acts`, { act: 'receive' });
  expect(good.status).toBe(204);
  const seen = await city.ask('lianluoyuan', 'GET', `/api/upward/reports/${id}`);
  expect(seen.json).toMatchObject({ state: 'received', receivedOn: '2026-11-23', acts: [] });
  expect((await verifyLedger(kernel)).faults).toEqual([]);
});
