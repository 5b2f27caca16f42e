import { type Actor, capacityFor, type Kernel } from '../../kernel/index.ts';
import { actsOf } from '../repo/results.ts';
import type { BatchAct } from './batch.ts';

/** What takes a result a step on in the state where it stands, when many are taken on at once. */
const NEXT: Readonly<Record<string, { readonly act: string; readonly as: BatchAct }>> = {
  drafting: { act: 'submit', as: 'submit' },
  department: { act: 'pass-department', as: 'pass' },
  office: { act: 'pass-office', as: 'pass' },
  secrecy: { act: 'pass-secrecy', as: 'pass' },
};

/** What somebody may do with each of some results, as the process says it: his role there, and what he did before. */
export async function mayDo(
  kernel: Kernel,
  rows: readonly { readonly id: number; readonly agencyId: number; readonly state: string }[],
  actor: Actor,
): Promise<ReadonlyMap<number, BatchAct>> {
  const actions = kernel.kinds.of('publication').process?.actions ?? {};
  const able = rows.flatMap(({ id, agencyId, state }) => {
    const next = NEXT[state];
    const action = next && actions[next.act];
    if (!next || !action || capacityFor(action.by, actor, { agencyId, subjectId: null }) === null) return [];
    return [{ id, as: next.as, apartFrom: action.separatedFrom ?? [] }];
  });
  const apart = able.filter(({ apartFrom }) => apartFrom.length > 0).map(({ id }) => id);
  const did = apart.length === 0 ? new Set<string>() : await actsOf(kernel, apart, actor.personId);
  return new Map(
    able.filter(({ id, apartFrom }) => !apartFrom.some((act) => did.has(`${id} ${act}`))).map(({ id, as }) => [id, as]),
  );
}
