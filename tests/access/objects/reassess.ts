import { withhold } from '../../../src/disclosure/operations/publish.ts';
import { openReassessments, proposeKeeping } from '../../../src/disclosure/reassessment/operations.ts';
import type { People } from '../../../src/disclosure/testing.ts';
import { dayOf } from '../../../src/kernel/index.ts';
import { courseOf, told } from './disclosure.ts';
import { agencyAt, type Seen, type Setting, seen } from './setting.ts';

const onRequest = { attribute: 'on-request', reason: 'concerns-few', reasonWords: '只涉及两户当事人' };

/** What the agency withholds and has come up to be looked at again: to be assessed, and to be confirmed. */
export async function prepareReassessments(setting: Setting, who: People) {
  const { kernel, owner, at } = setting;
  const course = courseOf(setting, who, await agencyAt(setting, 'o'));
  const cameUp = async (title: string): Promise<number> => {
    const id = await course('cleared', told(title, onRequest));
    await withhold(kernel, { id, actor: who.officer, at });
    await owner.query('update disclosure.publication set next_review_on = $2 where matter_id = $1', [id, dayOf(at)]);
    await openReassessments(kernel, at);
    const { rows } = await owner.query<{ id: string }>(
      'select matter_id as id from disclosure.reassessment where publication_id = $1',
      [id],
    );
    return Number(rows[0]?.id);
  };
  const due = await cameUp('到期评估的材料');
  const review = await cameUp('建议继续不公开的材料');
  const words = '仍然只涉及两户当事人';
  await proposeKeeping(kernel, { id: review, words, nextOn: '2026-12-01', actor: who.drafter, at });
  const reassessments: Readonly<Record<'due' | 'review', Seen>> = {
    due: await seen(setting, due),
    review: await seen(setting, review),
  };
  return { reassessments };
}
