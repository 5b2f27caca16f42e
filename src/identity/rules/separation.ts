import { ADMINISTRATORS, type Role } from '../roles.ts';

export type SeparationFault = 'identity/administrators-not-separate';

/** Somebody who holds roles at one time, by whatever way. */
export type RoleHolder = { readonly personId: number; readonly roles: readonly Role[] };

/** The administrator roles among `roles`; more than one means that nobody watches the watcher. */
export const administratorRoles = (roles: readonly Role[]): readonly Role[] =>
  ADMINISTRATORS.filter((role) => roles.includes(role));

/**
 * Whether one person would hold more than one of system, security and audit administrator. Give all holdings that are
 * in force on one day, several per person allowed: they are joined before they are judged.
 *
 * @returns the fault with the first person concerned and the roles that collide, or `null`
 * @law GB/T 22239-2019 8.1.4.2 (等保三级: 系统、安全、审计管理员权限分离)
 */
export function separationFault(
  holders: readonly RoleHolder[],
): { readonly code: SeparationFault; readonly personId: number; readonly roles: readonly Role[] } | null {
  const held = new Map<number, Role[]>();
  for (const { personId, roles } of holders) held.set(personId, [...(held.get(personId) ?? []), ...roles]);
  for (const [personId, roles] of held) {
    const colliding = administratorRoles(roles);
    if (colliding.length > 1) return { code: 'identity/administrators-not-separate', personId, roles: colliding };
  }
  return null;
}
