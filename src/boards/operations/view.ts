import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  agenciesWithin,
  capacityFor,
  dayOf,
  type Kernel,
  light,
  pageOf,
  refuse,
  type Snapshot,
} from '../../kernel/index.ts';
import type { Board } from '../contract.ts';
import { boardRegister, ruleFor } from '../registers.ts';
import { type ListedPosting, listedPostings, type PostingQuery, postingRow } from '../repo/postings.ts';
import { stateTitles } from '../text.ts';
import type { BoardView, listBoards, listPostings, readBoard, readPosting } from '../wire.ts';
import { postingById } from './postings.ts';

export const PAGE = 50;

/** Agencies whose boards, campaigns and screens somebody may see. */
export function agenciesInSight(kernel: Kernel, actor: Actor, permission = 'boards.read'): readonly number[] {
  return agenciesWithin(kernel.access, actor, permission);
}

/** What the person may do with a matter in the state it is in; the acts of the program itself left out. */
export const actsFor = (actor: Actor, snapshot: Snapshot): string[] =>
  Object.entries(snapshot.process.actions)
    .filter(([, { from, by }]) => from.includes(snapshot.state) && capacityFor(by, actor, snapshot) !== null)
    .map(([name]) => name);

type Standing = { board: string; hanging: number; stale: number; last: string | null };

async function standings({ pool }: Kernel, keys: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const { rows } = await pool.query<Standing>(
    `select p.board, count(*) filter (where p.posted_on is not null and p.ended_on is null)::int as hanging,
            count(*) filter (where m.state = 'stale')::int as stale, max(p.posted_on)::text as last
       from boards.posting p join kernel.matter m on m.id = p.matter_id
      where p.board = any($1) group by p.board`,
    [keys],
  );
  return new Map(rows.map((row) => [row.board, row]));
}

type Entry = { readonly key: string; readonly value: Board };

async function boardViews(kernel: Kernel, entries: readonly Entry[], actor: Actor): Promise<BoardView[]> {
  const [directory, standing] = await Promise.all([
    directoryOf(kernel),
    standings(
      kernel,
      entries.map(({ key }) => key),
    ),
  ]);
  return entries.map(({ key, value }) => ({
    ...value,
    key,
    agency: directory.agencyShortName(value.agencyId),
    regionName: directory.regionName(value.region),
    hanging: standing.get(key)?.hanging ?? 0,
    stale: standing.get(key)?.stale ?? 0,
    lastPostedOn: standing.get(key)?.last ?? null,
    mayKeep: kernel.access.may(actor, 'boards.keep', { agencyId: value.agencyId }),
  }));
}

/** Boards in sight, by their keys, with what hangs on them; the sum of their areas besides. */
export async function boardList(
  kernel: Kernel,
  { q, kind, stale, after }: z.output<typeof listBoards.query>,
  actor: Actor,
  at: Date,
): Promise<z.output<typeof listBoards.response>> {
  const inSight = new Set(agenciesInSight(kernel, actor));
  const all = (await boardRegister.list(kernel.pool, dayOf(at))).filter(
    ({ value, key }) =>
      inSight.has(value.agencyId) &&
      (kind === undefined || value.kind === kind) &&
      (q === undefined || q === '' || `${key} ${value.name} ${value.place}`.includes(q)),
  );
  const isStale = new Set<string>();
  if (stale) {
    const standing = await standings(
      kernel,
      all.map(({ key }) => key),
    );
    for (const [key, row] of standing) if (row.stale > 0) isStale.add(key);
  }
  const found = all.filter(({ key }) => !stale || isStale.has(key));
  const rest = found.filter(({ key }) => after === undefined || key > after);
  const { rows, next } = pageOf(rest, PAGE, ({ key }) => key);
  return {
    rows: await boardViews(kernel, rows, actor),
    next,
    total: found.length,
    area: Math.round(found.reduce((sum, { value }) => sum + value.area, 0) * 100) / 100,
  };
}

/** @throws Refusal boards/no-such-board (404), access/forbidden (403) */
export async function boardView(
  kernel: Kernel,
  key: string,
  actor: Actor,
  at: Date,
): Promise<z.output<typeof readBoard.response>> {
  const versions = await boardRegister.history(kernel.pool, key);
  const [latest] = versions;
  if (!latest) throw refuse('boards/no-such-board', { key }, 404);
  kernel.access.check(actor, 'boards.read', { agencyId: latest.value.agencyId });
  const [views, rule, all] = await Promise.all([
    boardViews(kernel, [latest], actor),
    ruleFor(kernel, latest.value.kind, dayOf(at)),
    boardRegister.list(kernel.pool, dayOf(at)),
  ]);
  const [board] = views;
  if (!board) throw refuse('boards/no-such-board', { key }, 404);
  return {
    board,
    rule,
    children: all
      .filter(({ value }) => value.parent === key)
      .map((child) => ({ key: child.key, name: child.value.name })),
    versions: versions.map(({ version, validFrom, value: { place, area } }) => ({ version, validFrom, place, area })),
  };
}

/** The ledger of postings as the workbench shows it. */
export async function postingList(
  kernel: Kernel,
  query: Omit<PostingQuery, 'agencyIds' | 'limit'>,
  actor: Actor,
  at: Date,
): Promise<z.output<typeof listPostings.response>> {
  const agencyIds = agenciesInSight(kernel, actor);
  const found = await listedPostings(kernel.pool, { ...query, agencyIds, limit: PAGE + 1 });
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  return {
    rows: rows.map((row) => lineOf(row, at)),
    next,
  };
}

const lineOf = ({ warnOn, copies: _copies, endedOn, ...row }: ListedPosting, at: Date) => ({
  ...row,
  stateTitle: stateTitles[row.state] ?? row.state,
  light:
    endedOn !== null ? ('done' as const) : row.dueOn === null ? null : light({ dueOn: row.dueOn, warnOn }, dayOf(at)),
});

/** @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function postingView(
  kernel: Kernel,
  id: number,
  actor: Actor,
): Promise<z.output<typeof readPosting.response>> {
  const { snapshot, row } = await postingById(kernel, id);
  kernel.access.check(actor, 'boards.read', { agencyId: row.agencyId });
  const [board] = await boardRegister.history(kernel.pool, row.board);
  const before = row.replaces === null ? null : await postingRow(kernel.pool, row.replaces);
  const named = before === null ? null : await postingById(kernel, before.id);
  return {
    id,
    seq: snapshot.seq,
    state: snapshot.state,
    board: { key: row.board, name: board?.value.name ?? row.board, place: board?.value.place ?? '' },
    topic: row.topic,
    period: row.period,
    paper: row.paper,
    sheet: row.sheet,
    accounts: row.period !== null,
    copies: row.copies,
    postedOn: row.postedOn,
    expiresOn: row.expiresOn,
    hasPhoto: row.photo !== null,
    photoTakenAt: row.photoTakenAt?.toISOString() ?? null,
    endedOn: row.endedOn,
    showDays: snapshot.process.clocks.show?.limit.n ?? 0,
    replaces: named && { id: named.snapshot.id, number: named.snapshot.number, title: named.snapshot.title },
    acts: actsFor(actor, snapshot),
  };
}
