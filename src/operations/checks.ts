import { type Check, dayOf, type Finding, type Kernel, ok, warning, wrong } from '../kernel/index.ts';
import { ALIVE_SECONDS } from './heartbeat.ts';
import { jobCounts } from './repo/jobs.ts';
import { type ProcessRow, processes } from './repo/processes.ts';
import { lastVerification, type RoutineRow, routines, type VerificationRow } from './repo/routines.ts';
import { checkText as text } from './text.ts';

const SKEW_S = 2;
/** A worker looks for jobs every two seconds. */
const STUCK_S = 120;
const STALE_MS = 3 * 86_400_000;
/** Turns of a routine that may be missed before it is said. */
const MISSED = 3;
const LEAST_LATE_MS = 10 * 60_000;

/** What is looked at in the running program: for the page, and for `doctor`. */
export const checks: readonly Check[] = [
  { area: 'jobs', look: async (kernel, at) => jobFindings(await jobCounts(kernel.pool, at)) },
  {
    area: 'other',
    look: async ({ pool }) => copyFindings(await processes(pool), Date.now()),
  },
  {
    area: 'other',
    look: async ({ pool }: Kernel, at) => {
      const isRunning = (await processes(pool)).some(isAlive);
      return routineFindings(await routines(pool), at, isRunning);
    },
  },
  { area: 'integrity', look: async ({ pool }, at) => verificationFindings(await lastVerification(pool), at) },
];

const isAlive = ({ silentFor }: ProcessRow): boolean => silentFor <= ALIVE_SECONDS;

export function jobFindings({ late, failed }: { readonly late: number; readonly failed: number }): readonly Finding[] {
  const findings: Finding[] = [];
  if (failed > 0) findings.push(warning('jobs/failed', text.jobsFailed(failed), text.jobsFailedMend));
  if (late > 0) findings.push(warning('jobs/late', text.jobsLate(late), text.jobsLateMend));
  return findings.length > 0 ? findings : [ok('jobs/done', text.jobsGood)];
}

/** Copies of the program: is anybody doing the work, are they of one kind, do their clocks agree. */
export function copyFindings(copies: readonly ProcessRow[], nowMs: number): readonly Finding[] {
  const alive = copies.filter(isAlive);
  const findings: Finding[] = [];
  const silent = copies.filter((copy) => !isAlive(copy));
  if (silent.length > 0) {
    const names = silent.map(({ host, pid, role }) => `${host}/${pid}（${role}）`).join('、');
    findings.push(warning('copies/silent', text.silent(names), text.silentMend));
  }
  if (alive.length === 0) return [...findings, ok('copies/none', text.notRunning)];
  const workers = alive.filter(({ role }) => role !== 'web');
  if (workers.length === 0) findings.push(wrong('copies/no-worker', text.noWorker, text.noWorkerMend));
  else {
    // A worker that has only just started has not looked yet.
    const idle = workers.map(({ tickedAt, startedAt }) => (nowMs - (tickedAt ?? startedAt).getTime()) / 1000);
    if (Math.min(...idle) > STUCK_S)
      findings.push(
        wrong('copies/worker-stuck', text.workerStuck(Math.floor(Math.min(...idle) / 60)), text.workerStuckMend),
      );
  }
  const versions = [...new Set(alive.map(({ version }) => version))].sort();
  if (versions.length > 1)
    findings.push(warning('copies/versions', text.versions(versions.join('、')), text.versionsMend));
  for (const { host, ahead } of alive.filter((copy) => Math.abs(copy.ahead) > SKEW_S))
    findings.push(warning('copies/clock', text.copySkew(host, Math.round(ahead)), text.clockMend));
  return findings.length > 0 ? findings : [ok('copies/running', text.copies(alive.length))];
}

/** @param isRunning while no copy runs, nothing is late: it has been stopped */
export function routineFindings(rows: readonly RoutineRow[], at: Date, isRunning: boolean): readonly Finding[] {
  return rows.flatMap(({ name, fault, beganAt, everyMs }) => {
    if (fault !== null) return [warning('routines/failed', text.routineFailed(name, fault), text.routineFailedMend)];
    const isLate = at.getTime() - beganAt.getTime() > Math.max(LEAST_LATE_MS, everyMs * MISSED);
    return isRunning && isLate ? [warning('routines/late', text.routineLate(name), text.routineFailedMend)] : [];
  });
}

export function verificationFindings(last: VerificationRow | null, at: Date): readonly Finding[] {
  if (last === null) return [];
  if (last.faultCount > 0) return [wrong('ledger/faults', text.ledgerFaults(last.faultCount), text.ledgerFaultsMend)];
  const ended = last.endedAt ?? last.beganAt;
  return at.getTime() - ended.getTime() > STALE_MS
    ? [warning('ledger/stale', text.ledgerStale, text.ledgerStaleMend)]
    : [ok('ledger/verified', text.ledgerVerified(dayOf(ended)))];
}
