import { directoryOf, roleHolders } from '../../identity/index.ts';
import { type Actor, type Day, dayOf, type Kernel } from '../../kernel/index.ts';
import type { CountedRow, UnitCount } from '../contract.ts';
import { countedRows } from '../repo/counts.ts';
import { countsOf } from '../rules/counts.ts';
import { daysOf, lastDayBy } from '../rules/period.ts';
import { agenciesInSight } from './acting.ts';

export type Counts = { readonly units: readonly UnitCount[]; readonly rows: readonly CountedRow[] };

/** Who is expected to report: has a liaison, or did something all the same. */
const EXPECTED: ReadonlySet<string> = new Set(['liaison', 'editor']);

/** What these agencies did in a month or a year, unit by unit, with the rows that make the figures. */
export async function countsFor(
  kernel: Kernel,
  agencyIds: readonly number[],
  period: string,
  today: Day,
): Promise<Counts> {
  const { from, to } = daysOf(period);
  const [directory, rows, holders] = await Promise.all([
    directoryOf(kernel),
    countedRows(kernel.pool, { agencyIds, from, to }),
    roleHolders(kernel, agencyIds, lastDayBy(period, today)),
  ]);
  const expected = new Set(holders.filter(({ role }) => EXPECTED.has(role)).map(({ agencyId }) => agencyId));
  for (const { agencyId } of rows) expected.add(agencyId);
  const units = [...expected].map((id) => ({ id, name: directory.agencyShortName(id) }));
  return { units: countsOf(rows, units), rows };
}

/** The same for everything somebody sees. */
export const countsInSight = (kernel: Kernel, actor: Actor, period: string, at: Date): Promise<Counts> =>
  countsFor(kernel, agenciesInSight(kernel, actor), period, dayOf(at));
