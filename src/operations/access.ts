import { anyone, type Permissions, role } from '../kernel/index.ts';

const systemAdmin = role('system-admin', 'city');
const securityAdmin = role('security-admin', 'city');
const auditAdmin = role('audit-admin', 'city');
const leader = role('leader', 'agencies-below');
const disclosureOffice = role('disclosure-officer', 'agencies-below');

/** Who watches over the running program, and who does something about it. */
export const permissions: Permissions = {
  'operations.probe': [anyone],
  // The route itself asks where the machine stands and whether it knows the word.
  'operations.metrics': [anyone],
  'operations.see': [systemAdmin, securityAdmin, auditAdmin],
  // Jobs, routines and the pass over the ledger.
  'operations.mend': [systemAdmin],
  // The register of incidents; what may be done with one is said by its process.
  'operations.see-incidents': [systemAdmin, securityAdmin, auditAdmin, leader, disclosureOffice],
  'operations.start-incident': [systemAdmin, securityAdmin],
  'operations.handle-incident': [systemAdmin, securityAdmin, leader, disclosureOffice],
  'operations.see-on-call': [systemAdmin, securityAdmin, auditAdmin, leader, disclosureOffice],
  'operations.enter-on-call': [securityAdmin],
  'operations.reveal-on-call': [systemAdmin, securityAdmin, leader],
};
