import { boardsScreens } from '../boards/workbench/index.ts';
import { caseScreens } from '../cases/workbench/index.ts';
import { consistencyScreens } from '../consistency/workbench/index.ts';
import { disclosureScreens } from '../disclosure/workbench/index.ts';
import { enforcementScreens } from '../enforcement/workbench/index.ts';
import { identityScreens } from '../identity/workbench/index.ts';
import { requestScreens } from '../information-requests/workbench/index.ts';
import { operationsScreens } from '../operations/workbench/index.ts';
import { pressScreens } from '../press/workbench/index.ts';
import { screeningScreens } from '../screening/workbench/index.ts';
import { itemScreens } from '../service-items/workbench/index.ts';
import { siteScreens } from '../sites/workbench/index.ts';
import { supervisionScreens } from '../supervision/workbench/index.ts';
import { upwardScreens } from '../upward/workbench/index.ts';
import { alarmScreens } from './alarms/index.ts';
import { calendarScreens } from './calendar/index.ts';
import { figureScreens } from './figures/index.ts';
import { inboxScreens } from './inbox/index.ts';
import { noticeScreens } from './notices/index.ts';
import type { Screen } from './screen.ts';
import { text } from './text.ts';

const password: Screen = { path: '/password', title: text.password.title, load: () => import('./password-page.tsx') };

/** Every screen of the workbench, in the order of the navigation. */
export const screens: readonly Screen[] = [
  ...inboxScreens,
  ...caseScreens,
  ...disclosureScreens,
  ...pressScreens,
  ...enforcementScreens,
  ...upwardScreens,
  ...screeningScreens,
  ...boardsScreens,
  ...consistencyScreens,
  ...requestScreens,
  ...alarmScreens,
  ...figureScreens,
  ...calendarScreens,
  ...itemScreens,
  ...supervisionScreens,
  ...siteScreens,
  ...operationsScreens,
  ...identityScreens,
  ...noticeScreens,
  password,
];
