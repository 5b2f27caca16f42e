import { statfs } from 'node:fs/promises';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, type Check, dayOf, type Kernel } from '../../kernel/index.ts';
import { ALIVE_SECONDS } from '../heartbeat.ts';
import { jobCounts } from '../repo/jobs.ts';
import { lateByKind, openMatters } from '../repo/matters.ts';
import { processes } from '../repo/processes.ts';
import { databaseFacts, recentVerifications, routines } from '../repo/routines.ts';

/**
 * Everything the operations page shows: what was looked at and found, the copies, the database, the disk, jobs, routines,
 * what is late, and the passes over the ledger. Each part costs little and none grows with what is closed.
 *
 * @param checks of all modules, so that backups and the published log tell of themselves
 */
export async function overview(kernel: Kernel, actor: Actor, at: Date, checks: readonly Check[], folder: string) {
  const { pool } = kernel;
  const findings = [];
  for (const { area, look } of checks)
    findings.push(...(await look(kernel, at)).map((finding) => ({ area, ...finding })));
  const { agencies } = await directoryOf(kernel);
  const names = new Map(agencies.map(({ id, shortName }) => [id, shortName]));
  const { bavail, blocks, bsize } = await statfs(folder);
  return {
    at: at.toISOString(),
    findings,
    processes: (await processes(pool)).map(({ silentFor, startedAt, seenAt, tickedAt, state, ...copy }) => ({
      ...copy,
      state: silentFor > ALIVE_SECONDS ? ('silent' as const) : state,
      startedAt: startedAt.toISOString(),
      seenAt: seenAt.toISOString(),
      tickedAt: tickedAt?.toISOString() ?? null,
    })),
    database: await databaseFacts(pool),
    disk: { freeBytes: bavail * bsize, totalBytes: blocks * bsize },
    jobs: await jobCounts(pool, at),
    matters: await openMatters(pool, dayOf(at)),
    late: (await lateByKind(pool, dayOf(at))).map(({ agencyId, kind, count }) => ({
      agency: names.get(agencyId) ?? '',
      kind: kernel.kinds.of(kind).title,
      count,
    })),
    routines: (await routines(pool)).map(({ beganAt, succeededAt, name, tookMs, fault }) => ({
      name,
      tookMs,
      fault,
      beganAt: beganAt.toISOString(),
      succeededAt: succeededAt?.toISOString() ?? null,
    })),
    verifications: (await recentVerifications(pool)).map(({ beganAt, endedAt, faults, ...pass }) => ({
      id: pass.id,
      matters: pass.matters,
      entries: pass.entries,
      faultCount: pass.faultCount,
      faults: faults.slice(0, 20),
      beganAt: beganAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    })),
    mayMend: kernel.access.mayEver(actor, 'operations.mend'),
  };
}
