import type { Actor, Day, Kernel } from '../kernel/index.ts';
import { directoryOf } from './directory.ts';
import { type RoleHolder, roleHolders, substitutes } from './holders.ts';

/** What is known of duties on a day: who holds them anywhere, by post or standing in. */
export type Duties = {
  readonly isHeld: (role: string, agencyId: number) => boolean;
  /** Who holds the duty at the nearest agency above that has somebody; empty where none has. */
  readonly nearestAbove: (role: string, agencyId: number) => readonly RoleHolder[];
};

/**
 * Duties that nobody holds stop what waits for them. This says which, and who above is next.
 *
 * @law 政府信息公开条例 第四条, 第十七条
 */
export async function dutiesOn(kernel: Pick<Kernel, 'pool' | 'db'>, on: Day): Promise<Duties> {
  const { agencies, agenciesBelow } = await directoryOf(kernel);
  const everywhere = agencies.map(({ id }) => id);
  const all: readonly RoleHolder[] = [
    ...(await roleHolders(kernel, everywhere, on)),
    ...(await substitutes(kernel, everywhere, on)),
  ];
  const held = new Set(all.map(({ role, agencyId }) => `${role} ${agencyId}`));
  return {
    isHeld: (role, agencyId) => held.has(`${role} ${agencyId}`),
    nearestAbove: (role, agencyId) => {
      const above = all.filter(
        (holder) =>
          holder.role === role && holder.agencyId !== agencyId && agenciesBelow(holder.agencyId).has(agencyId),
      );
      // Who stands nearest has the fewest below him.
      const least = Math.min(...above.map((holder) => agenciesBelow(holder.agencyId).size));
      return above.filter((holder) => agenciesBelow(holder.agencyId).size === least);
    },
  };
}

/**
 * What is done by the same office above where an agency has nobody for it: the look for secrets. A decision on somebody's
 * rights is nobody's but the agency's own.
 *
 * @law 政府信息公开条例 第十七条
 */
export const STEPS_IN: readonly string[] = ['secrecy-reviewer'];

/** The agencies for which somebody steps in today, because they have nobody and he is next above them. */
export async function steppingIn(
  kernel: Pick<Kernel, 'pool' | 'db'>,
  actor: Actor,
  on: Day,
): Promise<readonly { readonly role: string; readonly agencyId: number }[]> {
  const roles = STEPS_IN.filter((role) => actor.grants.some((grant) => grant.role === role));
  if (roles.length === 0) return [];
  const { isHeld, nearestAbove } = await dutiesOn(kernel, on);
  const isNext = (role: string, agencyId: number): boolean =>
    nearestAbove(role, agencyId).some((next) =>
      actor.grants.some((grant) => grant.role === role && grant.agencyId === next.agencyId),
    );
  return roles.flatMap((role) =>
    [...actor.agenciesBelow]
      .filter((agencyId) => !isHeld(role, agencyId) && isNext(role, agencyId))
      .map((agencyId) => ({ role, agencyId })),
  );
}
