/** A page of a list, and where the next one begins; null where there is none. */
type Page<T, C> = { readonly rows: readonly T[]; readonly next: C | null };

/**
 * The page that was asked for, of rows of which one more was read than it holds: that one says that there is a further page,
 * and the last one shown is where it begins.
 */
export function pageOf<T, C>(read: readonly T[], most: number, cursorOf: (last: T) => C): Page<T, C> {
  const rows = read.slice(0, most);
  const last = rows.at(-1);
  return { rows, next: read.length > most && last !== undefined ? cursorOf(last) : null };
}
