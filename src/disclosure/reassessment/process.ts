import { defineProcess, type GuardContext, type MatterKind, workingDays } from '../../kernel/index.ts';
import { reassessmentText as text } from './text.ts';

const drafters = ['liaison', 'editor', 'above:disclosure-officer'] as const;
const office = ['above:disclosure-officer'] as const;

/**
 * What is withheld is looked at again: it stays withheld, for a reason and until a day that another than who proposed it
 * confirms, or a draft of it sets out for the public, past every gate.
 *
 * @law 政府信息公开条例 第十八条
 */
export const reassessmentProcess = (workdays: number, law: string) =>
  defineProcess({
    kind: 'disclosure-reassessment',
    title: text.kind,
    initial: 'new',
    states: {
      new: { title: text.states.new },
      due: { title: text.states.due, holder: { role: 'liaison' } },
      review: { title: text.states.review, holder: { role: 'above:disclosure-officer' } },
      opening: { title: text.states.opening, holder: { role: 'liaison' } },
      kept: { title: text.states.kept, closed: true },
      public: { title: text.states.public, closed: true },
    },
    actions: {
      open: { title: text.acts.open, from: ['new'], to: 'due', by: ['system'], law },
      keep: {
        title: text.acts.keep,
        from: ['due'],
        to: 'review',
        by: drafters,
        guards: ['has-reason', 'has-next-day'],
      },
      release: { title: text.acts.release, from: ['due'], to: 'opening', by: drafters, guards: ['has-draft'] },
      confirm: {
        title: text.acts.confirm,
        from: ['review'],
        to: 'kept',
        by: office,
        separatedFrom: ['keep'],
        guards: ['has-next-day'],
      },
      return: { title: text.acts.return, from: ['review'], to: 'due', by: office, guards: ['has-reason'] },
      'made-public': {
        title: text.acts['made-public'],
        from: ['opening'],
        to: 'public',
        by: ['system'],
        guards: ['is-published'],
      },
      'given-up': { title: text.acts['given-up'], from: ['opening'], to: 'due', by: ['system'] },
    },
    clocks: {
      assess: {
        title: text.clock,
        law,
        limit: workingDays(workdays),
        startsOn: [{ act: 'open' }, { act: 'given-up' }],
        endsOn: ['confirm', 'release'],
      },
    },
  });

const USUAL_WORKDAYS = 20;

export const reassessmentKind: MatterKind<'has-reason' | 'has-next-day' | 'has-draft' | 'is-published'> = {
  kind: 'disclosure-reassessment',
  title: text.kind,
  prefix: 'PS',
  process: reassessmentProcess(USUAL_WORKDAYS, '政府信息公开条例 第十八条'),
  guards: {
    'has-reason': ({ facts }: GuardContext) =>
      typeof facts.words === 'string' && facts.words.trim().length >= 5 ? null : 'disclosure/no-words',
    'has-next-day': ({ facts }: GuardContext) =>
      typeof facts.nextOn === 'string' ? null : 'disclosure/next-look-out-of-range',
    'has-draft': ({ facts }: GuardContext) => (typeof facts.draft === 'number' ? null : 'disclosure/no-draft'),
    'is-published': ({ facts }: GuardContext) => (facts.published === true ? null : 'disclosure/gate-open'),
  },
  read: 'disclosure.read',
  page: '/workbench/disclosure/reassessments/{id}',
};
