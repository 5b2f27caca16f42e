import { type Actor, type Kernel, matterById, type Snapshot } from '../../kernel/index.ts';
import { changeOrRefuse } from './changes.ts';
import type { GazetteChangeView, GazetteEntry, GazetteView } from './contract.ts';
import { digestOf, issueOrRefuse, labelOf } from './operations.ts';
import { gazetteChangeProcess } from './process.ts';
import { type IssueRow, issueById } from './repo.ts';
import { contentsOf, openChangeOf, versionsOf } from './versions.ts';

type Told = GazetteChangeView['added'][number];

/** A correction or a cancellation as whoever confirms it reads it: what is other than now. */
export async function changeView(kernel: Kernel, actor: Actor, id: number): Promise<GazetteChangeView> {
  const change = await changeOrRefuse(kernel, id);
  const issue = await issueOrRefuse(kernel, change.gazetteId);
  const matter = await matterById(kernel, id);
  const before = await contentsOf(kernel.pool, issue.id);
  const after = change.contents ?? before;
  const replacing = change.replacedBy === null ? null : await issueById(kernel.pool, change.replacedBy);
  const isOpen = matter.state === 'proposed';
  return {
    id,
    seq: matter.seq,
    number: matter.number,
    state: matter.state,
    stateTitle: titleOf(matter),
    change: change.change,
    note: change.note,
    issue: { id: issue.id, title: titled(issue), version: change.seenVersion },
    replacedBy: replacing && { id: replacing.id, title: titled(replacing) },
    // Once it is done, what it did is the difference to nothing any more.
    ...(isOpen ? differences(before, after) : NONE),
    mayDecide: isOpen,
    isOwn: await proposedBy(kernel, id, actor),
  };
}

const NONE = { added: [], removed: [], changed: [], isReordered: false };
const titled = (issue: IssueRow): string => `${issue.name} ${labelOf(issue)}`;
const titleOf = ({ state }: Snapshot): string =>
  Object.entries(gazetteChangeProcess.states).find(([key]) => key === state)?.[1].title ?? state;
const told = ({ index, title, part }: GazetteEntry): Told => ({ index, title, part });

function differences(
  before: readonly GazetteEntry[],
  after: readonly GazetteEntry[],
): Pick<GazetteChangeView, 'added' | 'removed' | 'changed' | 'isReordered'> {
  const old = new Map(before.map((entry) => [entry.index, entry]));
  const kept = new Set(after.map(({ index }) => index));
  const order = (entries: readonly GazetteEntry[], has: { has: (index: string) => boolean }): string =>
    entries.flatMap(({ index, part }) => (has.has(index) ? [`${part} ${index}`] : [])).join('\n');
  return {
    added: after.filter(({ index }) => !old.has(index)).map(told),
    removed: before.filter(({ index }) => !kept.has(index)).map(told),
    changed: after
      .filter((entry) => {
        const was = old.get(entry.index);
        return was !== undefined && !saysTheSame(was, entry);
      })
      .map(told),
    isReordered: order(before, kept) !== order(after, old),
  };
}

/** The same words, wherever in the issue they stand. */
const saysTheSame = (a: GazetteEntry, b: GazetteEntry): boolean =>
  digestOf([{ ...a, part: '' }]).equals(digestOf([{ ...b, part: '' }]));

async function proposedBy({ pool }: Kernel, id: number, actor: Actor): Promise<boolean> {
  const { rows } = await pool.query<{ own: boolean }>(
    `select actor_id is not distinct from $2 as own from kernel.entry where matter_id = $1 and act = 'propose' order by seq limit 1`,
    [id, actor.personId],
  );
  return rows[0]?.own ?? false;
}

/** How an issue that is out stands: its versions, what waits, and what of it is no longer what the city says. */
export async function standingOf(
  kernel: Kernel,
  issue: IssueRow,
): Promise<Pick<GazetteView, 'version' | 'cancelled' | 'stale' | 'versions' | 'open'>> {
  const isOut = issue.issuedAt !== null;
  const replacing = issue.replacedBy === null ? null : await issueById(kernel.pool, issue.replacedBy);
  const versions = isOut ? await versionsOf(kernel.published.pool, issue.id) : [];
  return {
    version: issue.version,
    cancelled:
      issue.cancelledAt === null
        ? null
        : {
            at: issue.cancelledAt.toISOString(),
            note: issue.cancelNote ?? '',
            by: replacing && { id: replacing.id, title: titled(replacing) },
          },
    stale: isOut && issue.cancelledAt === null ? [...(await staleIn(kernel, issue))] : [],
    versions: versions.map(({ version, change, note, at }) => ({ version, change, note, at: at.toISOString() })),
    open: isOut ? await openChangeOf(kernel.pool, issue.id) : null,
  };
}

/** Texts of an issue that were withdrawn or say something else since: the issue wants a correction. */
async function staleIn({ pool, published }: Kernel, { id }: IssueRow): Promise<GazetteView['stale']> {
  const entries = await contentsOf(pool, id);
  const { rows } = await published.pool.query<{ index: string; withdrawn: boolean; body: string | null }>(
    `select p.index_number as index, p.withdrawn, c.content->>'body' as body from pub.pub_publication p
       left join pub.pub_publication_content c on c.index_number = p.index_number where p.index_number = any($1)`,
    [entries.map(({ index }) => index)],
  );
  const now = new Map(rows.map((row) => [row.index, row]));
  return entries.flatMap(({ index, title, html }): GazetteView['stale'] => {
    const said = now.get(index);
    if (!said || said.withdrawn) return [{ index, title, why: 'withdrawn' }];
    return said.body === html ? [] : [{ index, title, why: 'other-text' }];
  });
}
