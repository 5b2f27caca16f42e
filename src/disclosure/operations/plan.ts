import { directoryOf, roleHolders } from '../../identity/index.ts';
import { type Actor, dayOf, type Kernel, matterById, refuse, remark, tell } from '../../kernel/index.ts';
import { nodesHolding } from '../catalogue.ts';
import { InterpretationPlan } from '../contract.ts';
import { companionsOf, lockPublication } from '../repo/publications.ts';
import { isWritten, template } from '../rules/elements.ts';
import { elementTitles, text } from '../text.ts';
import { openPublication } from './open.ts';
import { type Acting, type Publication, publicationById } from './publication.ts';

type Explained = Exclude<InterpretationPlan, { readonly exemption: string }>;

/**
 * Writes down how a document is going to be explained, or why it need not be; in the ledger too. While it is drafted, its
 * drafters do; an exemption is the disclosure office's. With a plan the work is given out at once: to who drew the document
 * up, or to the agency in charge of the matter that the plan names.
 *
 * @throws Refusal matter/not-in-state, access/forbidden (403), disclosure/no-such-agency (422)
 * @law 政府信息公开条例 第六条; 国办发〔2016〕80号 (谁起草谁解读)
 */
export async function setPlan(
  kernel: Kernel,
  { id, plan, actor, at }: Acting & { readonly id: number; readonly plan: unknown },
): Promise<void> {
  const value = InterpretationPlan.parse(plan);
  const publication = await publicationById(kernel, id);
  const { snapshot } = publication;
  const isExemption = 'exemption' in value;
  kernel.access.check(actor, isExemption ? 'disclosure.release' : 'disclosure.draft', { agencyId: snapshot.agencyId });
  if (snapshot.closedAt !== null || snapshot.state === 'published') throw refuse('matter/not-in-state');
  // What the reviewers accepted together stays together: after that, only the office itself changes the plan.
  if (snapshot.state !== 'drafting' && !kernel.access.may(actor, 'disclosure.release', { agencyId: snapshot.agencyId }))
    throw refuse('matter/not-in-state');
  if (!isExemption) await assertAgency(kernel, value, snapshot.region);
  await remark(kernel, {
    snapshot: await matterById(kernel, id),
    act: isExemption ? 'disclosure.exempt' : 'disclosure.plan-interpretation',
    actor,
    at,
    facts: isExemption
      ? { reason: value.exemption }
      : { forms: value.forms, interpreter: value.interpreter, agency: value.agencyId ?? snapshot.agencyId },
    write: async (tx) => {
      await lockPublication(tx, id);
      await tx.client.query('update disclosure.publication set plan = $2 where matter_id = $1', [
        id,
        JSON.stringify(value),
      ]);
    },
  });
  if (!isExemption) await assign(kernel, publication, value, actor, at);
}

/** An agency of the same city or county explains it. */
async function assertAgency(kernel: Kernel, { agencyId }: Explained, region: string): Promise<void> {
  if (agencyId === undefined) return;
  const found = (await directoryOf(kernel)).agencies.find((agency) => agency.id === agencyId);
  if (!found || found.kind === 'committee' || found.region !== region)
    throw refuse('disclosure/no-such-agency', {}, 422);
}

const EXPLAINED_UNDER = '政策解读';

/** Draws up what explains it, for who is to write it, unless he has one already; and tells him. */
async function assign(kernel: Kernel, { snapshot, draft }: Publication, plan: Explained, actor: Actor, at: Date) {
  const agencyId = plan.agencyId ?? snapshot.agencyId;
  for (const companion of await companionsOf(kernel.pool, snapshot.id)) {
    if (companion.state !== 'stopped' && (await matterById(kernel, companion.id)).agencyId === agencyId) return;
  }
  const [form = 'text'] = plan.forms;
  const nodes = await nodesHolding(kernel, agencyId, dayOf(at));
  const { id, number } = await openPublication(kernel, {
    agencyId,
    assigned: true,
    actor,
    at,
    interprets: snapshot.id,
    content: {
      title: text.explanationOf(draft.content.title),
      // The headings of what the plan promises, for its writer to fill in.
      body: isWritten(form) ? template(elementTitles, plan.elements) : '',
      node: nodes.find(({ name }) => name === EXPLAINED_UNDER)?.key ?? draft.content.node,
      genre: 'interpretation',
      attribute: 'proactive',
      source: (await directoryOf(kernel)).agencyName(agencyId),
      interpretation: {
        form,
        headLed: plan.rank === 'head',
        interpreter: plan.interpreter,
        ...(plan.rank === undefined ? {} : { rank: plan.rank }),
        // What it speaks of is ticked by who has written it.
        elements: [],
      },
    },
  });
  const people = (await roleHolders(kernel, [agencyId], dayOf(at))).filter(({ role }) => role === 'liaison');
  for (const personId of new Set(people.map((holder) => holder.personId))) {
    const params = { title: draft.content.title, number };
    await tell(kernel.pool, { personId, matterId: id, code: 'disclosure.to-explain', params, at });
  }
}
