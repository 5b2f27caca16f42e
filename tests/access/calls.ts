import type { Call } from './call.ts';
import { boardCalls } from './calls/boards.ts';
import { caseCalls, ownCalls } from './calls/cases.ts';
import { channelCalls } from './calls/channels.ts';
import { complaintCalls } from './calls/complaints.ts';
import { consentCalls } from './calls/consents.ts';
import { consistencyCalls } from './calls/consistency.ts';
import { publicationCalls, screeningCalls, standingCalls } from './calls/disclosure.ts';
import { dutyCalls } from './calls/duties.ts';
import { enforcementCalls } from './calls/enforcement.ts';
import { evaluationCalls } from './calls/evaluation.ts';
import { gateCalls } from './calls/gates.ts';
import { guideCalls } from './calls/guides.ts';
import { identityCalls } from './calls/identity.ts';
import { letterCalls } from './calls/letters.ts';
import { openCalls } from './calls/open.ts';
import { operationsCalls } from './calls/operations.ts';
import { opinionCalls } from './calls/opinions.ts';
import { ownDataCalls } from './calls/own-data.ts';
import { pressCalls } from './calls/press.ts';
import { proofCalls } from './calls/proof.ts';
import { reassessmentCalls } from './calls/reassess.ts';
import { reportCalls } from './calls/reports.ts';
import { requestRuleCalls } from './calls/request-rules.ts';
import { ownRequestCalls, requestCalls } from './calls/requests.ts';
import { scopeCalls } from './calls/scope.ts';
import { siteWorkCalls } from './calls/site-work.ts';
import { siteCalls } from './calls/sites.ts';
import { upwardCalls } from './calls/upward.ts';
import { workbenchCalls } from './calls/workbench.ts';

/** A row or more for every route of the program, as the table shows them. */
export const calls: readonly Call[] = [
  ...openCalls,
  ...identityCalls,
  ...caseCalls,
  ...ownCalls,
  ...workbenchCalls,
  ...ownDataCalls,
  ...proofCalls,
  ...operationsCalls,
  ...siteCalls,
  ...publicationCalls,
  ...standingCalls,
  ...screeningCalls,
  ...guideCalls,
  ...dutyCalls,
  ...requestCalls,
  ...ownRequestCalls,
  ...reportCalls,
  ...complaintCalls,
  ...requestRuleCalls,
  ...boardCalls,
  ...upwardCalls,
  ...consistencyCalls,
  ...siteWorkCalls,
  ...opinionCalls,
  ...evaluationCalls,
  ...pressCalls,
  ...letterCalls,
  ...consentCalls,
  ...reassessmentCalls,
  ...scopeCalls,
  ...gateCalls,
  ...enforcementCalls,
  ...channelCalls,
];

/** Style sheet, script and icon carry a hash of their content in their names; nothing of anybody's is in them. */
export function isAsset(route: string): boolean {
  return /^(GET|HEAD) \/assets\/[\w.-]+\.[0-9a-f]{16}\.(css|js|svg)$/u.test(route);
}
