import { anyone, type Permissions, role } from '../kernel/index.ts';

const writers = [role('liaison'), role('editor'), role('disclosure-officer')];
const heads = [role('decider'), role('leader', 'agencies-below'), role('secrecy-reviewer', 'agencies-below')];

/** Who reports upwards, who takes it in, and who sees both. What may be done to a matter is said by its process. */
export const permissions: Permissions = {
  'upward.write': writers,
  'upward.read': [
    ...writers,
    ...heads,
    role('disclosure-officer', 'agencies-below'),
    role('supervisor', 'agencies-below'),
  ],
  'upward.receive': [role('disclosure-officer')],
  'upward.bulletin': [role('disclosure-officer'), role('leader', 'agencies-below'), role('decider', 'agencies-below')],
  'upward.sites': [role('disclosure-officer', 'agencies-below')],
  // Another system says who it is by its signature.
  'upward.notice': [anyone],
};
