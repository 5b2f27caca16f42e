import { type Permissions, role } from '../kernel/index.ts';

const office = role('disclosure-officer', 'agencies-below');

/** Who sees what differs, and who has it compared. Acts themselves are allowed by the process of each ticket. */
export const permissions: Permissions = {
  'consistency.read': [
    role('liaison'),
    role('editor'),
    office,
    role('leader', 'agencies-below'),
    role('supervisor', 'agencies-below'),
  ],
  'consistency.run': [office],
  /** Of the whole city, therefore of the office at the city's own government. */
  'consistency.rule': [office],
  'consistency.settle': [role('liaison'), office],
};
