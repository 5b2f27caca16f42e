import { type Day, day, type Kernel, system } from '../kernel/index.ts';
import { COUNTY_CENTRE, countyItems } from './county-items.ts';
import { putItem } from './operations.ts';
import { itemRegister } from './register.ts';

/** From this day the items are in force: before everything that is replayed. */
const IN_FORCE_FROM: Day = day('2024-01-01');

/**
 * Puts the items of a county centre of the demo city in force, those that are not there yet.
 *
 * @returns how many were new
 */
export async function seedServiceItems(kernel: Kernel, at: Date, countyRegion = COUNTY_CENTRE): Promise<number> {
  let added = 0;
  for (const item of await countyItems(kernel, countyRegion)) {
    if ((await itemRegister.history(kernel.pool, item.code)).length > 0) continue;
    await putItem(kernel, item, { validFrom: IN_FORCE_FROM, source: '事项清单首次录入', actor: system, at });
    added += 1;
  }
  return added;
}
