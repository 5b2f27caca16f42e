import { join } from 'node:path';
import { boardsModule } from './boards/index.ts';
import { casesModule, licenceDecisions } from './cases/index.ts';
import { consistencyModule } from './consistency/index.ts';
import { disclosureModule, documentFigures, publishedStock } from './disclosure/index.ts';
import { enforcementModuleOf } from './enforcement/index.ts';
import { hallModule } from './hall/index.ts';
import { identityModule } from './identity/index.ts';
import { informationRequestsModuleOf, type ProactiveSources } from './information-requests/index.ts';
import { type Module, packageRoot, sentencesOf } from './kernel/index.ts';
import { kernelModule } from './kernel-module.ts';
import { operationsModuleOf, raiseIncident } from './operations/index.ts';
import { portalModule } from './portal/index.ts';
import { pressModule } from './press/index.ts';
import { proofModule } from './proof/index.ts';
import { screeningModuleOf } from './screening/index.ts';
import { screensModule } from './screens/index.ts';
import { serviceItemsModule } from './service-items/index.ts';
import { sitesModuleOf } from './sites/index.ts';
import { supervisionModule } from './supervision/index.ts';
import { upwardModule } from './upward/index.ts';
import { workbenchModule } from './workbench-api/index.ts';

/** What section two of the annual report on openness counts; penalties, compulsion and charges nobody here keeps yet. */
export const proactiveSources: ProactiveSources = { ...documentFigures, licences: licenceDecisions };

/** The modules that own matters and figures, each after those it builds on. */
const domain: readonly Module[] = [
  kernelModule,
  screeningModuleOf({ sources: (kernel) => [publishedStock(kernel)] }),
  identityModule,
  proofModule,
  sitesModuleOf({ raise: raiseIncident }),
  disclosureModule,
  enforcementModuleOf({ say: (code, details) => allSentences()(code, details) }),
  upwardModule,
  pressModule,
  informationRequestsModuleOf({ proactive: proactiveSources }),
  serviceItemsModule,
  casesModule,
  boardsModule,
  consistencyModule,
  hallModule,
  supervisionModule,
  operationsModuleOf({ checks: () => otherChecks }),
];

/** Known when all modules are: what is refused among many is told in the words of the module that refuses. */
const allSentences = () => sentencesOf(domain);

/** What the modules besides `operations` look at in the running program. */
const otherChecks = domain.filter(({ name }) => name !== 'operations').flatMap((module) => module.checks ?? []);

const measures = domain.flatMap((module) => module.measures ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Every module of the program, in dependency order; the only list that knows them all. */
export const modules: readonly Module[] = [
  ...domain,
  portalModule({ measures }),
  workbenchModule({ measures, sentence: sentencesOf(domain), assets: join(packageRoot, 'dist', 'workbench') }),
  screensModule,
];
