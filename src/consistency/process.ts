import { defineProcess, type MatterKind, workingDays } from '../kernel/index.ts';
import { ruleText } from './rule-text.ts';
import { text } from './text.ts';

/**
 * One mismatch: open until the next comparison finds it gone, or somebody says why it is none.
 *
 * @law 政府信息公开条例 第二十四条, 第二十五条
 */
export const mismatchProcess = (workdays: number, law: string) =>
  defineProcess({
    kind: 'consistency-mismatch',
    title: text.kind,
    initial: 'new',
    states: {
      new: { title: text.states.new },
      open: { title: text.states.open, holder: { role: 'liaison' } },
      gone: { title: text.states.gone, closed: true },
      settled: { title: text.states.settled, closed: true },
    },
    actions: {
      open: { title: text.acts.open, from: ['new'], to: 'open', by: ['system'] },
      vanish: { title: text.acts.vanish, from: ['open'], to: 'gone', by: ['system'] },
      settle: {
        title: text.acts.settle,
        from: ['open'],
        to: 'settled',
        by: ['liaison', 'above:disclosure-officer'],
        guards: ['has-reason'],
      },
    },
    clocks: {
      mend: {
        title: text.clock,
        law,
        limit: workingDays(workdays),
        startsOn: [{ act: 'open' }],
        endsOn: ['vanish', 'settle'],
      },
    },
  });

const USUAL_WORKDAYS = 5;

export const mismatchKind: MatterKind<'has-reason'> = {
  kind: 'consistency-mismatch',
  title: text.kind,
  prefix: 'YZ',
  process: mismatchProcess(USUAL_WORKDAYS, ruleText.cityRule),
  guards: {
    'has-reason': ({ facts }) =>
      typeof facts.words === 'string' && facts.words.trim().length >= 5 ? null : 'consistency/no-words',
  },
  read: 'consistency.read',
  page: '/workbench/consistency/{id}',
};
