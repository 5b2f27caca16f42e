import { defineProcess, type MatterKind, type Process, workingDays } from '../kernel/index.ts';
import { followUpText as text } from './text.ts';

export const FOLLOW_UP = 'interpretation-follow-up';
/** The city's own; no law sets it. */
export const USUAL_WORKDAYS = 20;

/**
 * Some time after a document went out somebody looks at what people ask about it, and whether it wants explaining again.
 *
 * @param workdays from the day on which the document went out
 */
export const followUpProcess = (
  workdays: number,
): Process<'new' | 'owed' | 'done' | 'void', 'open' | 'record' | 'void', 'follow-up', 'has-words'> =>
  defineProcess({
    kind: FOLLOW_UP,
    title: text.kind,
    initial: 'new',
    states: {
      new: { title: text.states.new },
      owed: { title: text.states.owed, holder: { role: 'liaison' } },
      done: { title: text.states.done, closed: true },
      void: { title: text.states.void, closed: true },
    },
    actions: {
      open: { title: text.acts.open, from: ['new'], to: 'owed', by: ['system'] },
      record: {
        title: text.acts.record,
        from: ['owed'],
        to: 'done',
        by: ['liaison', 'editor'],
        guards: ['has-words'],
      },
      void: { title: text.acts.void, from: ['owed'], to: 'void', by: ['system'] },
    },
    clocks: {
      'follow-up': {
        title: text.clock,
        law: text.law,
        limit: workingDays(workdays),
        startsOn: [{ act: 'open' }],
        endsOn: ['record', 'void'],
      },
    },
  });

export const followUpKind: MatterKind<'has-words'> = {
  kind: FOLLOW_UP,
  title: text.kind,
  prefix: 'JD',
  process: followUpProcess(USUAL_WORKDAYS),
  guards: {
    'has-words': ({ facts }) =>
      typeof facts.words === 'string' && facts.words.trim().length >= 5 ? null : 'press/no-words',
  },
  read: 'press.read',
  page: '/workbench/press/follow-ups/{id}',
};
