import { anyone, citizen, type Permissions, role, signedIn, staff } from '../kernel/index.ts';

const systemAdmin = role('system-admin', 'city');
const securityAdmin = role('security-admin', 'city');
const auditAdmin = role('audit-admin', 'city');
const disclosureOffice = role('disclosure-officer', 'agencies-below');

/**
 * Who may do what with people, posts and accounts. Each thing an administrator does is allowed to one of the three
 * only: who appoints cannot touch a password, who unlocks cannot appoint, who reads the audit changes nothing.
 *
 * @law GB/T 22239-2019 8.1.4.2
 */
export const permissions: Permissions = {
  'identity.sign-in': [anyone],
  'identity.register': [anyone],
  'identity.preferences': [anyone],
  'identity.see-agencies': [anyone],
  'identity.me': [signedIn],
  'identity.own-data': [citizen],
  'identity.represent': [citizen],
  'identity.see-staffing': [staff],
  'identity.delegate': [staff],
  'identity.report-staff': [role('liaison'), role('leader', 'agencies-below'), disclosureOffice],
  'identity.see-filings': [role('liaison'), role('leader', 'agencies-below'), disclosureOffice],
  'identity.file-staff': [disclosureOffice],
  'identity.appoint': [systemAdmin],
  'identity.see-accounts': [securityAdmin],
  'identity.unlock': [securityAdmin],
  'identity.reset-password': [securityAdmin],
  'identity.reset-factor': [securityAdmin],
  'identity.end-sessions': [securityAdmin],
  'identity.data-requests': [securityAdmin],
  'identity.audit': [auditAdmin],
  'identity.viewings': [auditAdmin],
};
