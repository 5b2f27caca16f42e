import { type Module, role } from '../../kernel/index.ts';
import { complaintRoutes } from './complaint-routes.ts';
import { disputeKinds } from './process.ts';
import { remedyRoutes } from './routes.ts';
import { remedySentences } from './text.ts';

/** 复议、诉讼、投诉 as a part of the module. */
export const remedies: Omit<Module, 'name'> = {
  permissions: {
    'remedies.see': [
      role('legal-reviewer'),
      role('request-officer'),
      role('decider'),
      role('disclosure-officer', 'agencies-below'),
      role('supervisor', 'agencies-below'),
      role('leader', 'agencies-below'),
    ],
    // What an applicant wrote is for the organ in charge alone, not for the agency that he complains of.
    'remedies.complaint': [role('disclosure-officer')],
    'remedies.handle': [role('legal-reviewer'), role('request-officer')],
  },
  kinds: disputeKinds,
  sentences: remedySentences,
  routes: (web, kernel) => {
    remedyRoutes(web, kernel);
    complaintRoutes(web, kernel);
  },
};
