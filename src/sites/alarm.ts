import type { Kernel } from '../kernel/index.ts';

/** Tells of a published file that was changed; answers the matter of the incident. */
export type RaiseAlarm = (
  kernel: Kernel,
  alarm: { readonly category: 'tamper'; readonly summary: string; readonly cause: string; readonly at: Date },
) => Promise<number>;
