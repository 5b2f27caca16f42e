import { directoryOf } from '../../identity/index.ts';
import {
  act,
  addDays,
  calendarDays,
  type Day,
  day,
  dayOf,
  inTransaction,
  type Kernel,
  openMatter,
  system,
  yearOf,
} from '../../kernel/index.ts';
import { drillDutyProcess } from '../process.ts';
import { drillDuty, finishedDrill } from '../repo/incidents.ts';
import { incidentText } from '../text.ts';
import { operatingAgency } from './operating-agency.ts';

/**
 * Enters the drill that is owed in the year of `at`, and ticks it off when one has been taken to its end. Doing it twice
 * changes nothing.
 *
 * @law S-99, W-74; 网络安全法 第五十五条
 */
export async function settleDrills(kernel: Kernel, at: Date): Promise<void> {
  // A database that holds no city yet owes nothing.
  if ((await directoryOf(kernel)).agencies.length === 0) return;
  const year = yearOf(dayOf(at));
  if (!(await drillDuty(kernel.pool, year))) await owe(kernel, year, at);
  const duty = await drillDuty(kernel.pool, year);
  if (!duty || duty.closed) return;
  const drill = await finishedDrill(kernel.pool, year);
  if (!drill) return;
  await act(kernel, {
    matter: duty.matterId,
    act: 'hold',
    actor: system,
    at,
    facts: { drill: drill.number },
    write: async (tx) => {
      await tx.client.query('update operations.drill_duty set drill_id = $2 where year = $1', [year, drill.id]);
    },
  });
}

async function owe(kernel: Kernel, year: number, at: Date): Promise<void> {
  const on = dayOf(at);
  const agency = await operatingAgency(kernel, on);
  const process = drillDutyProcess(calendarDays(Math.max(1, daysBetween(on, day(`${year}-12-31`)))));
  await inTransaction(kernel.pool, async (within) => {
    // Two copies look at the same moment: one of them finds the duty there.
    await within.client.query('select pg_advisory_xact_lock(5909, 12)');
    if (await drillDuty(within.client, year)) return;
    await openMatter(kernel, {
      kind: 'drill-duty',
      process,
      act: 'owe',
      title: incidentText.dutyTitle(year),
      region: agency.region,
      agencyId: agency.id,
      actor: system,
      at,
      facts: { year },
      within,
      write: async (tx, id) => {
        await tx.client.query('insert into operations.drill_duty (year, matter_id) values ($1, $2)', [year, id]);
      },
    });
  });
}

function daysBetween(from: Day, to: Day): number {
  let days = 0;
  for (let on = from; on < to; on = addDays(on, 1)) days += 1;
  return days;
}
