import { directoryOf } from '../identity/index.ts';
import { type Access, type Actor, type Kernel, refuse } from '../kernel/index.ts';

/** The agencies whose matters somebody may see in lists: those below for who oversees, else the own ones. */
export function agenciesInSight(access: Access, actor: Actor): readonly number[] {
  const own = actor.grants.map((grant) => grant.agencyId);
  const below = access.mayEver(actor, 'workbench.oversee') ? [...actor.agenciesBelow] : [];
  return [...new Set([...own, ...below])].sort((a, b) => a - b);
}

/**
 * The agencies a figure is about: the one asked for, or all in sight.
 *
 * @throws Refusal workbench/not-your-agency (403)
 */
export function agenciesAsked(access: Access, actor: Actor, agency: number | undefined): readonly number[] {
  const inSight = agenciesInSight(access, actor);
  if (agency === undefined) return inSight;
  if (!inSight.includes(agency)) throw refuse('workbench/not-your-agency', { agency }, 403);
  return [agency];
}

/** Agencies with their names, in the order of the directory. */
export async function agenciesNamed(kernel: Kernel, ids: readonly number[]): Promise<{ id: number; name: string }[]> {
  const wanted = new Set(ids);
  const { agencies } = await directoryOf(kernel);
  return agencies.filter(({ id }) => wanted.has(id)).map(({ id, name }) => ({ id, name }));
}
