import { anyone, type Module } from '../kernel/index.ts';
import { logRoutes } from './log-routes.ts';
import { logRoutines } from './log-routines.ts';

/** 存证·核验: the public log of all entries. */
export const proofModule: Module = {
  name: 'proof',
  permissions: { 'proof.log': [anyone] },
  routes: (web, kernel) => {
    logRoutes(web, kernel);
  },
  routines: logRoutines,
};
