import { type Kernel, Refusal, type Routine, sentencesOf } from '../kernel/index.ts';
import { askWitnesses, logSentences, noteTrouble, publishLog } from '../kernel/log/index.ts';
import { logText as text } from './log-text.ts';

/** Publishing new entries, and asking witnesses to confirm; witnesses never hold up a publication. */
export const logRoutines = (kernel: Kernel): readonly Routine[] => {
  const { everySeconds, witnesses } = kernel.log;
  if (everySeconds === 0) return [];
  const everyMs = everySeconds * 1000;
  const asking: Routine = { name: 'log-witnesses', everyMs, run: askAnd(tellNews(), kernel) };
  return [
    { name: 'log', everyMs, run: () => publish(kernel) },
    ...(witnesses.some(({ url }) => url !== null) ? [asking] : []),
  ];
};

/** One publication. What stops it is told once, in a sentence that says the mend, and noted for the log's page. */
async function publish(kernel: Kernel): Promise<void> {
  try {
    if ((await publishLog(kernel, { wait: false })) !== null) await noteTrouble(kernel, null);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (await noteTrouble(kernel, error)) throw new Error(sentence(error.code, error.details), { cause: error });
  }
}

type Outcome = Awaited<ReturnType<typeof askWitnesses>>[number];

const askAnd = (tell: (outcomes: readonly Outcome[]) => void, kernel: Kernel) => async (): Promise<void> =>
  tell(await askWitnesses(kernel));

/** Tells of a witness who does not sign when he stops, not every time. */
function tellNews(): (outcomes: readonly Outcome[]) => void {
  const before = new Map<string, Outcome['outcome']>();
  return (outcomes) => {
    const news: string[] = [];
    for (const { witness, outcome, reason } of outcomes) {
      const isGood = outcome === 'signed' || outcome === 'up-to-date';
      if (!isGood && before.get(witness) !== outcome)
        news.push(outcome === 'disputed' ? text.disputed(witness) : text.noAnswer(witness, reason ?? ''));
      before.set(witness, outcome);
    }
    if (news.length > 0) throw new Error(news.join(' '));
  };
}

const sentence = sentencesOf([{ name: 'log', sentences: logSentences }]);
