/**
 * `npm run bench -- requests`: a hundred thousand requests of three hundred agencies; the register as an officer of one
 * agency and as somebody over all of them asks for it: newest, by a rare word, by a common one, by number, what is late,
 * and page after page; and what is alike to one of them.
 */

import { identityModule } from '../src/identity/index.ts';
import { informationRequestsModule, registerPage, requestsAlike } from '../src/information-requests/index.ts';
import { type Actor, day, vectorOf } from '../src/kernel/index.ts';
import { type BenchServer, load, report, withServer } from './support/server.ts';

const REQUESTS = 100_000;
const AGENCIES = 300;
const LIMIT_MS = 50;
const TODAY = day('2026-11-02');
const THINGS = [
  '招标文件',
  '征收补偿方案',
  '检查结果',
  '财政预算明细',
  '环评批复',
  '规划许可证',
  '会议纪要',
  '验收报告',
];
const PLACES = ['明德区', '溪平县', '泽宫街道', '衢尊街道', '鹿鸣镇', '泮水社区', '弦歌路', '明伦大道'];

const actor = (agencies: readonly number[], role: string): Actor => ({
  kind: 'staff',
  personId: 1,
  name: 'bench',
  grants: [{ role, agencyId: agencies[0] ?? 1 }],
  actsFor: [],
  agenciesBelow: new Set(agencies),
});

await withServer([identityModule, informationRequestsModule], async (server) => {
  const marks = await fill(server);
  const everywhere = Array.from({ length: AGENCIES }, (_, i) => i + 1);
  const officer = actor([7], 'request-officer');
  const leader = actor(everywhere, 'leader');
  const looking = { actor: leader, today: TODAY };
  const { kernel } = server;
  const raw = await server.owner.connect(); const ids = everywhere.join(','); for (const q of ['r.matter_id < 50000']) { const x = await raw.query(`explain (analyze, buffers) select m.id, r.subject, d.due_on, c.due_on from information_requests.request r join kernel.matter m on m.id = r.matter_id left join kernel.clock c on c.matter_id = r.matter_id and c.name = 'reply' left join kernel.clock d on d.matter_id = r.matter_id and d.name = 'delayed' where true and r.agency_id = any(array[${ids}]::int[]) and ${q} order by r.matter_id desc limit 51`); console.log(x.rows.map((r: any) => r['QUERY PLAN']).join('\n')); } raw.release();
  const asked: Readonly<Record<string, (round: number) => Promise<unknown>>> = {
    'newest, one agency': () => registerPage(kernel, {}, { actor: officer, today: TODAY }),
    'newest, all agencies': () => registerPage(kernel, {}, looking),
    'a rare word': (i) => registerPage(kernel, { q: `第${(i * 37) % REQUESTS}号` }, looking),
    'a common word': () => registerPage(kernel, { q: '招标文件' }, looking),
    'a common word, one agency': () => registerPage(kernel, { q: '招标文件' }, { actor: officer, today: TODAY }),
    'what is late': () => registerPage(kernel, { standing: 'late' }, looking),
    'by decision': () => registerPage(kernel, { decision: '3.5.2' }, looking),
    'a page in the middle': (i) => registerPage(kernel, { before: 50_000 + i }, looking),
    'what is alike': (i) =>
      requestsAlike(kernel, { matterId: 0, ...(marks[i % marks.length] ?? { subject: '', wanted: '' }) }),
  };
  for (const [name, ask] of Object.entries(asked)) {
    // One after another first: two cores do not serve sixteen at once, and a person waits for one answer.
    const { p95 } = await load(0.3, async (_, round) => void (await ask(round)), 2);
    report(`register p95, ${name}`, p95, LIMIT_MS, 'ms', true);
  }
});

async function fill({
  owner,
  kernel,
}: BenchServer): Promise<readonly { readonly subject: string; readonly wanted: string }[]> {
  const client = await owner.connect();
  const { marksOfRequest } = await import('../src/information-requests/rules/alike.ts');
  const samples: { subject: string; wanted: string }[] = [];
  try {
    await client.query('set session_replication_role = replica');
    await client.query(
      `insert into identity.agency (key, name, short_name, kind, region, opened_on)
       select 'B-' || n, '机关' || n, '机关' || n, 'office', '590900', date '2020-01-01' from generate_series(1, ${AGENCIES}) n`,
    );
    await client.query(`insert into kernel.process (kind, digest, definition) values ('bench', 'bench', '{}')`);
    await client.query(
      `insert into kernel.matter (id, kind, process_id, number, title, region, agency_id, state, opened_at, acted_at, due_on, warn_on, seq, head)
       overriding system value
       select n, 'information-request', (select max(id) from kernel.process), 'XG-590900-2026-' || lpad(n::text, 6, '0'), '政府信息公开申请',
              '590900', 1 + n % ${AGENCIES}, 'handling', now(), now(), date '2026-01-01' + (n::bigint * 7919 % 400)::int,
              date '2026-01-01' + (n::bigint * 7919 % 400)::int, 1, sha256(n::text::bytea)
         from generate_series(1, ${REQUESTS}) n`,
    );
    await client.query(
      `insert into kernel.clock (matter_id, name, state, facts, due_on, warn_on, calendar_version)
       select id, 'reply', 'running', '{}', due_on, warn_on, 'bench' from kernel.matter`,
    );
    const BATCH = 2000;
    for (let from = 1; from <= REQUESTS; from += BATCH) {
      const rows = Array.from({ length: BATCH }, (_, i) => {
        const n = from + i;
        const subject = `${PLACES[n % 8]}2025年第${n}号${THINGS[(n >> 3) % 8]}`;
        const wanted = `申请公开${PLACES[(n >> 2) % 8]}${THINGS[(n >> 5) % 8]}及附件，文号${(n * 7919) % 99_991}`;
        if (n % 1000 === 1) samples.push({ subject, wanted });
        return {
          n,
          subject,
          wanted,
          tokens: vectorOf(`${subject} ${wanted}`),
          marks: `{${marksOfRequest({ subject, wanted }).join(',')}}`,
        };
      });
      await client.query(
        `insert into information_requests.request (matter_id, agency_id, channel, applicant_kind, subject, wanted, medium, way,
           tokens, marks, code_hash, submitted_at, received_on, decision, decided_at, concluded_on)
         select x.n, 1 + x.n % ${AGENCIES}, 'web', 'natural', x.subject, x.wanted, 'electronic', 'web', x.tokens::tsvector,
                x.marks::bigint[], sha256(x.n::text::bytea), timestamptz '2026-01-01 10:00+08' + x.n * interval '4 minutes',
                date '2026-01-01', case when x.n % 10 > 0 then (array['3.1', '3.2', '3.5.2', '3.4.1'])[1 + x.n % 4] end,
                case when x.n % 10 > 0 then now() end, case when x.n % 10 > 0 then date '2026-02-01' end
           from json_to_recordset($1) as x(n int, subject text, wanted text, tokens text, marks text)`,
        [JSON.stringify(rows)],
      );
    }
    await client.query('analyze');
    await client.query('vacuum analyze information_requests.request');
  } finally {
    client.release();
  }
  await kernel.calendars.reload();
  return samples;
}
