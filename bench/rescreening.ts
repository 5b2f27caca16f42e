/**
 * `npm run bench -- rescreening [documents]`: a full pass over the published stock, turn by turn as the program does it,
 * with every hundredth document holding personal data; documents a second, and the memory as it goes, which must not
 * grow with the stock.
 */

import { type StockItem, type StockSource, screeningModuleOf } from '../src/screening/index.ts';
import { lastPass, passTurn } from '../src/screening/operations/pass.ts';
import { report, withServer } from './support/server.ts';

const LIMIT_GROWTH_MB = 64;
const count = Number(process.argv.at(-1)) || 100_000;
const at = new Date('2026-11-23T10:00:00+08:00');
const words = '关于做好二〇二六年度政务公开工作的通知，各县区、各部门要按照要求抓好落实。'.repeat(40);
const refOf = (i: number): string => String(i).padStart(7, '0');

const itemOf = (i: number): StockItem => ({
  ref: refOf(i),
  title: `通知 ${i}`,
  region: '590900',
  agencyId: 7,
  contents: [
    {
      name: '正文.html',
      bytes: async () =>
        Buffer.from(`<p>第${i}号</p><p>${words}</p>${i % 100 === 0 ? '<p>联系人李伟，手机13800138000</p>' : ''}`),
    },
  ],
});
const source: StockSource = {
  name: 'bench',
  after: async (cursor, limit) => {
    const from = cursor === '' ? 0 : Number(cursor) + 1;
    return Array.from({ length: Math.max(0, Math.min(limit, count - from)) }, (_, i) => itemOf(from + i));
  },
  item: async (ref) => itemOf(Number(ref)),
};

await withServer([screeningModuleOf({ sources: () => [source] })], async ({ kernel }) => {
  const began = performance.now();
  const memory: number[] = [];
  for (let done = false; !done; ) {
    await passTurn(kernel, [source], at, 5000);
    memory.push(process.memoryUsage.rss() / 1_048_576);
    const pass = await lastPass(kernel);
    done = pass?.endedAt !== null;
    console.log(`  ${pass?.documents} documents · ${memory.at(-1)?.toFixed(0)} MB`);
  }
  const seconds = (performance.now() - began) / 1000;
  console.log(`  ${count} documents in ${seconds.toFixed(0)} s, ${(count / seconds).toFixed(0)} a second`);
  const settled = memory[Math.min(1, memory.length - 1)] ?? 0;
  report(
    'rescreening, growth of memory after the first turns',
    Math.max(...memory) - settled,
    LIMIT_GROWTH_MB,
    'MB',
    true,
  );
});
