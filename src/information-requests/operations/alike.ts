import { type Kernel, search } from '../../kernel/index.ts';
import type { RequestView } from '../contract.ts';
import { decisionOf } from '../decisions.ts';
import { databaseOf } from '../repo/database.ts';
import { lettersOf } from '../repo/letters.ts';
import { bySameApplicant, rowsByIds } from '../repo/register.ts';
import { candidatesAlike, type RequestRow } from '../repo/requests.ts';
import { ALIKE, likenessOf, marksOfRequest } from '../rules/alike.ts';
import { wordsOf } from './letters.ts';

const CANDIDATES = 200;
const SHOWN = 10;

/** Ids of requests for the same or nearly the same, most alike first. */
export async function alikeIds(
  kernel: Kernel,
  request: Pick<RequestRow, 'matterId' | 'subject' | 'wanted'>,
): Promise<readonly { readonly id: number; readonly likeness: number }[]> {
  const { matterId } = request;
  const candidates = await candidatesAlike(databaseOf(kernel), marksOfRequest(request), matterId, CANDIDATES);
  return candidates
    .map(({ id, ...other }) => ({ id, likeness: likenessOf(request, other) }))
    .filter((found) => found.likeness >= ALIKE)
    .toSorted((a, b) => b.likeness - a.likeness || b.id - a.id);
}

/**
 * Earlier requests for the same, and what was answered. Of another agency's requests only what it answered the public
 * may be told is shown: those that may be seen are given.
 */
export async function alikeOf(
  kernel: Kernel,
  request: RequestRow,
  agencies: readonly number[],
): Promise<RequestView['alike']> {
  const db = databaseOf(kernel);
  const found = await alikeIds(kernel, request);
  const rows = new Map(
    (
      await rowsByIds(
        db,
        found.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const own = await bySameApplicant(db, request.matterId, [...rows.keys()]);
  const seen = found.flatMap(({ id, likeness: share }) => {
    const row = rows.get(id);
    return row && agencies.includes(row.agencyId) ? [{ row, share }] : [];
  });
  return Promise.all(
    seen.slice(0, SHOWN).map(async ({ row, share }) => ({
      id: row.id,
      number: row.number,
      subject: row.subject,
      receivedOn: row.receivedOn,
      decision: row.decision === null ? null : decisionOf(row.decision).label,
      answer: await answerOf(kernel, row.id),
      likeness: Math.round(share * 100) / 100,
      sameApplicant: own.has(row.id),
    })),
  );
}

/** What was answered, without whom it was addressed to. */
async function answerOf(kernel: Kernel, id: number): Promise<string> {
  const letter = (await lettersOf(databaseOf(kernel), id)).findLast(({ kind }) => kind === 'reply');
  return (letter && wordsOf(kernel, letter)?.body.slice(1).join('\n')) ?? '';
}

/** What is public already and may answer: answers made public, and everything else the city's search knows. */
export async function publishedAnswers(kernel: Kernel, subject: string): Promise<RequestView['published']> {
  const found = await search(kernel.published.pool, { typed: longestPhrases(subject), limit: 5 });
  return found.rows.map(({ title, url }) => ({ title, url }));
}

/** Pieces of a title that could stand in another: runs of Han characters and words, cut to what people share. */
export function longestPhrases(subject: string): readonly string[] {
  const runs = subject.split(/[^\p{Letter}\p{Number}]+|申请公开|关于|复印件|相关|的/u).filter((run) => run.length >= 4);
  const cut = runs.flatMap((run) => (run.length > 8 ? [run.slice(0, 8), run.slice(-8)] : [run]));
  return [...new Set([subject, ...cut])].slice(0, 6);
}
