import { dayOf, type Guard } from '../kernel/index.ts';

const filled = (value: unknown): boolean => typeof value === 'string' && value.trim().length >= 2;

/** No act is in time when the reply is not. What is provisional is never held against anybody. */
const notLate: Guard = ({ snapshot, facts }) => {
  const clock = snapshot.clocks.delayed?.state === 'running' ? snapshot.clocks.delayed : snapshot.clocks.reply;
  const today = facts.at instanceof Date ? dayOf(facts.at) : null;
  return clock?.dueOn && today && !clock.provisional && clock.dueOn < today ? 'information-requests/too-late' : null;
};

/** Guards of a request, by the names that its process gives them. */
export const requestGuards = {
  'has-reason': ({ facts }) => (filled(facts.reason) ? null : 'information-requests/no-reason'),
  'says-what-to-correct': ({ facts, snapshot }) => {
    // The clock of the first notice is in the matter for good: the law allows one.
    if (snapshot.clocks.correction) return 'information-requests/asked-before';
    return Array.isArray(facts.items) && facts.items.length > 0 && facts.items.every(filled)
      ? null
      : 'information-requests/nothing-to-correct';
  },
  'in-time-to-correct': ({ facts, snapshot }) => {
    const due = snapshot.clocks['correction-notice']?.dueOn;
    return due && facts.at instanceof Date && due < dayOf(facts.at) ? 'information-requests/correction-too-late' : null;
  },
  'names-whom-to-ask': ({ facts }) =>
    Array.isArray(facts.letters) && facts.letters.length > 0 ? null : 'information-requests/nobody-to-ask',
  'reply-not-late': notLate,
  'reasons-were-given': ({ snapshot }) =>
    snapshot.clocks.reasons?.state === 'met' ? null : 'information-requests/reasons-not-asked',
  'fee-is-due': ({ facts }) =>
    typeof facts.amountFen === 'number' && facts.amountFen > 0 ? null : 'information-requests/nothing-to-pay',
  'paid-in-time': ({ facts, snapshot }) => {
    const due = snapshot.clocks.payment?.dueOn;
    if (!snapshot.clocks.payment) return null;
    return due && typeof facts.paidOn === 'string' && facts.paidOn > due ? 'information-requests/paid-too-late' : null;
  },
  // Of the two ends that the program makes by itself, each is undone by what it waited for.
  'corrected-in-time': ({ facts, snapshot }) => {
    if (facts.decision !== '3.6.1') return 'information-requests/not-abandoned';
    const due = snapshot.clocks.correction?.dueOn;
    return due && typeof facts.correctedOn === 'string' && facts.correctedOn <= due
      ? null
      : 'information-requests/corrected-too-late';
  },
  'was-unpaid': ({ facts }) => (facts.decision === '3.6.2' ? null : 'information-requests/not-abandoned'),
  'draft-complete': ({ facts }) =>
    Array.isArray(facts.missing) && facts.missing.length === 0 ? null : 'information-requests/draft-incomplete',
  'draft-unchanged': ({ facts }) => (facts.unchanged === true ? null : 'information-requests/draft-changed'),
  'says-withdrawn': ({ facts }) => (filled(facts.reason) ? null : 'information-requests/no-reason'),
} satisfies Readonly<Record<string, Guard>>;

export const opinionGuards = {
  'says-opinion': ({ facts }) =>
    ['agrees', 'objects', 'partly'].includes(String(facts.answer)) ? null : 'information-requests/no-opinion',
} satisfies Readonly<Record<string, Guard>>;

export const conversionGuards = {
  'has-reason': ({ facts }) => (filled(facts.reason) ? null : 'information-requests/no-reason'),
  'answer-complete': ({ facts }) => (filled(facts.answer) ? null : 'information-requests/no-answer'),
} satisfies Readonly<Record<string, Guard>>;
