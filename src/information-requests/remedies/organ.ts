import { type Agency, directoryOf, roleHolders } from '../../identity/index.ts';
import type { Day, Kernel } from '../../kernel/index.ts';

const IN_CHARGE = 'disclosure-officer';

/**
 * The 政府信息公开工作主管部门 that looks into a complaint about an agency: the nearest one above it at which somebody holds
 * the duty. Nobody is judged by himself or by an office of his own.
 *
 * @returns null where none of this city stands above it: the superior is elsewhere
 * @law 政府信息公开条例 第三条、第四十七条
 */
export async function organAbove(
  kernel: Pick<Kernel, 'pool' | 'db'>,
  agencyId: number,
  on: Day,
): Promise<Agency | null> {
  const directory = await directoryOf(kernel);
  const own = directory.agenciesBelow(agencyId);
  const above = directory.agencies.filter(
    ({ id }) => id !== agencyId && !own.has(id) && directory.agenciesBelow(id).has(agencyId),
  );
  const holders = await roleHolders(
    kernel,
    above.map(({ id }) => id),
    on,
  );
  const staffed = new Set(holders.flatMap(({ role, agencyId: office }) => (role === IN_CHARGE ? [office] : [])));
  const [nearest] = above
    .filter(({ id }) => staffed.has(id))
    .toSorted((one, other) => directory.agenciesBelow(one.id).size - directory.agenciesBelow(other.id).size);
  return nearest ?? null;
}
