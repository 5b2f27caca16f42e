import { type Module, role, subject } from '../kernel/index.ts';
import { hallMeasures } from './measures.ts';
import { hallRoutes } from './routes.ts';
import { sentences } from './text.ts';

export { enterFacilities, type Facility, rate, recordCallBack } from './operations.ts';

/** 大厅·评价: ratings of finished matters, call-backs, the register of the hall. */
export const hallModule: Module = {
  name: 'hall',
  permissions: {
    'hall.rate': [subject],
    'hall.call-back': [role('supervisor', 'agencies-below'), role('service-office', 'agencies-below')],
  },
  sentences,
  routes: hallRoutes,
  measures: hallMeasures,
};
