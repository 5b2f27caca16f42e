import type { z } from 'zod';
import { dutyOf, obligationRegister, openDuty, periodBefore, saveFigures } from '../../disclosure/index.ts';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, day, dayOf, type Kernel, refuse, yearOf } from '../../kernel/index.ts';
import { subjectRegister } from '../registers.ts';
import { countedInYear } from '../repo/results.ts';
import { annualFigures, annualObligation } from '../rules/annual.ts';
import { annualText } from '../text.ts';
import type { readAnnual } from '../wire.ts';
import type { Acting } from './enter.ts';
import { agenciesFor } from './view.ts';

/** Before any organ of a city could be entered. */
const SINCE = day('2019-01-01');

/**
 * Opens the duty of each organ of enforcement for the year that is over, once; answers how many. An organ that was entered
 * after the day did not owe it to this program.
 *
 * @law 国办发〔2018〕118号
 */
export async function oweStatistics(kernel: Kernel, at: Date): Promise<number> {
  const period = periodBefore('year', dayOf(at));
  const organs = await subjectRegister.list(kernel.pool, period.last);
  if (organs.length === 0) return 0;
  const { key } = annualObligation;
  const entry = { key, validFrom: SINCE, value: annualObligation, source: annualText.source, changedBy: null, at };
  await obligationRegister.putFirst(kernel.pool, [entry]);
  const directory = await directoryOf(kernel);
  const until = `${Number(period.key) + 1}-${annualObligation.until}`;
  let opened = 0;
  for (const { key: agencyKey, changedAt } of organs) {
    const agency = directory.agencyByKey(agencyKey);
    if (!agency || dayOf(changedAt) > until) continue;
    if (await openDuty(kernel, annualObligation, period, agency, at)) opened += 1;
  }
  return opened;
}

const of = (agencyId: number, year: number) => ({ obligation: annualObligation.key, agencyId, period: String(year) });

/**
 * Counts the results of a year and keeps the figures as the newest version of the duty's; from there its publication is
 * begun.
 *
 * @throws Refusal access/forbidden (403), enforcement/no-duty (404), those of `saveFigures`
 */
export async function computeStatistics(
  kernel: Kernel,
  { agencyId, year, actor, at }: Acting & { readonly agencyId: number; readonly year: number },
): Promise<{ readonly dutyId: number; readonly version: number }> {
  kernel.access.check(actor, 'disclosure.figures', { agencyId });
  const found = await dutyOf(kernel, of(agencyId, year));
  if (!found) throw refuse('enforcement/no-duty', { year }, 404);
  const lines = annualFigures(await countedInYear(kernel.pool, agencyId, year));
  const { duty, version: seenVersion } = found;
  const figures = { id: duty.id, of: 'this', lines, note: annualText.note, seenVersion, actor, at } as const;
  return { dutyId: duty.id, version: await saveFigures(kernel, figures) };
}

/** The figures of a year, organ by organ, with where the publication of each stands. */
export async function annualView(
  kernel: Kernel,
  asked: number | undefined,
  actor: Actor,
  at: Date,
): Promise<z.output<typeof readAnnual.response>> {
  const today = dayOf(at);
  const year = asked ?? yearOf(today) - 1;
  const [directory, organs, readable] = await Promise.all([
    directoryOf(kernel),
    subjectRegister.list(kernel.pool, today),
    agenciesFor(kernel, actor, 'enforcement.read'),
  ]);
  const keys = new Set(organs.map(({ key }) => key));
  const shown = directory.agencies.filter(({ id, key }) => keys.has(key) && readable.includes(id));
  const rows = await Promise.all(
    shown.map(async ({ id, shortName }) => {
      const [counted, found] = await Promise.all([countedInYear(kernel.pool, id, year), dutyOf(kernel, of(id, year))]);
      return {
        agencyId: id,
        agency: shortName,
        dutyId: found?.duty.id ?? null,
        dueOn: found?.duty.dueOn ?? null,
        standing: found ? standingOf(found.duty, today) : ('none' as const),
        figures: [...annualFigures(counted)],
        mayCompute: found?.duty.state === 'owed' && kernel.access.may(actor, 'disclosure.figures', { agencyId: id }),
      };
    }),
  );
  return { year, rows };
}

function standingOf(
  { state, dueOn, metOn }: { readonly state: string; readonly dueOn: string | null; readonly metOn: string | null },
  today: string,
): 'open' | 'overdue' | 'met' | 'late' | 'excused' {
  if (state === 'excused') return 'excused';
  if (state === 'met') return dueOn !== null && metOn !== null && metOn > dueOn ? 'late' : 'met';
  return dueOn !== null && dueOn < today ? 'overdue' : 'open';
}
