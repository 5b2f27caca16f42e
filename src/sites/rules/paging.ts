/**
 * Lists are paged from the oldest: a full page never changes when something new comes, only the first one a visitor sees
 * does. That one holds between one and two pages of the newest.
 */
export const PER_PAGE = 20;

/** How many full older pages there are. */
export const olderPages = (count: number): number => Math.max(0, Math.floor(count / PER_PAGE) - 1);

/** How many the first page shows. */
export const onFirst = (count: number): number => count - olderPages(count) * PER_PAGE;

/** How many newer ones stand before those of an older page, counted from the newest. @param page from 1, the oldest */
export const newerThan = (count: number, page: number): number => count - page * PER_PAGE;

/** The address of a list: the first page has that of the column itself. */
export const listPath = (site: string, column: string, page: number | null): string =>
  page === null ? `/site/${site}/${column}/` : `/site/${site}/${column}/list-${page}.html`;
