import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { csv } from '../../kernel/csv.ts';
import { type Actor, type Day, dayOf, inTransaction, type Kernel, pageOf, refuse } from '../../kernel/index.ts';
import { copiesReported, insertPrint, printReport, printReports } from '../repo/checks.ts';
import { printColumns, printTitles } from '../text.ts';
import type { enterPrint, listPrints } from '../wire-checks.ts';
import type { Acting } from './acting.ts';
import { agenciesInSight, PAGE } from './view.ts';

/**
 * Enters what was printed outside of a campaign, or puts a line in the place of one that was wrong; with no copies the wrong
 * one is struck out. Nothing is changed: who reads the history sees both.
 *
 * @throws Refusal access/forbidden (403), boards/day-is-later (422), boards/no-such-print (404), boards/print-corrected (409)
 */
export async function notePrint(
  kernel: Kernel,
  { actor, at, agencyId, replaces, on, ...said }: z.output<typeof enterPrint.body> & Acting,
): Promise<void> {
  kernel.access.check(actor, 'boards.campaign', { agencyId });
  if (on > dayOf(at)) throw refuse('boards/day-is-later', {}, 422);
  const by = actor.personId;
  if (by === null) throw refuse('access/forbidden', {}, 403);
  if (replaces !== null) {
    const before = await printReport(kernel.pool, replaces);
    if (!before || before.agencyId !== agencyId) throw refuse('boards/no-such-print', {}, 404);
  }
  const day = dayOf(new Date(`${on}T12:00:00+08:00`));
  const isIn = await inTransaction(kernel.pool, (tx) =>
    insertPrint(tx, { ...said, agencyId, on: day, replaces, by, at }),
  );
  if (!isIn) throw refuse('boards/print-corrected', {}, 409);
}

type Query = z.output<typeof listPrints.query>;
const dayIn = (day: string | undefined): Day | null =>
  day === undefined ? null : dayOf(new Date(`${day}T12:00:00+08:00`));

/** What was printed, newest first, and how many copies that is. */
export async function printList(
  kernel: Kernel,
  { from, until, before }: Query,
  actor: Actor,
): Promise<z.output<typeof listPrints.response>> {
  const range = { agencyIds: agenciesInSight(kernel, actor), from: dayIn(from), until: dayIn(until) };
  const rows = await printReports(kernel.pool, { ...range, before: before ?? null, limit: PAGE + 1 });
  const directory = await directoryOf(kernel);
  const { rows: shown, next } = pageOf(rows, PAGE, ({ id }) => id);
  return {
    copies: await copiesReported(kernel.pool, range),
    next,
    rows: shown.map(({ enteredAt: _, ...row }) => ({
      ...row,
      agency: directory.agencyShortName(row.agencyId),
      mayChange: kernel.access.may(actor, 'boards.campaign', { agencyId: row.agencyId }),
    })),
  };
}

const MOST_ROWS = 20_000;

/** The same as a file. */
export async function printsCsv(kernel: Kernel, { from, until }: Query, actor: Actor): Promise<string> {
  const range = { agencyIds: agenciesInSight(kernel, actor), from: dayIn(from), until: dayIn(until) };
  const rows = await printReports(kernel.pool, { ...range, before: null, limit: MOST_ROWS });
  const directory = await directoryOf(kernel);
  return csv([
    printColumns,
    ...rows.map((row) => [
      ...[directory.agencyShortName(row.agencyId), row.on, printTitles[row.kind], row.title, row.copies],
      ...[row.evidence, row.enteredAt.toISOString()],
    ]),
  ]);
}
