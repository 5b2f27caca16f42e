import { revealPerson } from '../../identity/index.ts';
import { type Kernel, matterById, refuse, remark } from '../../kernel/index.ts';
import type { CaseView } from '../contract.ts';
import { applicationOf } from '../repo/applications.ts';
import { databaseOf } from '../repo/database.ts';
import { caseView, type Looking } from './case-view.ts';

/**
 * Shows the applicant's numbers in full to somebody who handles the case and says why. The view is noted in the history
 * of the case, where the applicant sees it, and in the account of who looked.
 *
 * @throws Refusal access/forbidden, cases/no-reason, cases/wrong-kind
 * @law 个人信息保护法 第五十一条
 */
export async function unmask(
  kernel: Kernel,
  { reason, ...looking }: Looking & { readonly reason: string },
): Promise<CaseView> {
  const snapshot = await matterById(kernel, looking.id);
  kernel.access.check(looking.actor, 'cases.unmask', { agencyId: snapshot.agencyId });
  if (reason.trim() === '') throw refuse('cases/no-reason');
  const applicationId = snapshot.kind === 'first-review' ? snapshot.parentId : snapshot.id;
  if (applicationId === null) throw refuse('cases/wrong-kind', {}, 404);
  const application = await applicationOf(databaseOf(kernel), applicationId);
  const { documentNumber, phone } = await revealPerson(
    kernel,
    looking.actor,
    application.applicantId,
    reason,
    looking.at,
  );
  await remark(kernel, {
    snapshot,
    act: 'personal-data-viewed',
    actor: looking.actor,
    at: looking.at,
    facts: { reason: reason.trim() },
  });
  return caseView(kernel, looking, { document: documentNumber, phone });
}
