import type { Day } from '../../kernel/day.ts';
import type { Grant } from '../../kernel/index.ts';
import type { Role } from '../roles.ts';
import { type Delegation, isDelegationInForce } from './delegation.ts';
import { isInForce, type Term } from './term.ts';

/** A person in a post, with what the post carries. */
export type Appointment = Term & {
  readonly personId: number;
  readonly agencyId: number;
  /** Further agencies that the post serves with the same roles (综合窗口). */
  readonly serves?: readonly number[];
  readonly roles: readonly Role[];
};

const agenciesOf = (a: Appointment): readonly number[] => [a.agencyId, ...(a.serves ?? [])];

/** A delegation is for one agency: the giver's roles elsewhere stay his own. */
export type AgencyDelegation = Delegation & { readonly agencyId: number };

/**
 * The roles of a person on a day, one entry for each role, agency served and way of holding it. A delegation counts only while
 * the giver still holds the role by appointment: who leaves his post takes his delegations with him.
 */
export function rolesOn(
  personId: number,
  on: Day,
  appointments: readonly Appointment[],
  delegations: readonly AgencyDelegation[],
): readonly Grant[] {
  const inForce = appointments.filter((a) => isInForce(a, on));
  const found = new Map<string, Grant>();
  const add = (grant: Grant) => found.set(`${grant.role} ${grant.agencyId} ${grant.delegatedBy ?? ''}`, grant);

  for (const a of inForce) {
    if (a.personId !== personId) continue;
    for (const agencyId of agenciesOf(a)) for (const role of a.roles) add({ role, agencyId });
  }
  for (const d of delegations) {
    if (d.toPersonId !== personId || !isDelegationInForce(d, on)) continue;
    for (const role of d.roles) {
      const isGiverHolding = inForce.some(
        (a) => a.personId === d.fromPersonId && agenciesOf(a).includes(d.agencyId) && a.roles.includes(role),
      );
      if (isGiverHolding) add({ role, agencyId: d.agencyId, delegatedBy: d.fromPersonId });
    }
  }
  return [...found.values()];
}
