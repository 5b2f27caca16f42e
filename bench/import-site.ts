/**
 * `npm run bench -- import-site`: 10,000 pages of a former site with national tags, three paragraphs and a table each,
 * taken over into a durable database: read, cleaned, screened, numbered, published, entered in the ledger.
 */

import { importSite } from '../src/disclosure/import-site/import-site.ts';
import { Mapping } from '../src/disclosure/import-site/mapping.ts';
import { disclosureModule } from '../src/disclosure/index.ts';
import { putCatalogue } from '../src/disclosure/testing.ts';
import { identityModule, seedIdentity } from '../src/identity/index.ts';
import { report, withServer } from './support/server.ts';

const PAGES = Number(process.env.BENCH_PAGES ?? 10_000);
const LIMIT_SECONDS = 60;

const sentence = '坚持以公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开。';
const pageAt = (address: string): Buffer => {
  const n = address.replaceAll(/\D/gu, '');
  return Buffer.from(
    `<html><head><meta name="ArticleTitle" content="第${n}号通告"><meta name="PubDate" content="2024-03-05 10:00"><meta name="ContentSource" content="市局"><meta name="ColumnName" content="通知公告"></head><body><div class="nav">${'<a href="/">首页</a>'.repeat(40)}</div><div id="zoom">${`<p style="text-indent:2em"><span style="font-size:16px">${sentence.repeat(8)}</span></p>`.repeat(3)}<table><tr><td>项目</td><td>金额</td></tr><tr><td>甲${n}</td><td>1</td></tr></table></div></body></html>`,
  );
};

await withServer([identityModule, disclosureModule], async ({ kernel }) => {
  await seedIdentity(kernel, kernel.now());
  await putCatalogue(kernel);
  const mapping = Mapping.parse({
    site: 'bench',
    base: 'http://old.gov.cn/',
    agency: '590900-SC',
    usual: { node: 'ML.3.13.04', genre: 'announcement' },
  });
  const began = performance.now();
  const done = await importSite(
    kernel,
    {
      addresses: async function* () {
        for (let i = 0; i < PAGES; i += 1) yield `http://old.gov.cn/${i}.html`;
      },
      fetch: async (address) => ({ bytes: pageAt(address), charset: null }),
    },
    mapping,
  );
  if (done.imported !== PAGES) throw new Error(JSON.stringify({ ...done, skips: done.skips.slice(0, 3) }));
  report(`import of ${PAGES} pages`, (performance.now() - began) / 1000, LIMIT_SECONDS, 's', true);
});
