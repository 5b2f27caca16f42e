/**
 * What an article may consist of, and nothing else: whatever came in is read into this and written out of it, so what
 * has no place here cannot be on a public page.
 */
export type Mark = 'strong' | 'em' | 'del' | 'sub' | 'sup';

export type TextRun = {
  readonly kind: 'text';
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly href: string | null;
};
export type ImageRun = { readonly kind: 'image'; readonly src: string; readonly alt: string };
export type Run = TextRun | ImageRun | { readonly kind: 'break' };

export type Side = 'left' | 'center' | 'right';
export type Paragraph = { readonly kind: 'paragraph'; readonly side: Side; readonly runs: readonly Run[] };
export type Heading = { readonly kind: 'heading'; readonly level: number; readonly runs: readonly Run[] };
export type List = {
  readonly kind: 'list';
  readonly isOrdered: boolean;
  readonly start: number;
  readonly items: readonly (readonly Block[])[];
};
export type Cell = {
  /** A heading cell says what it heads. */
  readonly heads: 'col' | 'row' | null;
  readonly columns: number;
  readonly rows: number;
  readonly blocks: readonly Block[];
};
export type Row = readonly Cell[];
export type Table = {
  readonly kind: 'table';
  readonly caption: readonly Run[];
  readonly head: readonly Row[];
  readonly body: readonly Row[];
};
export type Quote = { readonly kind: 'quote'; readonly blocks: readonly Block[] };
export type Block = Paragraph | Heading | List | Table | Quote | { readonly kind: 'rule' };

/** The words of runs, as they are read. */
export const runText = (runs: readonly Run[]): string =>
  runs.map((run) => (run.kind === 'text' ? run.text : run.kind === 'break' ? '\n' : run.alt)).join('');

/** Everything that is read in a block, a line for each paragraph and each cell. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return runText(block.runs);
    case 'list':
      return block.items.flatMap((item) => item.map(blockText)).join('\n');
    case 'quote':
      return block.blocks.map(blockText).join('\n');
    case 'table':
      return [
        ...(block.caption.length > 0 ? [runText(block.caption)] : []),
        ...[...block.head, ...block.body].map((row) =>
          row.map((cell) => cell.blocks.map(blockText).join('\n')).join('\t'),
        ),
      ].join('\n');
    case 'rule':
      return '';
    default:
      return block satisfies never;
  }
}

export const contentText = (blocks: readonly Block[]): string => blocks.map(blockText).join('\n');
