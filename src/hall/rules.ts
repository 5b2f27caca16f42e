import { addDays, type Day } from '../kernel/index.ts';

/** 1 very dissatisfied … 5 very satisfied. */
export type RatingLevel = 1 | 2 | 3 | 4 | 5;

/** How long a finished matter can be rated; set by the city, no national rule names a number. */
export const RATING_DAYS = 180;

export const isRatingLevel = (value: number): value is RatingLevel =>
  Number.isInteger(value) && value >= 1 && value <= 5;

/** Whether a rating is a 差评, which somebody has to answer. @law 国办发〔2019〕51号 */
export const isBad = (level: RatingLevel): boolean => level <= 2;

/** Why a matter cannot be rated today, or null. */
export function ratingRefusal(
  matter: { readonly closedOn: Day | null; readonly rated: boolean },
  today: Day,
): 'hall/not-finished' | 'hall/rated-already' | 'hall/too-late-to-rate' | null {
  if (matter.closedOn === null) return 'hall/not-finished';
  if (matter.rated) return 'hall/rated-already';
  return today > addDays(matter.closedOn, RATING_DAYS) ? 'hall/too-late-to-rate' : null;
}
