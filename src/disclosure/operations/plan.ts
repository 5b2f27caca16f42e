import { directoryOf } from '../../identity/index.ts';
import { type Actor, dayOf, type Kernel, matterById, refuse, remark, tell } from '../../kernel/index.ts';
import { InterpretationPlan } from '../contract.ts';
import { companionsOf, lockPublication } from '../repo/publications.ts';
import { text } from '../text.ts';
import { openPublication } from './open.ts';
import { type Acting, type Publication, publicationById } from './publication.ts';

/**
 * Writes down how a document is going to be explained, or why it need not be; in the ledger too. While it is drafted, its
 * drafters do; an exemption is the disclosure office's. Where another agency drafted it, what explains it is put on that
 * agency's desk as a draft of its own.
 *
 * @throws Refusal matter/not-in-state, access/forbidden (403), identity/agency-not-found, disclosure/interpreter-elsewhere
 *   (422) and those of `openPublication`
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
  if (!isExemption && value.agencyId !== undefined) {
    const { region } = (await directoryOf(kernel)).agencyById(value.agencyId);
    // Nobody puts work on the desk of another place.
    if (region !== snapshot.region) throw refuse('disclosure/interpreter-elsewhere', {}, 422);
  }
  await remark(kernel, {
    snapshot: await matterById(kernel, id),
    act: isExemption ? 'disclosure.exempt' : 'disclosure.plan-interpretation',
    actor,
    at,
    facts: isExemption
      ? { reason: value.exemption }
      : { forms: value.forms, interpreter: value.interpreter, agency: value.agencyId ?? null },
    write: async (tx) => {
      await lockPublication(tx, id);
      await tx.client.query('update disclosure.publication set plan = $2 where matter_id = $1', [
        id,
        JSON.stringify(value),
      ]);
    },
  });
  if (isExemption || value.agencyId === undefined || value.agencyId === snapshot.agencyId) return;
  await assign(kernel, await publicationById(kernel, id), { ...value, agencyId: value.agencyId }, actor, at);
}

type Planned = Extract<InterpretationPlan, { forms: unknown }> & { readonly agencyId: number };

/** A draft on the desk of who drafted the document, unless one lies there already. */
async function assign(
  kernel: Kernel,
  { snapshot, draft }: Publication,
  { agencyId, forms, interpreter, elements }: Planned,
  actor: Actor,
  at: Date,
): Promise<void> {
  const companions = await Promise.all(
    (await companionsOf(kernel.pool, snapshot.id)).map(({ id }) => matterById(kernel, id)),
  );
  if (companions.some((one) => one.agencyId === agencyId && one.state !== 'stopped')) return;
  const { node, audience, attribute } = draft.content;
  const opened = await openPublication(kernel, {
    agencyId,
    content: {
      ...{ title: text.explaining(snapshot.title), body: '', node, audience, attribute, genre: 'interpretation' },
      source: (await directoryOf(kernel)).agencyName(agencyId),
      interpretation: { form: forms[0], headLed: false, interpreter, elements },
    },
    ...{ actor, at, interprets: snapshot.id, assigned: true },
  });
  for (const personId of await kernel.holders(agencyId, 'liaison', dayOf(at))) {
    const params = { title: snapshot.title, number: opened.number };
    await tell(kernel.pool, { personId, matterId: opened.id, code: 'disclosure.to-explain', params, at });
  }
}
