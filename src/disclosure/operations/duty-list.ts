import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, type Day, dayOf, type Kernel, pageOf, refuse } from '../../kernel/index.ts';
import { countedDuties, type DutyRow, dutyOwners, listedDuties } from '../repo/duties.ts';
import type { DutyStanding, DutyView, listDuties } from '../wire-duties.ts';
import { obligationRegister } from './duties.ts';
import { agenciesToRead } from './view.ts';

const PAGE = 50;
const MOST_CSV = 20_000;

type Asked = {
  readonly standing: DutyStanding;
  readonly q?: string | undefined;
  readonly agency?: number | undefined;
  readonly obligation?: string | undefined;
};

/**
 * Periodic duties of the agencies that somebody may read, the newest first.
 *
 * @throws Refusal access/forbidden (403) for an agency beyond them
 */
export async function dutyList(
  kernel: Kernel,
  { agency, before, ...asked }: Asked & { readonly before?: number | undefined },
  actor: Actor,
  at: Date,
): Promise<z.input<typeof listDuties.response>> {
  const inSight = agenciesToRead(kernel, actor);
  const query = { ...asked, agencyIds: narrowed(inSight, agency), today: dayOf(at) };
  const [found, counts, owners, register, directory] = await Promise.all([
    listedDuties(kernel, { ...query, before, limit: PAGE + 1 }),
    countedDuties(kernel, query),
    dutyOwners(kernel, inSight),
    obligationRegister.list(kernel.pool, query.today),
    directoryOf(kernel),
  ]);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  const names = new Map(register.map(({ value }) => [value.key, value.name]));
  return {
    rows: rows.map((row) => viewOf(row, directory.agencyShortName(row.agencyId), query.today)),
    counts,
    agencies: [...new Set(owners.map(({ agencyId }) => agencyId))].map((id) => ({
      id,
      name: directory.agencyShortName(id),
    })),
    obligations: [...new Set(owners.map(({ obligation }) => obligation))].map((key) => ({
      key,
      name: names.get(key) ?? key,
    })),
    next,
  };
}

/** The same without pages, for a table. @throws Refusal as {@link dutyList} does */
export async function dutiesForTable(
  kernel: Kernel,
  { agency, ...asked }: Asked,
  actor: Actor,
  at: Date,
): Promise<readonly DutyView[]> {
  const today = dayOf(at);
  const agencyIds = narrowed(agenciesToRead(kernel, actor), agency);
  const rows = await listedDuties(kernel, { ...asked, agencyIds, today, limit: MOST_CSV });
  const directory = await directoryOf(kernel);
  return rows.map((row) => viewOf(row, directory.agencyShortName(row.agencyId), today));
}

function narrowed(inSight: readonly number[], agency: number | undefined): readonly number[] {
  if (agency === undefined) return inSight;
  if (!inSight.includes(agency)) throw refuse('access/forbidden', {}, 403);
  return [agency];
}

function viewOf(row: DutyRow, agency: string, today: Day): DutyView {
  const { id, number, title, dueOn, metOn, index, hasFigures, publicationId } = row;
  const standing = standingOf(row, today);
  return {
    ...{ id, number, title, agency, standing, dueOn, metOn, index, hasFigures, publicationId },
    light: lightOf(standing, row.warnOn, today),
    late: standing === 'met' && dueOn !== null && metOn !== null && metOn > dueOn,
  };
}

function standingOf({ state, dueOn }: DutyRow, today: Day): DutyView['standing'] {
  if (state === 'met' || state === 'excused') return state;
  return dueOn !== null && dueOn < today ? 'overdue' : 'open';
}

function lightOf(standing: DutyView['standing'], warnOn: Day | null, today: Day): DutyView['light'] {
  if (standing === 'overdue') return 'red';
  if (standing !== 'open') return 'done';
  return warnOn !== null && warnOn <= today ? 'yellow' : 'green';
}
