import {
  accept,
  allGood,
  answerQuestion,
  askToCorrect,
  type Checklist,
  concludeReview,
  correctAtWindow,
  deliver,
  deny,
  endSpecial,
  grant,
  recommend,
  recordVisit,
  refuseAcceptance,
  sendBack,
  startSpecial,
  tellNotNeeded,
  wantedFor,
  withdraw,
} from '../cases/index.ts';
import { rate, recordCallBack } from '../hall/index.ts';
import { openQuestions } from '../kernel/form/index.ts';
import { type Actor, dayOf, type Kernel } from '../kernel/index.ts';
import type { ItemInForce } from '../service-items/index.ts';
import type { Chain, Act as Named, Step } from './plan/types.ts';
import { text } from './text.ts';

/** A step that is done on a matter. */
export type Doing = {
  readonly kernel: Kernel;
  readonly item: ItemInForce;
  readonly chain: Chain;
  readonly step: Step;
  readonly matter: number;
};

/** Who does a step, and by which operation. */
type Duty = {
  readonly by: 'window-clerk' | 'examiner' | 'decider' | 'deliverer' | 'township-reviewer' | 'applicant' | 'supervisor';
  readonly act: (doing: Doing, actor: Actor) => Promise<void>;
};

/** What every operation on a case is told; its papers exist elsewhere, on paper. */
const on = ({ matter, step }: Doing, actor: Actor) => ({ matter, actor, at: step.at, papers: null });

const by = (
  role: Duty['by'],
  operation: (
    kernel: Kernel,
    on: { matter: number; actor: Actor; at: Date; papers: null },
    doing: Doing,
  ) => Promise<unknown>,
): Duty => ({ by: role, act: async (doing, actor) => void (await operation(doing.kernel, on(doing, actor), doing)) });

/** Every step but the first of a chain, as the operation that a person at work would use. */
export const duties: Readonly<Record<Named, Duty>> = {
  submit: by('window-clerk', opened),
  ask: by('window-clerk', opened),
  accept: by('window-clerk', (kernel, it, doing) => accept(kernel, { ...it, findings: allGood(wantedOf(doing)) })),
  'ask-to-correct': by('window-clerk', (kernel, it, doing) =>
    askToCorrect(kernel, { ...it, findings: faulty(wantedOf(doing)) }),
  ),
  correct: by('window-clerk', (kernel, it) => correctAtWindow(kernel, { ...it, note: text.corrected })),
  'refuse-acceptance': by('window-clerk', (kernel, it) =>
    refuseAcceptance(kernel, { ...it, reason: text.refusal, rightAgency: text.rightAgency }),
  ),
  'tell-not-needed': by('window-clerk', (kernel, it) => tellNotNeeded(kernel, { ...it, reason: text.notNeeded })),
  withdraw: by('applicant', (kernel, it) => withdraw(kernel, { ...it, reason: text.withdrawal })),
  'start-special': by('examiner', (kernel, it, { step }) => {
    const expectedWorkdays = step.act === 'start-special' ? step.expectedWorkdays : 0;
    return startSpecial(kernel, { ...it, expectedWorkdays, reason: text.specialReason });
  }),
  'end-special': by('examiner', (kernel, it) => endSpecial(kernel, { ...it, findings: text.specialFindings })),
  'record-visit': by('township-reviewer', (kernel, it) =>
    recordVisit(kernel, { ...it, visitedOn: dayOf(it.at), findings: text.visitFindings }),
  ),
  conclude: by('township-reviewer', (kernel, it) =>
    concludeReview(kernel, { ...it, opinion: 'agree', reason: text.reviewOpinion }),
  ),
  recommend: by('examiner', (kernel, it, { chain }) =>
    isDenied(chain)
      ? recommend(kernel, { ...it, opinion: 'disagree', reason: text.advice.against })
      : recommend(kernel, { ...it, opinion: 'agree', reason: text.advice.inFavour }),
  ),
  'send-back': by('decider', (kernel, it) => sendBack(kernel, { ...it, reason: text.sendBack })),
  grant: by('decider', (kernel, it) => grant(kernel, { ...it, reason: text.granted })),
  deny: by('decider', (kernel, it) => deny(kernel, { ...it, reason: text.denial })),
  deliver: by('deliverer', (kernel, it, doing) => deliver(kernel, { ...it, how: 'window', paper: paperOf(doing) })),
  answer: by('window-clerk', (kernel, it, { chain }) =>
    answerQuestion(kernel, { ...it, answer: text.answers[chain.serial % text.answers.length] ?? '' }),
  ),
  rate: by('applicant', (kernel, it, { step }) =>
    rate(kernel, { ...it, level: step.act === 'rate' ? step.level : 0, channel: 'window-device' }),
  ),
  'call-back': by('supervisor', (kernel, it) =>
    recordCallBack(kernel, { ...it, result: 'satisfied', complaint: false, note: text.callBack }),
  ),
};

async function opened(): Promise<never> {
  throw new Error('the matter was opened already');
}

/** Answers to the questions of an item, the same each time for the same application. */
export function answersFor(item: ItemInForce, serial: number): Readonly<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (let nth = serial; ; nth += 1) {
    const question = openQuestions(item.situation, answers)[0];
    const option = question?.options[nth % question.options.length];
    if (!question || !option) return answers;
    answers[question.key] = option.value;
  }
}

const wantedOf = ({ item, chain }: Doing) => wantedFor(item, answersFor(item, chain.serial));

/** Everything found good but the first of the list. */
function faulty(wanted: Parameters<typeof allGood>[0]): Checklist {
  const [first] = wanted;
  return first ? { ...allGood(wanted), [first.key]: { status: 'wrong', note: text.correctionNote } } : {};
}

const isDenied = ({ steps }: Chain): boolean => steps.some(({ act }) => act === 'deny');

/** The result as it was handed over on paper: a certificate or, for a denial, the decision. */
const paperOf = ({ chain, step }: Doing) => ({
  number: `${dayOf(step.at).slice(0, 4)}-${String(chain.serial).padStart(6, '0')}`,
  kind: isDenied(chain) ? ('decision' as const) : ('certificate' as const),
});
