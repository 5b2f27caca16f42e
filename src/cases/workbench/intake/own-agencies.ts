import { useCall } from '../../../workbench/use-call.ts';
import { useSession } from '../../../workbench/use-session.ts';
import { allAgencies } from '../endpoints.ts';

type Agency = { readonly id: number; readonly name: string };

/** The agencies somebody acts for in a role; a village proxy brings applications to any. */
export function useOwnAgencies(role: string): readonly Agency[] {
  const grants = useSession()?.grants ?? [];
  const isProxy = grants.some((grant) => grant.role === 'proxy');
  const all = useCall(allAgencies, { query: {} }, { enabled: isProxy });
  if (isProxy)
    return (all.data?.agencies ?? []).filter(({ kind }) => kind !== 'committee').map(({ id, name }) => ({ id, name }));
  const own = grants.filter((grant) => grant.role === role);
  return [...new Map(own.map(({ agencyId, agency }) => [agencyId, { id: agencyId, name: agency }])).values()];
}
