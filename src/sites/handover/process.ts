import { calendarDays, defineProcess, type MatterKind } from '../../kernel/index.ts';
import rule from '../data/handover.json' with { type: 'json' };
import { handoverText } from './text.ts';

const words = handoverText.process;
const keepers = ['liaison', 'editor', 'disclosure-officer', 'above:disclosure-officer'] as const;

/**
 * What an organ has told in a year goes to the state archives and to public libraries.
 *
 * @law 政府信息公开条例 第二十五条
 */
export const handoverProcess = defineProcess({
  kind: 'copies-handover',
  title: words.kind,
  initial: 'new',
  states: {
    new: { title: words.new },
    owed: { title: words.owed, holder: { role: 'liaison' } },
    done: { title: words.done, closed: true },
  },
  actions: {
    open: { title: words.open, from: ['new'], to: 'owed', by: ['system'] },
    hand: { title: words.hand, from: ['owed'], to: 'owed', by: keepers },
    complete: { title: words.complete, from: ['owed'], to: 'done', by: keepers },
  },
  clocks: {
    hand: {
      title: words.clock,
      law: words.law,
      limit: calendarDays(rule.days),
      startsOn: [{ act: 'open' }],
      endsOn: ['complete'],
    },
  },
});

export const handoverKind: MatterKind = {
  kind: 'copies-handover',
  title: words.kind,
  prefix: 'DY',
  process: handoverProcess,
  page: '/workbench/handovers/{id}',
  read: 'sites.note-delivery',
  guards: {},
};
