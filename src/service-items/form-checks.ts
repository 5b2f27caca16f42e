import { creditCodeFault, mobileFault, residentIdFault } from '../identity/index.ts';
import type { FormatChecks } from '../kernel/form/index.ts';
import type { Day } from '../kernel/index.ts';

let latest: { readonly on: Day; readonly checks: FormatChecks } | undefined;

/**
 * The formats that forms of items may name: `residentId`, `creditCode`, `mobile` (and `day`, which every form has).
 * The same object for a day, because forms are compiled once for each.
 *
 * @param today nobody is born later
 */
export function formChecks(today: Day): FormatChecks {
  if (latest?.on === today) return latest.checks;
  const checks: FormatChecks = {
    residentId: (value) => residentIdFault(value, today) === null,
    creditCode: (value) => creditCodeFault(value) === null,
    mobile: (value) => mobileFault(value) === null,
  };
  latest = { on: today, checks };
  return checks;
}
