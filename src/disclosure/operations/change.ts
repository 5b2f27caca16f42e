import {
  type Actor,
  act,
  capacityFor,
  changeRecords,
  day,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  type Opened,
  openMatter,
  type RecordChange,
  refuse,
  system,
  type Transaction,
} from '../../kernel/index.ts';
import { type Annulment, PUBLICATION } from '../contract.ts';
import { changeProcess } from '../process.ts';
import { sameAffair } from '../repo/affairs.ts';
import { type StandingRow, standingRow, withdrawInternal } from '../repo/internal.ts';
import { insertLinks, noteChange, publishedRow } from '../repo/published.ts';
import { bothWays } from '../rules/links.ts';
import { text } from '../text.ts';
import type { Acting } from './publication.ts';
import { tellOfChange } from './telling.ts';

export type ChangeName = 'withdraw' | 'abolish' | 'lapse' | 'revive';

export type ProposedChange = Acting & {
  readonly index: string;
  readonly change: ChangeName;
  /** What the public is told. */
  readonly note: string;
  /** What abolishes it. */
  readonly byIndex?: string | null;
  /** What became of the penalty decision; null where it stands and its publication is withdrawn for another reason. */
  readonly annulment?: Annulment | null | undefined;
};

/**
 * Asks for something that stands in public to be withdrawn, or for its validity to end or come back. The disclosure
 * office carries it out; a clock runs, for a penalty decision that was annulled from the day of that.
 *
 * @law 行政处罚法 第四十八条
 * @throws Refusal disclosure/not-published (404), disclosure/nothing-changes, disclosure/withdrawn-already,
 *   disclosure/link-to-nothing, disclosure/no-note, disclosure/inside-only-withdrawn, disclosure/no-annulment,
 *   disclosure/annulled-later, disclosure/annulled-before-formed (422)
 */
export async function proposeChange(kernel: Kernel, request: ProposedChange, within?: Transaction): Promise<Opened> {
  const { index, change, actor, at } = request;
  const written = request.note.trim();
  const source = within?.client ?? kernel.pool;
  const row = await standingRow(source, index);
  if (!row) throw refuse('disclosure/not-published', { index }, 404);
  kernel.access.check(actor, 'disclosure.propose', { agencyId: row.agencyId });
  assertChanges(row, change);
  if (written.length < 5) throw refuse('disclosure/no-note', {}, 422);
  const annulment = annulmentOf(row, request);
  const note = annulment ? `${written}${text.annulled(annulment)}` : written;
  const byIndex = request.byIndex ?? null;
  if (byIndex !== null && (byIndex === index || !(await publishedRow(source, byIndex)))) {
    throw refuse('disclosure/link-to-nothing', { index: byIndex }, 422);
  }
  return openMatter(kernel, {
    kind: 'publication-change',
    act: 'propose',
    title: text.changeTitle(change, row.title),
    region: row.region,
    agencyId: row.agencyId,
    actor,
    capacity: capacityFor(changeProcess.actions.propose.by, actor, { agencyId: row.agencyId, subjectId: null }) ?? {
      role: null,
      agencyId: row.agencyId,
    },
    at,
    ...(annulment === null ? {} : { on: day(annulment.on) }),
    facts: { index, change, note, byIndex, ...(annulment === null ? {} : { annulment }) },
    ...(within === undefined ? {} : { within }),
    write: async (tx, id) => {
      await tx.client.query(
        `insert into disclosure.change
           (matter_id, index_number, change, note, by_index, annulled_how, annulled_on, annulled_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, index, change, note, byIndex, annulment?.how, annulment?.on, annulment?.by],
      );
    },
  });
}

/** Whoever withdraws a penalty says whether the decision still stands: nobody escapes the three days by leaving it out. */
function annulmentOf({ genre, formedOn, index }: StandingRow, request: ProposedChange): Annulment | null {
  const { change, annulment, at } = request;
  if (change !== 'withdraw' || genre !== 'penalty-result') return null;
  if (annulment === undefined) throw refuse('disclosure/no-annulment', { index }, 422);
  if (annulment === null) return null;
  if (annulment.on > dayOf(at)) throw refuse('disclosure/annulled-later', { index }, 422);
  if (formedOn !== null && annulment.on < formedOn) throw refuse('disclosure/annulled-before-formed', { index }, 422);
  return annulment;
}

function assertChanges({ kind, withdrawn, validity, index }: StandingRow, change: ChangeName): void {
  if (kind !== PUBLICATION && change !== 'withdraw') throw refuse('disclosure/inside-only-withdrawn', { index }, 422);
  if (withdrawn) throw refuse('disclosure/withdrawn-already', { index });
  const already = { withdraw: false, abolish: 'abolished', lapse: 'lapsed', revive: 'in-force' }[change];
  if (already === validity) throw refuse('disclosure/nothing-changes', { index });
}

type ChangeRow = {
  readonly index: string;
  readonly change: ChangeName;
  readonly note: string;
  readonly byIndex: string | null;
};

/** Carries a proposed change out: record, lists, links both ways and one announcement. */
export async function carryChange(
  kernel: Kernel,
  { id, actor, at, seenSeq, within }: Acting & { readonly id: number; readonly within?: Transaction },
): Promise<void> {
  const work = async (tx: Transaction): Promise<void> => {
    const snapshot = await matterById(kernel, id, tx.client);
    if (snapshot.kind !== 'publication-change') throw refuse('matter/not-found', {}, 404);
    const { rows } = await tx.client.query<ChangeRow>(
      'select index_number as index, change, note, by_index as "byIndex" from disclosure.change where matter_id = $1',
      [id],
    );
    const [change] = rows;
    if (!change) throw new Error(`change ${id} has no row`);
    const row = await standingRow(tx.client, change.index);
    if (!row) throw refuse('disclosure/not-published', { index: change.index }, 404);
    assertChanges(row, change.change);
    await act(kernel, {
      matter: snapshot,
      act: 'carry',
      actor,
      at,
      ...(seenSeq === undefined ? {} : { seenSeq }),
      facts: { index: change.index, change: change.change },
      within: tx,
      write: async () => {
        await carry(tx, change, row.kind, at, id);
        await tellOfChange(tx.client, { ...change, title: row.title, matterId: id, at });
      },
    });
  };
  await (within ? work(within) : inTransaction(kernel.pool, work));
  kernel.wake();
}

async function carry(tx: Transaction, change: ChangeRow, kind: string, at: Date, id: number): Promise<void> {
  const { index, note, byIndex } = change;
  const changes: RecordChange[] = [recordChange(change, kind)];
  // Their pages name this one: what was withdrawn is named nowhere any more, not even by its title.
  const around = new Set([...(byIndex === null ? [] : [byIndex]), ...(await sameAffair(tx.client, index))]);
  for (const key of around) changes.push({ change: 'surroundings', kind: PUBLICATION, key });
  const [record] = await changeRecords(tx, changes, at);
  if (record && kind === PUBLICATION) await noteChange(tx, { ...record, index, note, at });
  else if (record) await withdrawInternal(tx, index, { version: record.version, note, at });
  if (byIndex !== null) await insertLinks(tx, bothWays({ from: byIndex, relation: 'abolishes', to: index }), at);
  await tx.client.query('update disclosure.change set done_at = $2 where matter_id = $1', [id, at]);
}

const VALIDITY = { abolish: 'abolished', lapse: 'lapsed', revive: 'in-force' } as const;

const recordChange = ({ index: key, change, note }: ChangeRow, kind: string): RecordChange =>
  change === 'withdraw'
    ? { change: 'withdraw', kind, key, note }
    : { change: 'validity', kind: PUBLICATION, key, validity: VALIDITY[change], note };

/** The disclosure office does at once what it would only ask itself for. */
export async function changeAtOnce(kernel: Kernel, request: ProposedChange): Promise<number> {
  const { actor, at } = request;
  const id = await inTransaction(kernel.pool, async (tx) => {
    const opened = await proposeChange(kernel, request, tx);
    await carryChange(kernel, { id: opened.id, actor, at, within: tx });
    return opened.id;
  });
  kernel.wake();
  return id;
}

/** Does not do what was asked for, and says why. @throws Refusal disclosure/no-note (422), those of `act` */
export async function refuseChange(
  kernel: Kernel,
  { id, words, actor, at, seenSeq }: Acting & { readonly id: number; readonly words: string },
): Promise<void> {
  const snapshot = await matterById(kernel, id);
  if (snapshot.kind !== 'publication-change') throw refuse('matter/not-found', {}, 404);
  await act(kernel, {
    matter: snapshot,
    act: 'refuse',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { reason: words },
    evidence: { words },
  });
}

/** Ends the validity of what said itself until when it is in force; answers how many. */
export async function lapse(kernel: Kernel, at: Date, actor: Actor = system): Promise<number> {
  const { rows } = await kernel.pool.query<{ index: string; on: string }>(
    `select index_number as index, lapses_on as on from disclosure.published
      where validity = 'in-force' and not withdrawn and lapses_on < $1 order by lapses_on limit 200`,
    [dayOf(at)],
  );
  for (const { index, on } of rows) {
    await changeAtOnce(kernel, { index, change: 'lapse', note: text.lapsedOn(day(on)), actor, at });
  }
  return rows.length;
}
