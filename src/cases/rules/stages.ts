import type { Process } from '../../kernel/index.ts';
import { text } from '../text.ts';

/** A step of the way as an applicant sees it. */
export type Stage = { readonly key: keyof typeof text.stages; readonly title: string };

const OF_STATE: Readonly<Record<string, Stage['key']>> = {
  submitted: 'received',
  correcting: 'received',
  'first-review': 'first-review',
  examining: 'examining',
  special: 'examining',
  deciding: 'deciding',
  settling: 'deciding',
  making: 'delivering',
  done: 'done',
};

const ORDER = ['received', 'first-review', 'examining', 'deciding', 'delivering'] as const;

/** The stages of this process, in order, and the one it stands in; past the last when it is finished, null when it ended early. */
export function stagesOf(
  process: Process,
  state: string,
): { readonly stages: readonly Stage[]; readonly current: number | null } {
  const present = new Set(Object.keys(process.states).map((name) => OF_STATE[name]));
  const stages = ORDER.filter((key) => present.has(key)).map((key) => ({ key, title: text.stages[key] }));
  const at = OF_STATE[state];
  if (at === undefined) return { stages, current: null };
  return { stages, current: at === 'done' ? stages.length : stages.findIndex(({ key }) => key === at) };
}
