import { changeAtOnce } from '../../disclosure/index.ts';
import { dayOf, type Kernel, Refusal, system } from '../../kernel/index.ts';
import { endingOn } from '../repo/results.ts';
import { resultText } from '../text.ts';

const MOST_AT_ONCE = 200;

/**
 * Takes away what has been shown for as long as it may be; answers how many. The publication says that it is shown no longer,
 * and nothing of whom it was about.
 *
 * @law 市场监督管理行政处罚信息公示规定 第十三条
 */
export async function endDisplays(kernel: Kernel, at: Date): Promise<number> {
  const ending = await endingOn(kernel.pool, dayOf(at), MOST_AT_ONCE);
  let ended = 0;
  for (const { index } of ending) {
    try {
      // The decision stands: it is shown no longer because its time is over.
      const change = { index, change: 'withdraw', note: resultText.displayEnded, annulment: null } as const;
      await changeAtOnce(kernel, { ...change, actor: system, at });
      ended += 1;
    } catch (error) {
      // Somebody withdrew it meanwhile, or another program was faster.
      if (
        !(error instanceof Refusal && ['disclosure/withdrawn-already', 'disclosure/not-published'].includes(error.code))
      ) {
        throw error;
      }
    }
  }
  return ended;
}
