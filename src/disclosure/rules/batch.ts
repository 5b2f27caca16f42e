/** What can be put into the catalogue at once: browser-safe. */
export const BATCHES = ['statutory', 'key-work', 'grass-roots', 'conduct'] as const;
export type Batch = (typeof BATCHES)[number];
