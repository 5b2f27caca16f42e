import { z } from 'zod';
import {
  type Actor,
  act,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  openMatter,
  type RecordListener,
  Refusal,
  refuse,
  system,
} from '../kernel/index.ts';
import type { OUTCOMES } from './contract.ts';
import { FOLLOW_UP, followUpProcess, USUAL_WORKDAYS } from './process.ts';
import {
  type Covered,
  coveredDocument,
  enterFollowUp,
  type FollowUpRow,
  followUpById,
  followUpOf,
  recordRow,
  type Source,
} from './repo.ts';
import { followUpText as text } from './text.ts';

/** What went out longer ago came from elsewhere: nobody asks about it now. */
const RECENT_MS = 30 * 86_400_000;

class Taken extends Error {}

/** Within how many working days the city looks: the setting `press.follow-up`. */
async function workdaysOf(source: Source): Promise<number> {
  const { rows } = await source.query<{ value: unknown }>(
    `select value from kernel.setting where key = 'press.follow-up'`,
  );
  if (rows[0] === undefined) return USUAL_WORKDAYS;
  return z.object({ workdays: z.int().min(1).max(250) }).parse(rows[0].value).workdays;
}

/**
 * A document that went out is looked at again after some time; where it is withdrawn first, nobody has to. Told twice, it
 * does nothing twice.
 */
export const followDocuments: RecordListener = async (kernel, changes, at) => {
  for (const { kind, key, change } of changes) {
    if (kind !== 'publication' || (change !== 'publish' && change !== 'withdraw')) continue;
    const document = await coveredDocument(kernel.pool, key);
    if (!document) continue;
    if (document.withdrawn) await endOf(kernel, key, at);
    else if (document.standing !== 'exempted' && at.getTime() - document.publishedAt.getTime() < RECENT_MS)
      await openFor(kernel, document, at);
  }
};

async function openFor(kernel: Kernel, { index, title, agencyId, region }: Covered, at: Date): Promise<void> {
  if (await followUpOf(kernel.pool, index)) return;
  const process = followUpProcess(await workdaysOf(kernel.pool));
  try {
    await inTransaction(kernel.pool, (tx) =>
      openMatter(kernel, {
        ...{ kind: FOLLOW_UP, process, act: 'open', title: text.matter(title), region, agencyId, actor: system, at },
        facts: { index },
        within: tx,
        write: async (inner, id) => {
          // Another copy of the program was faster: this one is as if it had never been.
          if (!(await enterFollowUp(inner, { id, index, agencyId }))) throw new Taken();
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof Taken)) throw error;
  }
}

async function endOf(kernel: Kernel, index: string, at: Date): Promise<void> {
  const open = await followUpOf(kernel.pool, index);
  if (open?.state !== 'owed') return;
  try {
    await act(kernel, { matter: open.id, act: 'void', actor: system, at, facts: { index } });
  } catch (error) {
    // Somebody recorded it meanwhile.
    if (!(error instanceof Refusal && error.code.startsWith('matter/'))) throw error;
  }
}

/** @throws Refusal matter/not-found (404) also for a matter of another kind, access/forbidden (403) */
export async function followUpFor(kernel: Kernel, id: number, actor: Actor): Promise<FollowUpRow> {
  const row = await followUpById(kernel.pool, id);
  if (!row) throw refuse('matter/not-found', {}, 404);
  kernel.access.check(actor, 'press.read', { agencyId: row.agencyId });
  return row;
}

/**
 * Records how many questions came about a document, and whether it was understood or is explained again.
 *
 * @throws Refusal press/no-words (422), press/not-yet-clarified (422) when nothing newer explains it, those of `act`
 */
export async function recordFollowUp(
  kernel: Kernel,
  asked: {
    readonly id: number;
    readonly seenSeq: number;
    readonly questions: number;
    readonly outcome: (typeof OUTCOMES)[number];
    readonly words: string;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<void> {
  const { id, actor, at, seenSeq, questions, outcome } = asked;
  const row = await followUpFor(kernel, id, actor);
  const words = asked.words.trim();
  if (outcome === 'clarified' && !(await isClarified(kernel.pool, row.index)))
    throw refuse('press/not-yet-clarified', {}, 422);
  await act(kernel, {
    ...{ matter: await matterById(kernel, id), act: 'record', actor, at, seenSeq },
    facts: { questions, outcome, on: dayOf(at) },
    evidence: { words },
    write: (tx) => recordRow(tx, id, { questions, outcome, words, at }),
  });
}

/** Whether something explains it that came out after the document. */
async function isClarified(source: Source, index: string): Promise<boolean> {
  const { rows } = await source.query(
    `select from pub.pub_publication p join pub.pub_publication_link l on l.from_index = p.index_number
       and l.relation = 'interpreted-by' join pub.pub_publication i on i.index_number = l.to_index
      where p.index_number = $1 and not i.withdrawn and i.published_at > p.published_at limit 1`,
    [index],
  );
  return rows.length > 0;
}
