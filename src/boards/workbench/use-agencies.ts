import { AgencyList, AgencyQuery, RegionList, RegionQuery } from '../../identity/contract.ts';
import type { Choice } from '../../workbench/kit/field.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { useSession } from '../../workbench/use-session.ts';

const allAgencies = { method: 'GET', path: '/api/agencies', query: AgencyQuery, response: AgencyList } as const;
const allRegions = { method: 'GET', path: '/api/regions', query: RegionQuery, response: RegionList } as const;

/** The agencies somebody may act for: his own and those below them; the server decides what is really allowed. */
export function useAgencies(): readonly (Choice & { readonly region: string })[] {
  const grants = useSession()?.grants ?? [];
  const all = useCall(allAgencies, { query: {} }).data?.agencies ?? [];
  const own = new Set(grants.map(({ agencyId }) => agencyId));
  const isOffice = grants.some(({ role }) => role === 'disclosure-officer');
  const isBelow = (id: number): boolean => {
    for (let at = all.find((each) => each.id === id); at; at = all.find((each) => each.id === at?.parentId))
      if (own.has(at.id)) return true;
    return false;
  };
  return all
    .filter(({ id, kind }) => kind !== 'committee' && (isOffice || isBelow(id)))
    .map(({ id, shortName, region }) => ({ value: String(id), title: shortName, region }));
}

/** Regions at and below one: places where a board of its agency can stand. */
export function useRegionsBelow(code: string): readonly Choice[] {
  const all = useCall(allRegions, { query: {} }).data?.regions ?? [];
  const below = (region: string): boolean => {
    for (let at = all.find((each) => each.code === region); at; at = all.find((each) => each.code === at?.parent))
      if (at.code === code) return true;
    return false;
  };
  return all
    .filter((region) => code !== '' && ['township', 'village'].includes(region.level) && below(region.code))
    .map(({ code: value, name, level }) => ({ value, title: level === 'village' ? `　${name}` : name }));
}
