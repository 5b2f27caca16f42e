import { anyone, type Permissions, role, staff } from '../kernel/index.ts';

/** Who may do what in the workbench itself; what is done to matters is permitted by their own modules. */
export const permissions: Permissions = {
  // The page holds nothing; signing in happens inside it.
  'workbench.open': [anyone],
  'workbench.inbox': [staff],
  // Matters of the agencies in sight; what may be done with them is said by their own process.
  'workbench.see-matter': [staff],
  'workbench.notices': [staff],
  // Late matters of one's own agencies, or of all below for those who oversee them.
  'workbench.alarms': [staff],
  'workbench.oversee': [
    role('supervisor', 'agencies-below'),
    role('service-office', 'agencies-below'),
    role('leader', 'agencies-below'),
  ],
  'calendar.read': [staff],
  'calendar.load': [role('system-admin', 'city')],
  'measures.read': [
    role('supervisor', 'agencies-below'),
    role('service-office', 'agencies-below'),
    role('leader', 'agencies-below'),
    role('decider'),
    role('disclosure-officer', 'agencies-below'),
  ],
  'measures.freeze': [role('supervisor', 'agencies-below'), role('service-office', 'agencies-below')],
};
