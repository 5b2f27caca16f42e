export { ADMINISTRATORS, isRole, NOT_DELEGABLE, POST_ROLES, ROLES, type Role } from './roles.ts';
export { bankCardFault } from './rules/bank-card.ts';
export { canonicalNumber } from './rules/canonical.ts';
export { creditCodeFault, creditCodeParts, organisationCodeFault } from './rules/credit-code.ts';
export { maskAddress, maskBankCard, maskName, maskPhone, maskResidentId } from './rules/mask.ts';
export { landlineFault, mobileFault, phoneFault } from './rules/phone.ts';
export {
  isCollectiveRegion,
  REGION_LEVELS,
  type RegionLevel,
  regionCodeFault,
  regionIsWithin,
  regionLevel,
  regionParent,
} from './rules/region-code.ts';
export {
  ageOn,
  type ResidentIdFacts,
  residentIdFacts,
  residentIdFault,
  upgradeResidentId,
} from './rules/resident-id.ts';
export { foreignCard2017Fault, hkMacaoPermitFault, passportFault, taiwanPermitFault } from './rules/travel-document.ts';
export { type IdentityFault, refusals, roleText } from './text.ts';
