import { type Kernel, matterById, refuse, remark } from '../../kernel/index.ts';
import { InterpretationPlan } from '../contract.ts';
import { lockPublication } from '../repo/publications.ts';
import { type Acting, publicationById } from './publication.ts';

/**
 * Writes down how a document is going to be explained, or why it need not be; in the ledger too. While it is drafted, its
 * drafters do; an exemption is the disclosure office's.
 *
 * @throws Refusal matter/not-in-state, access/forbidden (403)
 * @law 政府信息公开条例 第六条
 */
export async function setPlan(
  kernel: Kernel,
  { id, plan, actor, at }: Acting & { readonly id: number; readonly plan: unknown },
): Promise<void> {
  const value = InterpretationPlan.parse(plan);
  const { snapshot } = await publicationById(kernel, id);
  const isExemption = 'exemption' in value;
  kernel.access.check(actor, isExemption ? 'disclosure.release' : 'disclosure.draft', { agencyId: snapshot.agencyId });
  if (snapshot.closedAt !== null || snapshot.state === 'published') throw refuse('matter/not-in-state');
  // What the reviewers accepted together stays together: after that, only the office itself changes the plan.
  if (snapshot.state !== 'drafting' && !kernel.access.may(actor, 'disclosure.release', { agencyId: snapshot.agencyId }))
    throw refuse('matter/not-in-state');
  await remark(kernel, {
    snapshot: await matterById(kernel, id),
    act: isExemption ? 'disclosure.exempt' : 'disclosure.plan-interpretation',
    actor,
    at,
    facts: isExemption ? { reason: value.exemption } : { forms: value.forms, interpreter: value.interpreter },
    write: async (tx) => {
      await lockPublication(tx, id);
      await tx.client.query('update disclosure.publication set plan = $2 where matter_id = $1', [
        id,
        JSON.stringify(value),
      ]);
    },
  });
}
