import { directoryOf } from '../../identity/index.ts';
import {
  act,
  inTransaction,
  type Kernel,
  openMatter,
  type RecordListener,
  refuse,
  system,
  tell,
} from '../../kernel/index.ts';
import type { Part, Shown } from '../contract.ts';
import { type Acting, matterOf, seen } from '../operations/acting.ts';
import { findShown } from '../sources.ts';
import { copiesOfOthers, isRecalled, type Printed, printedItems, recallById } from './repo.ts';
import { recallText as text } from './text.ts';

/** So many lines of each kind are kept of what is different. */
const MOST_LINES = 20;

/** A text as lines, as it stands on paper. */
export const linesOf = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap((part) =>
    part.kind === 'table' ? part.rows.map((row) => row.filter(Boolean).join('　')) : part.text.split('\n'),
  );

/** What of a text on paper is not said any more, and what is said instead. */
export function difference(before: readonly string[], now: readonly string[]) {
  const [old, fresh] = [new Set(before), new Set(now)];
  return {
    removed: before.filter((line) => !fresh.has(line)).slice(0, MOST_LINES),
    added: now.filter((line) => !old.has(line)).slice(0, MOST_LINES),
  };
}

/** What was published, changed or withdrawn is looked for on paper that is about. */
export const recallPrints: RecordListener = async (kernel, changes, at) => {
  const refs = changes.flatMap(({ kind, key, change }) =>
    kind === 'publication' && change !== 'surroundings' ? [key] : [],
  );
  if (refs.length > 0) await findStale(kernel, at, refs);
};

/**
 * Opens a matter for each campaign whose paper says something that stands otherwise now, once for each version that stands;
 * answers how many.
 */
export async function findStale(kernel: Kernel, at: Date, refs: readonly string[] | null = null): Promise<number> {
  let found = 0;
  for (const printed of await printedItems(kernel.pool, refs)) {
    const now = await findShown(kernel, printed, at);
    const version = now?.version ?? 0;
    if (printed.versions.every((one) => one === version) || (await isRecalled(kernel.pool, printed, version))) continue;
    const copies = await copiesOfOthers(kernel.pool, printed, version);
    if (copies > 0 && (await open(kernel, printed, now, copies, at))) found += 1;
  }
  return found;
}

async function open(kernel: Kernel, printed: Printed, now: Shown | null, copies: number, at: Date): Promise<boolean> {
  const { campaignId, agencyId, kind, ref, title, campaign } = printed;
  const oldest = Math.min(...printed.versions);
  const version = now?.version ?? 0;
  const change = now === null ? text.withdrawn : text.newer(oldest, version);
  const { removed, added } = difference(printed.lines, now === null ? [] : [...linesOf(now.parts)]);
  const { region } = (await directoryOf(kernel)).agencyById(agencyId);
  return inTransaction(kernel.pool, async (tx) => {
    await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`recall:${campaignId} ${ref}`]);
    // Another copy of the program has found it this very moment.
    if (await isRecalled(tx.client, printed, version)) return false;
    const { id } = await openMatter(kernel, {
      kind: 'print-recall',
      act: 'find',
      title: `${campaign}：${title}`,
      ...{ region, agencyId, parentId: campaignId, actor: system, at, within: tx },
      facts: { ref, printed: oldest, current: version, copies },
      write: async (inside, matterId) => {
        await inside.client.query(
          `insert into boards.print_recall (matter_id, campaign_id, agency_id, kind, ref, title, printed_version,
             current_version, change, removed, added, copies, found_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
          [matterId, campaignId, agencyId, kind, ref, title, oldest, version, change, removed, added, copies, at],
        );
      },
    });
    const { rows } = await tx.client.query<{ personId: number }>(
      `select distinct actor_id as "personId" from kernel.entry
        where matter_id = $1 and act in ('plan', 'print') and actor_id is not null`,
      [campaignId],
    );
    for (const { personId } of rows)
      await tell(tx.client, { personId, matterId: id, code: 'boards.recall', params: { campaign, title, change }, at });
    return true;
  });
}

type Ending = Acting & { readonly act: 'replace' | 'excuse'; readonly copies: number; readonly words: string };

/**
 * Notes how many copies were replaced and how, or why they stay.
 *
 * @throws Refusal matter/not-found (404), boards/more-than-printed (422), boards/no-words and those of an act
 */
export async function endRecall(
  kernel: Kernel,
  id: number,
  { act: name, copies, words, ...acting }: Ending,
): Promise<void> {
  const snapshot = await matterOf(kernel, id, 'print-recall');
  const row = await recallById(kernel.pool, id);
  if (row && copies > row.copies) throw refuse('boards/more-than-printed', { copies: row.copies }, 422);
  await act(kernel, {
    matter: snapshot,
    act: name,
    ...seen(acting),
    facts: { reason: words, copies },
    evidence: { words },
    write: async (tx) => {
      await tx.client.query(
        'update boards.print_recall set replaced_copies = $2, how = $3, ended_at = $4 where matter_id = $1',
        [id, name === 'replace' ? copies : 0, words, acting.at],
      );
    },
  });
}
