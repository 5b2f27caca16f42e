import { useCall } from '../../../workbench/use-call.ts';
import type { Content } from '../../contract.ts';
import { readOwnColumns } from '../../wire-columns.ts';

/** What somebody may choose who was given some columns of the site only; undefined while that is not known. */
export function useOwnColumns({ genre, node, axis, audience }: Content, agencyId: number | undefined) {
  const asked = { agency: agencyId ?? 0, genre, ...(node === '' ? {} : { node }), ...(axis === null ? {} : { axis }) };
  const found = useCall(
    readOwnColumns,
    { query: asked },
    { enabled: agencyId !== undefined && audience === 'public', keep: true },
  );
  return audience === 'public' && found.data?.given ? { ...found.data, given: found.data.given } : undefined;
}
