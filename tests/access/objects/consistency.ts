import { beginRun, compareSlice } from '../../../src/consistency/operations.ts';
import { agencyAt, type Seen, type Setting, seen } from './setting.ts';

/** One thing of the agency that another channel had earlier than the portal, as a comparison finds it. */
export async function prepareConsistency(setting: Setting): Promise<{ readonly mismatch: Seen }> {
  const { kernel, owner, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  await owner.query(
    `insert into sites.delivery (target, kind, agency_id, index_number, title, published_on, noted_by, noted_at)
     select 'earlier', 'external', agency_id, index_number, title, published_at::date - 3, (select min(id) from identity.person), $2
       from disclosure.published where agency_id = $1 and not withdrawn order by index_number limit 1`,
    [agencyId, at],
  );
  await beginRun(kernel, null, at);
  while (await compareSlice(kernel, at));
  const { rows } = await owner.query<{ id: string }>(
    `select matter_id as id from consistency.mismatch where agency_id = $1 and code = 'portal-later'`,
    [agencyId],
  );
  return { mismatch: await seen(setting, Number(rows[0]?.id)) };
}
