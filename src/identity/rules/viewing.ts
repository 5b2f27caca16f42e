/** For what somebody may look at another person's numbers. */
export const VIEWING_CATEGORIES = ['handling', 'verification', 'contact', 'complaint', 'inspection', 'audit'] as const;
export type ViewingCategory = (typeof VIEWING_CATEGORIES)[number];

/** Why somebody looks: what it is for, and in his own words. */
export type ViewingReason = { readonly category: ViewingCategory; readonly words: string };

export type ViewingFault = 'identity/reveal-no-reason' | 'identity/reveal-reason-short';

/** Set by the city: fewer characters say nothing. */
export const LEAST_WORDS = 4;

/**
 * Why a reason will not do, or `null`. The same sign again and again is no reason either.
 *
 * @law 个人信息保护法 第五十一条; GB/T 35273 7.1
 */
export function viewingFault({ words }: Pick<ViewingReason, 'words'>): ViewingFault | null {
  const signs = [...words.replace(/[\s\p{P}]/gu, '')];
  if (signs.length === 0) return 'identity/reveal-no-reason';
  return signs.length < LEAST_WORDS || new Set(signs).size < 3 ? 'identity/reveal-reason-short' : null;
}

/** How often somebody looked in a month. */
export type Viewer = { readonly personId: number; readonly views: number };

/** Set by the city: fewer than so many are never conspicuous, more than so many times what colleagues need are. */
export const OUTLIER = { least: 10, times: 3 } as const;

/** What colleagues who hold the same post looked at, the middle one of them; 0 when there is nobody to compare with. */
export function medianOf(views: readonly number[]): number {
  const sorted = views.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] =
    sorted.length % 2 === 0 ? sorted.slice(middle - 1, middle + 1) : [sorted[middle], sorted[middle]];
  return (low + high) / 2;
}

/** Whether somebody looked far more often than his colleagues; `peers` are the others of the same post. */
export const isOutlier = (views: number, peers: readonly number[]): boolean =>
  views >= OUTLIER.least && views > OUTLIER.times * medianOf(peers);
