import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorNamed } from '../../identity/testing.ts';
import { day, matterById, verifyLedger } from '../../kernel/index.ts';
import { say, sitesCity } from '../testing.ts';
import { arrangeIssue, beginIssue, bringOut } from './operations.ts';
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

test('numbers begin anew each year, the total goes on', async () => {
  const later = new Date('2027-01-05T10:00:00+08:00');
  city.setNow(later);
  const actor = await actorNamed(city.kernel, 'gongkaiban', day('2027-01-05'));
  const agencyId = actor.grants.find(({ role }) => role === 'disclosure-officer')?.agencyId ?? 0;
  const open =
    (await city.kernel.pool.query<{ id: number }>('select max(matter_id) as id from sites.gazette')).rows[0]?.id ?? 0;
  const items = [{ part: '其他', index: index(2) }];
  await arrangeIssue(city.kernel, { id: open, actor, at: later, seenSeq: await seqOf(open), items, note: '' });
  await bringOut(city.kernel, { id: open, actor, at: later, seenSeq: await seqOf(open) });
  const id = await beginIssue(city.kernel, { agencyId, name: '明堂市人民政府公报', actor, at: later });
  expect(await issueById(city.kernel.pool, id)).toMatchObject({ year: 2027, number: 1, total: 3 });
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
