import { z } from 'zod';
import {
  calendarDays,
  type Day,
  defineRegister,
  hours,
  type Kernel,
  type Limit,
  workingDays,
} from '../kernel/index.ts';
import { GRADES, type Grade, GradeRule } from './contract.ts';
import type { IncidentLimits } from './process.ts';
import { gradeText } from './text.ts';

const Shape = z.object({ n: z.int().min(1).max(8_784), unit: z.enum(['hour', 'day', 'workday']) });

/** The city's own limits: no law sets the figures, so they are in a register. */
const incidentLimits = defineRegister<z.infer<typeof Shape>>('incident-limits', (value) => Shape.parse(value));

/** In force while the register says nothing. */
const DEFAULTS = {
  firstReport: { n: 1, unit: 'hour' },
  report: { n: 24, unit: 'hour' },
  review: { n: 5, unit: 'workday' },
} as const satisfies Readonly<Record<keyof IncidentLimits, z.infer<typeof Shape>>>;

export async function limitsOn(kernel: Pick<Kernel, 'pool'>, on: Day): Promise<IncidentLimits> {
  const of = async (key: keyof IncidentLimits): Promise<Limit> => {
    const { n, unit } = (await incidentLimits.inForce(kernel.pool, key, on))?.value ?? DEFAULTS[key];
    return unit === 'hour' ? hours(n) : unit === 'day' ? calendarDays(n) : workingDays(n);
  };
  return {
    firstReport: await of('firstReport'),
    report: await of('report'),
    review: await of('review'),
  };
}

/** What makes an incident grave, as the city says it. */
const incidentGrades = defineRegister<GradeRule>('incident-grades', (value) => GradeRule.parse(value));

export async function gradesOn(
  kernel: Pick<Kernel, 'pool'>,
  on: Day,
): Promise<readonly (GradeRule & { readonly grade: Grade })[]> {
  const entered = new Map((await incidentGrades.list(kernel.pool, on)).map(({ key, value }) => [key, value]));
  return GRADES.map((grade) => ({ grade, ...(entered.get(grade) ?? gradeText[grade]) }));
}
