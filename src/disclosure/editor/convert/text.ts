import { tidyBlocks } from '../content/headings.ts';
import type { Block } from '../content/nodes.ts';
import { paragraphsOf, textRun } from '../content/runs.ts';
import type { Converted } from './converted.ts';

/** Plain text as content: a paragraph for each line, numbered headings found. */
export function textContent(text: string): Converted {
  const blocks = text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n?|\n/u)
    .flatMap((line): readonly Block[] =>
      paragraphsOf([textRun(line, new Set(), null)], true).map((runs) => ({ kind: 'paragraph', side: 'left', runs })),
    );
  return { blocks: tidyBlocks(blocks), images: [], notices: [] };
}
