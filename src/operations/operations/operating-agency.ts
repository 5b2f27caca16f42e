import { directoryOf, roleHolders } from '../../identity/index.ts';
import type { Day, Kernel } from '../../kernel/index.ts';

/** The agency that runs the machine: where the system administrator holds office, else the city's government. */
export async function operatingAgency(
  kernel: Kernel,
  on: Day,
): Promise<{ readonly id: number; readonly region: string }> {
  const directory = await directoryOf(kernel);
  const holders = await roleHolders(
    kernel,
    directory.agencies.map(({ id }) => id),
    on,
  );
  const agencyId = holders.find(({ role }) => role === 'system-admin')?.agencyId;
  return agencyId === undefined ? directory.cityGovernment() : directory.agencyById(agencyId);
}
