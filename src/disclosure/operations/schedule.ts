import { act, dayOf, type Kernel, matterById, refuse } from '../../kernel/index.ts';
import { noticeFault } from '../rules/completeness.ts';
import { assertQualified } from '../staff/operations.ts';
import { type Acting, publicationById } from './publication.ts';
import { areGatesPassed } from './review.ts';
import { screenPublication } from './screen.ts';

/**
 * Sets the hour at which it goes out by itself. Whether it may is asked again then.
 *
 * @throws Refusal disclosure/hour-is-past, disclosure/notice-too-late (422), those of `act`
 */
export async function schedule(
  kernel: Kernel,
  { id, publishAt, actor, at, seenSeq }: Acting & { readonly id: number; readonly publishAt: Date },
): Promise<void> {
  await assertQualified(kernel, actor, at);
  await screenPublication(kernel, id, at);
  if (publishAt <= at) throw refuse('disclosure/hour-is-past', {}, 422);
  const { snapshot, row, draft } = await publicationById(kernel, id);
  const late = noticeFault(draft.content, dayOf(publishAt));
  if (late) throw refuse(late, {}, 422);
  await act(kernel, {
    matter: snapshot,
    act: 'schedule',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { publishAt: publishAt.toISOString() },
    evidence: {
      gatesPassed: await areGatesPassed(kernel.pool, row, draft),
      attribute: draft.content.attribute,
    },
    jobs: [{ task: 'disclosure.publish-due', payload: { matter: id, seq: snapshot.seq + 1 }, runAt: publishAt }],
    write: async (tx) => {
      await tx.client.query('update disclosure.publication set publish_at = $2 where matter_id = $1', [id, publishAt]);
    },
  });
}

/** Takes the hour away again. */
export async function unschedule(
  kernel: Kernel,
  { id, why, actor, at, seenSeq }: Acting & { readonly id: number; readonly why?: string },
): Promise<void> {
  await act(kernel, {
    matter: await matterById(kernel, id),
    act: 'unschedule',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { why: why ?? null },
    write: async (tx) => {
      await tx.client.query('update disclosure.publication set publish_at = null where matter_id = $1', [id]);
    },
  });
}
