import { anyone, type Module, subject } from '../kernel/index.ts';
import { logRoutes } from './log-routes.ts';
import { logRoutines } from './log-routines.ts';
import { receiptRoutes } from './receipt/routes.ts';
import { receiptSentences } from './receipt/text.ts';

export { checkReceipt } from './receipt/check.ts';
export { receiptCommand } from './receipt/command.ts';
export { ProofOffer } from './receipt/pages.tsx';
export { type ProofState, proofStateOf } from './receipt/receipt.ts';
export { sendReceipt } from './receipt/send.ts';

/** 存证·核验: the public log of all entries, and receipts that prove what is in it. */
export const proofModule: Module = {
  name: 'proof',
  permissions: { 'proof.log': [anyone], 'proof.own': [subject] },
  sentences: receiptSentences,
  routes: (web, kernel) => {
    logRoutes(web, kernel);
    receiptRoutes(web, kernel);
  },
  routines: logRoutines,
};
