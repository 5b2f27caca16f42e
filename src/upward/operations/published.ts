import { indexOfPublication } from '../../disclosure/index.ts';
import { act, matterById, type RecordListener, system } from '../../kernel/index.ts';

/** A bulletin whose publication is out is issued. */
export const noteIssued: RecordListener = async (kernel, changes, at) => {
  const keys = new Set(
    changes.flatMap(({ kind, key, change }) => (kind === 'publication' && change === 'publish' ? [key] : [])),
  );
  if (keys.size === 0) return;
  const { rows } = await kernel.pool.query<{ id: number; publicationId: number }>(
    `select b.matter_id as id, b.publication_id as "publicationId" from upward.bulletin b
       join kernel.matter m on m.id = b.matter_id
      where m.state = 'publishing' and b.publication_id is not null`,
  );
  for (const { id, publicationId } of rows) {
    const index = await indexOfPublication(kernel.pool, publicationId);
    if (index === null || !keys.has(index)) continue;
    const snapshot = await matterById(kernel, id);
    await act(kernel, {
      matter: snapshot,
      act: 'published',
      actor: system,
      at,
      facts: { index },
      write: async ({ client }) => {
        await client.query('update upward.bulletin set index_number = $2 where matter_id = $1', [id, index]);
      },
    });
  }
};
