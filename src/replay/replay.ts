import { addDays, type Day, day, dayOf, type Kernel, refuse, yearOf } from '../kernel/index.ts';
import { crewOf } from './crew.ts';
import { type Progress, progressOf } from './done.ts';
import { drive } from './drive.ts';
import { furnish } from './facilities.ts';
import { type ReportedFigure, reportedFigures } from './figures.ts';
import { poolOf } from './people.ts';
import { itemsOn } from './perform.ts';
import { itemsInForce, type Place, placeOf } from './place.ts';
import { endOf, planOf } from './plan.ts';
import { text } from './text.ts';
import { type Vector, vectorsOf } from './vectors.ts';

export type ReplayOptions = {
  /** Whose January to November is replayed. */
  readonly year: number;
  /** One application in so many; 1 for the figures of the report. */
  readonly scale: number;
  /** Leaves the centres as they stood on the last day. Else what was open then is done in the weeks after. */
  readonly leaveOpen?: boolean;
};

export type ReplayResult = {
  readonly period: { readonly from: string; readonly to: string };
  readonly county: { readonly code: string; readonly name: string };
  readonly scale: number;
  /** Steps done by this run; 0 when an earlier one did them all. */
  readonly steps: number;
  readonly seconds: number;
  readonly figures: readonly ReportedFigure[];
  readonly vectors: readonly Vector[];
};

/** From this year on the demo city has its staff and its items in the year before as well. */
const FIRST_YEAR = 2025;

/**
 * Drives a county centre and two township centres through eleven months by the operations that people use, each at its
 * own historical instant, and answers what the city's measures then show. A run that was cut off goes on where it
 * stopped; one that was finished is not done again.
 *
 * @throws Refusal replay/bad-year, replay/no-demo-city, replay/other-plan (422)
 */
export async function replay(
  kernel: Kernel,
  { year, scale, leaveOpen = false }: ReplayOptions,
  report: (line: string) => void,
): Promise<ReplayResult> {
  refuseYear(kernel, year);
  const place = await placeOf(kernel);
  const progress = await progressOf(kernel, { year, scale });
  const started = performance.now();
  const until = lastDay(kernel, year, leaveOpen);
  const isDone = progress.through !== null && progress.through >= until;
  const steps = isDone ? 0 : await run(kernel, place, { progress, until }, report);
  const seconds = (performance.now() - started) / 1000;
  report(isDone ? text.doneBefore : text.finished(steps, seconds.toFixed(1), Math.round(steps / seconds)));
  const figures = await reportedFigures(kernel, place, year, scale === 1);
  return {
    period: { from: `${year}-01-01`, to: `${year}-11-30` },
    county: { code: place.county, name: place.countyName },
    scale,
    steps,
    seconds: Math.round(seconds * 10) / 10,
    figures,
    vectors: vectorsOf(figures),
  };
}

function refuseYear(kernel: Kernel, year: number): void {
  const calendar = kernel.calendars.strict();
  const isPast = year < yearOf(dayOf(kernel.now()));
  const isLoaded = [year - 1, year, year + 1].every((each) => calendar.covers(each));
  if (year < FIRST_YEAR || !isPast || !isLoaded) throw refuse('replay/bad-year', {}, 422);
}

/** The last day to replay; never one that is not over. */
function lastDay(kernel: Kernel, year: number, leaveOpen: boolean): Day {
  const to = day(`${year}-11-30`);
  const [end, today] = [endOf(to), dayOf(kernel.now())];
  if (leaveOpen) return to;
  return end < today ? end : addDays(today, -1);
}

async function run(
  kernel: Kernel,
  place: Place,
  { progress, until }: { readonly progress: Progress; readonly until: Day },
  report: (line: string) => void,
): Promise<number> {
  const { year, scale } = progress;
  const items = await itemsInForce(kernel, place, year);
  await furnish(kernel, place, year);
  const plan = planOf({ year, scale, calendar: kernel.calendars.forRegion(place.county), ...items });
  const stage = {
    kernel,
    items: itemsOn(kernel, plan),
    crew: crewOf(kernel, place.staffedAgencies),
    pool: poolOf(plan.pool, place.county, place.townships, day(`${year - 1}-01-01`)),
  };
  return drive(stage, plan, { progress, until }, report);
}
