import { addDays, type Day, dayOf, instant, type Kernel, kernelTasks, startWorker, sweep } from '../kernel/index.ts';
import { keepProgress, type Progress, stepsDone } from './done.ts';
import { begin, perform, type Stage } from './perform.ts';
import type { Chain, Plan, Step } from './plan/types.ts';
import { stepsByDay } from './plan.ts';
import { text } from './text.ts';

/** How many people are at work at the same time. */
const AT_ONCE = 10;
/** How many workers clear up once the office has closed, and how many steps one can follow up alone. */
const WORKERS = 4;
const STEPS_PER_WORKER = 40;
const CLOSED = '18:00';

type Planned = { readonly chain: Chain; readonly step: Step };

/**
 * Does everything in a plan up to a day that the ledger does not hold yet: day by day, each day's steps through the
 * operations that people use, then what follows from them, then the look at the clocks.
 *
 * @returns how many steps were done
 */
export async function drive(
  stage: Stage,
  plan: Plan,
  { progress, until }: { readonly progress: Progress; readonly until: Day },
  report: (line: string) => void,
): Promise<number> {
  await makeRoom(stage.kernel, plan);
  const days = new Map([...stepsByDay(plan)].filter(([day]) => day <= until));
  const done = progress.through === null ? new Map<number, number>() : await stepsDone(stage.kernel, plan);
  const all = [...days.values()].reduce((sum, steps) => sum + steps.length, 0);
  const matters = new Map<number, number>();
  for (const { serial, steps } of plan.chains) {
    const known = done.get(steps[0]?.at.getTime() ?? 0);
    if (known !== undefined) matters.set(serial, known);
  }
  if (done.size > 0) report(text.resumed(done.size));
  await keepProgress(stage.kernel, { ...progress, through: progress.through ?? addDays(plan.from, -1) });
  let acts = 0;
  let passed = 0;
  let month = '';
  for (const [day, steps] of days) {
    passed += steps.length;
    if (progress.through !== null && day <= progress.through) continue;
    const missing = steps.filter(({ step }) => !done.has(step.at.getTime()));
    await atWork(stage, missing, matters);
    await afterHours(stage.kernel, day, missing.length);
    await keepProgress(stage.kernel, { ...progress, through: day });
    acts += missing.length;
    if (!day.startsWith(month) || month === '') report(text.progress(day, passed, all));
    month = day.slice(0, 7);
  }
  await keepProgress(stage.kernel, { ...progress, through: until });
  return acts;
}

/** Partitions of the ledger for the replayed months. */
async function makeRoom({ pool }: Kernel, { from, end }: Plan): Promise<void> {
  await pool.query(
    `select kernel.ensure_entry_partition(month::date)
       from generate_series($1::date, $2::date + interval '1 month', interval '1 month') month`,
    [from, end],
  );
}

/** One day: many people at the same time, each matter in its own order. */
async function atWork(stage: Stage, steps: readonly Planned[], matters: Map<number, number>): Promise<void> {
  const waiting = [...Map.groupBy(steps, ({ chain }) => chain).entries()];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let mine = waiting[next++]; mine; mine = waiting[next++]) {
      const [chain, own] = mine;
      for (const { step } of own) await doStep(stage, chain, step, matters);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function doStep(stage: Stage, chain: Chain, step: Step, matters: Map<number, number>): Promise<void> {
  const matter = matters.get(chain.serial);
  try {
    if (matter === undefined) matters.set(chain.serial, await begin(stage, chain, step));
    else await perform(stage, chain, step, matter);
  } catch (error) {
    const what = `${dayOf(step.at)} ${step.act} ${chain.item.name} (${chain.serial})`;
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** What the program does by itself once the day's work is done: tells people, wakes what waited, looks at the clocks. */
async function afterHours(kernel: Kernel, day: Day, steps: number): Promise<void> {
  const at = instant(day, CLOSED);
  const workers = Array.from({ length: Math.min(WORKERS, 1 + Math.floor(steps / STEPS_PER_WORKER)) }, () =>
    startWorker({
      pool: kernel.pool,
      tasks: kernelTasks(kernel),
      routines: [],
      now: () => at,
      report: (event, details) => {
        throw new Error(`${event} ${JSON.stringify(details)}`);
      },
      pollMs: 86_400_000,
    }),
  );
  try {
    await Promise.all(workers.map((worker) => worker.drain()));
    await sweep(kernel, at);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}
