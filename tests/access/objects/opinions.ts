import { answerOpinion, tellOpinion } from '../../../src/disclosure/opinions/operations.ts';
import { indexOfPublication } from '../../../src/disclosure/repo/publications.ts';
import type { People } from '../../../src/disclosure/testing.ts';
import { refOf } from '../../../src/sites/index.ts';
import { courseOf, told } from './disclosure.ts';
import { agencyAt, drain, type Setting, seen } from './setting.ts';

/** What visitors wrote of how something is carried out: one that waits, one that was answered for everybody. */
export async function prepareOpinions(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const course = courseOf(setting, who, await agencyAt(setting, 'o'));
  const id = await course('published', told('改革任务进展', { axis: 'execution' }));
  await drain(setting);
  const ref = refOf((await indexOfPublication(kernel.pool, id)) ?? '', () => '');
  const asked = { ref, contact: '', actor: who.citizen, at };
  const waiting = await tellOpinion(kernel, { ...asked, words: '任务的进度写得太笼统' });
  const answered = await tellOpinion(kernel, { ...asked, words: '完成比例没有写明白' });
  const { seq } = await seen(setting, answered.id);
  const heard = { said: '希望写明完成比例', improved: '已经逐项写明完成比例' };
  await answerOpinion(kernel, {
    ...{ id: answered.id, reply: '已经补充完成比例', heard, actor: who.drafter, at, seenSeq: seq },
  });
  await drain(setting);
  return { executionOpinions: { ref, waiting: { ...(await seen(setting, waiting.id)), code: waiting.code } } };
}
