import type { Kernel, Snapshot } from '../../kernel/index.ts';
import type { ItemInForce } from '../../service-items/index.ts';
import { itemOfApplication } from '../items.ts';
import type { About } from '../papers/shapes.ts';
import { agencyName, applicantOf } from '../people.ts';
import type { ApplicationRow } from '../repo/applications.ts';

/** What papers say of an application, gathered once for each paper. */
export async function aboutOf(
  kernel: Kernel,
  snapshot: Pick<Snapshot, 'number' | 'title' | 'agencyId'>,
  application: ApplicationRow,
  item?: ItemInForce,
): Promise<About> {
  const applicant = await applicantOf(kernel, application.applicantId);
  const { phone, remedies } = item ?? (await itemOfApplication(kernel, application));
  return {
    number: snapshot.number,
    itemName: snapshot.title,
    agency: await agencyName(kernel, snapshot.agencyId),
    applicant: { kind: applicant.applicantKind, name: applicant.name, masked: applicant.maskedName },
    channel: application.channel,
    submittedAt: application.submittedAt,
    wanted: application.wanted,
    contact: phone === '' ? null : phone,
    remedies,
  };
}
