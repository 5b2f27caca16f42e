import { type Block, blockText, type Heading, type Paragraph } from './nodes.ts';

const LONGEST_HEADING = 40;
const LOWEST = 6;
/** 一、（一）1. (1): the four levels of an official document. */
const ORDINALS: readonly RegExp[] = [
  /^[一二三四五六七八九十百]{1,5}、/u,
  /^[（(][一二三四五六七八九十百]{1,5}[）)]/u,
  /^\d{1,3}[.．、](?!\d)/u,
  /^[（(]\d{1,3}[）)]/u,
];

/** Which of the four levels the words begin with, from 1; null: none. */
export function ordinalLevel(words: string): number | null {
  const at = ORDINALS.findIndex((pattern) => pattern.test(words));
  return at === -1 ? null : at + 1;
}

/** Headings within cells, items and quotations are strong words: the outline of a page has no place for them. */
export const headingsToText = (blocks: readonly Block[]): readonly Block[] =>
  blocks.map((block) => (block.kind === 'heading' ? toStrong(block) : block));

const toStrong = ({ runs }: Heading): Paragraph => ({
  kind: 'paragraph',
  side: 'left',
  runs: runs.map((run) =>
    run.kind === 'text' && !run.marks.includes('strong') ? { ...run, marks: ['strong', ...run.marks] } : run,
  ),
});

/** The outline put in order: numbered headings found, no level left out, the highest below the title of the page. */
export function tidyBlocks(blocks: readonly Block[]): readonly Block[] {
  return ordered(blocks.map((block, at) => found(block, blocks[at + 1])));
}

function found(block: Block, next: Block | undefined): Block {
  if (block.kind !== 'paragraph' || block.side !== 'left' || block.runs.some(({ kind }) => kind === 'image'))
    return block;
  const words = blockText(block);
  const level = ordinalLevel(words);
  if (level === null || next === undefined || words.length > LONGEST_HEADING || /[。；：，、,;:.！？\n]$/u.test(words))
    return block;
  // Entries that follow one another are a list; a heading has something under it.
  const following = ordinalLevel(blockText(next));
  if (following !== null && following <= level) return block;
  if (level > 2 && words.includes('。')) return block;
  return { kind: 'heading', level: level + 1, runs: block.runs };
}

function ordered(blocks: readonly Block[]): readonly Block[] {
  const above: number[] = [];
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    while ((above.at(-1) ?? 0) >= block.level) above.pop();
    above.push(block.level);
    return { ...block, level: Math.min(1 + above.length, LOWEST) };
  });
}
