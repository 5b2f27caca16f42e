/**
 * `npm run bench -- inbox`: a million matters, an ordinary user with agency scope, 16 clients: p95 of a page, and the
 * first page against the thousandth.
 */
import { type InboxCursor, inbox } from '../src/kernel/index.ts';
import { type BenchServer, load, report, withServer } from './support/server.ts';

const MATTERS = 1_000_000;
const AGENCIES = 400;
const LIMIT_MS = 60;
const DEEP = 1000;
const PAGE = 50;

await withServer([], async (server) => {
  await fill(server);
  const duties = [
    { role: 'window-clerk', agencyId: 7 },
    { role: 'examiner', agencyId: 7 },
  ];
  const page = (after: InboxCursor | null) => inbox(server.kernel, duties, after, PAGE);
  let deep: InboxCursor | null = null;
  for (let i = 1; i < DEEP; i += 1) {
    const { next }: { next: InboxCursor | null } = await page(deep);
    if (!next) throw new Error(`the inbox ends at page ${i}`);
    deep = next;
  }
  const first = await load(10, async () => void (await page(null)));
  const thousandth = await load(10, async () => void (await page(deep)));
  process.stdout.write(
    `first page ${Math.round(first.perSecond)}/s, p95 ${first.p95.toFixed(1)} ms; page ${DEEP} ${Math.round(thousandth.perSecond)}/s, p95 ${thousandth.p95.toFixed(1)} ms\n`,
  );
  report('inbox p95', first.p95, LIMIT_MS, 'ms', true);
  report('page 1000 ÷ page 1, p95', thousandth.p95 / first.p95, 1.25, '', true);
});

/** One agency holds 120,000 of the million, so that a thousand pages are there to turn. */
async function fill({ owner }: BenchServer): Promise<void> {
  await owner.query(`insert into kernel.process (kind, digest, definition) values ('bench', 'bench', '{}')`);
  await owner.query(`insert into kernel.matter (kind, process_id, number, title, region, agency_id, state, holder_role, opened_at, acted_at, closed_at, due_on, warn_on, seq, head)
    select 'bench', (select max(id) from kernel.process), 'B-' || n, '测试事项 ' || n, '590922',
           case when n % 100 < 12 then 7 else 8 + n % ${AGENCIES} end, 'examining',
           (array['window-clerk', 'examiner', 'decider'])[1 + n % 2], now(), now(), case when n % 100 = 99 then now() end,
           date '2026-01-01' + (n::bigint * 7919 % 700)::int, date '2026-01-01' + (n::bigint * 7919 % 700)::int - 1, 1, sha256(n::text::bytea)
      from generate_series(1, ${MATTERS}) n`);
  await owner.query('vacuum analyze kernel.matter');
}
