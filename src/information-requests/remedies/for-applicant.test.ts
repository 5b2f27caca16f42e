import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestCity } from '../../identity/testing.ts';
import { type Day, day, matterById, matterByNumber } from '../../kernel/index.ts';
import { approve, saveDraft, send, sign, submitDraft } from '../operations/reply.ts';
import { takeUp } from '../operations/time.ts';
import { databaseOf } from '../repo/database.ts';
import { requestOf } from '../repo/requests.ts';
import { asking, at, drain, type Office, officeOf, papers, received, requestsCity } from '../testing.ts';
import { remediesFor } from './for-applicant.ts';
import { registerDispute, takeStep } from './operations.ts';
import type { DisputeAct } from './process.ts';

let city: TestCity;
let office: Office;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
});
afterAll(() => city.close());

/** A request that was answered on 5 March; who asked has an account when `personId` says so. */
async function answered(decision: '3.3.5' | '3.5.2', personId: number | null = null) {
  const { applicant } = asking(office, '2026-03-02');
  const { id, number, code } = await received(city, office, '2026-03-02', { applicant: { ...applicant, personId } });
  const doing = (on: string, actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
  await takeUp(city.kernel, doing('2026-03-03'));
  await replied(id, decision, '2026-03-05');
  return { id, number, code: code ?? '' };
}
async function replied(id: number, decision: string, on: string): Promise<void> {
  const doing = (actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
  const points = { reasons: '属于人事管理信息', earlier: 'XG-1', where: 'https://www.mingtang.example/jg' };
  await saveDraft(city.kernel, { ...doing(), draft: { decision, points, attachments: [] } });
  await submitDraft(city.kernel, doing());
  await approve(city.kernel, doing(office.legal));
  await sign(city.kernel, { ...doing(office.head), papers });
  await send(city.kernel, { ...doing(), how: 'web' });
}
const remedies = async (id: number, on: string) => {
  const { region } = await matterById(city.kernel, id);
  return remediesFor(city.kernel, await requestOf(databaseOf(city.kernel), id), region, at(on));
};
const ways = async (id: number, on: string) =>
  (await remedies(id, on)).open.map(({ kind, until, isOver }) => [kind, until, isOver]);
const bring = (request: string, kind: 'reconsideration' | 'lawsuit') =>
  registerDispute(city.kernel, {
    kind,
    agencyId: office.agencyId,
    request,
    afterId: null,
    afterReconsideration: false,
    authority: '明堂市人民政府',
    caseNumber: '明政复〔2026〕3号',
    ground: '认为不予公开没有依据',
    acceptedOn: day('2026-03-20'),
    servedOn: day('2026-03-23'),
    summary: false,
    actor: office.legal,
    at: at('2026-03-23'),
  });
const step = async (id: number, name: DisputeAct, on: Day, workdays?: number) =>
  takeStep(city.kernel, {
    id,
    act: name,
    actor: office.legal,
    at: at(on),
    seenSeq: (await matterById(city.kernel, id)).seq,
    note: '已经按程序办理完毕',
    ...(workdays === undefined ? {} : { workdays }),
  });

test('withheld: reconsideration first, counted from the day it was sent until it is known when it came', async () => {
  const { id } = await answered('3.3.5');
  // 60 days from 5 March end on 4 May, a holiday.
  expect(await ways(id, '2026-05-06')).toEqual([
    ['reconsideration', '2026-05-06', false],
    ['complaint', null, false],
  ]);
  expect(await ways(id, '2026-05-07')).toEqual([
    ['reconsideration', '2026-05-06', true],
    ['complaint', null, false],
  ]);
  const [first] = (await remedies(id, '2026-03-06')).open;
  expect(first?.notes.join('')).toContain('应当先申请行政复议');
  expect(first?.notes.join('')).toContain('还没有登记');
  expect(first?.steps.at(-1)?.day).toBe('2026-05-06');
});

test('not handled: reconsideration or a lawsuit, as he likes', async () => {
  const { id } = await answered('3.5.2');
  expect(await ways(id, '2026-03-06')).toEqual([
    ['reconsideration', '2026-05-06', false],
    ['lawsuit', '2026-09-07', false],
    ['complaint', null, false],
  ]);
});

test('by number and code: what is open, the course of the case, what is done again and until when', async () => {
  const html = async (key: { readonly number: string; readonly code: string }, on: string): Promise<string> => {
    city.setNow(at(on));
    const { body, statusCode } = await city.web.inject({
      method: 'POST',
      url: '/information-requests/progress',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ number: key.number, code: key.code }).toString(),
    });
    expect(statusCode).toBe(200);
    return body;
  };
  const key = await answered('3.3.5', office.everything.personId);
  const before = await html(key, '2026-03-06');
  expect(before).toContain('对答复不服怎么办');
  expect(before).not.toContain('复议、诉讼、投诉的进展');
  const { id } = await bring(key.number, 'reconsideration');
  expect(await ways(key.id, '2026-03-24')).toEqual([['complaint', null, false]]);
  const running = await html(key, '2026-03-24');
  expect(running).toContain('明政复〔2026〕3号');
  expect(running).toContain('待答复');
  // The ground and the agency's own words are no part of the page.
  expect(running).not.toContain('认为不予公开没有依据');
  await step(id, 'answer', day('2026-03-30'));
  await step(id, 'correct', day('2026-05-11'), 10);
  const { courses } = await remedies(key.id, '2026-05-26');
  expect(courses).toMatchObject([{ result: '结果纠正', redo: { until: '2026-05-25', doneOn: null, isLate: true } }]);
  expect(await ways(key.id, '2026-05-12')).toEqual([
    ['lawsuit', '2026-05-26', false],
    ['complaint', null, false],
  ]);
  const corrected = await html(key, '2026-05-26');
  expect(corrected).toContain('重新处理的最后一天');
  expect(corrected).not.toContain('已经按程序办理完毕');
  // The new reply is the case's: nobody says by hand that it was made.
  await expect(step(id, 'redo', day('2026-05-26'))).rejects.toMatchObject({ code: 'remedies/redo-runs' });
  const redo = await matterByNumber(city.kernel, courses[0]?.redo?.number ?? '');
  expect(redo.clocks.reply?.dueOn).toBe('2026-05-25');
  expect(corrected).toContain(redo.number);
  await replied(redo.id, '3.1', '2026-05-26');
  city.setNow(at('2026-05-27'));
  await drain(city);
  expect((await remedies(key.id, '2026-05-27')).courses).toMatchObject([
    { stateTitle: '已结', redo: { doneOn: '2026-05-26', isLate: false } },
  ]);
  expect(await ways(redo.id, '2026-05-27')).toEqual([
    ['reconsideration', '2026-07-27', false],
    ['lawsuit', '2026-11-26', false],
    ['complaint', null, false],
  ]);
  const { rows } = await city.kernel.pool.query<{ code: string }>(
    `select code from kernel.notice where matter_id = $1 and code like 'remedies.%' order by id`,
    [key.id],
  );
  expect(rows.map(({ code }) => code)).toEqual(['remedies.registered', 'remedies.decided', 'remedies.redone']);
});
