import { type Actor, type Day, day, dayOf, inTransaction, type Kernel, refuse, tell } from '../../kernel/index.ts';
import { findPersonalData, personalDataNames } from '../../screening/index.ts';
import { publicationById } from '../operations/publication.ts';
import { documentMatter } from '../repo/returns.ts';
import { evaluable, insertEvaluation, wasPoorToday } from './repo.ts';
import type { Fault, noteEvaluation as NoteEvaluation, VERDICTS } from './wire.ts';

const LEAST_WORDS = 5;

/**
 * Counts what a visitor thinks of something published. Who he was is kept nowhere; the first unsatisfied one of a day is
 * told to the agency.
 *
 * @throws Refusal disclosure/evaluation-not-found (404)
 */
export async function evaluate(
  kernel: Kernel,
  asked: {
    readonly ref: string;
    readonly verdict: (typeof VERDICTS)[number];
    readonly faults: readonly Fault[];
    readonly at: Date;
  },
): Promise<void> {
  const { ref, verdict, faults, at } = asked;
  const about = await evaluable(kernel.published.pool, { ref });
  if (!about) throw refuse('disclosure/evaluation-not-found', {}, 404);
  const { index, agencyId, title } = about;
  const onDay = dayOf(at);
  const one = (which: (typeof VERDICTS)[number]): number => (verdict === which ? 1 : 0);
  const people = verdict === 'poor' ? await kernel.holders(agencyId, 'liaison', onDay) : [];
  const matterId = verdict === 'poor' ? await documentMatter(kernel.pool, index) : null;
  await inTransaction(kernel.pool, async (tx) => {
    const isFirst = verdict === 'poor' && !(await wasPoorToday(tx, index, onDay));
    await insertEvaluation(tx, {
      ...{ index, agencyId, source: 'visitor', onDay, good: one('good'), fair: one('fair'), poor: one('poor') },
      // What is wrong is asked of those who are not content.
      ...{ faults: verdict === 'good' ? [] : faults, words: null, notedBy: null, at },
    });
    if (!isFirst) return;
    for (const personId of people)
      await tell(tx.client, { personId, matterId, code: 'disclosure.poorly-evaluated', params: { title, index }, at });
  });
}

/**
 * Writes down an evaluation that the agency, the office or an inspection organised: how many thought what, and what is done.
 *
 * @throws Refusal disclosure/evaluation-not-found (404), access/forbidden (403), disclosure/evaluation-counts-nobody,
 *   disclosure/evaluation-no-words, disclosure/evaluation-personal, disclosure/evaluation-out-of-time (422)
 */
export async function noteEvaluation(
  kernel: Kernel,
  asked: (typeof NoteEvaluation)['body']['_output'] & {
    readonly id: number;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<number> {
  const { id, source, good, fair, poor, faults, actor, at } = asked;
  const { row } = await publicationById(kernel, id);
  const index = row.index ?? row.corrects;
  const about = index === null ? null : await evaluable(kernel.pool, { index });
  if (!about) throw refuse('disclosure/evaluation-not-found', {}, 404);
  kernel.access.check(actor, 'disclosure.evaluate', { agencyId: about.agencyId });
  if (actor.personId === null) throw refuse('access/forbidden', {}, 403);
  if (good + fair + poor === 0) throw refuse('disclosure/evaluation-counts-nobody', {}, 422);
  const words = asked.words.trim();
  if ((poor > 0 || words !== '') && [...words].length < LEAST_WORDS)
    throw refuse('disclosure/evaluation-no-words', {}, 422);
  const [hit] = findPersonalData(words);
  if (hit) throw refuse('disclosure/evaluation-personal', { what: personalDataNames[hit.kind] }, 422);
  const onDay = inTime(asked.onDay, about.publishedAt, at);
  const notedBy = actor.personId;
  return inTransaction(kernel.pool, (tx) =>
    insertEvaluation(tx, {
      ...{ index: about.index, agencyId: about.agencyId, source, onDay, good, fair, poor, faults, notedBy, at },
      words: words === '' ? null : words,
    }),
  );
}

function inTime(typed: string, publishedAt: Date, at: Date): Day {
  const onDay = day(typed);
  if (onDay < dayOf(publishedAt) || onDay > dayOf(at)) throw refuse('disclosure/evaluation-out-of-time', {}, 422);
  return onDay;
}
