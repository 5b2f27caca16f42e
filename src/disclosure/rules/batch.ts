/** What can be put into the catalogue at once: browser-safe. */
export const BATCHES = ['statutory', 'key-work', 'grass-roots'] as const;
export type Batch = (typeof BATCHES)[number];
