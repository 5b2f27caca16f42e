import { FOUND_IMAGE } from './addresses.ts';
import type { Block, Run } from './nodes.ts';

/** Content with its pictures at their addresses; those that have none are left out. */
export function withPictures(block: Block, addresses: readonly (string | null)[]): Block {
  const many = (blocks: readonly Block[]): readonly Block[] => blocks.map((one) => withPictures(one, addresses));
  const runs = (all: readonly Run[]): readonly Run[] =>
    all.flatMap((run): readonly Run[] => {
      if (run.kind !== 'image') return [run];
      const found = FOUND_IMAGE.exec(run.src);
      if (found === null) return [run];
      const src = addresses[Number(found[1])] ?? null;
      return src === null ? [] : [{ ...run, src }];
    });
  if (block.kind === 'paragraph' || block.kind === 'heading') return { ...block, runs: runs(block.runs) };
  if (block.kind === 'quote') return { ...block, blocks: many(block.blocks) };
  if (block.kind === 'list') return { ...block, items: block.items.map(many) };
  if (block.kind !== 'table') return block;
  const rows = (all: typeof block.body) =>
    all.map((row) => row.map((cell) => ({ ...cell, blocks: many(cell.blocks) })));
  return { ...block, caption: runs(block.caption), head: rows(block.head), body: rows(block.body) };
}
