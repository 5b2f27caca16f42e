import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { csv } from '../../kernel/csv.ts';
import {
  type Actor,
  addDays,
  type Day,
  dayOf,
  inTransaction,
  type Kernel,
  pageOf,
  refuse,
} from '../../kernel/index.ts';
import type { Board, CheckState } from '../contract.ts';
import lists from '../data/checklists.json' with { type: 'json' };
import { boardRegister, ruleFor } from '../registers.ts';
import { insertMark, latestMarks, type MarkRow, marksOf, photoOfMark } from '../repo/checks.ts';
import { type Checklist, isGap, listsFor, readChecklists, type Standing, standingOf } from '../rules/checklist.ts';
import { gapColumns, standingTitles } from '../text.ts';
import type { BoardChecks, listChecks } from '../wire-checks.ts';
import type { Acting } from './acting.ts';
import { openBoard } from './boards.ts';
import { agenciesInSight, PAGE } from './view.ts';

const CHECKLISTS = readChecklists(lists);
const MOST_SHOWN = 100;

type Looked = Acting & {
  readonly board: string;
  readonly list: string;
  readonly item: string;
  readonly state: CheckState;
  readonly note: string;
  readonly on: Day;
  readonly photo: string | null;
  readonly photoTakenAt: Date | null;
};

/**
 * Notes what somebody has seen on a board: that an item is there, with a picture of it; that it is not; or why it need not be.
 *
 * @throws Refusal access/forbidden (403), boards/no-such-board (404), boards/no-such-item, boards/no-check-photo,
 *   boards/no-words, boards/day-is-later (422)
 */
export async function noteCheck(kernel: Kernel, { actor, at, note, ...seen }: Looked): Promise<number> {
  const { value } = await openBoard(kernel, seen.board, at);
  kernel.access.check(actor, 'boards.post', { agencyId: value.agencyId });
  const list = listsFor(CHECKLISTS, value.kind).find(({ key }) => key === seen.list);
  if (!list?.items.some(({ key }) => key === seen.item)) throw refuse('boards/no-such-item', {}, 422);
  if (seen.state === 'met' && seen.photo === null) throw refuse('boards/no-check-photo', {}, 422);
  if (seen.state === 'not-applicable' && note.trim().length < 5) throw refuse('boards/no-words', {}, 422);
  if (seen.on > dayOf(at)) throw refuse('boards/day-is-later', {}, 422);
  const by = actor.personId;
  if (by === null) throw refuse('access/forbidden', {}, 403);
  return inTransaction(kernel.pool, (tx) =>
    insertMark(tx, { ...seen, note: note.trim(), agencyId: value.agencyId, region: value.region, by, at }),
  );
}

type Standings = {
  readonly list: Checklist;
  readonly items: readonly {
    readonly item: Checklist['items'][number];
    readonly standing: Standing;
    readonly mark: MarkRow | null;
    readonly goodUntil: Day | null;
  }[];
};

/** How each item of a board's lists stands. */
function standings(board: Board, marks: readonly MarkRow[], recheckDays: number, today: Day): readonly Standings[] {
  const byItem = new Map(marks.map((mark) => [`${mark.list} ${mark.item}`, mark]));
  return listsFor(CHECKLISTS, board.kind).map((list) => ({
    list,
    items: list.items.map((item) => {
      const mark = byItem.get(`${list.key} ${item.key}`) ?? null;
      const goodUntil = mark === null ? null : addDays(mark.on, recheckDays);
      return { item, mark, goodUntil, standing: standingOf(mark?.state ?? null, goodUntil, today) };
    }),
  }));
}

/** The lists of one board with what was seen, and every look before. @throws Refusal boards/no-such-board (404), access/forbidden (403) */
export async function boardChecks(
  kernel: Kernel,
  key: string,
  actor: Actor,
  at: Date,
): Promise<z.output<typeof BoardChecks>> {
  const { value } = await openBoard(kernel, key, at);
  kernel.access.check(actor, 'boards.read', { agencyId: value.agencyId });
  const today = dayOf(at);
  const { recheckDays } = await ruleFor(kernel, value.kind, today);
  const all = standings(value, await latestMarks(kernel.pool, [key]), recheckDays, today);
  const names = new Map(
    all.flatMap(({ list, items }) => items.map(({ item }) => [`${list.key} ${item.key}`, item.name])),
  );
  return {
    board: { key, name: value.name, place: value.place },
    recheckDays,
    mayCheck: kernel.access.may(actor, 'boards.post', { agencyId: value.agencyId }),
    lists: all.map(({ list, items }) => ({
      key: list.key,
      name: list.name,
      source: list.source,
      gaps: items.filter(({ standing }) => isGap(standing)).length,
      items: items.map(({ item, standing, mark, goodUntil }) => ({
        ...{ key: item.key, group: item.group, name: item.name, standing, goodUntil },
        mark: mark && { id: mark.id, on: mark.on, note: mark.note, hasPhoto: mark.hasPhoto },
      })),
    })),
    looks: (await marksOf(kernel.pool, key, MOST_SHOWN)).map(({ id, list, item, state, on, note, hasPhoto }) => ({
      ...{ id, state, on, note, hasPhoto },
      item: names.get(`${list} ${item}`) ?? item,
    })),
  };
}

type Query = z.output<typeof listChecks.query>;
type GapRow = { readonly key: string; readonly board: Board; readonly lists: readonly Standings[] };

async function gapRows(
  kernel: Kernel,
  { q, kind, list, after }: Query,
  actor: Actor,
  at: Date,
  most: number,
): Promise<{ readonly rows: readonly GapRow[]; readonly next: string | null; readonly total: number }> {
  const today = dayOf(at);
  const inSight = new Set(agenciesInSight(kernel, actor));
  const all = (await boardRegister.list(kernel.pool, today)).filter(
    ({ key, value }) =>
      value.open &&
      inSight.has(value.agencyId) &&
      (kind === undefined || value.kind === kind) &&
      (q === undefined || q === '' || `${key} ${value.name} ${value.place}`.includes(q)) &&
      listsFor(CHECKLISTS, value.kind).some((each) => list === undefined || each.key === list),
  );
  const rest = all.filter(({ key }) => after === undefined || key > after);
  const { rows: page, next } = pageOf(rest, most, ({ key }) => key);
  const marks = Map.groupBy(
    await latestMarks(
      kernel.pool,
      page.map(({ key }) => key),
    ),
    ({ board }) => board,
  );
  const rows: GapRow[] = [];
  for (const { key, value } of page) {
    const { recheckDays } = await ruleFor(kernel, value.kind, today);
    const found = standings(value, marks.get(key) ?? [], recheckDays, today);
    rows.push({ key, board: value, lists: found.filter((each) => list === undefined || each.list.key === list) });
  }
  return { rows, next, total: all.length };
}

/** Boards in sight with what is missing on each. */
export async function checkList(
  kernel: Kernel,
  query: Query,
  actor: Actor,
  at: Date,
): Promise<z.output<typeof listChecks.response>> {
  const { rows, next, total } = await gapRows(kernel, query, actor, at, PAGE);
  const directory = await directoryOf(kernel);
  return {
    next,
    total,
    lists: CHECKLISTS.map(({ key, name }) => ({ key, name })),
    rows: rows.map(({ key, board, lists: found }) => {
      const items = found.flatMap((each) => each.items);
      const count = (...which: readonly Standing[]): number =>
        items.filter(({ standing }) => which.includes(standing)).length;
      return {
        ...{ key, name: board.name, kind: board.kind, agency: directory.agencyShortName(board.agencyId) },
        ...{ items: items.length, met: count('met'), exempt: count('not-applicable'), missing: count('missing') },
        ...{ unseen: count('unseen'), outdated: count('outdated') },
        gaps: items
          .filter(({ standing }) => isGap(standing))
          .map(({ item, standing }) => ({ name: item.name, standing })),
      };
    }),
  };
}

const MOST_BOARDS = 5_000;

/** The gaps as a file, one line for each item that is missing. */
export async function gapsCsv(kernel: Kernel, query: Omit<Query, 'after'>, actor: Actor, at: Date): Promise<string> {
  const { rows } = await gapRows(kernel, query, actor, at, MOST_BOARDS);
  const directory = await directoryOf(kernel);
  return csv([
    gapColumns,
    ...rows.flatMap(({ key, board, lists: found }) =>
      found.flatMap(({ list, items }) =>
        items
          .filter(({ standing }) => isGap(standing))
          .map(({ item, standing, mark }) => [
            ...[board.name, key, directory.agencyShortName(board.agencyId), list.name, item.group, item.name],
            ...[standingTitles[standing], mark?.on ?? ''],
          ]),
      ),
    ),
  ]);
}

/** The picture of a look. @throws Refusal files/not-found (404), access/forbidden (403) */
export async function checkPhoto(kernel: Kernel, id: number, actor: Actor): Promise<string> {
  const found = await photoOfMark(kernel.pool, id);
  if (found) kernel.access.check(actor, 'boards.read', { agencyId: found.agencyId });
  if (!found?.photo) throw refuse('files/not-found', {}, 404);
  return found.photo;
}
