import { evaluate, noteEvaluation } from '../../../src/disclosure/evaluation/operations.ts';
import { indexOfPublication } from '../../../src/disclosure/repo/publications.ts';
import type { People } from '../../../src/disclosure/testing.ts';
import { dayOf, issuePass } from '../../../src/kernel/index.ts';
import { refOf } from '../../../src/sites/index.ts';
import { courseOf, told } from './disclosure.ts';
import { agencyAt, drain, type Setting, seen } from './setting.ts';

/** Something published that a visitor and those who were asked have spoken of. */
export async function prepareEvaluation(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const id = await courseOf(setting, who, await agencyAt(setting, 'o'))('published', told('食品抽检的评议情况'));
  await drain(setting);
  const ref = refOf((await indexOfPublication(kernel.pool, id)) ?? '', () => '');
  await evaluate(kernel, { ref, verdict: 'poor', faults: ['unclear'], at });
  await noteEvaluation(kernel, {
    ...{ id, source: 'served', onDay: dayOf(at), good: 8, fair: 1, poor: 1, faults: ['incomplete'] },
    ...{ words: '缺少批号，已经补充', actor: who.drafter, at },
  });
  // Somebody opened the page a while ago.
  const pass = issuePass(kernel, `evaluation:${ref}`, new Date(at.getTime() - 5_000));
  return { evaluated: { ...(await seen(setting, id)), ref, pass } };
}
