import { defineProcess, type GuardContext, type MatterKind, workingDays } from '../../kernel/index.ts';
import { consentText } from './text.ts';

const words = consentText.process;
export const CONSENT = 'third-party-consent';

/** What a letter gives when it names no other term; the Regulations name one for requests only. */
export const USUAL_DAYS = 15;
export const LEAST_DAYS = 5;
export const MOST_DAYS = 60;

const drafters = ['liaison', 'editor', 'above:disclosure-officer'] as const;
const deciders = ['decider', 'leader'] as const;

/**
 * A third party is asked whether something of his may be told. Only his word or the agency's own decision for the public
 * interest, of which he is told, opens it; silence is neither.
 *
 * @law 政府信息公开条例 第十五条
 */
export const consentProcess = defineProcess({
  kind: CONSENT,
  title: words.title,
  initial: 'writing',
  states: {
    writing: { title: words.writing },
    asked: { title: words.asked, holder: { role: 'liaison' } },
    waiting: { title: words.waiting, holder: { role: 'liaison' } },
    undecided: { title: words.undecided, holder: { role: 'decider' } },
    telling: { title: words.telling, holder: { role: 'liaison' } },
    agreed: { title: words.agreed, closed: true },
    overridden: { title: words.overridden, closed: true },
    'kept-back': { title: words['kept-back'], closed: true },
    dropped: { title: words.dropped, closed: true },
  },
  actions: {
    ask: { title: words.ask, from: ['writing'], to: 'asked', by: drafters, law: words.law },
    'letter-received': { title: words['letter-received'], from: ['asked'], to: 'waiting', by: drafters },
    agree: {
      title: words.agree,
      from: ['asked', 'waiting', 'undecided'],
      to: 'agreed',
      by: drafters,
      guards: ['has-answer'],
      law: words.law,
    },
    object: {
      title: words.object,
      from: ['asked', 'waiting', 'undecided'],
      to: 'undecided',
      by: drafters,
      guards: ['has-answer'],
      law: words.law,
    },
    lapse: { title: words.lapse, from: ['waiting'], to: 'undecided', by: ['system'] },
    override: {
      title: words.override,
      from: ['undecided'],
      to: 'telling',
      by: deciders,
      separatedFrom: ['ask', 'object'],
      guards: ['has-public-interest'],
      law: words.law,
    },
    respect: {
      title: words.respect,
      from: ['undecided'],
      to: 'kept-back',
      by: deciders,
      guards: ['has-answer'],
      law: words.law,
    },
    'tell-party': { title: words['tell-party'], from: ['telling'], to: 'overridden', by: drafters },
    drop: {
      title: words.drop,
      from: ['asked', 'waiting'],
      to: 'dropped',
      by: [...drafters, 'system'],
      guards: ['has-answer', 'is-taken-out'],
    },
  },
  clocks: {
    answering: {
      title: words.clock,
      law: words.clockLaw,
      limit: workingDays(USUAL_DAYS),
      choice: { least: LEAST_DAYS, most: MOST_DAYS },
      startsOn: [{ act: 'letter-received' }],
      endsOn: ['agree', 'object', 'drop'],
      onLapse: 'lapse',
      deemedOnDue: true,
    },
  },
});

const LEAST_WORDS = 5;
const LEAST_REASON = 15;
const says = ({ facts }: GuardContext, least: number): boolean =>
  typeof facts.words === 'string' && (facts.words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= least;

export const consentKind: MatterKind<'has-answer' | 'has-public-interest' | 'is-taken-out'> = {
  kind: CONSENT,
  title: words.title,
  prefix: 'YD',
  process: consentProcess,
  page: '/workbench/disclosure/consents/{id}',
  read: 'disclosure.read',
  guards: {
    'has-answer': (context) => (says(context, LEAST_WORDS) ? null : 'disclosure/consent-no-words'),
    'has-public-interest': (context) => (says(context, LEAST_REASON) ? null : 'disclosure/consent-no-reason'),
    'is-taken-out': ({ facts }) => (facts.changed === true ? null : 'disclosure/consent-still-in-text'),
  },
};
