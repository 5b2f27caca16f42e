import { createHash } from 'node:crypto';
import { directoryOf } from '../../identity/index.ts';
import {
  act,
  addDays,
  attachFiles,
  calendarDays,
  canonical,
  type Day,
  dayOf,
  fileById,
  type Json,
  type Kernel,
  openMatter,
  refuse,
  type Snapshot,
  system,
  type Transaction,
} from '../../kernel/index.ts';
import type { Accounts, Sheet, SourceRef, Topic } from '../contract.ts';
import { postingProcess } from '../process.ts';
import { ruleFor } from '../registers.ts';
import { insertItems, insertPosting, type PostingRow, postingRow } from '../repo/postings.ts';
import { accountsFault, accountsParts, closingOf, yuan } from '../rules/accounts.ts';
import { lastDayOf, periodTitle } from '../rules/period.ts';
import { findShown, shownOf } from '../sources.ts';
import { accountsText, topicTitles } from '../text.ts';
import { type Acting, assertImpersonal, matterOf, seen } from './acting.ts';
import { openBoard } from './boards.ts';
import { meetBoardDuty } from './duties.ts';

/** So much can be read on one sheet. */
export const MOST_ON_A_SHEET = 12;
const VILLAGE = 'CW';

export type NewPosting = Acting & {
  readonly board: string;
  readonly topic: Topic;
  readonly paper: 'a3' | 'a4';
  /** What hangs there now and gives way when this is posted. */
  readonly replaces?: number | undefined;
} & ({ readonly sources: readonly SourceRef[] } | { readonly accounts: Accounts });

export type Posting = { readonly snapshot: Snapshot; readonly row: PostingRow };

/** @throws Refusal matter/not-found (404) */
export async function postingById(kernel: Kernel, id: number): Promise<Posting> {
  const snapshot = await matterOf(kernel, id, 'board-posting');
  const row = await postingRow(kernel.pool, id);
  if (!row) throw new Error(`posting ${id} has no sheet`);
  return { snapshot, row };
}

/**
 * Chooses what a board is going to show. What is published is copied with its version, so that what is printed is what
 * was chosen; accounts of a village wait for somebody of the township to look at them.
 *
 * @throws Refusal boards/no-such-board (404), access/forbidden (403), boards/nothing-chosen, boards/too-many (422),
 *   boards/not-published (404), boards/nothing-to-replace (422), those of {@link accountsSheet}
 */
export async function choose(
  kernel: Kernel,
  request: NewPosting,
): Promise<{ readonly id: number; readonly number: string }> {
  const { board: key, topic, paper, actor, at } = request;
  const { value: board } = await openBoard(kernel, key, at);
  kernel.access.check(actor, 'boards.post', { agencyId: board.agencyId });
  const directory = await directoryOf(kernel);
  const agency = directory.agencyById(board.agencyId);
  const isAccounts = 'accounts' in request;
  const sheet = isAccounts
    ? accountsSheet(request.accounts, { village: directory.regionName(board.region), agency: agency.name, at })
    : await publishedSheet(kernel, request.sources, topic, at);
  const replaces = request.replaces ?? null;
  if (replaces !== null) await assertReplaces(kernel, replaces, key);
  const { postWithin, showDays, replaceWithin, law } = await ruleFor(kernel, board.kind, dayOf(at));
  const keeper = agency.line === VILLAGE ? 'proxy' : 'liaison';
  return openMatter(kernel, {
    kind: 'board-posting',
    process: postingProcess({ postWithin, showDays, replaceWithin, law, keeper }),
    act: isAccounts ? 'propose' : 'choose',
    title: sheet.title,
    region: board.region,
    agencyId: board.agencyId,
    actor,
    at,
    facts: { board: key, topic, sheet: hashOf(sheet).toString('hex'), replaces },
    write: async (tx, id) => {
      const period = isAccounts ? request.accounts.period : null;
      await insertPosting(tx, {
        ...{ id, board: key, topic, paper, period, sheet, replaces },
        agencyId: board.agencyId,
        region: board.region,
        boardKind: board.kind,
        sheetHash: hashOf(sheet),
      });
      if (!isAccounts) {
        const published = new Set(request.sources.flatMap(({ kind, ref }) => (kind === 'publication' ? [ref] : [])));
        const items = sheet.articles.filter(({ ref }) => published.has(ref));
        await insertItems(
          tx,
          id,
          items.map(({ ref, version, title }) => ({ index: ref, version, title })),
        );
      }
    },
  });
}

const hashOf = (sheet: Sheet): Buffer =>
  createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify(sheet)) as Json))
    .digest();

async function publishedSheet(kernel: Kernel, sources: readonly SourceRef[], topic: Topic, at: Date): Promise<Sheet> {
  const distinct = [...new Map(sources.map((source) => [`${source.kind} ${source.ref}`, source])).values()];
  if (distinct.length === 0) throw refuse('boards/nothing-chosen', {}, 422);
  if (distinct.length > MOST_ON_A_SHEET) throw refuse('boards/too-many', { most: MOST_ON_A_SHEET }, 422);
  const articles = await Promise.all(distinct.map((source) => shownOf(kernel, source, at)));
  const [only] = articles;
  return { title: articles.length === 1 && only ? only.title : topicTitles[topic], articles };
}

/**
 * The accounts of a village as a sheet. They balance, their period is over, they name nobody.
 *
 * @throws Refusal boards/no-lines, boards/does-not-balance, boards/period-not-over, boards/supervised-later,
 *   boards/personal-data (422)
 */
function accountsSheet(
  accounts: Accounts,
  { village, agency, at }: { readonly village: string; readonly agency: string; readonly at: Date },
): Sheet {
  const today = dayOf(at);
  const fault = accountsFault(accounts);
  if (fault) {
    const details = { expected: yuan(closingOf(accounts)), given: yuan(accounts.closingCents) };
    throw refuse(fault, details, 422);
  }
  if (lastDayOf(accounts.period) >= today) throw refuse('boards/period-not-over', {}, 422);
  if (accounts.supervisedOn > today) throw refuse('boards/supervised-later', {}, 422);
  const lines = [...accounts.income, ...accounts.expense].flatMap(({ item, note }) => [item, note]);
  assertImpersonal([...lines, accounts.supervision].join('\n'));
  const title = accountsText.title(village, periodTitle(accounts.period));
  const parts = [...accountsParts(accounts, accountsText)];
  return { title, articles: [{ ref: accounts.period, version: 1, title, agency, on: today, url: '', parts }] };
}

async function assertReplaces(kernel: Kernel, id: number, board: string): Promise<void> {
  const row = await postingRow(kernel.pool, id);
  if (row?.board !== board || row.postedOn === null || row.endedOn !== null)
    throw refuse('boards/nothing-to-replace', {}, 422);
}

/** Hands accounts in again after they were returned. @throws Refusal those of {@link choose} and of `act` */
export async function reviseAccounts(kernel: Kernel, id: number, accounts: Accounts, acting: Acting): Promise<void> {
  const { snapshot, row } = await postingById(kernel, id);
  const directory = await directoryOf(kernel);
  const village = directory.regionName(row.region);
  const sheet = accountsSheet(accounts, { village, agency: directory.agencyName(row.agencyId), at: acting.at });
  await act(kernel, {
    matter: snapshot,
    act: 'revise',
    ...seen(acting),
    facts: { sheet: hashOf(sheet).toString('hex') },
    write: async (tx) => {
      await tx.client.query('update boards.posting set sheet = $2, sheet_hash = $3, period = $4 where matter_id = $1', [
        id,
        JSON.stringify(sheet),
        hashOf(sheet),
        accounts.period,
      ]);
    },
  });
}

/** Says of accounts that they can be told, or what is wrong with them. @throws Refusal boards/no-words (422), those of `act` */
export async function reviewAccounts(
  kernel: Kernel,
  id: number,
  passed: boolean,
  words: string,
  acting: Acting,
): Promise<void> {
  const { snapshot, row } = await postingById(kernel, id);
  await act(kernel, {
    matter: snapshot,
    act: passed ? 'pass' : 'return',
    ...seen(acting),
    facts: { sheet: row.sheetHash.toString('hex'), ...(passed ? {} : { reason: words }) },
    evidence: { words },
  });
}

/**
 * Notes that it was printed; what it shows has to be said still, in the version that was chosen.
 *
 * @throws Refusal boards/changed-since, those of `act`
 */
export async function print(kernel: Kernel, id: number, copies: number, acting: Acting): Promise<void> {
  const { snapshot } = await postingById(kernel, id);
  await assertCurrent(kernel, id, acting.at);
  await act(kernel, {
    matter: snapshot,
    act: 'print',
    ...seen(acting),
    facts: { copies },
    write: async (tx) => {
      await tx.client.query('update boards.posting set copies = $2 where matter_id = $1', [id, copies]);
    },
  });
}

async function assertCurrent(kernel: Kernel, id: number, at: Date): Promise<void> {
  const { rows } = await kernel.pool.query<{ index: string; version: number; title: string }>(
    'select index_number as index, version, title from boards.posting_item where matter_id = $1',
    [id],
  );
  for (const { index, version, title } of rows) {
    const now = await findShown(kernel, { kind: 'publication', ref: index }, at);
    if (now?.version !== version) throw refuse('boards/changed-since', { title });
  }
}

export type Posted = Acting & {
  readonly photo: string | null;
  readonly photoTakenAt: Date | null;
  /** The day it was put up, where that was before today. */
  readonly postedOn: Day;
  /** How long it hangs; as the rule says when left out. */
  readonly showDays?: number | undefined;
};

/**
 * It hangs: with a picture as evidence. What it replaces gives way in the same transaction, and the duty of its period
 * is met.
 *
 * @throws Refusal boards/no-photo (422), boards/posted-later (422), boards/changed-since, matter/no-such-term (422),
 *   files/not-found (404), those of `act`
 */
export async function post(kernel: Kernel, id: number, request: Posted): Promise<{ readonly expiresOn: Day }> {
  const { photo, photoTakenAt, postedOn, actor, at } = request;
  const { snapshot, row } = await postingById(kernel, id);
  if (postedOn > dayOf(at)) throw refuse('boards/posted-later', {}, 422);
  await assertCurrent(kernel, id, at);
  const stored = photo === null ? null : await fileById(kernel.pool, photo);
  const usual = snapshot.process.clocks.show?.limit.n ?? 0;
  const days = request.showDays ?? usual;
  const expiresOn = addDays(postedOn, days);
  await act(kernel, {
    matter: snapshot,
    act: 'post',
    ...seen(request),
    on: postedOn,
    terms: days === usual ? {} : { show: calendarDays(days) },
    facts: { board: row.board, postedOn, photo: stored?.sha256.toString('hex') ?? null },
    evidence: { photo: stored !== null },
    write: async (tx) => {
      if (photo !== null) await attachFiles(tx, [photo], id, actor.personId);
      await tx.client.query(
        `update boards.posting set posted_on = $2, expires_on = $3, photo = $4, photo_taken_at = $5 where matter_id = $1`,
        [id, postedOn, expiresOn, photo, photoTakenAt],
      );
      if (row.replaces !== null) await giveWay(kernel, tx, row.replaces, snapshot, postedOn, at);
      await meetBoardDuty(kernel, tx, { ...row, postedOn }, at);
    },
  });
  return { expiresOn };
}

async function giveWay(
  kernel: Kernel,
  tx: Transaction,
  before: number,
  { number }: Snapshot,
  on: Day,
  at: Date,
): Promise<void> {
  const old = await postingRow(tx.client, before);
  // Taken down meanwhile: nothing is left to give way.
  if (!old || old.endedOn !== null) return;
  await act(kernel, { matter: before, act: 'replace', actor: system, at, facts: { by: number }, within: tx });
  await endPosting(tx, before, on, 'replaced');
}

const endPosting = async (tx: Transaction, id: number, on: Day, how: PostingRow['endedHow']): Promise<void> => {
  await tx.client.query('update boards.posting set ended_on = $2, ended_how = $3 where matter_id = $1', [id, on, how]);
};

/** Takes it down, or does not put it up. @throws Refusal boards/no-words (422), those of `act` */
export async function endEarly(
  kernel: Kernel,
  id: number,
  how: 'remove' | 'cancel',
  words: string,
  acting: Acting,
): Promise<void> {
  const { snapshot } = await postingById(kernel, id);
  await act(kernel, {
    matter: snapshot,
    act: how,
    ...seen(acting),
    facts: { reason: words },
    evidence: { words },
    write: (tx) => endPosting(tx, id, dayOf(acting.at), how === 'remove' ? 'removed' : 'cancelled'),
  });
}
