import { directoryOf } from '../../identity/index.ts';
import { type Actor, type Day, dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { organOf } from '../catalogue.ts';
import { checklistsOn } from '../reference.ts';
import { toldGroups } from '../repo/completeness.ts';
import { levelOf } from '../rules/catalogue.ts';
import { type Checklist, itemsFilled } from '../rules/checklist.ts';
import { agenciesToRead } from './view.ts';

/** How one agency stands with each item of a list. */
export type CompletenessRow = {
  readonly agencyId: number;
  readonly agency: string;
  /** How often each item was told, in the order of the list, and when last. */
  readonly told: readonly { readonly count: number; readonly last: Day | null }[];
  readonly filled: number;
};

export type Completeness = {
  readonly list: Checklist;
  readonly rows: readonly CompletenessRow[];
  readonly agencies: readonly { readonly id: number; readonly name: string }[];
};

/**
 * Which items of a list each agency has told, and which nobody has told yet: the fifteen categories of the public side, the
 * six of the inside, and what a township has to tell.
 *
 * @throws Refusal disclosure/no-such-checklist (404) on a day on which the list is not in force, access/forbidden (403)
 * @law 政务公开工作规范
 */
export async function completeness(
  kernel: Kernel,
  asked: { readonly list: Checklist['key']; readonly agency?: number | undefined },
  actor: Actor,
  at: Date,
): Promise<Completeness> {
  const list = (await checklistsOn(dayOf(at))).find(({ key }) => key === asked.list);
  if (!list) throw refuse('disclosure/no-such-checklist', {}, 404);
  const inSight = agenciesToRead(kernel, actor);
  if (asked.agency !== undefined && !inSight.includes(asked.agency)) throw refuse('access/forbidden', {}, 403);
  const agencies = await bound(kernel, list, inSight);
  const shown = asked.agency === undefined ? agencies : agencies.filter(({ id }) => id === asked.agency);
  const words = [...new Set(list.items.flatMap((item) => item.words))];
  const groups = await toldGroups(
    kernel.pool,
    list.side,
    shown.map(({ id }) => id),
    words,
  );
  const byAgency = Map.groupBy(groups, ({ agencyId }) => agencyId);
  return { list, agencies, rows: shown.map(({ id, name }) => rowOf(list, id, name, byAgency.get(id) ?? [])) };
}

function rowOf(
  list: Checklist,
  agencyId: number,
  agency: string,
  groups: Awaited<ReturnType<typeof toldGroups>>,
): CompletenessRow {
  const told = new Map<string, { readonly count: number; readonly last: Day | null }>();
  for (const group of groups) {
    for (const key of itemsFilled(list, group)) {
      const before = told.get(key) ?? { count: 0, last: null };
      const last = before.last !== null && before.last > group.last ? before.last : group.last;
      told.set(key, { count: before.count + group.count, last });
    }
  }
  const items = list.items.map(({ key }) => told.get(key) ?? { count: 0, last: null });
  return { agencyId, agency, told: items, filled: items.filter(({ count }) => count > 0).length };
}

/** The organs that a list binds: offices within an organ tell in its name, a village committee is no organ of the state. */
async function bound(kernel: Kernel, list: Checklist, inSight: readonly number[]) {
  const directory = await directoryOf(kernel);
  const found: { id: number; name: string }[] = [];
  for (const id of inSight) {
    const { uscc, kind, shortName } = directory.agencyById(id);
    if (uscc === null || kind === 'committee') continue;
    const organ = await organOf(kernel, id);
    if (list.levels.includes(levelOf(organ)) || (organ.level === 'township' && list.levels.includes('township'))) {
      found.push({ id, name: shortName });
    }
  }
  return found;
}
