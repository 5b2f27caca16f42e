import { z } from 'zod';
import {
  calendarDays,
  type Day,
  defineRegister,
  dueOn,
  type Kernel,
  type Limit,
  workingDays,
} from '../kernel/index.ts';

const Shape = z.object({ days: z.int().min(1).max(366), unit: z.enum(['workday', 'day']) });
type StaffingLimit = z.infer<typeof Shape>;

/** The city's own limits about staff: no law sets them, so they are in a register. */
const staffingLimits = defineRegister<StaffingLimit>('staffing-limits', (value) => Shape.parse(value));

/** In force while the register says nothing: `report` a change, `file` a report, `fill` a vacancy. */
const DEFAULTS = {
  report: { days: 10, unit: 'workday' },
  file: { days: 5, unit: 'workday' },
  fill: { days: 15, unit: 'workday' },
} as const satisfies Readonly<Record<string, StaffingLimit>>;

export type StaffingDuty = keyof typeof DEFAULTS;

/** How long the city gives for a duty about staff, as in force on a day. @law R-130 (及时, the figure is the city's) */
export async function staffingLimit(kernel: Pick<Kernel, 'pool'>, duty: StaffingDuty, on: Day): Promise<Limit> {
  const { days, unit } = (await staffingLimits.inForce(kernel.pool, duty, on))?.value ?? DEFAULTS[duty];
  return unit === 'workday' ? workingDays(days) : calendarDays(days);
}

/** The last day on which a unit reports a change of its liaison in time. @law R-130 */
export async function reportDueOn(
  kernel: Pick<Kernel, 'pool' | 'calendars'>,
  changedOn: Day,
  region: string,
): Promise<Day> {
  const limit = await staffingLimit(kernel, 'report', changedOn);
  const due = dueOn(kernel.calendars.forRegion(region), { limit, startedOn: changedOn, spans: [], extensions: [] });
  if (due.dueOn === null) throw new Error('a limit without suspension has a due date');
  return due.dueOn;
}
