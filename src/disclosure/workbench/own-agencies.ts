import { AgencyList, AgencyQuery } from '../../identity/contract.ts';
import { useCall } from '../../workbench/use-call.ts';
import { useSession } from '../../workbench/use-session.ts';

const allAgencies = { method: 'GET', path: '/api/agencies', query: AgencyQuery, response: AgencyList } as const;
type Agency = { readonly id: number; readonly name: string };

/** The agencies somebody publishes for: his own, or every one where he is of the disclosure office. */
export function useAgencies(roles: readonly string[]): readonly Agency[] {
  const grants = useSession()?.grants ?? [];
  const isOffice = grants.some(({ role }) => role === 'disclosure-officer');
  const all = useCall(allAgencies, { query: {} }, { enabled: isOffice });
  if (isOffice) {
    const found = all.data?.agencies ?? [];
    return found.filter(({ kind }) => kind !== 'committee').map(({ id, name }) => ({ id, name }));
  }
  const own = grants.filter(({ role }) => roles.includes(role));
  return [...new Map(own.map(({ agencyId, agency }) => [agencyId, { id: agencyId, name: agency }])).values()];
}

/** Agencies of the same place as one, among them that one itself. */
export function useCityAgencies(agencyId: number): readonly Agency[] {
  const all = useCall(allAgencies, { query: {} }).data?.agencies ?? [];
  const own = all.find(({ id }) => id === agencyId);
  return all.filter(({ kind, region }) => kind !== 'committee' && region === own?.region);
}
