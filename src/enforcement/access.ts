import { anyone, type Permissions, role } from '../kernel/index.ts';

const office = role('disclosure-officer', 'agencies-below');
const writers = [role('liaison'), role('editor'), office];

/** Who enters results of enforcement, who keeps its lists, who reads. What may be done to a matter its process says. */
export const permissions: Permissions = {
  'enforcement.visit': [anyone],
  'enforcement.enter': writers,
  'enforcement.lists': writers,
  'enforcement.read': [
    ...writers,
    role('decider'),
    role('leader', 'agencies-below'),
    role('secrecy-reviewer', 'agencies-below'),
    role('supervisor', 'agencies-below'),
  ],
};
