import {
  backupFindings,
  type Check,
  type Gauge,
  type Kernel,
  lastBackups,
  ok,
  warning,
  wrong,
} from './kernel/index.ts';
import { logTrouble } from './kernel/log/index.ts';
import { watchText as text } from './kernel-watch-text.ts';

const BEHIND_S = 300;

type LogState = { readonly size: number; readonly checkpointAt: Date; readonly waitingSince: Date | null };

/** The published log: how far it goes, and since when something waits to get into it. */
async function logState({ pool }: Pick<Kernel, 'pool'>): Promise<LogState | null> {
  const { rows } = await pool.query<LogState>(
    `select c.size::float8 as size, c.at as "checkpointAt",
            (select e.at from kernel.entry e where e.at > c.at order by e.at limit 1) as "waitingSince"
       from kernel.log_checkpoint c order by c.log desc, c.size desc limit 1`,
  );
  return rows[0] ?? null;
}

/** What the kernel looks at in the running program: its copies and its published log. */
export const kernelChecks: readonly Check[] = [
  { area: 'backup', look: ({ pool }, at) => backupFindings({ dir: '', walArchive: null }, pool, at) },
  {
    area: 'integrity',
    look: async (kernel, at) => {
      const trouble = await logTrouble(kernel);
      if (trouble) return [wrong('log/stopped', text.stopped(trouble.code, trouble.since), text.stoppedMend)];
      const state = await logState(kernel);
      if (state === null) return [];
      const waiting = state.waitingSince ? (at.getTime() - state.waitingSince.getTime()) / 1000 : 0;
      return waiting > BEHIND_S
        ? [warning('log/behind', text.behind(Math.floor(waiting / 60)), text.behindMend)]
        : [ok('log/published', text.published(state.size))];
    },
  },
];

export const kernelGauges = (kernel: Kernel): readonly Gauge[] => [
  {
    name: 'mingtang_backup_age_seconds',
    help: 'Since the last backup that succeeded was begun',
    costly: true,
    read: async () => {
      const last = (await lastBackups(kernel.pool)).find(({ task, ok: succeeded }) => task === 'backup' && succeeded);
      return last ? [{ value: (kernel.now().getTime() - last.startedAt.getTime()) / 1000 }] : [];
    },
  },
  {
    name: 'mingtang_log_size',
    help: 'Entries in the published log',
    costly: true,
    read: async () => {
      const state = await logState(kernel);
      return state ? [{ value: state.size }] : [];
    },
  },
  {
    name: 'mingtang_log_lag_seconds',
    help: 'Age of the oldest entry that is not in the published log; 0 when none waits',
    costly: true,
    read: async () => {
      const state = await logState(kernel);
      if (!state) return [];
      return [{ value: state.waitingSince ? (kernel.now().getTime() - state.waitingSince.getTime()) / 1000 : 0 }];
    },
  },
];
