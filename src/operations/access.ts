import { anyone, type Permissions, role } from '../kernel/index.ts';

const systemAdmin = role('system-admin', 'city');

/** Who watches over the running program, and who does something about it. */
export const permissions: Permissions = {
  'operations.probe': [anyone],
  // The route itself asks where the machine stands and whether it knows the word.
  'operations.metrics': [anyone],
  'operations.see': [systemAdmin, role('audit-admin', 'city'), role('security-admin', 'city')],
  'operations.jobs': [systemAdmin],
};
