import type { z } from 'zod';
import { type Directory, directoryOf } from '../../identity/index.ts';
import { type Actor, type Kernel, pageOf } from '../../kernel/index.ts';
import { repairProcess } from '../process.ts';
import { listedRepairs, type RepairRow } from '../repo/repairs.ts';
import { escaped } from '../repo/results.ts';
import { rulesOn } from '../rules/rules.ts';
import type { listRepairs, readRepair } from '../wire.ts';
import { repairNamed } from './repair.ts';
import { agenciesFor } from './view.ts';

const PAGE = 50;

/** Applications for an early end, of the agencies that somebody may read, the newest first. */
export async function repairList(
  kernel: Kernel,
  {
    q,
    open,
    before,
  }: { readonly q?: string | undefined; readonly open: boolean; readonly before?: number | undefined },
  actor: Actor,
): Promise<z.output<typeof listRepairs.response>> {
  const agencyIds = await agenciesFor(kernel, actor, 'enforcement.read');
  const [found, directory] = await Promise.all([
    listedRepairs(kernel.pool, { agencyIds, q: escaped(q), open, before: before ?? null, limit: PAGE + 1 }),
    directoryOf(kernel),
  ]);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  return {
    rows: rows.map((row) => viewOf(row, directory)),
    next,
  };
}

/** @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function repairView(
  kernel: Kernel,
  id: number,
  actor: Actor,
): Promise<z.output<typeof readRepair.response>> {
  const { row } = await repairNamed(kernel, id);
  kernel.access.check(actor, 'enforcement.read', { agencyId: row.agencyId });
  const { statement, fulfilled, remedied, noRepetition, notListed, decisionNumber, words } = row;
  return {
    ...viewOf(row, await directoryOf(kernel)),
    ...{ statement, fulfilled, remedied, noRepetition, notListed, decisionNumber, words },
    law: rulesOn(row.appliedOn).repair.law,
  };
}

function viewOf(row: RepairRow, directory: Directory) {
  const { id, number, seq, state, resultId, documentNumber, party, appliedOn, dueOn, outcome, decidedOn } = row;
  return {
    ...{ id, number, seq, state, resultId, documentNumber, party, appliedOn, dueOn, outcome, decidedOn },
    agency: directory.agencyShortName(row.agencyId),
    stateTitle: repairProcess.states[state as keyof typeof repairProcess.states]?.title ?? state,
  };
}
