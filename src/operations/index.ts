import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { checks } from './checks.ts';
import { gauges } from './gauges.ts';
import { probeRoutes } from './routes/probes.ts';

/** 运行·应急: what is told of the running program, and what is done when something is wrong. */
export const operationsModule: Module = {
  name: 'operations',
  permissions,
  routes: (web, kernel) => {
    probeRoutes(web, kernel);
  },
  gauges,
  checks,
};

export { type Heartbeat, startHeartbeat } from './heartbeat.ts';
export { noteRoutine } from './repo/routines.ts';
