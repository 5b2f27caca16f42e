import { defineProcess, type GuardContext, type MatterKind, workingDays } from '../../kernel/index.ts';
import { recallText } from './text.ts';

const words = recallText.process;
const keepers = ['liaison', 'editor', 'disclosure-officer', 'above:disclosure-officer'] as const;

/** Copies that were handed out and say what is no longer said: replaced, or left where they are with a reason. */
export const recallProcess = defineProcess({
  kind: 'print-recall',
  title: words.kind,
  initial: 'new',
  states: {
    new: { title: words.new },
    open: { title: words.open, holder: { role: 'liaison' } },
    replaced: { title: words.replaced, closed: true },
    excused: { title: words.excused, closed: true },
  },
  actions: {
    find: { title: words.find, from: ['new'], to: 'open', by: ['system'] },
    replace: { title: words.replace, from: ['open'], to: 'replaced', by: keepers, guards: ['has-reason'] },
    excuse: { title: words.excuse, from: ['open'], to: 'excused', by: keepers, guards: ['has-reason'] },
  },
  clocks: {
    replace: {
      title: words.clock,
      law: words.law,
      limit: workingDays(10),
      startsOn: [{ act: 'find' }],
      endsOn: ['replace', 'excuse'],
    },
  },
});

export const recallKind: MatterKind<'has-reason'> = {
  kind: 'print-recall',
  title: words.kind,
  prefix: 'HS',
  process: recallProcess,
  page: '/workbench/boards/recalls?recall={id}',
  read: 'boards.read',
  guards: {
    'has-reason': ({ facts }: GuardContext) =>
      typeof facts.words === 'string' && facts.words.trim().length >= 5 ? null : 'boards/no-words',
  },
};
