import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { erasers, retention } from './erasers.ts';
import { routines } from './jobs.ts';
import { kinds } from './kinds.ts';
import { measures } from './measures.ts';
import { ownData } from './own-data.ts';
import { publicRoutes } from './routes/public.ts';
import { staffRoutes } from './routes/staff.ts';
import { sealedColumns } from './sealed.ts';
import { sentences } from './sentences.ts';

export { licenceDecisions } from './annual-figures.ts';
export {
  accept,
  askToCorrect,
  correctAtWindow,
  refuseAcceptance,
  tellNotNeeded,
} from './operations/acceptance.ts';
export { answerQuestion, consult } from './operations/consult.ts';
export { deny, grant, withdraw } from './operations/decision.ts';
export { settleAllDeemed } from './operations/deemed.ts';
export { deliver, makeDocument, revoke } from './operations/delivery.ts';
export { endSpecial, extend, recommend, sendBack, startSpecial } from './operations/examination.ts';
export { concludeReview, recordVisit } from './operations/first-review.ts';
export { type Intake, type Received, receiveApplication } from './operations/receive.ts';
export { submitAtWindow } from './operations/window.ts';
export { allGood, type Checklist, wantedFor } from './rules/checklist.ts';

/** 办件: an application for a service item, from the first question to the delivered result. */
export const casesModule: Module = {
  name: 'cases',
  permissions,
  kinds,
  sentences,
  routines,
  measures,
  fileUses: ['select value::uuid from cases.draft, jsonb_each_text(uploads)', 'select file_id from cases.document'],
  sealed: sealedColumns,
  retention,
  erasers,
  ownData,
  routes: (web, kernel) => {
    publicRoutes(web, kernel);
    staffRoutes(web, kernel);
  },
};
