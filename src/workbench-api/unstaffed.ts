import { directoryOf, dutiesOn, isRole, roleText, STEPS_IN } from '../identity/index.ts';
import { ABOVE, type Actor, type Day, dayOf, type Kernel } from '../kernel/index.ts';
import type { UnstaffedList } from './contract.ts';
import { waitingFor } from './repo.ts';
import { agenciesInSight, linesInSight } from './sight.ts';

/**
 * Duties that nobody holds and for which something waits: whose they are, since when, who may step in. Otherwise what
 * waits there would wait for ever without anybody seeing it.
 */
export async function unstaffedInSight(kernel: Kernel, actor: Actor, today: Day): Promise<UnstaffedList> {
  const waiting = await waitingFor(kernel.pool, agenciesInSight(kernel.access, actor), linesInSight(kernel, actor));
  const [duties, directory] = [await dutiesOn(kernel, today), await directoryOf(kernel)];
  const isHeld = (holder: string, agencyId: number): boolean => {
    if (!holder.startsWith(ABOVE)) return duties.isHeld(holder, agencyId);
    const role = holder.slice(ABOVE.length);
    return duties.isHeld(role, agencyId) || duties.nearestAbove(role, agencyId).length > 0;
  };
  const rows = waiting
    .filter(({ holderRole, agencyId }) => !isHeld(holderRole, agencyId))
    .map(({ holderRole, agencyId, count, dueOn, since }) => {
      const role = holderRole.startsWith(ABOVE) ? holderRole.slice(ABOVE.length) : holderRole;
      const next = STEPS_IN.includes(holderRole) ? duties.nearestAbove(role, agencyId) : [];
      return {
        agencyId,
        agency: directory.agencyName(agencyId),
        role: holderRole,
        roleTitle: isRole(role) ? roleText[role].title : role,
        isAbove: holderRole.startsWith(ABOVE),
        count,
        since: dayOf(since),
        dueOn,
        isLate: dueOn !== null && dueOn < today,
        stepsIn: [...new Set(next.map((holder) => directory.agencyName(holder.agencyId)))],
      };
    });
  return { rows: rows.toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')) };
}
