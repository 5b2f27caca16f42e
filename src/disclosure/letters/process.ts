import { calendarDays, defineProcess, type MatterKind } from '../../kernel/index.ts';
import { letterText } from './text.ts';

const words = letterText.process;
export const LETTER = 'consultation-letter';
export const MOST_DAYS = 366;
const USUAL_DAYS = 15;
const senders = ['liaison', 'editor', 'disclosure-officer'] as const;

/**
 * A letter that asks for an opinion until a day it names: answered, or given up with a reason.
 *
 * @law 重大行政决策程序暂行条例 第十四条
 */
export const letterProcess = defineProcess({
  kind: LETTER,
  title: words.title,
  initial: 'writing',
  states: {
    writing: { title: words.writing },
    waiting: { title: words.waiting, holder: { role: 'liaison' } },
    answered: { title: words.answered, closed: true },
    unanswered: { title: words.unanswered, closed: true },
  },
  actions: {
    send: { title: words.send, from: ['writing'], to: 'waiting', by: senders },
    remind: { title: words.remind, from: ['waiting'], to: 'waiting', by: senders, guards: ['has-words'] },
    answer: { title: words.answer, from: ['waiting'], to: 'answered', by: senders, guards: ['has-words'] },
    'give-up': {
      title: words['give-up'],
      from: ['waiting'],
      to: 'unanswered',
      by: senders,
      guards: ['has-words'],
    },
  },
  clocks: {
    answer: {
      title: words.clock,
      law: words.law,
      limit: calendarDays(USUAL_DAYS),
      choice: { least: 1, most: MOST_DAYS },
      startsOn: [{ act: 'send' }],
      endsOn: ['answer', 'give-up'],
    },
  },
});

export const letterKind: MatterKind<'has-words'> = {
  kind: LETTER,
  title: words.title,
  prefix: 'ZQ',
  process: letterProcess,
  page: '/workbench/disclosure/letters/{id}',
  read: 'disclosure.read',
  guards: {
    'has-words': ({ facts }) =>
      typeof facts.words === 'string' && facts.words.trim().length >= 5 ? null : 'disclosure/letter-no-words',
  },
};
