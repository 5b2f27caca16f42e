import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorNamed } from '../../identity/testing.ts';
import { type Actor, day, matterById, verifyLedger } from '../../kernel/index.ts';
import { say, sitesCity } from '../testing.ts';
import { changeView, standingOf } from './change-view.ts';
import { confirmChange, proposeChange, refuseChange } from './changes.ts';
import { arrangeIssue, beginIssue, bringOut, issueOrRefuse } from './operations.ts';
import { partsOf } from './paper.ts';
import { issueById } from './repo.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const index = (serial: number): string => `11590900MT0000022A/2026-${String(serial).padStart(5, '0')}`;
const AGENCY = '590900-SC';
let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(at);
  await say(city.kernel, [
    {
      index: index(1),
      agency: AGENCY,
      title: '关于加强食品安全监管的通知',
      documentNumber: '明市监〔2026〕1号',
      body: '<p>各县区：</p><table><thead><tr><th>项目</th><th>数量</th></tr></thead><tbody><tr><td>抽检</td><td>12</td></tr></tbody></table>',
    },
    { index: index(2), agency: AGENCY, title: '任免通知' },
    { index: index(3), agency: AGENCY, title: '撤回的' },
  ]);
  await say(city.kernel, [{ index: index(3), agency: AGENCY, title: '撤回的', withdrawn: true, note: '误发' }]);
});
afterAll(() => city.close());

const seqOf = async (id: number): Promise<number> => (await matterById(city.kernel, id)).seq;

test('an issue is compiled from what is public, fixed, printed, and stays as it was', async () => {
  const actor = await actorNamed(city.kernel, 'gongkaiban', day('2026-11-23'));
  const agencyId = actor.grants.find(({ role }) => role === 'disclosure-officer')?.agencyId ?? 0;
  const id = await beginIssue(city.kernel, { agencyId, name: '明堂市人民政府公报', actor, at });
  await expect(beginIssue(city.kernel, { agencyId, name: '又一期', actor, at })).rejects.toMatchObject({
    code: 'sites/gazette-open',
  });
  const doing = async () => ({ id, actor, at, seenSeq: await seqOf(id) });
  await expect(bringOut(city.kernel, await doing())).rejects.toMatchObject({ code: 'sites/gazette-empty' });
  const part = '部门文件';
  const twice = [
    { part, index: index(1) },
    { part, index: index(1) },
  ];
  await expect(arrangeIssue(city.kernel, { ...(await doing()), items: twice, note: '' })).rejects.toMatchObject({
    code: 'sites/gazette-twice',
  });
  const gone = [{ part, index: index(3) }];
  await expect(arrangeIssue(city.kernel, { ...(await doing()), items: gone, note: '' })).rejects.toMatchObject({
    code: 'sites/gazette-not-public',
  });
  const items = [
    { part, index: index(1) },
    { part: '人事任免', index: index(2) },
  ];
  await arrangeIssue(city.kernel, { ...(await doing()), items, note: '本期两篇。' });
  expect((await city.web.inject(`/gazette/${id}`)).statusCode).toBe(404);
  await bringOut(city.kernel, await doing());

  const page = await city.web.inject(`/gazette/${id}`);
  expect(page.body).toContain('2026年第1号（总第1号）');
  expect(page.body).toContain('href="#document-2">任免通知');
  expect(page.body).toContain('<td>抽检</td>');
  const file = await city.web.inject(`/gazette/${id}/file`);
  expect(file.headers['content-type']).toBe('application/pdf');
  expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await city.web.inject('/gazette/rss.xml')).body).toContain('明堂市人民政府公报 2026年第1号（总第1号）');

  await say(city.kernel, [{ index: index(2), agency: AGENCY, title: '任免通知（更正）' }]);
  expect((await city.web.inject(`/gazette/${id}`)).body).not.toContain('更正');
  await expect(arrangeIssue(city.kernel, { ...(await doing()), items, note: '改' })).rejects.toMatchObject({
    code: 'matter/closed',
  });
  const next = await beginIssue(city.kernel, { agencyId, name: '明堂市人民政府公报', actor, at });
  expect(await issueById(city.kernel.pool, next)).toMatchObject({ number: 2, total: 2 });
  expect((await verifyLedger(city.kernel)).faults).toEqual([]);
});

describe('an issue that is out', () => {
  const note = '第二篇任免通知姓名有误，已更正。';
  const items = [
    { part: '部门文件', index: index(1) },
    { part: '人事任免', index: index(2) },
  ];
  const issueOf = async (number: number): Promise<number> =>
    (
      await city.kernel.pool.query<{ id: number }>('select matter_id as id from sites.gazette where number = $1', [
        number,
      ])
    ).rows[0]?.id ?? 0;
  const page = async (id: number) => city.web.inject(`/gazette/${id}`);
  const articleOf = async (serial: number): Promise<string> =>
    (await city.web.inject(`/content/2026/${index(serial).replace('/', '-')}.html`)).body;
  const people = async () =>
    Promise.all(['gongkaiban', 'gongkaiban2'].map((login) => actorNamed(city.kernel, login, day('2026-11-23'))));

  test('is named on the pages of its texts', async () => {
    const id = await issueOf(1);
    expect(await articleOf(1)).toContain(`href="/gazette/${id}"`);
  });

  test('is corrected by two, with a note, in a new version', async () => {
    const id = await issueOf(1);
    const [one, two] = (await people()) as [Actor, Actor];
    const asked = { id, at, change: 'correct', seenVersion: 1, items, issueNote: '本期两篇。', note } as const;
    await expect(proposeChange(city.kernel, { ...asked, actor: one, seenVersion: 2 })).rejects.toMatchObject({
      code: 'sites/gazette-other-version',
    });
    await expect(
      proposeChange(city.kernel, { ...asked, actor: one, items: [{ part: '其他', index: index(3) }] }),
    ).rejects.toMatchObject({ code: 'sites/gazette-not-public' });
    const change = await proposeChange(city.kernel, { ...asked, actor: one });
    await expect(proposeChange(city.kernel, { ...asked, actor: two })).rejects.toMatchObject({
      code: 'sites/gazette-change-open',
    });
    const view = await changeView(city.kernel, one, change.id);
    expect(view).toMatchObject({
      isOwn: true,
      added: [],
      removed: [],
      changed: [{ index: index(2) }],
      isReordered: false,
    });
    const doing = { id: change.id, at, seenSeq: await seqOf(change.id) };
    await expect(confirmChange(city.kernel, { ...doing, actor: one })).rejects.toMatchObject({
      code: 'matter/same-person',
    });
    // Nobody sees anything of it before.
    expect((await page(id)).body).not.toContain('更正');
    await confirmChange(city.kernel, { ...doing, actor: two });
    const shown = await page(id);
    expect(shown.statusCode).toBe(200);
    for (const words of [note, '任免通知（更正）', '已更正（第2版）', '版本记录']) expect(shown.body).toContain(words);
    expect((await city.web.inject('/gazette/rss.xml')).body).toContain(`/gazette/${id}#v2`);
    expect((await city.web.inject('/gazette')).body).toContain('已更正（第2版）');
    await expect(proposeChange(city.kernel, { ...asked, actor: one, seenVersion: 2 })).rejects.toMatchObject({
      code: 'sites/gazette-same',
    });
    expect((await verifyLedger(city.kernel)).faults).toEqual([]);
  });

  test('what changes between proposal and confirmation is not confirmed; a refusal needs words', async () => {
    const id = await issueOf(1);
    const [one, two] = (await people()) as [Actor, Actor];
    const asked = { id, at, change: 'correct', seenVersion: 2, issueNote: '又改。', note } as const;
    const { id: change } = await proposeChange(city.kernel, { ...asked, items, actor: one });
    await say(city.kernel, [{ index: index(2), agency: AGENCY, title: '任免通知（再更正）' }]);
    const doing = { id: change, at, actor: two, seenSeq: await seqOf(change) };
    await expect(confirmChange(city.kernel, doing)).rejects.toMatchObject({ code: 'sites/gazette-moved-on' });
    await expect(refuseChange(city.kernel, { ...doing, words: '' })).rejects.toMatchObject({
      code: 'sites/gazette-no-words',
    });
    await refuseChange(city.kernel, { ...doing, words: '文件又改了，请重新提出' });
    expect((await issueById(city.kernel.pool, id))?.version).toBe(2);
  });

  test('says no more of what was withdrawn, and gives no file until it is corrected', async () => {
    const id = await issueOf(1);
    await say(city.kernel, [{ index: index(1), agency: AGENCY, title: '关于加强食品安全监管的通知', withdrawn: true }]);
    const shown = await page(id);
    expect(shown.body).toContain('本文件已经撤回');
    expect(shown.body).not.toContain('<td>抽检</td>');
    expect((await city.web.inject(`/gazette/${id}/file`)).statusCode).toBe(404);
    const issue = await issueOrRefuse(city.kernel, id);
    expect((await standingOf(city.kernel, issue)).stale.map(({ why }) => why)).toEqual(['withdrawn', 'other-text']);
  });

  test('is cancelled by two, for another that says so too', async () => {
    const id = await issueOf(1);
    const [one, two] = (await people()) as [Actor, Actor];
    const next = await issueOf(2);
    const asked = { id, at, change: 'cancel', seenVersion: 2, note: '整期编排有误，重新出版。' } as const;
    await expect(proposeChange(city.kernel, { ...asked, replacedBy: next, actor: one })).rejects.toMatchObject({
      code: 'sites/gazette-no-replacement',
    });
    await expect(
      proposeChange(city.kernel, { ...asked, id: next, seenVersion: 1, replacedBy: null, actor: one }),
    ).rejects.toMatchObject({ code: 'sites/gazette-not-out' });
    const only = [{ part: '人事任免', index: index(2) }];
    await arrangeIssue(city.kernel, { id: next, actor: one, at, seenSeq: await seqOf(next), items: only, note: '' });
    await bringOut(city.kernel, { id: next, actor: one, at, seenSeq: await seqOf(next) });
    const { id: change } = await proposeChange(city.kernel, { ...asked, replacedBy: next, actor: one });
    await confirmChange(city.kernel, { id: change, at, actor: two, seenSeq: await seqOf(change) });
    const gone = await page(id);
    expect(gone.statusCode).toBe(410);
    expect(gone.body).toContain('整期编排有误，重新出版。');
    expect(gone.body).toContain(`href="/gazette/${next}"`);
    expect(gone.body).not.toContain('<article');
    expect((await city.web.inject(`/gazette/${id}/file`)).statusCode).toBe(404);
    const there = (await page(next)).body;
    expect(there).toContain('本期代替已撤销的公报');
    expect(there).toContain(`href="/gazette/${id}"`);
    // Pages follow with the next turn of the jobs.
    await say(city.kernel, [{ index: index(4), agency: AGENCY, title: '其他' }]);
    expect(await articleOf(2)).not.toContain(`href="/gazette/${id}"`);
    expect(await articleOf(2)).toContain(`href="/gazette/${next}"`);
    await expect(
      proposeChange(city.kernel, { ...asked, seenVersion: 3, replacedBy: null, actor: one }),
    ).rejects.toMatchObject({ code: 'sites/gazette-cancelled' });
    const { versions } = await standingOf(city.kernel, await issueOrRefuse(city.kernel, id));
    expect(versions.map((one) => one.change)).toEqual(['cancel', 'correct', 'issue']);
    expect((await verifyLedger(city.kernel)).faults).toEqual([]);
  });
});

test('numbers begin anew each year, the total goes on', async () => {
  const later = new Date('2027-01-05T10:00:00+08:00');
  city.setNow(later);
  const actor = await actorNamed(city.kernel, 'gongkaiban', day('2027-01-05'));
  const agencyId = actor.grants.find(({ role }) => role === 'disclosure-officer')?.agencyId ?? 0;
  const open = await beginIssue(city.kernel, { agencyId, name: '明堂市人民政府公报', actor, at });
  const items = [{ part: '其他', index: index(2) }];
  await arrangeIssue(city.kernel, { id: open, actor, at: later, seenSeq: await seqOf(open), items, note: '' });
  await bringOut(city.kernel, { id: open, actor, at: later, seenSeq: await seqOf(open) });
  const id = await beginIssue(city.kernel, { agencyId, name: '明堂市人民政府公报', actor, at: later });
  expect(await issueById(city.kernel.pool, id)).toMatchObject({ year: 2027, number: 1, total: 4 });
});

test('text and tables come apart for print', () => {
  const { paragraphs, tables } = partsOf(
    '<p>甲<br>乙</p><ul><li>一</li><li>二</li></ul><table><tbody><tr><th scope="row">行</th><td colspan="2"><p>丙</p><p>丁</p></td></tr></tbody></table><p>尾</p>',
  );
  expect(paragraphs).toEqual(['甲 乙', '一', '二', '尾']);
  expect(tables).toEqual([
    {
      caption: '',
      columns: 3,
      head: [],
      body: [
        [
          { colspan: 1, rowspan: 1, scope: 'row', text: '行' },
          { colspan: 2, rowspan: 1, scope: '', text: '丙 丁' },
        ],
      ],
    },
  ]);
});
