import type { Block } from './nodes.ts';
import { type ReadOptions, readContent, readWritten } from './read.ts';
import { writeContent } from './write.ts';

/**
 * Any HTML as the HTML of an article: headings, paragraphs, lists, tables, links, kept pictures. Nothing that runs,
 * nothing that styles, nothing that is fetched from elsewhere. Doing it twice changes nothing.
 */
export const cleanHtml = (html: string, options: ReadOptions = {}): string => writeContent(readSettled(html, options));

/**
 * What is written is read once more, so that a chance joining of words cannot be read differently by who reads next.
 */
export function readSettled(html: string, options: ReadOptions = {}): readonly Block[] {
  let blocks = readContent(html, options);
  let written = writeContent(blocks);
  for (let round = 0; round < ROUNDS; round += 1) {
    const again = readWritten(written);
    const rewritten = writeContent(again);
    if (rewritten === written) return blocks;
    blocks = again;
    written = rewritten;
  }
  return blocks;
}

/** Each round takes a level of nested frames away; hostile nests have many, and what is left is clean all the same. */
const ROUNDS = 20;
