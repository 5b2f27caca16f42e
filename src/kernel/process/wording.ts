import type { Limit } from '../clock/limit.ts';
import type { Action, Clock, Holder, Process } from './define.ts';
import { flowText } from './text.ts';

/** What roles are called, by role; a role without a name is shown as it is. */
export type RoleTitles = Readonly<Record<string, string>>;

export const limitText = ({ n, unit }: Limit): string => `${n} ${flowText.limit[unit]}`;

export function roleTitle(role: string, roles: RoleTitles): string {
  if (role === 'subject') return roles.subject ?? flowText.subject;
  if (role === 'system') return roles.system ?? flowText.system;
  return (Object.hasOwn(roles, role) ? roles[role] : undefined) ?? role;
}

export function holderText(holder: Holder | undefined, roles: RoleTitles): string | null {
  if (!holder) return null;
  const role = 'role' in holder ? holder.role : 'subject' in holder ? 'subject' : 'system';
  return flowText.actedBy(roleTitle(role, roles));
}

/** Done by the program alone. */
export const isAutomatic = (action: Action): boolean => action.by.every((role) => role === 'system');

/** Who does it, or for what the program does by itself: when. */
export function whoText(process: Process, name: string, action: Action, roles: RoleTitles): string {
  if (isAutomatic(action)) {
    const lapsed = Object.values(process.clocks).find(({ onLapse }) => onLapse === name);
    if (lapsed) return flowText.lapse(lapsed.title);
    if (action.whenChildrenClosed) return flowText.childrenClosed;
  }
  const people = action.by.map((role) => roleTitle(role, roles)).join('、');
  return action.quorum ? `${people}，${flowText.quorum(action.quorum.atLeast)}` : people;
}

export const clockText = ({ title, limit }: Clock): string => flowText.clock(title, limitText(limit));

export const extensionText = ({ extension }: Clock): string | null =>
  extension ? flowText.extension(limitText(extension.limit), extension.atMost) : null;

/** The clocks that begin to run when a matter comes into a state, in the order of their names. */
export const clocksStartedIn = ({ clocks, actions }: Process, state: string): readonly Clock[] =>
  inOrder(clocks)
    .filter(([, { startsOn }]) => startsOn.some(({ act }) => actions[act]?.to === state))
    .map(([, clock]) => clock);

export const clocksSuspendedIn = ({ clocks }: Process, state: string): readonly Clock[] =>
  inOrder(clocks)
    .filter(([, { suspendedIn }]) => suspendedIn?.includes(state))
    .map(([, clock]) => clock);

/** Entries by name: stored definitions come back with their keys in another order, and must look the same. */
export const inOrder = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
