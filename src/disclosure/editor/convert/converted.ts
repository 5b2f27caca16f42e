import type { Block } from '../content/nodes.ts';

/** A picture that came with a text: its bytes, or the address where the page had it. */
export type FoundImage = {
  readonly bytes: Uint8Array | null;
  readonly address: string | null;
  readonly type: string | null;
};

/** Something the editor should know of what became of the file. */
export type Notice = { readonly code: 'pictures-left' | 'hidden-left' | 'charset'; readonly count: number };

export type Converted = {
  readonly blocks: readonly Block[];
  /** Named in the content as `image:0`, `image:1` …, until they are kept. */
  readonly images: readonly FoundImage[];
  readonly notices: readonly Notice[];
};
