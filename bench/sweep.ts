/**
 * `npm run bench -- sweep`: the look at the clocks over a million open matters of which few are due; the same with ten
 * times as many open must cost the same, with ten times as many due about ten times as much.
 */
import { defineProcess, type MatterKind, openMatter, sweep, workingDays } from '../src/kernel/index.ts';
import { citizenActor } from '../src/kernel/testing/kernel.ts';
import { type BenchServer, report, withServer } from './support/server.ts';

const timed = defineProcess({
  kind: 'bench',
  title: '测速',
  initial: 'new',
  states: { new: { title: '新' }, open: { title: '在办', holder: { role: 'clerk' } } },
  actions: {
    open: { title: '收件', from: ['new'], to: 'open', by: ['subject'] },
    end: { title: '办结', from: ['open'], to: 'open', by: ['clerk'] },
  },
  clocks: {
    decision: { title: '决定', law: '测试', limit: workingDays(5), startsOn: [{ act: 'open' }], endsOn: ['end'] },
  },
});
const kind: MatterKind = { kind: 'bench', title: '测速', prefix: 'BN', process: timed, guards: {} };
const at = new Date('2026-11-23T10:00:00+08:00');

await withServer([{ name: 'bench', kinds: [kind] }], async (server) => {
  await server.owner.query(`select kernel.ensure_entry_partition('2026-11-01')`);
  await addOpen(server, 100_000);
  const small = await sweepOf(server, 500);
  await addOpen(server, 900_000);
  const large = await sweepOf(server, 500);
  const idle = await sweepOf(server, 0);
  const many = await sweepOf(server, 5000);
  process.stdout.write(
    `500 due of 100,000 open: ${small.toFixed(0)} ms; 500 due of 1,000,000: ${large.toFixed(0)} ms; none due of 1,000,000: ${idle.toFixed(0)} ms; 5,000 due: ${many.toFixed(0)} ms\n`,
  );
  report('cost with ten times as many open', large / small, 1.5, 'times', true);
  report('cost with ten times as many due', many / large, 15, 'times', true);
});

async function sweepOf({ kernel }: BenchServer, due: number): Promise<number> {
  for (let i = 0; i < due; i += 50) {
    await Promise.all(
      Array.from({ length: 50 }, () =>
        openMatter(kernel, {
          kind: 'bench',
          act: 'open',
          title: '测速',
          region: '590922',
          agencyId: 7,
          subjectId: 1,
          actor: citizenActor(1),
          at: new Date('2026-11-02T10:00:00+08:00'),
        }),
      ),
    );
  }
  const began = performance.now();
  const { overdue } = await sweep(kernel, at);
  if (overdue !== due) throw new Error(`${overdue} instead of ${due} were late`);
  return performance.now() - began;
}

/** Matters whose day is far. */
async function addOpen({ owner, kernel }: BenchServer, count: number): Promise<void> {
  const processId = await kernel.processes.idOf(timed);
  await owner.query(
    `with added as (
       insert into kernel.matter (kind, process_id, number, title, region, agency_id, state, holder_role, opened_at, acted_at, due_on, warn_on, seq, head)
       select 'bench', $1, 'F-' || nextval('kernel.entry_id'), '', '590922', 7, 'open', 'clerk', now(), now(), '2026-12-31', '2026-12-30', 1, ''
         from generate_series(1, $2::int) returning id)
     insert into kernel.clock (matter_id, name, state, facts, due_on, warn_on, calendar_version)
     select id, 'decision', 'running', '{"limit":{"n":5,"unit":"workday"},"startedOn":"2026-12-24","spans":[],"extensions":[]}', '2026-12-31', '2026-12-30', '' from added`,
    [processId, count],
  );
  await owner.query('vacuum analyze kernel.matter, kernel.clock');
}
