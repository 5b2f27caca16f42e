import { type Permissions, role } from '../kernel/index.ts';

const office = role('disclosure-officer', 'agencies-below');
const drafters = [role('liaison'), role('editor'), office];

/** Who sees how documents are explained, and who writes down where else they were carried. */
export const permissions: Permissions = {
  'press.read': [
    ...drafters,
    role('decider'),
    role('secrecy-reviewer', 'agencies-below'),
    role('leader', 'agencies-below'),
    role('supervisor', 'agencies-below'),
  ],
  'press.note': drafters,
};
