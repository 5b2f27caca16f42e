import { act, type Kernel, matterById, type RecordListener, Refusal, system, tell } from '../../kernel/index.ts';
import { showing } from '../repo/postings.ts';

/**
 * What hangs on a board and is no longer said, or said otherwise, is stale from that moment: its holder is told, and
 * the clock for replacing it starts.
 */
export const outdatePostings: RecordListener = async (kernel, changes, at) => {
  const keys = changes.flatMap(({ kind, key, change }) =>
    kind === 'publication' && change !== 'surroundings' ? [key] : [],
  );
  if (keys.length === 0) return;
  for (const id of await showing(kernel.pool, keys)) await outdate(kernel, id, at);
};

async function outdate(kernel: Kernel, id: number, at: Date): Promise<void> {
  const snapshot = await matterById(kernel, id);
  if (snapshot.state !== 'posted' || (await isCurrent(kernel, id))) return;
  try {
    await act(kernel, { matter: snapshot, act: 'outdate', actor: system, at, facts: {} });
  } catch (error) {
    // Somebody has replaced it this very moment, or it was announced twice.
    if (!(error instanceof Refusal) || error.code !== 'matter/changed') throw error;
    return;
  }
  const { rows } = await kernel.pool.query<{ personId: number }>(
    `select actor_id as "personId" from kernel.entry
      where matter_id = $1 and act = 'post' and actor_id is not null order by seq desc limit 1`,
    [id],
  );
  for (const { personId } of rows) {
    const params = { title: snapshot.title, number: snapshot.number };
    await tell(kernel.pool, { personId, matterId: id, code: 'boards.outdated', params, at });
  }
}

/** Whether everything on the sheet stands in public in the version that hangs there. */
async function isCurrent({ published, pool }: Kernel, id: number): Promise<boolean> {
  const { rows } = await pool.query<{ index: string; version: number }>(
    'select index_number as index, version from boards.posting_item where matter_id = $1',
    [id],
  );
  const now = await published.pool.query<{ index: string; version: number }>(
    `select index_number as index, version from pub.pub_publication
      where index_number = any($1) and not withdrawn and validity = 'in-force'`,
    [rows.map(({ index }) => index)],
  );
  const standing = new Map(now.rows.map(({ index, version }) => [index, version]));
  return rows.every(({ index, version }) => standing.get(index) === version);
}
