import { type Kernel, Refusal, type Routine, sentencesOf } from '../kernel/index.ts';
import { askWitnesses, logSentences, noteTrouble, publishLog } from '../kernel/log/index.ts';

/** Publishing new entries, and asking witnesses to confirm; witnesses never hold up a publication. */
export const logRoutines = (kernel: Kernel): readonly Routine[] => {
  const { everySeconds, witnesses } = kernel.log;
  if (everySeconds === 0) return [];
  const everyMs = everySeconds * 1000;
  const asking: Routine = { name: 'log-witnesses', everyMs, run: async () => void (await askWitnesses(kernel)) };
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

const sentence = sentencesOf([{ name: 'log', sentences: logSentences }]);
