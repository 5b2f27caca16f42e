import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { z } from 'zod';
import { signedIn, type TestCity, testCity } from '../../identity/testing.ts';
import { day, instant } from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { putCatalogue } from '../testing.ts';
import { importSite } from './import-site.ts';
import type { Mapping } from './mapping.ts';
import type { listNotes } from './notes-wire.ts';
import { folderSource } from './sources.ts';
import { oldSite } from './testing/old-site.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: TestCity;
let cookie: string;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  await putCatalogue(city.kernel);
  cookie = await signedIn(city.web, 'lianluoyuan');
});
afterAll(() => city.close());

let folder: string;
let mapping: Mapping;
let put: (path: string, bytes: string | Uint8Array) => void;
beforeEach(() => {
  const site = oldSite('noted', {});
  ({ folder, mapping, put } = site);
  return site.remove;
});

const ask = (url: string, as = cookie) => city.web.inject({ url, headers: { cookie: as } });
const listed = async (view: string) => {
  const answer = await ask(`/api/disclosure/import-notes?view=${view}&site=${encodeURIComponent(mapping.base)}`);
  return answer.json<z.output<typeof listNotes.response>>();
};
const settle = (id: number, settled: boolean, as = cookie) =>
  city.web.inject({
    method: 'POST',
    url: `/api/disclosure/import-notes/${id}/settled`,
    headers: { cookie: as, 'sec-fetch-site': 'same-origin' },
    payload: { settled },
  });

test('what an import left to do is listed, done, taken back, and given as a table; nobody else sees it', async () => {
  const page = (title: string, body: string): string =>
    `<meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="2019-5-12"><div id="zoom">${body}</div>`;
  put('a.html', page('通知', '<p>见<a href="名单.rar">附件</a><a href="b.doc">附件</a></p>'));
  put('名单.rar', Buffer.from('526172211a07010033', 'hex'));
  put('p.html', page('名单', '<p>手机13812345678</p>'));
  put('index.html', '首页');
  await importSite(city.kernel, folderSource(folder, mapping.base), mapping);
  const first = await listed('todo');
  expect(first.rows.map(({ kind, title, sentence }) => [kind, title, sentence]).toSorted()).toEqual([
    [
      'file-aside',
      '通知',
      '附件“名单.rar”是压缩包，里面查不了个人信息，已另存、没有公开。请下载解开检查，把里面的文件补传到这一篇。',
    ],
    ['file-left', '通知', '附件“b.doc”没有带进来：原网站上已经没有。请找到原件，在稿件里补传。'],
    ['held', '名单', '含个人信息，已存为草稿，没有公开。请在草稿里遮盖或者说明理由，再按程序审核发布。'],
  ]);
  expect(first.counts).toMatchObject({ todo: 3, held: 1, files: 2, skipped: 1, settled: 0, all: 4 });
  expect(first.sites).toEqual([{ base: mapping.base, published: 1, held: 1 }]);
  expect(first.rows.find(({ kind }) => kind === 'held')?.draftId).not.toBeNull();
  const aside = first.rows.find(({ hasFile }) => hasFile)?.id ?? 0;
  const file = await ask(`/api/disclosure/import-notes/${aside}/file`);
  expect(file.rawPayload.toString('hex')).toBe('526172211a07010033');
  expect(file.headers['content-type']).toBe('application/octet-stream');
  expect((await settle(aside, true)).statusCode).toBe(204);
  expect((await listed('settled')).rows).toMatchObject([{ id: aside, settledOn: '2026-11-23' }]);
  // What somebody has seen to stays so when the site moves in again.
  await importSite(city.kernel, folderSource(folder, mapping.base), mapping);
  expect((await listed('todo')).counts).toMatchObject({ todo: 2, settled: 1 });
  await settle(aside, false);
  expect((await listed('todo')).counts).toMatchObject({ todo: 3, settled: 0 });
  const table = await ask(`/api/disclosure/import-notes.csv?view=held`);
  expect(table.body).toContain(`${mapping.base}p.html`);
  const other = await signedIn(city.web, 'zfb-lianluo');
  expect((await ask(`/api/disclosure/import-notes/${aside}/file`, other)).statusCode).toBe(403);
  expect((await settle(aside, true, other)).statusCode).toBe(403);
  expect((await ask('/api/disclosure/import-notes', other)).json()).toMatchObject({ rows: [], sites: [] });
  expect((await settle(999_999, true)).statusCode).toBe(404);
});
