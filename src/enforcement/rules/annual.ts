import type { Day } from '../../kernel/day.ts';
import { day } from '../../kernel/day.ts';

/** The entry of the catalogue that yearly statistics stand under. */
export const ANNUAL_NODE = 'ML.3.06.06';

/** Until when the statistics of a year are published: the rule names the day, so it does not move. */
export const annualDueOn = (year: number): Day => day(`${year + 1}-01-31`);
