import { useKeys } from '../../keys.ts';

/** Marks what holds the rows of a list, so that keys can walk from one to the next. */
export const ROWS = 'data-rows';

/** The place in a list after a step; stays at the ends, and the first step from nowhere goes to the first. */
export const placeAfter = (present: number, step: 1 | -1, length: number): number =>
  present < 0 ? 0 : Math.min(Math.max(present + step, 0), Math.max(length - 1, 0));

/** `j` and `k` walk the rows by moving the focus, so that Enter and a screen reader follow by themselves. */
export function useRowKeys(more: () => void): void {
  const step = (by: 1 | -1): void => {
    const rows = [...document.querySelectorAll(`[${ROWS}] tbody tr`)];
    const links = rows.flatMap((row) => row.querySelector<HTMLElement>('a[href]') ?? []);
    const present = links.findIndex((link) => link.matches(':focus'));
    if (by === 1 && present === links.length - 1) more();
    links[placeAfter(present, by, links.length)]?.focus();
  };
  useKeys({ j: () => step(1), k: () => step(-1) });
}
