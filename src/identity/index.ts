import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { roleHolders } from './holders.ts';
import { routines } from './jobs.ts';
import { kinds } from './kinds.ts';
import { measures } from './measures.ts';
import { ownData } from './own-data.ts';
import { retention } from './retention.ts';
import { accountsApi, auditApi, viewingsApi } from './routes/admin-api.ts';
import { dataRequestsApi } from './routes/data-requests-api.ts';
import { delegationApi } from './routes/delegation-api.ts';
import { directoryApi } from './routes/directory-api.ts';
import { filingApi } from './routes/filing-api.ts';
import { mePages, registerPages } from './routes/me-pages.tsx';
import { myDataPages } from './routes/my-data.tsx';
import { codePages, pageRoutes } from './routes/pages.tsx';
import { secondFactorPages } from './routes/second-factor-pages.tsx';
import { sessionApi } from './routes/session-api.ts';
import { staffingApi } from './routes/staffing-api.ts';
import { sealedColumns } from './sealed.ts';
import { notices, operationRefusals, refusals } from './text.ts';

/** Who is who: regions, agencies, people, posts, roles, sessions, staff filing. */
export const identityModule: Module = {
  name: 'identity',
  permissions,
  kinds,
  sentences: { ...refusals, ...operationRefusals, ...notices },
  routes: (web, kernel) => {
    sessionApi(web, kernel);
    pageRoutes(web, kernel);
    codePages(web, kernel);
    registerPages(web, kernel);
    mePages(web, kernel);
    secondFactorPages(web, kernel);
    myDataPages(web, kernel);
    dataRequestsApi(web, kernel);
    directoryApi(web, kernel);
    staffingApi(web, kernel);
    filingApi(web, kernel);
    delegationApi(web, kernel);
    accountsApi(web, kernel);
    auditApi(web, kernel);
    viewingsApi(web, kernel);
  },
  routines,
  measures,
  fileUses: ['select authority_file from identity.representation'],
  holders: async (kernel, agencyId, role, on) =>
    (await roleHolders(kernel, [agencyId], on)).flatMap((holder) => (holder.role === role ? [holder.personId] : [])),
  sealed: sealedColumns,
  retention,
  ownData,
};

export { entitledAt, note as noteInAccount } from './account.ts';
export { authenticate, refused } from './authenticate.ts';
export { setBreachList } from './breached.ts';
export {
  type Agency,
  type Directory,
  directoryOf,
  type Region,
  type RegionNode,
} from './directory.ts';
export { type RoleHolder, roleHolders, type Substitute, substitutes } from './holders.ts';
export {
  type AdministratorRole,
  createAdministrators,
  type FirstAccount,
  type FirstAdministrator,
  operatorReset,
} from './operations/first-administrators.ts';
export { administratorFaults, demoPasswordsInUse } from './operations/health.ts';
export {
  type Particulars,
  type PersonView,
  particularsOf,
  personNames,
  personView,
  revealPerson,
} from './people.ts';
export { isRole, type Role } from './roles.ts';
export { canonicalNumber } from './rules/canonical.ts';
export { creditCodeFault } from './rules/credit-code.ts';
export { maskBankCard, maskName, maskPhone, maskResidentId } from './rules/mask.ts';
export { landlineFault, mobileFault } from './rules/phone.ts';
export { type RegionLevel, regionIsWithin } from './rules/region-code.ts';
export { residentIdFault } from './rules/resident-id.ts';
export { sealedAt } from './sealed.ts';
export { type DemoAccount, demoPersonId, type Seeded, seedIdentity } from './seed.ts';
export { actorOf, subjectOf } from './session.ts';
export { dutiesOn, STEPS_IN, steppingIn } from './stepping-in.ts';
export { roleText, viewingCategories } from './text.ts';
