import { carryChange, proposeChange } from '../../disclosure/index.ts';
import { directoryOf } from '../../identity/index.ts';
import {
  act,
  capacityFor,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  type Opened,
  openMatter,
  refuse,
  type Snapshot,
  system,
  tell,
} from '../../kernel/index.ts';
import { type RepairAct, repairProcess } from '../process.ts';
import { insertRepair, noteRepair, type RepairRow, repairById, repairsOf } from '../repo/repairs.ts';
import { repairableAfter } from '../rules/display.ts';
import { rulesOn } from '../rules/rules.ts';
import { repairText, resultText } from '../text.ts';
import { type Acting, resultNamed } from './enter.ts';
import { repairableFrom } from './view.ts';

export type Conditions = Pick<RepairRow, 'fulfilled' | 'remedied' | 'noRepetition' | 'notListed'>;

/**
 * Enters that the party of a penalty asks for an early end of its display.
 *
 * @throws Refusal enforcement/not-found (404), access/forbidden (403), enforcement/not-shown, enforcement/not-repairable,
 *   enforcement/repair-too-early, enforcement/repair-asked-already
 * @law 市场监督管理行政处罚信息公示规定 第十四条
 */
export async function applyForRepair(
  kernel: Kernel,
  {
    resultId,
    statement,
    conditions,
    actor,
    at,
  }: Acting & {
    readonly resultId: number;
    /** What the party says, without anything of natural persons. */
    readonly statement: string;
    readonly conditions: Conditions;
  },
): Promise<Opened> {
  const row = await resultNamed(kernel, resultId);
  const { agencyId, index, documentNumber, value } = row;
  kernel.access.check(actor, 'enforcement.enter', { agencyId });
  if (!row.isShown || index === null) throw refuse('enforcement/not-shown');
  const { line, region } = (await directoryOf(kernel)).agencyById(agencyId);
  const from = repairableFrom(row, line);
  if (from === null) throw refuse('enforcement/not-repairable', {}, 422);
  if (dayOf(at) < from) {
    const months = repairableAfter(value, line, rulesOn(value.decidedOn)) ?? 0;
    throw refuse('enforcement/repair-too-early', { months, from }, 422);
  }
  return openMatter(kernel, {
    kind: 'credit-repair',
    act: 'apply',
    title: repairText.title(documentNumber),
    region,
    agencyId,
    actor,
    capacity: capacityFor(repairProcess.actions.apply.by, actor, { agencyId, subjectId: null }) ?? {
      role: null,
      agencyId: null,
    },
    at,
    facts: { index, result: resultId },
    write: async (tx, id) => {
      await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`repair:${index}`]);
      const earlier = await repairsOf(tx.client, resultId);
      if (earlier.some(({ outcome }) => outcome === null)) throw refuse('enforcement/repair-asked-already');
      await insertRepair(tx, { ...{ id, resultId, index, agencyId, statement }, ...conditions, appliedOn: dayOf(at) });
    },
  });
}

/** @throws Refusal matter/not-found (404) also when it is a matter of another kind */
export async function repairNamed(
  kernel: Kernel,
  id: number,
): Promise<{ readonly snapshot: Snapshot; readonly row: RepairRow }> {
  const snapshot = await matterById(kernel, id);
  const row = snapshot.kind === 'credit-repair' ? await repairById(kernel.pool, id) : null;
  if (!row) throw refuse('matter/not-found', {}, 404);
  return { snapshot, row };
}

const OUTCOMES = { 'not-accept': 'not-accepted', grant: 'granted', deny: 'denied' } as const;

/**
 * Takes the next step of an application. What is granted leaves the public in the same commit, and says so without naming
 * whom it was about.
 *
 * @throws Refusal enforcement/conditions-open, enforcement/no-decision-number, enforcement/no-words (409),
 *   matter/same-person and the others of `act`; enforcement/not-shown where it was withdrawn meanwhile
 */
export async function stepRepair(
  kernel: Kernel,
  {
    id,
    act: name,
    words,
    documentNumber,
    seenSeq,
    actor,
    at,
  }: Acting & {
    readonly id: number;
    readonly act: RepairAct;
    readonly words: string;
    readonly documentNumber: string;
    readonly seenSeq: number;
  },
): Promise<void> {
  const { snapshot, row } = await repairNamed(kernel, id);
  const { fulfilled, remedied, noRepetition, notListed, index } = row;
  const conditions = fulfilled && remedied && noRepetition && notListed;
  await inTransaction(kernel.pool, async (tx) => {
    await act(kernel, {
      matter: snapshot,
      act: name,
      actor,
      at,
      seenSeq,
      facts: { documentNumber: name === 'grant' ? documentNumber : null },
      evidence: { words, documentNumber, conditions },
      within: tx,
      write: async () => {
        if (name === 'accept') return;
        const said = words.trim() === '' ? null : words.trim();
        const number = name === 'grant' ? documentNumber.trim() : null;
        await noteRepair(tx, id, {
          outcome: OUTCOMES[name],
          decidedOn: dayOf(at),
          documentNumber: number,
          words: said,
        });
      },
    });
    if (name !== 'grant') return;
    const note = resultText.repaired(documentNumber.trim());
    const change = { index, change: 'withdraw', note, annulment: null, actor: system, at } as const;
    const opened = await proposeChange(kernel, change, tx);
    await carryChange(kernel, { id: opened.id, actor: system, at, within: tx });
    await tellAsker(tx.client, { id, number: row.number, title: row.documentNumber, at });
  });
  kernel.wake();
}

async function tellAsker(
  source: Parameters<typeof tell>[0],
  {
    id,
    number,
    title,
    at,
  }: { readonly id: number; readonly number: string; readonly title: string; readonly at: Date },
): Promise<void> {
  const { rows } = await source.query<{ personId: number }>(
    `select distinct actor_id as "personId" from kernel.entry where matter_id = $1 and act = 'apply' and actor_id is not null`,
    [id],
  );
  for (const { personId } of rows) {
    await tell(source, { personId, matterId: id, code: 'enforcement.repaired', params: { number, title }, at });
  }
}
