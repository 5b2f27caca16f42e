import { directoryOf } from '../identity/index.ts';
import { type Access, type Actor, type Kernel, type Line, refuse } from '../kernel/index.ts';

/** The agencies whose matters somebody may see in lists: those below for who oversees, else the own ones. */
export function agenciesInSight(access: Access, actor: Actor): readonly number[] {
  const own = actor.grants.map((grant) => grant.agencyId);
  const below = access.mayEver(actor, 'workbench.oversee') ? [...actor.agenciesBelow] : [];
  return [...new Set([...own, ...below])].sort((a, b) => a - b);
}

/**
 * Agencies beyond those in sight of which somebody oversees a few kinds of matter, along the line of his own office.
 *
 * @law 政府信息公开条例 第三条、第四条
 */
export function linesInSight({ access, kinds }: Pick<Kernel, 'access' | 'kinds'>, actor: Actor): readonly Line[] {
  const seen = new Set(agenciesInSight(access, actor));
  const overseen = kinds.all().flatMap(({ kind, oversee }) => (oversee === undefined ? [] : [{ kind, oversee }]));
  return [...actor.agenciesBelow]
    .filter((agencyId) => !seen.has(agencyId))
    .sort((a, b) => a - b)
    .flatMap((agencyId) => {
      const own = overseen.filter(({ oversee }) => access.may(actor, oversee, { agencyId })).map(({ kind }) => kind);
      return own.length === 0 ? [] : [{ agencyId, kinds: own }];
    });
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
