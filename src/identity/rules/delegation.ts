import { addDays, type Day, toNumber } from '../../kernel/day.ts';
import { NOT_DELEGABLE, type Role } from '../roles.ts';
import { type SeparationFault, separationFault } from './separation.ts';
import { isInForce, type Term } from './term.ts';

export type DelegationFault =
  | 'identity/delegation-to-self'
  | 'identity/delegation-empty'
  | 'identity/delegation-reversed'
  | 'identity/delegation-in-past'
  | 'identity/delegation-too-long'
  | 'identity/delegation-no-reason'
  | 'identity/delegation-not-allowed'
  | 'identity/delegation-not-held'
  | SeparationFault;

/** One person lets another act in some of his roles for a while; it always ends. */
export type Delegation = {
  readonly fromPersonId: number;
  readonly toPersonId: number;
  readonly roles: readonly Role[];
  readonly fromOn: Day;
  /** Last day, inclusive. */
  readonly untilOn: Day;
  readonly reason: string;
  /** The day on which it stopped early; that day no longer counts. */
  readonly revokedOn: Day | null;
};

/** A role held by appointment at one agency during a term. Roles held by delegation are not passed on. */
export type AppointedRole = Term & { readonly role: Role };

export type DelegationPolicy = { readonly maxDays: number };
export const DELEGATION_POLICY: DelegationPolicy = { maxDays: 90 };

const isHeldThroughout = (held: readonly AppointedRole[], role: Role, term: Delegation): boolean => {
  const terms = held.filter((h) => h.role === role).sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
  let next = term.fromOn;
  for (const { fromOn, untilOn } of terms) {
    if (fromOn > next) return false;
    if (untilOn === null || untilOn >= term.untilOn) return true;
    if (untilOn >= next) next = addDays(untilOn, 1);
  }
  return false;
};

const termFault = (d: Delegation, today: Day, policy: DelegationPolicy): DelegationFault | null => {
  if (d.untilOn < d.fromOn) return 'identity/delegation-reversed';
  if (d.fromOn < today) return 'identity/delegation-in-past';
  const days = toNumber(d.untilOn) - toNumber(d.fromOn) + 1;
  return days > policy.maxDays ? 'identity/delegation-too-long' : null;
};

/**
 * Why a delegation may not be given, or `null`. The giver must hold each role by appointment on every day of the term:
 * what came by delegation is not passed on, and nobody lends what he is about to lose.
 *
 * @param held appointed roles of the giver at the agency the delegation is for
 * @param receiverRoles every role the receiver holds on any day of the term
 * @param today the day it is given; it may start today, not earlier
 */
export function delegationFault(
  delegation: Delegation,
  held: readonly AppointedRole[],
  receiverRoles: readonly Role[],
  today: Day,
  policy: DelegationPolicy = DELEGATION_POLICY,
): DelegationFault | null {
  const { fromPersonId, toPersonId, roles, reason } = delegation;
  if (fromPersonId === toPersonId) return 'identity/delegation-to-self';
  if (roles.length === 0) return 'identity/delegation-empty';
  if (reason.trim() === '') return 'identity/delegation-no-reason';
  const fault = termFault(delegation, today, policy);
  if (fault !== null) return fault;
  if (roles.some((role) => NOT_DELEGABLE.includes(role))) return 'identity/delegation-not-allowed';
  if (!roles.every((role) => isHeldThroughout(held, role, delegation))) return 'identity/delegation-not-held';
  return separationFault([{ personId: toPersonId, roles: [...receiverRoles, ...roles] }])?.code ?? null;
}

/** Whether the receiver may act on a day. */
export const isDelegationInForce = (d: Delegation, on: Day): boolean =>
  isInForce(d, on) && (d.revokedOn === null || on < d.revokedOn);
