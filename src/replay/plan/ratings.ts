import { reported } from '../report.ts';
import type { Random } from './random.ts';

/** How many of those who could rate did, and how many of these were dissatisfied. */
export type RatingCounts = { readonly rated: number; readonly dissatisfied: number };

const rounded = (part: number, whole: number): number => Math.floor((part * 10_000) / whole + 0.5);

/**
 * Whole numbers that print the reported rating rate and satisfaction, for so many that could be rated. Where there are
 * too few for that, the nearest rate and nobody dissatisfied.
 */
export function ratingCounts(ratable: number): RatingCounts {
  const about = Math.round((ratable * reported.ratedBasisPoints) / 10_000);
  for (const rated of [about, about + 1, about - 1]) {
    if (rounded(rated, ratable) !== reported.ratedBasisPoints) continue;
    for (let dissatisfied = 1; dissatisfied <= 20; dissatisfied += 1) {
      if (rounded(rated - dissatisfied, rated) === reported.satisfiedBasisPoints) return { rated, dissatisfied };
    }
  }
  return { rated: about, dissatisfied: 0 };
}

/** Levels given at the window: 5 very satisfied … 1 very dissatisfied. */
export function levelsFor({ rated, dissatisfied }: RatingCounts, random: Random): readonly number[] {
  return random.shuffled(
    Array.from({ length: rated }, (_, i) => {
      if (i < dissatisfied) return 2;
      const place = random.next();
      return place < 0.8 ? 5 : place < 0.97 ? 4 : 3;
    }),
  );
}
