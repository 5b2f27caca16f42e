import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarSources, loadCalendar } from '../calendars.ts';
import { day, instant } from '../day.ts';
import { startWorker } from '../jobs/worker.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../testing/kernel.ts';
import { permitKind } from '../testing/permit-process.ts';
import { act } from './act.ts';
import { inbox, overdueMatters, provisionalMatters } from './inbox.ts';
import { openMatter } from './open.ts';
import { matterById } from './read.ts';
import { sweep } from './sweep.ts';
import { kernelTasks } from './tasks.ts';
import { timeline } from './timeline.ts';

const clerk = staffMember(2, 7, 'clerk');
let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([{ name: 'test', kinds: [permitKind] }]);
});
afterAll(() => kernel.close());

const on = (d: string): Date => instant(day(d), '10:00');
const submit = async (d: string, region = '590922'): Promise<number> =>
  (
    await openMatter(kernel, {
      kind: 'test-permit',
      act: 'submit',
      title: '测试',
      region,
      agencyId: 7,
      subjectId: 1,
      actor: citizenActor(1),
      at: on(d),
    })
  ).id;

test('no notice within five working days is acceptance from the day of receipt', async () => {
  const id = await submit('2026-04-28');
  expect((await sweep(kernel, on('2026-05-08'))).lapsed).toBe(0);
  expect((await matterById(kernel, id)).state).toBe('submitted');
  expect((await sweep(kernel, on('2026-05-09'))).lapsed).toBe(1);
  const matter = await matterById(kernel, id);
  expect(matter.state).toBe('examining');
  // Counted from 04-28, the day of receipt: rules of 行政许可法 §32(4) and §42.
  expect(matter.clocks.decision).toMatchObject({ dueOn: '2026-05-28', facts: { startedOn: '2026-04-28' } });
  expect((await sweep(kernel, on('2026-05-09'))).lapsed).toBe(0);
});

test('a clock that passes without a deemed act is noted once and stands on the list of late matters', async () => {
  const id = await submit('2026-03-02');
  await act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-03-03') });
  await sweep(kernel, on('2026-04-20'));
  await sweep(kernel, on('2026-04-21'));
  expect((await timeline(kernel, id)).map((entry) => entry.act)).toEqual(['submit', 'accept', 'kernel.overdue']);
  const late = await overdueMatters(kernel, [7], day('2026-04-20'), null);
  expect(late.rows.map((row) => row.id)).toContain(id);
});

test('a clock that turns yellow leaves one warning', async () => {
  const id = await submit('2026-06-01');
  expect((await sweep(kernel, on('2026-06-04'))).warned).toBe(0);
  expect((await sweep(kernel, on('2026-06-05'))).warned).toBe(1);
  expect((await sweep(kernel, on('2026-06-05'))).warned).toBe(0);
  await act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-06-05') });
});

test('the sweep reads what is due and not what is open', async () => {
  await kernel.owner.query(`insert into kernel.matter (kind, process_id, number, title, region, agency_id, state, opened_at, acted_at, due_on, warn_on, seq, head)
    select 'test-permit', (select min(id) from kernel.process), 'X-' || n, '', '590922', 99, 'examining', now(), now(), '2026-12-31', '2026-12-30', 1, ''
      from generate_series(1, 20000) n`);
  await kernel.owner.query(`insert into kernel.clock (matter_id, name, state, facts, due_on, warn_on, calendar_version)
    select id, 'decision', 'running', '{}', '2026-12-31', '2026-12-30', '' from kernel.matter where number like 'X-%'`);
  await kernel.owner.query('analyze kernel.clock');
  const { rows } = await kernel.owner.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, buffers) select matter_id from kernel.clock where state = 'running' and lapsed_at is null and due_on < '2026-07-01' order by due_on limit 500`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('clock_due');
  expect(plan).not.toContain('Seq Scan');
  // Nothing refers to them: whether anything does is not looked up twenty thousand times in every table that might.
  await kernel.owner.query(`begin; set local session_replication_role = replica;
    delete from kernel.clock where matter_id in (select id from kernel.matter where number like 'X-%');
    delete from kernel.matter where number like 'X-%'; commit`);
});

test('a date in a year that is not loaded is provisional, stands on the alarm list, and is dated anew with an entry', async () => {
  const id = await submit('2026-12-10', '590923');
  const accepted = await act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-12-14') });
  // Weekends and 元旦 as the Measures fix it: 2027-01-01 does not count.
  expect(accepted).toMatchObject({ dueOn: '2027-01-12', provisional: true });
  expect((await provisionalMatters(kernel, null, null)).rows.map((row) => row.id)).toContain(id);
  // A provisional date is never held against anybody.
  await sweep(kernel, on('2027-01-20'));
  expect((await timeline(kernel, id)).map((entry) => entry.act)).toEqual(['submit', 'accept']);

  const notice = {
    year: 2027,
    version: 1,
    effectiveFrom: '2026-12-15',
    source: '测试用安排，不是国务院通知',
    off: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map((d) => ({ day: d, name: '元旦' })),
    on: [{ day: '2027-01-09', name: '元旦调休' }],
  };
  await loadCalendar(kernel, notice, null, on('2026-12-15'));
  const worker = startWorker({
    pool: kernel.pool,
    tasks: kernelTasks(kernel),
    routines: [],
    now: () => on('2026-12-15'),
    report: () => undefined,
    pollMs: 3_600_000,
  });
  await worker.drain();
  await worker.stop();
  const after = await matterById(kernel, id);
  expect(after).toMatchObject({ dueOn: '2027-01-12', provisional: false });
  const last = (await timeline(kernel, id)).at(-1);
  expect(last).toMatchObject({ act: 'kernel.redated', actor: { person: 'system' } });
  expect((await provisionalMatters(kernel, null, null)).rows.map((row) => row.id)).not.toContain(id);
  await expect(loadCalendar(kernel, notice, null, on('2026-12-15'))).rejects.toMatchObject({
    code: 'calendar/version-known',
  });
  await expect(loadCalendar(kernel, { year: 2027 }, null, on('2026-12-15'))).rejects.toMatchObject({
    code: 'calendar/bad-file',
  });
  expect((await calendarSources(kernel.pool)).years.at(-1)?.year).toBe(2027);
});

test('a local holiday moves the dates of its own region and of no other', async () => {
  const [here, there] = [await submit('2026-07-01', '590921'), await submit('2026-07-01', '590924')];
  const overlay = {
    region: '590921',
    name: '歌圩节',
    version: 1,
    effectiveFrom: '2026-01-01',
    source: '测试用地方规定',
    law: '全国年节及纪念日放假办法 第四条',
    off: [{ day: '2026-07-03', name: '歌圩节' }],
    on: [],
  };
  await loadCalendar(kernel, overlay, null, on('2026-07-01'));
  const worker = startWorker({
    pool: kernel.pool,
    tasks: kernelTasks(kernel),
    routines: [],
    now: () => on('2026-07-01'),
    report: () => undefined,
    pollMs: 3_600_000,
  });
  await worker.drain();
  await worker.stop();
  expect((await matterById(kernel, here)).dueOn).toBe('2026-07-09');
  expect((await matterById(kernel, there)).dueOn).toBe('2026-07-08');
});

test('an inbox turns page by page through duties, nearest date first', async () => {
  const ids: number[] = [];
  for (let i = 0; i < 7; i += 1) {
    const { id } = await openMatter(kernel, {
      kind: 'test-permit',
      act: 'submit',
      title: `${i}`,
      region: '590922',
      agencyId: i % 2 === 0 ? 70 : 71,
      subjectId: 1,
      actor: citizenActor(1),
      at: on(`2026-08-${String(20 - i).padStart(2, '0')}`),
    });
    ids.push(id);
  }
  const duties = [70, 71].map((agencyId) => ({ role: 'clerk', agencyId }));
  const first = await inbox(kernel, duties, null, 4);
  const second = await inbox(kernel, duties, first.next, 4);
  const seen = [...first.rows, ...second.rows];
  expect(new Set(seen.map((row) => row.id))).toEqual(new Set(ids));
  expect(seen.map((row) => row.dueOn)).toEqual([...seen.map((row) => row.dueOn)].sort());
  expect(second.next).toBeNull();
  expect((await inbox(kernel, [{ role: 'examiner', agencyId: 70 }], null)).rows).toEqual([]);
});
