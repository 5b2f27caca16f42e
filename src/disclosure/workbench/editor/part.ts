import type { Content } from '../../contract.ts';

/** A part of the editor: what is written, and how it is changed. */
export type Part = { readonly draft: Content; readonly set: (part: Partial<Content>) => void };
