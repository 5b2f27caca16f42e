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
