import type { People } from '../../../src/disclosure/testing.ts';
import { day, matterByNumber } from '../../../src/kernel/index.ts';
import { tellError } from '../../../src/sites/errors/operations.ts';
import { proposeChange } from '../../../src/sites/gazette/changes.ts';
import { arrangeIssue, beginIssue, bringOut } from '../../../src/sites/gazette/operations.ts';
import { judge } from '../../../src/sites/operations/health.ts';
import { noteReading, putPoint } from '../../../src/sites/reading-point/operations.ts';
import { addTarget, noteDelivery } from '../../../src/sites/targets/operations.ts';
import { agencyAt, columnOf, type Setting, seen } from './setting.ts';

export const POINT = 'tushuguan';
export const TARGET = 'wangzhan-wai';
export const pointBody = { name: '图书馆查阅点', address: '人民路1号', hours: '每日9:00—17:00', phone: '' };

/** Errors that visitors told of the site, issues of a gazette, places where people read, and where else something is said. */
export async function prepareSiteWork(setting: Setting, who: People, published: string) {
  const { kernel, web, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const office = { actor: who.officer, at };
  const told = await tellError(kernel, {
    ...{ site: '590902-sc', page: '/site/590902-sc/', kind: 'wrong-text', words: '第二段有一个错字', contact: '' },
    ...{ actor: who.citizen, at },
  });
  const begin = () => beginIssue(kernel, { agencyId, name: '区政府公报', ...office });
  await judge(kernel, { site: '590902-sc', item: 'V05', times: [0], note: '留言都已答复', ...office });
  const issued = await begin();
  const items = [{ part: '部门文件', index: published }];
  const { seq } = await seen(setting, issued);
  await arrangeIssue(kernel, { id: issued, items, note: '本期一篇', seenSeq: seq, ...office });
  await bringOut(kernel, { id: issued, seenSeq: seq + 1, ...office });
  const open = await begin();
  const before = await seen(setting, open);
  await arrangeIssue(kernel, { id: open, items, note: '', seenSeq: before.seq, ...office });
  const correction = {
    change: 'correct',
    seenVersion: 1,
    items,
    issueNote: '本期一篇，有更正',
    note: '编者说明有误',
  } as const;
  const proposed = await proposeChange(kernel, { id: issued, ...correction, ...office });
  await putPoint(kernel, { key: POINT, ...pointBody }, office);
  await noteReading(kernel, { point: POINT, act: 'print', title: '公报', copies: 1 }, office);
  await addTarget(kernel, { key: TARGET, name: '县政府网站', kind: 'external' }, office);
  const delivery = { target: TARGET, agencyId, index: null, title: '转发的通告', on: day('2026-04-20'), receipt: null };
  await noteDelivery(kernel, delivery, office);
  const { cookie } = columnOf(setting, 'disclosure-officer', 'o');
  const answer = await web.inject({ url: '/api/sites', headers: { cookie: cookie ?? '' } });
  const { sites } = answer.json<{
    sites: readonly { readonly key: string; readonly columns: readonly { readonly key: string }[] }[];
  }>();
  return {
    siteWork: {
      site: sites.find(({ key }) => key === '590902-sc'),
      error: { ...(await seen(setting, (await matterByNumber(kernel, told.number)).id)), code: told.code },
      issued: await seen(setting, issued),
      open: await seen(setting, open),
      gazetteChange: await seen(setting, proposed.id),
    },
  };
}
