import type { Check, Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { checks } from './checks.ts';
import { gauges } from './gauges.ts';
import { kinds } from './kinds.ts';
import { settleDrills } from './operations/drills.ts';
import { operatingAgency } from './operations/operating-agency.ts';
import { verifyTurn } from './operations/verification.ts';
import { incidentRoutes, onCallRoutes } from './routes/incidents.ts';
import { operationsRoutes } from './routes/operations.ts';
import { probeRoutes } from './routes/probes.ts';
import { sealedColumns } from './sealed.ts';
import { sentences } from './text.ts';

const MINUTE_MS = 60_000;

/**
 * 运行·应急: what is told of the running program, and what is done when something is wrong.
 *
 * @param others.checks what the other modules look at, shown beside this module's own
 */
export const operationsModuleOf = ({ checks: others }: { readonly checks: () => readonly Check[] }): Module => ({
  name: 'operations',
  permissions,
  places: Object.fromEntries(
    ['operations.see-incidents', 'operations.see-on-call', 'operations.reveal-on-call'].map((name) => [
      name,
      operatingAgency,
    ]),
  ),
  kinds,
  sentences,
  routes: (web, kernel) => {
    probeRoutes(web, kernel);
    operationsRoutes(web, kernel, () => [...checks, ...others()]);
    incidentRoutes(web, kernel);
    onCallRoutes(web, kernel);
  },
  routines: (kernel) => [
    { name: 'operations.verify', everyMs: MINUTE_MS, run: (at) => verifyTurn(kernel, at) },
    { name: 'operations.drills', everyMs: 60 * MINUTE_MS, run: (at) => settleDrills(kernel, at), byTheClock: true },
  ],
  gauges,
  checks,
  sealed: sealedColumns,
});

export { type Heartbeat, startHeartbeat } from './heartbeat.ts';
export { raiseIncident } from './operations/incidents.ts';
export { drillDutyProcess, incidentProcess } from './process.ts';
export { noteRoutine } from './repo/routines.ts';
