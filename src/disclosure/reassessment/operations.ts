import {
  act,
  type Day,
  day,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  openMatter,
  type RecordListener,
  Refusal,
  refuse,
  type Snapshot,
  system,
  tell,
} from '../../kernel/index.ts';
import { PUBLICATION } from '../contract.ts';
import { openPublication } from '../operations/open.ts';
import { type Acting, publicationById } from '../operations/publication.ts';
import { noteNextReview } from '../repo/publications.ts';
import { nextDayFault } from '../rules/reassessment.ts';
import { reassessmentRule } from '../settings.ts';
import { reassessmentProcess } from './process.ts';
import { byId, type ComingUp, comingUp, enter, type Listed, note, noteOutcome, settledDrafts } from './repo.ts';
import { reassessmentText as text } from './text.ts';

const MOST_AT_ONCE = 500;

/**
 * Opens a matter for everything withheld whose day has come, once for each time; answers how many. The clock counts from
 * that day, whenever the program notices.
 *
 * @law 政府信息公开条例 第十八条
 */
export async function openReassessments(kernel: Kernel, at: Date): Promise<number> {
  const found = await comingUp(kernel, dayOf(at), MOST_AT_ONCE);
  if (found.length === 0) return 0;
  const { workdays, law } = await reassessmentRule(kernel.pool);
  const process = reassessmentProcess(workdays, law);
  let opened = 0;
  for (const one of found) if (await openOne(kernel, process, one, at)) opened += 1;
  return opened;
}

class Taken extends Error {}

async function openOne(
  kernel: Kernel,
  process: ReturnType<typeof reassessmentProcess>,
  one: ComingUp,
  at: Date,
): Promise<boolean> {
  try {
    await inTransaction(kernel.pool, async (tx) => {
      const opened = await openMatter(kernel, {
        kind: 'disclosure-reassessment',
        process,
        act: 'open',
        title: text.title(one.title),
        region: one.region,
        agencyId: one.agencyId,
        actor: system,
        at,
        on: one.on,
        facts: { publication: one.publicationId },
        within: tx,
        write: async (inner, id) => {
          // Another program was faster: this one is as if it had never been.
          if (!(await enter(inner, id, one))) throw new Taken();
        },
      });
      for (const personId of await kernel.holders(one.agencyId, 'liaison', dayOf(at))) {
        const params = { title: one.title, number: opened.number, dueOn: opened.dueOn ?? '' };
        await tell(tx.client, { personId, matterId: opened.id, code: 'disclosure.reassess-due', params, at });
      }
    });
    return true;
  } catch (error) {
    if (error instanceof Taken) return false;
    throw error;
  }
}

type Asked = Acting & { readonly id: number };
const seen = ({ seenSeq }: Pick<Acting, 'seenSeq'>) => (seenSeq === undefined ? {} : { seenSeq });

/** @throws Refusal matter/not-found (404) also when it is a matter of another kind */
export async function reassessmentById(
  kernel: Kernel,
  id: number,
): Promise<{ readonly snapshot: Snapshot; readonly row: Listed }> {
  const snapshot = await matterById(kernel, id);
  const row = snapshot.kind === 'disclosure-reassessment' ? await byId(kernel.pool, id) : null;
  if (!row) throw refuse('matter/not-found', {}, 404);
  return { snapshot, row };
}

/**
 * Proposes that it stays withheld, and until when. Why is kept beside the ledger: it may be as confidential as the thing.
 *
 * @throws Refusal disclosure/no-words, disclosure/next-look-out-of-range (422), those of `act`
 */
export async function proposeKeeping(
  kernel: Kernel,
  { id, words, nextOn, actor, at, ...more }: Asked & { readonly words: string; readonly nextOn: string },
): Promise<void> {
  const { snapshot, row } = await reassessmentById(kernel, id);
  await assertInRange(kernel, row, nextOn, dayOf(at));
  await act(kernel, {
    matter: snapshot,
    act: 'keep',
    actor,
    at,
    ...seen(more),
    facts: { nextOn },
    evidence: { words, nextOn },
    write: (tx) => note(tx, id, { words: words.trim(), nextOn: day(nextOn) }),
  });
}

async function assertInRange(kernel: Kernel, row: Listed, nextOn: string, today: Day): Promise<void> {
  const fault = nextDayFault(await reassessmentRule(kernel.pool), row.reason, nextOn, today);
  if (fault) throw refuse(fault, {}, 422);
}

/** Confirms that it stays withheld until the proposed day. @throws Refusal matter/same-person and the others of `act` */
export async function confirmKeeping(kernel: Kernel, { id, actor, at, ...more }: Asked): Promise<void> {
  const { snapshot, row } = await reassessmentById(kernel, id);
  if (snapshot.state === 'review' && row.nextOn !== null) await assertInRange(kernel, row, row.nextOn, dayOf(at));
  await act(kernel, {
    matter: snapshot,
    act: 'confirm',
    actor,
    at,
    ...seen(more),
    facts: { nextOn: row.nextOn },
    evidence: { nextOn: row.nextOn },
    write: async (tx) => {
      await note(tx, id, { outcome: 'kept', words: row.words, nextOn: row.nextOn, assessedOn: dayOf(at) });
      await noteNextReview(tx, row.publicationId, row.nextOn);
      await tellProposers(tx.client, row, 'disclosure.reassess-confirmed', { nextOn: row.nextOn }, at);
    },
  });
}

/** Gives the proposal back. @throws Refusal disclosure/no-words (422), those of `act` */
export async function returnKeeping(
  kernel: Kernel,
  { id, words, actor, at, ...more }: Asked & { readonly words: string },
): Promise<void> {
  const { snapshot, row } = await reassessmentById(kernel, id);
  await act(kernel, {
    matter: snapshot,
    act: 'return',
    actor,
    at,
    ...seen(more),
    evidence: { words },
    write: async (tx) => {
      await note(tx, id, { words: row.words });
      await tellProposers(tx.client, row, 'disclosure.reassess-returned', { words: words.trim() }, at);
    },
  });
}

async function tellProposers(
  source: Parameters<typeof tell>[0],
  { id, title, number }: Listed,
  code: string,
  more: Readonly<Record<string, string | null>>,
  at: Date,
): Promise<void> {
  const { rows } = await source.query<{ personId: number }>(
    `select distinct actor_id as "personId" from kernel.entry
      where matter_id = $1 and act in ('keep', 'release') and actor_id is not null`,
    [id],
  );
  for (const { personId } of rows) {
    await tell(source, { personId, matterId: id, code, params: { title, number, ...more }, at });
  }
}

/**
 * Draws up a publication of what was withheld. It is a draft like any other, with every gate before it: nothing is told
 * to anybody by this act.
 *
 * @throws Refusal disclosure/no-words (422), those of `openPublication` and of `act`
 * @law 政府信息公开条例 第十八条
 */
export async function release(
  kernel: Kernel,
  { id, words, node, actor, at, ...more }: Asked & { readonly words: string; readonly node?: string | undefined },
): Promise<number> {
  const { snapshot, row } = await reassessmentById(kernel, id);
  if (words.trim().length < 5) throw refuse('disclosure/no-words', {}, 422);
  const { draft } = await publicationById(kernel, row.publicationId);
  const opened = await openPublication(kernel, {
    agencyId: row.agencyId,
    content: {
      ...draft.content,
      attribute: 'proactive',
      reason: null,
      reasonWords: '',
      audience: 'public',
      ...(node === undefined ? {} : { node }),
    },
    actor,
    at,
    reopens: row.publicationId,
    also: async (tx, draftId) => {
      await act(kernel, {
        matter: snapshot,
        act: 'release',
        actor,
        at,
        ...seen(more),
        facts: { draft: draftId },
        evidence: { draft: draftId },
        within: tx,
        write: () => note(tx, id, { words: words.trim(), draftId, assessedOn: dayOf(at) }),
      });
    },
  });
  return opened.id;
}

/** Follows the drafts: what is out ends its matter, what was given up is to be assessed again. Answers how many. */
export async function followDrafts(kernel: Kernel, at: Date): Promise<number> {
  const settled = await settledDrafts(kernel.pool);
  let followed = 0;
  for (const one of settled) {
    const { snapshot, row } = await reassessmentById(kernel, one.id);
    try {
      await (one.out ? end(kernel, snapshot, row, at) : again(kernel, snapshot, row, at));
      followed += 1;
    } catch (error) {
      // Another program was faster.
      if (!(error instanceof Refusal && error.code.startsWith('matter/'))) throw error;
    }
  }
  return followed;
}

const end = (kernel: Kernel, snapshot: Snapshot, row: Listed, at: Date) =>
  act(kernel, {
    matter: snapshot,
    act: 'made-public',
    actor: system,
    at,
    facts: { draft: row.draftId, index: row.index },
    evidence: { published: true },
    write: async (tx) => {
      await noteOutcome(tx, row.id, 'public');
      await noteNextReview(tx, row.publicationId, null);
    },
  });

const again = (kernel: Kernel, snapshot: Snapshot, row: Listed, at: Date) =>
  act(kernel, {
    matter: snapshot,
    act: 'given-up',
    actor: system,
    at,
    facts: { draft: row.draftId },
    write: async (tx) => {
      await note(tx, row.id, { words: null });
      // Where the gates withheld the draft, too: it is the same thing, and comes up once.
      if (row.draftId !== null) await noteNextReview(tx, row.draftId, null);
      await tellProposers(tx.client, row, 'disclosure.reassess-given-up', {}, at);
    },
  });

/** What was published may be what somebody drew up from something withheld. */
export const followPublished: RecordListener = async (kernel, changes, at) => {
  if (changes.some(({ kind, change }) => kind === PUBLICATION && change === 'publish')) await followDrafts(kernel, at);
};
