import { system } from '../access/actor.ts';
import { type Day, dayOf } from '../day.ts';
import type { Kernel } from '../kernel.ts';
import { Refusal } from '../refusal.ts';
import { type ActRequest, act } from './act.ts';
import { matterById } from './read.ts';
import { remark } from './remark.ts';
import type { RunningClock, Snapshot } from './snapshot.ts';
import { dated } from './step.ts';

/** What one look at the clocks did. */
export type Swept = {
  readonly lapsed: number;
  readonly overdue: number;
  readonly warned: number;
  readonly redated: number;
};

const BATCH = 500;

/**
 * Looks at the clocks whose day has come and at no others: does what the law deems done, notes what is late, warns of
 * what is near. Safe to run twice and in several programs at once; an act that was faster wins.
 */
export async function sweep(kernel: Kernel, at: Date): Promise<Swept> {
  const today = dayOf(at);
  let lapsed = 0;
  let overdue = 0;
  for (let last = { due: '-infinity', matter: 0, name: '' }; ; ) {
    const due = await passedClocks(kernel, today, last);
    for (const clock of due) {
      const did = await orFaster(() => passed(kernel, clock.matter_id, clock.name, at));
      if (did === 'lapsed') lapsed += 1;
      if (did === 'overdue') overdue += 1;
    }
    const end = due.at(-1);
    if (!end || due.length < BATCH) break;
    last = { due: end.due_on, matter: end.matter_id, name: end.name };
  }
  return { lapsed, overdue, warned: await warn(kernel, today, at), redated: await redate(kernel, at) };
}

type PassedClock = { matter_id: number; name: string; due_on: string };

async function passedClocks(
  kernel: Kernel,
  today: Day,
  after: { due: string; matter: number; name: string },
): Promise<readonly PassedClock[]> {
  const { rows } = await kernel.pool.query<PassedClock>({
    name: 'kernel-passed-clocks',
    text: `select matter_id, name, due_on from kernel.clock
            where state = 'running' and lapsed_at is null and due_on < $1::date
              and (due_on, matter_id, name) > ($2::date, $3::bigint, $4::text)
            order by due_on, matter_id, name limit $5`,
    values: [today, after.due, after.matter, after.name, BATCH],
  });
  return rows;
}

/** One clock whose day has passed: the deemed act where the law names one, else a note that it is late. */
async function passed(
  kernel: Kernel,
  matterId: number,
  name: string,
  at: Date,
): Promise<'lapsed' | 'overdue' | 'gone'> {
  const snapshot = await matterById(kernel, matterId);
  const clock = snapshot.clocks[name];
  if (clock?.state !== 'running' || clock.lapsedAt || clock.dueOn === null || clock.dueOn >= dayOf(at)) return 'gone';
  // A provisional date is never held against anybody: the real one may be later.
  if (clock.provisional) return 'gone';
  const definition = snapshot.process.clocks[name];
  const deemed = definition?.onLapse;
  if (deemed !== undefined && snapshot.process.actions[deemed]?.from.includes(snapshot.state)) {
    const on = definition?.deemedOnDue ? clock.dueOn : dayOf(at);
    const facts = { clock: name, dueOn: clock.dueOn };
    await act(kernel, {
      matter: snapshot,
      act: deemed,
      actor: system,
      at,
      on,
      facts,
      ...followed(kernel, snapshot, deemed, on, at),
    });
    return 'lapsed';
  }
  await remark(kernel, {
    snapshot,
    act: 'kernel.overdue',
    at,
    facts: { clock: name, dueOn: clock.dueOn },
    clocks: [{ ...clock, lapsedAt: at }],
    jobs: [{ task: 'kernel.overdue', payload: { matter: matterId, clock: name }, key: `overdue:${matterId}:${name}` }],
  });
  return 'overdue';
}

/** The rows of its module that go with an act of the program. */
export function followed(
  kernel: Kernel,
  snapshot: Snapshot,
  act: string,
  on: Day,
  at: Date,
): Pick<ActRequest, 'write'> {
  const { follows } = kernel.kinds.of(snapshot.kind);
  return follows ? { write: (tx) => follows(tx, { snapshot, act, on, at }) } : {};
}

/** Marks clocks that turned yellow and leaves a job for each to tell its holder. */
async function warn(kernel: Kernel, today: Day, at: Date): Promise<number> {
  const { rows } = await kernel.pool.query<{ warned: number }>({
    name: 'kernel-warn',
    text: `
      with near as (
        update kernel.clock set warned_at = $2
         where state = 'running' and warned_at is null and lapsed_at is null and warn_on <= $1::date and due_on >= $1::date
        returning matter_id, name),
      told as (
        insert into kernel.job (task, payload, key)
        select 'kernel.near-due', jsonb_build_object('matter', matter_id, 'clock', name), 'near-due:' || matter_id || ':' || name
          from near
        on conflict (key) where key is not null and failed_at is null do nothing)
      select count(*)::int as warned from near`,
    values: [today, at],
  });
  const warned = rows[0]?.warned ?? 0;
  if (warned > 0) kernel.wake();
  return warned;
}

/**
 * Computes provisional dates again once the year they fall in is loaded, with a ledger entry for each matter.
 * Costs nothing while nothing is provisional.
 */
export async function redate(kernel: Kernel, at: Date): Promise<number> {
  const { rows } = await kernel.pool.query<{ matter_id: number }>(
    `select distinct c.matter_id from kernel.clock c where c.provisional and c.state in ('running', 'suspended')`,
  );
  let redated = 0;
  for (const { matter_id: id } of rows) {
    if ((await orFaster(() => redateMatter(kernel, id, at))) === true) redated += 1;
  }
  return redated;
}

/**
 * Computes every running clock again that ends on or after a day, because a calendar changed. Answers how many matters
 * got another date.
 */
export async function redateFrom(kernel: Kernel, from: Day, at: Date): Promise<number> {
  let redated = 0;
  for (let after = 0; ; ) {
    const { rows } = await kernel.pool.query<{ id: number }>(
      `select id from kernel.matter m where closed_at is null and id > $1
          and exists (select from kernel.clock c where c.matter_id = m.id and c.state in ('running', 'suspended') and c.due_on >= $2::date)
        order by id limit $3`,
      [after, from, BATCH],
    );
    for (const { id } of rows) if ((await orFaster(() => redateMatter(kernel, id, at))) === true) redated += 1;
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) return redated;
    after = end.id;
  }
}

/** Computes the clocks of one matter anew; true when any date or its standing changed. */
export async function redateMatter(kernel: Kernel, matterId: number, at: Date): Promise<boolean> {
  const snapshot = await matterById(kernel, matterId);
  if (snapshot.closedAt) return false;
  const changed = redatedClocks(kernel, snapshot);
  if (changed.length === 0) return false;
  await remark(kernel, {
    snapshot,
    act: 'kernel.redated',
    at,
    facts: {
      clocks: changed.map((clock) => ({
        name: clock.name,
        before: snapshot.clocks[clock.name]?.dueOn ?? null,
        after: clock.dueOn,
      })),
    },
    clocks: changed,
  });
  return true;
}

function redatedClocks(kernel: Kernel, snapshot: Snapshot): readonly RunningClock[] {
  const around = { calendar: kernel.calendars.forRegion(snapshot.region), lightRule: kernel.lightRule };
  const changed: RunningClock[] = [];
  for (const clock of Object.values(snapshot.clocks)) {
    if (clock.state !== 'running' && clock.state !== 'suspended') continue;
    const now = { ...dated(clock.name, clock, around), lapsedAt: clock.lapsedAt };
    if (now.dueOn !== clock.dueOn || now.provisional !== clock.provisional) changed.push(now);
  }
  return changed;
}

/** Runs work that somebody else may have made needless meanwhile. */
async function orFaster<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.code.startsWith('matter/')) return null;
    throw error;
  }
}
