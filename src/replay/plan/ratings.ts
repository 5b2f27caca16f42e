import { reported } from '../report.ts';
import type { Random } from './random.ts';

/** How many rated, and how many of these were dissatisfied. */
type RatingCounts = { readonly rated: number; readonly dissatisfied: number };

const rounded = (part: number, whole: number): number => Math.floor((part * 10_000) / whole + 0.5);

/** Whole numbers that print the reported rating rate and satisfaction, for so many that could be rated; null: none do. */
function exactCounts(ratable: number): RatingCounts | null {
  const about = Math.round((ratable * reported.ratedBasisPoints) / 10_000);
  if (rounded(about, ratable) !== reported.ratedBasisPoints) return null;
  for (let dissatisfied = 1; dissatisfied <= MOST_DISSATISFIED; dissatisfied += 1) {
    if (rounded(about - dissatisfied, about) === reported.satisfiedBasisPoints) return { rated: about, dissatisfied };
  }
  return null;
}

const MOST_DISSATISFIED = 20;

/** How many deliveries have to wait until the devices are there, and how many then rate. */
export type RatingPlan = RatingCounts & { readonly postponed: number };

/**
 * Finds counts that print the reported figures. Not every number of served people has a share that prints as 64.44 %,
 * so a few that were to be served just before may be served just after. Where there are too few people for any such
 * count, the nearest rate and nobody dissatisfied.
 *
 * @param ratable served since the devices are there
 * @param postponable served shortly before, who could as well be served shortly after
 */
export function ratingPlan(ratable: number, postponable: number): RatingPlan {
  for (let postponed = 0; postponed <= postponable; postponed += 1) {
    const counts = exactCounts(ratable + postponed);
    if (counts) return { ...counts, postponed };
  }
  const rated = Math.round((ratable * reported.ratedBasisPoints) / 10_000);
  return { rated, dissatisfied: 0, postponed: 0 };
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
