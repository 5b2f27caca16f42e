import { revealPerson } from '../../identity/index.ts';
import { type Kernel, matterById, refuse, remark } from '../../kernel/index.ts';
import type { CaseView, UnmaskInput } from '../contract.ts';
import { applicationOf } from '../repo/applications.ts';
import { databaseOf } from '../repo/database.ts';
import { caseView, type Looking } from './case-view.ts';

/**
 * Shows the applicant's numbers in full to somebody who handles the case and says why. The view is noted in the history
 * of the case, where the applicant sees it, and in the account of who looked.
 *
 * @throws Refusal access/forbidden, identity/reveal-no-reason, identity/reveal-reason-short (422), cases/wrong-kind
 * @law 个人信息保护法 第五十一条
 */
export async function unmask(
  kernel: Kernel,
  { reason, ...looking }: Looking & { readonly reason: UnmaskInput },
): Promise<CaseView> {
  const snapshot = await matterById(kernel, looking.id);
  kernel.access.check(looking.actor, 'cases.unmask', { agencyId: snapshot.agencyId });
  const applicationId = snapshot.kind === 'first-review' ? snapshot.parentId : snapshot.id;
  if (applicationId === null) throw refuse('cases/wrong-kind', {}, 404);
  const application = await applicationOf(databaseOf(kernel), applicationId);
  const { documentNumber, phone } = await revealPerson(kernel, {
    actor: looking.actor,
    personId: application.applicantId,
    reason,
    fields: ['document', 'phone', 'form'],
    matter: snapshot,
    at: looking.at,
  });
  await remark(kernel, {
    snapshot,
    act: 'personal-data-viewed',
    actor: looking.actor,
    at: looking.at,
    facts: { category: reason.category },
    personal: { text: reason.words.trim() },
  });
  return caseView(kernel, looking, { document: documentNumber, phone });
}
