/**
 * Routes whose objects the city of these tests does not hold yet. The table shows who gets past the gate of their
 * permission, and nothing of whose things they are shown: take each away when its calls are written.
 */
export const waiting: ReadonlySet<string> = new Set<string>([]);

/** Tables that the city of these tests has no row of yet, so that no canary can be planted there. */
export const emptyTables: ReadonlySet<string> = new Set<string>([]);
