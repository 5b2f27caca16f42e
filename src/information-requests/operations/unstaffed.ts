import { directoryOf, roleHolders } from '../../identity/index.ts';
import { dayOf, inTransaction, type Kernel, tell } from '../../kernel/index.ts';

const OFFICER = 'request-officer';
const ABOVE = 'disclosure-officer';

/**
 * A request for an agency at which nobody holds the duty is received all the same, and its limits run. The disclosure
 * officers above that agency are told, so that somebody is appointed while there is time.
 *
 * @returns how many people were told; 0 where the agency has somebody
 */
export async function warnUnstaffed(
  kernel: Kernel,
  { id, number, agencyId }: { readonly id: number; readonly number: string; readonly agencyId: number },
  at: Date,
): Promise<number> {
  const on = dayOf(at);
  const own = await roleHolders(kernel, [agencyId], on);
  if (own.some(({ role }) => role === OFFICER)) return 0;
  const directory = await directoryOf(kernel);
  const everywhere = directory.agencies.map((agency) => agency.id);
  const above = (await roleHolders(kernel, everywhere, on)).filter(
    ({ role, agencyId: office }) => role === ABOVE && directory.agenciesBelow(office).has(agencyId),
  );
  const agency = directory.agencyName(agencyId);
  const people = new Set(above.map(({ personId }) => personId));
  await inTransaction(kernel.pool, async ({ client }) => {
    for (const personId of people)
      await tell(client, {
        personId,
        matterId: id,
        code: 'information-requests.unstaffed',
        params: { number, agency },
        at,
      });
  });
  return people.size;
}
