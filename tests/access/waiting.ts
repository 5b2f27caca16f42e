/**
 * Routes whose calls have not been written yet: the gate of their permission holds, but the table does not show it. Take
 * each away when its call and row are there; a route that is not named here has to have a row.
 */
export const waiting: ReadonlySet<string> = new Set<string>([]);

/** Tables that the city of these tests has no row of yet, so that no canary can be planted there. */
export const emptyTables: ReadonlySet<string> = new Set<string>([]);
