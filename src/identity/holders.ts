import type { Day, Kernel } from '../kernel/index.ts';
import { databaseOf } from './repo/database.ts';
import { holdersOn, type RoleHolder } from './repo/posts.ts';

export type { RoleHolder };

/** Who holds which role at these agencies on a day through a post there; delegations and 综合窗口 are not looked at. */
export const roleHolders = (
  kernel: Pick<Kernel, 'db'>,
  agencyIds: readonly number[],
  on: Day,
): Promise<readonly RoleHolder[]> => holdersOn(databaseOf(kernel), agencyIds, on);

export type Substitute = RoleHolder & { readonly forPersonId: number; readonly untilOn: Day };

/** Who acts for whom at these agencies on a day, by delegation. */
export async function substitutes(
  { pool }: Pick<Kernel, 'pool'>,
  agencyIds: readonly number[],
  on: Day,
): Promise<readonly Substitute[]> {
  const { rows } = await pool.query<Substitute>(
    `select agency_id as "agencyId", r.role, to_person_id as "personId", from_person_id as "forPersonId",
            until_on as "untilOn"
       from identity.delegation d cross join unnest(d.roles) r(role)
      where agency_id = any($1) and from_on <= $2 and until_on >= $2 and (revoked_on is null or revoked_on > $2)
      order by d.id`,
    [agencyIds, on],
  );
  return rows;
}
