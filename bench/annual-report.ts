/**
 * `npm run bench -- annual-report`: the annual report of a city with 300 agencies and 100,000 requests: all figures of
 * sections three and four, the checks, and one page of rows behind a cell.
 */
import { cells3, cells4, requestsIn, section3, section4, violationsOf } from '../src/information-requests/index.ts';
import { report, withServer } from './support/server.ts';

const AGENCIES = 300;
const REQUESTS = 100_000;
const LIMIT_MS = 2000;
const ROUNDS = 7;

await withServer([], async ({ owner, kernel }) => {
  await owner.query(
    `insert into kernel.process (kind, digest, definition) values ('information-request', 'bench', '{}')`,
  );
  await owner.query('set session_replication_role = replica');
  const client = await owner.connect();
  await client.query('set session_replication_role = replica');
  await client.query(
    `insert into kernel.matter (kind, process_id, number, title, region, agency_id, state, opened_at, acted_at, due_on, warn_on, seq, head)
     select 'information-request', (select max(id) from kernel.process), 'GK-' || n, '申请 ' || n, '590900', 1 + n % ${AGENCIES}, 'archived', now(), now(), 'infinity', 'infinity', 1, sha256(n::text::bytea)
       from generate_series(1, ${REQUESTS}) n`,
  );
  // Half of them in the year, the rest in those around it; a tenth goes on into the next.
  await client.query(
    `insert into information_requests.request (matter_id, agency_id, channel, applicant_kind, subject, wanted, medium, way, tokens, code_hash, submitted_at, received_on, concluded_on, decision, decided_at)
     select m.id, m.agency_id, 'web', (array['natural', 'natural', 'natural', 'business', 'research', 'charity', 'legal', 'other'])[1 + n % 8], m.title, repeat('公开', 40), 'electronic', 'web', '', sha256('x'),
            received, received, case when n % 50 > 0 then received + 20 end, case when n % 50 > 0 then (array['3.1', '3.2', '3.3.5', '3.4.1', '3.5.2', '3.6.3'])[1 + n % 6] end, case when n % 50 > 0 then now() end
       from (select m.*, row_number() over () as n, date '2024-07-01' + (row_number() over () * 7919 % 730)::int as received from kernel.matter m) m`,
  );
  client.release();
  await owner.query('vacuum analyze information_requests.request');
  const scope = { year: 2025, agencyIds: Array.from({ length: AGENCIES }, (_, i) => i + 1) };
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const [three, four] = await Promise.all([section3(kernel.db, scope), section4(kernel.db, scope)]);
    const violations = violationsOf(cells3(three), cells4(four));
    const { rows } = await requestsIn(kernel.db, scope, { row: 'R1', column: 'total' });
    took.push(performance.now() - began);
    if (violations.length > 0 || rows.length === 0) throw new Error('the report is wrong');
    if (round === 0)
      process.stdout.write(
        `new ${three.R1.total}, carried over ${three.R2.total}, concluded ${three['3.7'].total}, left ${three.R4.total}\n`,
      );
  }
  report('annual report, slowest', Math.max(...took), LIMIT_MS, 'ms', true);
});
